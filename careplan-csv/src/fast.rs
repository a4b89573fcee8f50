//! The fast path: a record read by its layout in one pass.
//!
//! The item's type says what to look for next (six digits and a comma; a date; text up to its
//! closing quote), so that splitting, typing and checking are one step. Whatever is not as expected
//! ends the attempt, and the strict lexer reads the record again and says what is wrong. Both give
//! equal results on every input, which a property test shows.

use crate::text::{FromText, Text};
use careplan_model::{CsvVersion, FormOf, Item, LayoutFamily, Source, Value};
use core::marker::PhantomData;
use memchr::memchr;

/// A form read by the fast path.
pub(crate) struct Fast<F> {
    pub(crate) form: F,
    /// The bytes of the record, line end included.
    pub(crate) length: usize,
    pub(crate) family: LayoutFamily,
}

/// Reads the form at the start of `input`; `None` leaves the record to the strict lexer.
#[inline]
pub(crate) fn read<'a, F: FormOf<T>, T: FromText<'a>>(input: &'a [u8], limit: usize) -> Option<Fast<F>> {
    let head = match input {
        [b'"', rest @ ..] => rest,
        _ => input,
    };
    let (version, _) = CsvVersion::scan(head)?;
    let family = version.edition().map_or(LayoutFamily::V4, careplan_model::Edition::family);
    let mut source = FastSource { input, next: 0, ended: false, family, text: PhantomData };
    let form = F::read(&mut source)?;
    let length = source.line_end()?;
    (length <= limit).then_some(Fast { form, length, family })
}

struct FastSource<'a, T> {
    input: &'a [u8],
    /// Where the next item begins; where the line ends once `ended`.
    next: usize,
    ended: bool,
    family: LayoutFamily,
    text: PhantomData<T>,
}

impl<'a, T> FastSource<'a, T> {
    /// The item ends at `end` if a comma or a line end stands there.
    #[inline]
    fn close(&mut self, end: usize) -> Option<()> {
        match self.input.get(end)? {
            b',' => self.next = end + 1,
            b'\r' | b'\n' => {
                self.next = end;
                self.ended = true;
            }
            _ => return None,
        }
        Some(())
    }

    /// What the line ends with, once all items are read: the length of the record.
    #[inline]
    fn line_end(&self) -> Option<usize> {
        match (self.ended, self.input.get(self.next..)?) {
            (true, [b'\r', b'\n', ..]) => Some(self.next + 2),
            (true, [b'\n', ..]) => Some(self.next + 1),
            // A lone CR, or a line with more fields.
            _ => None,
        }
    }

    /// The bytes from the next item on; `None` if the line has ended.
    #[inline]
    fn rest(&self) -> Option<&'a [u8]> {
        if self.ended { None } else { self.input.get(self.next..) }
    }
}

impl<'a, T: FromText<'a>> Source for FastSource<'a, T> {
    type Text = T;
    const STOPS_AT_FIRST: bool = true;

    #[inline]
    fn has(&self, item: &'static Item) -> bool {
        item.is_in(self.family)
    }

    #[inline]
    fn value<V: Value>(&mut self, _: &'static Item) -> Option<Option<V>> {
        let rest = self.rest()?;
        match rest.first()? {
            b',' | b'\r' | b'\n' => {
                self.close(self.next)?;
                Some(None)
            }
            b'"' => {
                let inside = rest.get(1..)?;
                if inside.first() == Some(&b'"') {
                    self.close(self.next + 2)?;
                    return Some(None);
                }
                let (value, length) = V::scan(inside)?;
                if inside.get(length) != Some(&b'"') {
                    return None;
                }
                self.close(self.next + length + 2)?;
                Some(Some(value))
            }
            _ => {
                let (value, length) = V::scan(rest)?;
                self.close(self.next + length)?;
                Some(Some(value))
            }
        }
    }

    #[inline]
    fn text(&mut self, _: &'static Item) -> Option<Option<T>> {
        let rest = self.rest()?;
        let length = match rest.first()? {
            b',' | b'\r' | b'\n' => 0,
            b'"' => quoted(rest)?,
            _ => bare(rest)?,
        };
        self.close(self.next + length)?;
        match rest.get(..length)? {
            b"" | b"\"\"" => Some(None),
            raw => Some(Some(T::from_text(Text::new(raw)).ok()?)),
        }
    }

    #[inline]
    fn missing(&mut self, _: &'static Item) {}
}

/// The length of a text without quotes.
#[inline]
fn bare(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n' | b'"'))?;
    (rest.get(end) != Some(&b'"')).then_some(end)
}

/// The length of a quoted text with its quotes.
#[inline]
fn quoted(rest: &[u8]) -> Option<usize> {
    let mut place = 1;
    loop {
        let behind = place + memchr(b'"', rest.get(place..)?)? + 1;
        if rest.get(behind) != Some(&b'"') {
            return Some(behind);
        }
        place = behind + 1;
    }
}
