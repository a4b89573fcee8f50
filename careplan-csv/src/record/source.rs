//! The items of a record for a form, strictly: everything that is wrong is noted.

use super::{Record, items};
use crate::lexer::{Broken, Field, Fields};
use crate::problem::{PlaceItem, Problem, ProblemKind, RecordError};
use crate::text::FromText;
use careplan_model::{Fault, Item, Layout, LayoutFamily, Source, Value};
use core::marker::PhantomData;

pub(super) struct RecordSource<'a, T> {
    record: Record<'a>,
    family: LayoutFamily,
    fields: Fields<'a>,
    /// The field that was read last, with its number; `None` behind the last one.
    current: Option<Field<'a>>,
    number: usize,
    problems: Vec<Problem>,
    text: PhantomData<T>,
}

impl<'a, T> RecordSource<'a, T> {
    pub(super) fn new(record: Record<'a>, layout: &Layout, family: LayoutFamily) -> Self {
        let mut problems = Vec::new();
        let mut note = |kind| problems.push(Problem { place: record.at().place(), kind });
        if record.broken() == Some(Broken::TooLong) {
            note(ProblemKind::RecordTooLong);
        }
        let (found, expected) = (record.fields().count(), layout.count_in(family));
        if found != expected {
            note(ProblemKind::FieldCount { found, expected });
        }
        Self {
            record,
            family,
            fields: record.fields(),
            current: None,
            number: 0,
            problems,
            text: PhantomData,
        }
    }

    pub(super) fn finish<F>(self, form: Option<F>) -> Result<F, RecordError> {
        match form {
            Some(form) if self.problems.is_empty() => Ok(form),
            _ => Err(RecordError { problems: self.problems }),
        }
    }

    fn read<V>(
        &mut self,
        item: &'static Item,
        read: impl FnOnce(&Field<'a>) -> Result<Option<V>, ProblemKind>,
    ) -> Option<Option<V>> {
        self.number += 1;
        self.current = self.fields.next();
        // The items that a short record lacks are blank here; its count of fields is noted.
        let Some(field) = &self.current else { return Some(None) };
        match read(field) {
            Ok(value) => Some(value),
            Err(kind) => {
                self.note(item, kind);
                None
            }
        }
    }

    fn note(&mut self, item: &'static Item, kind: ProblemKind) {
        if let Some(field) = &self.current {
            let bytes = field.start()..field.start() + field.raw().len();
            let place = self.record.at().part(Some(PlaceItem::of(self.number, item)), bytes);
            self.problems.push(Problem { place, kind });
        }
    }
}

impl<'a, T: FromText<'a>> Source for RecordSource<'a, T> {
    type Text = T;
    const STOPS_AT_FIRST: bool = false;

    fn has(&self, item: &'static Item) -> bool {
        item.is_in(self.family)
    }

    fn value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>> {
        self.read(item, items::value)
    }

    fn text(&mut self, item: &'static Item) -> Option<Option<T>> {
        self.read(item, items::text)
    }

    fn missing(&mut self, item: &'static Item) {
        self.note(item, ProblemKind::Item(Fault::Missing));
    }
}
