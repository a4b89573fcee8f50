//! Months and keys inside a file.

use super::{DUPLICATE_KEY, MIXED_MONTHS};
use crate::check::{Check, FileContext};
use crate::families::hash::HashSet;
use crate::families::key::{self, ActualKey, PersonKey};
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use careplan_model::{YearMonth, kind};

/// The kinds that hold each key once.
const UNIQUE: &[&str] =
    &["UP1KYO", "UPHOSOKU", "UPKIHON", "UPYOBO", "DLT1KYO", "DLTPLAN", "DLTJSK", "DLTKIHON", "DLTYOBO"];

/// The kinds that hold a single month.
const ONE_MONTH: &[&str] = &["UPPLAN", "UPJSK", "UPSIKYU", "DLTPLAN", "DLTJSK"];

/// What was seen in the file at hand: 24 bytes for each key of a kind that holds it once, 40 for deletions of
/// actuals.
#[derive(Default)]
pub(super) struct Keys {
    month: Option<YearMonth>,
    persons: HashSet<PersonKey>,
    actuals: HashSet<ActualKey>,
}

impl Check for Keys {
    fn start_file(&mut self, _: &FileContext, _: &mut Findings<'_>) {
        *self = Self::default();
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if row.file.is_one_of(ONE_MONTH) {
            let ran = self.one_month(row, findings);
            findings.ran(&MIXED_MONTHS, ran);
        }
        if row.file.is_one_of(UNIQUE) {
            let ran = self.unique(row, findings);
            findings.ran(&DUPLICATE_KEY, ran);
        }
    }
}

impl Keys {
    fn one_month(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let Some(month) = key::month(row)? else { return Ok(()) };
        let first = *self.month.get_or_insert(month);
        if month != first {
            let found = Found::new(&MIXED_MONTHS, key::month_at(row));
            findings.add(found.with("found", month).with("first", first));
        }
        Ok(())
    }

    fn unique(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let is_new = if row.file.is(&kind::ACTUAL_DELETION) {
            self.actuals.insert(key::actual(row)?)
        } else {
            self.persons.insert(key::person(row)?)
        };
        if !is_new {
            findings.add(Found::new(&DUPLICATE_KEY, row.place()));
        }
        Ok(())
    }
}
