//! The times of one line by day.

use crate::form::Form as _;
use crate::forms::Table6;
use crate::views::ViewErrors;
use crate::views::problem::{Problems, ViewFault};
use std::collections::BTreeMap;

/// How often a service is planned or done on each day of a month (サービス回数, No.14).
///
/// A day that is not there has no record; one with a count of 0 has.
///
/// ```
/// use careplan_model::views::Days;
/// let mut days = Days::new();
/// days.set(1, 1)?;
/// days.set(15, 2)?;
/// assert_eq!((days.get(15), days.get(16)), (Some(2), None));
/// assert_eq!((days.len(), days.total()), (2, 3));
/// assert!(days.set(32, 1).is_err());
/// # Ok::<(), careplan_model::views::ViewErrors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days(BTreeMap<u8, Cell>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    count: i32,
    /// Where the record of the day stood among all records, if not in its usual place.
    order: Option<usize>,
}

/// One day of [`Days`], as JSON has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct DayCount {
    /// The day of the month, 1 to 31.
    pub day: u8,
    /// サービス回数 (No.14).
    pub count: i32,
    /// Where the record of the day stood among all records of the grid, from 0, if the records were not in
    /// the usual order.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub order: Option<usize>,
}

impl Days {
    /// No day.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the count of a day, and adds the day if it is not there.
    ///
    /// # Errors
    ///
    /// The day is not 1 to 31. Whether the month has it is known when the grid is written.
    pub fn set(&mut self, day: u8, count: i32) -> Result<(), ViewErrors> {
        let mut problems = Problems::of(Table6::<String>::LAYOUT);
        if !(1..=31).contains(&day) {
            problems.part(&[], Some("service_date"), ViewFault::OutsideMonth);
        }
        problems.or(())?;
        let cell = self.0.entry(day).or_insert(Cell { count, order: None });
        cell.count = count;
        Ok(())
    }

    /// Takes a day away; its count, if it was there.
    pub fn remove(&mut self, day: u8) -> Option<i32> {
        self.0.remove(&day).map(|cell| cell.count)
    }

    /// The count of a day; `None` if the day has no record.
    pub fn get(&self, day: u8) -> Option<i32> {
        self.0.get(&day).map(|cell| cell.count)
    }

    /// The days with their counts, in order.
    pub fn iter(&self) -> impl Iterator<Item = (u8, i32)> {
        self.0.iter().map(|(day, cell)| (*day, cell.count))
    }

    /// How many days there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no day.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All counts together.
    pub fn total(&self) -> i64 {
        self.iter().map(|(_, count)| i64::from(count)).sum()
    }

    /// Sets a day that is known to be 1 to 31.
    pub(super) fn insert(&mut self, day: u8, count: i32) {
        self.0.insert(day, Cell { count, order: None });
    }

    pub(super) fn remember(&mut self, day: u8, order: usize) {
        if let Some(cell) = self.0.get_mut(&day) {
            cell.order = Some(order);
        }
    }

    pub(super) fn forget_order(&mut self) {
        for cell in self.0.values_mut() {
            cell.order = None;
        }
    }

    pub(super) fn iter_with_order(&self) -> impl Iterator<Item = (u8, Option<usize>)> {
        self.0.iter().map(|(day, cell)| (*day, cell.order))
    }
}

/// A list of the days.
#[cfg(feature = "serde")]
impl serde::Serialize for Days {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let day = |(day, cell): (&u8, &Cell)| DayCount { day: *day, count: cell.count, order: cell.order };
        serializer.collect_seq(self.0.iter().map(day))
    }
}

/// From a list of days from 1 to 31, none of them twice.
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Days {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list: Vec<DayCount> = crate::form::json::quietly(deserializer)?;
        let mut days = BTreeMap::new();
        for DayCount { day, count, order } in list {
            if !(1..=31).contains(&day) {
                return Err(serde::de::Error::custom("a day that is not 1 to 31"));
            }
            if days.insert(day, Cell { count, order }).is_some() {
                return Err(serde::de::Error::custom("a day that is there twice"));
            }
        }
        Ok(Self(days))
    }
}
