//! Values: what the items of the standard hold, each type with its exact form.
//!
//! A value type accepts what it can hold **without changing it**, and answers further questions
//! (check digits, full length, known code) when asked. Everything else is a [`Fault`], and whoever
//! reads keeps the bytes. All values are `Copy` and allocate nothing.

pub(crate) mod code;
mod date;
mod digits;
mod equipment;
mod flags;
pub(crate) mod month;
mod number;
mod office;
mod person;
pub(crate) mod text_form;
mod time;
mod version;

pub use code::Code;
pub use date::{Date, DateOrZeros};
pub use equipment::{EquipmentCodeShape, Floor, NotifiedCode, OperatorCode, TaisCode};
pub use flags::DayFlags;
pub use month::{MonthOrZeros, YearMonth, ZerosOr};
pub use number::UnitPrice;
pub use office::{CheckDigit, InsurerNumber, OfficeNumber, SatelliteNumber};
pub use person::InsuredNumber;
pub use time::ServiceTime;
pub use version::{CsvVersion, Edition, LayoutFamily};

pub(crate) use crate::__value_text as value_text;
pub(crate) use code::is_code_byte;
pub(crate) use digits::{digit_pairs, digits, put_digits};

use crate::layout::{Identifier, ItemType};

/// Why an item is not a value of its type.
///
/// The text of a fault never holds the value itself: it may be personal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Fault {
    /// A 必須 item without a value.
    #[error("a required item is blank")]
    Missing,
    /// More characters than the type can hold.
    #[error("longer than {max} characters")]
    TooLong {
        /// The most characters the item may have (項目長).
        max: u16,
    },
    /// Fewer or more characters than a type of fixed width has.
    #[error("not {expected} characters long")]
    WrongLength {
        /// The number of characters the item has (項目長).
        expected: u16,
    },
    /// Not eight digits that are a date of the calendar.
    #[error("not a calendar date (YYYYMMDD)")]
    NotADate,
    /// Not six digits that are a month.
    #[error("not a month (YYYYMM)")]
    NotAMonth,
    /// Not four digits that are a time, 2400 or 9999.
    #[error("not a time (HHMM)")]
    NotATime,
    /// Not an integer, or not the decimal 99.99.
    #[error("not a number of the expected form")]
    NotANumber,
    /// A number too large to hold; far beyond what any item has room for.
    #[error("a number too large to hold")]
    NumberTooLarge,
    /// Not 31 characters of 0 and 1.
    #[error("not 31 characters of 0 and 1")]
    NotDayFlags,
    /// Characters that the item cannot hold: full-width digits, blanks, lower case, symbols.
    #[error("characters that this item cannot hold")]
    BadCharacters,
}

impl Fault {
    /// The same in Japanese, for messages to people.
    pub fn japanese(self) -> String {
        match self {
            Self::Missing => "必須項目に値がありません".into(),
            Self::TooLong { max } => format!("{max}文字を超えています"),
            Self::WrongLength { expected } => format!("{expected}桁ではありません"),
            Self::NotADate => "実在する日付（YYYYMMDD）ではありません".into(),
            Self::NotAMonth => "年月（YYYYMM）ではありません".into(),
            Self::NotATime => "時刻（HHMM）ではありません".into(),
            Self::NotANumber => "数値の形式が正しくありません".into(),
            Self::NumberTooLarge => "数値が大きすぎます".into(),
            Self::NotDayFlags => "「0」「1」の31桁ではありません".into(),
            Self::BadCharacters => "この項目に使えない文字があります".into(),
        }
    }
}

/// Where a value writes its characters to.
pub trait Put {
    /// Takes ASCII characters.
    fn ascii(&mut self, characters: &[u8]);
    /// Takes one character of any kind (only codes that people type into carry others than ASCII).
    fn character(&mut self, character: char);
}

/// The type of one item that is not free text.
///
/// [`scan`](Value::scan) is the one grammar of the type. It is written so that a reader can ask
/// "does a date stand here?" without first looking for the end of the item, which is what makes
/// reading by layout fast.
pub trait Value: Copy + Sized + 'static {
    /// What the layout says of items of this type.
    const TYPE: ItemType;

    /// What a code of this type identifies, if it is such a code.
    const IDENTIFIER: Option<Identifier> = None;

    /// Reads the value that begins at the start of `input`; returns it with its length in bytes.
    ///
    /// Values never contain a comma, a quote, CR or LF, and `scan` takes all that it can: for any
    /// delimiter, `scan(item + delimiter + rest)` takes exactly `item` if and only if
    /// `parse(item)` succeeds.
    fn scan(input: &[u8]) -> Option<(Self, usize)>;

    /// Says why `item` (not blank) is no value of this type.
    fn explain(item: &[u8]) -> Fault;

    /// Reads a whole item.
    fn parse(item: &[u8]) -> Result<Self, Fault> {
        match Self::scan(item) {
            Some((value, length)) if length == item.len() => Ok(value),
            _ => Err(Self::explain(item)),
        }
    }

    /// Reads a whole item from its characters; types that hold other characters than ASCII differ
    /// from [`parse`](Value::parse) here.
    fn parse_chars(item: &str) -> Result<Self, Fault> {
        if item.is_ascii() { Self::parse(item.as_bytes()) } else { Err(Fault::BadCharacters) }
    }

    /// Writes the value in its canonical form.
    fn put(&self, out: &mut impl Put);
}

/// A whole number: units, amounts of yen, counts, numbers of lines.
///
/// A leading minus (deductions) and leading zeros are read; the canonical form has no leading
/// zeros. Any number that an `i32` holds, which is more than any item of the standard has room for.
impl Value for i32 {
    const TYPE: ItemType = ItemType::Integer;

    #[inline]
    fn scan(input: &[u8]) -> Option<(Self, usize)> {
        // Nearly all numbers are short and positive.
        if let Some((value, length)) = digits::few_digits(input) {
            return Some((value.cast_signed(), length));
        }
        scan_integer(input)
    }

    fn explain(item: &[u8]) -> Fault {
        let digits = item.strip_prefix(b"-").unwrap_or(item);
        if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) {
            Fault::NumberTooLarge
        } else {
            Fault::NotANumber
        }
    }

    #[inline]
    fn put(&self, out: &mut impl Put) {
        let mut buffer = [b'0'; 11];
        let mut rest = self.unsigned_abs();
        let mut start = buffer.len();
        for (place, byte) in buffer.iter_mut().enumerate().rev() {
            *byte = b'0' + (rest % 10) as u8;
            rest /= 10;
            start = place;
            if rest == 0 {
                break;
            }
        }
        if *self < 0 {
            out.ascii(b"-");
        }
        out.ascii(buffer.get(start..).unwrap_or_default());
    }
}

/// A whole number of any shape.
fn scan_integer(input: &[u8]) -> Option<(i32, usize)> {
    let negative = input.first() == Some(&b'-');
    let start = usize::from(negative);
    let mut length = start;
    // Counted below zero, where there is room for one more number than above.
    let mut value = 0i32;
    while let Some(digit) = input.get(length).map(|byte| byte.wrapping_sub(b'0')).filter(|d| *d < 10) {
        value = value.checked_mul(10)?.checked_sub(i32::from(digit))?;
        length += 1;
    }
    let value = if negative { value } else { value.checked_neg()? };
    (length > start).then_some((value, length))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Value};

    #[test]
    fn every_integer_is_read_as_it_is_written() {
        for number in [0, 1, -1, 7, 250, -999_999, 999_999_999, 1_000_000_000, i32::MAX, i32::MIN] {
            assert_eq!(i32::parse(number.to_string().as_bytes()), Ok(number));
        }
    }

    #[test]
    fn leading_zeros_change_nothing_and_other_texts_are_no_numbers() {
        assert_eq!(i32::parse(b"000250"), Ok(250));
        assert_eq!(i32::parse(b"-000000000000000000250"), Ok(-250));
        for (text, fault) in [
            ("2147483648", Fault::NumberTooLarge),
            ("-2147483649", Fault::NumberTooLarge),
            ("+5", Fault::NotANumber),
            ("-", Fault::NotANumber),
            ("1.5", Fault::NotANumber),
            ("--1", Fault::NotANumber),
            (" 1", Fault::NotANumber),
        ] {
            assert_eq!(i32::parse(text.as_bytes()), Err(fault), "{text}");
        }
    }
}
