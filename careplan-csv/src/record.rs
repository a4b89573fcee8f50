//! One record: its place, its fields, its items one by one, and the form it makes.

mod edition;
mod items;
mod source;

pub use edition::VersionFit;
pub use items::{ItemState, RecordItem};

use crate::lexer::{Broken, Field, FieldSpan, FieldState, Fields, Found, LineEnd};
use crate::problem::{Place, PlaceItem, Problem, ProblemKind, RecordError};
use crate::text::{FromText, Text};
use careplan_model::{AnyForm, CsvVersion, Fault, Form, FormOf, Layout, LayoutFamily, Value};
use core::ops::Range;
use source::RecordSource;

/// A record of a file, borrowed: its bytes and where they stand.
///
/// `Debug` shows the place, not the bytes.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    bytes: &'a [u8],
    body: usize,
    at: RecordPlace,
    broken: Option<Broken>,
}

/// Where a record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordPlace {
    /// The number of the data record, from 1. Header rows and blank lines are no records.
    pub record: u64,
    /// The physical line on which it begins, from 1.
    pub line: u64,
    /// Its first byte in the file.
    pub offset: u64,
    /// The number of its bytes, line end included.
    pub length: usize,
}

impl RecordPlace {
    pub(crate) fn of(found: Found) -> Self {
        Self { record: found.number, line: found.line, offset: found.offset, length: found.length }
    }

    /// The place of an item or a part of the record; `bytes` count from its start.
    pub(crate) fn part(&self, item: Option<PlaceItem>, bytes: Range<usize>) -> Place {
        let absolute = |at: usize| self.offset + at as u64;
        Place {
            record: self.record,
            line: self.line,
            item,
            bytes: absolute(bytes.start)..absolute(bytes.end),
        }
    }

    /// The whole record as a place.
    pub fn place(&self) -> Place {
        self.part(None, 0..self.length)
    }
}

impl<'a> Record<'a> {
    pub(crate) fn new(found: Found, bytes: &'a [u8]) -> Self {
        Self { bytes, body: found.body, at: RecordPlace::of(found), broken: found.broken }
    }

    /// Where the record stands.
    pub fn at(&self) -> RecordPlace {
        self.at
    }

    /// The bytes of the record as they stand in the file, line end included: what verbatim writing
    /// writes.
    pub fn as_bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The bytes without the line end.
    pub fn body(&self) -> &'a [u8] {
        self.bytes.get(..self.body).unwrap_or_default()
    }

    /// How the record ends.
    pub fn line_end(&self) -> LineEnd {
        if self.broken.is_some() { LineEnd::None } else { LineEnd::of(self.bytes) }
    }

    /// Why the record is broken, if it is.
    pub fn broken(&self) -> Option<Broken> {
        self.broken
    }

    /// The fields, one after the other.
    pub fn fields(&self) -> Fields<'a> {
        Fields::new(self.body())
    }

    /// The field that lies at a [`span`](Field::span) of this record.
    pub fn field(&self, span: FieldSpan) -> Field<'a> {
        Field::at(self.body(), span)
    }

    /// CSVバージョン, the first field, if it is six digits.
    pub fn version(&self) -> Option<CsvVersion> {
        CsvVersion::parse(self.fields().next()?.content()).ok()
    }

    /// By which family of layouts the record is to be read, and how the version value agrees.
    pub fn family(&self, layout: &Layout) -> (LayoutFamily, VersionFit) {
        edition::choose(self, layout, || self.fields().count())
    }

    /// The same for those who have counted the fields of the record already.
    pub fn family_counted(&self, layout: &Layout, fields: usize) -> (LayoutFamily, VersionFit) {
        edition::choose(self, layout, || fields)
    }

    /// The items of the record by a layout, one by one: blank, valid, or invalid with their bytes.
    /// A short record has fewer, a long one has its surplus fields at the end.
    pub fn items(&self, layout: &'static Layout) -> impl Iterator<Item = RecordItem<'a>> + use<'a> {
        let (family, _) = self.family(layout);
        items::items(*self, layout, family)
    }

    /// The record as a form with borrowed texts.
    ///
    /// # Errors
    ///
    /// All that is wrong with the record, not only the first. Texts are not looked at here.
    ///
    /// ```
    /// use careplan_csv::{records, Text};
    /// use careplan_model::PlanDeletion;
    /// let file = b"202407,435073,0000000001,202604\r\n202407,43507,0000000001,202613\r\n";
    /// let mut records = records(file);
    /// let form: PlanDeletion = records.next().unwrap().form()?;
    /// assert_eq!(form.service_month.to_string(), "202604");
    /// let error = records.next().unwrap().form::<PlanDeletion>().unwrap_err();
    /// assert_eq!(error.problems.len(), 2);
    /// assert_eq!(
    ///     error.problems[1].to_string(),
    ///     "record 2, line 2, No.4 削除対象年月, bytes 57..63: not a month (YYYYMM)",
    /// );
    /// # Ok::<(), careplan_csv::RecordError>(())
    /// ```
    pub fn form<F: FormOf<Text<'a>>>(&self) -> Result<F, RecordError> {
        self.form_of()
    }

    /// The record as a form whose texts are held another way: `String`, `Cow<str>`.
    ///
    /// # Errors
    ///
    /// All that is wrong with the record, texts that cannot be decoded included.
    pub fn form_of<F: FormOf<T>, T: FromText<'a>>(&self) -> Result<F, RecordError> {
        let layout = <F as Form>::LAYOUT;
        let (family, _) = self.family(layout);
        let mut source = RecordSource::new(*self, layout, family);
        let form = F::read(&mut source);
        source.finish(form)
    }

    /// The record as the form that has this layout, for tools that handle all forms alike.
    ///
    /// # Errors
    ///
    /// As [`form_of`](Self::form_of); [`ProblemKind::NoSuchForm`] for a layout that is no form's of
    /// the standard.
    pub fn any_form<T: FromText<'a>>(&self, layout: &'static Layout) -> Result<AnyForm<T>, RecordError> {
        if !AnyForm::<T>::LAYOUTS.contains(&layout) {
            return Err(RecordError {
                problems: vec![Problem { place: self.at.place(), kind: ProblemKind::NoSuchForm }],
            });
        }
        let (family, _) = self.family(layout);
        let mut source = RecordSource::new(*self, layout, family);
        let form = AnyForm::read(layout, &mut source);
        source.finish(form)
    }

    /// All that is to be said of the record by a layout, in its order: how its version and its items
    /// agree, how many fields it has, items that are missing or no values of their type, texts that are no
    /// MS932, quotes, the line end.
    ///
    /// Lengths and the meaning of values are not judged here.
    pub fn problems(&self, layout: &'static Layout) -> Vec<Problem> {
        let (family, fit) = self.family(layout);
        let at = |kind| Problem { place: self.at.place(), kind };
        let mut problems = Vec::new();
        match fit {
            VersionFit::Agrees(_) => {}
            VersionFit::CountDecided(_) => problems.push(at(ProblemKind::EditionByCount)),
            VersionFit::Unknown => problems.push(at(ProblemKind::UnknownVersion)),
        }
        if self.broken == Some(Broken::TooLong) {
            problems.push(at(ProblemKind::RecordTooLong));
        }
        let (found, expected) = (self.fields().count(), layout.count_in(family));
        if found != expected {
            problems.push(at(ProblemKind::FieldCount { found, expected }));
        }
        for entry in items::items(*self, layout, family) {
            match entry.check() {
                ItemState::Invalid(kind) => problems.push(Problem { place: entry.place, kind }),
                ItemState::Blank if entry.item.is_some_and(|item| item.enforced) => {
                    problems.push(Problem { place: entry.place, kind: ProblemKind::Item(Fault::Missing) });
                }
                ItemState::Blank | ItemState::Valid(()) => {}
            }
        }
        problems.extend(self.oddities().filter(|odd| matches!(odd.kind, ProblemKind::LineEnding(_))));
        problems
    }

    /// What is odd in the form of the record, whatever it holds: quotes, line end, broken or not. No
    /// layout is asked, so that items have numbers and no names; see [`problems`](Self::problems).
    pub fn oddities(&self) -> impl Iterator<Item = Problem> + use<'a> {
        let record = *self;
        let fields = self.fields().enumerate().filter_map(move |(place, field)| {
            let (kind, from) = match field.state() {
                FieldState::Bare | FieldState::Quoted => return None,
                FieldState::StrayQuote(at) => (ProblemKind::StrayQuote, at),
                FieldState::TextAfterQuote(at) => (ProblemKind::TextAfterQuote, at),
                FieldState::UnclosedQuote => (ProblemKind::UnclosedQuote, 0),
            };
            let item = PlaceItem { number: place + 1, name: None, personal: true };
            let bytes = field.start() + from..field.start() + field.raw().len();
            Some(Problem { place: record.at.part(Some(item), bytes), kind })
        });
        let too_long = (self.broken == Some(Broken::TooLong))
            .then(|| Problem { place: self.at.place(), kind: ProblemKind::RecordTooLong });
        let line_end = (self.broken.is_none() && self.line_end() != LineEnd::CrLf).then(|| Problem {
            place: self.at.part(None, self.body..self.bytes.len()),
            kind: ProblemKind::LineEnding(self.line_end()),
        });
        too_long.into_iter().chain(fields).chain(line_end)
    }
}

impl core::fmt::Debug for Record<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Record").field("at", &self.at).field("broken", &self.broken).finish_non_exhaustive()
    }
}
