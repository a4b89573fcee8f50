//! `Display`, `FromStr` and serde for every value type, from its one grammar.

/// Implements `Display`, `FromStr` and serde as a string through [`Value`](super::Value).
///
/// `value_text!(Type)` serializes the standard's own characters; `value_text!(Type, without serde)`
/// leaves serde to the type (dates are ISO in JSON).
#[doc(hidden)]
#[macro_export]
macro_rules! __value_text {
    ($type:ty) => {
        $crate::__value_text!($type, without serde);

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::__private::json::text(deserializer, stringify!($type), str::parse)
            }
        }
    };
    ($type:ty, without serde) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::__private::display(self, f)
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::Fault;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$type as $crate::Value>::parse_chars(text)
            }
        }
    };
}

use super::{Put, Value};
use core::fmt;

struct Formatting<'a, 'b> {
    formatter: &'a mut fmt::Formatter<'b>,
    result: fmt::Result,
}

impl Put for Formatting<'_, '_> {
    fn ascii(&mut self, characters: &[u8]) {
        let text = str::from_utf8(characters).unwrap_or_default();
        self.result = self.result.and_then(|()| self.formatter.write_str(text));
    }

    fn character(&mut self, character: char) {
        self.result = self.result.and_then(|()| fmt::Write::write_char(self.formatter, character));
    }
}

/// Writes a value by its one grammar.
pub fn display<V: Value>(value: &V, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = Formatting { formatter, result: Ok(()) };
    value.put(&mut out);
    out.result
}
