//! Invented forms for tests of units: each with what its table requires, and the items that a test gives.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_model::{
    Endpoint, FormOf, ItemSource, ItemType, LayoutFamily, Table1, Table2, Table3, Table6, Table7,
    UserSupplement,
};

/// The version value of a form, unless a test gives one.
pub(crate) const VERSION: &str = "202407";
/// A person.
pub(crate) const TARO: &str = "9000000001";
/// Another one.
pub(crate) const HANAKO: &str = "9000000201";
/// The month of the slips.
pub(crate) const MONTH: &str = "202604";

/// A form with these items by their field names; what else the table requires is invented.
pub(crate) fn form<F: FormOf<String>>(fields: &[(&str, &str)]) -> F {
    let value = |item: &'static careplan_model::Item| {
        let given = fields.iter().rev().find(|(field, _)| *field == item.field).map(|(_, value)| *value);
        given.unwrap_or_else(|| match (item.field, item.item_type) {
            ("csv_version", _) => VERSION,
            ("insurer", _) => "991018",
            ("insured", _) => TARO,
            ("service_month", _) => MONTH,
            ("service_code", _) => "111211",
            ("provider" | "care_office", _) => "9970100013",
            _ if !item.enforced => "",
            (_, ItemType::Date) => "20260320",
            (_, ItemType::Month) => MONTH,
            (_, ItemType::Time) => "0900",
            (_, ItemType::Integer) => "1",
            (_, ItemType::Code(list)) => list.entries[0].0,
            _ => "見本",
        })
    };
    let items: Vec<&str> = F::LAYOUT.items.iter().map(value).collect();
    ItemSource::read_form(&items, LayoutFamily::V4).unwrap()
}

/// 第1表 of a person.
pub(crate) fn table1(insured: &str) -> Table1 {
    form(&[("insured", insured)])
}

/// 第2表 of a person, with one provider.
pub(crate) fn table2(insured: &str, provider: &str) -> Table2 {
    form(&[("insured", insured), ("plan_date", "20260320"), ("provider", provider)])
}

/// 第3表 of a person.
pub(crate) fn table3(insured: &str) -> Table3 {
    form(&[("insured", insured)])
}

/// 利用者補足情報 beside 第1–3表.
pub(crate) fn plan_supplement(insured: &str) -> UserSupplement {
    form(&[("insured", insured), ("plan_date", "20260320"), ("service_month", "000000")])
}

/// 利用者補足情報 beside 第6・7表.
pub(crate) fn slip_supplement(insured: &str, month: &str) -> UserSupplement {
    form(&[("insured", insured), ("plan_date", "00000000"), ("service_month", month)])
}

/// A line of 第6表.
pub(crate) fn line(insured: &str, month: &str, provider: &str, code: &str) -> Table6 {
    let day = format!("{month}05");
    form(&[
        ("insured", insured),
        ("service_month", month),
        ("service_date", &day),
        ("provider", provider),
        ("service_code", code),
    ])
}

/// A row of 第7表 with its No.17 サービス単位金額.
pub(crate) fn row(insured: &str, month: &str, provider: &str, code: &str, units: &str) -> Table7 {
    form(&[
        ("insured", insured),
        ("service_month", month),
        ("provider", provider),
        ("service_code", code),
        ("service_units", units),
    ])
}

/// The grand total of 第7表.
pub(crate) fn total(insured: &str, month: &str, units: &str) -> Table7 {
    row(insured, month, "9999999999", "999999", units)
}

/// An office as it stands in names; `""` is no service type.
pub(crate) fn endpoint(office: &str, service: &str) -> Endpoint {
    let service = if service.is_empty() { None } else { Some(service.parse().unwrap()) };
    Endpoint { office: office.parse().unwrap(), service }
}
