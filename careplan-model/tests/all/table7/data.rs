//! An invented person's month, and short names for what the tests look at.

use careplan_model::views::table7::{Computed, Facts, MissingFact, UnitPriceFact, compute};
use careplan_model::{Applies, Date, Edition, OfficeNumber, ServiceCode, ServiceTypeCode, Table6, Table7};

pub(crate) const HELP: &str = "9970100021";
pub(crate) const DAY: &str = "9970100039";
pub(crate) const STAY: &str = "9970100047";
pub(crate) const RENT: &str = "9970100062";

pub(crate) fn office(number: &str) -> OfficeNumber {
    number.parse().unwrap()
}

pub(crate) fn code(text: &str) -> ServiceCode {
    text.parse().unwrap()
}

pub(crate) fn service_type(text: &str) -> ServiceTypeCode {
    text.parse().unwrap()
}

pub(crate) fn day(day: u8) -> Date {
    Date::new(2025, 10, day).unwrap()
}

/// A line of 第6表 in October 2025.
pub(crate) fn line(provider: &str, service_code: &str, units: i32, on: u8) -> Table6 {
    let mut line = Table6::new(
        Edition::V4_1.version(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        day(1),
        "202510".parse().unwrap(),
        day(on),
        "9999".parse().unwrap(),
        "9999".parse().unwrap(),
        1,
        code(service_code),
        office(provider),
        Applies::No,
    );
    line.units = Some(units);
    line.provider_name = Some(format!("見本事業所{provider}"));
    line
}

/// The same line on several days.
pub(crate) fn lines(provider: &str, service_code: &str, units: i32, days: &[u8]) -> Vec<Table6> {
    days.iter().map(|on| line(provider, service_code, units, *on)).collect()
}

/// Prices, a rate of 90 percent, and a limit that nothing reaches.
pub(crate) fn facts() -> Facts {
    let mut facts = Facts::new(Edition::V4_1, day(1));
    let prices = [
        ("11", "10.70"),
        ("15", "10.45"),
        ("17", "10.00"),
        ("21", "10.55"),
        ("76", "10.70"),
        ("A4", "10.00"),
    ];
    facts.unit_prices =
        prices.map(|(code, price)| UnitPriceFact::of_type(service_type(code), price.parse().unwrap())).into();
    facts.benefit_rate = Some(90);
    facts.benefit_limit = Some(50_000);
    facts
}

/// Computes a month of which nothing is missing.
pub(crate) fn whole(plan: &[Table6], facts: &Facts) -> Vec<Table7> {
    let computed = compute(plan, facts).unwrap();
    assert_eq!(computed.missing, []);
    computed.month.into_records()
}

/// Computes a month of which something is missing.
pub(crate) fn lacking(plan: &[Table6], facts: &Facts) -> (Vec<Table7>, Vec<MissingFact>) {
    let Computed { month, missing, .. } = compute(plan, facts).unwrap();
    (month.into_records(), missing)
}

/// The codes of the records.
pub(crate) fn codes(records: &[Table7]) -> Vec<&str> {
    records.iter().map(|record| record.service_code.as_str()).collect()
}

/// The record with a code; the first of several.
pub(crate) fn of<'a>(records: &'a [Table7], code: &str) -> &'a Table7 {
    records.iter().find(|record| record.service_code.as_str() == code).unwrap()
}

/// No.24, 26, 28, 29: 費用総額, 請求額, 利用者負担, 全額負担.
pub(crate) fn money(record: &Table7) -> [Option<i32>; 4] {
    [record.total_cost, record.insurance_claim, record.copay, record.full_copay]
}

/// No.18–22.
pub(crate) fn limits(record: &Table7) -> [Option<i32>; 5] {
    [
        record.managed_units,
        record.type_limit_excess_units,
        record.type_limit_units,
        record.limit_excess_units,
        record.limit_units,
    ]
}

/// What stays blank for a missing fact, as record and No.
pub(crate) fn blanks(missing: &MissingFact) -> Vec<(usize, u8)> {
    missing.blanks.iter().map(|blank| (blank.record, blank.item.number)).collect()
}
