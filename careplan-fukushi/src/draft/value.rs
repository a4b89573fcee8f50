//! Values of a draft, and where they came from.

use crate::plan::RecordKind;
use crate::provisional::{EquipmentOffer, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed};
use careplan_model::{Fault, Form, FormKind, FormOf, Item, Layout, Sink, Value};
use core::convert::Infallible;
use core::fmt;
use std::collections::BTreeSet;

/// How a value was carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Carry {
    /// The same meaning.
    Copy,
    /// The same meaning, from a record that belongs to the plan.
    Join,
    /// A text to begin with, which the specialist rewrites.
    Seed,
    /// Told apart, after a person said so.
    Split,
    /// Said by the caller, or following from it.
    Given,
}

impl Carry {
    /// The same in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Copy => "転記",
            Self::Join => "転記（補足）",
            Self::Seed => "下書き",
            Self::Split => "区分",
            Self::Given => "入力",
        }
    }
}

/// Where a value came from: a file of the unit, its record, its item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Provenance {
    /// The kind of file.
    pub kind: &'static FormKind,
    /// The record, from 1.
    pub record: usize,
    /// The item.
    pub item: &'static Item,
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} No.{}, record {}", self.kind.prefix, self.item.number, self.record)
    }
}

impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Provenance {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{} {}件目 項目No.{}「{}」", self.kind.name, self.record, self.item.number, self.item.name)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Provenance {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut object = serializer.serialize_struct("Provenance", 4)?;
        object.serialize_field("kind", self.kind.prefix)?;
        object.serialize_field("record", &self.record)?;
        object.serialize_field("item", &self.item.number)?;
        object.serialize_field("name", self.item.name)?;
        object.end()
    }
}

/// A value of a draft, in the characters of its file. `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DraftValue {
    /// The value: a text verbatim, a code or a date as files write it.
    pub text: String,
    /// How it was carried.
    pub carry: Carry,
    /// Where it came from; several for a seed that puts texts together, none for what was said by the caller.
    pub sources: Vec<Provenance>,
}

impl fmt::Debug for DraftValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DraftValue")
            .field("text", &format_args!("«redacted»"))
            .field("carry", &self.carry)
            .field("sources", &self.sources)
            .finish()
    }
}

/// Why a value cannot be written into a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The record has no such item.
    #[error("the record has no such item")]
    NoSuchItem,
    /// It is no value of the item.
    #[error("No.{} {}: {fault}", item.number, item.name)]
    Fault {
        /// The item.
        item: &'static Item,
        /// What is wrong.
        fault: Fault,
    },
}

impl WriteError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoSuchItem => "その項目はありません".to_owned(),
            Self::Fault { item, fault } => {
                format!("項目No.{}「{}」：{}", item.number, item.name, fault.japanese())
            }
        }
    }
}

/// A record of a draft: a value, or none yet, for each item.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRecord {
    kind: RecordKind,
    values: Vec<Option<DraftValue>>,
}

impl fmt::Debug for DraftRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.values().map(|(item, value)| (item.field, value))).finish()
    }
}

/// Items by their field names; blank ones are left out.
#[cfg(feature = "serde")]
impl serde::Serialize for DraftRecord {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.values().map(|(item, value)| (item.field, value)))
    }
}

impl DraftRecord {
    pub(super) fn new(kind: RecordKind) -> Self {
        Self { kind, values: vec![None; layout(kind).items.len()] }
    }

    /// Which of the records of a plan it is.
    pub fn kind(&self) -> RecordKind {
        self.kind
    }

    /// Its items.
    pub fn layout(&self) -> &'static Layout {
        layout(self.kind)
    }

    /// The value of an item, by the name of its field; `None` if it is blank.
    pub fn get(&self, field: &str) -> Option<&DraftValue> {
        let place = self.place(field)?;
        self.values.get(place)?.as_ref()
    }

    /// The text of an item.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.get(field).map(|value| value.text.as_str())
    }

    /// The values that there are, with their items, in order.
    pub fn values(&self) -> impl Iterator<Item = (&'static Item, &DraftValue)> {
        self.layout().items.iter().zip(&self.values).filter_map(|(item, value)| Some((item, value.as_ref()?)))
    }

    /// Writes what no source tells, or what the specialist knows better. An empty text blanks the item.
    ///
    /// # Errors
    ///
    /// There is no such item; the text is no value of it.
    pub fn write(&mut self, field: &str, text: &str) -> Result<(), WriteError> {
        let item = self.layout().field(field).ok_or(WriteError::NoSuchItem)?;
        if text.is_empty() {
            self.set(field, None);
            return Ok(());
        }
        item.check(text).map_err(|fault| WriteError::Fault { item, fault })?;
        self.give(field, text);
        Ok(())
    }

    pub(super) fn give(&mut self, field: &str, text: &str) {
        let value = DraftValue { text: text.to_owned(), carry: Carry::Given, sources: Vec::new() };
        self.set(field, Some(value));
    }

    pub(super) fn set(&mut self, field: &str, value: Option<DraftValue>) {
        if let Some(place) = self.place(field).and_then(|place| self.values.get_mut(place)) {
            *place = value;
        }
    }

    /// Puts pieces together, one on a line; nothing if there is none.
    pub(super) fn seed(&mut self, field: &str, pieces: &Pieces) {
        if pieces.texts.is_empty() {
            return;
        }
        let value =
            DraftValue { text: pieces.texts.join("\n"), carry: Carry::Seed, sources: pieces.sources.clone() };
        self.set(field, Some(value));
    }

    /// The item for each of its values, blank or not.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.values.iter().map(|value| value.as_ref().map_or("", |value| value.text.as_str())).collect()
    }

    fn place(&self, field: &str) -> Option<usize> {
        self.layout().items.iter().position(|item| item.field == field)
    }
}

fn layout(kind: RecordKind) -> &'static Layout {
    match kind {
        RecordKind::Header => <EquipmentPlanHeader as Form>::LAYOUT,
        RecordKind::Need => <EquipmentPlanNeed as Form>::LAYOUT,
        RecordKind::Line => <EquipmentPlanLine as Form>::LAYOUT,
        RecordKind::Offer => <EquipmentOffer as Form>::LAYOUT,
    }
}

/// Texts that make a seed.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) texts: Vec<String>,
    pub(super) sources: Vec<Provenance>,
    /// The texts again, to be found: so many of them as there were when somebody last asked.
    known: BTreeSet<String>,
    known_to: usize,
}

impl Pieces {
    pub(super) fn has(&mut self, text: &str) -> bool {
        self.known.extend(self.texts.iter().skip(self.known_to).cloned());
        self.known_to = self.texts.len();
        self.known.contains(text)
    }

    pub(super) fn push(&mut self, text: String, sources: impl IntoIterator<Item = Provenance>) {
        self.texts.push(text);
        self.sources.extend(sources);
    }
}

/// A record of the care plan as its items, in the characters of its file.
pub(super) struct Items<'a> {
    kind: &'static FormKind,
    record: usize,
    form: &'a dyn Fields,
}

impl<'a> Items<'a> {
    pub(super) fn of<F: FormOf<String>>(kind: &'static FormKind, record: usize, form: &'a F) -> Self {
        Self { kind, record, form }
    }

    /// The text of an item, and where it stands; `None` if it is blank.
    pub(super) fn get(&self, field: &str) -> Option<(String, Provenance)> {
        let (item, text) = self.form.field(field)?;
        Some((text, Provenance { kind: self.kind, record: self.record, item }))
    }

    /// Where an item stands, blank or not.
    pub(super) fn provenance(&self, field: &str) -> Option<Provenance> {
        Some(Provenance { kind: self.kind, record: self.record, item: self.form.layout().field(field)? })
    }

    pub(super) fn carry(&self, field: &str, carry: Carry) -> Option<DraftValue> {
        let (text, source) = self.get(field)?;
        Some(DraftValue { text, carry, sources: vec![source] })
    }

    /// Carries items: (to, from).
    pub(super) fn carry_all(&self, to: &mut DraftRecord, rows: &[(&str, &str)], carry: Carry) {
        for (target, source) in rows {
            if let Some(value) = self.carry(source, carry) {
                to.set(target, Some(value));
            }
        }
    }
}

/// A form of any kind whose items are asked for by their names. Few of them are: only those become texts.
trait Fields {
    fn layout(&self) -> &'static Layout;

    /// An item in the characters of its file; `None` if it is blank, or if there is none.
    fn field(&self, field: &str) -> Option<(&'static Item, String)>;
}

impl<F: FormOf<String>> Fields for F {
    fn layout(&self) -> &'static Layout {
        F::LAYOUT
    }

    fn field(&self, field: &str) -> Option<(&'static Item, String)> {
        struct Wanted<'f>(&'f str);
        /// The item was reached: what it holds, and the end of writing.
        struct Reached(Option<(&'static Item, String)>);
        impl Sink<String> for Wanted<'_> {
            type Error = Reached;
            fn value<V: Value>(&mut self, item: &'static Item, value: Option<&V>) -> Result<(), Reached> {
                if item.field == self.0 {
                    Err(Reached(value.map(|it| (item, characters(it)))))
                } else {
                    Ok(())
                }
            }
            fn text(&mut self, item: &'static Item, text: Option<&String>) -> Result<(), Reached> {
                if item.field != self.0 {
                    return Ok(());
                }
                Err(Reached(text.filter(|text| !text.is_empty()).map(|text| (item, text.clone()))))
            }
        }
        match self.write(&mut Wanted(field)) {
            Ok(()) => None,
            Err(Reached(found)) => found,
        }
    }
}

/// A value in the characters of its file.
fn characters<V: Value>(value: &V) -> String {
    struct Characters(String);
    impl careplan_model::Put for Characters {
        fn ascii(&mut self, characters: &[u8]) {
            self.0.extend(characters.iter().copied().map(char::from));
        }
        fn character(&mut self, character: char) {
            self.0.push(character);
        }
    }
    let mut text = Characters(String::new());
    value.put(&mut text);
    text.0
}

/// The items of a form in the characters of its file; `None` is a blank one.
pub(super) fn texts<F: FormOf<String>>(form: &F) -> Vec<Option<String>> {
    struct Texts(Vec<Option<String>>);
    impl Sink<String> for Texts {
        type Error = Infallible;
        fn value<V: Value>(&mut self, _: &'static Item, value: Option<&V>) -> Result<(), Infallible> {
            self.0.push(value.map(characters));
            Ok(())
        }
        fn text(&mut self, _: &'static Item, text: Option<&String>) -> Result<(), Infallible> {
            self.0.push(text.filter(|text| !text.is_empty()).cloned());
            Ok(())
        }
    }
    let mut texts = Texts(Vec::new());
    let Ok(()) = form.write(&mut texts);
    texts.0
}
