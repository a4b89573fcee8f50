//! Price lists put together: several files, several sheets, several months.

use super::entry::{Entry, Source};
use super::error::CatalogueError;
use super::problem::{ListProblem, ListProblemKind};
use super::search::SearchText;
use super::table::{self, Sheet};
use super::{Catalogue, PriceList, Product, csv};
use careplan_model::YearMonth;
use std::collections::btree_map::Entry as Place;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// The most bytes of a file that are read: a list of 15,000 products is below two million.
const SIZE_LIMIT: u64 = 64 << 20;

/// Puts price lists together; [`build`](Self::build) makes the [`Catalogue`] and its index.
///
/// Files, sheets and months may come in any order. Of two rows for one code and month the first one counts: equal
/// ones are left out with a note, others are problems.
///
/// ```
/// use careplan_fukushi::Catalogue;
/// let list = "見本一覧（令和8年4月）\n\
///     商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n\
///     99999-000010,見本製作所,見本ベッド,MB-1,\"8,500\",\"10,200\"\n";
/// let mut builder = Catalogue::builder();
/// builder.add_bytes("list.csv", list.as_bytes(), None)?;
/// let catalogue = builder.build();
/// assert_eq!(catalogue.limit("99999-000010", "202604".parse()?), Some(10_200));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct CatalogueBuilder {
    sources: Vec<Source>,
    entries: BTreeMap<(String, YearMonth), Entry>,
    problems: Vec<ListProblem>,
}

impl CatalogueBuilder {
    /// Adds a file: a workbook (.xlsx) or CSV, which is told from its content.
    ///
    /// The month of each sheet stands in its title; `told` is for files without one, and must not contradict it.
    ///
    /// # Errors
    ///
    /// Nothing of the file can be read, and nothing of it was taken over. What is wrong in a sheet or a row is
    /// no error but one of the [`problems`](Self::problems).
    pub fn add_file(
        &mut self,
        path: impl AsRef<Path>,
        told: Option<YearMonth>,
    ) -> Result<&mut Self, CatalogueError> {
        let path = path.as_ref();
        let mut bytes = Vec::new();
        File::open(path)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        self.add_bytes(&name, &bytes, told)
    }

    /// Adds the content of a file; the name is for messages.
    ///
    /// # Errors
    ///
    /// As [`add_file`](Self::add_file).
    pub fn add_bytes(
        &mut self,
        name: &str,
        bytes: &[u8],
        told: Option<YearMonth>,
    ) -> Result<&mut Self, CatalogueError> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > SIZE_LIMIT {
            return Err(CatalogueError::TooLarge { limit: SIZE_LIMIT });
        }
        let mut problems = Vec::new();
        let sheets = match bytes {
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => workbook(bytes, name, told, &mut problems)?,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(CatalogueError::OldWorkbook),
            _ => {
                let source = Source { file: name.to_owned(), sheet: None };
                let sheet = csv::read(bytes, &source, told, &mut problems)?;
                vec![(source, sheet)]
            }
        };
        self.problems.append(&mut problems);
        for (source, sheet) in sheets {
            if let Sheet::List(entries) = sheet {
                self.add_list(source, entries);
            }
        }
        Ok(self)
    }

    /// What was found in the files so far, file by file.
    pub fn problems(&self) -> &[ListProblem] {
        &self.problems
    }

    fn add_list(&mut self, source: Source, entries: Vec<Entry>) {
        let place = self.sources.len();
        let mut repeated: u32 = 0;
        for mut entry in entries {
            entry.source = place;
            match self.entries.entry((table::key(&entry), entry.month)) {
                Place::Vacant(vacant) => {
                    vacant.insert(entry);
                }
                Place::Occupied(earlier) if earlier.get().says_the_same(&entry) => {
                    repeated = repeated.saturating_add(1);
                }
                Place::Occupied(mut earlier) => {
                    let earlier = earlier.get_mut();
                    earlier.disputed = true;
                    self.problems.push(ListProblem {
                        source: source.clone(),
                        row: Some(entry.row),
                        kind: ListProblemKind::Conflict {
                            columns: table::differences(earlier, &entry),
                            code: entry.code,
                            earlier: self.sources.get(earlier.source).unwrap_or(&source).clone(),
                            earlier_row: earlier.row,
                        },
                    });
                }
            }
        }
        if repeated > 0 {
            self.problems.push(ListProblem {
                source: source.clone(),
                row: None,
                kind: ListProblemKind::Repeated { rows: repeated },
            });
        }
        self.sources.push(source);
    }

    /// The catalogue, with all months in their order.
    pub fn build(self) -> Catalogue {
        let mut lists = BTreeMap::<YearMonth, PriceList>::new();
        let mut products = Vec::<Product>::new();
        let mut texts = Vec::new();
        let mut sources_of_lists = BTreeSet::new();
        for ((key, month), mut entry) in self.entries {
            let list =
                lists.entry(month).or_insert_with(|| PriceList { month, products: 0, sources: Vec::new() });
            list.products += 1;
            if let Some(source) = self.sources.get(entry.source)
                && sources_of_lists.insert((month, source))
            {
                list.sources.push(source.clone());
            }
            let known = products.last_mut().filter(|last| last.key == key);
            // Most products have the same texts in every month, and are searched once.
            let same_texts = known.as_deref().and_then(|product| {
                product.entries.last().filter(|earlier| {
                    (&earlier.maker, &earlier.name, &earlier.model)
                        == (&entry.maker, &entry.name, &entry.model)
                })
            });
            if let Some(earlier) = same_texts {
                entry.text = earlier.text;
            } else {
                entry.text = texts.len();
                texts.push(SearchText::of(&entry));
            }
            match known {
                Some(product) => product.entries.push(entry),
                None => products.push(Product { key, entries: vec![entry] }),
            }
        }
        let mut lists: Vec<PriceList> = lists.into_values().collect();
        for list in &mut lists {
            list.sources.sort();
        }
        Catalogue { sources: self.sources, lists, products, texts, problems: self.problems }
    }
}

#[cfg(feature = "xlsx")]
fn workbook(
    bytes: &[u8],
    name: &str,
    told: Option<YearMonth>,
    problems: &mut Vec<ListProblem>,
) -> Result<Vec<(Source, Sheet)>, CatalogueError> {
    super::xlsx::read(bytes, name, told, problems)
}

#[cfg(not(feature = "xlsx"))]
fn workbook(
    _: &[u8],
    _: &str,
    _: Option<YearMonth>,
    _: &mut Vec<ListProblem>,
) -> Result<Vec<(Source, Sheet)>, CatalogueError> {
    Err(CatalogueError::NoWorkbooks)
}
