//! The records of a file, put into persons' months.

use crate::forms::{Table6, Table7};
use crate::value::{InsuredNumber, InsurerNumber, YearMonth};
use std::collections::HashMap;

/// 保険者番号, 被保険者番号 and 対象年月: the key of 第6表 and 第7表.
pub(super) type MonthKey = (InsurerNumber, InsuredNumber, YearMonth);

/// Puts the records of a 第7表 into persons' months: each month in the order of its first record, and its
/// records in theirs, which need not stand together.
///
/// ```
/// # use careplan_model::{views::table7::{table7_months, Table7Month}, Table7};
/// # fn read(records: &[Table7]) -> Result<(), Box<dyn std::error::Error>> {
/// for records in table7_months(records) {
///     let month = Table7Month::read(records)?.month;
/// }
/// # Ok(()) }
/// # read(&[])?; Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn table7_months<T>(records: &[Table7<T>]) -> Vec<Vec<&Table7<T>>> {
    months(records, table7_key)
}

/// Puts the lines of a 第6表 into persons' months, as [`table7_months`] does.
pub fn plan_months<T>(lines: &[Table6<T>]) -> Vec<Vec<&Table6<T>>> {
    months(lines, table6_key)
}

pub(super) fn table7_key<T>(record: &Table7<T>) -> MonthKey {
    (record.insurer, record.insured, record.service_month)
}

pub(super) fn table6_key<T>(line: &Table6<T>) -> MonthKey {
    (line.insurer, line.insured, line.service_month)
}

fn months<F>(records: &[F], key: impl Fn(&F) -> MonthKey) -> Vec<Vec<&F>> {
    let mut places = HashMap::new();
    let mut months: Vec<Vec<&F>> = Vec::new();
    for record in records {
        let place = *places.entry(key(record)).or_insert(months.len());
        match months.get_mut(place) {
            Some(month) => month.push(record),
            None => months.push(vec![record]),
        }
    }
    months
}
