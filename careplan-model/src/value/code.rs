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

/// Whether [`is_code_byte`] holds for the first `N` bytes (at most 16) and not for the next one. `None`
/// where the input is too short to look at all of them at once.
#[inline(always)]
fn is_full_code<const N: usize>(input: &[u8]) -> Option<bool> {
    // A loop of fixed length without branches: a few vector instructions.
    let window = input.first_chunk::<16>()?;
    let mut fits = true;
    for (place, byte) in window.iter().enumerate() {
        fits &= place >= N || is_code_byte(*byte);
    }
    let ends = N >= 16 || window.get(N).is_some_and(|next| !is_code_byte(*next));
    Some(fits & ends)
}

impl<const N: usize> Value for Code<N> {
    const TYPE: ItemType = ItemType::Alphanumeric;

    #[inline(always)]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        // Almost every code has its full length, so look for that first.
        if N < 16
            && is_full_code::<N>(input) == Some(true)
            && let Some(head) = input.first_chunk::<N>()
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
            #[inline(always)]
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

    #[test]
    fn all_bytes_are_judged_at_once() {
        for byte in 0..=255u8 {
            for place in 0..10 {
                let mut bytes = *b"A0-~!z+#$%,...........";
                if let Some(at) = bytes.get_mut(place) {
                    *at = byte;
                }
                assert_eq!(is_full_code::<10>(&bytes), Some(is_code_byte(byte)), "{byte:02X} at {place}");
            }
            let mut bytes = *b"A0-~!z+#$%,...........";
            bytes[10] = byte;
            assert_eq!(is_full_code::<10>(&bytes), Some(!is_code_byte(byte)), "{byte:02X} behind");
        }
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
