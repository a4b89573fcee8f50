//! One row of a price list.

use super::code::ProductCode;
use careplan_model::YearMonth;
use core::fmt;

/// What a cell of a price column says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Price {
    /// A price in yen.
    Yen(u32),
    /// Nothing, or a dash: no price is published.
    Blank,
    /// A text that is no price, as it stands in the cell. (It is no blank: whoever needs the price must look.)
    Unreadable(String),
}

impl Price {
    /// The price, if it is one.
    pub const fn yen(&self) -> Option<u32> {
        match self {
            Self::Yen(yen) => Some(*yen),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Yen(yen) => yen.fmt(f),
            Self::Blank => f.pad("-"),
            Self::Unreadable(text) => text.fmt(f),
        }
    }
}

/// A product in the list of one month: a row, whose texts are kept as they stand in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Entry {
    /// The month of the list, from which on its prices apply.
    pub month: YearMonth,
    /// 商品コード: the normal form if it has one, else the text of the cell.
    pub code: String,
    /// The same, typed; `None` for a code of another shape.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub product: Option<ProductCode>,
    /// 法人名: who makes or sells it.
    pub maker: String,
    /// 商品名.
    pub name: String,
    /// 型番.
    pub model: String,
    /// 全国平均貸与価格（円）; blank for products that are not rented often enough, which is normal.
    pub average: Price,
    /// 貸与価格の上限（円）: above it a rental is not insured.
    pub limit: Price,
    /// Whether another row for the same code and month says something else; this is the first of them.
    pub disputed: bool,
    /// The row in its sheet or file, from 1; in a CSV file the line on which it begins.
    pub row: u32,
    /// The place of its source in [`Catalogue::sources`](super::Catalogue::sources).
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) source: usize,
    /// The place of its texts among those that are searched.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub(super) text: usize,
}

impl Entry {
    /// Whether two rows for one code and month say the same.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        (&self.maker, &self.name, &self.model, &self.average, &self.limit)
            == (&other.maker, &other.name, &other.model, &other.average, &other.limit)
    }
}

/// Where rows came from: a CSV file, or a sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Source {
    /// The name that the caller gave, or the name of the file without its folder.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sheet {
            Some(sheet) => write!(f, "{} [{sheet}]", self.file),
            None => f.write_str(&self.file),
        }
    }
}
