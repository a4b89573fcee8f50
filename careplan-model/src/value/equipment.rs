//! Codes that people type: product codes of welfare equipment, floors, operators.

use super::{Fault, Put, Value, value_text};
use crate::layout::{Identifier, ItemType};

/// The shape of a product code (TAISコード, 福祉用具届出コード).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum EquipmentCodeShape {
    /// Five characters, a hyphen, six characters: `00001-000010`.
    Ok,
    /// The same with a full-width or other hyphen.
    OtherHyphen,
    /// Anything else.
    Other,
}

/// Hyphens that stand for `-` in typed codes: ‐ ‑ ‒ – — ― − － ー ｰ.
const HYPHENS: [char; 10] = [
    '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{FF0D}',
    '\u{30FC}', '\u{FF70}',
];

/// Declares a code of up to `$length` characters of any kind but controls, blanks, `"` and `,`.
///
/// Such codes are typed by people with a Japanese keyboard and must never be refused for a wide
/// hyphen, so that they hold characters and not only ASCII.
macro_rules! typed_code {
    ($(#[$meta:meta])* pub struct $name:ident($length:literal): $identifier:ident;) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        // Every character of MS932 lies in the basic plane; unused places are zero.
        pub struct $name([u16; $length]);

        impl $name {
            /// The characters, as they stand in the file.
            pub fn chars(&self) -> impl Iterator<Item = char> {
                self.0.iter().take_while(|unit| **unit != 0).filter_map(|unit| char::from_u32(u32::from(*unit)))
            }
        }

        impl Value for $name {
            const TYPE: ItemType = ItemType::Alphanumeric;
            const IDENTIFIER: Option<Identifier> = Some(Identifier::$identifier);

            #[inline]
            fn scan(input: &[u8]) -> Option<(Self, usize)> {
                let (code, length) = super::Code::<$length>::scan(input)?;
                Some((Self(code.padded().map(u16::from)), length))
            }

            fn explain(item: &[u8]) -> Fault {
                if item.iter().all(|byte| super::is_code_byte(*byte)) {
                    Fault::TooLong { max: $length }
                } else {
                    Fault::BadCharacters
                }
            }

            fn parse_chars(item: &str) -> Result<Self, Fault> {
                let mut units = [0; $length];
                let mut places = units.iter_mut();
                for character in item.chars() {
                    if character.is_control() || character.is_whitespace() || character == '"' || character == ',' {
                        return Err(Fault::BadCharacters);
                    }
                    let unit = u16::try_from(u32::from(character)).map_err(|_| Fault::BadCharacters)?;
                    *places.next().ok_or(Fault::TooLong { max: $length })? = unit;
                }
                if item.is_empty() { Err(Fault::Missing) } else { Ok(Self(units)) }
            }

            fn put(&self, out: &mut impl Put) {
                for character in self.chars() {
                    out.character(character);
                }
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        value_text!($name);
    };
}

macro_rules! product_code {
    ($name:ident) => {
        impl $name {
            /// Whether it has the shape `00001-000010`.
            pub fn shape(&self) -> EquipmentCodeShape {
                shape(self.chars())
            }

            /// The code with its hyphen written `-`, for comparing; `None` for other shapes.
            pub fn normalized(&self) -> Option<Self> {
                if self.shape() == EquipmentCodeShape::Other {
                    return None;
                }
                let mut units = self.0;
                *units.get_mut(5)? = u16::from(b'-');
                Some(Self(units))
            }
        }
    };
}

fn shape(chars: impl Iterator<Item = char>) -> EquipmentCodeShape {
    let mut hyphen = None;
    let mut count = 0;
    for (place, character) in chars.enumerate() {
        count += 1;
        match place {
            5 => hyphen = Some(character),
            _ if character.is_ascii_digit() || character.is_ascii_uppercase() => {}
            _ => return EquipmentCodeShape::Other,
        }
    }
    match hyphen {
        Some('-') if count == 12 => EquipmentCodeShape::Ok,
        Some(other) if count == 12 && HYPHENS.contains(&other) => EquipmentCodeShape::OtherHyphen,
        _ => EquipmentCodeShape::Other,
    }
}

typed_code! {
    /// TAISコード: names a product of welfare equipment, `00001-000010`; up to 12 characters.
    ///
    /// ```
    /// use careplan_model::{EquipmentCodeShape, TaisCode};
    /// let typed: TaisCode = "00001－000010".parse()?;
    /// assert_eq!(typed.shape(), EquipmentCodeShape::OtherHyphen);
    /// assert_eq!(typed.normalized(), Some("00001-000010".parse()?));
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub struct TaisCode(12): Product;
}
product_code!(TaisCode);

typed_code! {
    /// 福祉用具届出コード: names a product that has no TAISコード; same shape and length.
    pub struct NotifiedCode(12): Product;
}
product_code!(NotifiedCode);

typed_code! {
    /// 自室の階数: a number, but floors such as `B1` occur; any two characters.
    pub struct Floor(2): Open;
}

typed_code! {
    /// 入力者コード: up to ten characters, meaning left to the sending software.
    pub struct OperatorCode(10): Open;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let shape = |text: &str| text.parse::<TaisCode>().unwrap().shape();
        assert_eq!(shape("00001-000010"), EquipmentCodeShape::Ok);
        assert_eq!(shape("0000A-00001B"), EquipmentCodeShape::Ok);
        for hyphen in HYPHENS {
            assert_eq!(shape(&format!("00001{hyphen}000010")), EquipmentCodeShape::OtherHyphen, "{hyphen}");
        }
        for other in [
            "00001000010",
            "0001-000010",
            "00001-00001",
            "００００１－０００",
            "00001-00001a",
            "00001_000010",
        ] {
            assert_eq!(shape(other), EquipmentCodeShape::Other, "{other}");
        }
    }

    #[test]
    fn holds_what_was_typed_and_no_more() {
        assert_eq!("Ｂ１".parse::<Floor>().unwrap().to_string(), "Ｂ１");
        assert_eq!("B12".parse::<Floor>(), Err(Fault::TooLong { max: 2 }));
        for bad in ["a b", "a,b", "a\"b", "a\nb", "a　b"] {
            assert_eq!(bad.parse::<TaisCode>(), Err(Fault::BadCharacters), "{bad:?}");
        }
    }
}
