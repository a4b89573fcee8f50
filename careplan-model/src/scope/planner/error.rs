//! Why the units for providers are not made.

use crate::file_name::Endpoint;
use crate::kind::FormKind;
use crate::transmission::BuildUnitError;
use crate::value::YearMonth;
use core::fmt;

/// One reason. Persons, and the records of each form of a person, are told by their numbers in the call, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum OutgoingFault {
    /// A form of a person is of another insurer or insured number than the first one.
    OtherPerson {
        /// The person.
        person: usize,
        /// The form.
        form: &'static FormKind,
        /// The record.
        record: usize,
    },
    /// The same insurer and insured number as of a person before.
    SamePerson {
        /// The person.
        person: usize,
        /// The person before.
        first: usize,
    },
    /// A 利用者補足情報 that says neither a 計画作成（変更）日 nor a month, or both.
    UnclearSupplement {
        /// The person.
        person: usize,
        /// The record.
        record: usize,
    },
    /// A form that is to go along is not there: the 第7表 of a month, a 第2表, a 利用者補足情報.
    Missing {
        /// The person.
        person: usize,
        /// The form that is not there.
        missing: &'static FormKind,
        /// The form that needs it.
        form: &'static FormKind,
        /// The first record of that form that needs it.
        record: usize,
    },
    /// A record depends on a form of its date or month that is not there.
    Orphan {
        /// The person.
        person: usize,
        /// The form.
        form: &'static FormKind,
        /// The record.
        record: usize,
        /// The form that it depends on.
        leading: &'static FormKind,
    },
    /// A unit that is not built. Its error numbers the records of the files of that unit.
    Unit {
        /// Who was to receive it.
        receiver: Endpoint,
        /// Its month; `None` for the care plan.
        month: Option<YearMonth>,
        /// Why.
        error: BuildUnitError,
    },
    /// There is no further timestamp for a unit to this receiver.
    NoTimestamp {
        /// Who was to receive it.
        receiver: Endpoint,
    },
}

impl OutgoingFault {
    /// The number of the person that it is about, from 1; `None` if it is about a unit.
    pub fn person(&self) -> Option<usize> {
        match self {
            Self::OtherPerson { person, .. }
            | Self::SamePerson { person, .. }
            | Self::UnclearSupplement { person, .. }
            | Self::Missing { person, .. }
            | Self::Orphan { person, .. } => Some(*person),
            Self::Unit { .. } | Self::NoTimestamp { .. } => None,
        }
    }

    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self {
            Self::OtherPerson { person, form, record } => format!(
                "{person}人目「{}」{record}件目：保険者番号または被保険者番号がこの利用者のほかのレコードと異なります",
                form.name
            ),
            Self::SamePerson { person, first } => format!("{person}人目：{first}人目と同じ利用者です"),
            Self::UnclearSupplement { person, record } => format!(
                "{person}人目「利用者補足情報」{record}件目：作成（変更）日と対象年月のどちらか一方だけを0以外にします"
            ),
            Self::Missing { person, missing, form, record } => {
                format!("{person}人目「{}」{record}件目：対応する「{}」がありません", form.name, missing.name)
            }
            Self::Orphan { person, form, record, leading } => {
                format!("{person}人目「{}」{record}件目：元になる「{}」がありません", form.name, leading.name)
            }
            Self::Unit { receiver, month, error } => {
                let month = month.map(|month| format!("（{}）", month.iso())).unwrap_or_default();
                format!("送信先{receiver}{month}：{}", error.japanese())
            }
            Self::NoTimestamp { receiver } => {
                format!("送信先{receiver}：次のファイル連番がありません")
            }
        }
    }
}

impl fmt::Display for OutgoingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherPerson { person, form, record } => write!(
                f,
                "person {person}, {} record {record}: another insurer or insured number than the person's other records",
                form.prefix
            ),
            Self::SamePerson { person, first } => write!(f, "person {person}: the same as person {first}"),
            Self::UnclearSupplement { person, record } => write!(
                f,
                "person {person}, UPHOSOKU record {record}: either the date of the plan or the month has to be zeros, and the other not"
            ),
            Self::Missing { person, missing, form, record } => {
                write!(
                    f,
                    "person {person}, {} record {record}: its {} is missing",
                    form.prefix, missing.prefix
                )
            }
            Self::Orphan { person, form, record, leading } => write!(
                f,
                "person {person}, {} record {record}: the {} that it depends on is missing",
                form.prefix, leading.prefix
            ),
            Self::Unit { receiver, month, error } => {
                write!(f, "to {receiver}")?;
                if let Some(month) = month {
                    write!(f, ", {}", month.iso())?;
                }
                write!(f, ": {error}")
            }
            Self::NoTimestamp { receiver } => write!(f, "to {receiver}: there is no next timestamp"),
        }
    }
}

/// All reasons why the units are not made; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the units cannot be made: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct OutgoingError {
    /// Person by person, or unit by unit.
    pub faults: Vec<OutgoingFault>,
}

impl OutgoingError {
    /// The same in Japanese, a line or more for each reason.
    pub fn japanese(&self) -> String {
        self.faults.iter().map(OutgoingFault::japanese).collect::<Vec<_>>().join("\n")
    }
}
