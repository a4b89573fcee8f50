//! What a file is made of: records, a header row, blank lines.

use super::Found;
use crate::problem::{Problem, ProblemKind};
use crate::record::Record;
use careplan_model::Layout;

/// How a record or a blank line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineEnd {
    /// CRLF, the practice of the standard.
    CrLf,
    /// LF alone.
    Lf,
    /// CR alone.
    Cr,
    /// The file ends without one.
    None,
}

impl LineEnd {
    /// The number of its bytes.
    pub(crate) fn length(self) -> usize {
        match self {
            Self::CrLf => 2,
            Self::Lf | Self::Cr => 1,
            Self::None => 0,
        }
    }

    /// The line end at the start of `input`; `None` if a CR is the last byte and more may come.
    pub(crate) fn at(input: &[u8], complete: bool) -> Option<Self> {
        match input {
            [b'\n', ..] => Some(Self::Lf),
            [b'\r', b'\n', ..] => Some(Self::CrLf),
            [b'\r'] if !complete => None,
            [b'\r', ..] => Some(Self::Cr),
            _ => Some(Self::None),
        }
    }

    /// The line end of a whole record.
    pub(crate) fn of(record: &[u8]) -> Self {
        match record {
            [.., b'\r', b'\n'] => Self::CrLf,
            [.., b'\n'] => Self::Lf,
            [.., b'\r'] => Self::Cr,
            _ => Self::None,
        }
    }
}

/// Why a record is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// A quote is never closed.
    UnclosedQuote,
    /// The record is longer than the limit.
    TooLong,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntryKind {
    Record,
    Header,
    Blank,
}

/// One entry of a file, in the order of the file.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// A data record.
    Record(Record<'a>),
    /// A header row, which the standard does not have. Its number is 0.
    Header(Record<'a>),
    /// A blank line; a record without a byte. Its number is that of the record before.
    Blank(Record<'a>),
}

impl<'a> Entry<'a> {
    pub(crate) fn new(found: Found, bytes: &'a [u8]) -> Self {
        let record = Record::new(found, bytes);
        match found.kind {
            EntryKind::Record => Self::Record(record),
            EntryKind::Header => Self::Header(record),
            EntryKind::Blank => Self::Blank(record),
        }
    }

    /// All that is to be said of the entry by a layout; see [`Record::problems`].
    pub fn problems(&self, layout: &'static Layout) -> Vec<Problem> {
        let one = |entry: &Record<'_>, kind| vec![Problem { place: entry.at().place(), kind }];
        match self {
            Self::Record(record) => record.problems(layout),
            Self::Header(row) => one(row, ProblemKind::HeaderRow),
            Self::Blank(line) => one(line, ProblemKind::BlankLine),
        }
    }

    /// The entry if it is a data record.
    pub fn record(self) -> Option<Record<'a>> {
        match self {
            Self::Record(record) => Some(record),
            Self::Header(_) | Self::Blank(_) => None,
        }
    }
}
