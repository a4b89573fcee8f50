//! All texts of a form decoded at once, into one buffer that is used again.

use super::Text;
use crate::ms932::{DecodeError, SLACK, decode_content};
use careplan_model::{Item, MapText};

/// A buffer for the decoded texts of one form after the other.
///
/// The fastest way to decode forms: no allocation for a record once the buffer is as large as the largest one, and
/// several times as fast as a `String` for each text ([`Text::decode`]). `Debug` does not show what it holds.
///
/// ```
/// use careplan_csv::{Text, TextBuffer, forms};
/// use careplan_model::BasicInfoSchedule;
/// let file = b"202407,435073,0000000001,20260401,\"6:00\",\"\x8B\x4E\x8F\xB0\",\r\n";
/// let mut buffer = TextBuffer::new();
/// for record in forms::<BasicInfoSchedule<Text<'_>>>(file) {
///     let form: BasicInfoSchedule<&str> = buffer.decode(record?.form)?;
///     assert_eq!((form.time_of_day, form.user_routine), (Some("6:00"), Some("起床")));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct TextBuffer {
    /// Room that is used again; only its beginning holds texts of the form at hand.
    room: Vec<u8>,
}

/// A text of a form that cannot be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("No.{} {}: {error}", .item.number, .item.name)]
pub struct TextError {
    /// The item.
    pub item: &'static Item,
    /// What is wrong; its offset counts from the start of [`Text::content`].
    pub error: DecodeError,
}

/// Where a text lies in the buffer.
type Span = (usize, usize);

impl TextBuffer {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }

    /// The form with its texts decoded, as [`Text::decode`] does it. They borrow the buffer until the next form.
    ///
    /// # Errors
    ///
    /// The first text that cannot be decoded.
    #[inline]
    pub fn decode<'t, 'b, F>(
        &'b mut self,
        form: F,
    ) -> Result<<F::With<Span> as MapText>::With<&'b str>, TextError>
    where
        F: MapText<Text = Text<'t>>,
        F::With<Span>: MapText<Text = Span>,
    {
        let mut end = 0;
        let spans = form.map_text(|item, text| {
            let start = end;
            let content = text.content();
            let needed = end + 3 * content.len() + SLACK;
            if self.room.len() < needed {
                self.room.resize(2 * needed, 0);
            }
            match decode_content(content, self.room.get_mut(start..).unwrap_or_default()) {
                Ok(length) => end += length,
                Err(error) => return Err(TextError { item, error }),
            }
            Ok((start, end))
        })?;
        // The bytes are UTF-8 by the table; to say so of all texts at once costs next to nothing.
        let texts = self.room.get(..end).and_then(|bytes| simdutf8::basic::from_utf8(bytes).ok());
        let texts = texts.unwrap_or_default();
        spans.map_text(|item, (start, end)| match texts.get(start..end) {
            Some(text) => Ok(text),
            // Never, by the tests of the table; and if it were, it would not be silent.
            None => Err(TextError { item, error: DecodeError::new(start, 0, None) }),
        })
    }
}

impl core::fmt::Debug for TextBuffer {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "TextBuffer(«{} bytes»)", self.room.len())
    }
}
