//! Writing: canonical bytes, or what a receiver wants instead.

mod sink;
mod text;

pub use text::{TextRefusal, WriteText};

use crate::error::Error;
use crate::lexer::Broken;
use crate::record::Record;
use crate::slice::Typed;
use careplan_model::{AnyForm, Edition, Form, FormOf, Layout, LayoutFamily};
use sink::{RecordSink, Refusal};
use std::io::Write;

/// How records are written. The default is the canonical form: CRLF, free text in quotes when it has
/// a value, everything else bare, blank items nothing at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
// Each is an option of its own.
#[allow(clippy::struct_excessive_bools)]
pub struct WriteOptions {
    quote_all: bool,
    quote_blanks: bool,
    half_width_kana: bool,
    recode_alternates: bool,
    edition: Option<Edition>,
    family: Option<LayoutFamily>,
}

impl WriteOptions {
    /// The canonical form.
    pub fn new() -> Self {
        Self::default()
    }

    /// Quotes every item that has a value.
    #[must_use]
    pub fn quote_all(mut self, yes: bool) -> Self {
        self.quote_all = yes;
        self
    }

    /// Writes blank texts as `""`; with [`quote_all`](Self::quote_all), every blank item.
    #[must_use]
    pub fn quote_blanks(mut self, yes: bool) -> Self {
        self.quote_blanks = yes;
        self
    }

    /// Writes フリガナ items in half-width kana; characters without a half-width form stay.
    #[must_use]
    pub fn half_width_kana(mut self, yes: bool) -> Self {
        self.half_width_kana = yes;
        self
    }

    /// Writes borrowed texts with the codes that Windows writes, where the file had an alternate code
    /// of the same character. Owned texts are always written so.
    #[must_use]
    pub fn recode_alternates(mut self, yes: bool) -> Self {
        self.recode_alternates = yes;
        self
    }

    /// Writes for receivers that read this edition: its CSVバージョン in place of the form's own, and
    /// its layout. A filled item that the edition lacks is refused.
    #[must_use]
    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// Writes by this family of layouts and leaves CSVバージョン as it is, for records whose value and
    /// layout disagree. Without it the layout follows from the value (an unknown one: edition 4.1).
    #[must_use]
    pub fn layout(mut self, family: LayoutFamily) -> Self {
        self.family = Some(family);
        self
    }
}

/// Writes forms, one record each.
///
/// A record is put together first and written whole, so that a form that cannot be written leaves
/// nothing behind. The writer does not buffer beyond that: give it a `BufWriter` for files.
///
/// ```
/// use careplan_csv::{WriteOptions, Writer};
/// use careplan_model::PlanDeletion;
/// let form = PlanDeletion::new("202407".parse()?, "435073".parse()?, "0000000001".parse()?, "202604".parse()?);
/// let mut file = Vec::new();
/// Writer::new(&mut file, WriteOptions::new()).write(&form)?;
/// assert_eq!(file, b"202407,435073,0000000001,202604\r\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Writer<W> {
    inner: W,
    options: WriteOptions,
    record: Vec<u8>,
    records: u64,
}

impl<W: Write> Writer<W> {
    /// A writer with these options.
    pub fn new(inner: W, options: WriteOptions) -> Self {
        Self { inner, options, record: Vec::new(), records: 0 }
    }

    /// From here on, writes by this family of layouts; see [`WriteOptions::layout`].
    pub fn set_layout(&mut self, family: Option<LayoutFamily>) {
        self.options.family = family;
    }

    /// Writes one form.
    ///
    /// # Errors
    ///
    /// [`Error::Encode`] or [`Error::Decode`] for a text that cannot be written, [`Error::Missing`] for a
    /// required text that is blank, [`Error::NotInEdition`] and [`Error::FormNotInEdition`] for what the
    /// edition lacks, [`Error::Io`]. Nothing of the form is written then, but for an I/O error in the
    /// middle. Lengths and the meaning of values are not judged here.
    pub fn write<F>(&mut self, form: &F) -> Result<(), Error>
    where
        F: FormOf<<F as Form>::Text>,
        <F as Form>::Text: WriteText,
    {
        self.put(F::LAYOUT, |sink| form.write(sink))
    }

    /// Writes a form that was read, by the layout it was read by: also where its CSVバージョン is that of
    /// another edition, so that such a record keeps its items.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_typed<F>(&mut self, typed: &Typed<F>) -> Result<(), Error>
    where
        F: FormOf<<F as Form>::Text>,
        <F as Form>::Text: WriteText,
    {
        let before = self.options.family.replace(typed.family);
        let result = self.write(&typed.form);
        self.options.family = before;
        result
    }

    /// Writes one form that holds its texts as `T`.
    pub(crate) fn write_form<T: WriteText, F: FormOf<T>>(&mut self, form: &F) -> Result<(), Error> {
        self.put(F::LAYOUT, |sink| form.write(sink))
    }

    /// Writes one form of whatever kind.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write).
    pub fn write_any<T: WriteText>(&mut self, form: &AnyForm<T>) -> Result<(), Error> {
        self.put(form.layout(), |sink| form.write(sink))
    }

    /// Writes a record that was read, byte for byte, whatever it holds. Only a missing line end at
    /// the end of a file is added, so that the next record does not run into it.
    ///
    /// # Errors
    ///
    /// [`Error::RecordTooLong`] for a record over the reader's limit, of which only a part is at hand;
    /// [`Error::Io`].
    pub fn write_verbatim(&mut self, record: &Record<'_>) -> Result<(), Error> {
        self.records += 1;
        if record.broken() == Some(Broken::TooLong) {
            return Err(Error::RecordTooLong { record: self.records });
        }
        self.inner.write_all(record.as_bytes())?;
        if !matches!(record.as_bytes(), [.., b'\n' | b'\r']) {
            self.inner.write_all(b"\r\n")?;
        }
        Ok(())
    }

    /// Writes what the inner writer holds back.
    ///
    /// # Errors
    ///
    /// [`Error::Io`].
    pub fn flush(&mut self) -> Result<(), Error> {
        Ok(self.inner.flush()?)
    }

    /// The inner writer.
    pub fn into_inner(self) -> W {
        self.inner
    }

    fn put(
        &mut self,
        layout: &'static Layout,
        write: impl FnOnce(&mut RecordSink<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Error> {
        self.record.clear();
        self.records += 1;
        let mut sink = RecordSink::new(&mut self.record, &self.options);
        write(&mut sink)
            .and_then(|()| sink.end(layout))
            .map_err(|refusal| refusal.of_record(self.records))?;
        Ok(self.inner.write_all(&self.record)?)
    }
}

impl<W> core::fmt::Debug for Writer<W> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Writer")
            .field("options", &self.options)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}

/// Forms as the canonical bytes of a file.
///
/// # Errors
///
/// As [`Writer::write`].
pub fn to_vec<'f, F>(forms: impl IntoIterator<Item = &'f F>) -> Result<Vec<u8>, Error>
where
    F: FormOf<<F as Form>::Text> + 'f,
    <F as Form>::Text: WriteText,
{
    let mut file = Vec::new();
    to_writer(&mut file, forms)?;
    Ok(file)
}

/// Writes forms in the canonical form.
///
/// # Errors
///
/// As [`Writer::write`].
pub fn to_writer<'f, F>(writer: impl Write, forms: impl IntoIterator<Item = &'f F>) -> Result<(), Error>
where
    F: FormOf<<F as Form>::Text> + 'f,
    <F as Form>::Text: WriteText,
{
    let mut writer = Writer::new(writer, WriteOptions::new());
    for form in forms {
        writer.write(form)?;
    }
    writer.flush()
}
