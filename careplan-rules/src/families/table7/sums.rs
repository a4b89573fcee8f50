//! Totals and subtotals: whether they are there, and whether they are the sums of their rows.
//!
//! Subtotals are per office and service type; satellites belong to their office. Which rows lie within
//! 区分支給限度 is told by 給付管理単位数 and the four parts behind it, which rows outside it do not hold. Some
//! software leaves them out on all rows that a subtotal follows, so that a row without them may be either:
//! such a row is *open* here, and a sum is right with it and without it.

use super::billed::{Billed, add_sum};
use super::lines::{is_outside_type, is_over_30_days, may_be_a_rate};
use super::spot::{Columns, Spot, Sum, SumSpots};
use super::{PROVIDER, QUANTITY, SERVICE_CODE, SUBTOTAL_MISSING, SUM, TOTAL_DUPLICATE, TOTAL_MISSING, UNITS};
use crate::check::FileContext;
use crate::families::hash::HashMap;
use crate::families::key::{self, PersonKey};
use crate::finding::{Found, LocatedItem};
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use careplan_model::{OfficeNumber, ServiceCode, ServiceTypeCode, SpecialRow};

/// What is kept of a file, in bytes: 90 for each person and 210 for the grand total; for each office and
/// service type of a person 120, 100 for each of up to six kinds of rows there, and 120 for a subtotal. A month
/// of ten rows takes less than 2,000, and more rows of the same codes take no more.
#[derive(Default)]
pub(super) struct Sums {
    people: HashMap<PersonKey, u32>,
    /// The person of the row before: most rows of a person stand side by side.
    before: Option<(PersonKey, u32)>,
    states: Vec<Person>,
    groups_of: HashMap<(u32, OfficeNumber, ServiceTypeCode), u32>,
    groups: Vec<Group>,
}

/// The month of a person.
#[derive(Debug)]
struct Person {
    /// The first record.
    first: Spot,
    total: Option<Box<(Sum, SumSpots)>>,
    /// Columns with an invalid cell.
    invalid: Columns,
    /// A row that may be any sum, as its code is invalid.
    has_unknown_code: bool,
    /// A row that may belong to any office, or lie within the limit or not.
    has_unknown_group: bool,
}

/// The rows of a person's month with one office and service type.
#[derive(Debug)]
pub(super) struct Group {
    /// The number of the person.
    person: u32,
    pub(super) service_type: ServiceTypeCode,
    /// サービスコード of the first row.
    first: Spot,
    /// Rows with units that lie within the limit for sure.
    rows_within: u32,
    /// What the open rows with units above 0 hold of them.
    pub(super) open_above_zero: i64,
    parts: Vec<(Part, Sum)>,
    pub(super) subtotal: Option<Box<SumSpots>>,
}

/// What a row of a group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A service within the limit.
    Within,
    /// A service within the limit or outside it.
    Open,
    /// A service over 30 days of short stay.
    Over30,
    /// `AAAA`.
    Subtotal,
    /// `EEEE`.
    OutsideSum,
    /// `ZZZZ`.
    Over30Sum,
}

impl Sums {
    /// Takes up a row.
    pub(super) fn add(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let Ok(key) = key::person(row) else {
            for rule in [&TOTAL_MISSING, &TOTAL_DUPLICATE, &SUBTOTAL_MISSING, &SUM] {
                findings.ran(rule, Err(NotRun));
            }
            return;
        };
        let number = match self.before {
            Some((before, number)) if before == key => number,
            _ => *self.people.entry(key).or_insert_with(|| push(&mut self.states, Person::new(row))),
        };
        self.before = Some((key, number));
        let Some(person) = self.states.get_mut(number as usize) else { return };
        let Ok(code) = row.need(SERVICE_CODE) else {
            person.has_unknown_code = true;
            return findings.ran(&TOTAL_DUPLICATE, Err(NotRun));
        };
        if code == ServiceCode::GRAND_TOTAL {
            return person.add_total(row, findings);
        }
        let (Ok(provider), Some(service_type)) = (row.need(PROVIDER), code.service_type()) else {
            person.has_unknown_group = true;
            return;
        };
        let group = self.groups_of.entry((number, provider, service_type));
        let group = *group.or_insert_with(|| push(&mut self.groups, Group::new(number, service_type, row)));
        let Some(group) = self.groups.get_mut(group as usize) else { return };
        if group.add(code, row, person).is_err() {
            person.has_unknown_group = true;
        }
    }

    /// Judges all persons of the file, and forgets them.
    pub(super) fn finish(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let Self { mut groups, states, .. } = core::mem::take(self);
        // Those of one person come in the order of the file, since none was taken out.
        groups.sort_by_key(|group| group.person);
        let mut rest = groups.as_slice();
        for (number, person) in (0u32..).zip(states) {
            let (own, others) = rest.split_at(rest.partition_point(|group| group.person <= number));
            rest = others;
            person.judge(own, file, findings);
        }
    }
}

/// Puts something at the end, and tells its number. There are fewer of anything than a file has records.
fn push<T>(list: &mut Vec<T>, new: T) -> u32 {
    let number = u32::try_from(list.len()).unwrap_or(u32::MAX);
    list.push(new);
    number
}

impl Person {
    fn new(row: &Row<'_>) -> Self {
        Self {
            first: Spot::of(&row.place()),
            total: None,
            invalid: Columns::default(),
            has_unknown_code: false,
            has_unknown_group: false,
        }
    }

    fn add_total(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if self.total.is_some() {
            findings.add(Found::new(&TOTAL_DUPLICATE, row.at(SERVICE_CODE)));
            return;
        }
        let (sum, invalid) = Sum::of(row);
        self.invalid = self.invalid.or(invalid);
        self.total = Some(Box::new((sum, SumSpots::of(row))));
    }

    fn judge(&self, groups: &[Group], file: &FileContext, findings: &mut Findings<'_>) {
        if self.total.is_none() {
            if self.has_unknown_code {
                findings.ran(&TOTAL_MISSING, Err(NotRun));
            } else {
                findings.add(Found::new(&TOTAL_MISSING, self.first.location(file, None)));
            }
        }
        if self.has_unknown_code || self.has_unknown_group {
            findings.ran(&SUBTOTAL_MISSING, Err(NotRun));
            return findings.ran(&SUM, Err(NotRun));
        }
        for group in groups {
            group.judge_subtotal_missing(file, findings);
        }
        if !self.invalid.is_empty() {
            findings.ran(&SUM, Err(NotRun));
        }
        // Without these nothing tells what the sums are made of.
        if self.invalid.has(Columns::UNITS) {
            return;
        }
        let mut billed = Billed::default();
        for group in groups {
            group.judge_sum(self.invalid, file, findings);
            billed.add(group);
        }
        if let Some(total) = &self.total
            && !groups.is_empty()
        {
            billed.judge_total(&total.0, &total.1, self.invalid, file, findings);
        }
    }
}

impl Group {
    fn new(person: u32, service_type: ServiceTypeCode, row: &Row<'_>) -> Self {
        Self {
            person,
            service_type,
            first: Spot::of(&row.at(SERVICE_CODE)),
            rows_within: 0,
            open_above_zero: 0,
            parts: Vec::new(),
            subtotal: None,
        }
    }

    fn add(&mut self, code: ServiceCode, row: &Row<'_>, person: &mut Person) -> Ran {
        let (sum, invalid) = Sum::of(row);
        person.invalid = person.invalid.or(invalid);
        let part = match code.special() {
            Some(SpecialRow::Subtotal) => {
                self.subtotal = Some(Box::new(SumSpots::of(row)));
                Part::Subtotal
            }
            Some(SpecialRow::OutsideLimit) => Part::OutsideSum,
            Some(SpecialRow::Over30Days) => Part::Over30Sum,
            Some(SpecialRow::GrandTotal) => return Ok(()),
            None if is_over_30_days(row)? => Part::Over30,
            None => {
                let is_within = !is_outside_type(code.as_bytes())
                    && (sum.is_any(Columns::LIMITS) || !invalid.and(Columns::LIMITS).is_empty());
                if sum.units() != 0 && is_surely_within(code, &sum, is_within, row) {
                    self.rows_within = self.rows_within.saturating_add(1);
                }
                if is_within {
                    Part::Within
                } else if sum.held.has(Columns::UNITS) {
                    self.open_above_zero += sum.units().max(0);
                    Part::Open
                } else if row.need(UNITS)? == 0 {
                    // An addition that was not computed.
                    return Ok(());
                } else {
                    Part::Within
                }
            }
        };
        if let Some((_, known)) = self.parts.iter_mut().find(|(known, _)| *known == part) {
            known.add(&sum);
        } else {
            self.parts.reserve_exact(1);
            self.parts.push((part, sum));
        }
        Ok(())
    }

    /// What the rows of a part hold together; of no rows if there are none.
    pub(super) fn part(&self, part: Part) -> Sum {
        self.parts.iter().find(|(known, _)| *known == part).map(|(_, sum)| *sum).unwrap_or_default()
    }

    fn judge_subtotal_missing(&self, file: &FileContext, findings: &mut Findings<'_>) {
        if self.rows_within >= 2 && self.subtotal.is_none() {
            let item = LocatedItem { number: SERVICE_CODE.index + 1, item: Some(SERVICE_CODE.item()) };
            let found = Found::new(&SUBTOTAL_MISSING, self.first.location(file, Some(item)));
            findings.add(found.with("code", format!("{}AAAA", self.service_type.as_str())));
        }
    }

    /// What the subtotal has beyond the rows that lie within the limit for sure.
    pub(super) fn beyond_within(&self) -> i64 {
        self.part(Part::Subtotal).units() - self.part(Part::Within).units()
    }

    /// Whether open rows may make up these units of the subtotal.
    pub(super) fn may_be_open(&self, units: i64) -> bool {
        let open = self.part(Part::Open).units();
        let (outside, over_30) = (self.part(Part::OutsideSum), self.part(Part::Over30Sum));
        let is_known = |sum: &Sum| sum.rows > 0 && sum.held.has(Columns::UNITS);
        if is_known(&outside) || is_known(&over_30) {
            let (outside, over_30) = (outside.units(), over_30.units());
            return [0, open, open - outside, open - over_30, open - outside - over_30].contains(&units);
        }
        (open - self.open_above_zero..=self.open_above_zero).contains(&units)
    }

    /// Compares the subtotal with its rows.
    fn judge_sum(&self, invalid: Columns, file: &FileContext, findings: &mut Findings<'_>) {
        let Some(spots) = &self.subtotal else { return };
        let (subtotal, within, open) =
            (self.part(Part::Subtotal), self.part(Part::Within), self.part(Part::Open));
        if within.rows + open.rows == 0 {
            return;
        }
        let mut report = |place: usize, found: i64, expected: i64| {
            let code = format!("{}AAAA", self.service_type.as_str());
            add_sum(findings, spots, place, file, &code, found, expected);
        };
        let beyond = self.beyond_within();
        if subtotal.held.has(Columns::UNITS) && within.held.has(Columns::UNITS) && !self.may_be_open(beyond) {
            let expected = if within.rows > 0 { within.units() } else { open.units() };
            report(0, subtotal.units(), expected);
        }
        let mut columns = Columns::LIMITS;
        if open.rows == 0 || beyond == 0 {
            columns = columns.or(Columns::MONEY);
        }
        columns = columns.and(subtotal.held).and(within.held).without(invalid);
        // Where the excess is told on the subtotal only, what follows from it differs, too.
        if !subtotal.is_like(&within, Columns::EXCESSES) || !invalid.and(Columns::EXCESSES).is_empty() {
            columns = columns.without(Columns::CUT);
        }
        for (place, expected) in within.values() {
            let (column, found) = (Columns::at(place), subtotal.value(place));
            // Zeros on all rows are how some write nothing. Each row cuts off the fraction of a yen.
            let tolerance = if Columns::MONEY.has(column) { within.rows.into() } else { 0 };
            if columns.has(column) && expected != 0 && found.abs_diff(expected) > tolerance {
                report(place, found, expected);
            }
        }
    }
}

/// Whether a service within the limit is one beyond doubt, so that two of them need a subtotal: with
/// 給付管理単位数, or as a product, or if it is no addition that may lie outside.
fn is_surely_within(code: ServiceCode, sum: &Sum, is_within: bool, row: &Row<'_>) -> bool {
    let may_be_outside = || may_be_a_rate(code, row.need(QUANTITY).unwrap_or(1));
    code.equipment_category().is_some() || (is_within && (sum.is_any(Columns::MANAGED) || !may_be_outside()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_small() {
        assert!(size_of::<Person>() <= 48);
        assert!(size_of::<(Sum, SumSpots)>() <= 208);
        assert!(size_of::<Group>() <= 88);
        assert!(size_of::<(u32, OfficeNumber, ServiceTypeCode)>() <= 20);
        assert!(size_of::<(Part, Sum)>() <= 96);
        assert!(size_of::<SumSpots>() <= 120);
    }
}
