//! Forms and values from JSON. No error repeats anything of the input: it may be personal.
//!
//! serde's own errors quote what they found, and deserializers make some of them themselves (asked for
//! a string, `serde_json` quotes the number that stands there). Here a deserializer is therefore only
//! asked for whatever it has. That is taken as a `Scalar`, and read from there with an error that has
//! no room for it.
//!
//! So forms come from formats that say themselves what stands where: JSON and its like (YAML, TOML,
//! MessagePack). Values by themselves come from the others too.

mod tree;

pub(crate) use tree::{quietly, quietly_if_readable};

use super::Form;
use crate::layout::{Item, Layout};
use crate::value::Fault;
use core::fmt::{self, Display};
use core::marker::PhantomData;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Unexpected, Visitor,
};

/// A form that reads itself from the entries of an object; `form!` implements it.
pub trait FromEntries<'de>: Form {
    /// Reads it.
    fn from_entries<A: MapAccess<'de>>(entries: &mut Entries<A>) -> Result<Self, A::Error>;
}

/// Reads a form from an object whose keys are the field names.
pub fn form<'de, F: FromEntries<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<F, D::Error> {
    deserializer.deserialize_any(Object(PhantomData))
}

/// Reads a value from a string; `what` completes "a string that is a …".
pub fn text<'de, V, D: Deserializer<'de>>(
    deserializer: D,
    what: &'static str,
    parse: impl FnOnce(&str) -> Result<V, Fault>,
) -> Result<V, D::Error> {
    let expected = Expected::Text(what);
    let read = Then(expected, |scalar: Scalar<'de>| {
        let text = scalar.as_text().ok_or_else(|| de::Error::invalid_type(scalar.unexpected(), &expected))?;
        parse(text).map_err(|fault| Quiet(format!("{what}: {fault}")))
    });
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(read)
    } else {
        // These may not know themselves what stands there.
        deserializer.deserialize_str(read)
    }
}

struct Object<F>(PhantomData<F>);

/// What visits a visitor refuses without a word of what came.
macro_rules! refuse {
    ($($visit:ident: $type:ty),*) => {
        $(fn $visit<E: serde::de::Error>(self, _: $type) -> Result<Self::Value, E> {
            Err(E::custom(format_args!("expected {}", &self as &dyn serde::de::Expected)))
        })*
    };
}
pub(crate) use refuse;

impl<'de, F: FromEntries<'de>> Visitor<'de> for Object<F> {
    type Value = F;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with the items of {}", F::LAYOUT.form)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<F, A::Error> {
        F::from_entries(&mut Entries { layout: F::LAYOUT, map, keys: 0, last: 0 })
    }

    // All others take no value along.
    refuse!(visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128);
    refuse!(visit_f64: f64, visit_str: &str);
}

/// The entries of an object, each of which is an item of the form.
pub struct Entries<A> {
    layout: &'static Layout,
    map: A,
    /// How many keys there were.
    keys: usize,
    /// No. of the item of the last key.
    last: u8,
}

impl<'de, A: MapAccess<'de>> Entries<A> {
    /// No. of the item whose value comes next.
    pub fn next_item(&mut self) -> Result<Option<u8>, A::Error> {
        let Self { layout, map, keys, last } = self;
        *keys += 1;
        let key = map.next_key_seed(Then(Expected::Scalar, |key: Scalar<'de>| {
            let known = key.as_text().and_then(|key| item_after(layout, *last, key));
            // The key is not named either: where keys and values are mixed up, it is a value.
            known.ok_or_else(|| Quiet(format!("key {keys} of the object is no item of {}", layout.form)))
        }))?;
        Ok(key.map(|item| {
            *last = item.number;
            item.number
        }))
    }

    /// Reads the value that comes next, which is this item's.
    pub fn value<V: Deserialize<'de>>(
        &mut self,
        item: &'static Item,
        field: &mut Option<V>,
    ) -> Result<(), A::Error> {
        if field.is_some() {
            return Err(de::Error::custom(of(item, &"the key occurs twice")));
        }
        *field = Some(self.map.next_value_seed(Then(Expected::Scalar, |scalar: Scalar<'de>| {
            let is_null = matches!(scalar, Scalar::Null);
            V::deserialize(scalar).map_err(|error| {
                let error: &dyn Display = if is_null { &Fault::Missing } else { &error };
                Quiet(of(item, error))
            })
        }))?);
        Ok(())
    }
}

/// The value of an item when all entries are read; without an entry it is blank.
pub fn held<'de, V: Deserialize<'de>, E: de::Error>(item: &'static Item, field: Option<V>) -> Result<V, E> {
    match field {
        Some(value) => Ok(value),
        None => V::deserialize(Scalar::Null).map_err(|_| E::custom(of(item, &Fault::Missing))),
    }
}

/// The item of a key. Keys mostly come in order, so the search begins behind the last one.
fn item_after(layout: &Layout, last: u8, key: &str) -> Option<&'static Item> {
    let (before, behind) = layout.items.split_at_checked(usize::from(last))?;
    behind.iter().chain(before).find(|item| item.field == key)
}

fn of(item: &Item, message: &dyn Display) -> String {
    format!("{} (No.{} {}): {message}", item.field, item.number, item.name)
}

/// What stands at an item. The contents of arrays and objects are passed over: no item holds any.
enum Scalar<'de> {
    Null,
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Borrowed(&'de str),
    Owned(String),
    Array,
    Object,
}

impl Scalar<'_> {
    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Borrowed(text) => Some(text),
            Self::Owned(text) => Some(text),
            _ => None,
        }
    }

    fn unexpected(&self) -> Unexpected<'_> {
        match self {
            Self::Null => Unexpected::Unit,
            Self::Bool(value) => Unexpected::Bool(*value),
            Self::Signed(value) => Unexpected::Signed(*value),
            Self::Unsigned(value) => Unexpected::Unsigned(*value),
            Self::Float(value) => Unexpected::Float(*value),
            Self::Borrowed(text) => Unexpected::Str(text),
            Self::Owned(text) => Unexpected::Str(text),
            Self::Array => Unexpected::Seq,
            Self::Object => Unexpected::Map,
        }
    }
}

/// An error that does not repeat what was found. Messages made elsewhere are kept: those of the value
/// types hold faults.
#[derive(Debug)]
struct Quiet(String);

impl Display for Quiet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Quiet {}

/// 2⁶³: from here on an integer may be one that was read as a decimal number.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

impl de::Error for Quiet {
    fn custom<M: Display>(message: M) -> Self {
        Self(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Unit | Unexpected::Option => "null",
            Unexpected::Bool(_) => "a boolean",
            Unexpected::Signed(_) | Unexpected::Unsigned(_) => "an integer",
            // Integers that no integer holds come so; only they are whole and so large.
            Unexpected::Float(value) if value.abs() >= TOO_LARGE => "a number that is too large",
            Unexpected::Float(_) => "a decimal number",
            Unexpected::Str(_) | Unexpected::Char(_) => "a string",
            Unexpected::Seq => "an array",
            Unexpected::Map => "an object",
            _ => "something else",
        };
        Self(format!("expected {expected}, found {found}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        match found {
            Unexpected::Signed(_) | Unexpected::Unsigned(_) => {
                Self(format!("the number is out of range, expected {expected}"))
            }
            _ => Self(format!("invalid value, expected {expected}")),
        }
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self("an unknown variant".to_owned())
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self("an unknown field".to_owned())
    }
}

#[derive(Clone, Copy)]
enum Expected {
    Scalar,
    Text(&'static str),
}

impl de::Expected for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar => f.write_str("a string, a number, a boolean or null"),
            Self::Text(what) => write!(f, "a string that is a {what}"),
        }
    }
}

/// Takes whatever comes and hands it on.
struct Then<F>(Expected, F);

impl<F> Then<F> {
    fn hand<'de, V, E: de::Error>(self, scalar: Scalar<'de>) -> Result<V, E>
    where
        F: FnOnce(Scalar<'de>) -> Result<V, Quiet>,
    {
        (self.1)(scalar).map_err(E::custom)
    }
}

impl<'de, V, F: FnOnce(Scalar<'de>) -> Result<V, Quiet>> DeserializeSeed<'de> for Then<F> {
    type Value = V;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// With its feature `arbitrary_precision`, which any crate of a program may turn on for all of them,
/// `serde_json` gives numbers as an object with this one key and a string.
const NUMBER: &str = "$serde_json::private::Number";

impl<'de, V, F: FnOnce(Scalar<'de>) -> Result<V, Quiet>> Visitor<'de> for Then<F> {
    type Value = V;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        de::Expected::fmt(&self.0, f)
    }

    fn visit_unit<E: de::Error>(self) -> Result<V, E> {
        self.hand(Scalar::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<V, E> {
        self.hand(Scalar::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<V, E> {
        self.hand(Scalar::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<V, E> {
        self.hand(Scalar::Signed(value))
    }

    #[allow(clippy::cast_precision_loss)] // No item holds so much.
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<V, E> {
        self.hand(i64::try_from(value).map_or(Scalar::Float(value as f64), Scalar::Signed))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<V, E> {
        self.hand(Scalar::Unsigned(value))
    }

    #[allow(clippy::cast_precision_loss)] // No item holds so much.
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<V, E> {
        self.hand(u64::try_from(value).map_or(Scalar::Float(value as f64), Scalar::Unsigned))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<V, E> {
        self.hand(Scalar::Float(value))
    }

    fn visit_borrowed_str<E: de::Error>(self, value: &'de str) -> Result<V, E> {
        self.hand(Scalar::Borrowed(value))
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<V, E> {
        self.hand(Scalar::Owned(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<V, E> {
        self.hand(Scalar::Owned(value))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut array: A) -> Result<V, A::Error> {
        while array.next_element::<IgnoredAny>()?.is_some() {}
        self.hand(Scalar::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<V, A::Error> {
        // Pointers, because closures would be new types at every level, without an end.
        let is_number: fn(Scalar<'de>) -> Result<bool, Quiet> = |key| Ok(key.as_text() == Some(NUMBER));
        let number: fn(Scalar<'de>) -> Result<Scalar<'de>, Quiet> = |digits| Ok(number(&digits));
        let is_number = object.next_key_seed(Then(Expected::Scalar, is_number))?;
        if is_number == Some(true) {
            let number = object.next_value_seed(Then(Expected::Scalar, number))?;
            return self.hand(number);
        }
        if is_number.is_some() {
            object.next_value::<IgnoredAny>()?;
        }
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        self.hand(Scalar::Object)
    }
}

fn number(digits: &Scalar<'_>) -> Scalar<'static> {
    let digits = digits.as_text().unwrap_or_default();
    let unsigned = digits.parse().ok().map(Scalar::Unsigned);
    unsigned
        .or_else(|| digits.parse().ok().map(Scalar::Signed))
        .or_else(|| digits.parse().ok().map(Scalar::Float))
        .unwrap_or(Scalar::Object)
}

impl<'de> Deserializer<'de> for Scalar<'de> {
    type Error = Quiet;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Quiet> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(value) => visitor.visit_bool(value),
            Self::Signed(value) => visitor.visit_i64(value),
            Self::Unsigned(value) => visitor.visit_u64(value),
            Self::Float(value) => visitor.visit_f64(value),
            Self::Borrowed(text) => visitor.visit_borrowed_str(text),
            Self::Owned(text) => visitor.visit_string(text),
            Self::Array | Self::Object => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Quiet> {
        match self {
            Self::Null => visitor.visit_none(),
            scalar => visitor.visit_some(scalar),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Quiet> {
        visitor.visit_newtype_struct(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
