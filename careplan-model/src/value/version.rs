//! CSVバージョン, editions, and the two families of layouts.

use super::{Fault, Put, Value, YearMonth, digits, put_digits, value_text};
use crate::layout::{Identifier, ItemType};

/// CSVバージョン: six digits, an opaque key and never a number to compare (4.0 is `202504`, its
/// successor 4.1 is `202407`). Values that no edition has are kept (`202410` is a known mistake for
/// `202407`).
///
/// ```
/// use careplan_model::{CsvVersion, Edition};
/// assert_eq!("202407".parse::<CsvVersion>()?.edition(), Some(Edition::V4_1));
/// assert_eq!("202410".parse::<CsvVersion>()?.edition(), None);
/// # Ok::<(), careplan_model::Fault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CsvVersion(u32);

impl CsvVersion {
    /// The edition that has this value, if any has.
    #[inline]
    pub fn edition(self) -> Option<Edition> {
        Edition::ALL.into_iter().find(|edition| edition.version() == self)
    }
}

impl Value for CsvVersion {
    const TYPE: ItemType = ItemType::Month;
    const IDENTIFIER: Option<Identifier> = Some(Identifier::Version);

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

value_text!(CsvVersion);

/// An edition of the standard (改定履歴).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// Edition 1, `201910`; no table is available, read by the 3.x layout.
    V1,
    /// Edition 2, `202003`; no table is available, read by the 3.x layout.
    V2,
    /// Editions 3, 3.1 and 3.2, `202208`.
    V3,
    /// Edition 4.0, `202504`, withdrawn before use.
    V4_0,
    /// Edition 4.1, `202407`, applied from service month April 2025.
    V4_1,
}

impl Edition {
    /// All editions, oldest first.
    pub const ALL: [Self; 5] = [Self::V1, Self::V2, Self::V3, Self::V4_0, Self::V4_1];
    /// The edition in force.
    pub const CURRENT: Self = Self::V4_1;

    /// Its CSVバージョン.
    pub const fn version(self) -> CsvVersion {
        CsvVersion(match self {
            Self::V1 => 201_910,
            Self::V2 => 202_003,
            Self::V3 => 202_208,
            Self::V4_0 => 202_504,
            Self::V4_1 => 202_407,
        })
    }

    /// Which layouts its files have.
    pub const fn family(self) -> LayoutFamily {
        match self {
            Self::V1 | Self::V2 | Self::V3 => LayoutFamily::V3,
            Self::V4_0 | Self::V4_1 => LayoutFamily::V4,
        }
    }

    /// The first service month it applies to; none for the withdrawn 4.0.
    pub fn service_months_from(self) -> Option<YearMonth> {
        match self {
            Self::V1 => YearMonth::new(2020, 3),
            Self::V2 => YearMonth::new(2020, 10),
            Self::V3 => YearMonth::new(2023, 1),
            Self::V4_0 => None,
            Self::V4_1 => YearMonth::new(2025, 4),
        }
    }

    /// How people call it: `4.1`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::V1 => "1",
            Self::V2 => "2",
            Self::V3 => "3.x",
            Self::V4_0 => "4.0",
            Self::V4_1 => "4.1",
        }
    }
}

impl core::fmt::Display for Edition {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.label())
    }
}

/// An edition is its CSVバージョン in JSON.
#[cfg(feature = "serde")]
impl serde::Serialize for Edition {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.version().serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edition {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        CsvVersion::deserialize(deserializer)?
            .edition()
            .ok_or_else(|| serde::de::Error::custom("no edition has this version value"))
    }
}

/// The editions fall into two families of layouts; 第6表 and 第7表 differ between them by the three
/// equipment items, and 第3表 and the preventive files exist in the later one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum LayoutFamily {
    /// Editions 1 to 3.2.
    V3,
    /// Editions 4.0 and 4.1.
    V4,
}

impl LayoutFamily {
    /// How people call it: `3.x`, `4.x`.
    pub const fn label(self) -> &'static str {
        match self {
            Self::V3 => "3.x",
            Self::V4 => "4.x",
        }
    }

    /// The other family.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::V3 => Self::V4,
            Self::V4 => Self::V3,
        }
    }
}
