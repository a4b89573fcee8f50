//! Forms: what every one of them can do, and where their items come from and go to.
//!
//! A form knows neither bytes nor CSV. It reads itself from a [`Source`] of items and writes itself
//! to a [`Sink`]; `careplan-csv` implements both for files, [`ItemSource`] here for texts that are
//! already split.

mod declare;
mod items;
#[cfg(feature = "serde")]
pub mod json;
mod table;

pub(crate) use declare::quiet;
pub use items::{ItemError, ItemErrors, ItemSource};

use crate::layout::{Item, Layout};
use crate::value::Value;

/// A form of the standard.
pub trait Form: Sized {
    /// How it holds its texts; `String` for a form that has none.
    type Text;

    /// Its items.
    const LAYOUT: &'static Layout;
}

/// A form whose texts are held as `T`; forms without text have every `T`.
pub trait FormOf<T>: Form {
    /// Reads all items in order. `None` if some item cannot be read, which the source has noted.
    fn read<S: Source<Text = T>>(source: &mut S) -> Option<Self>;

    /// Writes all items in order.
    ///
    /// # Errors
    ///
    /// What the sink refuses.
    fn write<K: Sink<T>>(&self, sink: &mut K) -> Result<(), K::Error>;
}

/// A form whose texts can be held another way, for code that handles all forms alike. Forms without texts
/// stay what they are.
pub trait MapText: Form {
    /// The same form with its texts held as `U`.
    type With<U>;

    /// The same form with its texts held another way. The closure gets the item and its text.
    ///
    /// # Errors
    ///
    /// The first error of the closure.
    fn map_text<U, E>(
        self,
        map: impl FnMut(&'static Item, Self::Text) -> Result<U, E>,
    ) -> Result<Self::With<U>, E>;
}

/// Where the items of a record come from, one after the other.
///
/// The methods with a value return `None` when the item is there and cannot be read; the source
/// keeps what was wrong. `Some(None)` is a blank item.
pub trait Source {
    /// How texts are held.
    type Text;

    /// Whether reading may stop at the first item that cannot be read. A source that reports all
    /// errors says `false`.
    const STOPS_AT_FIRST: bool;

    /// Whether the record that is read has this item (older editions lack some).
    fn has(&self, item: &'static Item) -> bool;

    /// The next item, a value.
    fn value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>>;

    /// The next item, a text.
    fn text(&mut self, item: &'static Item) -> Option<Option<Self::Text>>;

    /// Notes that a required item is blank.
    fn missing(&mut self, item: &'static Item);

    /// An item that must have a value.
    #[inline]
    fn required_value<V: Value>(&mut self, item: &'static Item) -> Option<V> {
        let value = self.value(item)?;
        if value.is_none() {
            self.missing(item);
        }
        value
    }

    /// An item that may be blank, or be missing from the edition.
    #[inline]
    fn optional_value<V: Value>(&mut self, item: &'static Item) -> Option<Option<V>> {
        if self.has(item) { self.value(item) } else { Some(None) }
    }

    /// A text that must be there.
    #[inline]
    fn required_text(&mut self, item: &'static Item) -> Option<Self::Text> {
        let text = self.text(item)?;
        if text.is_none() {
            self.missing(item);
        }
        text
    }

    /// A text that may be blank, or be missing from the edition.
    #[inline]
    fn optional_text(&mut self, item: &'static Item) -> Option<Option<Self::Text>> {
        if self.has(item) { self.text(item) } else { Some(None) }
    }
}

/// Where the items of a form go to, one after the other.
pub trait Sink<T> {
    /// What a sink refuses: a filled item that the edition lacks, a text that cannot be encoded.
    type Error;

    /// Takes the next item, a value.
    fn value<V: Value>(&mut self, item: &'static Item, value: Option<&V>) -> Result<(), Self::Error>;

    /// Takes the next item, a text.
    fn text(&mut self, item: &'static Item, text: Option<&T>) -> Result<(), Self::Error>;

    /// A value that is always there.
    #[inline]
    fn required_value<V: Value>(&mut self, item: &'static Item, value: &V) -> Result<(), Self::Error> {
        self.value(item, Some(value))
    }

    /// A value that may be blank.
    #[inline]
    fn optional_value<V: Value>(
        &mut self,
        item: &'static Item,
        value: &Option<V>,
    ) -> Result<(), Self::Error> {
        self.value(item, value.as_ref())
    }

    /// A text that is always there.
    #[inline]
    fn required_text(&mut self, item: &'static Item, text: &T) -> Result<(), Self::Error> {
        self.text(item, Some(text))
    }

    /// A text that may be blank.
    #[inline]
    fn optional_text(&mut self, item: &'static Item, text: &Option<T>) -> Result<(), Self::Error> {
        self.text(item, text.as_ref())
    }
}
