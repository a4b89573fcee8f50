//! Codes: a few ASCII characters, held in place.

// A code is scanned where it stands: as a call of its own, its result went through memory.
#![allow(clippy::inline_always)]

use super::{Fault, Put, Value};
use crate::layout::ItemType;
use core::num::NonZeroU8;

/// Whether a byte may stand in a code: visible ASCII without the two that CSV uses.
#[inline]
pub(crate) const fn is_code_byte(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'"' && byte != b','
}

/// One to `N` visible ASCII characters, kept as they are.
///
/// ```
/// use careplan_model::Code;
/// let code: Code<2> = "2A".parse()?;
/// assert_eq!(code.as_str(), "2A");
/// assert!("2A1".parse::<Code<2>>().is_err());
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code<const N: usize> {
    bytes: [u8; N],
    length: NonZeroU8,
}

impl<const N: usize> Code<N> {
    /// The characters.
    #[inline]
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.length.get())).unwrap_or_default()
    }

    /// The characters as text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// A code from text that is known to fit, for constants; `None` if it does not.
    pub const fn new(text: &str) -> Option<Self> {
        let source = text.as_bytes();
        if source.len() > N || source.len() > 255 {
            return None;
        }
        let mut bytes = [0; N];
        let mut place = 0;
        while place < source.len() {
            if !is_code_byte(source[place]) {
                return None;
            }
            bytes[place] = source[place];
            place += 1;
        }
        // A blank item is no code: zero has no `NonZeroU8`.
        #[allow(clippy::cast_possible_truncation)] // checked above
        match NonZeroU8::new(source.len() as u8) {
            Some(length) => Some(Self { bytes, length }),
            None => None,
        }
    }

    /// How many characters there are; never zero.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        usize::from(self.length.get())
    }
}

impl<const N: usize> Code<N> {
    /// All `N` characters, which are known to be visible ASCII.
    #[inline]
    pub(super) fn full(bytes: [u8; N]) -> Option<Self> {
        Some(Self { bytes, length: NonZeroU8::new(u8::try_from(N).ok()?)? })
    }

    /// The characters with zeros behind them.
    #[inline]
    #[doc(hidden)]
    pub fn padded(&self) -> &[u8; N] {
        &self.bytes
    }

    #[inline(never)]
    fn scan_short(input: &[u8]) -> Option<(Self, usize)> {
        let length = input.iter().take(N + 1).take_while(|byte| is_code_byte(**byte)).count();
        let mut bytes = [0; N];
        bytes.get_mut(..length)?.copy_from_slice(input.get(..length)?);
        Some((Self { bytes, length: NonZeroU8::new(u8::try_from(length).ok()?)? }, length))
    }
}

/// The top bits of the bytes that are no letters, digits or signs behind the comma in ASCII, which all codes
/// but odd ones consist of. Behind such a byte, the bits may be wrong.
#[inline]
const fn other_bits(word: u64) -> u64 {
    const AFTER_COMMA: u64 = u64::from_le_bytes([b',' + 1; 8]);
    const FROM_DELETE: u64 = u64::from_le_bytes([0x80 - 0x7F; 8]);
    // Up to the comma the difference has the top bit, from 7F on the sum, or the byte itself.
    (word | word.wrapping_add(FROM_DELETE) | word.wrapping_sub(AFTER_COMMA)) & 0x8080_8080_8080_8080
}

/// The first `N` bytes (at most 15), if they are as nearly all codes are and a comma follows.
#[cfg_attr(not(debug_assertions), inline(always))]
fn full_code<const N: usize>(input: &[u8]) -> Option<&[u8; N]> {
    // Bytes that are there in any record but the last one of a file, so that words can be read.
    let window = input.first_chunk::<16>()?;
    let word = |place: usize| Some(u64::from_le_bytes(*window.get(place..)?.first_chunk()?));
    let others = if N < 8 {
        other_bits(word(0)?) << (64 - 8 * N)
    } else {
        // The two words overlap, which does no harm.
        other_bits(word(0)?) | other_bits(word(N - 8)?)
    };
    (others == 0 && window.get(N) == Some(&b',')).then(|| window.first_chunk()).flatten()
}

impl<const N: usize> Value for Code<N> {
    const TYPE: ItemType = ItemType::Alphanumeric;

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        // Almost every code has its full length, so look for that first.
        if N > 0
            && N < 16
            && let Some(head) = full_code::<N>(input)
        {
            return Some((Self::full(*head)?, N));
        }
        Self::scan_short(input)
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().all(|byte| is_code_byte(*byte)) {
            Fault::TooLong { max: u16::try_from(N).unwrap_or(u16::MAX) }
        } else {
            Fault::BadCharacters
        }
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        out.ascii(self.as_bytes());
    }
}

impl<const N: usize> core::fmt::Debug for Code<N> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const N: usize> core::fmt::Display for Code<N> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const N: usize> core::str::FromStr for Code<N> {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::parse_chars(text)
    }
}

#[cfg(feature = "serde")]
impl<const N: usize> serde::Serialize for Code<N> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de, const N: usize> serde::Deserialize<'de> for Code<N> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::form::json::text(deserializer, "code", str::parse)
    }
}

/// Declares a type that is a [`Code`] with a meaning of its own.
macro_rules! code_type {
    ($(#[$meta:meta])* pub struct $name:ident($length:literal): $item_type:ident $(is $identifier:ident)?;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(crate) $crate::value::Code<$length>);

        impl $name {
            /// The characters, as they stand in the file.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The same as bytes, all ASCII: comparing these is cheaper.
            #[inline]
            pub fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }

            /// The same from text that is known to fit, for constants; `None` if it does not.
            pub const fn new(text: &str) -> Option<Self> {
                match $crate::value::Code::new(text) {
                    Some(code) => Some(Self(code)),
                    None => None,
                }
            }
        }

        impl $crate::value::Value for $name {
            const TYPE: $crate::layout::ItemType = $crate::layout::ItemType::$item_type;
            $(
                const IDENTIFIER: Option<$crate::layout::Identifier> =
                    Some($crate::layout::Identifier::$identifier);
            )?

            #[allow(clippy::inline_always)] // as Code::scan
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn scan(input: &[u8]) -> Option<(Self, usize)> {
                let (code, length) = $crate::value::Code::scan(input)?;
                Some((Self(code), length))
            }

            fn explain(item: &[u8]) -> $crate::value::Fault {
                $crate::value::Code::<$length>::explain(item)
            }

            #[inline]
            fn put(&self, out: &mut impl $crate::value::Put) {
                self.0.put(out);
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        $crate::__value_text!($name);
    };
}
pub(crate) use code_type;

#[cfg(test)]
mod tests {
    use super::*;

    /// Each byte at each place of a code of `N` characters, and behind it.
    fn judges_every_byte<const N: usize>() {
        let characters = *b"A0-~!z+#$%1/9.:,...........";
        let scan =
            |bytes: &[u8]| Code::<N>::scan(bytes).map(|(code, length)| (code.as_bytes().to_vec(), length));
        for byte in 0..=255u8 {
            for place in 0..=N {
                let mut bytes = characters;
                bytes[N] = b',';
                bytes[place] = byte;
                let length = bytes.iter().take_while(|byte| is_code_byte(**byte)).count();
                let code = (1..=N).contains(&length).then(|| (bytes[..length].to_vec(), length));
                assert_eq!(scan(&bytes), code, "{byte:02X} at {place} of {N}");
                assert_eq!(scan(&bytes[..=N]), code, "{byte:02X} at {place} of {N}, at the end");
            }
        }
    }

    #[test]
    fn all_bytes_are_judged_at_once() {
        judges_every_byte::<1>();
        judges_every_byte::<2>();
        judges_every_byte::<6>();
        judges_every_byte::<7>();
        judges_every_byte::<8>();
        judges_every_byte::<10>();
        judges_every_byte::<12>();
        judges_every_byte::<15>();
        judges_every_byte::<16>();
    }

    #[test]
    fn shorter_codes_are_read_too() {
        let scan = |input: &[u8]| Code::<10>::scan(input).map(|(code, length)| (code.to_string(), length));
        assert_eq!(scan(b"1234567890,"), Some(("1234567890".into(), 10)));
        assert_eq!(scan(b"123456789,"), Some(("123456789".into(), 9)));
        assert_eq!(scan(b"1,"), Some(("1".into(), 1)));
        assert_eq!(scan(b"12345678901,"), None);
        assert_eq!(scan(b",234567890,"), None);
    }
}
