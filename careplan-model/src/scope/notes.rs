//! What was left out of the units for providers, and what could not be decided.

use crate::service::ServiceTypeCode;
use crate::value::{OfficeNumber, YearMonth};
use core::fmt;

/// Something that a person should know of the units. Persons are told by their number in the call, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case", tag = "note"))]
#[non_exhaustive]
pub enum ScopeNote {
    /// The lines of a service type that is not exchanged were left out.
    OutOfScope {
        /// The person.
        person: usize,
        /// 対象年月.
        month: YearMonth,
        /// The provider.
        office: OfficeNumber,
        /// The service type.
        service_type: ServiceTypeCode,
        /// How many lines of 第6表.
        planned: usize,
        /// How many rows of 第7表, subtotals included.
        annexed: usize,
    },
    /// The grand total of 第7表 counts units of the rows that were left out. It was not changed: the annex has to
    /// be made again without them.
    GrandTotal {
        /// The person.
        person: usize,
        /// 対象年月.
        month: YearMonth,
    },
    /// No list has the service type, or it is none of a slip: the lines stay, and nobody receives anything because
    /// of them.
    Undecided {
        /// The person.
        person: usize,
        /// 対象年月.
        month: YearMonth,
        /// The provider.
        office: OfficeNumber,
        /// The service type, as far as the code has one.
        service_type: Option<ServiceTypeCode>,
        /// How many lines of 第6表.
        planned: usize,
        /// How many rows of 第7表.
        annexed: usize,
    },
    /// 第2表 names a provider of whom neither 第6表 nor the caller says the service type, so the plan is not sent
    /// there.
    UnknownReceiver {
        /// The person.
        person: usize,
        /// The provider.
        office: OfficeNumber,
    },
    /// A service of the planning office itself: nothing is sent for it.
    OwnService {
        /// The person.
        person: usize,
        /// 対象年月.
        month: YearMonth,
        /// The service type.
        service_type: ServiceTypeCode,
    },
    /// The person is in no unit.
    NotSent {
        /// The person.
        person: usize,
    },
}

impl ScopeNote {
    /// The number of the person that it is about, from 1.
    pub fn person(&self) -> usize {
        match self {
            Self::OutOfScope { person, .. }
            | Self::GrandTotal { person, .. }
            | Self::Undecided { person, .. }
            | Self::UnknownReceiver { person, .. }
            | Self::OwnService { person, .. }
            | Self::NotSent { person } => *person,
        }
    }

    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        let person = self.person();
        match self {
            Self::OutOfScope { month, office, service_type, planned, annexed, .. } => format!(
                "{person}人目 {}：対象外のサービス（{}）のため、事業所{office}の第6表{planned}行・第7表{annexed}行を除きました",
                month.iso(),
                named(*service_type),
            ),
            Self::GrandTotal { month, .. } => format!(
                "{person}人目 {}：第7表の合計に、除いた行の単位数が含まれています（合計は変更していません。別表を作り直してください）",
                month.iso(),
            ),
            Self::Undecided { month, office, service_type, planned, annexed, .. } => format!(
                "{person}人目 {}：事業所{office}のサービス種類（{}）が対象か判断できないため、第6表{planned}行・第7表{annexed}行を残しました（送信先にはしません）",
                month.iso(),
                service_type.map_or_else(|| "なし".into(), named),
            ),
            Self::UnknownReceiver { office, .. } => format!(
                "{person}人目：第2表の事業所{office}のサービス種類が分からないため、計画書を送りません"
            ),
            Self::OwnService { month, service_type, .. } => {
                format!(
                    "{person}人目 {}：自事業所のサービス（{}）には送りません",
                    month.iso(),
                    named(*service_type)
                )
            }
            Self::NotSent { .. } => format!("{person}人目：送信するファイルがありません"),
        }
    }
}

/// A service type with its name, if it has one.
pub(super) fn named(service_type: ServiceTypeCode) -> String {
    service_type.name().map_or_else(|| service_type.to_string(), |name| format!("{service_type} {name}"))
}

impl fmt::Display for ScopeNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "person {}", self.person())?;
        match self {
            Self::OutOfScope { month, office, service_type, planned, annexed, .. } => write!(
                f,
                ", {}: service type {service_type} is not exchanged; left out {planned} lines of table 6 and {annexed} rows of table 7 of office {office}",
                month.iso()
            ),
            Self::GrandTotal { month, .. } => write!(
                f,
                ", {}: the grand total of table 7 counts rows that were left out (it was not changed; make the annex again)",
                month.iso()
            ),
            Self::Undecided { month, office, service_type, planned, annexed, .. } => {
                write!(f, ", {}: whether ", month.iso())?;
                match service_type {
                    Some(service_type) => write!(f, "service type {service_type}")?,
                    None => f.write_str("a code without a service type")?,
                }
                write!(
                    f,
                    " is exchanged is not known; kept {planned} lines of table 6 and {annexed} rows of table 7 of office {office}, which is no receiver by them"
                )
            }
            Self::UnknownReceiver { office, .. } => write!(
                f,
                ": the service type of office {office} in table 2 is not known, so the plan is not sent there"
            ),
            Self::OwnService { month, service_type, .. } => {
                write!(
                    f,
                    ", {}: service type {service_type} is the sender's own; nothing is sent for it",
                    month.iso()
                )
            }
            Self::NotSent { .. } => f.write_str(": there is nothing to send"),
        }
    }
}
