//! The fast path: a record read by its layout in one pass.
//!
//! The item's type says what to look for next (six digits and a comma; a date; text up to its
//! closing quote), so that splitting, typing and checking are one step. Whatever is not as expected
//! ends the attempt. A second one allows all that is right (values in quotes, short codes, the end of the file), and
//! the strict lexer reads what is left and says what is wrong. All give equal results on every input, which a
//! property test shows.

// One form is read by one function, nearly without calls for its items. Builds for development, where that costs
// minutes, are left as they are.
#![allow(clippy::inline_always)]

use crate::quoted::Quoted;
use crate::record::VersionFit;
use crate::text::{FromText, Text};
use careplan_model::{CsvVersion, Edition, FormOf, Item, LayoutFamily, Source, Value};
use core::marker::PhantomData;
use memchr::memchr;

/// A form read by the fast path.
pub(crate) struct Fast<F> {
    pub(crate) form: F,
    /// The bytes of the record, line end included.
    pub(crate) length: usize,
    /// The bytes of its line end.
    pub(crate) line_end: usize,
    /// The LFs in it, that of its line end too.
    pub(crate) lines: u64,
    pub(crate) family: LayoutFamily,
    pub(crate) fit: VersionFit,
}

/// Reads the form at the start of `input`, if every item is as it is in nearly every file.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn usual<'a, F: FormOf<T>, T: FromText<'a>>(input: &'a [u8], limit: usize) -> Option<Fast<F>> {
    read::<F, T, true>(input, limit)
}

/// Reads the form at the start of `input`; `None` leaves the record to the strict lexer.
#[inline(never)]
pub(crate) fn any<'a, F: FormOf<T>, T: FromText<'a>>(input: &'a [u8], limit: usize) -> Option<Fast<F>> {
    read::<F, T, false>(input, limit)
}

#[cfg_attr(not(debug_assertions), inline(always))]
fn read<'a, F: FormOf<T>, T: FromText<'a>, const USUAL: bool>(
    input: &'a [u8],
    limit: usize,
) -> Option<Fast<F>> {
    let (family, fit) = family(input)?;
    let mut source = FastSource::<T, USUAL> { rest: input, family, lines: 1, text: PhantomData };
    let form = F::read(&mut source)?;
    let line_end = source.line_end()?;
    let length = input.len() - source.rest.len() + line_end;
    (length <= limit).then_some(Fast { form, length, line_end, lines: source.lines, family, fit })
}

/// By which layout the record is to be read, and why. If it can be read so, its count agrees.
#[cfg_attr(not(debug_assertions), inline(always))]
fn family(input: &[u8]) -> Option<(LayoutFamily, VersionFit)> {
    // The edition in force, which nearly every file is of.
    if input.starts_with(b"202407,") {
        return Some((LayoutFamily::V4, VersionFit::Agrees(Edition::V4_1)));
    }
    let (version, _) = CsvVersion::scan(input.strip_prefix(b"\"").unwrap_or(input))?;
    Some(match version.edition() {
        Some(edition) => (edition.family(), VersionFit::Agrees(edition)),
        None => (LayoutFamily::V4, VersionFit::Unknown),
    })
}

struct FastSource<'a, T, const USUAL: bool> {
    /// What is not read yet: the comma before the next item, or the line end.
    rest: &'a [u8],
    family: LayoutFamily,
    /// The LFs so far, and the one that the record ends with.
    lines: u64,
    text: PhantomData<T>,
}

impl<'a, T, const USUAL: bool> FastSource<'a, T, USUAL> {
    /// Where an item begins: behind its comma, which all items but the first have. If the item before
    /// ends otherwise than by a comma, it was not what its type says, or the record is short.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn begin(&self, item: &'static Item) -> Option<&'a [u8]> {
        match self.rest {
            rest if item.number == 1 => Some(rest),
            [b',', rest @ ..] => Some(rest),
            _ => None,
        }
    }

    /// The value at the start of `rest`, if it is as nearly all are.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn usual<V: Value>(&mut self, rest: &'a [u8]) -> Option<V> {
        let (value, length) = V::scan(rest)?;
        self.rest = rest.get(length..)?;
        Some(value)
    }

    /// The length of the line end, once all items are read; `None` for a lone CR or a longer line.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn line_end(&self) -> Option<usize> {
        match self.rest {
            [b'\r', b'\n', ..] => Some(2),
            [b'\n', ..] => Some(1),
            _ => None,
        }
    }

    /// The length of the quoted text at the start of `rest`, with its quotes. Only in these can lines end.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn quoted(&mut self, rest: &[u8]) -> Option<usize> {
        let text = Quoted::read(rest.get(1..)?);
        self.lines += text.lines;
        (text.length > 0).then_some(text.length + 1)
    }
}

impl<'a, T: FromText<'a>, const USUAL: bool> Source for FastSource<'a, T, USUAL> {
    type Text = T;
    const STOPS_AT_FIRST: bool = true;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn has(&self, item: &'static Item) -> bool {
        item.is_in(self.family)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>> {
        let rest = self.begin(item)?;
        if USUAL {
            if rest.first() == Some(&b',') {
                self.rest = rest;
                return Some(None);
            }
            return self.usual(rest).map(Some);
        }
        let mut value = None;
        self.rest = any_value(rest, &mut value)?;
        Some(value)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn text(&mut self, item: &'static Item) -> Option<Option<T>> {
        let rest = self.begin(item)?;
        let length = match rest.first()? {
            b',' => 0,
            b'"' => self.quoted(rest)?,
            _ => bare(rest)?,
        };
        let (raw, rest) = rest.split_at_checked(length)?;
        self.rest = rest;
        match raw {
            b"" | b"\"\"" => Some(None),
            raw => Some(Some(T::from_text(Text::new(raw)).ok()?)),
        }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn missing(&mut self, _: &'static Item) {}

    // Nothing is noted: a blank item just ends the attempt.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn required_value<V: Value>(&mut self, item: &'static Item) -> Option<V> {
        if USUAL { self.usual(self.begin(item)?) } else { self.value(item)? }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn required_text(&mut self, item: &'static Item) -> Option<T> {
        self.text(item)?
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn optional_value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>> {
        if self.has(item) { self.value(item) } else { Some(None) }
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn optional_text(&mut self, item: &'static Item) -> Option<Option<T>> {
        if self.has(item) { self.text(item) } else { Some(None) }
    }
}

/// Reads the value that stands at the start of `rest`, in quotes or not; nothing is read of a blank item. Returns
/// what follows.
#[inline(never)]
fn any_value<'a, V: Value>(rest: &'a [u8], value: &mut Option<V>) -> Option<&'a [u8]> {
    match rest {
        [b',' | b'\r' | b'\n', ..] => Some(rest),
        [b'"', b'"', rest @ ..] => Some(rest),
        [b'"', inside @ ..] => {
            let (scanned, length) = V::scan(inside)?;
            *value = Some(scanned);
            inside.get(length..)?.strip_prefix(b"\"")
        }
        _ => {
            let (scanned, length) = V::scan(rest)?;
            *value = Some(scanned);
            rest.get(length..)
        }
    }
}

/// The length of a text without quotes.
#[inline]
fn bare(rest: &[u8]) -> Option<usize> {
    let end = rest.iter().position(|byte| matches!(byte, b',' | b'\r' | b'\n' | b'"'))?;
    (rest.get(end) != Some(&b'"')).then_some(end)
}

/// The first quote. Names end within a few words; for long texts the call of `memchr` pays.
#[inline]
pub(crate) fn quote(text: &[u8]) -> Option<usize> {
    const NEAR: usize = 32;
    if let Some(near) = text.first_chunk::<NEAR>() {
        for (place, word) in near.as_chunks::<8>().0.iter().enumerate() {
            // A byte that becomes zero borrows from the bit above it; the lowest such byte is exact.
            let word = u64::from_le_bytes(*word) ^ u64::from_le_bytes([b'"'; 8]);
            let zero = word.wrapping_sub(0x0101_0101_0101_0101) & !word & 0x8080_8080_8080_8080;
            if zero != 0 {
                return Some(place * 8 + zero.trailing_zeros() as usize / 8);
            }
        }
        return Some(NEAR + memchr(b'"', text.get(NEAR..)?)?);
    }
    memchr(b'"', text)
}
