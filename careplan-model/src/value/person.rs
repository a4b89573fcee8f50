//! The number of the insured person.

use super::digits::other_than_digits;
use super::{Code, Fault, Put, Value, value_text};
use crate::layout::{Identifier, ItemType};

/// 被保険者番号: ten digits, or `H` and nine digits for persons on public assistance only.
///
/// It identifies a person: `Debug` hides it, `Display` writes it. Ten digits or capitals are read;
/// [`is_well_formed`](Self::is_well_formed) asks for the form above.
///
/// ```
/// use careplan_model::InsuredNumber;
/// let insured: InsuredNumber = "H123456789".parse()?;
/// assert!(insured.is_well_formed() && insured.is_public_assistance());
/// assert_eq!(format!("{insured:?}"), "InsuredNumber(«redacted»)");
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InsuredNumber(Code<10>);

impl InsuredNumber {
    /// The ten characters.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it is ten digits, or `H` and nine digits.
    pub fn is_well_formed(&self) -> bool {
        let bytes = self.0.as_bytes();
        bytes.strip_prefix(b"H").unwrap_or(bytes).iter().all(u8::is_ascii_digit)
    }

    /// Whether the person is on public assistance only (生活保護受給者, number `H…`).
    pub fn is_public_assistance(&self) -> bool {
        self.0.as_bytes().first() == Some(&b'H')
    }
}

#[inline]
fn is_insured_byte(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

/// The top bit of each byte for which [`is_insured_byte`] holds.
#[inline]
const fn insured_bits(word: u64) -> u64 {
    const fn each(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let low = word & each(0x7F);
    let digits = (low + each(0x80 - b'0')) & !(low + each(0x7F - b'9'));
    let capitals = (low + each(0x80 - b'A')) & !(low + each(0x7F - b'Z'));
    (digits | capitals) & !word & each(0x80)
}

impl Value for InsuredNumber {
    const TYPE: ItemType = ItemType::Alphanumeric;
    const IDENTIFIER: Option<Identifier> = Some(Identifier::Insured);

    #[inline]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let head = input.first_chunk::<10>()?;
        let (first, last) = (head.first_chunk()?, head.last_chunk()?);
        // The two words overlap, which does no harm.
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        // Nearly all numbers are digits only.
        if other_than_digits(first) | other_than_digits(last) != 0
            && insured_bits(first) & insured_bits(last) != 0x8080_8080_8080_8080
        {
            return None;
        }
        Some((Self(Code::full(*head)?), 10))
    }

    fn explain(item: &[u8]) -> Fault {
        if item.iter().all(|byte| is_insured_byte(*byte)) {
            Fault::WrongLength { expected: 10 }
        } else {
            Fault::BadCharacters
        }
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        self.0.put(out);
    }
}

impl core::fmt::Debug for InsuredNumber {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("InsuredNumber(«redacted»)")
    }
}

value_text!(InsuredNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255u8 {
            for place in 0..10 {
                let mut bytes = *b"H012345678";
                if let Some(at) = bytes.get_mut(place) {
                    *at = byte;
                }
                assert_eq!(
                    InsuredNumber::scan(&bytes).is_some(),
                    is_insured_byte(byte),
                    "{byte:02X} at {place}"
                );
            }
        }
    }
}
