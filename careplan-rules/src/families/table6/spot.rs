//! The place of an item, kept until more of the file was seen.

use crate::check::FileContext;
use crate::column::Column;
use crate::finding::{LocatedItem, Location};
use crate::row::Row;

/// Where an item of a record stands in its file: 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    record: u64,
    line: u64,
    start: u64,
    length: u32,
    number: u32,
}

impl Spot {
    /// The place of an item; `None` if the record does not have it.
    pub(super) fn of<V>(row: &Row<'_>, column: Column<V>) -> Option<Self> {
        let place = row.at(column);
        let bytes = place.bytes?;
        Some(Self {
            record: place.record?,
            line: place.line?,
            start: bytes.start,
            length: u32::try_from(bytes.end.checked_sub(bytes.start)?).ok()?,
            number: u32::try_from(place.item?.number).ok()?,
        })
    }

    /// The same as the place of a finding.
    pub(super) fn location<V>(self, file: &FileContext, column: Column<V>) -> Location {
        let number = usize::try_from(self.number).unwrap_or(usize::MAX);
        Location {
            file: file.id,
            record: Some(self.record),
            line: Some(self.line),
            item: Some(LocatedItem { number, item: Some(column.item()) }),
            bytes: Some(self.start..self.start + u64::from(self.length)),
        }
    }
}
