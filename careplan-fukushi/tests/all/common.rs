//! Invented care plans for the tests of the draft.
#![allow(dead_code, clippy::unwrap_used)]

use careplan_fukushi::draft::Sourced;
use careplan_model::{Table1, Table2, UserSupplement};
use std::str::FromStr;

pub(crate) const OFFICE: &str = "9970100062";
pub(crate) const CARE_OFFICE: &str = "9970100013";

pub(crate) fn value<V: FromStr<Err: std::fmt::Debug>>(text: &str) -> V {
    text.parse().unwrap()
}

pub(crate) fn sourced<F>(forms: &[F]) -> Vec<Sourced<'_, F>> {
    forms.iter().enumerate().map(|(place, form)| Sourced { record: place + 1, form }).collect()
}

pub(crate) fn table1() -> Table1 {
    let mut form: Table1 = Table1::new(
        value("202407"),
        value("991018"),
        value("9000000001"),
        value("20250922"),
        "例示　能子".to_owned(),
        "見本居宅介護支援センター".to_owned(),
        value(CARE_OFFICE),
        value("20250920"),
        value("20230401"),
    );
    form.certification_status = Some(value("2"));
    form.certified_on = Some(value("20250320"));
    form.valid_from = Some(value("20250401"));
    form.valid_until = Some(value("20280331"));
    form.care_level = Some(value("23"));
    form
}

/// A line of 第2表 with its three numbers.
pub(crate) fn table2(numbers: (i32, i32, i32), provider: Option<&str>, kind: &str) -> Table2 {
    let of = table1();
    let mut line = Table2::new(of.csv_version, of.insurer, of.insured, of.created_on, of.plan_date);
    (line.need_no, line.goal_no, line.support_no) = (Some(numbers.0), Some(numbers.1), Some(numbers.2));
    line.provider = provider.map(value);
    line.service_kind = Some(kind.to_owned());
    line
}

pub(crate) fn supplement() -> UserSupplement {
    let text = "202407,991018,9000000001,20250920,ミホン　タロウ,見本　太郎,1,19400401,000-0001,見本県例示市１,見本荘,000-0000-1000,20250320,20251001,20260331,2,,23";
    let items: Vec<&str> = text.split(',').collect();
    let layout = <UserSupplement as careplan_model::Form>::LAYOUT;
    let items: Vec<&str> = layout
        .items
        .iter()
        .enumerate()
        .map(|(place, item)| match item.field {
            "service_month" => "000000",
            _ => items.get(place).copied().unwrap_or_default(),
        })
        .collect();
    careplan_model::ItemSource::read_form(&items, careplan_model::LayoutFamily::V4).unwrap()
}
