//! The items of a record one by one, so that one bad cell hides nothing.

use super::Record;
use crate::lexer::{Field, FieldState};
use crate::ms932;
use crate::problem::{Place, PlaceItem, ProblemKind};
use crate::text::{FromText, Text};
use careplan_model::{Item, Layout, LayoutFamily, Value};

/// One item of a record: the row of the layout, the field of the file, and where it stands.
#[derive(Debug, Clone)]
pub struct RecordItem<'a> {
    /// No. in the file's own edition, from 1.
    pub number: usize,
    /// The item; `None` for a field past the last item of the layout.
    pub item: Option<&'static Item>,
    /// The field.
    pub field: Field<'a>,
    /// Where it stands.
    pub place: Place,
}

/// What an item holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState<V> {
    /// Nothing.
    Blank,
    /// A value of its type.
    Valid(V),
    /// Bytes that are no value of its type.
    Invalid(ProblemKind),
}

impl<V> From<Result<Option<V>, ProblemKind>> for ItemState<V> {
    fn from(read: Result<Option<V>, ProblemKind>) -> Self {
        match read {
            Ok(None) => Self::Blank,
            Ok(Some(value)) => Self::Valid(value),
            Err(kind) => Self::Invalid(kind),
        }
    }
}

impl<'a> Field<'a> {
    /// What the field holds, as a value of a type.
    pub fn value<V: Value>(&self) -> ItemState<V> {
        value(self).into()
    }

    /// What the field holds, as text. The characters are not looked at.
    pub fn text(&self) -> ItemState<Text<'a>> {
        text(self).into()
    }
}

impl<'a> RecordItem<'a> {
    /// What the item holds, as a value of a type.
    pub fn value<V: Value>(&self) -> ItemState<V> {
        self.field.value()
    }

    /// What the item holds, as text.
    pub fn text(&self) -> ItemState<Text<'a>> {
        self.field.text()
    }

    /// Whether the item holds a value of the type that its layout gives it; text must be legal
    /// MS932 too.
    pub fn check(&self) -> ItemState<()> {
        let result = match self.item {
            Some(item) if !item.item_type.is_text() => {
                readable(&self.field).and_then(|content| match content {
                    None => Ok(None),
                    Some(content) if content.is_ascii() => Ok(Some(item.check_ascii(content)?)),
                    Some(content) => Ok(Some(item.check(&ms932::decode(content)?)?)),
                })
            }
            _ => text::<Text<'_>>(&self.field).and_then(|text| match text {
                None => Ok(None),
                Some(text) => text.check().map(|_| Some(())).map_err(ProblemKind::from),
            }),
        };
        result.into()
    }
}

pub(super) fn items<'a>(
    record: Record<'a>,
    layout: &'static Layout,
    family: LayoutFamily,
) -> impl Iterator<Item = RecordItem<'a>> + use<'a> {
    let mut items = layout.items_in(family);
    record.fields().enumerate().map(move |(place, field)| {
        let number = place + 1;
        let item = items.next();
        let place_item =
            item.map_or(PlaceItem { number, name: None, personal: true }, |item| PlaceItem::of(number, item));
        let bytes = field.start()..field.start() + field.raw().len();
        RecordItem { number, item, field, place: record.at().part(Some(place_item), bytes) }
    })
}

/// The content of a field that can be read; `None` if it is blank.
fn readable<'a>(field: &Field<'a>) -> Result<Option<&'a [u8]>, ProblemKind> {
    match field.state() {
        FieldState::Bare | FieldState::Quoted if field.is_blank() => Ok(None),
        FieldState::Bare | FieldState::Quoted => Ok(Some(field.content())),
        FieldState::StrayQuote(_) => Err(ProblemKind::StrayQuote),
        FieldState::TextAfterQuote(_) => Err(ProblemKind::TextAfterQuote),
        FieldState::UnclosedQuote => Err(ProblemKind::UnclosedQuote),
    }
}

/// A field as a value. Codes that people type may hold other characters than ASCII, so that those
/// are decoded.
pub(super) fn value<V: Value>(field: &Field<'_>) -> Result<Option<V>, ProblemKind> {
    match readable(field)? {
        None => Ok(None),
        Some(content) if content.is_ascii() => Ok(Some(V::parse(content)?)),
        Some(content) => Ok(Some(V::parse_chars(&ms932::decode(content)?)?)),
    }
}

/// A field as text.
pub(super) fn text<'a, T: FromText<'a>>(field: &Field<'a>) -> Result<Option<T>, ProblemKind> {
    match readable(field)? {
        None => Ok(None),
        Some(_) => Ok(Some(T::from_text(Text::new(field.raw()))?)),
    }
}
