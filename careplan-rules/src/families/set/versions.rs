//! Whether the files of a unit are of one edition.

use super::VERSION_MIXED;
use crate::check::{Check, UnitContext};
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use careplan_model::{CsvVersion, Edition, Table1};

// Every form begins with it.
columns! { Table1: VERSION: CsvVersion = "csv_version"; }

/// The edition of the first file of the unit at hand.
#[derive(Default)]
pub(super) struct Versions {
    first: Option<Edition>,
}

impl Check for Versions {
    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if row.record.at().record == 1 {
            let ran = self.compare(row, findings);
            findings.ran(&VERSION_MIXED, ran);
        }
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, _: &mut Findings<'_>) {
        *self = Self::default();
    }
}

impl Versions {
    /// A value that no edition has, one of the withdrawn edition, and one of an edition without the kind are
    /// told by the rules of files.
    fn compare(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let edition = row.need(VERSION)?.edition();
        let has_kind = |edition: &Edition| row.file.kind.is_some_and(|kind| kind.is_in(edition.family()));
        let Some(edition) = edition.filter(|it| *it != Edition::V4_0).filter(has_kind) else { return Ok(()) };
        let first = *self.first.get_or_insert(edition);
        if edition != first {
            let found = Found::new(&VERSION_MIXED, row.at(VERSION));
            let (found_version, first_version) = (edition.version(), first.version());
            findings
                .add(found.with("found", found_version.to_string()).with("first", first_version.to_string()));
        }
        Ok(())
    }
}
