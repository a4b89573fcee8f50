//! Texts that are looked at while they are read.

use super::{FromText, Text};
use crate::ms932::DecodeError;

/// A borrowed text of which all is known to be characters that may be written, and how many: forms of such texts
/// are checked while they are read, for a fraction of what decoding costs.
///
/// A record with a text that is none is an error with all its problems, as for owned forms.
///
/// ```
/// use careplan_csv::{CheckedText, Forms, entries};
/// use careplan_model::{BasicInfoSchedule, Form, Width};
/// let file = b"202407,435073,0000000001,20260401,\"6:00\",\"\x8B\x4E\x8F\xB0\",\r\n";
/// for record in Forms::<BasicInfoSchedule<CheckedText<'_>>, _>::new(entries(file)) {
///     let form = record?.form;
///     assert_eq!(form.user_routine.unwrap().characters(), 2);
/// }
/// # Ok::<(), careplan_csv::RecordError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CheckedText<'a> {
    text: Text<'a>,
    characters: usize,
}

impl<'a> CheckedText<'a> {
    /// The text.
    pub fn text(&self) -> Text<'a> {
        self.text
    }

    /// How many characters it has (項目長 counts them), doubled quotes counted once.
    pub fn characters(&self) -> usize {
        self.characters
    }
}

impl<'a> TryFrom<Text<'a>> for CheckedText<'a> {
    type Error = DecodeError;

    #[inline]
    fn try_from(text: Text<'a>) -> Result<Self, DecodeError> {
        text.check().map(|characters| Self { text, characters })
    }
}

impl<'a> FromText<'a> for CheckedText<'a> {
    #[inline]
    fn from_text(text: Text<'a>) -> Result<Self, DecodeError> {
        text.try_into()
    }
}
