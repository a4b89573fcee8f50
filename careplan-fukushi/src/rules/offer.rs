//! Rules about one candidate.

use super::line::{Columns, needs_are_written, shapes};
use super::{PRICE_LIMIT, number};
use crate::category::Category;
use crate::codes::YesNo;
use crate::need_numbers::NeedNumbers;
use crate::provisional::EquipmentOffer;
use careplan_csv::Text;
use careplan_model::{Form, NotifiedCode, TaisCode, YearMonth};
use careplan_rules::{Bilingual, Column, Findings, Found, Parameter, Row, columns};

columns! { EquipmentOffer:
    OFFER_NO: i32 = "offer_no";
    CATEGORY: Category = "category";
    NEED_NOS: NeedNumbers = "need_nos";
    TAIS_CODE: TaisCode = "tais_code";
    NOTIFIED_CODE: NotifiedCode = "notified_code";
    PRICE: i32 = "price";
    LIMIT: i32 = "price_limit";
    LIMIT_MONTH: YearMonth = "price_limit_month";
}

/// What only candidates have, and what is compared with the lines.
pub(super) const PROPOSAL_REASON: Column<Text<'static>> =
    Column::of(<EquipmentOffer as Form>::LAYOUT, "proposal_reason");
pub(super) const TAKEN: Column<YesNo> = Column::of(<EquipmentOffer as Form>::LAYOUT, "taken");
pub(super) const LINE_NO: Column<i32> = Column::of(<EquipmentOffer as Form>::LAYOUT, "line_no");

pub(super) const COLUMNS: Columns = Columns {
    number: OFFER_NO,
    category: CATEGORY,
    tais_code: TAIS_CODE,
    notified_code: NOTIFIED_CODE,
    price: PRICE,
    need_nos: NEED_NOS,
};

const SOME_MONTH: Bilingual = Bilingual { ja: "記入された", en: "the plan" };

pub(super) fn check(row: &Row<'_>, findings: &mut Findings<'_>) {
    number(row, OFFER_NO, findings);
    shapes(row, &COLUMNS, findings);
    needs_are_written(row, &COLUMNS, findings);
    findings.run(&PRICE_LIMIT, row, |row, findings| {
        if let (Some(price), Some(limit)) = (row.value(PRICE)?, row.value(LIMIT)?)
            && price > limit
        {
            let month = row.value(LIMIT_MONTH)?.map_or(Parameter::from(SOME_MONTH), Parameter::from);
            let excess = i64::from(price) - i64::from(limit);
            findings.add(Found::new(&PRICE_LIMIT, row.at(PRICE)).with("month", month).with("excess", excess));
        }
        Ok(())
    });
}
