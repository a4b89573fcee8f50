//! One field: the bytes between two commas, and what was seen of its quotes.

use crate::fast::quote;
use memchr::memchr3;

/// A field of a record: a slice of the input, quotes included.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    raw: &'a [u8],
    start: usize,
    state: FieldState,
}

/// How the quotes of a field stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldState {
    /// No quotes.
    Bare,
    /// Between quotes, every quote inside doubled.
    Quoted,
    /// A `"` inside a field that does not begin with one, at this byte of the field.
    StrayQuote(usize),
    /// Text after the closing quote, from this byte of the field on.
    TextAfterQuote(usize),
    /// The closing quote is missing.
    UnclosedQuote,
}

/// Where a field lies in its record: what is kept of a field without borrowing it, so that one buffer
/// serves for the fields of all records. [`Record::field`](crate::Record::field) gives the field back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldSpan {
    /// Its first byte, counted from the start of the record.
    pub start: usize,
    /// The number of its bytes, quotes included.
    pub length: usize,
    /// How its quotes stand.
    pub state: FieldState,
}

impl<'a> Field<'a> {
    /// The field that lies there in the body of a record.
    pub(crate) fn at(body: &'a [u8], span: FieldSpan) -> Self {
        let end = span.start.saturating_add(span.length);
        Self { raw: body.get(span.start..end).unwrap_or_default(), start: span.start, state: span.state }
    }

    /// A field that was found at `start`.
    #[inline]
    pub(super) fn found(raw: &'a [u8], start: usize, state: FieldState) -> Self {
        Self { raw, start, state }
    }

    /// Where it lies in its record.
    pub fn span(&self) -> FieldSpan {
        FieldSpan { start: self.start, length: self.raw.len(), state: self.state }
    }

    /// The bytes of the field as they stand in the file, with their quotes.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Where the field begins, counted from the start of its record.
    pub fn start(&self) -> usize {
        self.start
    }

    /// How its quotes stand.
    pub fn state(&self) -> FieldState {
        self.state
    }

    /// Whether it can be read: bare, or properly quoted.
    pub fn is_well_formed(&self) -> bool {
        matches!(self.state, FieldState::Bare | FieldState::Quoted)
    }

    /// Whether it holds nothing (`""` counts as nothing).
    pub fn is_blank(&self) -> bool {
        self.raw.is_empty() || self.raw == b"\"\""
    }

    /// The bytes between the quotes, doubled quotes still doubled; the whole field if it is not
    /// properly quoted.
    pub fn content(&self) -> &'a [u8] {
        match self.state {
            FieldState::Quoted => self.raw.get(1..self.raw.len().saturating_sub(1)).unwrap_or_default(),
            _ => self.raw,
        }
    }
}

/// The bytes are not shown: they may be personal.
impl core::fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Field {{ {} bytes at {}, {:?} }}", self.raw.len(), self.start, self.state)
    }
}

/// What stands behind a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Comma,
    /// CR or LF.
    LineEnd,
    /// The input ends here.
    End,
}

/// Reads the field that begins at `start`, and says what stands behind it.
#[inline]
pub(crate) fn scan(input: &[u8], start: usize) -> (Field<'_>, Delimiter) {
    let rest = input.get(start..).unwrap_or_default();
    let (length, state) = if rest.first() == Some(&b'"') { quoted(rest) } else { bare(rest) };
    let field = Field { raw: rest.get(..length).unwrap_or_default(), start, state };
    let delimiter = match rest.get(length) {
        Some(b',') => Delimiter::Comma,
        Some(_) => Delimiter::LineEnd,
        None => Delimiter::End,
    };
    (field, delimiter)
}

fn to_delimiter(rest: &[u8]) -> usize {
    memchr3(b',', b'\r', b'\n', rest).unwrap_or(rest.len())
}

fn bare(rest: &[u8]) -> (usize, FieldState) {
    let (mut place, mut state) = (0, FieldState::Bare);
    while let Some(next) = rest.get(place..).and_then(sign) {
        place += next;
        match rest.get(place) {
            Some(b',' | b'\r' | b'\n') => return (place, state),
            Some(b'"') if state == FieldState::Bare => state = FieldState::StrayQuote(place),
            _ => {}
        }
        place += 1;
    }
    (rest.len(), state)
}

/// The first byte up to `,`: all are that mean something, and hardly any of a value. Codes and numbers are short, so
/// that this is over before a search by `memchr` has begun.
#[inline]
fn sign(bytes: &[u8]) -> Option<usize> {
    const AFTER: u64 = u64::from_le_bytes([b',' + 1; 8]);
    let (words, rest) = bytes.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        // A byte that is less borrows from the bit above it; the lowest such byte is exact.
        let word = u64::from_le_bytes(*word);
        let less = word.wrapping_sub(AFTER) & !word & 0x8080_8080_8080_8080;
        if less != 0 {
            return Some(place * 8 + less.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|byte| *byte <= b',').map(|place| words.len() * 8 + place)
}

/// `rest` begins with a quote.
fn quoted(rest: &[u8]) -> (usize, FieldState) {
    let mut place = 1;
    loop {
        let Some(quote) = quote(rest.get(place..).unwrap_or_default()) else {
            return (rest.len(), FieldState::UnclosedQuote);
        };
        let behind = place + quote + 1;
        match rest.get(behind) {
            Some(b'"') => place = behind + 1,
            None | Some(b',' | b'\r' | b'\n') => return (behind, FieldState::Quoted),
            Some(_) => {
                let length = behind + to_delimiter(rest.get(behind..).unwrap_or_default());
                return (length, FieldState::TextAfterQuote(behind));
            }
        }
    }
}

/// The fields of a record, one after the other.
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    body: &'a [u8],
    /// Where the next field begins; `None` behind the last.
    next: Option<usize>,
}

impl<'a> Fields<'a> {
    /// `body` is a record without its line end.
    pub(crate) fn new(body: &'a [u8]) -> Self {
        Self { body, next: Some(0) }
    }
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let start = self.next?;
        let (field, delimiter) = scan(self.body, start);
        // Inside the body of a record only commas separate: a line break can stand in quotes, or in
        // the rest of a broken record, whose last field takes it all.
        if delimiter == Delimiter::Comma {
            self.next = Some(start + field.raw.len() + 1);
            return Some(field);
        }
        self.next = None;
        if delimiter == Delimiter::LineEnd {
            let raw = self.body.get(start..).unwrap_or_default();
            let state = match field.state {
                FieldState::Quoted => FieldState::TextAfterQuote(field.raw.len()),
                other => other,
            };
            return Some(Field { raw, state, ..field });
        }
        Some(field)
    }
}
