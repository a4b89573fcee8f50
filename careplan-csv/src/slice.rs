//! Reading a file that is in memory: nothing is copied, texts borrow the slice.

// Once in each loop over forms, where it is worth it; see `next_form`.
#![allow(clippy::inline_always)]

use crate::error::Error;
use crate::fast::{self, Fast};
use crate::lexer::{DEFAULT_RECORD_LIMIT, Entry, Lexer, Step};
use crate::problem::{Place, Problem, ProblemKind, RecordError};
use crate::record::{Record, RecordPlace, VersionFit};
use crate::sniff::Encoding;
use crate::text::{FromText, Text};
use careplan_model::{Form, FormOf, Layout, LayoutFamily};
use core::marker::PhantomData;

/// A form with the place it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed<F> {
    /// Where the record stands.
    pub at: RecordPlace,
    /// By which family of layouts it was read.
    pub family: LayoutFamily,
    /// How its version value and its number of items agree, and so its edition.
    pub fit: VersionFit,
    /// The form.
    pub form: F,
}

/// The data records of a file. Header rows, blank lines and a byte order mark are passed over;
/// [`entries`] shows them.
///
/// ```
/// let file = b"202407,435073,0000000001,202604\r\n\r\n202407,435073,0000000002,202604\r\n";
/// let lines: Vec<u64> = careplan_csv::records(file).map(|record| record.at().line).collect();
/// assert_eq!(lines, [1, 3]);
/// ```
pub fn records(file: &[u8]) -> impl Iterator<Item = Record<'_>> {
    entries(file).filter_map(Entry::record)
}

/// All entries of a file: records, a header row, blank lines.
pub fn entries(file: &[u8]) -> Entries<'_> {
    Entries::new(file, DEFAULT_RECORD_LIMIT)
}

/// All that is to be said of a file by a layout, in the order of the file.
///
/// A file that is not Shift_JIS has that one problem. For files that are read in chunks ask
/// [`Reader::encoding`](crate::Reader::encoding) and then each [`Entry::problems`].
///
/// ```
/// use careplan_model::{Form, PlanDeletion};
/// let file = b"202407,435073,0000000001,202613\n\r\n";
/// let said: Vec<String> = careplan_csv::problems(file, PlanDeletion::LAYOUT).map(|p| p.to_string()).collect();
/// assert_eq!(said, [
///     "record 1, line 1, No.4 削除対象年月, bytes 25..31: not a month (YYYYMM)",
///     "record 1, line 1, bytes 31..32: the line ends with LF",
///     "record 1, line 2, bytes 32..34: a blank line",
/// ]);
/// ```
pub fn problems(file: &[u8], layout: &'static Layout) -> impl Iterator<Item = Problem> {
    let of_file = |bytes, kind| Problem { place: Place { record: 0, line: 1, item: None, bytes }, kind };
    let other = Encoding::other_than_ms932(file).map(|encoding| {
        // Where it shows: at the byte order mark, or at the first byte that is no ASCII.
        let start = file.iter().position(|byte| !byte.is_ascii()).unwrap_or(0) as u64;
        of_file(start..start + 1, ProblemKind::NotShiftJis(encoding))
    });
    let readable = if other.is_some() { b"" } else { file };
    let is_empty = other.is_none() && records(file).next().is_none();
    let empty = is_empty.then(|| of_file(0..file.len() as u64, ProblemKind::NoRecord));
    let said = entries(readable).flat_map(move |entry| entry.problems(layout));
    other.into_iter().chain(empty).chain(said)
}

/// The entries of a slice; see [`entries`].
#[derive(Debug, Clone)]
pub struct Entries<'a> {
    rest: Bytes<'a>,
    lexer: Lexer,
    complete: bool,
}

/// Bytes that `Debug` does not show.
#[derive(Clone, Copy)]
struct Bytes<'a>(&'a [u8]);

impl core::fmt::Debug for Bytes<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "«{} bytes»", self.0.len())
    }
}

impl<'a> Entries<'a> {
    /// With another limit than [`DEFAULT_RECORD_LIMIT`] for the length of a record.
    pub fn new(file: &'a [u8], record_limit: usize) -> Self {
        Self { rest: Bytes(file), lexer: Lexer::new(record_limit), complete: true }
    }

    /// A part of a file, going on where `lexer` stands.
    pub(crate) fn resume(bytes: &'a [u8], lexer: Lexer, complete: bool) -> Self {
        Self { rest: Bytes(bytes), lexer, complete }
    }

    /// The bytes that are not read yet, and where the lexer stands.
    pub(crate) fn suspend(self) -> (usize, Lexer) {
        (self.rest.0.len(), self.lexer)
    }

    /// How many bytes are not read yet.
    pub(crate) fn left(&self) -> usize {
        self.rest.0.len()
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (head, rest) = self.rest.0.split_at_checked(length).unwrap_or((self.rest.0, b""));
        self.rest = Bytes(rest);
        head
    }

    /// The next record as a form, by the fast path where it is as expected.
    // As a call of its own it copies each form, and the processor waits for the small stores it has just made. Builds
    // for development would only take minutes longer.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next_form<F: FormOf<T>, T: FromText<'a>>(&mut self) -> Option<Result<Typed<F>, RecordError>> {
        if self.lexer.is_between_records()
            && let Some(read) = fast::usual::<F, T>(self.rest.0, self.lexer.limit())
        {
            return Some(Ok(self.typed(read)));
        }
        self.next_unusual_form()
    }

    /// The next record as a form, by whatever reads it.
    #[inline(never)]
    fn next_unusual_form<F: FormOf<T>, T: FromText<'a>>(&mut self) -> Option<Result<Typed<F>, RecordError>> {
        if self.lexer.is_between_records()
            && let Some(read) = fast::any::<F, T>(self.rest.0, self.lexer.limit())
        {
            return Some(Ok(self.typed(read)));
        }
        self.next_form_strictly()
    }

    /// A form that was read by the fast path, with its place.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn typed<F>(&mut self, read: Fast<F>) -> Typed<F> {
        self.take(read.length);
        let found = self.lexer.take_record(read.length, read.line_end, read.lines);
        Typed { at: RecordPlace::of(found), family: read.family, fit: read.fit, form: read.form }
    }

    /// The next record as a form, by the strict lexer alone.
    #[cold]
    fn next_form_strictly<F: FormOf<T>, T: FromText<'a>>(&mut self) -> Option<Result<Typed<F>, RecordError>> {
        let record = self.by_ref().find_map(Entry::record)?;
        let (family, fit) = record.family(<F as Form>::LAYOUT);
        Some(record.form_of().map(|form| Typed { at: record.at(), family, fit, form }))
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            match self.lexer.step(self.rest.0, self.complete) {
                Step::Entry(found) => return Some(Entry::new(found, self.take(found.length))),
                Step::Skip(length) => {
                    self.take(length);
                }
                Step::NeedMore | Step::End => return None,
            }
        }
    }
}

/// The records of a file as forms that borrow it: no allocation for a record.
///
/// A record that cannot be read is an error with all its problems, and the next one follows.
///
/// ```
/// use careplan_csv::{forms, Text};
/// use careplan_model::BasicInfoSchedule;
/// let file = b"202407,435073,0000000001,20260401,\"6:00\",\"up\",\r\n";
/// for record in forms::<BasicInfoSchedule<Text<'_>>>(file) {
///     let record = record?;
///     assert_eq!(record.form.consulted_on.to_string(), "20260401");
///     assert_eq!(record.form.time_of_day.unwrap().decode()?, "6:00");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn forms<'a, F: FormOf<Text<'a>>>(file: &'a [u8]) -> Forms<'a, F> {
    Forms::new(entries(file))
}

/// The forms of a slice; see [`forms`].
#[derive(Debug, Clone)]
pub struct Forms<'a, F, T = Text<'a>> {
    entries: Entries<'a>,
    strict: bool,
    form: PhantomData<fn() -> (F, T)>,
}

impl<'a, F: FormOf<T>, T: FromText<'a>> Forms<'a, F, T> {
    /// The forms of these entries, with texts held as `T`.
    pub fn new(entries: Entries<'a>) -> Self {
        Self { entries, strict: false, form: PhantomData }
    }

    /// Reads by the strict lexer alone. The results are the same; this is for comparing the two.
    #[doc(hidden)]
    #[must_use]
    pub fn strictly(mut self) -> Self {
        self.strict = true;
        self
    }
}

impl<'a, F, T> Forms<'a, F, T> {
    /// How many bytes are not read yet.
    pub(crate) fn left(&self) -> usize {
        self.entries.left()
    }

    /// The entries that are not read yet.
    pub(crate) fn into_entries(self) -> Entries<'a> {
        self.entries
    }
}

impl<'a, F: FormOf<T>, T: FromText<'a>> Iterator for Forms<'a, F, T> {
    type Item = Result<Typed<F>, RecordError>;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(&mut self) -> Option<Self::Item> {
        if self.strict { self.entries.next_form_strictly() } else { self.entries.next_form() }
    }
}

/// All records of a file as owned forms, for those who want them all or none.
///
/// Header rows and blank lines are passed over. For files with errors use [`records`] or [`forms`],
/// which go on; these also tell the edition of each record, for writing a record whose version value
/// is another edition's ([`Writer::write_typed`](crate::Writer::write_typed)).
///
/// # Errors
///
/// [`Error::NotShiftJis`] if the file is UTF-8 or UTF-16; [`Error::Data`] with the problems of all
/// records, texts that cannot be decoded included.
///
/// ```
/// use careplan_csv::{from_slice, to_vec};
/// use careplan_model::PlanDeletion;
/// let file = b"202407,435073,0000000001,202604\r\n";
/// let forms: Vec<PlanDeletion> = from_slice(file)?;
/// assert_eq!(to_vec(&forms)?, file);
/// # Ok::<(), careplan_csv::Error>(())
/// ```
pub fn from_slice<F: FormOf<String>>(file: &[u8]) -> Result<Vec<F>, Error> {
    if let Some(encoding) = Encoding::other_than_ms932(file) {
        return Err(Error::NotShiftJis(encoding));
    }
    let mut forms = Vec::new();
    let mut problems: Vec<Problem> = Vec::new();
    for record in Forms::<F, String>::new(entries(file)) {
        match record {
            Ok(typed) => forms.push(typed.form),
            Err(error) => problems.extend(error.problems),
        }
    }
    if problems.is_empty() { Ok(forms) } else { Err(Error::Data(problems)) }
}
