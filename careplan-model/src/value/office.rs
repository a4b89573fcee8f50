//! Numbers of offices and insurers, with their check digits.

use super::code::code_type;
use super::{Fault, Put, Value, digits, put_digits, value_text};
use crate::layout::{Identifier, ItemType};

/// What the check digit of a number says. A question, never a gate: of 40,420 real office numbers
/// 35 fail it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum CheckDigit {
    /// The last digit fits all the others.
    Ok,
    /// The last digit fits characters 4 to 9 only, which holds for numbers that were taken over
    /// from medical institutions in prefectures 11 to 14.
    OkMedical,
    /// The last digit fits neither: probably a typing error.
    Mismatch,
    /// The number has not the form that the rule is about (length, letters I, O, Q, lower case).
    NotApplicable,
}

impl CheckDigit {
    /// Whether the number passes.
    pub fn is_ok(self) -> bool {
        matches!(self, Self::Ok | Self::OkMedical)
    }
}

/// Modulus 10, weights 2 and 1 from the right, the decimal digits of each product added.
fn check_digit(number: &[u8]) -> Option<u8> {
    let mut sum = 0u32;
    for (place, byte) in number.iter().rev().enumerate() {
        let weight = if place % 2 == 0 { 2 } else { 1 };
        let product = character_value(*byte)? * weight;
        sum += product / 10 + product % 10;
    }
    u8::try_from((10 - sum % 10) % 10).ok().map(|digit| b'0' + digit)
}

/// 0–9 count themselves; A=10 … H=17, J=18 … N=22, P=23, R=24 … Z=32 (there is no I, O, Q).
fn character_value(byte: u8) -> Option<u32> {
    let letters = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    match byte {
        b'0'..=b'9' => Some(u32::from(byte - b'0')),
        _ => letters.iter().position(|letter| *letter == byte).and_then(|p| u32::try_from(p + 10).ok()),
    }
}

code_type! {
    /// 事業所番号: the number of a care-management office or of a provider.
    ///
    /// Ten characters when complete: prefecture 2, category 1 (a digit or a capital), district 2,
    /// serial 4, check digit 1. What the file holds is kept, shorter or not; ask
    /// [`is_complete`](Self::is_complete) and [`check_digit`](Self::check_digit).
    ///
    /// ```
    /// use careplan_model::{CheckDigit, OfficeNumber};
    /// let office: OfficeNumber = "2794900205".parse()?;
    /// assert_eq!(office.check_digit(), CheckDigit::Ok);
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub struct OfficeNumber(10): Alphanumeric is Office;
}

impl OfficeNumber {
    /// `9999999999`, which stands where no office is meant: the grand total of 第7表 and its No.34.
    pub const PLACEHOLDER: Self = match Self::new("9999999999") {
        Some(number) => number,
        None => panic!("ten ASCII digits"),
    };

    /// Whether there are ten characters, digits and capitals only.
    pub fn is_complete(&self) -> bool {
        let bytes = self.0.as_bytes();
        bytes.len() == 10 && bytes.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
    }

    /// Whether the last digit fits the others.
    pub fn check_digit(&self) -> CheckDigit {
        let bytes = self.0.as_bytes();
        let (Some(number), Some(serial), Some(last)) = (bytes.get(..9), bytes.get(3..9), bytes.get(9)) else {
            return CheckDigit::NotApplicable;
        };
        if !last.is_ascii_digit() || !self.is_complete() {
            return CheckDigit::NotApplicable;
        }
        let Some(expected) = check_digit(number) else { return CheckDigit::NotApplicable };
        if expected == *last {
            CheckDigit::Ok
        } else if matches!(bytes.get(..2), Some(b"11" | b"12" | b"13" | b"14"))
            && check_digit(serial) == Some(*last)
        {
            CheckDigit::OkMedical
        } else {
            CheckDigit::Mismatch
        }
    }
}

code_type! {
    /// サテライト枝番: tells the satellites of one office number and service type apart; up to two
    /// characters, blank for an office that is no satellite.
    pub struct SatelliteNumber(2): Digits;
}

/// 保険者番号: the six digits of the insurer (a municipality or a union of them).
///
/// ```
/// use careplan_model::{CheckDigit, InsurerNumber};
/// let insurer: InsurerNumber = "435073".parse()?;
/// assert_eq!(insurer.check_digit(), CheckDigit::Ok);
/// assert!("43507".parse::<InsurerNumber>().is_err());
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsurerNumber(u32);

impl InsurerNumber {
    /// Whether the sixth digit fits the first five.
    pub fn check_digit(self) -> CheckDigit {
        let mut text = [0; 6];
        let mut rest = self.0;
        for byte in text.iter_mut().rev() {
            *byte = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        let [head @ .., last] = text;
        if check_digit(&head) == Some(last) { CheckDigit::Ok } else { CheckDigit::Mismatch }
    }
}

impl Value for InsurerNumber {
    const TYPE: ItemType = ItemType::Digits;
    const IDENTIFIER: Option<Identifier> = Some(Identifier::Insurer);

    #[inline]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        Some((Self(digits::<6>(input)?), 6))
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().all(u8::is_ascii_digit) {
            Fault::WrongLength { expected: 6 }
        } else {
            Fault::BadCharacters
        }
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        put_digits::<6>(self.0, out);
    }
}

value_text!(InsurerNumber);

#[cfg(test)]
mod tests {
    use super::{CheckDigit, InsurerNumber, OfficeNumber};

    fn office(text: &str) -> CheckDigit {
        text.parse::<OfficeNumber>().unwrap().check_digit()
    }

    #[test]
    fn published_office_numbers_hold() {
        assert_eq!(office("01B1400014"), CheckDigit::Ok);
        assert_eq!(office("2794900205"), CheckDigit::Ok);
        assert_eq!(office("1113103835"), CheckDigit::OkMedical);
    }

    #[test]
    fn the_examples_of_the_standard_fail() {
        assert_eq!(office("0300000100"), CheckDigit::Mismatch);
        assert_eq!(office("0300000005"), CheckDigit::Mismatch);
    }

    #[test]
    fn rule_b_holds_in_prefectures_11_to_14_only() {
        // Characters 4 to 9 of 1113103835 under another prefecture.
        assert_eq!(office("1513103835"), CheckDigit::Mismatch);
    }

    #[test]
    fn other_shapes_are_not_judged() {
        for text in ["123456789", "01I1400014", "01b1400014", "279490020A"] {
            assert_eq!(office(text), CheckDigit::NotApplicable, "{text}");
        }
    }

    #[test]
    fn insurer_numbers() {
        for text in ["435073", "294538"] {
            assert_eq!(text.parse::<InsurerNumber>().unwrap().check_digit(), CheckDigit::Ok);
        }
        assert_eq!("435074".parse::<InsurerNumber>().unwrap().check_digit(), CheckDigit::Mismatch);
        assert_eq!("012345".parse::<InsurerNumber>().unwrap().to_string(), "012345");
    }
}
