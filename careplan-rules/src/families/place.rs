//! Places that a check keeps until it knows what to say of them.

use crate::finding::{FileId, LocatedItem, Location};
use careplan_model::Item;

/// Where a record or an item of it stands, in 48 bytes. Places order like the source.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    file: FileId,
    start: u64,
    record: u64,
    line: u64,
    length: u32,
    /// No. of the item; 0 for the whole record.
    number: u16,
    item: Option<&'static Item>,
}

impl Place {
    /// What sorts places by their files and bytes.
    pub(crate) fn order(&self) -> (FileId, u64, u16) {
        (self.file, self.start, self.number)
    }
}

impl From<Location> for Place {
    fn from(location: Location) -> Self {
        let bytes = location.bytes.unwrap_or_default();
        Self {
            file: location.file,
            start: bytes.start,
            record: location.record.unwrap_or_default(),
            line: location.line.unwrap_or_default(),
            length: u32::try_from(bytes.end.saturating_sub(bytes.start)).unwrap_or(u32::MAX),
            number: location.item.map_or(0, |item| u16::try_from(item.number).unwrap_or(u16::MAX)),
            item: location.item.and_then(|item| item.item),
        }
    }
}

impl From<Place> for Location {
    fn from(place: Place) -> Self {
        let number = usize::from(place.number);
        Self {
            file: place.file,
            record: Some(place.record),
            line: Some(place.line),
            item: (number > 0).then_some(LocatedItem { number, item: place.item }),
            bytes: Some(place.start..place.start + u64::from(place.length)),
        }
    }
}
