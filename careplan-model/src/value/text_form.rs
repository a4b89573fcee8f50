//! `Display`, `FromStr` and serde for every value type, from its one grammar.

/// Implements `Display`, `FromStr` and serde as a string through [`Value`](super::Value).
///
/// `value_text!(Type)` serializes the standard's own characters; `value_text!(Type, without serde)`
/// leaves serde to the type (dates are ISO in JSON).
macro_rules! value_text {
    ($type:ty) => {
        $crate::value::value_text!($type, without serde);

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::form::json::text(deserializer, stringify!($type), str::parse)
            }
        }
    };
    ($type:ty, without serde) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                $crate::value::text_form::display(self, f)
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::value::Fault;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$type as $crate::value::Value>::parse_chars(text)
            }
        }
    };
}
pub(crate) use value_text;

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

pub(crate) fn display<V: Value>(value: &V, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut out = Formatting { formatter, result: Ok(()) };
    value.put(&mut out);
    out.result
}
