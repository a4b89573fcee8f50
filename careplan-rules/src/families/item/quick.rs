//! Cells to which there is nothing to say, told as fast as can be: nearly all cells of nearly all files.
//!
//! A cell is passed over if it is plainly right. Whatever is not as expected is looked at again by the rules,
//! which may find that it is right all the same: the answers are those of the rules alone, which a test shows.

use super::shape;
use super::value::is_open;
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
    /// Digits, no fewer and no more.
    Digits(usize, usize),
    /// Digits and capitals, no fewer and no more.
    Capitals(usize, usize),
    /// Dates and months: whatever their type takes.
    Dated,
    /// Times: whatever their type takes, but 2400 and 9999 only where the item has them.
    Time,
    /// Other values without quotes.
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
        let sort = Sort::of(item, family);
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
            Sort::Digits(least, most) => {
                (least..=most).contains(&raw.len()) && raw.iter().all(u8::is_ascii_digit)
            }
            Sort::Capitals(least, most) => {
                (least..=most).contains(&raw.len()) && raw.iter().copied().all(shape::is_capital)
            }
            Sort::Dated => self.item.check_ascii(raw).is_ok(),
            Sort::Time => is_plain_time(self.item, raw),
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

impl Sort {
    fn of(item: &Item, family: LayoutFamily) -> Self {
        let width = item.width_in(family);
        let most = item.tolerated.max(width.length()).map_or(REMEMBERED, usize::from);
        let least = if let Width::Fixed(length) = width { usize::from(length) } else { 0 };
        // What identifies something has rules of its own, and a constant is one value.
        let is_any = item.identifier.is_none() && item.constant.is_none();
        match item.item_type {
            ItemType::FreeText if width == Width::Free => Self::FreeText,
            of_quoted if of_quoted.is_quoted() => Self::Other,
            _ if !is_any || is_open(item) => Self::Bare,
            ItemType::Integer => Self::Number(most),
            ItemType::Digits => Self::Digits(least, most),
            ItemType::Alphanumeric => Self::Capitals(least, most),
            ItemType::Date | ItemType::Month => Self::Dated,
            ItemType::Time => Self::Time,
            _ => Self::Bare,
        }
    }
}

fn is_plain_time(item: &Item, raw: &[u8]) -> bool {
    let is_special = raw == b"2400" && !item.allows_2400 || raw == b"9999" && !item.allows_9999;
    !is_special && item.check_ascii(raw).is_ok()
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

#[cfg(test)]
mod tests {
    use super::*;
    use careplan_model::AnyForm;

    /// Every bare value here that is passed over is right by the rules, and those that are right are passed over but
    /// where a text is meant, or too long to be remembered.
    #[test]
    fn what_is_passed_over_is_right() {
        const VALUES: [&str; 48] = [
            "0",
            "1",
            "9",
            "00",
            "07",
            "31",
            "-1",
            "-",
            "12345",
            "123456",
            "1234567",
            "12345678",
            "123456789",
            "1234567890",
            "12345678901",
            "1.5",
            "10.70",
            "1e3",
            "A",
            "a",
            "1A",
            "1a",
            "ABCDEF",
            "11111a",
            "111111",
            "991018",
            "435073",
            "9000000001",
            "H000000001",
            "h000000001",
            "X000000001",
            "9970100013",
            "9970100014",
            "01B1400014",
            "20260401",
            "20260229",
            "00000000",
            "202604",
            "202613",
            "000000",
            "0900",
            "2400",
            "9999",
            "0960",
            "2360",
            "202407",
            "000-0003",
            "00001-000010",
        ];
        let mut passed = 0;
        for layout in AnyForm::<String>::LAYOUTS {
            for family in [LayoutFamily::V3, LayoutFamily::V4] {
                for item in layout.items_in(family) {
                    for value in VALUES {
                        // A second look meets a value that is remembered.
                        let mut column = Column::new(item, family);
                        let record = careplan_csv::records(value.as_bytes()).next().unwrap();
                        let span = FieldSpan { start: 0, length: value.len(), state: FieldState::Bare };
                        let looks = [column.is_plain(&record, span), column.is_plain(&record, span)];
                        let is_right = is_right(item, family, value.as_bytes());
                        let name = (layout.form, item.number, value);
                        assert!(looks == [is_right; 2] || looks == [false; 2], "{name:?}");
                        let is_missed = is_right && !looks[0];
                        let negative = value.starts_with('-') && item.item_type == ItemType::Integer;
                        assert!(!is_missed || item.item_type.is_quoted() || negative, "{name:?}");
                        passed += usize::from(looks[0]);
                    }
                }
            }
        }
        assert!(passed > 3_000, "{passed}");
    }
}
