//! Rules about the header of a plan.

use super::{CONSENT_EARLY, NO_CARE_PLAN, NO_MONITORING, PLAN_DATE, WISHES};
use crate::provisional::EquipmentPlanHeader;
use careplan_csv::Text;
use careplan_model::{Date, YearMonth};
use careplan_rules::{Findings, Found, Row, columns};

columns! { EquipmentPlanHeader:
    CARE_PLAN_DATE: Date = "care_plan_date";
    WISHES_SOURCE: Text<'static> = "wishes_source";
    USER_WISHES: Text<'static> = "user_wishes";
    FAMILY_WISHES: Text<'static> = "family_wishes";
    MONITORING_MONTH: YearMonth = "monitoring_month";
    MONITORING_TIMING: Text<'static> = "monitoring_timing";
    CONSENTED_ON: Date = "consented_on";
}

pub(super) fn check(row: &Row<'_>, findings: &mut Findings<'_>) {
    if row.is_blank(MONITORING_MONTH) && row.is_blank(MONITORING_TIMING) {
        findings.add(Found::new(&NO_MONITORING, row.at(MONITORING_MONTH)));
    }
    if row.is_blank(CARE_PLAN_DATE) {
        findings.add(Found::new(&NO_CARE_PLAN, row.at(CARE_PLAN_DATE)));
    }
    if !row.is_blank(WISHES_SOURCE) && row.is_blank(USER_WISHES) && row.is_blank(FAMILY_WISHES) {
        findings.add(Found::new(&WISHES, row.at(USER_WISHES)));
    }
    findings.run(&CONSENT_EARLY, row, |row, findings| {
        if let Some(consented_on) = row.value(CONSENTED_ON)?
            && consented_on < row.need(PLAN_DATE)?
        {
            findings.add(Found::new(&CONSENT_EARLY, row.at(CONSENTED_ON)));
        }
        Ok(())
    });
}
