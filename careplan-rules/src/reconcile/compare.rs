//! How planned and actual lines that belong together differ.

use super::codes::CodeFacts;
use super::difference::{CountOf, Difference, Slot};
use super::line::{EquipmentCode, Line, Lines};
use super::result::Entry;

/// Why several lines stand on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joined {
    /// One line on each side, or a visit that was split or merged: everything is compared.
    Visits,
    /// A monthly addition repeated on several lines, taken in once.
    Repeated,
    /// Rentals by category on one side, by product on the other.
    ByCategory,
}

/// An entry of lines that belong together, neither side empty.
pub(super) fn entry(planned: Lines, actual: Lines, facts: CodeFacts, joined: Joined) -> Entry {
    let differences = differences(&planned, &actual, facts, joined);
    let taken_once = joined == Joined::Repeated;
    Entry { planned, actual, differences, taken_once }
}

fn differences(planned: &[Line], actual: &[Line], facts: CodeFacts, joined: Joined) -> Vec<Difference> {
    let mut found = Vec::new();
    let (Some(first), Some(other)) = (planned.first(), actual.first()) else { return found };
    let same_code = first.code == other.code;
    if !same_code {
        found.push(Difference::Code { planned: first.code, actual: other.code });
    }
    found.extend(equipment(planned, actual, joined));
    found.extend(time(planned, actual, facts.daily));
    if joined == Joined::Visits {
        found.extend(counts(planned, actual));
    }
    if same_code {
        found.extend(units(planned, actual, facts, joined));
    }
    found
}

fn equipment(planned: &[Line], actual: &[Line], joined: Joined) -> Option<Difference> {
    let only = |lines: &[Line]| match lines {
        [line] => line.equipment,
        _ => None,
    };
    let (planned, actual) = (only(planned), only(actual));
    (joined == Joined::ByCategory || is_other_product(planned, actual))
        .then_some(Difference::Equipment { planned, actual })
}

/// A product that is missing (in an emergency, before edition 4.0) is not another one.
pub(super) fn is_other_product(planned: Option<EquipmentCode>, actual: Option<EquipmentCode>) -> bool {
    matches!((planned, actual), (Some(planned), Some(actual)) if planned != actual)
}

/// 9999 is not compared, nor is the day of what is of the month.
fn time(planned: &[Line], actual: &[Line], daily: bool) -> Option<Difference> {
    let (planned, actual) = (slot(planned)?, slot(actual)?);
    let differs = |one: careplan_model::ServiceTime, other: careplan_model::ServiceTime| {
        !one.is_none() && !other.is_none() && one != other
    };
    let other_day = daily && planned.day != actual.day;
    (other_day || differs(planned.start, actual.start) || differs(planned.end, actual.end))
        .then_some(Difference::Time { planned, actual })
}

/// From the earliest start to the latest end.
pub(super) fn slot(lines: &[Line]) -> Option<Slot> {
    let first = lines.first()?;
    let (mut start, mut end) = (first, first);
    for line in lines {
        if line.span() < start.span() {
            start = line;
        }
        if line.span().map(|(_, end)| end) > end.span().map(|(_, end)| end) {
            end = line;
        }
    }
    Some(Slot { day: first.day, start: start.start, end: end.end })
}

fn counts(planned: &[Line], actual: &[Line]) -> Option<Difference> {
    let sum = |lines: &[Line]| count(lines);
    let (times, done) = (sum(planned), sum(actual));
    if times != done {
        return Some(Difference::Count { of: CountOf::Times, planned: times, actual: done });
    }
    let days = |lines: &[Line]| lines.iter().map(|line| line.billed_days.map(i64::from)).sum::<Option<i64>>();
    match (days(planned), days(actual)) {
        (Some(planned), Some(actual)) if planned != actual => {
            Some(Difference::Count { of: CountOf::BilledDays, planned, actual })
        }
        _ => None,
    }
}

/// All サービス回数 together.
pub(super) fn count(lines: &[Line]) -> i64 {
    lines.iter().map(|line| i64::from(line.count)).sum()
}

fn units(planned: &[Line], actual: &[Line], facts: CodeFacts, joined: Joined) -> Option<Difference> {
    if !units_are_known(planned, actual, facts) {
        return None;
    }
    let (planned, actual) = match (same_units(planned), same_units(actual)) {
        (Some(planned), Some(actual)) if joined != Joined::ByCategory => {
            (i64::from(planned), i64::from(actual))
        }
        _ => (total(planned), total(actual)),
    };
    (planned != actual).then_some(Difference::Units { planned, actual })
}

/// Whether 単位数 can be compared: not of rates, not where one is blank or was not computed.
pub(super) fn units_are_known(planned: &[Line], actual: &[Line], facts: CodeFacts) -> bool {
    let is_known = |line: &Line| match line.units {
        None => false,
        Some(0) => !facts.zero_is_unknown,
        Some(_) => true,
    };
    !facts.rate && planned.iter().chain(actual).all(is_known)
}

/// 単位数 if all lines have the same.
pub(super) fn same_units(lines: &[Line]) -> Option<i32> {
    let (first, rest) = lines.split_first()?;
    rest.iter().all(|line| line.units == first.units).then_some(first.units)?
}

/// 単位数 × 回数 of all.
pub(super) fn total(lines: &[Line]) -> i64 {
    lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.total_units()))
}
