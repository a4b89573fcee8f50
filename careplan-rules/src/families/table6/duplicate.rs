//! Lines that stand twice.

use super::line::Line;
use super::{
    COUNT, DUPLICATE_LINE, EQUIPMENT_NAME, NOTIFIED_CODE, NUMBER, OVER_30_DAYS, PRORATED_DAYS, SATELLITE,
    TAIS_CODE, UNITS,
};
use crate::column::Column;
use crate::families::hash::{HashSet, Identities};
use crate::families::key;
use crate::finding::Found;
use crate::findings::Findings;
use crate::level::Level;
use crate::row::{Ran, Row};
use std::hash::{BuildHasher, Hash, Hasher};

/// The lines of a file, each as a number of 64 bits: 9 to 18 bytes for a line.
///
/// Two different lines of a million have the same number once in 40 million files.
#[derive(Default)]
pub(super) struct Duplicates {
    hasher: Identities,
    /// What makes the line at hand.
    line: Bytes,
    seen: HashSet<u64>,
}

/// Takes up what is to be hashed at once, which is faster than piece by piece.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// There is none yet.
    fn finish(&self) -> u64 {
        0
    }
}

impl Duplicates {
    /// What makes a line is compared; when it was written, by whom, and names of people and offices are not.
    ///
    /// Rentals of type 17 that share service code and units and are not told apart are left to
    /// `table6-discriminator` where their products differ: they are no equal lines.
    pub(super) fn record(&mut self, line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let (code, day, start) = (line.code?, line.day?, line.start?);
        let key = (key::person(row)?, line.provider?, code, day, start, line.end?);
        let line = &mut self.line;
        line.0.clear();
        key.hash(line);
        content(row, UNITS).hash(line);
        content(row, COUNT).hash(line);
        content(row, PRORATED_DAYS).hash(line);
        content(row, TAIS_CODE).hash(line);
        content(row, NOTIFIED_CODE).hash(line);
        content(row, EQUIPMENT_NAME).hash(line);
        content(row, NUMBER).hash(line);
        content(row, SATELLITE).hash(line);
        content(row, OVER_30_DAYS).hash(line);
        if self.seen.insert(self.hasher.hash_one(&line.0)) {
            return Ok(());
        }
        let found = Found::new(&DUPLICATE_LINE, row.place()).with("code", code.as_str()).with("day", day);
        // An addition without a time may be repeated, and receivers take it once. Two products of one model
        // cannot be told apart outside type 17.
        let is_product = code.equipment_category().is_some();
        let is_17 = code.as_bytes().starts_with(b"17");
        let may_be_right = if is_product { !is_17 } else { start.is_none() };
        findings.add(if may_be_right { found.at_most(Level::Info) } else { found });
        Ok(())
    }
}

/// The bytes of an item without its quotes.
pub(super) fn content<'r, V>(row: &Row<'r>, column: Column<V>) -> &'r [u8] {
    row.field(column).map(|field| field.content()).unwrap_or_default()
}
