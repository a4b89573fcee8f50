//! Reading from anything that gives bytes, in constant memory.

use crate::error::Error;
use crate::lexer::{DEFAULT_RECORD_LIMIT, Entry, Field, FieldSpan, Lexer, Step};
use crate::problem::RecordError;
use crate::record::Record;
use crate::slice::{Entries, Forms, Typed};
use crate::sniff::Encoding;
use crate::split::{Part, split_whole};
use crate::text::{FromText, Text};
use careplan_model::FormOf;
use core::marker::PhantomData;
use std::collections::VecDeque;
use std::io::{self, Read};

/// How much is read at once.
const CHUNK: usize = 256 * 1024;

/// How much is read at first: most files are smaller, and a large buffer costs them more than their reading.
const FIRST: usize = 32 * 1024;

/// Reads a file in chunks over one buffer that is used again: memory does not grow with the file,
/// only (up to the limit) with its longest record.
///
/// [`next`](Self::next) lends one record at a time; [`chunk`](Self::chunk) lends all whole records
/// of the buffer, which is the fastest way to borrowed forms; [`from_reader`] gives owned forms.
///
/// ```
/// use careplan_csv::Reader;
/// let file = b"202407,435073,0000000001,202604\r\n202407,435073,0000000002,202604\r\n";
/// let mut reader = Reader::from_reader(&file[..]);
/// let mut count = 0;
/// while let Some(record) = reader.next()? {
///     assert_eq!(record.fields().count(), 4);
///     count += 1;
/// }
/// assert_eq!(count, 2);
/// # Ok::<(), careplan_csv::Error>(())
/// ```
pub struct Reader<R> {
    inner: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are not read yet.
    start: usize,
    end: usize,
    complete: bool,
    lexer: Lexer,
    /// What the first chunk tells, once it was read.
    encoding: Option<Option<Encoding>>,
    /// Reading failed behind bytes that are not read out yet.
    failed: Option<io::Error>,
}

impl<R: Read> Reader<R> {
    /// A reader with the default limit for the length of a record.
    pub fn from_reader(inner: R) -> Self {
        Self::with_record_limit(inner, DEFAULT_RECORD_LIMIT)
    }

    /// A reader with another limit for the length of a record. The buffer grows to it and one chunk
    /// (256 KiB) at most.
    pub fn with_record_limit(inner: R, record_limit: usize) -> Self {
        Self::with_buffer(inner, record_limit, Vec::new())
    }

    /// A reader over the buffer of one that has done its work ([`into_buffer`](Self::into_buffer)), for many small
    /// files: a buffer of its own costs each of them more than its reading.
    ///
    /// ```
    /// use careplan_csv::Reader;
    /// let files = [&b"202407,435073,0000000001,202604\r\n"[..], b"202407,435073,0000000002,202604\r\n"];
    /// let (mut buffer, mut records) = (Vec::new(), 0);
    /// for file in files {
    ///     let mut reader = Reader::with_buffer(file, 1 << 20, buffer);
    ///     while reader.next()?.is_some() {
    ///         records += 1;
    ///     }
    ///     buffer = reader.into_buffer();
    /// }
    /// assert_eq!(records, 2);
    /// # Ok::<(), careplan_csv::Error>(())
    /// ```
    pub fn with_buffer(inner: R, record_limit: usize, buffer: Vec<u8>) -> Self {
        Self {
            inner,
            buffer,
            start: 0,
            end: 0,
            complete: false,
            lexer: Lexer::new(record_limit),
            encoding: None,
            failed: None,
        }
    }

    /// The buffer, for [`with_buffer`](Self::with_buffer). It holds bytes of the file.
    pub fn into_buffer(self) -> Vec<u8> {
        self.buffer
    }

    /// The encoding of the file if it is not Shift_JIS, as far as its first chunk tells. Ask before
    /// reading: the texts of such a file are no texts.
    ///
    /// # Errors
    ///
    /// Reading failed.
    pub fn encoding(&mut self) -> Result<Option<Encoding>, Error> {
        while self.encoding.is_none() {
            self.fill_up()?;
            // A whole chunk tells more than the first part of it.
            if self.complete || self.failed.is_some() || self.end >= CHUNK {
                self.judge();
            }
        }
        Ok(self.encoding.flatten())
    }

    /// The next data record; header rows and blank lines are passed over.
    ///
    /// # Errors
    ///
    /// Reading failed. What is wrong with data is said by the record.
    // A lending iterator cannot be an `Iterator`.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<Record<'_>>, Error> {
        loop {
            match self.find(&mut |_| {})? {
                Some(found) if found.kind == crate::lexer::EntryKind::Record => {
                    return Ok(Entry::new(found, self.taken(found.length)).record());
                }
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The next entry: a record, a header row, a blank line.
    ///
    /// # Errors
    ///
    /// Reading failed.
    pub fn next_entry(&mut self) -> Result<Option<Entry<'_>>, Error> {
        Ok(self.find(&mut |_| {})?.map(|found| Entry::new(found, self.taken(found.length))))
    }

    /// The next entry with its fields, which are taken up while its end is looked for: `spans` then holds what
    /// [`Record::fields`] would find.
    ///
    /// # Errors
    ///
    /// Reading failed.
    ///
    /// ```
    /// use careplan_csv::Reader;
    /// let mut reader = Reader::from_reader(&b"202407,435073,0000000001,202604\r\n"[..]);
    /// let mut spans = Vec::new();
    /// let record = reader.next_entry_with(&mut spans)?.unwrap().record().unwrap();
    /// assert_eq!(record.field(spans[3]).content(), b"202604");
    /// # Ok::<(), careplan_csv::Error>(())
    /// ```
    pub fn next_entry_with(&mut self, spans: &mut Vec<FieldSpan>) -> Result<Option<Entry<'_>>, Error> {
        spans.clear();
        let found = self.find(&mut |field| {
            // The first field comes again when more of the file was needed.
            if field.start() == 0 {
                spans.clear();
            }
            spans.push(field.span());
        })?;
        let Some(found) = found else { return Ok(None) };
        let entry = Entry::new(found, self.taken(found.length));
        if found.broken.is_some() {
            spans.clear();
            spans.extend(entry.record().iter().flat_map(Record::fields).map(|field| field.span()));
        }
        Ok(Some(entry))
    }

    /// All whole records that one chunk of the file holds; `None` at the end of the file.
    ///
    /// # Errors
    ///
    /// Reading failed.
    ///
    /// ```
    /// use careplan_csv::{Reader, Text};
    /// use careplan_model::{ActualDeletion, PlanDeletion};
    /// let file = b"202407,435073,0000000001,202604\r\n202407,435073,0000000002,202604\r\n";
    /// let mut reader = Reader::from_reader(&file[..]);
    /// let mut months = 0;
    /// while let Some(mut chunk) = reader.chunk()? {
    ///     for record in chunk.forms::<PlanDeletion>() {
    ///         months += u32::from(record?.form.service_month.month());
    ///     }
    /// }
    /// assert_eq!(months, 8);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn chunk(&mut self) -> Result<Option<Chunk<'_>>, Error> {
        loop {
            if !self.complete && (self.start == self.end || self.is_inside_an_entry()) {
                self.fill()?;
                continue;
            }
            if self.start == self.end {
                return Ok(None);
            }
            let input = self.buffer.get(self.start..self.end).unwrap_or_default();
            return Ok(Some(Chunk {
                entries: Some(Entries::resume(input, self.lexer.clone(), self.complete)),
                start: &mut self.start,
                end: self.end,
                lexer: &mut self.lexer,
            }));
        }
    }

    /// All whole records that one chunk of the file holds, as at most so many parts, each to be read on a core of its
    /// own; `None` at the end of the file. A chunk is as long as the buffer: give a large one
    /// ([`with_buffer`](Self::with_buffer)), so that the threads have something to do. Parts may hold no record; the reader
    /// goes on behind them, whether they are read or not.
    ///
    /// # Errors
    ///
    /// Reading failed.
    ///
    /// ```
    /// use careplan_csv::{Reader, Text};
    /// use careplan_model::PlanDeletion;
    /// let file = b"202407,435073,0000000001,202604\r\n".repeat(100_000);
    /// let mut reader = Reader::with_buffer(&file[..], 1 << 20, vec![0; 1 << 20]);
    /// let mut count = 0;
    /// while let Some(parts) = reader.parts(4)? {
    ///     count += std::thread::scope(|scope| {
    ///         let read = |part: &careplan_csv::Part<'_>| part.forms::<PlanDeletion>().filter(Result::is_ok).count();
    ///         let threads: Vec<_> = parts.iter().map(|part| scope.spawn(move || read(part))).collect();
    ///         threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
    ///     });
    /// }
    /// assert_eq!(count, 100_000);
    /// # Ok::<(), careplan_csv::Error>(())
    /// ```
    pub fn parts(&mut self, parts: usize) -> Result<Option<Vec<Part<'_>>>, Error> {
        while !self.complete && (self.start == self.end || self.is_inside_an_entry()) {
            self.fill()?;
        }
        if self.start == self.end {
            return Ok(None);
        }
        let input = self.buffer.get(self.start..self.end).unwrap_or_default();
        let (parts, length) = split_whole(input, parts, &mut self.lexer, self.complete);
        self.start += length;
        Ok(Some(parts))
    }

    /// Whether the buffer ends before the first entry does. Skipping counts as progress.
    fn is_inside_an_entry(&self) -> bool {
        let input = self.buffer.get(self.start..self.end).unwrap_or_default();
        matches!(self.lexer.clone().step(input, self.complete), Step::NeedMore)
    }

    /// Finds the next entry; its bytes are [`taken`](Self::taken).
    fn find(&mut self, see: &mut impl FnMut(Field<'_>)) -> Result<Option<crate::lexer::Found>, Error> {
        loop {
            let input = self.buffer.get(self.start..self.end).unwrap_or_default();
            match self.lexer.step_over(input, self.complete, see) {
                Step::Entry(found) => {
                    self.start += found.length;
                    return Ok(Some(found));
                }
                Step::Skip(length) => self.start += length,
                Step::NeedMore => self.fill()?,
                Step::End => return Ok(None),
            }
        }
    }

    /// The bytes that [`find`](Self::find) went over last.
    fn taken(&self, length: usize) -> &[u8] {
        self.buffer.get(self.start.saturating_sub(length)..self.start).unwrap_or_default()
    }

    /// Reads more bytes, and keeps what the first ones tell of the encoding.
    fn fill(&mut self) -> Result<(), Error> {
        self.fill_up()?;
        if self.encoding.is_none() {
            self.judge();
        }
        Ok(())
    }

    /// What the beginning of the file, which is what was read so far, tells of its encoding.
    fn judge(&mut self) {
        // No more than a chunk, so that a larger buffer does not tell something else.
        let beginning = self.buffer.get(..self.end.min(CHUNK)).unwrap_or_default();
        self.encoding = Some(if self.complete && self.end < CHUNK {
            Encoding::other_than_ms932(beginning)
        } else {
            Encoding::of_beginning(beginning)
        });
    }

    /// Reads more bytes behind those that are not read yet, which move to the front.
    ///
    /// When reading fails behind some bytes, those are read out first and the failure is told next.
    fn fill_up(&mut self) -> Result<(), Error> {
        if let Some(error) = self.failed.take() {
            return Err(error.into());
        }
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end * 2 > self.buffer.len() || self.buffer.len() < CHUNK {
            // Doubling keeps the work linear in the length of a long record.
            let most = self.lexer.limit().saturating_add(CHUNK);
            self.buffer.resize((self.buffer.len() * 2).clamp(FIRST, most).max(self.buffer.len()), 0);
        }
        while self.end < self.buffer.len() {
            let room = self.buffer.get_mut(self.end..).unwrap_or_default();
            match self.inner.read(room) {
                Ok(0) => {
                    self.complete = true;
                    break;
                }
                Ok(count) => self.end += count.min(room.len()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.end > 0 => {
                    self.failed = Some(error);
                    break;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }
}

impl<R> core::fmt::Debug for Reader<R> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Reader").field("lexer", &self.lexer).finish_non_exhaustive()
    }
}

/// The whole records of one chunk of a file, borrowed from the reader's buffer.
///
/// What is not taken from it comes again with the next chunk.
#[derive(Debug)]
pub struct Chunk<'r> {
    entries: Option<Entries<'r>>,
    start: &'r mut usize,
    end: usize,
    lexer: &'r mut Lexer,
}

impl<'r> Chunk<'r> {
    /// The records as forms that borrow the buffer.
    pub fn forms<F: FormOf<Text<'r>>>(&mut self) -> ChunkForms<'_, 'r, F, Text<'r>> {
        self.forms_of()
    }

    /// The records as forms whose texts are held another way.
    pub fn forms_of<F: FormOf<T>, T: FromText<'r>>(&mut self) -> ChunkForms<'_, 'r, F, T> {
        ChunkForms { forms: self.entries.take().map(Forms::new), chunk: self }
    }

    fn restore(&mut self, entries: Entries<'r>) {
        let (left, lexer) = entries.clone().suspend();
        *self.start = self.end - left;
        *self.lexer = lexer;
        self.entries = Some(entries);
    }
}

/// The forms of a [`Chunk`].
#[derive(Debug)]
pub struct ChunkForms<'c, 'r, F, T> {
    forms: Option<Forms<'r, F, T>>,
    chunk: &'c mut Chunk<'r>,
}

impl<'r, F: FormOf<T>, T: FromText<'r>> Iterator for ChunkForms<'_, 'r, F, T> {
    type Item = Result<Typed<F>, RecordError>;

    #[allow(clippy::inline_always)] // as `Forms::next`
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn next(&mut self) -> Option<Self::Item> {
        self.forms.as_mut()?.next()
    }
}

/// The reader goes on behind what was taken.
impl<F, T> Drop for ChunkForms<'_, '_, F, T> {
    fn drop(&mut self) {
        if let Some(forms) = self.forms.take() {
            self.chunk.restore(forms.into_entries());
        }
    }
}

/// The records of a file as owned forms, one by one, in constant memory.
///
/// An item is the form with its place, or all problems of a record that cannot be read; the next
/// one follows. The outer error (I/O, a file that is not Shift_JIS) ends the iteration.
///
/// ```
/// use careplan_csv::from_reader;
/// use careplan_model::PlanDeletion;
/// let file = b"202407,435073,0000000001,202604\r\n";
/// for record in from_reader::<PlanDeletion, _>(&file[..]) {
///     assert_eq!(record??.form.service_month.to_string(), "202604");
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_reader<F: FormOf<String>, R: Read>(reader: R) -> OwnedForms<R, F> {
    OwnedForms { reader: Some(Reader::from_reader(reader)), waiting: VecDeque::new(), form: PhantomData }
}

/// The owned forms of a file; see [`from_reader`].
#[derive(Debug)]
pub struct OwnedForms<R, F> {
    reader: Option<Reader<R>>,
    waiting: VecDeque<Result<Typed<F>, RecordError>>,
    form: PhantomData<fn() -> F>,
}

impl<R: Read, F: FormOf<String>> Iterator for OwnedForms<R, F> {
    type Item = Result<Result<Typed<F>, RecordError>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        /// How many forms are made ahead, so that the buffer is borrowed seldom and little is held.
        const AHEAD: usize = 64;
        loop {
            if let Some(form) = self.waiting.pop_front() {
                return Some(Ok(form));
            }
            let reader = self.reader.as_mut()?;
            let made = match reader.encoding() {
                Ok(Some(encoding)) => Err(Error::NotShiftJis(encoding)),
                Ok(None) => reader.chunk().map(|chunk| {
                    chunk.map(|mut chunk| self.waiting.extend(chunk.forms_of::<F, String>().take(AHEAD)))
                }),
                Err(error) => Err(error),
            };
            match made {
                Ok(Some(())) => {}
                Ok(None) => {
                    self.reader = None;
                    return None;
                }
                Err(error) => {
                    self.reader = None;
                    return Some(Err(error));
                }
            }
        }
    }
}
