//! What is wrong with data, and where.

use crate::lexer::LineEnd;
use crate::ms932::DecodeError;
use crate::sniff::Encoding;
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
    /// 項目名; `None` for a field past the last item, and where no layout was asked.
    pub name: Option<&'static str>,
    /// Whether the item is personal, so that its value is not to be shown.
    pub personal: bool,
}

impl PlaceItem {
    pub(crate) fn of(number: usize, item: &Item) -> Self {
        Self { number, name: Some(item.name), personal: item.personal }
    }
}

impl Place {
    /// The same in Japanese: `2件目（2行目）、項目No.4「削除対象年月」、バイト位置57～63`.
    pub fn japanese(&self) -> String {
        let item = self.item.map_or(String::new(), |item| match item.name {
            Some(name) => format!("、項目No.{}「{name}」", item.number),
            None => format!("、項目No.{}", item.number),
        });
        format!(
            "{}件目（{}行目）{item}、バイト位置{}～{}",
            self.record, self.line, self.bytes.start, self.bytes.end
        )
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
        format!("{}：{}", self.place.japanese(), self.kind.japanese())
    }
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// An item is no value of its type, or is missing.
    #[error(transparent)]
    Item(#[from] Fault),
    /// Bytes that are no character of MS932, or 外字.
    #[error(transparent)]
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
    /// The file is not Shift_JIS; nothing else is looked at then.
    #[error("the file is {0}, not Shift_JIS")]
    NotShiftJis(Encoding),
    /// The file holds no record.
    #[error("the file holds no record")]
    NoRecord,
    /// The layout asked for is that of no form of the standard.
    #[error("no form of the standard has this layout")]
    NoSuchForm,
}

impl ProblemKind {
    /// Whether the record (or the file) is read all the same: line ends, blank lines, a header row, an
    /// odd version value.
    pub fn loses_nothing(&self) -> bool {
        matches!(
            self,
            Self::BlankLine
                | Self::HeaderRow
                | Self::LineEnding(_)
                | Self::EditionByCount
                | Self::UnknownVersion
        )
    }

    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Item(fault) => fault.japanese(),
            Self::Text(error) => error.japanese(),
            Self::FieldCount { found, expected } => {
                format!("項目数が{found}です（標準仕様のレイアウトでは{expected}項目）")
            }
            Self::StrayQuote => "引用符で囲まれていない項目の途中に「\"」があります".into(),
            Self::TextAfterQuote => "閉じ引用符の後に余分な文字があります".into(),
            Self::UnclosedQuote => "引用符が閉じられていません".into(),
            Self::RecordTooLong => "レコードが読み取りの上限より長くなっています".into(),
            Self::BlankLine => "空行があります".into(),
            Self::HeaderRow => "見出し行（項目名の行）があります。標準仕様では不要です".into(),
            Self::LineEnding(LineEnd::None) => "最後の行がCRLFで終わっていません".into(),
            Self::LineEnding(LineEnd::Lf) => "行がCRLFではなくLFで終わっています".into(),
            Self::LineEnding(LineEnd::Cr) => "行がCRLFではなくCRで終わっています".into(),
            Self::LineEnding(LineEnd::CrLf) => "行がCRLFで終わっています".into(),
            Self::EditionByCount => {
                "CSVバージョンと項目の数が別の版のものです（項目の数に従って読みました）".into()
            }
            Self::UnknownVersion => "どの版にもないCSVバージョンです".into(),
            Self::NotShiftJis(encoding) => {
                format!("ファイルがShift_JISではなく{}です", encoding.japanese())
            }
            Self::NoRecord => "レコードがありません".into(),
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

impl RecordError {
    /// The same in Japanese, a line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(Problem::japanese).collect::<Vec<_>>().join("\n")
    }
}
