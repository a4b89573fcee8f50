//! 和暦: dates as Japanese forms and letters write them, by the eras (元号).
//!
//! Files hold Gregorian dates only; the eras are for what people read. The first year of an era is 元年.
//!
//! The eras begin on the days below; one day belongs to one era (1989-01-07 is 昭和64年, the next day
//! 平成元年). 明治 is counted from the Gregorian day of 慶応4年1月1日, to which the era was applied back.
//! Japan used a lunisolar calendar until the end of 1872; this module writes the **Gregorian** month and
//! day for those years too, because that is what the items hold. Days before 1868-01-25 have no era here and
//! are written with the Gregorian year (西暦).

use crate::value::{Date, YearMonth};
use core::fmt;

/// 元号: an era since 1868.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Era {
    /// 明治, from 1868-01-25.
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

    /// The name: `令和`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }

    /// The letter that forms use for it: `R`.
    pub const fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }

    /// Its first day. (The last day is the one before the next era begins.)
    pub const fn first_day(self) -> Date {
        match self {
            Self::Meiji => const { day(Date::new(1868, 1, 25)) },
            Self::Taisho => const { day(Date::new(1912, 7, 30)) },
            Self::Showa => const { day(Date::new(1926, 12, 25)) },
            Self::Heisei => const { day(Date::new(1989, 1, 8)) },
            Self::Reiwa => const { day(Date::new(2019, 5, 1)) },
        }
    }

    /// The era that a day belongs to; `None` before 1868-01-25.
    pub fn of(date: Date) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|era| era.first_day() <= date)
    }
}

/// A day that the calendar has; evaluated by the compiler only, which would refuse any other.
#[allow(clippy::panic)]
const fn day(date: Option<Date>) -> Date {
    match date {
        Some(date) => date,
        None => panic!("a day of the calendar"),
    }
}

impl fmt::Display for Era {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Date {
    /// The era and the year in it, from 1; `None` before 1868-01-25, where [`Era`] has none.
    ///
    /// ```
    /// use careplan_model::{Date, Era};
    /// let date: Date = "20190430".parse()?;
    /// assert_eq!(date.era(), Some((Era::Heisei, 31)));
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub fn era(self) -> Option<(Era, u16)> {
        let era = Era::of(self)?;
        Some((era, self.year() - era.first_day().year() + 1))
    }

    /// The date in 和暦: `令和8年4月1日`, in the first year of an era `令和元年5月1日`; before
    /// 1868-01-25 in 西暦 (`1867年1月1日`).
    pub fn wareki(self) -> impl fmt::Display {
        Wareki::of_day(self)
    }

    /// The date in the short form of 和暦: `R8.4.1`, in the first year of an era `R1.5.1`; before 1868-01-25
    /// `1867.1.1`.
    pub fn wareki_short(self) -> impl fmt::Display {
        Short(Wareki::of_day(self))
    }
}

impl YearMonth {
    /// The month in 和暦: `令和8年4月`, by the era of its **first day**.
    ///
    /// So the month in which an era ends is called by the old era (昭和64年1月); of the months that are
    /// exchanged this touches none, because 令和 began on the first of a month.
    ///
    /// ```
    /// use careplan_model::YearMonth;
    /// let month: YearMonth = "201905".parse()?;
    /// assert_eq!(month.wareki().to_string(), "令和元年5月");
    /// assert_eq!(month.wareki_short().to_string(), "R1.5");
    /// # Ok::<(), careplan_model::Fault>(())
    /// ```
    pub fn wareki(self) -> impl fmt::Display {
        Wareki::of_month(self)
    }

    /// The month in the short form of 和暦: `R8.4`, by the era of its first day.
    pub fn wareki_short(self) -> impl fmt::Display {
        Short(Wareki::of_month(self))
    }
}

struct Wareki {
    era: Option<(Era, u16)>,
    year: u16,
    month: u8,
    day: Option<u8>,
}

impl Wareki {
    fn of_day(date: Date) -> Self {
        Self { era: date.era(), year: date.year(), month: date.month(), day: Some(date.day()) }
    }

    fn of_month(month: YearMonth) -> Self {
        let era = month.day(1).and_then(Date::era);
        Self { era, year: month.year(), month: month.month(), day: None }
    }
}

impl fmt::Display for Wareki {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.era {
            Some((era, 1)) => write!(f, "{era}元年")?,
            Some((era, year)) => write!(f, "{era}{year}年")?,
            None => write!(f, "{}年", self.year)?,
        }
        write!(f, "{}月", self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "{day}日"))
    }
}

struct Short(Wareki);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Wareki { era, year, month, day }) = self;
        match era {
            Some((era, year)) => write!(f, "{}{year}", era.letter())?,
            None => write!(f, "{year}")?,
        }
        write!(f, ".{month}")?;
        day.map_or(Ok(()), |day| write!(f, ".{day}"))
    }
}
