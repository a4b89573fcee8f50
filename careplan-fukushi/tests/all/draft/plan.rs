//! An invented care plan with equipment, and what is asked of its draft.
#![allow(clippy::unwrap_used)]

use crate::common::{OFFICE, sourced, supplement, table1, table2, value};
use careplan_fukushi::draft::{CarePlanSet, Carry, DraftOptions, EquipmentPlanDraft, Sourced, draft};
use careplan_model::{Table1, Table2, Table3, UserSupplement};

pub(crate) const WISHES: &str =
    "本人：家で暮らしたい。\r\n妻：転ばないか心配だ。\n課題分析：立ち上がりに支えが要る。 ";
pub(crate) const POLICY: &str = "自立を支えます。\r\n　緊急時：主治医、\"長女\" ";

pub(crate) struct Plan {
    pub(crate) table1: Table1,
    pub(crate) table2: Vec<Table2>,
    pub(crate) table3: Vec<Table3>,
    pub(crate) supplement: Option<UserSupplement>,
}

impl Plan {
    pub(crate) fn new() -> Self {
        let mut table1 = table1();
        table1.wishes_and_needs_analysis = Some(WISHES.to_owned());
        table1.support_policy = Some(POLICY.to_owned());
        let mut bed = table2((1, 1, 1), Some(OFFICE), "福祉用具貸与");
        bed.need = Some("夜も自分でトイレに行きたい。".to_owned());
        bed.long_term_goal = Some("夜も安心して行ける。".to_owned());
        bed.long_term_period = Some("令和７年１０月～令和８年９月".to_owned());
        bed.short_term_goal = Some("安全に起き上がれる。".to_owned());
        bed.short_term_period = Some("令和７年１０月～令和８年３月".to_owned());
        bed.service_content = Some("特殊寝台と特殊寝台付属品の貸与".to_owned());
        let mut rail = table2((1, 1, 2), Some(OFFICE), "福祉用具貸与");
        rail.service_content = Some("手すりの貸与".to_owned());
        let mut walk = table2((1, 1, 3), Some("9970100039"), "通所介護");
        walk.short_term_goal = Some("５０ｍ歩ける。".to_owned());
        walk.provider_name = Some("見本デイサービス".to_owned());
        walk.frequency = Some("週２回".to_owned());
        let mut bath = table2((2, 1, 1), Some("9970100039"), "通所介護");
        bath.need = Some("入浴したい。".to_owned());
        bath.provider_name = Some("見本デイサービス".to_owned());
        bath.frequency = Some("週２回".to_owned());
        let mut week = Table3::new(
            table1.csv_version,
            table1.insurer,
            table1.insured,
            table1.created_on,
            table1.plan_date,
        );
        let mut apart = week.clone();
        week.service_content = Some("訪問介護（身体）".to_owned());
        week.weekday = Some(value("1"));
        (week.service_start_time, week.service_end_time) = (Some(value("0900")), Some(value("1000")));
        apart.other_services = Some("見本内科クリニック通院（月１回）".to_owned());
        Self {
            table1,
            table2: vec![bed, rail, walk, bath],
            table3: vec![week, apart],
            supplement: Some(supplement()),
        }
    }

    pub(crate) fn set(&self) -> CarePlanSet<'_> {
        CarePlanSet {
            table1: Some(Sourced { record: 3, form: &self.table1 }),
            table2: sourced(&self.table2),
            table3: sourced(&self.table3),
            supplement: self.supplement.as_ref().map(|form| Sourced { record: 4, form }),
            ..CarePlanSet::default()
        }
    }

    pub(crate) fn draft(&self) -> EquipmentPlanDraft {
        draft(&self.set(), &options()).unwrap()
    }
}

pub(crate) fn options() -> DraftOptions {
    DraftOptions::new(value(OFFICE)).plan_date(value("20251001"))
}

/// The text of an item of the header, how it was carried, and where it came from.
pub(crate) fn header(draft: &EquipmentPlanDraft, field: &str) -> (String, Carry, Vec<String>) {
    let value = draft.header().get(field).unwrap_or_else(|| unreachable!("{field} is blank"));
    (value.text.clone(), value.carry, value.sources.iter().map(ToString::to_string).collect())
}

pub(crate) fn expect(draft: &EquipmentPlanDraft, carry: Carry, rows: &[(&str, &str, &str)]) {
    for (field, text, source) in rows {
        assert_eq!(header(draft, field), ((*text).to_owned(), carry, vec![(*source).to_owned()]), "{field}");
    }
}
