//! Decimal numbers without floating point.

use super::{Fault, Put, Value, value_text};
use crate::layout::ItemType;

/// 単位数単価: yen for one unit, `99.99`, held in hundredths of a yen.
///
/// One or two decimals or none are read; the canonical form has two.
///
/// ```
/// use careplan_model::UnitPrice;
/// let price: UnitPrice = "10.7".parse()?;
/// assert_eq!((price.hundredths(), price.to_string().as_str()), (1070, "10.70"));
/// // 1,234 units at 10.70 yen, cut to whole yen as claims are:
/// assert_eq!(price.yen_for(1234), 13_203);
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPrice(u32);

impl UnitPrice {
    /// The price of so many hundredths of a yen; `None` above 999.99, which the item cannot hold.
    pub const fn from_hundredths(hundredths: u32) -> Option<Self> {
        if hundredths < 100_000 { Some(Self(hundredths)) } else { None }
    }

    /// The price in hundredths of a yen.
    pub const fn hundredths(self) -> u32 {
        self.0
    }

    /// ⌊units × price⌋ in yen.
    pub const fn yen_for(self, units: i32) -> i64 {
        (units as i64 * self.0 as i64).div_euclid(100)
    }
}

impl Value for UnitPrice {
    const TYPE: ItemType = ItemType::Decimal;

    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let digit =
            |place: usize| input.get(place).map(|b| b.wrapping_sub(b'0')).filter(|d| *d < 10).map(u32::from);
        let mut place = 0;
        let mut yen = 0u32;
        while let Some(next) = digit(place) {
            yen = yen * 10 + next;
            if yen > 999 {
                return None;
            }
            place += 1;
        }
        if place == 0 {
            return None;
        }
        let mut hundredths = yen * 100;
        if input.get(place) == Some(&b'.') {
            hundredths += digit(place + 1)? * 10;
            place += 2;
            if let Some(next) = digit(place) {
                hundredths += next;
                place += 1;
            }
        }
        Some((Self(hundredths), place))
    }

    fn explain(_: &[u8]) -> Fault {
        Fault::NotANumber
    }

    fn put(&self, out: &mut impl Put) {
        self.0.div_euclid(100).cast_signed().put(out);
        out.ascii(b".");
        super::put_digits::<2>(self.0 % 100, out);
    }
}

value_text!(UnitPrice);
