//! Cells to which there is nothing to say, told as fast as can be: nearly all cells of nearly all files.
//!
//! A cell is passed over if it is plainly right. Whatever is not as expected is looked at again by the rules,
//! which may find that it is right all the same: the answers are those of the rules alone, which a test shows.

use super::shape;
use careplan_csv::{Field, FieldSpan, FieldState, Record, ms932};
use careplan_model::{Item, ItemType, Layout, LayoutFamily, Width};

/// So many bytes of a value are remembered; longer ones are looked at each time.
const REMEMBERED: usize = 16;

/// The columns of a file while it is read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    family: Option<LayoutFamily>,
    columns: Vec<Column>,
}

/// A column, with the last value that was right: numbers of insurers and offices, versions and months repeat from
/// record to record.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) item: &'static Item,
    family: LayoutFamily,
    may_be_blank: bool,
    sort: Sort,
    length: u8,
    bytes: [u8; REMEMBERED],
}

/// What is plain in a column.
#[derive(Debug, Clone, Copy)]
enum Sort {
    /// Free text in an item without a limit.
    FreeText,
    /// So many digits at most.
    Number(usize),
    /// Values without quotes.
    Bare,
    /// Nothing but a blank.
    Other,
}

impl Columns {
    /// Forgets all, for the next file.
    pub(super) fn clear(&mut self) {
        self.family = None;
    }

    /// The columns of a record, without what stands past the last item.
    #[inline]
    pub(super) fn of(&mut self, layout: &Layout, family: LayoutFamily) -> &mut [Column] {
        if self.family != Some(family) {
            self.family = Some(family);
            self.columns = layout.items_in(family).map(|item| Column::new(item, family)).collect();
        }
        &mut self.columns
    }
}

impl Column {
    fn new(item: &'static Item, family: LayoutFamily) -> Self {
        let is_plain_number =
            item.item_type == ItemType::Integer && item.identifier.is_none() && item.constant.is_none();
        let sort = match item.item_type {
            ItemType::FreeText if item.width == Width::Free => Sort::FreeText,
            of_quoted if of_quoted.is_quoted() => Sort::Other,
            _ if is_plain_number => {
                let most = item.tolerated.max(item.width_in(family).length());
                Sort::Number(most.map_or(REMEMBERED, usize::from))
            }
            _ => Sort::Bare,
        };
        let may_be_blank = !item.required && !item.needed;
        Self { item, family, may_be_blank, sort, length: 0, bytes: [0; REMEMBERED] }
    }

    /// Whether there is nothing to say of a cell.
    #[inline]
    pub(super) fn is_plain(&mut self, record: &Record<'_>, span: FieldSpan) -> bool {
        if span.length == 0 {
            return self.may_be_blank;
        }
        let field = record.field(span);
        let raw = field.raw();
        match self.sort {
            Sort::FreeText => is_plain_text(&field),
            Sort::Number(most) => raw.len() <= most && raw.iter().all(u8::is_ascii_digit),
            Sort::Bare => field.state() == FieldState::Bare && self.is_right(raw),
            Sort::Other => false,
        }
    }

    /// Whether a bare value is right by all rules of single items, and not too long to tell.
    fn is_right(&mut self, raw: &[u8]) -> bool {
        if self.bytes.get(..usize::from(self.length)) == Some(raw) {
            return true;
        }
        let (Ok(length), Some(place)) = (u8::try_from(raw.len()), self.bytes.get_mut(..raw.len())) else {
            return false;
        };
        let is_right = is_right(self.item, self.family, raw);
        if is_right {
            self.length = length;
            place.copy_from_slice(raw);
        }
        is_right
    }
}

/// Free text in quotes without any oddity.
fn is_plain_text(field: &Field<'_>) -> bool {
    let content = field.content();
    // Behind blanks as well.
    let could_be_formula =
        matches!(content.first(), None | Some(b'=' | b'+' | b'-' | b'@' | b'\t'..=b'\r' | b' '));
    field.state() == FieldState::Quoted && !could_be_formula && ms932::plain(content).is_some()
}

/// Whether a bare value is right by all rules of single items.
fn is_right(item: &'static Item, family: LayoutFamily, raw: &[u8]) -> bool {
    // No blanks, no control characters, nothing wide.
    if !raw.iter().all(u8::is_ascii_graphic) || item.item_type == ItemType::Unused {
        return false;
    }
    let Ok(text) = str::from_utf8(raw) else { return false };
    match item.constant {
        Some(constant) => text == constant,
        None => shape::fault(item, family, text).is_none(),
    }
}
