//! Files that are not Shift_JIS at all.

/// An encoding other than Shift_JIS that files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 with Japanese text and without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark.
    Utf8Bom,
    /// UTF-16, little endian, by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, by its byte order mark.
    Utf16Be,
}

impl Encoding {
    /// The encoding of a file that is not Shift_JIS; `None` if nothing speaks against Shift_JIS.
    ///
    /// Without a byte order mark a file counts as UTF-8 if all of it is valid UTF-8 and it has a
    /// character above U+07FF, as all Japanese text has. Half-width kana in Shift_JIS can be valid
    /// UTF-8 by chance, but only as characters below that.
    ///
    /// ```
    /// use careplan_csv::Encoding;
    /// assert_eq!(Encoding::other_than_ms932("見本".as_bytes()), Some(Encoding::Utf8));
    /// assert_eq!(Encoding::other_than_ms932(b"\x8C\xA9\x96\x7B"), None);
    /// ```
    pub fn other_than_ms932(file: &[u8]) -> Option<Self> {
        Self::guess(file, true)
    }

    /// The same for the beginning of a file, which may end inside a character.
    pub(crate) fn of_beginning(beginning: &[u8]) -> Option<Self> {
        Self::guess(beginning, false)
    }

    fn guess(bytes: &[u8], complete: bool) -> Option<Self> {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => return Some(Self::Utf8Bom),
            [0xFF, 0xFE, ..] => return Some(Self::Utf16Le),
            [0xFE, 0xFF, ..] => return Some(Self::Utf16Be),
            _ => {}
        }
        let text = match str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if !complete && error.error_len().is_none() => {
                str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
            }
            Err(_) => return None,
        };
        // A character above U+07FF takes three bytes or four, the first of them E0 or greater.
        text.bytes().any(|byte| byte >= 0xE0).then_some(Self::Utf8)
    }

    /// How people call it in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8（BOM付き）",
            Self::Utf16Le => "UTF-16（リトルエンディアン）",
            Self::Utf16Be => "UTF-16（ビッグエンディアン）",
        }
    }

    /// How people call it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 with BOM",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }
}

impl core::fmt::Display for Encoding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.label())
    }
}
