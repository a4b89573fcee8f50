//! What is to be said of a code and a price, against the lists.

use super::code::read_code;
use super::entry::Price;
use super::{Catalogue, LookUp};
use careplan_model::YearMonth;
use core::fmt;

/// Something to warn about: none of it is a reason to refuse a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "snake_case"))]
#[non_exhaustive]
pub enum CatalogueWarning {
    /// The code has another shape than `99999-999999`.
    OtherShape {
        /// The code as it was typed.
        code: String,
    },
    /// No list has the code.
    UnknownCode {
        /// The code as it was typed.
        code: String,
    },
    /// The list that counts in that month does not have the code, but other lists have it.
    NotListed {
        /// The code as it was typed.
        code: String,
        /// The month of the list that counts.
        list: YearMonth,
        /// The months of the lists that have it.
        listed_in: Vec<YearMonth>,
    },
    /// All lists are of later months, so that none says anything of this one.
    NoList {
        /// The month that was asked for.
        month: YearMonth,
        /// The first month with a list.
        first: Option<YearMonth>,
    },
    /// The price is above the limit of that month: the rental is not insured.
    OverLimit {
        /// The price in yen.
        price: u32,
        /// 貸与価格の上限 in yen.
        limit: u32,
        /// The month of the list that counts.
        list: YearMonth,
    },
    /// The list has the product without a limit, so that the price could not be compared.
    NoLimit {
        /// The month of the list that counts.
        list: YearMonth,
    },
    /// The limit in the list cannot be read, so that the price could not be compared.
    LimitUnreadable {
        /// The month of the list that counts.
        list: YearMonth,
    },
    /// Two rows of the list contradict each other; the first was used.
    Disputed {
        /// The month of the list that counts.
        list: YearMonth,
    },
}

impl CatalogueWarning {
    /// The warning in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::OtherShape { code } => {
                format!("商品コード「{code}」は99999-999999の形ではありません")
            }
            Self::UnknownCode { code } => format!("商品コード「{code}」は価格一覧にありません"),
            Self::NotListed { code, list, listed_in } => format!(
                "商品コード「{code}」は{}の価格一覧になく、{}の一覧にあります",
                list.wareki(),
                months(listed_in, |month| month.wareki().to_string())
            ),
            Self::NoList { month, first: Some(first) } => {
                format!("{}の価格一覧がありません（最初の一覧は{}）", month.wareki(), first.wareki())
            }
            Self::NoList { month, first: None } => {
                format!("{}の価格一覧がありません", month.wareki())
            }
            Self::OverLimit { price, limit, list } => format!(
                "価格{price}円が貸与価格の上限{limit}円（{}の価格一覧）を超えています。上限を超えると保険給付の対象になりません",
                list.wareki()
            ),
            Self::NoLimit { list } => {
                format!("{}の価格一覧に貸与価格の上限の記載がなく、価格を比べられません", list.wareki())
            }
            Self::LimitUnreadable { list } => {
                format!("{}の価格一覧の貸与価格の上限が読めず、価格を比べられません", list.wareki())
            }
            Self::Disputed { list } => {
                format!("{}の価格一覧に内容の異なる行があります（先の行を使いました）", list.wareki())
            }
        }
    }
}

impl fmt::Display for CatalogueWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherShape { code } => write!(f, "product code \"{code}\" has not the shape 99999-999999"),
            Self::UnknownCode { code } => write!(f, "product code \"{code}\" is in no price list"),
            Self::NotListed { code, list, listed_in } => write!(
                f,
                "product code \"{code}\" is not in the price list of {}, but in {}",
                list.iso(),
                months(listed_in, |month| month.iso().to_string())
            ),
            Self::NoList { month, first: Some(first) } => {
                write!(f, "there is no price list for {}; the first is of {}", month.iso(), first.iso())
            }
            Self::NoList { month, first: None } => write!(f, "there is no price list for {}", month.iso()),
            Self::OverLimit { price, limit, list } => write!(
                f,
                "{price} yen is above the limit of {limit} yen (price list of {}): such a rental is not insured",
                list.iso()
            ),
            Self::NoLimit { list } => write!(
                f,
                "the price list of {} has no limit for the product: the price could not be compared",
                list.iso()
            ),
            Self::LimitUnreadable { list } => write!(
                f,
                "the limit in the price list of {} cannot be read: the price could not be compared",
                list.iso()
            ),
            Self::Disputed { list } => {
                write!(
                    f,
                    "rows of the price list of {} contradict each other; the first was used",
                    list.iso()
                )
            }
        }
    }
}

fn months(months: &[YearMonth], text: impl Fn(YearMonth) -> String) -> String {
    months.iter().map(|month| text(*month)).collect::<Vec<_>>().join(", ")
}

impl Catalogue {
    /// All that is to be said of a code in a month, and of the price in yen that is to be charged for it.
    ///
    /// ```
    /// # use careplan_fukushi::Catalogue;
    /// use careplan_fukushi::CatalogueWarning;
    /// # let list = "見本一覧（令和8年4月）\n\
    /// #     商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n\
    /// #     99999-000010,見本製作所,見本ベッド,MB-1,8500,10200\n";
    /// # let mut builder = Catalogue::builder();
    /// # builder.add_bytes("list.csv", list.as_bytes(), None)?;
    /// # let catalogue = builder.build();
    /// // The list of April still counts in June.
    /// let june = "202606".parse()?;
    /// assert_eq!(catalogue.check("99999-000010", june, Some(10_200)), []);
    /// assert_eq!(
    ///     catalogue.check("99999-000010", june, Some(10_300)),
    ///     [CatalogueWarning::OverLimit { price: 10_300, limit: 10_200, list: "202604".parse()? }]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self, code: &str, month: YearMonth, price: Option<u32>) -> Vec<CatalogueWarning> {
        let mut warnings = Vec::new();
        if read_code(code).code.is_none() {
            warnings.push(CatalogueWarning::OtherShape { code: code.to_owned() });
        }
        let entry = match self.look_up(code, month) {
            LookUp::Listed(entry) => entry,
            LookUp::NotListed { list, listed_in } => {
                let code = code.to_owned();
                warnings.push(CatalogueWarning::NotListed { code, list, listed_in });
                return warnings;
            }
            LookUp::NoList { listed_in, first } => {
                warnings.push(CatalogueWarning::NoList { month, first });
                if listed_in.is_empty() && first.is_some() {
                    warnings.push(CatalogueWarning::UnknownCode { code: code.to_owned() });
                }
                return warnings;
            }
            LookUp::Unknown { .. } => {
                warnings.push(CatalogueWarning::UnknownCode { code: code.to_owned() });
                return warnings;
            }
        };
        let list = entry.month;
        if entry.disputed {
            warnings.push(CatalogueWarning::Disputed { list });
        }
        match (price, &entry.limit) {
            (Some(_), Price::Blank) => warnings.push(CatalogueWarning::NoLimit { list }),
            (Some(_), Price::Unreadable(_)) => warnings.push(CatalogueWarning::LimitUnreadable { list }),
            (Some(price), Price::Yen(limit)) if price > *limit => {
                warnings.push(CatalogueWarning::OverLimit { price, limit: *limit, list });
            }
            (None, _) | (Some(_), Price::Yen(_)) => {}
        }
        warnings
    }
}
