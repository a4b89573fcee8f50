//! Texts into MS932, however they are held.

use super::WriteOptions;
use crate::ms932::{self, DecodeError, EncodeError};
use crate::text::Text;
use careplan_model::Item;
use std::borrow::Cow;

/// What keeps a text from being written.
#[derive(Debug)]
pub enum TextRefusal {
    /// A character that MS932 does not have.
    Encode(EncodeError),
    /// Borrowed bytes that are no character, or 外字.
    Decode(DecodeError),
}

/// A text that can be written: `String`, `&str`, `Cow<str>`, or a borrowed [`Text`].
pub trait WriteText {
    /// Whether there is nothing to write.
    fn is_blank(&self) -> bool;

    /// Appends the text in MS932, quotes doubled.
    ///
    /// # Errors
    ///
    /// What cannot be written; `out` may then hold a part of it.
    fn write_text(&self, item: &Item, options: &WriteOptions, out: &mut Vec<u8>) -> Result<(), TextRefusal>;
}

impl WriteText for str {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }

    fn write_text(&self, item: &Item, options: &WriteOptions, out: &mut Vec<u8>) -> Result<(), TextRefusal> {
        let text = if options.half_width_kana && item.is_kana {
            ms932::to_half_width_kana(self)
        } else {
            Cow::Borrowed(self)
        };
        let mut rest: &str = &text;
        loop {
            // Up to the first quote, which is then doubled.
            let quote = memchr::memchr(b'"', rest.as_bytes());
            let (piece, after) = quote.and_then(|at| rest.split_at_checked(at + 1)).unwrap_or((rest, ""));
            ms932::encode_into(piece, out).map_err(|error| {
                // In the text as it was given: where the character stands first.
                let offset = self.find(error.character).unwrap_or(error.offset);
                TextRefusal::Encode(EncodeError { offset, ..error })
            })?;
            if quote.is_none() {
                return Ok(());
            }
            out.push(b'"');
            rest = after;
        }
    }
}

impl WriteText for Text<'_> {
    fn is_blank(&self) -> bool {
        self.content().is_empty()
    }

    fn write_text(&self, item: &Item, options: &WriteOptions, out: &mut Vec<u8>) -> Result<(), TextRefusal> {
        if options.half_width_kana && item.is_kana {
            return self.decode().map_err(TextRefusal::Decode)?.write_text(item, options, out);
        }
        // Quotes inside are doubled already, and legal bytes pass as they are.
        if options.recode_alternates {
            out.extend_from_slice(&ms932::recode_canonical(self.content()).map_err(TextRefusal::Decode)?);
        } else {
            ms932::check(self.content()).map_err(TextRefusal::Decode)?;
            out.extend_from_slice(self.content());
        }
        Ok(())
    }
}

macro_rules! as_str {
    ($($type:ty),*) => {$(
        impl WriteText for $type {
            fn is_blank(&self) -> bool {
                self.is_empty()
            }

            fn write_text(&self, item: &Item, options: &WriteOptions, out: &mut Vec<u8>) -> Result<(), TextRefusal> {
                str::write_text(self, item, options, out)
            }
        }
    )*};
}
as_str!(String, &str, Cow<'_, str>);
