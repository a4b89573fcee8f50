//! Calendar dates in four bytes.

use super::month::{Zeros, ZerosOr, days_in_month};
use super::{Fault, Put, Value, YearMonth, digit_pairs, put_digits, value_text};
use crate::layout::ItemType;
use core::num::NonZeroU32;

/// A date of the Gregorian calendar from year 1 to 9999, written `YYYYMMDD` in files and
/// `YYYY-MM-DD` in JSON.
///
/// ```
/// use careplan_model::Date;
/// let date: Date = "20260401".parse()?;
/// assert_eq!(date.iso().to_string(), "2026-04-01");
/// assert_eq!(date.wareki().to_string(), "令和8年4月1日");
/// assert!("20260230".parse::<Date>().is_err());
/// let chrono: chrono::NaiveDate = date.into();
/// assert_eq!(Date::try_from(chrono), Ok(date));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
// Packed as year << 9 | month << 5 | day: orders like the date, and `Option<Date>` has four bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NonZeroU32);

impl Date {
    /// The date with these numbers; `None` if the calendar has no such day.
    #[inline]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        if year == 0
            || year > 9999
            || month == 0
            || month > 12
            || day == 0
            // Most days are in every month.
            || (day > 28 && day > days_in_month(year, month))
        {
            return None;
        }
        match NonZeroU32::new((year as u32) << 9 | (month as u32) << 5 | day as u32) {
            Some(packed) => Some(Self(packed)),
            None => None,
        }
    }

    /// The year, 1 to 9999.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // at most 9999
    pub const fn year(self) -> u16 {
        (self.0.get() >> 9) as u16
    }

    /// The month, 1 to 12.
    #[inline]
    pub const fn month(self) -> u8 {
        (self.0.get() >> 5 & 0xF) as u8
    }

    /// The day of the month, 1 to 31.
    #[inline]
    pub const fn day(self) -> u8 {
        (self.0.get() & 0x1F) as u8
    }

    pub(crate) const fn first_of_month(self) -> Self {
        match NonZeroU32::new(self.0.get() & !0x1F | 1) {
            Some(packed) => Self(packed),
            None => self,
        }
    }

    /// The month that the date lies in.
    pub const fn year_month(self) -> YearMonth {
        YearMonth::of(self)
    }

    /// The date as ISO 8601 writes it: `2026-04-01`.
    pub fn iso(self) -> impl core::fmt::Display {
        Iso(self)
    }
}

struct Iso(Date);

impl core::fmt::Display for Iso {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Value for Date {
    const TYPE: ItemType = ItemType::Date;

    #[inline]
    #[allow(clippy::cast_possible_truncation)] // four digits and two digits
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let [century, year, month, day] = digit_pairs::<8>(input)?;
        let date = Self::new(u16::from(century) * 100 + u16::from(year), month, day)?;
        Some((date, 8))
    }

    fn explain(_: &[u8]) -> Fault {
        Fault::NotADate
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        let number = u32::from(self.year()) * 10_000 + u32::from(self.month()) * 100 + u32::from(self.day());
        put_digits::<8>(number, out);
    }
}

value_text!(Date, without serde);

impl core::fmt::Debug for Date {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", Iso(*self))
    }
}

impl From<Date> for chrono::NaiveDate {
    fn from(date: Date) -> Self {
        // Both know the same calendar, so the day exists there too.
        Self::from_ymd_opt(i32::from(date.year()), u32::from(date.month()), u32::from(date.day()))
            .unwrap_or_default()
    }
}

impl TryFrom<chrono::NaiveDate> for Date {
    type Error = Fault;

    /// Fails for years before 1 and after 9999, which eight digits cannot write.
    fn try_from(date: chrono::NaiveDate) -> Result<Self, Fault> {
        use chrono::Datelike as _;
        let year = u16::try_from(date.year()).map_err(|_| Fault::NotADate)?;
        let month = u8::try_from(date.month()).map_err(|_| Fault::NotADate)?;
        let day = u8::try_from(date.day()).map_err(|_| Fault::NotADate)?;
        Self::new(year, month, day).ok_or(Fault::NotADate)
    }
}

#[cfg(feature = "serde")]
mod json {
    use super::{Date, Iso};
    use crate::value::{Fault, Value as _};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    impl Serialize for Date {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&Iso(*self))
        }
    }

    /// `2026-04-01`; the standard's own `20260401` is read too.
    pub(crate) fn parse_iso(text: &str) -> Result<Date, Fault> {
        match text.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                Date::parse(&[*y1, *y2, *y3, *y4, *m1, *m2, *d1, *d2])
            }
            other => Date::parse(other),
        }
    }

    impl<'de> Deserialize<'de> for Date {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            crate::form::json::text(deserializer, "date YYYY-MM-DD", parse_iso)
        }
    }
}
#[cfg(feature = "serde")]
pub(crate) use json::parse_iso;

/// A date, or the `00000000` that means "not used": No.4 of 利用者補足情報 beside 第6・7表.
pub type DateOrZeros = ZerosOr<Date>;

impl Zeros for Date {
    const ZEROS: &'static [u8] = b"00000000";
    #[cfg(feature = "serde")]
    fn parse_json(text: &str) -> Result<Self, Fault> {
        parse_iso(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_chrono_on_every_eight_digits_of_two_centuries() {
        for year in 1868..=2100u32 {
            for month in 0..=13u32 {
                for day in 0..=32u32 {
                    let text = format!("{year:04}{month:02}{day:02}");
                    let ours: Option<chrono::NaiveDate> = text.parse::<Date>().ok().map(Into::into);
                    let theirs = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).unwrap(), month, day);
                    assert_eq!(ours, theirs, "{text}");
                }
            }
        }
    }

    #[test]
    fn is_four_bytes_also_as_an_option() {
        assert_eq!(size_of::<Option<Date>>(), 4);
    }

    #[test]
    fn zeros_are_a_value_of_their_own() {
        assert_eq!(DateOrZeros::parse(b"00000000"), Ok(ZerosOr::Zeros));
        assert_eq!(DateOrZeros::parse(b"00000001"), Err(Fault::NotADate));
        assert!(Date::parse(b"00000000").is_err());
    }
}
