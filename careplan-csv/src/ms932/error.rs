//! What can be wrong with bytes or with characters, and where.

use core::fmt;

use super::tables::{gaiji, is_lead, is_trail};

/// Bytes that cannot be read as text: where they are and what is wrong with them.
///
/// ```
/// use careplan_csv::ms932::{DecodeFault, decode};
///
/// let error = decode(b"A\x80B").unwrap_err();
/// assert_eq!((error.offset, error.kind, error.bytes()), (1, DecodeFault::Invalid, &[0x80][..]));
/// assert_eq!(error.to_string(), "byte 80 at offset 1: not an MS932 character");
///
/// let error = decode(b"\x8E\x52\xF0\x40").unwrap_err();
/// assert_eq!((error.offset, error.kind), (2, DecodeFault::Gaiji));
/// assert_eq!(error.to_string(), "bytes F0 40 at offset 2: a user-defined character (外字)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{seen} at offset {offset}: {kind}")]
pub struct DecodeError {
    /// Offset of the first of the bad bytes.
    pub offset: usize,
    /// What is wrong with them.
    pub kind: DecodeFault,
    seen: Seen,
}

/// What can be wrong with bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecodeFault {
    /// No character has this code: a byte 80, A0 or FD–FF, a lead byte without a trail byte after it, or a
    /// pair that is not assigned.
    Invalid,
    /// 外字: one of the codes F040–F9FC, whose characters every computer defines for itself.
    Gaiji,
}

impl fmt::Display for DecodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "not an MS932 character",
            Self::Gaiji => "a user-defined character (外字)",
        })
    }
}

impl DecodeError {
    /// The fault at a byte with which no legal character begins.
    #[cold]
    pub(crate) fn new(offset: usize, first: u8, second: Option<u8>) -> Self {
        match second {
            Some(trail) if is_lead(first) && is_trail(trail) => {
                let kind =
                    if gaiji(first, trail).is_some() { DecodeFault::Gaiji } else { DecodeFault::Invalid };
                Self { offset, kind, seen: Seen::Pair([first, trail]) }
            }
            _ => Self { offset, kind: DecodeFault::Invalid, seen: Seen::Byte([first]) },
        }
    }

    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        let what = match self.kind {
            DecodeFault::Invalid => "Shift_JIS（MS932）として読めないバイト",
            DecodeFault::Gaiji => "外字（利用者定義文字）",
        };
        format!("{what}（{}）があります", self.seen)
    }

    /// The bytes at fault: two for a lead byte with a trail byte after it, else one.
    pub fn bytes(&self) -> &[u8] {
        match &self.seen {
            Seen::Byte(bytes) => bytes,
            Seen::Pair(bytes) => bytes,
        }
    }

    /// Offset at which reading goes on for those who do not stop here.
    ///
    /// Behind the bad bytes; but an unassigned pair whose second byte is ASCII costs only its lead byte. A
    /// stray lead byte then never swallows a letter or a digit, as it never swallows a comma or a quote.
    pub fn next_offset(&self) -> usize {
        let length = match (self.kind, self.seen) {
            (_, Seen::Byte(_)) => 1,
            (DecodeFault::Invalid, Seen::Pair([_, trail])) if trail.is_ascii() => 1,
            (_, Seen::Pair(_)) => 2,
        };
        self.offset.saturating_add(length)
    }

    /// The same error for someone who counts from `base` bytes earlier: a field's error, told for its record.
    #[must_use]
    pub fn offset_by(self, base: usize) -> Self {
        Self { offset: self.offset.saturating_add(base), ..self }
    }

    /// The private-use character that stands for a 外字.
    pub(super) fn private_use(&self) -> Option<char> {
        match self.seen {
            Seen::Pair([lead, trail]) => gaiji(lead, trail),
            Seen::Byte(_) => None,
        }
    }
}

/// The bytes at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Seen {
    Byte([u8; 1]),
    Pair([u8; 2]),
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Byte([byte]) => write!(f, "byte {byte:02X}"),
            Self::Pair([lead, trail]) => write!(f, "bytes {lead:02X} {trail:02X}"),
        }
    }
}

/// A character that cannot be written: which, where and why.
///
/// ```
/// use careplan_csv::ms932::{EncodeFault, encode};
///
/// let error = encode("9時〜10時").unwrap_err();
/// assert_eq!((error.character, error.offset, error.kind), ('〜', 4, EncodeFault::NotInMs932));
/// assert_eq!(error.to_string(), "character '〜' (U+301C) at offset 4: not in MS932");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("character {character:?} (U+{:04X}) at offset {offset}: {kind}", u32::from(*.character))]
pub struct EncodeError {
    /// The character.
    pub character: char,
    /// Its offset in the text, in bytes.
    pub offset: usize,
    /// Why it cannot be written.
    pub kind: EncodeFault,
}

/// Why a character cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EncodeFault {
    /// MS932 does not have it.
    NotInMs932,
    /// U+E000–E757: Windows writes these as 外字, and no receiver knows what they look like.
    Gaiji,
}

impl fmt::Display for EncodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotInMs932 => "not in MS932",
            Self::Gaiji => "a private-use character, which MS932 would write as 外字",
        })
    }
}

impl EncodeError {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        let code = u32::from(self.character);
        match self.kind {
            EncodeFault::NotInMs932 => {
                format!("MS932にない文字「{}」（U+{code:04X}）があります", self.character)
            }
            EncodeFault::Gaiji => format!("外字（私用領域の文字 U+{code:04X}）は書き出せません"),
        }
    }

    /// The fault of a character without a code.
    #[cold]
    pub(super) fn new(character: char, offset: usize) -> Self {
        let kind = match character {
            '\u{E000}'..='\u{E757}' => EncodeFault::Gaiji,
            _ => EncodeFault::NotInMs932,
        };
        Self { character, offset, kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_one_and_of_two_bytes() {
        let told = |first, second| DecodeError::new(7, first, second);
        for byte in [0x80, 0xA0, 0xFD, 0xFE, 0xFF] {
            assert_eq!(told(byte, Some(0x40)).bytes(), [byte]);
        }
        // A lead byte alone: at the end, before a separator, before a byte that ends no pair.
        for second in [None, Some(b','), Some(b'"'), Some(b'\r'), Some(0x7F), Some(0xFD)] {
            assert_eq!((told(0x81, second).bytes(), told(0x81, second).next_offset()), (&[0x81][..], 8));
        }
        // An unassigned pair: only a second byte that is no ASCII goes with it.
        assert_eq!(
            (told(0x82, Some(0xF2)).bytes(), told(0x82, Some(0xF2)).next_offset()),
            (&[0x82, 0xF2][..], 9)
        );
        assert_eq!(
            (told(0x82, Some(b'A')).bytes(), told(0x82, Some(b'A')).next_offset()),
            (&[0x82, b'A'][..], 8)
        );
        // 外字 always take both.
        assert_eq!(
            (told(0xF0, Some(b'A')).kind, told(0xF0, Some(b'A')).next_offset()),
            (DecodeFault::Gaiji, 9)
        );
        assert_eq!(told(0xF0, Some(b'A')).offset_by(10).offset, 17);
    }

    #[test]
    fn control_characters_are_escaped_in_messages() {
        assert_eq!(
            EncodeError::new('\u{80}', 0).to_string(),
            "character '\\u{80}' (U+0080) at offset 0: not in MS932"
        );
        assert_eq!(EncodeError::new('\u{E757}', 0).kind, EncodeFault::Gaiji);
        assert_eq!(EncodeError::new('\u{E758}', 0).kind, EncodeFault::NotInMs932);
    }
}
