//! What is wrong with a file name, and where.

use core::fmt;
use core::ops::Range;

/// A part of a file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum NamePart {
    /// What names begin with: `UP1KYO`.
    Prefix,
    /// 対象年月.
    Month,
    /// 送信元事業所番号.
    SenderOffice,
    /// 送信元サービス種類コード.
    SenderService,
    /// 送信先事業所番号.
    ReceiverOffice,
    /// 送信先サービス種類コード.
    ReceiverService,
    /// ファイル連番.
    Timestamp,
    /// 枝番.
    Branch,
    /// What stands after the dot.
    Extension,
    /// The number of parts: there is more than a name of the kind has.
    Count,
}

impl NamePart {
    /// The Japanese name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Prefix => "先頭のファイル種別",
            Self::Month => "対象年月",
            Self::SenderOffice => "送信元事業所番号",
            Self::SenderService => "送信元サービス種類コード",
            Self::ReceiverOffice => "送信先事業所番号",
            Self::ReceiverService => "送信先サービス種類コード",
            Self::Timestamp => "ファイル連番（YYYYMMDDHHMMSS）",
            Self::Branch => "枝番（4桁）",
            Self::Extension => "拡張子",
            Self::Count => "項目の数",
        }
    }
}

/// The name in English.
impl fmt::Display for NamePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Prefix => "prefix",
            Self::Month => "month",
            Self::SenderOffice => "sender's office number",
            Self::SenderService => "sender's service type",
            Self::ReceiverOffice => "receiver's office number",
            Self::ReceiverService => "receiver's service type",
            Self::Timestamp => "timestamp",
            Self::Branch => "branch number",
            Self::Extension => "extension",
            Self::Count => "number of parts",
        })
    }
}

/// How far a text is from a name of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum FileNameFault {
    /// Nothing of a name of the standard. Other files travel along normally.
    NotAStandardName,
    /// Built like the names of the standard, with a prefix that no edition has.
    UnknownPrefix,
    /// A name of the standard with something wrong, or a renamed one.
    Malformed,
}

/// Why a text is no file name of the standard. It never holds the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[error("{}", english(*kind, *part, range))]
#[non_exhaustive]
pub struct FileNameError {
    /// How far it is from one.
    pub kind: FileNameFault,
    /// The part at fault.
    pub part: NamePart,
    /// Where that part stands in the text, in bytes; empty where something is missing.
    pub range: Range<usize>,
}

fn english(kind: FileNameFault, part: NamePart, range: &Range<usize>) -> String {
    match kind {
        FileNameFault::NotAStandardName => "not a file name of the standard".into(),
        FileNameFault::UnknownPrefix => {
            "built like a file name of the standard, with an unknown prefix".into()
        }
        FileNameFault::Malformed if range.is_empty() => {
            format!("not a file name of the standard: the {part} is missing at byte {}", range.start)
        }
        FileNameFault::Malformed => {
            format!("not a file name of the standard: wrong {part} at bytes {}..{}", range.start, range.end)
        }
    }
}

impl FileNameError {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self.kind {
            FileNameFault::NotAStandardName => "標準仕様のファイル名ではありません".into(),
            FileNameFault::UnknownPrefix => "標準仕様にないファイル種別のファイル名です".into(),
            FileNameFault::Malformed if self.range.is_empty() => {
                format!("ファイル名に{}がありません", self.part.label())
            }
            FileNameFault::Malformed => format!("ファイル名の{}が正しくありません", self.part.label()),
        }
    }
}

/// Why parts make no file name of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the {part} does not fit a file name of this kind")]
#[non_exhaustive]
pub struct BuildNameError {
    /// The part that does not fit.
    pub part: NamePart,
}

impl BuildNameError {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        format!("{}がこの種類のファイル名に合いません", self.part.label())
    }
}
