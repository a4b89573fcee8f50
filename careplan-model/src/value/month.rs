//! Months, and the zeros that stand for "not used".

use super::{Date, Fault, Put, Value, digit_pairs, put_digits, value_text};
use crate::layout::ItemType;

/// The number of days of a month (1 to 12) of the Gregorian calendar.
pub(crate) const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A month, written `YYYYMM` in files and `YYYY-MM` in JSON.
///
/// ```
/// use careplan_model::YearMonth;
/// let month: YearMonth = "202604".parse()?;
/// assert_eq!((month.year(), month.month(), month.days()), (2026, 4, 30));
/// # Ok::<(), careplan_model::Fault>(())
/// ```
// Held as its first day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth(Date);

impl YearMonth {
    /// The month with these numbers; `None` unless the year is 1–9999 and the month 1–12.
    #[inline]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        match Date::new(year, month, 1) {
            Some(first) => Some(Self(first)),
            None => None,
        }
    }

    /// The month that a date lies in.
    pub(crate) const fn of(date: Date) -> Self {
        Self(date.first_of_month())
    }

    /// The year, 1 to 9999.
    pub const fn year(self) -> u16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.0.month()
    }

    /// How many days the month has.
    pub const fn days(self) -> u8 {
        days_in_month(self.year(), self.month())
    }

    /// The date of a day of this month, if it has that day.
    pub const fn day(self, day: u8) -> Option<Date> {
        Date::new(self.year(), self.month(), day)
    }

    /// Whether a date lies in this month.
    pub fn contains(self, date: Date) -> bool {
        date.year_month() == self
    }

    /// The month as ISO 8601 writes it: `2026-04`.
    pub fn iso(self) -> impl core::fmt::Display {
        Iso(self)
    }
}

struct Iso(YearMonth);

impl core::fmt::Display for Iso {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl Value for YearMonth {
    const TYPE: ItemType = ItemType::Month;

    #[inline]
    #[allow(clippy::cast_possible_truncation)] // six digits
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        let [_, century, year, month] = digit_pairs::<6>(input)?;
        Some((Self::new(u16::from(century) * 100 + u16::from(year), month)?, 6))
    }

    fn explain(_: &[u8]) -> Fault {
        Fault::NotAMonth
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        put_digits::<6>(u32::from(self.year()) * 100 + u32::from(self.month()), out);
    }
}

value_text!(YearMonth, without serde);

impl core::fmt::Debug for YearMonth {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}", Iso(*self))
    }
}

/// A month, or the `000000` that means "not used": No.63 of 利用者補足情報 beside 第1–3表.
pub type MonthOrZeros = ZerosOr<YearMonth>;

/// A type for which the standard writes zeros where it is not used.
#[doc(hidden)]
pub trait Zeros: Value {
    /// The zeros, as long as the item.
    const ZEROS: &'static [u8];
    /// Reads the JSON form of the value.
    #[cfg(feature = "serde")]
    fn parse_json(text: &str) -> Result<Self, Fault>;
}

impl Zeros for YearMonth {
    const ZEROS: &'static [u8] = b"000000";
    #[cfg(feature = "serde")]
    fn parse_json(text: &str) -> Result<Self, Fault> {
        json::parse_iso(text)
    }
}

/// A value, or zeros in its place that say it is not used. Zeros are a value, not a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZerosOr<V> {
    /// `00000000` or `000000`.
    Zeros,
    /// A value.
    Value(V),
}

impl<V> From<V> for ZerosOr<V> {
    fn from(value: V) -> Self {
        Self::Value(value)
    }
}

impl<V> ZerosOr<V> {
    /// The value, if it is one.
    pub fn value(self) -> Option<V> {
        match self {
            Self::Zeros => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<V: Zeros> Value for ZerosOr<V> {
    const TYPE: ItemType = V::TYPE;

    #[inline]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        match V::scan(input) {
            Some((value, length)) => Some((Self::Value(value), length)),
            None if input.starts_with(V::ZEROS) => Some((Self::Zeros, V::ZEROS.len())),
            None => None,
        }
    }

    fn explain(item: &[u8]) -> Fault {
        V::explain(item)
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        match self {
            Self::Zeros => out.ascii(V::ZEROS),
            Self::Value(value) => value.put(out),
        }
    }
}

impl<V: Zeros> core::fmt::Display for ZerosOr<V> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        super::text_form::display(self, f)
    }
}

impl<V: Zeros> core::str::FromStr for ZerosOr<V> {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        Self::parse_chars(text)
    }
}

#[cfg(feature = "serde")]
mod json {
    use super::{Iso, YearMonth, Zeros, ZerosOr};
    use crate::form::json::text;
    use crate::value::{Fault, Value as _};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// `2026-04`; the standard's own `202604` is read too.
    pub(super) fn parse_iso(text: &str) -> Result<YearMonth, Fault> {
        match text.as_bytes() {
            [y1, y2, y3, y4, b'-', m1, m2] => YearMonth::parse(&[*y1, *y2, *y3, *y4, *m1, *m2]),
            other => YearMonth::parse(other),
        }
    }

    impl Serialize for YearMonth {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&Iso(*self))
        }
    }

    impl<'de> Deserialize<'de> for YearMonth {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            text(deserializer, "month YYYY-MM", parse_iso)
        }
    }

    impl<V: Zeros + Serialize> Serialize for ZerosOr<V> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Zeros => serializer.collect_str(self),
                Self::Value(value) => value.serialize(serializer),
            }
        }
    }

    impl<'de, V: Zeros> Deserialize<'de> for ZerosOr<V> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            text(deserializer, "date or month, or zeros", |text| {
                if text.as_bytes() == V::ZEROS {
                    Ok(Self::Zeros)
                } else {
                    V::parse_json(text).map(Self::Value)
                }
            })
        }
    }
}
