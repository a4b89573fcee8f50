//! The grand total, and all that it may rightly add up.

use super::SUM;
use super::lines::is_outside_type;
use super::spot::{Columns, Sum, SumSpots};
use super::sums::{Group, Part};
use crate::check::FileContext;
use crate::finding::Found;
use crate::findings::Findings;
use careplan_model::ServiceCode;

/// What the grand total adds up.
#[derive(Debug, Default)]
pub(super) struct Billed {
    /// Within the limit: subtotals as printed, and rows without a subtotal.
    printed: Sum,
    /// The same by the rows, which differs where a subtotal is wrong.
    by_rows: Sum,
    /// `EEEE`, and the rows outside the limit where there is none; `ZZZZ`, and the rows over 30 days. The
    /// total may hold each or not.
    optional: [Sum; 4],
    /// Rows of which nothing tells whether they lie within the limit, by their units:
    /// all below 0, all above 0.
    open: (i64, i64),
    has_open: bool,
}

impl Billed {
    pub(super) fn add(&mut self, group: &Group) {
        let (within, open) = (group.part(Part::Within), group.part(Part::Open));
        let outside_sum = group.part(Part::OutsideSum);
        let [outside_sums, outside, over_30_sums, over_30] = &mut self.optional;
        outside_sums.add(&outside_sum);
        over_30_sums.add(&group.part(Part::Over30Sum));
        if group.part(Part::Over30Sum).rows == 0 {
            over_30.add(&group.part(Part::Over30));
        }
        let has_outside_sum = outside_sum.rows > 0;
        if group.subtotal.is_some() {
            let subtotal = group.part(Part::Subtotal);
            self.printed.add(&subtotal);
            let beyond = group.beyond_within();
            let is_partly_open = open.rows > 0 && beyond != 0 && group.may_be_open(beyond);
            if is_partly_open || within.rows + open.rows == 0 {
                self.by_rows.add(&subtotal);
            } else {
                self.by_rows.add(&within);
            }
            // The open rows that the subtotal leaves lie outside.
            if is_partly_open && !has_outside_sum && beyond != open.units() {
                outside.add(&Sum::of_units(open.units() - beyond));
            } else if !is_partly_open && !has_outside_sum {
                outside.add(&open);
            }
        } else if within.rows > 0 || is_outside_type(group.service_type.as_bytes()) {
            self.printed.add(&within);
            self.by_rows.add(&within);
            if !has_outside_sum {
                outside.add(&open);
            }
        } else if open.rows > 0 {
            self.open.0 += open.units() - group.open_above_zero;
            self.open.1 += group.open_above_zero;
            self.has_open = true;
        }
    }

    /// What the total may be in a column, apart from open rows: with and without each optional part.
    fn right(&self, place: usize) -> impl Iterator<Item = i64> {
        let base = [self.printed.value(place), self.by_rows.value(place)];
        let parts = self.optional.each_ref().map(|part| part.value(place));
        // Each number of four bits says which parts are there.
        (0..1 << parts.len()).flat_map(move |there: usize| {
            let chosen = parts.iter().enumerate().filter(|(part, _)| there & (1 << part) != 0);
            let beside: i64 = chosen.map(|(_, value)| value).sum();
            base.map(|sum| sum + beside)
        })
    }

    /// Whether some of the open rows make up what the total has beyond all else.
    fn may_be_open(&self, found: i64) -> bool {
        let (below, above) = self.open;
        self.right(0).any(|sum| (below..=above).contains(&(found - sum)))
    }

    /// Of what the total may be in a column, what is next to what it is.
    fn nearest(&self, place: usize, found: i64) -> i64 {
        self.right(place).min_by_key(|sum| found.abs_diff(*sum)).unwrap_or(found)
    }

    pub(super) fn judge_total(
        &self,
        total: &Sum,
        spots: &SumSpots,
        invalid: Columns,
        file: &FileContext,
        findings: &mut Findings<'_>,
    ) {
        let mut columns = total.held.and(self.printed.held).without(invalid);
        if self.printed.rows == 0 {
            columns = columns.without(Columns::LIMITS);
        }
        if self.has_open {
            columns = columns.and(Columns::UNITS);
        }
        // Without amounts there: the total may hold them all the same.
        let [outside_sums, outside, over_30_sums, over_30] = &self.optional;
        columns = columns
            .without(Columns::COVERED.without(outside_sums.held.and(outside.held)))
            .without(Columns::FULL_COPAY.without(over_30_sums.held.and(over_30.held)));
        let is_cut_alike =
            [&self.printed, &self.by_rows].iter().any(|sum| total.is_like(sum, Columns::EXCESSES));
        if !is_cut_alike || !invalid.and(Columns::EXCESSES).is_empty() {
            columns = columns.without(Columns::CUT);
        }
        for (place, found) in total.values().filter(|(place, _)| columns.has(Columns::at(*place))) {
            if found == self.printed.value(place) {
                continue;
            }
            let expected = self.nearest(place, found);
            if expected == found || (place == 0 && self.may_be_open(found)) {
                continue;
            }
            let code = ServiceCode::GRAND_TOTAL;
            add_sum(findings, spots, place, file, code.as_str(), found, expected);
        }
    }
}

/// Reports a sum that is not that of its rows.
pub(super) fn add_sum(
    findings: &mut Findings<'_>,
    spots: &SumSpots,
    place: usize,
    file: &FileContext,
    code: &str,
    found: i64,
    expected: i64,
) {
    let location = spots.location(file, place);
    let item = location.item.and_then(|item| item.name()).unwrap_or_default();
    let finding = Found::new(&SUM, location).with("code", code).with("item", item);
    findings.add(finding.with("found", found).with("expected", expected));
}
