//! Search by name, model, maker and code, ranked.

use super::entry::Entry;
use super::normal::{bigrams, key, likeness, words};
use super::{Catalogue, Product};
use careplan_model::YearMonth;
use core::cmp::Reverse;

/// How alike a name must be at least, in thousandths.
const ALIKE: u16 = 400;

/// Why a product was found, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Rank {
    /// The query is its code.
    Code,
    /// The query is its name, its model or both in either order.
    Name,
    /// Its name, its model or its code begins with the query.
    Prefix,
    /// All words of the query stand in its name, model, maker or code.
    Words,
    /// Its name or model is alike: see [`Hit::likeness`].
    Similar,
}

impl Rank {
    /// The rank in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Code => "コード一致",
            Self::Name => "名称一致",
            Self::Prefix => "前方一致",
            Self::Words => "語を含む",
            Self::Similar => "類似",
        }
    }
}

impl core::fmt::Display for Rank {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.pad(match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Prefix => "beginning",
            Self::Words => "words",
            Self::Similar => "similar",
        })
    }
}

/// What to search in, and how much to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchOptions {
    /// Search the list that counts in this month ([`Catalogue::list_for`]); `None`: each product as the latest list
    /// that has it shows it.
    pub month: Option<YearMonth>,
    /// How many hits at most; the best ones are given.
    pub limit: usize,
}

impl Default for SearchOptions {
    /// All months, 20 hits.
    fn default() -> Self {
        Self { month: None, limit: 20 }
    }
}

/// A product that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Hit<'c> {
    /// Why.
    pub rank: Rank,
    /// How alike name or model are to the query, in thousandths; 1000 for ranks other than [`Rank::Similar`].
    pub likeness: u16,
    /// The product, in the list whose month stands in it.
    pub entry: &'c Entry,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Found<'c> {
    /// The list that was searched; `None` when no month was asked for, or when no list counts in that month.
    pub list: Option<YearMonth>,
    /// The best hits, in a fixed order.
    pub hits: Vec<Hit<'c>>,
    /// How many there are without the limit.
    pub total: usize,
    /// How many products fit (better than [`Rank::Similar`]) that are not in that list but in other ones.
    pub elsewhere: usize,
}

/// The texts of a product, made alike.
#[derive(Debug)]
pub(super) struct SearchText {
    code: String,
    maker: String,
    name: String,
    model: String,
    name_model: String,
    model_name: String,
    /// Of name, model, and both.
    bigrams: [Vec<u64>; 3],
}

impl SearchText {
    pub(super) fn of(entry: &Entry) -> Self {
        let (name, model) = (key(&entry.name), key(&entry.model));
        let (name_model, model_name) = (format!("{name}{model}"), format!("{model}{name}"));
        Self {
            code: key(&entry.code),
            maker: key(&entry.maker),
            bigrams: [bigrams(&name), bigrams(&model), bigrams(&name_model)],
            name,
            model,
            name_model,
            model_name,
        }
    }

    fn rank(&self, query: &Query) -> Option<(Rank, u16)> {
        let Query { whole, words, bigrams } = query;
        let names = [&self.name, &self.model, &self.name_model, &self.model_name];
        if self.code == *whole {
            return Some((Rank::Code, 1000));
        }
        if names.contains(&whole) {
            return Some((Rank::Name, 1000));
        }
        if names.iter().any(|name| name.starts_with(whole)) || self.code.starts_with(whole) {
            return Some((Rank::Prefix, 1000));
        }
        let texts = [&self.name_model, &self.maker, &self.code];
        if words.iter().all(|word| texts.iter().any(|text| text.contains(word))) {
            return Some((Rank::Words, 1000));
        }
        let alike = self.bigrams.iter().map(|of| likeness(bigrams, of)).max().unwrap_or_default();
        (alike >= ALIKE).then_some((Rank::Similar, alike))
    }
}

struct Query {
    whole: String,
    words: Vec<String>,
    bigrams: Vec<u64>,
}

impl Catalogue {
    /// Searches products by name, model, maker or code.
    ///
    /// Width, kana, case, blanks, hyphens and long vowel marks make no difference. Hits are ranked ([`Rank`]); of one
    /// rank the more alike come first, then shorter names, then names, models and codes in their order: the same
    /// query gives the same list. A query of nothing but blanks and hyphens finds nothing.
    ///
    /// ```
    /// # use careplan_fukushi::Catalogue;
    /// use careplan_fukushi::catalogue::{Rank, SearchOptions};
    /// # let list = "見本一覧（令和8年4月）\n\
    /// #     商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n\
    /// #     99999-000010,見本製作所,見本ベッド,MB-1,8500,10200\n";
    /// # let mut builder = Catalogue::builder();
    /// # builder.add_bytes("list.csv", list.as_bytes(), None)?;
    /// # let catalogue = builder.build();
    /// let best = |query: &str| {
    ///     let found = catalogue.search(query, SearchOptions::default());
    ///     found.hits.first().map(|hit| (hit.rank, hit.entry.name.as_str()))
    /// };
    /// assert_eq!(best("ｍｂ１"), Some((Rank::Name, "見本ベッド")));
    /// assert_eq!(best("見本へ゛っと゛ mb"), Some((Rank::Prefix, "見本ベッド")));
    /// // Kana are not kanji, but alike enough.
    /// assert_eq!(best("みほん ﾍﾞｯﾄﾞ"), Some((Rank::Similar, "見本ベッド")));
    /// assert_eq!(best("歩行器"), None);
    /// # Ok::<(), careplan_fukushi::CatalogueError>(())
    /// ```
    pub fn search(&self, query: &str, options: SearchOptions) -> Found<'_> {
        let whole = key(query);
        let query = Query { bigrams: bigrams(&whole), words: words(query), whole };
        let list = options.month.and_then(|month| self.list_for(month));
        let mut hits = Vec::new();
        let mut elsewhere = 0;
        if !query.whole.is_empty() {
            for product in &self.products {
                let entry = match options.month {
                    Some(_) => list.and_then(|list| product.in_list(list)),
                    None => product.entries.last(),
                };
                match entry {
                    Some(entry) => hits.extend(self.hit(entry, &query)),
                    None if self.fits(product, &query) => elsewhere += 1,
                    None => {}
                }
            }
        }
        let total = hits.len();
        hits.sort_by_cached_key(|hit| self.order(hit));
        hits.truncate(options.limit);
        Found { list, hits, total, elsewhere }
    }

    fn hit<'c>(&'c self, entry: &'c Entry, query: &Query) -> Option<Hit<'c>> {
        let (rank, likeness) = self.texts.get(entry.text)?.rank(query)?;
        Some(Hit { rank, likeness, entry })
    }

    fn fits(&self, product: &Product, query: &Query) -> bool {
        product.entries.iter().any(|entry| self.hit(entry, query).is_some_and(|hit| hit.rank < Rank::Similar))
    }

    fn order<'c>(&'c self, hit: &Hit<'c>) -> impl Ord + use<'c> {
        let text = self.texts.get(hit.entry.text);
        let name = text.map_or("", |text| text.name.as_str());
        let model = text.map_or("", |text| text.model.as_str());
        (hit.rank, Reverse(hit.likeness), name.chars().count(), name, model, hit.entry.code.as_str())
    }
}
