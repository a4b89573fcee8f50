//! Times of day as the forms write them.

use super::{Fault, Put, Value, digit_pairs, put_digits, value_text};
use crate::layout::ItemType;

/// A time `HHMM`: 0000 to 2359, 2400 (midnight as an end), or 9999 (a service without a time).
///
/// Which of the last two an item may hold is a matter of the item (see
/// [`Item::allows_2400`](crate::Item::allows_2400) and
/// [`Item::allows_9999`](crate::Item::allows_9999)); the type holds them all.
///
/// ```
/// use careplan_model::ServiceTime;
/// let time: ServiceTime = "0930".parse()?;
/// assert_eq!(time.minutes(), Some(570));
/// assert_eq!(ServiceTime::NONE.minutes(), None);
/// assert!("2401".parse::<ServiceTime>().is_err());
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceTime(u16);

impl ServiceTime {
    /// `9999`: the service has no time (rentals, percentage additions).
    pub const NONE: Self = Self(9999);
    /// `2400`: midnight as the end of a service.
    pub const MIDNIGHT_END: Self = Self(2400);

    /// The time of day; `None` unless the hour is 0–23 and the minute 0–59.
    pub const fn new(hour: u8, minute: u8) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour as u16 * 100 + minute as u16)) } else { None }
    }

    /// Minutes since midnight (1440 for 2400); `None` for 9999.
    pub const fn minutes(self) -> Option<u16> {
        if self.0 == 9999 { None } else { Some(self.0 / 100 * 60 + self.0 % 100) }
    }

    /// Whether this is `9999`.
    pub const fn is_none(self) -> bool {
        self.0 == 9999
    }
}

impl Value for ServiceTime {
    const TYPE: ItemType = ItemType::Time;

    #[inline]
    #[allow(clippy::cast_possible_truncation)] // four digits
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let [.., hour, minute] = digit_pairs::<4>(input)?;
        let number = u16::from(hour) * 100 + u16::from(minute);
        let on_the_clock = hour < 24 && minute < 60;
        (on_the_clock || number == 2400 || number == 9999).then_some((Self(number), 4))
    }

    fn explain(_: &[u8]) -> Fault {
        Fault::NotATime
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        put_digits::<4>(u32::from(self.0), out);
    }
}

impl core::fmt::Debug for ServiceTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

value_text!(ServiceTime);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_1442_times_exist() {
        let read = (0..=9999).filter(|n| format!("{n:04}").parse::<ServiceTime>().is_ok()).count();
        assert_eq!(read, 24 * 60 + 2);
    }
}
