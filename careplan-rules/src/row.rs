//! One record as the rules see it: its cells by column, each blank, valid or invalid.

use crate::check::FileContext;
use crate::column::Column;
use crate::families::key::{self, PersonKey};
use crate::finding::{LocatedItem, Location};
use careplan_csv::{Field, FieldSpan, FieldState, ItemState, Record, Text, VersionFit};
use careplan_model::{Edition, Item, Layout, LayoutFamily, Value};
use core::cell::Cell as Shared;

/// A cell that a rule needs is invalid, or blank though it must be there: the rule is not run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotRun;

/// Whether a rule could run.
pub type Ran = Result<(), NotRun>;

/// A record with its cells. `Debug` shows the place, not the bytes.
#[derive(Debug, Clone, Copy)]
pub struct Row<'r> {
    /// The file.
    pub file: &'r FileContext,
    /// The record.
    pub record: Record<'r>,
    /// The layout by which it is read.
    pub layout: &'static Layout,
    /// By which editions' layout.
    pub family: LayoutFamily,
    /// How the version value and the number of items agree.
    pub fit: VersionFit,
    spans: &'r [FieldSpan],
    memo: &'r Memo,
}

/// What several rules ask of one record, so that it is read once.
#[derive(Default)]
pub(crate) struct Memo {
    person: Shared<Option<Result<PersonKey, NotRun>>>,
}

/// A key is not shown: it tells a person.
impl core::fmt::Debug for Memo {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Memo")
    }
}

/// One cell of a record.
#[derive(Debug, Clone, Copy)]
pub struct Cell<'r> {
    /// No. in the file's own edition, from 1.
    pub number: usize,
    /// The item; `None` for a field past the last one.
    pub item: Option<&'static Item>,
    /// The field.
    pub field: Field<'r>,
}

impl<'r> Row<'r> {
    pub(crate) fn new(
        file: &'r FileContext,
        record: Record<'r>,
        layout: &'static Layout,
        spans: &'r [FieldSpan],
        memo: &'r Memo,
    ) -> Self {
        // The edition in force, which nearly every record is of.
        let is_current = record.as_bytes().starts_with(b"202407,") && spans.len() == layout.items.len();
        let (family, fit) = if is_current {
            (LayoutFamily::V4, VersionFit::Agrees(Edition::V4_1))
        } else {
            record.family_counted(layout, spans.len())
        };
        Self { file, record, layout, family, fit, spans, memo }
    }

    /// Whose record it is; see [`key::person`].
    pub(crate) fn person(&self) -> Result<PersonKey, NotRun> {
        let known = self.memo.person.get().unwrap_or_else(|| key::read_person(self));
        self.memo.person.set(Some(known));
        known
    }

    /// How many fields the record ought to have.
    pub(crate) fn expected_count(&self) -> usize {
        match self.family {
            // The layout is that of these editions.
            LayoutFamily::V4 => self.layout.items.len(),
            LayoutFamily::V3 => self.file.count_in_v3,
        }
    }

    /// The fields by their places.
    pub(crate) fn spans(&self) -> &'r [FieldSpan] {
        self.spans
    }

    /// The number of fields of the record.
    pub fn field_count(&self) -> usize {
        self.spans.len()
    }

    /// The cells in order; those past the last item too.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'r>> + use<'r> {
        let mut items = self.layout.items_in(self.family);
        let record = self.record;
        self.spans.iter().enumerate().map(move |(place, span)| Cell {
            number: place + 1,
            item: items.next(),
            field: record.field(*span),
        })
    }

    /// Where an item stands in the record; `None` if the edition lacks it.
    fn position(&self, index: usize) -> Option<usize> {
        match self.family {
            LayoutFamily::V4 => Some(index),
            LayoutFamily::V3 => self.file.positions_in_v3.get(index).copied().flatten(),
        }
    }

    /// The field of a column; `None` if the edition lacks it, or the record is too short.
    pub fn field<V>(&self, column: Column<V>) -> Option<Field<'r>> {
        Some(self.record.field(*self.spans.get(self.position(column.index)?)?))
    }

    /// The value of an item that the rule cannot do without.
    ///
    /// # Errors
    ///
    /// It is blank or invalid.
    pub fn need<V: Value>(&self, column: Column<V>) -> Result<V, NotRun> {
        self.value(column)?.ok_or(NotRun)
    }

    /// The value of an item, `None` if it is blank or the edition lacks it.
    ///
    /// # Errors
    ///
    /// It is invalid.
    #[inline]
    pub fn value<V: Value>(&self, column: Column<V>) -> Result<Option<V>, NotRun> {
        let Some(span) = self.position(column.index).and_then(|place| self.spans.get(place)) else {
            return Ok(None);
        };
        if span.length == 0 {
            return Ok(None);
        }
        // With what follows it a value is read faster, and a delimiter ends it as the end of the field does.
        if span.state == FieldState::Bare
            && let Some(rest) = self.record.as_bytes().get(span.start..)
            && let Some((value, length)) = V::scan(rest)
            && length == span.length
        {
            return Ok(Some(value));
        }
        value_of(self.record.field(*span))
    }

    /// The text of an item, `None` if it is blank or the edition lacks it. Its characters are not looked at.
    ///
    /// # Errors
    ///
    /// Its quotes are wrong.
    pub fn text(&self, column: Column<Text<'static>>) -> Result<Option<Text<'r>>, NotRun> {
        match self.field(column).map(|field| field.text()) {
            None | Some(ItemState::Blank) => Ok(None),
            Some(ItemState::Valid(text)) => Ok(Some(text)),
            Some(ItemState::Invalid(_)) => Err(NotRun),
        }
    }

    /// Whether an item holds nothing, or the edition lacks it.
    pub fn is_blank<V>(&self, column: Column<V>) -> bool {
        self.field(column).is_none_or(|field| field.is_blank())
    }

    /// The place of an item, or of the whole record if the record has no such item.
    pub fn at<V>(&self, column: Column<V>) -> Location {
        match self.position(column.index).and_then(|place| Some((place, *self.spans.get(place)?))) {
            Some((place, span)) => {
                let item = LocatedItem { number: place + 1, item: Some(column.item) };
                Location::field(self.file.id, &self.record, &self.record.field(span), item)
            }
            None => self.place(),
        }
    }

    /// The place of the whole record.
    pub fn place(&self) -> Location {
        Location::record(self.file.id, &self.record)
    }

    /// Whether the record has as many fields as its layout, so that each stands where it belongs. Of another
    /// record nothing is certain to mend.
    pub fn is_whole(&self) -> bool {
        self.spans.len() == self.layout.count_in(self.family)
    }

    /// The byte of the file at a byte of the record.
    pub fn byte(&self, of_record: usize) -> u64 {
        self.record.at().offset + of_record as u64
    }

    /// The place of a cell.
    pub fn at_cell(&self, cell: &Cell<'_>) -> Location {
        let item = LocatedItem { number: cell.number, item: cell.item };
        Location::field(self.file.id, &self.record, &cell.field, item)
    }
}

/// What a field holds, whatever its quotes and characters.
#[inline(never)]
fn value_of<V: Value>(field: Field<'_>) -> Result<Option<V>, NotRun> {
    match field.value() {
        ItemState::Blank => Ok(None),
        ItemState::Valid(value) => Ok(Some(value)),
        ItemState::Invalid(_) => Err(NotRun),
    }
}
