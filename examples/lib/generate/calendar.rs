//! The dates of a month and those around it.

use super::{Made, made};
use careplan_model::{Date, Weekday, YearMonth};
use chrono::{Datelike as _, NaiveDate};

/// A month with what was before and comes after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub(super) month: YearMonth,
    pub(super) before: YearMonth,
    pub(super) after: YearMonth,
    /// The weekday of the 1st, Monday being 0.
    first: u8,
}

impl Calendar {
    pub(super) fn new(month: YearMonth) -> Made<Self> {
        let first = made(NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), 1))?;
        let first = made(u8::try_from(first.weekday().num_days_from_monday()).ok())?;
        Ok(Self { month, before: moved(month, -1)?, after: moved(month, 1)?, first })
    }

    /// The days of the month that fall on a weekday, Monday being 0.
    pub(super) fn days_on(&self, weekday: u8) -> impl Iterator<Item = u8> + use<> {
        let first = 1 + (weekday + 7 - self.first) % 7;
        (first..=self.month.days()).step_by(7)
    }
}

/// So many months later, or before if it is negative.
pub(super) fn moved(month: YearMonth, by: i32) -> Made<YearMonth> {
    let months = i32::from(month.year()) * 12 + i32::from(month.month()) - 1 + by;
    let (year, month) = (u16::try_from(months.div_euclid(12)), u8::try_from(months.rem_euclid(12) + 1));
    made(year.ok().zip(month.ok()).and_then(|(year, month)| YearMonth::new(year, month)))
}

/// The last day of a month.
pub(super) fn last(month: YearMonth) -> Made<Date> {
    made(month.day(month.days()))
}

/// A weekday of the standard, Monday being 0.
pub(super) fn weekday(number: u8) -> Weekday {
    match number {
        0 => Weekday::Monday,
        1 => Weekday::Tuesday,
        2 => Weekday::Wednesday,
        3 => Weekday::Thursday,
        4 => Weekday::Friday,
        5 => Weekday::Saturday,
        _ => Weekday::Sunday,
    }
}
