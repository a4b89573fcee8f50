//! One record put together, item by item.

use super::WriteOptions;
use super::text::{TextRefusal, WriteText};
use crate::error::Error;
use crate::ms932::{self, EncodeError};
use careplan_model::{CsvVersion, Edition, Item, Layout, LayoutFamily, Put, Sink, Value};

/// What keeps a record from being written.
pub(super) enum Refusal {
    Text(&'static Item, TextRefusal),
    NotInEdition(&'static Item, LayoutFamily),
    FormNotInEdition(&'static Layout, LayoutFamily),
    Missing(&'static Item),
}

impl Refusal {
    pub(super) fn of_record(self, record: u64) -> Error {
        match self {
            Self::Text(item, TextRefusal::Encode(error)) => Error::Encode { record, item, error },
            Self::Text(item, TextRefusal::Decode(error)) => Error::Decode { record, item, error },
            Self::NotInEdition(item, family) => Error::NotInEdition { record, item, family },
            Self::FormNotInEdition(layout, family) => Error::FormNotInEdition { record, layout, family },
            Self::Missing(item) => Error::Missing { record, item },
        }
    }
}

pub(super) struct RecordSink<'w> {
    out: &'w mut Vec<u8>,
    options: &'w WriteOptions,
    family: LayoutFamily,
}

impl<'w> RecordSink<'w> {
    pub(super) fn new(out: &'w mut Vec<u8>, options: &'w WriteOptions) -> Self {
        let family = options.family.or(options.edition.map(Edition::family));
        Self { out, options, family: family.unwrap_or(LayoutFamily::V4) }
    }

    /// Ends the record of a form with this layout.
    pub(super) fn end(&mut self, layout: &'static Layout) -> Result<(), Refusal> {
        if !layout.is_in(self.family) {
            return Err(Refusal::FormNotInEdition(layout, self.family));
        }
        self.out.extend_from_slice(b"\r\n");
        Ok(())
    }

    /// Begins an item; `false` if the edition has no place for it.
    #[inline]
    fn begin(&mut self, item: &'static Item, has_value: bool) -> Result<bool, Refusal> {
        if !item.is_in(self.family) {
            return if has_value { Err(Refusal::NotInEdition(item, self.family)) } else { Ok(false) };
        }
        if item.number > 1 {
            self.out.push(b',');
        }
        Ok(true)
    }

    #[inline]
    fn put<V: Value>(&mut self, item: &'static Item, value: &V) -> Result<(), Refusal> {
        let mut put = Bytes { out: self.out, length: 0, fault: None };
        value.put(&mut put);
        match put.fault {
            None => Ok(()),
            Some(error) => Err(Refusal::Text(item, TextRefusal::Encode(error))),
        }
    }

    /// CSVバージョン, and values that are to be quoted.
    fn unusual_value<V: Value>(&mut self, item: &'static Item, value: Option<&V>) -> Result<(), Refusal> {
        let quoted = self.options.quote_all && (value.is_some() || self.options.quote_blanks);
        if quoted {
            self.out.push(b'"');
        }
        let start = self.out.len();
        match (value, self.options.edition) {
            (Some(_), Some(edition)) if item.number == 1 => self.put(item, &edition.version())?,
            (Some(value), _) => self.put(item, value)?,
            (None, _) => {}
        }
        if item.number == 1 {
            self.follow_version(start);
        }
        if quoted {
            self.out.push(b'"');
        }
        Ok(())
    }

    /// The layout follows from the version, unless the options say otherwise.
    fn follow_version(&mut self, start: usize) {
        if self.options.family.is_none()
            && self.options.edition.is_none()
            && let Ok(version) = CsvVersion::parse(self.out.get(start..).unwrap_or_default())
            && let Some(edition) = version.edition()
        {
            self.family = edition.family();
        }
    }
}

impl<T: WriteText> Sink<T> for RecordSink<'_> {
    type Error = Refusal;

    #[inline]
    fn value<V: Value>(&mut self, item: &'static Item, value: Option<&V>) -> Result<(), Refusal> {
        if !self.begin(item, value.is_some())? {
            return Ok(());
        }
        if item.number == 1 || self.options.quote_all {
            return self.unusual_value(item, value);
        }
        match value {
            Some(value) => self.put(item, value),
            None => Ok(()),
        }
    }

    fn required_text(&mut self, item: &'static Item, text: &T) -> Result<(), Refusal> {
        if text.is_blank() { Err(Refusal::Missing(item)) } else { self.text(item, Some(text)) }
    }

    #[inline]
    fn text(&mut self, item: &'static Item, text: Option<&T>) -> Result<(), Refusal> {
        let text = text.filter(|text| !text.is_blank());
        if !self.begin(item, text.is_some())? {
            return Ok(());
        }
        let Some(text) = text else {
            if self.options.quote_blanks && (self.options.quote_all || item.item_type.is_quoted()) {
                self.out.extend_from_slice(b"\"\"");
            }
            return Ok(());
        };
        let start = self.out.len();
        self.out.push(b'"');
        text.write_text(item, self.options, self.out).map_err(|refusal| Refusal::Text(item, refusal))?;
        let needs_quotes = item.item_type.is_quoted()
            || self.options.quote_all
            || self.out.iter().skip(start + 1).any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n'));
        if needs_quotes {
            self.out.push(b'"');
        } else {
            // Postal codes, phone numbers: bare, unless a separator stands in them.
            self.out.remove(start);
        }
        Ok(())
    }
}

/// A value's characters as bytes.
struct Bytes<'w> {
    out: &'w mut Vec<u8>,
    /// The length of what was put, as text.
    length: usize,
    fault: Option<EncodeError>,
}

impl Put for Bytes<'_> {
    #[inline]
    fn ascii(&mut self, characters: &[u8]) {
        self.length += characters.len();
        self.out.extend_from_slice(characters);
    }

    fn character(&mut self, character: char) {
        match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => self.out.push(byte),
            _ => {
                if let Err(error) = ms932::encode_into(character.encode_utf8(&mut [0; 4]), self.out) {
                    self.fault.get_or_insert(EncodeError { offset: self.length, ..error });
                }
            }
        }
        self.length += character.len_utf8();
    }
}
