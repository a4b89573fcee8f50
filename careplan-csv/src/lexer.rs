//! The strict lexer: bytes into records and fields, with a place for everything.
//!
//! In Shift_JIS no trail byte is `,` `"` CR or LF, so the raw bytes are split without decoding. The
//! lexer never copies, never allocates and never stops: what is malformed is a record with a
//! problem, and the next record is found again.
//!
//! How odd input is read:
//!
//! - CRLF, LF and a lone CR end a record (only CRLF is the practice of the standard).
//! - Text after a closing quote belongs to its field, and so does a `"` in a field that does not
//!   begin with one; both are problems of that field, and its next comma separates as always.
//! - A quote that is never closed, or a record longer than the limit, makes a broken record. It ends
//!   before the next line that begins like a record (six digits and a comma).
//! - A quote that is closed only by the first quote of a later record, so that text follows it, counts
//!   as never closed: a missing quote costs its own record and not the next one too.
//!
//! No byte is looked at more than a few times, whatever the quotes: a quote that is open to the end of
//! the file is the last run of an odd number of quotes in it, so that no later line is open too, and
//! lines that were looked through for a closing quote have none themselves.

mod entry;
mod field;
mod quick;

pub use entry::{Broken, Entry, LineEnd};
pub use field::{Field, FieldSpan, FieldState, Fields};

pub(crate) use entry::EntryKind;
pub(crate) use field::Delimiter;

use memchr::{memchr, memchr_iter, memchr2};

/// The longest record that is read unless the caller sets another limit: 4 MiB.
pub const DEFAULT_RECORD_LIMIT: usize = 4 << 20;

/// Where the lexer stands in a file, and what it has seen of it.
#[derive(Debug, Clone)]
pub(crate) struct Lexer {
    /// Records so far.
    records: u64,
    /// The physical line on which the next entry begins, from 1.
    line: u64,
    /// The byte at which the next entry begins.
    offset: u64,
    limit: usize,
    state: State,
    /// Whether no record was seen yet, so that a header row may come.
    header_possible: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the first byte, where a byte order mark may stand.
    Start,
    /// Before an entry.
    Between,
    /// In the rest of a record over the limit.
    Skipping { at_line_start: bool },
}

/// What the lexer found at the start of its input.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// An entry of so many bytes.
    Entry(Found),
    /// So many bytes belong to no entry: a byte order mark, the rest of a record over the limit.
    Skip(usize),
    /// The input ends inside an entry and is not the end of the file.
    NeedMore,
    /// There is nothing left.
    End,
}

/// An entry without its bytes, so that a reader can move its buffer meanwhile.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) kind: EntryKind,
    pub(crate) length: usize,
    pub(crate) body: usize,
    pub(crate) number: u64,
    pub(crate) line: u64,
    pub(crate) offset: u64,
    pub(crate) broken: Option<Broken>,
}

impl Lexer {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            records: 0,
            line: 1,
            offset: 0,
            // Room for the six digits and the comma by which records are found again.
            limit: limit.max(16),
            state: State::Start,
            header_possible: true,
        }
    }

    /// Before an entry inside a file.
    pub(crate) fn between(limit: usize, records: u64, line: u64, offset: u64, header_possible: bool) -> Self {
        Self { records, line, offset, limit, state: State::Between, header_possible }
    }

    /// Looks at what stands at the start of `input`. `complete` says that the file ends with it.
    pub(crate) fn step(&mut self, input: &[u8], complete: bool) -> Step {
        self.step_over(input, complete, &mut |_| {})
    }

    /// The same; `see` is shown the fields on the way to the end of a record. Those of a broken record may be
    /// others than its own.
    pub(crate) fn step_over(
        &mut self,
        input: &[u8],
        complete: bool,
        see: &mut impl FnMut(Field<'_>),
    ) -> Step {
        match self.state {
            State::Start => {
                const BOM: &[u8] = b"\xEF\xBB\xBF";
                if !complete && input.len() < BOM.len() && BOM.starts_with(input) {
                    return Step::NeedMore;
                }
                self.state = State::Between;
                if input.starts_with(BOM) {
                    return self.skip(BOM);
                }
            }
            State::Between => {}
            State::Skipping { at_line_start } => {
                if let Some(step) = self.skip_to_record(input, at_line_start, complete) {
                    return step;
                }
                self.state = State::Between;
            }
        }
        match input.first() {
            None if complete => Step::End,
            None => Step::NeedMore,
            Some(b'\r' | b'\n') => match LineEnd::at(input, complete) {
                None => Step::NeedMore,
                Some(end) => self.entry(EntryKind::Blank, input, 0, end.length(), None),
            },
            Some(_) => self.record(input, complete, see),
        }
    }

    fn record(&mut self, input: &[u8], complete: bool, see: &mut impl FnMut(Field<'_>)) -> Step {
        let window = input.get(..=self.limit);
        if !self.header_possible
            && let Some(quick) = quick::scan(window.unwrap_or(input), see)
            && quick.body + quick.line_end <= self.limit
        {
            return Step::Entry(self.take_record(quick.body + quick.line_end, quick.line_end, quick.lines));
        }
        match scan_record(window.unwrap_or(input), complete && window.is_none(), see) {
            Scan::Record { body, end } if body + end.length() <= self.limit => {
                let kind = if self.header_possible && is_header(input.get(..body).unwrap_or_default()) {
                    EntryKind::Header
                } else {
                    EntryKind::Record
                };
                self.entry(kind, input, body, body + end.length(), None)
            }
            Scan::ClosedByLaterRecord(length) => self.unclosed(input, length),
            Scan::Unclosed if window.is_none() && complete => {
                let length = match next_record(input, 0, input.len(), true) {
                    Resync::At(place) => place,
                    Resync::Unknown(_) | Resync::None => input.len(),
                };
                self.unclosed(input, length)
            }
            _ if window.is_none() => Step::NeedMore,
            scan => {
                // Only the window is looked at, so that reading in chunks gives the same records.
                let length = match next_record(window.unwrap_or(input), 0, self.limit + 1, false) {
                    // A quote was not closed within the limit, and the next record was found again.
                    Resync::At(place) if matches!(scan, Scan::Unclosed) => {
                        return self.unclosed(input, place);
                    }
                    Resync::At(place) => place,
                    Resync::Unknown(place) if place <= self.limit => {
                        self.state = State::Skipping { at_line_start: true };
                        place
                    }
                    Resync::Unknown(_) | Resync::None => {
                        self.state = State::Skipping { at_line_start: false };
                        self.limit
                    }
                };
                self.entry(EntryKind::Record, input, length, length, Some(Broken::TooLong))
            }
        }
    }

    fn unclosed(&mut self, input: &[u8], length: usize) -> Step {
        self.entry(EntryKind::Record, input, length, length, Some(Broken::UnclosedQuote))
    }

    fn entry(
        &mut self,
        kind: EntryKind,
        input: &[u8],
        body: usize,
        length: usize,
        broken: Option<Broken>,
    ) -> Step {
        if kind != EntryKind::Blank {
            self.header_possible = false;
        }
        if kind == EntryKind::Record {
            self.records += 1;
        }
        let found =
            Found { kind, length, body, number: self.records, line: self.line, offset: self.offset, broken };
        let bytes = input.get(..length).unwrap_or_default();
        self.advance(bytes);
        // A lone CR ends a line only where it ends an entry (of one over the limit, the rest follows).
        self.line += u64::from(broken != Some(Broken::TooLong) && LineEnd::of(bytes) == LineEnd::Cr);
        Step::Entry(found)
    }

    fn skip(&mut self, bytes: &[u8]) -> Step {
        self.advance(bytes);
        Step::Skip(bytes.len())
    }

    /// Counts the bytes and lines of what has been read.
    fn advance(&mut self, bytes: &[u8]) {
        self.line += match memchr(b'\n', bytes) {
            None => 0,
            // Nearly every record is one line: the first LF is its end, and no counting is needed.
            Some(first) if first + 1 == bytes.len() => 1,
            Some(_) => memchr_iter(b'\n', bytes).count() as u64,
        };
        self.offset += bytes.len() as u64;
    }

    /// A record was read by other means (the fast path); it is no header row.
    #[inline]
    pub(crate) fn take_record(&mut self, length: usize, line_end: usize, lines: u64) -> Found {
        self.state = State::Between;
        self.header_possible = false;
        self.records += 1;
        let found = Found {
            kind: EntryKind::Record,
            length,
            body: length - line_end,
            number: self.records,
            line: self.line,
            offset: self.offset,
            broken: None,
        };
        self.line += lines;
        self.offset += length as u64;
        found
    }

    /// Whether the next bytes may be read by the fast path.
    pub(crate) fn is_between_records(&self) -> bool {
        !matches!(self.state, State::Skipping { .. })
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    /// How many records were seen.
    pub(crate) fn records(&self) -> u64 {
        self.records
    }

    /// The physical line on which the next entry begins.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// The byte at which the next entry begins.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }

    /// The rest of a record over the limit: goes on to the next line that begins like a record.
    /// `None` when `input` begins with one.
    fn skip_to_record(&mut self, input: &[u8], mut at_line_start: bool, complete: bool) -> Option<Step> {
        let mut place = 0;
        loop {
            let (skipped, rest) = input.split_at_checked(place).unwrap_or((input, b""));
            if at_line_start {
                match begins_like_record(rest, complete) {
                    Some(true) if place == 0 => return None,
                    None if place == 0 => return Some(Step::NeedMore),
                    Some(true) | None => {
                        self.state = State::Skipping { at_line_start };
                        return Some(self.skip(skipped));
                    }
                    Some(false) => {}
                }
            }
            if let Some(end) = memchr2(b'\r', b'\n', rest) {
                at_line_start = true;
                place += end + 1;
                continue;
            }
            return Some(match (input.is_empty(), complete) {
                (true, true) => Step::End,
                (true, false) => Step::NeedMore,
                (false, _) => {
                    // Only right behind the last line end does a line begin.
                    self.state = State::Skipping { at_line_start: at_line_start && rest.is_empty() };
                    self.skip(input)
                }
            });
        }
    }
}

enum Scan {
    Record {
        body: usize,
        end: LineEnd,
    },
    Unclosed,
    /// A quote is closed by the first quote of a later record, which begins here.
    ClosedByLaterRecord(usize),
    Incomplete,
}

/// Finds the end of the record at the start of `input`.
fn scan_record(input: &[u8], complete: bool, see: &mut impl FnMut(Field<'_>)) -> Scan {
    let mut start = 0;
    loop {
        let (field, delimiter) = field::scan(input, start);
        see(field);
        let end = start + field.raw().len();
        if let FieldState::TextAfterQuote(behind) = field.state() {
            match next_record(input, start, start + behind, complete) {
                Resync::At(place) => return Scan::ClosedByLaterRecord(place),
                Resync::Unknown(_) => return Scan::Incomplete,
                Resync::None => {}
            }
        }
        match delimiter {
            Delimiter::Comma => start = end + 1,
            Delimiter::LineEnd => {
                return match LineEnd::at(input.get(end..).unwrap_or_default(), complete) {
                    Some(line_end) => Scan::Record { body: end, end: line_end },
                    None => Scan::Incomplete,
                };
            }
            Delimiter::End if field.state() == FieldState::UnclosedQuote => return Scan::Unclosed,
            Delimiter::End if complete => return Scan::Record { body: end, end: LineEnd::None },
            Delimiter::End => return Scan::Incomplete,
        }
    }
}

enum Resync {
    At(usize),
    /// A line begins here; whether a record does, the bytes that follow have to tell.
    Unknown(usize),
    None,
}

/// The next line that begins like a record, of those that begin between two places.
fn next_record(input: &[u8], from: usize, to: usize, complete: bool) -> Resync {
    let mut place = from;
    while let Some(end) = memchr2(b'\r', b'\n', input.get(place..to).unwrap_or_default()) {
        place += end + 1;
        match begins_like_record(input.get(place..).unwrap_or_default(), complete) {
            Some(true) => return Resync::At(place),
            Some(false) => {}
            None => return Resync::Unknown(place),
        }
    }
    Resync::None
}

/// Six digits and a comma, the digits possibly in quotes. `None` if the input is too short to say.
fn begins_like_record(input: &[u8], complete: bool) -> Option<bool> {
    let quoted = input.first() == Some(&b'"');
    let pattern: &[u8] = if quoted { b"\"000000\"," } else { b"000000," };
    for (place, expected) in pattern.iter().enumerate() {
        match input.get(place) {
            None => return if complete { Some(false) } else { None },
            Some(byte) if *expected == b'0' && byte.is_ascii_digit() => {}
            Some(byte) if byte == expected && *expected != b'0' => {}
            Some(_) => return Some(false),
        }
    }
    Some(true)
}

/// A header row: the first field is no version, and the first three hold a text and no digit.
/// Records always begin with digits, so that a record with a broken first item is not taken for one.
pub(crate) fn is_header(body: &[u8]) -> bool {
    let mut fields = Fields::new(body).take(3).map(|field| field.content());
    let Some(first) = fields.next() else { return false };
    let is_version = first.len() == 6 && first.iter().all(u8::is_ascii_digit);
    let no_digit = |content: &[u8]| !content.iter().any(u8::is_ascii_digit);
    !first.is_empty()
        && !is_version
        && no_digit(first)
        && fields.all(no_digit)
        && memchr(b',', body).is_some()
}
