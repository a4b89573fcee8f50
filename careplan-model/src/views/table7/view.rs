//! A person's month of 第7表 as groups of rows with their sums, from records and back.

use super::split::table7_key;
use crate::form::quiet;
use crate::forms::Table7;
use crate::service::{ServiceTypeCode, SpecialRow};
use crate::value::OfficeNumber;
use std::collections::HashMap;

quiet! {
    /// 第7表 of one person and month.
    ///
    /// The canonical order of its records is: the groups one after the other, in each the services, then the
    /// subtotals `AAAA`, `EEEE`, `ZZZZ`, and behind all groups the grand total. Records in this order come out
    /// of [`read`](Self::read) and [`into_records`](Self::into_records) as they were, every item of them.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Table7Month<T = String> {
        /// The offices and service types, in the order of their first records.
        pub groups: Vec<Group<T>>,
        /// 合計 `999999`. Each month must have one; received files may lack it.
        #[cfg_attr(feature = "serde", serde(default = "none", skip_serializing_if = "Option::is_none"))]
        pub total: Option<Table7<T>>,
    }
}

quiet! {
    /// The records of a person's month with one office and service type, its satellites included.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Group<T = String> {
        /// サービス事業所コード.
        pub provider: OfficeNumber,
        /// サービス種類コード.
        pub service_type: ServiceTypeCode,
        /// The services, in the order of the records.
        pub rows: Vec<Table7<T>>,
        /// 種類別小計 `AAAA`: what lies within 区分支給限度.
        #[cfg_attr(feature = "serde", serde(default = "none", skip_serializing_if = "Option::is_none"))]
        pub subtotal: Option<Table7<T>>,
        /// `EEEE`: what lies outside 区分支給限度.
        #[cfg_attr(feature = "serde", serde(default = "none", skip_serializing_if = "Option::is_none"))]
        pub outside_limit: Option<Table7<T>>,
        /// `ZZZZ`: short stay over 30 days.
        #[cfg_attr(feature = "serde", serde(default = "none", skip_serializing_if = "Option::is_none"))]
        pub over_30_days: Option<Table7<T>>,
    }
}

/// For texts that have no default value.
#[cfg(feature = "serde")]
fn none<T>() -> Option<Table7<T>> {
    None
}

/// A month that was read, and what was moved for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T = String> {
    /// The month, with all records.
    pub month: Table7Month<T>,
    /// The numbers (from 1) of the records that stand at another place in canonical order; empty if the
    /// records were in that order.
    pub moved: Vec<usize>,
}

/// Why records are no month of 第7表. Records are numbered from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "problem", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ReadProblem {
    /// There is no record.
    #[error("there is no record")]
    NoRecord,
    /// A record of another person, insurer or month than the first one.
    #[error("record {record} is of another person or month than the first")]
    OtherMonth {
        /// The record.
        record: usize,
    },
    /// A code that is too short to have a service type.
    #[error("record {record}: the service code has no service type")]
    NoServiceType {
        /// The record.
        record: usize,
    },
    /// A second subtotal of the same kind for an office and service type, or a second grand total.
    #[error("record {record} is a second sum of its kind")]
    SecondSum {
        /// The record.
        record: usize,
    },
}

impl ReadProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoRecord => "レコードがありません".into(),
            Self::OtherMonth { record } => {
                format!("{record}件目は、1件目と利用者（保険者）または対象年月が違います")
            }
            Self::NoServiceType { record } => {
                format!("{record}件目：サービスコードにサービス種類がありません")
            }
            Self::SecondSum { record } => format!("{record}件目：同じ種類の小計または合計の2件目です"),
        }
    }
}

/// All reasons why records are no month of 第7表.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a month of 第7表, {} problem(s); the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct ReadErrors {
    /// In the order of the records; never empty.
    pub problems: Vec<ReadProblem>,
}

impl ReadErrors {
    /// The same as the message, in Japanese.
    pub fn japanese(&self) -> String {
        let first = self.problems.first().map(ReadProblem::japanese).unwrap_or_default();
        format!("第7表の1か月分として読めません（{}件）。最初の1件：{first}", self.problems.len())
    }
}

/// A record with its number.
type Numbered<'a, T> = (usize, &'a Table7<T>);

/// A group while records are put into it.
struct Collected<'a, T> {
    provider: OfficeNumber,
    service_type: ServiceTypeCode,
    rows: Vec<Numbered<'a, T>>,
    /// `AAAA`, `EEEE`, `ZZZZ`.
    sums: [Option<Numbered<'a, T>>; 3],
}

impl<T: Clone> Table7Month<T> {
    /// Reads the records of one person and month, in whatever order. Whether the sums are right is a matter
    /// of rules; they are taken as they are, as are rows of a group without a subtotal, and a month without
    /// a grand total.
    ///
    /// # Errors
    ///
    /// All records that have no place: see [`ReadProblem`].
    pub fn read<'a>(records: impl IntoIterator<Item = &'a Table7<T>>) -> Result<Read<T>, ReadErrors>
    where
        T: 'a,
    {
        let mut problems = Vec::new();
        let mut groups: Vec<Collected<'a, T>> = Vec::new();
        let mut places = HashMap::new();
        let mut total = None;
        let mut key = None;
        for (record, row) in (1..).zip(records) {
            if *key.get_or_insert_with(|| table7_key(row)) != table7_key(row) {
                problems.push(ReadProblem::OtherMonth { record });
                continue;
            }
            let special = row.service_code.special();
            let place = if special == Some(SpecialRow::GrandTotal) {
                &mut total
            } else {
                let Some(service_type) = row.service_code.service_type() else {
                    problems.push(ReadProblem::NoServiceType { record });
                    continue;
                };
                let place = *places.entry((row.provider, service_type)).or_insert(groups.len());
                if place == groups.len() {
                    groups.push(Collected::new(row.provider, service_type));
                }
                let Some(group) = groups.get_mut(place) else { continue };
                let [subtotal, outside, over_30] = &mut group.sums;
                match special {
                    Some(SpecialRow::Subtotal) => subtotal,
                    Some(SpecialRow::OutsideLimit) => outside,
                    Some(SpecialRow::Over30Days) => over_30,
                    _ => {
                        group.rows.push((record, row));
                        continue;
                    }
                }
            };
            if place.is_some() {
                problems.push(ReadProblem::SecondSum { record });
            } else {
                *place = Some((record, row));
            }
        }
        if key.is_none() {
            problems.push(ReadProblem::NoRecord);
        }
        if !problems.is_empty() {
            return Err(ReadErrors { problems });
        }
        let order = groups.iter().flat_map(|group| group.rows.iter().chain(group.sums.iter().flatten()));
        let moved = (1..).zip(order.chain(&total)).filter(|(place, (record, _))| place != record);
        let mut moved: Vec<usize> = moved.map(|(_, (record, _))| *record).collect();
        moved.sort_unstable();
        let groups = groups.into_iter().map(Collected::finish).collect();
        Ok(Read { month: Self { groups, total: total.map(|(_, row)| row.clone()) }, moved })
    }
}

impl<T> Table7Month<T> {
    /// The records, in canonical order.
    pub fn records(&self) -> impl Iterator<Item = &Table7<T>> {
        self.groups.iter().flat_map(Group::records).chain(&self.total)
    }

    /// The records, in canonical order.
    pub fn into_records(self) -> Vec<Table7<T>> {
        let groups = self.groups.into_iter().flat_map(|group| {
            let sums = [group.subtotal, group.outside_limit, group.over_30_days];
            group.rows.into_iter().chain(sums.into_iter().flatten())
        });
        groups.chain(self.total).collect()
    }
}

impl<T> Group<T> {
    /// The services and the subtotals, in canonical order.
    pub fn records(&self) -> impl Iterator<Item = &Table7<T>> {
        let sums = [&self.subtotal, &self.outside_limit, &self.over_30_days];
        self.rows.iter().chain(sums.into_iter().flatten())
    }
}

impl<T: Clone> Collected<'_, T> {
    fn new(provider: OfficeNumber, service_type: ServiceTypeCode) -> Self {
        Self { provider, service_type, rows: Vec::new(), sums: [None; 3] }
    }

    fn finish(self) -> Group<T> {
        let [subtotal, outside_limit, over_30_days] = self.sums.map(|sum| sum.map(|(_, row)| row.clone()));
        let rows = self.rows.into_iter().map(|(_, row)| row.clone()).collect();
        Group {
            provider: self.provider,
            service_type: self.service_type,
            rows,
            subtotal,
            outside_limit,
            over_30_days,
        }
    }
}
