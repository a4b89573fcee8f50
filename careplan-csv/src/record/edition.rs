//! Which edition's layout a record has: its version value and its number of items tell.

use super::Record;
use crate::lexer::Field;
use careplan_model::{CsvVersion, Edition, Layout, LayoutFamily, Value as _};

/// How CSVバージョン and the number of items of a record agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionFit {
    /// The value is that of an edition, and its layout is used.
    Agrees(Edition),
    /// The value is that of this edition, but the items are those of the other family, which is
    /// used.
    CountDecided(Edition),
    /// No edition has the value (or it is no value); the number of items decided.
    Unknown,
}

/// Value and count disagree: the count decides only if the content fits.
pub(super) fn choose(
    record: &Record<'_>,
    layout: &Layout,
    count: impl FnOnce() -> usize,
) -> (LayoutFamily, VersionFit) {
    // Blanks around the value do not make it another edition's.
    let version = record.fields().next().map(|field| field.content().trim_ascii());
    let version = version.and_then(|version| CsvVersion::parse(version).ok());
    let edition = version.and_then(CsvVersion::edition);
    if !layout.differs_by_edition() {
        return match edition {
            Some(edition) => (edition.family(), VersionFit::Agrees(edition)),
            None => (LayoutFamily::V4, VersionFit::Unknown),
        };
    }
    let count = count();
    match edition {
        None if count == layout.count_in(LayoutFamily::V3) && fits(record, layout, LayoutFamily::V3) => {
            (LayoutFamily::V3, VersionFit::Unknown)
        }
        None => (LayoutFamily::V4, VersionFit::Unknown),
        Some(edition) => {
            let other = edition.family().other();
            if count != layout.count_in(edition.family())
                && count == layout.count_in(other)
                && fits(record, layout, other)
            {
                (other, VersionFit::CountDecided(edition))
            } else {
                (edition.family(), VersionFit::Agrees(edition))
            }
        }
    }
}

/// Whether the items from the first on that only one family has are what that layout expects.
fn fits(record: &Record<'_>, layout: &Layout, family: LayoutFamily) -> bool {
    let same = layout.items.iter().take_while(|item| item.is_in(LayoutFamily::V3)).count();
    record.fields().zip(layout.items_in(family)).skip(same).all(|(field, item)| {
        let content = field.content();
        match item.constant {
            _ if field.is_blank() => !item.required,
            Some(constant) => content == constant.as_bytes(),
            None => item.item_type.is_text() || item.check_ascii(content).is_ok() || is_wide(item, &field),
        }
    })
}

/// Typed codes may hold other characters than ASCII.
fn is_wide(item: &careplan_model::Item, field: &Field<'_>) -> bool {
    crate::ms932::decode(field.content()).is_ok_and(|text| item.check(&text).is_ok())
}
