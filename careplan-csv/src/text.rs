//! Text that borrows the file and is decoded only when asked for.

mod buffer;
mod checked;

pub use buffer::{TextBuffer, TextError};
pub use checked::CheckedText;

use crate::ms932::{self, DecodeError};
use std::borrow::Cow;

/// The text of one item, as its bytes stand in the file.
///
/// It is never blank (a blank item is `None` in a form). Reading does not look at the characters:
/// [`decode`](Self::decode) and [`check`](Self::check) do. `Debug` shows the length only.
///
/// ```
/// use careplan_csv::{forms, Text};
/// use careplan_model::BasicInfoSchedule;
/// let file = b"202407,435073,0000000001,20260401,\"6:00\",\"\x8B\x4E\x8F\xB0\",\r\n";
/// let record = forms::<BasicInfoSchedule<Text<'_>>>(file).next().unwrap()?;
/// assert_eq!(record.form.user_routine.unwrap().decode()?, "起床");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text<'a> {
    /// Bare without a quote inside, or between quotes with every quote inside doubled.
    raw: &'a [u8],
}

impl<'a> Text<'a> {
    /// `raw` is a field that is bare or properly quoted, and not blank.
    #[inline]
    pub(crate) fn new(raw: &'a [u8]) -> Self {
        Self { raw }
    }

    /// The bytes of the field, with its quotes.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// Whether the field stands in quotes.
    pub fn is_quoted(&self) -> bool {
        self.raw.first() == Some(&b'"')
    }

    /// The bytes between the quotes; quotes inside are still doubled.
    #[inline]
    pub fn content(&self) -> &'a [u8] {
        match self.raw {
            [b'"', content @ .., b'"'] => content,
            bare => bare,
        }
    }

    /// The text, strictly: bytes that are no character of MS932 and 外字 are errors.
    ///
    /// Plain ASCII borrows the file.
    ///
    /// # Errors
    ///
    /// The first byte that is no character; its offset counts from the start of
    /// [`content`](Self::content).
    pub fn decode(&self) -> Result<Cow<'a, str>, DecodeError> {
        Ok(without_doubled_quotes(ms932::decode(self.content())?))
    }

    /// As [`decode`](Self::decode), with 外字 kept as the characters of private use that Windows
    /// gives them (U+E000–U+E757). They cannot be written again by the strict encoder.
    ///
    /// # Errors
    ///
    /// The first byte that is no character.
    pub fn decode_keeping_gaiji(&self) -> Result<Cow<'a, str>, DecodeError> {
        Ok(without_doubled_quotes(ms932::decode_keeping_gaiji(self.content())?))
    }

    /// The text for showing to people, whatever the bytes are: U+FFFD for what is no character.
    pub fn decode_lossy(&self) -> Cow<'a, str> {
        without_doubled_quotes(ms932::decode_lossy(self.content()))
    }

    /// Appends the text to `out`, which allocates nothing when its capacity suffices.
    ///
    /// # Errors
    ///
    /// The first byte that is no character; `out` is then as it was.
    pub fn decode_into(&self, out: &mut String) -> Result<(), DecodeError> {
        let before = out.len();
        let content = self.content();
        let mut start = 0;
        loop {
            let rest = content.get(start..).unwrap_or_default();
            // Every quote is doubled: the first of the two ends a piece, the second is left out.
            let quote = memchr::memchr(b'"', rest);
            let piece = quote.map_or(Some(rest), |quote| rest.get(..=quote)).unwrap_or_default();
            if let Err(error) = ms932::decode_into(piece, out) {
                out.truncate(before);
                return Err(error.offset_by(start));
            }
            match quote {
                Some(quote) => start += quote + 2,
                None => return Ok(()),
            }
        }
    }

    /// Whether every byte belongs to a character that may be written; the number of characters
    /// (項目長 counts them), doubled quotes counted once.
    ///
    /// # Errors
    ///
    /// The first byte that is no character, or 外字.
    pub fn check(&self) -> Result<usize, DecodeError> {
        let content = self.content();
        let quotes = if self.is_quoted() { memchr::memchr_iter(b'"', content).count() } else { 0 };
        Ok(ms932::check(content)? - quotes / 2)
    }
}

/// In a field that is read, every quote stands doubled.
fn without_doubled_quotes(text: Cow<'_, str>) -> Cow<'_, str> {
    match memchr::memchr(b'"', text.as_bytes()) {
        Some(_) => Cow::Owned(text.replace("\"\"", "\"")),
        None => text,
    }
}

impl core::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Text(«{} bytes»)", self.content().len())
    }
}

/// How a form can hold the text of a file: borrowed ([`Text`]), decoded, or owned.
pub trait FromText<'a>: Sized {
    /// Takes the text of one item.
    ///
    /// # Errors
    ///
    /// Bytes that are no character, where holding it means decoding it.
    fn from_text(text: Text<'a>) -> Result<Self, DecodeError>;
}

impl<'a> FromText<'a> for Text<'a> {
    #[inline]
    fn from_text(text: Text<'a>) -> Result<Self, DecodeError> {
        Ok(text)
    }
}

impl<'a> FromText<'a> for Cow<'a, str> {
    fn from_text(text: Text<'a>) -> Result<Self, DecodeError> {
        text.decode()
    }
}

impl FromText<'_> for String {
    fn from_text(text: Text<'_>) -> Result<Self, DecodeError> {
        text.decode().map(Cow::into_owned)
    }
}
