//! What is wrong with data, and where.

use crate::lexer::LineEnd;
use crate::ms932::{DecodeError, DecodeFault};
use careplan_model::{Fault, Item};
use core::ops::Range;

/// A place in a file. The file itself is named by whoever knows its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The data record, from 1; 0 before the first.
    pub record: u64,
    /// The physical line on which the record begins, from 1.
    pub line: u64,
    /// The item, if the place is one.
    pub item: Option<PlaceItem>,
    /// The bytes of the file.
    pub bytes: Range<u64>,
}

/// An item as a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlaceItem {
    /// No. in the file's own edition, from 1.
    pub number: usize,
    /// 項目名; `None` for a field past the last item.
    pub name: Option<&'static str>,
    /// Whether the item is personal, so that its value is not to be shown.
    pub personal: bool,
}

impl PlaceItem {
    pub(crate) fn of(number: usize, item: &Item) -> Self {
        Self { number, name: Some(item.name), personal: item.personal }
    }
}

impl core::fmt::Display for Place {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "record {}, line {}", self.record, self.line)?;
        if let Some(item) = &self.item {
            write!(f, ", No.{}", item.number)?;
            if let Some(name) = item.name {
                write!(f, " {name}")?;
            }
        }
        write!(f, ", bytes {}..{}", self.bytes.start, self.bytes.end)
    }
}

/// Something wrong or odd at a place. It never holds a value of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub kind: ProblemKind,
}

impl Problem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let place = &self.place;
        let item = place.item.map_or(String::new(), |item| {
            format!("、項目No.{}「{}」", item.number, item.name.unwrap_or("（余分な項目）"))
        });
        format!("{}件目（{}行目）{item}: {}", place.record, place.line, self.kind.japanese())
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// An item is no value of its type, or is missing.
    #[error("{0}")]
    Item(#[from] Fault),
    /// Bytes that are no character of MS932, or 外字.
    #[error("{0}")]
    Text(#[from] DecodeError),
    /// The record has another number of fields than its layout.
    #[error("{found} fields where the layout has {expected}")]
    FieldCount {
        /// The number of fields of the record.
        found: usize,
        /// The number of items of the layout.
        expected: usize,
    },
    /// A `"` inside a field that does not begin with one.
    #[error("a quote inside an unquoted field")]
    StrayQuote,
    /// Text after a closing quote.
    #[error("text after a closing quote")]
    TextAfterQuote,
    /// A quoted field that never ends.
    #[error("a quoted field that never ends")]
    UnclosedQuote,
    /// The record is longer than the reader's limit.
    #[error("the record is longer than the limit of the reader")]
    RecordTooLong,
    /// A blank line.
    #[error("a blank line")]
    BlankLine,
    /// A header row.
    #[error("a header row")]
    HeaderRow,
    /// A line that ends otherwise than by CRLF.
    #[error("the line ends with {}", match .0 { LineEnd::CrLf => "CRLF", LineEnd::Lf => "LF", LineEnd::Cr => "CR", LineEnd::None => "the file, without CRLF" })]
    LineEnding(LineEnd),
    /// CSVバージョン and the number of items belong to different editions; the number decided.
    #[error("the version value and the number of items belong to different editions; the number decided")]
    EditionByCount,
    /// A CSVバージョン that no edition has.
    #[error("a version value that no edition has")]
    UnknownVersion,
    /// The layout asked for is that of no form of the standard.
    #[error("no form of the standard has this layout")]
    NoSuchForm,
}

impl ProblemKind {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Item(fault) => fault.japanese(),
            Self::Text(error) => match error.kind {
                DecodeFault::Gaiji => "外字（利用者定義文字）があります".into(),
                DecodeFault::Invalid => "MS932の文字ではないバイトがあります".into(),
            },
            Self::FieldCount { found, expected } => {
                format!("項目の数が{found}です（レイアウトでは{expected}）")
            }
            Self::StrayQuote => "引用符で始まらない項目の中に引用符があります".into(),
            Self::TextAfterQuote => "閉じる引用符の後に文字があります".into(),
            Self::UnclosedQuote => "引用符が閉じられていません".into(),
            Self::RecordTooLong => "レコードが読み取りの上限より長くなっています".into(),
            Self::BlankLine => "空行があります".into(),
            Self::HeaderRow => "見出し行があります".into(),
            Self::LineEnding(LineEnd::None) => "最後の行がCRLFで終わっていません".into(),
            Self::LineEnding(LineEnd::Lf) => "行がCRLFではなくLFで終わっています".into(),
            Self::LineEnding(LineEnd::Cr) => "行がCRLFではなくCRで終わっています".into(),
            Self::LineEnding(LineEnd::CrLf) => "行がCRLFで終わっています".into(),
            Self::EditionByCount => {
                "CSVバージョンと項目の数が別の版のものです（項目の数に従って読みました）".into()
            }
            Self::UnknownVersion => "どの版にもないCSVバージョンです".into(),
            Self::NoSuchForm => "このレイアウトを持つ様式は標準仕様にありません".into(),
        }
    }
}

/// All that keeps one record from being read as a form; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s); the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct RecordError {
    /// In the order of the record.
    pub problems: Vec<Problem>,
}
