//! What can go wrong outside the data: I/O, misuse, text that cannot be written.

use crate::ms932::{DecodeError, EncodeError};
use crate::problem::Problem;
use crate::sniff::Encoding;
use careplan_model::{FileName, Item, Layout, LayoutFamily};

/// Why reading or writing stopped. What is wrong with data record by record is a
/// [`RecordError`](crate::RecordError) instead, and reading goes on after it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Reading or writing bytes failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The file is not Shift_JIS.
    #[error("the file is {0}, not Shift_JIS")]
    NotShiftJis(Encoding),
    /// The name of a file is none of the standard's. The one that was found in it is a guess.
    #[error("the file was renamed; its name may have been {found}")]
    Renamed {
        /// The name that was found.
        found: FileName,
    },
    /// Records that cannot be read, from the functions that read all or nothing.
    #[error("{} problem(s) in the data; the first: {first}", .0.len(), first = .0.first().map(ToString::to_string).unwrap_or_default())]
    Data(Vec<Problem>),
    /// A text holds a character that MS932 does not have.
    #[error("record {record}, {field}: {error}", field = item.name)]
    Encode {
        /// The record that was to be written, from 1.
        record: u64,
        /// The item.
        item: &'static Item,
        /// The character and its place in the text.
        error: EncodeError,
    },
    /// A borrowed text holds bytes that may not be written: no character, or 外字.
    #[error("record {record}, {field}: {error}", field = item.name)]
    Decode {
        /// The record that was to be written, from 1.
        record: u64,
        /// The item.
        item: &'static Item,
        /// The bytes and their place in the text.
        error: DecodeError,
    },
    /// A record over the reader's limit cannot be written verbatim: only a part of it was kept.
    #[error("record {record} is longer than the limit of the reader, and only a part of it is at hand")]
    RecordTooLong {
        /// The record that was to be written, from 1.
        record: u64,
    },
    /// The edition to be written does not have the form.
    #[error("record {record}: edition {} has no form {}", family.label(), layout.name)]
    FormNotInEdition {
        /// The record that was to be written, from 1.
        record: u64,
        /// The layout of the form.
        layout: &'static Layout,
        /// The editions that were to be written.
        family: LayoutFamily,
    },
    /// A required text is blank: the file could not be read again.
    #[error("record {record}: the required item No.{} {} is blank", item.number, item.name)]
    Missing {
        /// The record that was to be written, from 1.
        record: u64,
        /// The item.
        item: &'static Item,
    },
    /// An item has a value that the edition to be written has no place for.
    #[error("record {record}: edition {} has no item No.{} {}", family.label(), item.number, item.name)]
    NotInEdition {
        /// The record that was to be written, from 1.
        record: u64,
        /// The item.
        item: &'static Item,
        /// The editions that were to be written.
        family: LayoutFamily,
    },
}

impl Error {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Io(error) => format!("読み書きに失敗しました：{error}"),
            Self::NotShiftJis(encoding) => format!("ファイルがShift_JISではなく{}です", encoding.japanese()),
            Self::Renamed { found } => {
                format!("ファイル名が変えられています。元の名前はおそらく{found}です")
            }
            Self::Data(problems) => {
                let first = problems.first().map(Problem::japanese).unwrap_or_default();
                format!("データに問題が{}件あります。最初の問題：{first}", problems.len())
            }
            Self::Encode { record, item, error } => {
                format!("{record}件目「{}」：{}", item.name, error.japanese())
            }
            Self::Decode { record, item, error } => {
                format!("{record}件目「{}」：{}（書き出せません）", item.name, error.japanese())
            }
            Self::Missing { record, item } => {
                format!("{record}件目「{}」：必須項目に値がありません", item.name)
            }
            Self::FormNotInEdition { record, layout, family } => {
                format!("{record}件目：「{}」は{}版にない様式です", layout.name, family.label())
            }
            Self::RecordTooLong { record } => {
                format!("{record}件目：読み取りの上限より長く、一部しか読んでいないため書き出せません")
            }
            Self::NotInEdition { record, item, family } => {
                format!("{record}件目「{}」：{}版にない項目に値があります", item.name, family.label())
            }
        }
    }
}
