//! 日割対象日: one flag for each day of a month.

use super::{Fault, Put, Value, value_text};
use crate::layout::ItemType;

/// 日割対象日: 31 characters, `1` for each day of the month that is billed by the day.
///
/// ```
/// use careplan_model::DayFlags;
/// let flags: DayFlags = "1111100000000000000000000000000".parse()?;
/// assert_eq!(flags.days().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
/// assert_eq!(DayFlags::from_days([1, 2, 3, 4, 5]), Some(flags));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayFlags(u32);

impl DayFlags {
    /// The flags of these days; `None` if one of them is not 1–31.
    pub fn from_days(days: impl IntoIterator<Item = u8>) -> Option<Self> {
        days.into_iter().try_fold(0, |bits, day| Some(bits | Self::bit(day)?)).map(Self)
    }

    /// Whether the day (1–31) is billed.
    pub fn contains(self, day: u8) -> bool {
        Self::bit(day).is_some_and(|bit| self.0 & bit != 0)
    }

    /// The days that are billed, in order.
    pub fn days(self) -> impl Iterator<Item = u8> {
        (1..=31).filter(move |day| self.contains(*day))
    }

    fn bit(day: u8) -> Option<u32> {
        (1..=31).contains(&day).then(|| 1 << (day - 1))
    }
}

impl Value for DayFlags {
    const TYPE: ItemType = ItemType::DayFlags;

    #[inline]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let head = input.first_chunk::<31>()?;
        // Four words; the last takes the 24th byte a second time.
        let mut bits = 0;
        for place in [0, 8, 16, 23] {
            bits |= eight_flags(*head.get(place..)?.first_chunk()?)? << place;
        }
        Some((Self(bits), 31))
    }

    fn explain(_: &[u8]) -> Fault {
        Fault::NotDayFlags
    }

    fn put(&self, out: &mut impl Put) {
        let mut text = [b'0'; 31];
        for (place, byte) in text.iter_mut().enumerate() {
            *byte += (self.0 >> place & 1) as u8;
        }
        out.ascii(&text);
    }
}

/// Eight characters of 0 and 1 as eight bits, the first of them lowest.
#[inline]
fn eight_flags(characters: [u8; 8]) -> Option<u32> {
    let word = u64::from_le_bytes(characters) ^ u64::from_le_bytes([b'0'; 8]);
    // The product brings bit 8n to bit 56 + n; no two of its terms meet in the upper byte.
    (word & !0x0101_0101_0101_0101 == 0).then(|| (word.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32)
}

impl core::fmt::Debug for DayFlags {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        super::text_form::display(self, f)
    }
}

value_text!(DayFlags);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_counts_once() {
        let flags = |text: &str| text.parse::<DayFlags>();
        for day in 1..=31u8 {
            let text: String = (1..=31).map(|other| if other == day { '1' } else { '0' }).collect();
            assert_eq!(flags(&text).unwrap().days().collect::<Vec<_>>(), [day]);
            assert_eq!(flags(&text).unwrap().to_string(), text);
            for bad in ["2", "/", "p", " ", "\u{1}"] {
                assert!(flags(&text.replace('1', bad)).is_err(), "{bad:?} on day {day}");
            }
        }
    }
}
