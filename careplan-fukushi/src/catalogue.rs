//! Product codes and the ministry's price list: 商品コード, 全国平均貸与価格, 貸与価格の上限.
//!
//! The ministry publishes an Excel list by month of application: a title row with the month, a note, a header row,
//! one row for each product. [`CatalogueBuilder`] reads the workbook (.xlsx, feature `xlsx`) or CSV with the same
//! columns, several months side by side; [`Catalogue`] looks up codes, searches names, and warns.
//!
//! # Which month counts
//!
//! For a month the **latest list that is not after it** counts ([`Catalogue::list_for`]); for a date, that of its
//! month. What that list does not have is not looked for in another one: [`Catalogue::look_up`] then names the
//! months that have it, and [`Catalogue::entries`] gives the rows of all months to those who decide otherwise. Each
//! answer says of which month it is ([`Entry::month`]).
//!
//! # How much of a file is believed
//!
//! Texts are kept as they stand in the cells. Codes are read as [`read_code`] does, and each one that was written in
//! another way is noted. A row that contradicts an earlier one, a price that is no price, a row without a code, a
//! sheet without a header or a month: each is in [`Catalogue::problems`] with its row; no file is refused for one
//! row, and no file makes the reader panic or fill the memory.

mod check;
mod code;
mod csv;
mod entry;
mod error;
mod load;
pub(crate) mod normal;
mod price;
mod problem;
mod search;
mod table;
mod title;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use check::CatalogueWarning;
pub use code::{CodeChange, ProductCode, TypedCode, read_code};
pub use entry::{Entry, Price, Source};
pub use error::CatalogueError;
pub use load::CatalogueBuilder;
pub use problem::{Column, ListProblem, ListProblemKind, Severity};
pub use search::{Found, Hit, Rank, SearchOptions};

use careplan_model::YearMonth;
use search::SearchText;

/// The price lists of one or more months.
#[derive(Debug, Default)]
pub struct Catalogue {
    sources: Vec<Source>,
    /// By month.
    lists: Vec<PriceList>,
    /// By their keys.
    products: Vec<Product>,
    texts: Vec<SearchText>,
    problems: Vec<ListProblem>,
}

/// The list of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct PriceList {
    /// The month from which on its prices apply.
    pub month: YearMonth,
    /// How many products it has.
    pub products: usize,
    /// The files and sheets that it was put together from.
    pub sources: Vec<Source>,
}

/// A product: what the lists say of one code.
#[derive(Debug)]
struct Product {
    /// The code as codes are compared.
    key: String,
    /// By month, one for each list that has it.
    entries: Vec<Entry>,
}

impl Product {
    fn in_list(&self, list: YearMonth) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.month == list)
    }

    fn months(&self) -> Vec<YearMonth> {
        self.entries.iter().map(|entry| entry.month).collect()
    }
}

/// What the lists say of a code in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "answer", rename_all = "snake_case"))]
pub enum LookUp<'c> {
    /// The list that counts has it; its month is [`Entry::month`].
    Listed(&'c Entry),
    /// The list that counts does not have it, but other lists do.
    NotListed {
        /// The month of the list that counts.
        list: YearMonth,
        /// The months of the lists that have it, earlier and later ones.
        listed_in: Vec<YearMonth>,
    },
    /// No list has the code.
    Unknown {
        /// The month of the list that counts.
        list: YearMonth,
    },
    /// All lists are of later months, or there is none.
    NoList {
        /// The first month with a list.
        first: Option<YearMonth>,
        /// The months of the lists that have the code.
        listed_in: Vec<YearMonth>,
    },
}

impl Catalogue {
    /// Begins a catalogue.
    pub fn builder() -> CatalogueBuilder {
        CatalogueBuilder::default()
    }

    /// The lists, by month.
    pub fn lists(&self) -> &[PriceList] {
        &self.lists
    }

    /// The files and sheets that rows were taken from, in the order in which they were added.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The file and sheet of a row of this catalogue.
    pub fn source_of(&self, entry: &Entry) -> Option<&Source> {
        self.sources.get(entry.source)
    }

    /// All that was found in the files, file by file; [`ListProblem::severity`] tells problems from notes.
    pub fn problems(&self) -> &[ListProblem] {
        &self.problems
    }

    /// How many products there are, each counted once whatever the number of months.
    pub fn product_count(&self) -> usize {
        self.products.len()
    }

    /// The month of the list that counts in a month: the latest that is not after it.
    pub fn list_for(&self, month: YearMonth) -> Option<YearMonth> {
        self.lists.iter().map(|list| list.month).rfind(|list| *list <= month)
    }

    /// The rows for a code in all lists, by month. The code may be typed as [`read_code`] forgives.
    pub fn entries(&self, code: &str) -> &[Entry] {
        self.product(code).map_or(&[], |product| &product.entries)
    }

    /// What the list that counts in a month says of a code: see [`list_for`](Self::list_for). The month that it is of
    /// is [`Entry::month`].
    ///
    /// `None` has three reasons, which [`look_up`](Self::look_up) tells apart.
    pub fn price(&self, code: &str, month: YearMonth) -> Option<&Entry> {
        self.product(code)?.in_list(self.list_for(month)?)
    }

    /// What the lists say of a code in a month, and why when it is nothing.
    pub fn look_up(&self, code: &str, month: YearMonth) -> LookUp<'_> {
        let product = self.product(code);
        let listed_in = || product.map(Product::months).unwrap_or_default();
        match (self.list_for(month), product) {
            (None, _) => {
                LookUp::NoList { first: self.lists.first().map(|list| list.month), listed_in: listed_in() }
            }
            (Some(list), None) => LookUp::Unknown { list },
            (Some(list), Some(product)) => match product.in_list(list) {
                Some(entry) => LookUp::Listed(entry),
                None => LookUp::NotListed { list, listed_in: listed_in() },
            },
        }
    }

    /// 全国平均貸与価格 of a code in a month, in yen; `None` also where the list has none, which is normal.
    pub fn average(&self, code: &str, month: YearMonth) -> Option<u32> {
        self.price(code, month)?.average.yen()
    }

    /// 貸与価格の上限 of a code in a month, in yen; [`check`](Self::check) tells why there is none.
    pub fn limit(&self, code: &str, month: YearMonth) -> Option<u32> {
        self.price(code, month)?.limit.yen()
    }

    fn product(&self, code: &str) -> Option<&Product> {
        let key = code::code_key(code);
        let place = self.products.binary_search_by(|product| product.key.as_str().cmp(&key)).ok()?;
        self.products.get(place)
    }
}
