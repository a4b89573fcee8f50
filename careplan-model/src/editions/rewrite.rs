//! Forms taken apart into items and put together again for another edition, whatever form it is.

use crate::file_name::FileName;
use crate::form::{Sink, Source};
use crate::form_list::{FormList, LayoutVisitor, ListedForm};
use crate::layout::{Item, ItemType};
use crate::value::{CsvVersion, Edition, LayoutFamily, Put, Value};
use core::any::Any;
use core::convert::Infallible;

/// What happens to an item on its way to another edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// The edition lacks the item, and its value is dropped.
    Dropped,
    /// The value is longer than the edition has room for; it is kept.
    TooLong {
        /// 項目長 in the edition.
        max: u16,
    },
    /// The name of a picture that is not built like the name of its parent; it is kept.
    ImageName,
}

/// Forms on their way to an edition, from files with one name to files with another.
#[derive(Clone, Copy)]
pub(super) struct Rewriting {
    pub(super) edition: Edition,
    pub(super) old: FileName,
    pub(super) new: FileName,
}

impl Rewriting {
    /// Rewrites all forms of a list; the closure gets the record, from 1, and what happened to which item.
    pub(super) fn apply(self, list: &mut FormList, note: &mut dyn FnMut(usize, &'static Item, Change)) {
        struct InPlace<'a> {
            rewriting: Rewriting,
            list: &'a mut FormList,
            note: &'a mut dyn FnMut(usize, &'static Item, Change),
        }
        impl LayoutVisitor<String> for InPlace<'_> {
            type Output = ();
            fn visit<F: ListedForm<String>>(self) {
                for (number, form) in (1..).zip(F::of_list_mut(self.list).into_iter().flatten()) {
                    let mut items = Items::new(self.rewriting);
                    let Ok(()) = form.write(&mut items);
                    for (item, change) in items.changes.drain(..) {
                        (self.note)(number, item, change);
                    }
                    // What a form writes it reads again: every item has a place of its own type.
                    if let Some(moved) = F::read(&mut items) {
                        *form = moved;
                    }
                }
            }
        }
        let layout = list.layout();
        // Every list has the layout of a form.
        FormList::with_layout(layout, InPlace { rewriting: self, list, note });
    }

    fn family(self) -> LayoutFamily {
        self.edition.family()
    }

    /// The name of a picture under the new name of its parent; `None` if it does not follow the old one.
    fn image_name(self, text: &str) -> Option<String> {
        let name = FileName::parse(text).ok().filter(|name| name.is_companion_of(&self.old))?;
        Some(name.with_sides(self.new.sender(), self.new.receiver()).ok()?.to_string())
    }
}

/// The items of one form, in order: first written, then read.
struct Items {
    rewriting: Rewriting,
    slots: std::collections::VecDeque<Slot>,
    changes: Vec<(&'static Item, Change)>,
}

enum Slot {
    Value(Option<Box<dyn Any>>),
    Text(Option<String>),
}

impl Items {
    fn new(rewriting: Rewriting) -> Self {
        Self { rewriting, slots: std::collections::VecDeque::new(), changes: Vec::new() }
    }

    /// Whether the edition has the item; if not, a value is noted as dropped.
    fn keeps(&mut self, item: &'static Item, has_value: bool) -> bool {
        let keeps = item.is_in(self.rewriting.family());
        if !keeps && has_value {
            self.changes.push((item, Change::Dropped));
        }
        keeps
    }
}

/// Whether texts about the length of an item differ between the editions or inside one of them.
fn length_is_at_issue(item: &Item) -> bool {
    item.width_v3.is_some() || item.tolerated.is_some()
}

/// Counts characters.
struct Count(usize);

impl Put for Count {
    fn ascii(&mut self, characters: &[u8]) {
        self.0 += characters.len();
    }

    fn character(&mut self, _: char) {
        self.0 += 1;
    }
}

impl Sink<String> for Items {
    type Error = Infallible;

    fn value<V: Value>(&mut self, item: &'static Item, value: Option<&V>) -> Result<(), Infallible> {
        let family = self.rewriting.family();
        let slot = value.filter(|_| self.keeps(item, value.is_some())).map(|value| -> Box<dyn Any> {
            if (value as &dyn Any).is::<CsvVersion>() {
                return Box::new(self.rewriting.edition.version());
            }
            if family == LayoutFamily::V3
                && length_is_at_issue(item)
                && let Some(max) = item.width_in(family).length()
            {
                let mut count = Count(0);
                value.put(&mut count);
                if count.0 > usize::from(max) {
                    self.changes.push((item, Change::TooLong { max }));
                }
            }
            Box::new(*value)
        });
        self.slots.push_back(Slot::Value(slot));
        Ok(())
    }

    fn text(&mut self, item: &'static Item, text: Option<&String>) -> Result<(), Infallible> {
        let has_value = text.is_some_and(|text| !text.is_empty());
        let mut text = text.filter(|_| self.keeps(item, has_value)).cloned();
        if item.item_type == ItemType::ImageName
            && has_value
            && let Some(name) = &mut text
        {
            match self.rewriting.image_name(name) {
                Some(new) => *name = new,
                None => self.changes.push((item, Change::ImageName)),
            }
        }
        self.slots.push_back(Slot::Text(text));
        Ok(())
    }
}

impl Source for Items {
    type Text = String;
    const STOPS_AT_FIRST: bool = true;

    /// Every item has its slot.
    fn has(&self, _: &'static Item) -> bool {
        true
    }

    fn value<V: Value>(&mut self, _: &'static Item) -> Option<Option<V>> {
        match self.slots.pop_front()? {
            Slot::Value(None) => Some(None),
            Slot::Value(Some(value)) => value.downcast_ref().copied().map(Some),
            Slot::Text(_) => None,
        }
    }

    fn text(&mut self, _: &'static Item) -> Option<Option<String>> {
        match self.slots.pop_front()? {
            Slot::Text(text) => Some(text),
            Slot::Value(_) => None,
        }
    }

    /// A form that has the item writes it.
    fn missing(&mut self, _: &'static Item) {}
}
