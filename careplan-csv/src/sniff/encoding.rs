//! Files that are not Shift_JIS at all.

use crate::ms932;

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
    /// Without a byte order mark a file counts as UTF-8 if all of it is valid UTF-8 and that reading has
    /// the greater share of common Japanese characters. Shift_JIS can be valid UTF-8 by chance (a rare kanji
    /// before a common one), and UTF-8 can be legal Shift_JIS (見本 reads 隕区悽), so that validity alone
    /// does not tell.
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
        // A character above U+07FF, as all Japanese are, takes three bytes or more, the first E0 or greater.
        if !text.bytes().any(|byte| byte >= 0xE0) {
            return None;
        }
        let (common, all) = common_characters(text);
        let (common_otherwise, all_otherwise) = common_characters(&ms932::decode_lossy(bytes));
        (common * all_otherwise > common_otherwise * all).then_some(Self::Utf8)
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

/// How many characters of a text are common in Japanese, and how many are no ASCII.
fn common_characters(text: &str) -> (usize, usize) {
    let mut common = 0;
    let mut all = 0;
    let mut code = Vec::new();
    for character in text.chars().filter(|character| !character.is_ascii()) {
        all += 1;
        code.clear();
        let is_one = match character {
            // Blanks and punctuation, kana, full-width letters and digits.
            '\u{3000}'..='\u{30FF}' | '\u{FF01}'..='\u{FF5E}' => true,
            // Kanji of the first level of JIS X 0208, which are those in daily use, and the IBM
            // extensions, which stand in names.
            _ => {
                ms932::encode_into(character.encode_utf8(&mut [0; 4]), &mut code).is_ok()
                    && matches!(code[..], [lead, trail] if is_common(u16::from_be_bytes([lead, trail])))
            }
        };
        common += usize::from(is_one);
    }
    (common, all)
}

fn is_common(code: u16) -> bool {
    matches!(code, 0x889F..=0x9872 | 0xFA40..=0xFC4B)
}

impl core::fmt::Display for Encoding {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn shift_jis_that_is_valid_utf8_by_chance_stays_shift_jis() {
        // A kanji of the second level before one of the first, whose second byte is ASCII.
        for text in [&b"\xE9\x97\x8F\x5C"[..], b"\xE1\x9C\x95\x5C", b"\xE8\xB2\x96\x7B,\xE2\x99\x8E\x52"] {
            assert!(str::from_utf8(text).is_ok());
            assert_eq!(Encoding::other_than_ms932(text), None, "{text:02X?}");
        }
    }

    #[test]
    fn utf8_that_is_legal_shift_jis_stays_utf8() {
        for text in ["見本", "例示市", "訪問介護", "山田　太郎", "髙﨑", "あ", "本人A"] {
            assert_eq!(Encoding::other_than_ms932(text.as_bytes()), Some(Encoding::Utf8), "{text}");
        }
    }

    #[test]
    fn ascii_and_half_width_kana_say_nothing() {
        for text in [&b"202407,991018"[..], b"", b"\xC3\xA1\xC5\xB1"] {
            assert_eq!(Encoding::other_than_ms932(text), None);
        }
    }
}
