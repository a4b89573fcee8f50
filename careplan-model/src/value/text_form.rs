//! `Display`, `FromStr` and serde for every value type, from its one grammar.

/// Implements `Display`, `FromStr` and serde as a string through [`Value`](super::Value).
///
/// `value_text!(Type)` serializes the standard's own characters; `value_text!(Type, json: module)`
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
                deserializer.deserialize_str($crate::value::text_form::FromText::new(stringify!($type)))
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

/// Reads a value from a JSON string; the error names the type and the fault, never the value.
#[cfg(feature = "serde")]
pub(crate) struct FromText<V> {
    type_name: &'static str,
    value: core::marker::PhantomData<V>,
}

#[cfg(feature = "serde")]
impl<V> FromText<V> {
    pub(crate) fn new(type_name: &'static str) -> Self {
        Self { type_name, value: core::marker::PhantomData }
    }
}

#[cfg(feature = "serde")]
impl<V: core::str::FromStr<Err = super::Fault>> serde::de::Visitor<'_> for FromText<V> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a string that is a {}", self.type_name)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<V, E> {
        text.parse().map_err(|fault| E::custom(format_args!("{}: {fault}", self.type_name)))
    }
}
