//! What keeps files from being a unit of sending.

use super::unit_kind::UnitKind;
use crate::kind::FormKind;
use core::fmt;

/// One reason why files are no unit of sending, seen from their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case", tag = "fault"))]
#[non_exhaustive]
pub enum UnitFault {
    /// There is no file.
    NoFiles,
    /// A file that belongs to the unit is not there.
    Missing {
        /// The kind of the missing file.
        file: &'static FormKind,
        /// The unit that the other files make.
        unit: &'static UnitKind,
    },
    /// A file must not go together with the others.
    NotTogether {
        /// The kind of the file.
        file: &'static FormKind,
        /// The unit that the other files make.
        unit: &'static UnitKind,
    },
    /// A kind is there twice (images excepted).
    Duplicate {
        /// The kind.
        file: &'static FormKind,
    },
    /// The month of a name is not that of the unit; or a 利用者補足情報 has `000000` beside 第6・7表, or a month
    /// beside 第1–3表.
    WrongMonth {
        /// The kind of the file.
        file: &'static FormKind,
    },
    /// Sender, receiver or timestamp of a name are not those of the unit.
    OtherName {
        /// The kind of the file.
        file: &'static FormKind,
    },
    /// No kind of unit has such files: the kind is of another crate.
    OfNoUnit {
        /// The kind of the file.
        file: &'static FormKind,
    },
}

impl UnitFault {
    /// The kind of file that it is about.
    pub fn file(&self) -> Option<&'static FormKind> {
        match self {
            Self::NoFiles => None,
            Self::Missing { file, .. }
            | Self::NotTogether { file, .. }
            | Self::Duplicate { file }
            | Self::WrongMonth { file }
            | Self::OtherName { file }
            | Self::OfNoUnit { file } => Some(file),
        }
    }

    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self {
            Self::NoFiles => "ファイルがありません".into(),
            Self::Missing { file, unit } => format!("「{}」に必要な「{}」がありません", unit.name, file.name),
            Self::NotTogether { file, unit } => {
                format!("「{}」は「{}」と一緒に送れません", file.name, unit.name)
            }
            Self::Duplicate { file } => format!("「{}」が二つあります", file.name),
            Self::WrongMonth { file } => format!("「{}」の対象年月が送信単位の年月と異なります", file.name),
            Self::OtherName { file } => {
                format!("「{}」の送信元・送信先・ファイル連番が送信単位と異なります", file.name)
            }
            Self::OfNoUnit { file } => format!("「{}」はどの送信単位にも属しません", file.name),
        }
    }
}

impl fmt::Display for UnitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFiles => f.write_str("there is no file"),
            Self::Missing { file, unit } => write!(f, "{} is missing from the {}", file.prefix, unit.name_en),
            Self::NotTogether { file, unit } => {
                write!(f, "{} must not be sent together with the {}", file.prefix, unit.name_en)
            }
            Self::Duplicate { file } => write!(f, "there are two files {}", file.prefix),
            Self::WrongMonth { file } => write!(f, "the month of {} is not that of the unit", file.prefix),
            Self::OtherName { file } => {
                write!(f, "sender, receiver or timestamp of {} are not those of the unit", file.prefix)
            }
            Self::OfNoUnit { file } => write!(f, "{} belongs to no kind of unit", file.prefix),
        }
    }
}

/// All reasons why files are no unit of sending; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[error("no unit of sending: {}", joined(faults))]
pub struct UnitFaults {
    /// First what is there and should not be, then what is missing.
    pub faults: Vec<UnitFault>,
}

impl UnitFaults {
    /// The same in Japanese, a line for each reason.
    pub fn japanese(&self) -> String {
        self.faults.iter().map(UnitFault::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// Messages in one line.
pub(super) fn joined<M: fmt::Display>(messages: &[M]) -> String {
    messages.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
