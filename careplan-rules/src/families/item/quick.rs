//! Cells to which there is nothing to say, told as fast as can be: nearly all cells of nearly all files.
//!
//! A cell is passed over if it is plainly right. Whatever is not as expected is looked at again by the rules,
//! which may find that it is right all the same: the answers are those of the rules alone, which a test shows.

use super::shape;
use crate::row::Cell;
use careplan_csv::{FieldState, ms932};
use careplan_model::{Item, ItemType, LayoutFamily, Width};

/// So many bytes of a value are remembered; longer ones are looked at each time.
const REMEMBERED: usize = 16;

/// The columns of a file while it is read, each with the last value that was right: numbers of insurers and
/// offices, versions and months repeat from record to record.
#[derive(Debug, Default)]
pub(super) struct Columns {
    family: Option<LayoutFamily>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    length: u8,
    bytes: [u8; REMEMBERED],
}

impl Columns {
    /// Forgets all, for the next file.
    pub(super) fn clear(&mut self) {
        self.family = None;
        self.columns.clear();
    }

    /// Whether there is nothing to say of a cell.
    #[inline]
    pub(super) fn is_plain(&mut self, family: LayoutFamily, place: usize, cell: &Cell<'_>) -> bool {
        let Some(item) = cell.item else { return false };
        let raw = cell.field.raw();
        if raw.is_empty() {
            return !item.required && !item.needed;
        }
        if item.item_type.is_quoted() {
            return is_plain_text(item, cell);
        }
        if raw.len() > REMEMBERED || cell.field.state() != FieldState::Bare {
            return false;
        }
        if self.family != Some(family) {
            self.family = Some(family);
            self.columns.clear();
        }
        if self.columns.len() <= place {
            self.columns.resize(place + 1, Column { length: 0, bytes: [0; REMEMBERED] });
        }
        let Some(column) = self.columns.get_mut(place) else { return false };
        if column.bytes.get(..usize::from(column.length)) == Some(raw) {
            return true;
        }
        let is_right = is_right(item, family, raw);
        if is_right
            && let Ok(length) = u8::try_from(raw.len())
            && let Some(place) = column.bytes.get_mut(..raw.len())
        {
            column.length = length;
            place.copy_from_slice(raw);
        }
        is_right
    }
}

/// Free text in quotes without any oddity, in an item without a limit.
fn is_plain_text(item: &Item, cell: &Cell<'_>) -> bool {
    if item.item_type != ItemType::FreeText || item.width != Width::Free {
        return false;
    }
    let content = cell.field.content();
    let could_be_formula = matches!(content.first(), None | Some(b'=' | b'+' | b'-' | b'@'));
    cell.field.state() == FieldState::Quoted && !could_be_formula && ms932::plain(content).is_some()
}

/// Whether a bare value is right by all rules of single items.
fn is_right(item: &'static Item, family: LayoutFamily, raw: &[u8]) -> bool {
    let Ok(text) = str::from_utf8(raw) else { return false };
    // No blanks, no control characters, nothing wide.
    if !raw.iter().all(u8::is_ascii_graphic) || item.item_type == ItemType::Unused {
        return false;
    }
    match item.constant {
        Some(constant) => text == constant,
        None => shape::fault(item, family, text).is_none(),
    }
}
