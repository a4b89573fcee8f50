//! A whole JSON value, kept for a while, so that what is made of it gives errors that repeat nothing.

use super::{NUMBER, Quiet, Scalar, number};
use core::fmt;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};

/// Reads something of several levels; no error repeats anything of the input, as with
/// [`form`](super::form).
pub(crate) fn quietly<'de, V: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<V, D::Error> {
    V::deserialize(Tree::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// The same, of formats that people read. Others may not say themselves what stands where.
pub(crate) fn quietly_if_readable<'de, V: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<V, D::Error> {
    if deserializer.is_human_readable() { quietly(deserializer) } else { V::deserialize(deserializer) }
}

enum Tree<'de> {
    Scalar(Scalar<'de>),
    Array(Vec<Tree<'de>>),
    Object(Vec<(String, Tree<'de>)>),
}

impl<'de> Deserialize<'de> for Tree<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Whatever)
    }
}

/// A key; what else stands in the place of one is no key of ours.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Tree::deserialize(deserializer)? {
            Tree::Scalar(scalar) => Ok(Self(scalar.as_text().unwrap_or_default().to_owned())),
            _ => Ok(Self(String::new())),
        }
    }
}

struct Whatever;

impl<'de> Visitor<'de> for Whatever {
    type Value = Tree<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object, an array, a string, a number, a boolean or null")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Null))
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Bool(value)))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Signed(value)))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Unsigned(value)))
    }

    // Numbers so large fit nowhere, however they are held.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(i64::try_from(value).map_or(Scalar::Float(value as f64), Scalar::Signed)))
    }

    #[allow(clippy::cast_precision_loss)] // as above
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(u64::try_from(value).map_or(Scalar::Float(value as f64), Scalar::Unsigned)))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Float(value)))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Borrowed(value)))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Owned(value.to_owned())))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Tree<'de>, E> {
        Ok(Tree::Scalar(Scalar::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Tree<'de>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = array.next_element()? {
            elements.push(element);
        }
        Ok(Tree::Array(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Tree<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some((Key(key), value)) = object.next_entry()? {
            entries.push((key, value));
        }
        match entries.as_slice() {
            [(key, Tree::Scalar(digits))] if key == NUMBER => Ok(Tree::Scalar(number(digits))),
            _ => Ok(Tree::Object(entries)),
        }
    }
}

impl<'de> IntoDeserializer<'de, Quiet> for Tree<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Quiet;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Quiet> {
        match self {
            Self::Scalar(scalar) => scalar.deserialize_any(visitor),
            Self::Array(elements) => {
                let mut elements = de::value::SeqDeserializer::new(elements.into_iter());
                let made = visitor.visit_seq(&mut elements)?;
                elements.end().map(|()| made)
            }
            Self::Object(entries) => visitor.visit_map(Entries { entries: entries.into_iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Quiet> {
        match self {
            Self::Scalar(Scalar::Null) => visitor.visit_none(),
            tree => visitor.visit_some(tree),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Quiet> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Quiet> {
        match self {
            // A variant by itself is its name, one with content an object with its name as the only key.
            Self::Scalar(Scalar::Borrowed(name)) => visitor.visit_enum(name.into_deserializer()),
            Self::Scalar(Scalar::Owned(name)) => visitor.visit_enum(name.into_deserializer()),
            Self::Object(entries) => {
                let mut entries = entries.into_iter();
                match (entries.next(), entries.next()) {
                    (Some((name, content)), None) => visitor.visit_enum(Variant { name, content }),
                    _ => Err(Quiet("expected an object with one key, which is a name".to_owned())),
                }
            }
            _ => Err(Quiet("expected a name, which is a string, or an object with it as its key".to_owned())),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The entries of an object; an error in a value says under which of our keys it stands.
struct Entries<'de> {
    entries: std::vec::IntoIter<(String, Tree<'de>)>,
    value: Option<(String, Tree<'de>)>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Quiet;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Quiet> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        let read = seed.deserialize(IntoDeserializer::<Quiet>::into_deserializer(key.as_str()))?;
        self.value = Some((key, value));
        Ok(Some(read))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Quiet> {
        let Some((key, value)) = self.value.take() else {
            return Err(Quiet("a key without a value".to_owned()));
        };
        // The key was taken, so it is one of ours and no value.
        seed.deserialize(value).map_err(|Quiet(message)| Quiet(format!("{key}: {message}")))
    }
}

/// A variant of an enum with what it holds; an error in that says of which of our variants.
struct Variant<'de> {
    name: String,
    content: Tree<'de>,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Quiet;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Quiet> {
        let variant = seed.deserialize(IntoDeserializer::<Quiet>::into_deserializer(self.name.as_str()))?;
        Ok((variant, self))
    }
}

impl Variant<'_> {
    /// The name was taken, so it is one of ours and no value.
    fn at(name: &str, Quiet(message): &Quiet) -> Quiet {
        Quiet(format!("{name}: {message}"))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Quiet;

    fn unit_variant(self) -> Result<(), Quiet> {
        <()>::deserialize(self.content).map_err(|error| Self::at(&self.name, &error))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Quiet> {
        seed.deserialize(self.content).map_err(|error| Self::at(&self.name, &error))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Quiet> {
        self.content.deserialize_tuple(length, visitor).map_err(|error| Self::at(&self.name, &error))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Quiet> {
        self.content.deserialize_struct("", fields, visitor).map_err(|error| Self::at(&self.name, &error))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // tests may panic

    use super::*;

    #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Any {
        Alone,
        One(u8),
        Two(u8, String),
        Named { number: Option<u8>, text: String },
    }

    fn read(json: &str) -> Result<Any, String> {
        let text = quietly(&mut serde_json::Deserializer::from_str(json));
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        // Strings that are borrowed and strings that are not.
        assert_eq!(quietly::<Any, _>(value).ok(), text.as_ref().ok().cloned());
        text.map_err(|error| error.to_string())
    }

    #[test]
    fn variants_of_all_shapes_are_read() {
        assert_eq!(read(r#""alone""#), Ok(Any::Alone));
        assert_eq!(read(r#"{"alone":null}"#), Ok(Any::Alone));
        assert_eq!(read(r#"{"one":7}"#), Ok(Any::One(7)));
        assert_eq!(read(r#"{"two":[7,"a"]}"#), Ok(Any::Two(7, "a".into())));
        let named = |number| Ok(Any::Named { number, text: "a".into() });
        assert_eq!(read(r#"{"named":{"text":"a","number":7}}"#), named(Some(7)));
        assert_eq!(read(r#"{"named":{"text":"a","number":null}}"#), named(None));
    }

    #[test]
    fn what_is_no_variant_is_refused_without_a_word_of_it() {
        for (json, why) in [
            (r#""ひみつ""#, "an unknown variant"),
            (r#"{"ひみつ":1}"#, "an unknown variant"),
            (r#""one""#, "expected newtype variant"),
            (r#"{"alone":"ひみつ"}"#, "alone: expected unit, found a string"),
            (r#"{"one":"ひみつ"}"#, "one: expected u8, found a string"),
            (r#"{"one":777}"#, "one: the number is out of range, expected u8"),
            (r#"{"two":[7]}"#, "two: "),
            (r#"{"two":[7,"a","ひみつ"]}"#, "two: "),
            (r#"{"named":{"text":"a","ひみつ":1}}"#, "named: an unknown field"),
            (r#"{"named":{"text":777}}"#, "named: text: "),
            (r#"{"named":"ひみつ"}"#, "named: "),
            (r#"{"one":7,"ひみつ":8}"#, "one key"),
            ("{}", "one key"),
            (r#"["ひみつ"]"#, "expected a name"),
            ("777", "expected a name"),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(why), "{json}: {error}");
            assert!(!error.contains("ひみつ") && !error.contains("777"), "{error}");
        }
    }
}
