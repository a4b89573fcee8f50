//! Kinds of files: what the prefix of a name says about a file.
//!
//! The standard has eighteen kinds, one static each below. A kind is data, so that another crate can
//! add its own (for files that its software keeps beside the standard's) and read their names by the
//! same grammar ([`FileName::parse_with`](crate::FileName::parse_with)):
//!
//! ```
//! use careplan_model::FileName;
//! use careplan_model::kind::{self, FormKind, Key};
//! static MEMO: FormKind =
//!     FormKind { order: 200, ..FormKind::new("XMEMO", "連絡メモ", "Memo", Key::Plan) };
//! let kinds: Vec<_> = kind::STANDARD.iter().copied().chain([&MEMO]).collect();
//! let name = FileName::parse_with("XMEMO_0300000100_43_0300000005_11_20191025200201.CSV", &kinds)?;
//! assert_eq!(name.kind(), &MEMO);
//! # Ok::<(), careplan_model::FileNameError>(())
//! ```

mod standard;

pub use standard::*;

use crate::layout::Layout;
use crate::value::LayoutFamily;
use core::{fmt, hash};

/// Who takes part in the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Role {
    /// 居宅介護支援事業所: a care-management office.
    CareOffice,
    /// 居宅サービス事業所: a service provider.
    Provider,
    /// 地域包括支援センター: a regional support centre, or an office designated for 介護予防支援.
    Centre,
}

impl Role {
    /// The Japanese name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CareOffice => "居宅介護支援事業所",
            Self::Provider => "居宅サービス事業所",
            Self::Centre => "地域包括支援センター",
        }
    }
}

/// What identifies that which the records of a file are about. All keys begin with 保険者番号 and
/// 被保険者番号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Key {
    /// 居宅サービス計画作成（変更）日: a plan (第1表, 第2表, 第3表).
    Plan,
    /// 対象年月: the plan of a month (第6表 予定, 第7表).
    Month,
    /// Either: 利用者補足情報 stands beside 第1–3表 or beside 第6・7表.
    PlanOrMonth,
    /// 対象年月, 事業所番号 and サービス種類コード: what a provider did in a month (第6表 実績).
    ActualOfMonth,
    /// 相談日: a consultation (利用者基本情報).
    Consultation,
    /// 計画作成(変更)日 of a 介護予防サービス・支援計画書.
    PreventivePlan,
}

/// A kind of file. Two kinds are the same if their prefixes are.
#[derive(Clone, Copy)]
pub struct FormKind {
    /// What the name begins with, without the `_` after it: `UP1KYO`.
    pub prefix: &'static str,
    /// The Japanese name: `居宅サービス計画書 第1表`.
    pub name: &'static str,
    /// The name in English.
    pub name_en: &'static str,
    /// The items of its records; `None` for a file that is no CSV (the image).
    pub layout: Option<&'static Layout>,
    /// Whether the name holds 対象年月.
    pub has_month: bool,
    /// Whether 対象年月 of the name may be `000000` (利用者補足情報 beside 第1–3表).
    pub zero_month: bool,
    /// Whether the name ends in a 枝番 (the image).
    pub has_branch: bool,
    /// The extension, as the standard writes it: `CSV` or `jpg`. At most eight characters.
    pub extension: &'static str,
    /// The first editions that have the kind.
    pub since: LayoutFamily,
    /// Who writes it, in 居宅 and 予防 taken together.
    pub writers: &'static [Role],
    /// Who reads it, in 居宅 and 予防 taken together.
    pub readers: &'static [Role],
    /// What a newer file of the kind replaces by.
    pub key: Key,
    /// The prefixes of the kinds that its records depend on; on one of them, where there are several.
    pub depends_on: &'static [&'static str],
    /// The prefixes of the kinds whose records it deletes; empty unless it is a deletion.
    ///
    /// 利用者補足情報 is among them, though the standard names the forms only: without the plan or the
    /// month that it belongs to it means nothing.
    pub deletes: &'static [&'static str],
    /// Its place inside a unit of sending: deletions first, then what others depend on. Kinds of other crates
    /// find room between the tens and above.
    pub order: u8,
}

impl FormKind {
    /// A CSV kind of edition 4 without month and 枝番, that nobody writes or reads, that depends on
    /// nothing and comes last. For other crates, as the rest of a struct expression
    /// (`..FormKind::new(…)`).
    pub const fn new(prefix: &'static str, name: &'static str, name_en: &'static str, key: Key) -> Self {
        Self {
            prefix,
            name,
            name_en,
            layout: None,
            has_month: false,
            zero_month: false,
            has_branch: false,
            extension: "CSV",
            since: LayoutFamily::V4,
            writers: &[],
            readers: &[],
            key,
            depends_on: &[],
            deletes: &[],
            order: u8::MAX,
        }
    }

    /// Whether it deletes (削除), and does not hold, what its records name.
    pub const fn is_deletion(&self) -> bool {
        !self.deletes.is_empty()
    }

    /// Whether the records of another kind depend on records of this one.
    pub fn leads(&self, other: &Self) -> bool {
        other.depends_on.contains(&self.prefix)
    }

    /// Whether files of these editions have the kind.
    pub fn is_in(&self, family: LayoutFamily) -> bool {
        self.since <= family
    }
}

impl PartialEq for FormKind {
    fn eq(&self, other: &Self) -> bool {
        self.prefix == other.prefix
    }
}

impl Eq for FormKind {}

impl hash::Hash for FormKind {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.prefix.hash(state);
    }
}

impl fmt::Debug for FormKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix)
    }
}

/// The Japanese name.
impl fmt::Display for FormKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// As its prefix. To read it back, look the prefix up with [`by_prefix`].
#[cfg(feature = "serde")]
impl serde::Serialize for FormKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.prefix)
    }
}

/// The kind of the standard with this prefix.
///
/// ```
/// use careplan_model::kind;
/// assert_eq!(kind::by_prefix("UPJSK"), Some(&kind::ACTUAL));
/// assert_eq!(kind::by_prefix("UPKHON"), None);
/// ```
pub fn by_prefix(prefix: &str) -> Option<&'static FormKind> {
    STANDARD.iter().copied().find(|kind| kind.prefix == prefix)
}
