//! A file in memory, or a chunk of one, as parts that can be read at the same time, each on a core of its own.
//!
//! A part begins where the strict lexer ends a record, and knows the number, line and offset of its first record: the
//! parts, one after the other, give what the whole file gives, whatever is wrong with it. To find where records begin is
//! several times cheaper than to read them, as long as all quotes stand where they should: then line ends outside quotes
//! end records. In any other file, and in chunks, whose last record may be cut, the lexer itself finds the places.

use crate::lexer::{DEFAULT_RECORD_LIMIT, Entry, EntryKind, Lexer, LineEnd, Step, is_header};
use crate::problem::RecordError;
use crate::slice::{Entries, Forms, Typed};
use crate::text::{FromText, Text};
use careplan_model::FormOf;
use memchr::{memchr, memchr_iter, memchr3};

/// Splits a file into at most so many parts of about the same size.
///
/// ```
/// use careplan_csv::{Text, split};
/// use careplan_model::PlanDeletion;
/// let file = b"202407,435073,0000000001,202604\r\n202407,435073,0000000002,202605\r\n";
/// let parts = split(file, 2);
/// let months: Vec<_> = std::thread::scope(|scope| {
///     let threads: Vec<_> = parts
///         .iter()
///         .map(|part| scope.spawn(|| part.forms::<PlanDeletion>().map(|it| it.unwrap().form.service_month).collect()))
///         .collect();
///     threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<Vec<_>>>().concat()
/// });
/// assert_eq!(months, ["202604".parse()?, "202605".parse()?]);
/// assert_eq!((parts[1].first_record(), parts[1].first_line(), parts[1].offset()), (2, 2, 33));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
pub fn split(file: &[u8], parts: usize) -> Vec<Part<'_>> {
    split_with_limit(file, parts, DEFAULT_RECORD_LIMIT)
}

/// The same with another limit for the length of a record.
pub fn split_with_limit(file: &[u8], parts: usize, record_limit: usize) -> Vec<Part<'_>> {
    let new = || Lexer::new(record_limit);
    let starts = regular(file, parts, new()).unwrap_or_else(|| irregular(file, parts, &mut new(), true).0);
    cut(file, 0, starts, file.len(), true)
}

/// The whole entries at the start of `input` as parts, and how many bytes they have. The lexer goes on behind them.
pub(crate) fn split_whole<'a>(
    input: &'a [u8],
    parts: usize,
    lexer: &mut Lexer,
    complete: bool,
) -> (Vec<Part<'a>>, usize) {
    let offset = lexer.offset();
    let (mut starts, length) = irregular(input, parts, lexer, complete);
    // Nothing begins behind the last whole entry.
    if starts.len() > 1 && starts.last().is_some_and(|last| last.offset() == lexer.offset()) {
        starts.pop();
    }
    (cut(input, offset, starts, length, complete), length)
}

/// The parts that begin at these places of the file, of which `input` is the part from `offset` on.
fn cut(input: &[u8], offset: u64, starts: Vec<Lexer>, length: usize, complete: bool) -> Vec<Part<'_>> {
    let place = |lexer: &Lexer| usize::try_from(lexer.offset() - offset).unwrap_or(usize::MAX);
    let mut parts = Vec::with_capacity(starts.len());
    let mut rest = starts.into_iter().peekable();
    while let Some(lexer) = rest.next() {
        let begin = place(&lexer);
        let end = rest.peek().map_or(length, place);
        let bytes = input.get(begin..).unwrap_or_default();
        parts.push(Part { rest: bytes, length: end.saturating_sub(begin), lexer, complete });
    }
    parts
}

/// A part of a file; see [`split`] and [`Reader::parts`](crate::Reader::parts).
#[derive(Clone)]
pub struct Part<'a> {
    /// The file from here on, as far as it is in memory: what comes behind the part can tell how its last records end.
    rest: &'a [u8],
    length: usize,
    lexer: Lexer,
    /// Whether the file ends with `rest`.
    complete: bool,
}

/// The bytes are not shown: they may be personal.
impl core::fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Part {{ «{} bytes», {:?} }}", self.length, self.lexer)
    }
}

impl<'a> Part<'a> {
    /// The number that its first record has in the file, if it holds one.
    pub fn first_record(&self) -> u64 {
        self.lexer.records() + 1
    }

    /// The physical line on which it begins, from 1.
    pub fn first_line(&self) -> u64 {
        self.lexer.line()
    }

    /// The byte of the file at which it begins.
    pub fn offset(&self) -> u64 {
        self.lexer.offset()
    }

    /// Its bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.rest.get(..self.length).unwrap_or_default()
    }

    /// Its entries, as [`entries`](crate::entries) of the whole file has them.
    pub fn entries(&self) -> PartEntries<'a> {
        PartEntries { entries: self.resume(), behind: self.behind() }
    }

    /// Its records as forms that borrow the file, as [`forms`](crate::forms) of the whole file has them.
    pub fn forms<F: FormOf<Text<'a>>>(&self) -> PartForms<'a, F, Text<'a>> {
        self.forms_of()
    }

    /// Its records as forms whose texts are held another way.
    pub fn forms_of<F: FormOf<T>, T: FromText<'a>>(&self) -> PartForms<'a, F, T> {
        PartForms { forms: Forms::new(self.resume()), behind: self.behind() }
    }

    fn resume(&self) -> Entries<'a> {
        Entries::resume(self.rest, self.lexer.clone(), self.complete)
    }

    /// How many bytes in memory come behind it.
    fn behind(&self) -> usize {
        self.rest.len().saturating_sub(self.length)
    }
}

/// The entries of a [`Part`].
#[derive(Debug, Clone)]
pub struct PartEntries<'a> {
    entries: Entries<'a>,
    behind: usize,
}

impl<'a> Iterator for PartEntries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        if self.entries.left() > self.behind { self.entries.next() } else { None }
    }
}

/// The forms of a [`Part`].
#[derive(Debug, Clone)]
pub struct PartForms<'a, F, T = Text<'a>> {
    forms: Forms<'a, F, T>,
    behind: usize,
}

impl<'a, F: FormOf<T>, T: FromText<'a>> Iterator for PartForms<'a, F, T> {
    type Item = Result<Typed<F>, RecordError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.forms.left() > self.behind { self.forms.next() } else { None }
    }
}

/// Where parts begin: behind a record, at the first such place from each share of the file on.
struct Starts {
    found: Vec<Lexer>,
    length: usize,
    share: usize,
    /// The place of the next part.
    next: usize,
}

impl Starts {
    fn new(first: Lexer, length: usize, parts: usize) -> Self {
        let share = length.div_ceil(parts.max(1)).max(1);
        Self { found: vec![first], length, share, next: share }
    }

    /// A record ends here. (Behind anything else no part begins: reading the part before would go on to the next record.)
    fn see(&mut self, at: usize, lexer: impl FnOnce() -> Lexer) {
        if self.next <= at && at < self.length {
            self.found.push(lexer());
            // A long record may reach over several places.
            self.next = (at / self.share + 1).saturating_mul(self.share);
        }
    }
}

/// By quotes and line ends alone; `None` if a quote stands where it should not, or a record is over the limit.
fn regular(file: &[u8], parts: usize, first: Lexer) -> Option<Vec<Lexer>> {
    const BOM: &[u8] = b"\xEF\xBB\xBF";
    let limit = first.limit();
    let mut starts = Starts::new(first, file.len(), parts);
    let mut at = if file.starts_with(BOM) { BOM.len() } else { 0 };
    let (mut begin, mut records, mut line, mut header_possible) = (at, 0, 1, true);
    loop {
        let found = memchr3(b'"', b'\r', b'\n', file.get(at..)?);
        let sign = found.map_or(file.len(), |found| at + found);
        if file.get(sign) == Some(&b'"') {
            if sign != begin && file.get(sign.checked_sub(1)?) != Some(&b',') {
                return None;
            }
            let behind = closing_quote(file, sign + 1)?;
            line += memchr_iter(b'\n', file.get(sign..behind)?).count() as u64;
            at = behind;
            continue;
        }
        let end = LineEnd::at(file.get(sign..)?, true)?;
        let next = sign + end.length();
        if next - begin > limit {
            return None;
        }
        let is_header = header_possible && is_header(file.get(begin..sign)?);
        let is_record = sign > begin && !is_header;
        records += u64::from(is_record);
        header_possible &= sign == begin;
        if end == LineEnd::None {
            return Some(starts.found);
        }
        line += 1;
        (begin, at) = (next, next);
        if is_record {
            starts.see(next, || Lexer::between(limit, records, line, next as u64, false));
        }
    }
}

/// The place behind the quote that closes a field; `None` if there is none, or text follows it.
fn closing_quote(file: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let behind = at + memchr(b'"', file.get(at..)?)? + 1;
        match file.get(behind) {
            Some(b'"') => at = behind + 1,
            None | Some(b',' | b'\r' | b'\n') => return Some(behind),
            Some(_) => return None,
        }
    }
}

/// By the lexer, which reads all of it for that. Tells also how many bytes its whole entries have.
fn irregular(input: &[u8], parts: usize, lexer: &mut Lexer, complete: bool) -> (Vec<Lexer>, usize) {
    let mut starts = Starts::new(lexer.clone(), input.len(), parts);
    let mut at = 0;
    loop {
        match lexer.step(input.get(at..).unwrap_or_default(), complete) {
            Step::Entry(found) => {
                at += found.length;
                if found.kind == EntryKind::Record {
                    starts.see(at, || lexer.clone());
                }
            }
            Step::Skip(length) => at += length,
            Step::NeedMore | Step::End => return (starts.found, at),
        }
    }
}
