//! From the actuals of a provider to the units for each planning office.

use super::lines::{Class, class};
use super::notes::named;
use crate::file_name::{Endpoint, NameService, Timestamp};
use crate::form_file::FormFile;
use crate::forms::Table6;
use crate::kind;
use crate::service::ServiceTypeCode;
use crate::transmission::{BuildUnitError, Transmission, UnitBuilder};
use crate::value::{Edition, LayoutFamily, OfficeNumber, YearMonth};
use core::fmt;
use std::collections::BTreeMap;

/// Which service types of the office one file holds. The standard allows both (files for one office number and one
/// service type are written as one; a file may hold several service types of the office); a name has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActualFiles {
    /// A file for each service type, which its name gives. A correction of one service leaves the others alone.
    /// Names of 3.x have no types: there all types are in one file.
    ByServiceType,
    /// All types in one file, under the name of this one. A correction has to hold them all again.
    Together(NameService),
}

/// Makes the units of actuals that a provider sends: one for each receiver, month and file ([`ActualFiles`]), with
/// all satellites.
///
/// The receiver of a line is the office that plans (No.6 プラン担当業者コード). Its service type is on no form: the
/// caller says it, line by line. Lines of services that are not exchanged are left out and listed.
///
/// ```
/// use careplan_model::{ActualUnits, Endpoint};
/// let units = ActualUnits::new("01B1400014".parse()?, "20260501090000".parse()?)
///     .divide(&[], |line| Some(Endpoint { office: line.care_office?, service: "43".parse().ok() }))?;
/// assert!(units.units.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct ActualUnits {
    office: OfficeNumber,
    timestamp: Timestamp,
    edition: Option<Edition>,
    files: ActualFiles,
}

/// The units of actuals for all receivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actuals {
    /// By sender's service type, receiver and month.
    pub units: Vec<Transmission<FormFile>>,
    /// What was left out, and what could not be decided.
    pub notes: Vec<ActualNote>,
}

/// Something that a person should know of the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case", tag = "note"))]
#[non_exhaustive]
pub enum ActualNote {
    /// The lines of a service type that is not exchanged were left out.
    OutOfScope {
        /// The service type.
        service_type: ServiceTypeCode,
        /// How many lines.
        lines: usize,
    },
    /// No list has the service type, or it is none of a slip: the lines stay.
    Undecided {
        /// The service type.
        service_type: ServiceTypeCode,
        /// How many lines.
        lines: usize,
    },
    /// Who receives the lines is not known: they were left out.
    UnknownReceiver {
        /// No.6 プラン担当業者コード; `None` where it is blank.
        office: Option<OfficeNumber>,
        /// How many lines.
        lines: usize,
    },
}

impl ActualNote {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self {
            Self::OutOfScope { service_type, lines } => {
                format!("対象外のサービス（{}）の{lines}行を除きました", named(*service_type))
            }
            Self::Undecided { service_type, lines } => format!(
                "サービス種類（{}）が対象か判断できないため、{lines}行を残しました",
                named(*service_type)
            ),
            Self::UnknownReceiver { office: Some(office), lines } => {
                format!("プラン担当業者{office}への送信先が分からないため、{lines}行を除きました")
            }
            Self::UnknownReceiver { office: None, lines } => {
                format!("プラン担当業者コードがないため、{lines}行を除きました")
            }
        }
    }
}

impl fmt::Display for ActualNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfScope { service_type, lines } => {
                write!(f, "service type {service_type} is not exchanged; left out {lines} lines")
            }
            Self::Undecided { service_type, lines } => {
                write!(f, "whether service type {service_type} is exchanged is not known; kept {lines} lines")
            }
            Self::UnknownReceiver { office: Some(office), lines } => {
                write!(f, "the receiver for care office {office} is not known; left out {lines} lines")
            }
            Self::UnknownReceiver { office: None, lines } => {
                write!(f, "left out {lines} lines without a care office")
            }
        }
    }
}

/// One reason why the units are not made. Lines are told by their number in the call, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActualsFault {
    /// A line of another office.
    OtherOffice {
        /// The line.
        line: usize,
    },
    /// A service code without a type that a name can hold.
    ServiceCode {
        /// The line.
        line: usize,
    },
    /// A unit that is not built. Its error numbers the records of its file.
    Unit {
        /// Who was to receive it.
        receiver: Endpoint,
        /// Its month.
        month: YearMonth,
        /// Why.
        error: BuildUnitError,
    },
    /// There is no further timestamp for a unit to this receiver.
    NoTimestamp {
        /// Who was to receive it.
        receiver: Endpoint,
    },
}

impl ActualsFault {
    /// The same in Japanese, for messages to people.
    pub fn japanese(&self) -> String {
        match self {
            Self::OtherOffice { line } => format!("{line}行目：別の事業所のサービスです"),
            Self::ServiceCode { line } => format!("{line}行目：サービスコードからサービス種類が分かりません"),
            Self::Unit { receiver, month, error } => {
                format!("送信先{receiver}（{}）：{}", month.iso(), error.japanese())
            }
            Self::NoTimestamp { receiver } => format!("送信先{receiver}：次のファイル連番がありません"),
        }
    }
}

impl fmt::Display for ActualsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherOffice { line } => write!(f, "line {line}: a service of another office"),
            Self::ServiceCode { line } => write!(f, "line {line}: the service code has no service type"),
            Self::Unit { receiver, month, error } => write!(f, "to {receiver}, {}: {error}", month.iso()),
            Self::NoTimestamp { receiver } => write!(f, "to {receiver}: there is no next timestamp"),
        }
    }
}

/// All reasons why the units are not made; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the units cannot be made: {}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct ActualsError {
    /// Line by line, or unit by unit.
    pub faults: Vec<ActualsFault>,
}

impl ActualsError {
    /// The same in Japanese, a line or more for each reason.
    pub fn japanese(&self) -> String {
        self.faults.iter().map(ActualsFault::japanese).collect::<Vec<_>>().join("\n")
    }
}

impl ActualUnits {
    /// Of this office; the timestamp is that of the first unit to each receiver, and further months follow by a
    /// second each.
    pub fn new(office: OfficeNumber, timestamp: Timestamp) -> Self {
        Self { office, timestamp, edition: None, files: ActualFiles::ByServiceType }
    }

    /// The edition that all units have to be of; without it, that of the records.
    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// Which service types one file holds.
    pub fn files(mut self, files: ActualFiles) -> Self {
        self.files = files;
        self
    }

    /// The units for each receiver. `receiver` says whom a line goes to: its No.6 with the service type by which
    /// that office is known (`43`, `46`, `AF`, or of services with care managers of their own); none in 3.x.
    ///
    /// # Errors
    ///
    /// All reasons why a unit cannot be made; none is, then.
    pub fn divide(
        &self,
        lines: &[Table6],
        receiver: impl Fn(&Table6) -> Option<Endpoint>,
    ) -> Result<Actuals, ActualsError> {
        let (mut notes, mut faults) = (Notes::default(), Vec::new());
        let edition = self.edition.or_else(|| lines.iter().find_map(|line| line.csv_version.edition()));
        let has_types = edition.is_none_or(|edition| edition.family() == LayoutFamily::V4);
        let mut files = BTreeMap::<(Endpoint, Endpoint), BTreeMap<YearMonth, Vec<Table6>>>::new();
        for (number, line) in (1..).zip(lines) {
            if line.provider != self.office {
                faults.push(ActualsFault::OtherOffice { line: number });
                continue;
            }
            let service_type = match class(line.service_code) {
                Class::In(service_type) => service_type,
                Class::Out(service_type) => {
                    *notes.out.entry(service_type).or_default() += 1;
                    continue;
                }
                Class::Undecided(Some(service_type)) => {
                    *notes.undecided.entry(service_type).or_default() += 1;
                    service_type
                }
                Class::Undecided(None) => {
                    faults.push(ActualsFault::ServiceCode { line: number });
                    continue;
                }
            };
            let service = match self.files {
                _ if !has_types => None,
                ActualFiles::Together(service) => Some(service),
                ActualFiles::ByServiceType => {
                    let Ok(service) = NameService::try_from(service_type) else {
                        faults.push(ActualsFault::ServiceCode { line: number });
                        continue;
                    };
                    Some(service)
                }
            };
            let Some(receiver) = receiver(line) else {
                *notes.unknown.entry(line.care_office).or_default() += 1;
                continue;
            };
            let sender = Endpoint { office: self.office, service };
            let months = files.entry((sender, receiver)).or_default();
            months.entry(line.service_month).or_default().push(line.clone());
        }
        let mut units = Vec::new();
        if faults.is_empty() {
            for ((sender, receiver), months) in files {
                self.months(sender, receiver, months, &mut units, &mut faults);
            }
        }
        if faults.is_empty() {
            Ok(Actuals { units, notes: notes.list() })
        } else {
            Err(ActualsError { faults })
        }
    }

    fn months(
        &self,
        sender: Endpoint,
        receiver: Endpoint,
        months: BTreeMap<YearMonth, Vec<Table6>>,
        units: &mut Vec<Transmission<FormFile>>,
        faults: &mut Vec<ActualsFault>,
    ) {
        let mut next = Some(self.timestamp);
        for (month, lines) in months {
            let Some(timestamp) = next else { return faults.push(ActualsFault::NoTimestamp { receiver }) };
            let builder = UnitBuilder::new(sender, receiver, timestamp).file(&kind::ACTUAL, lines);
            let builder = match self.edition {
                Some(edition) => builder.edition(edition),
                None => builder,
            };
            match builder.build() {
                Ok(unit) => units.push(unit),
                Err(error) => faults.push(ActualsFault::Unit { receiver, month, error }),
            }
            next = timestamp.next_second();
        }
    }
}

/// Lines by what is to be told of them.
#[derive(Default)]
struct Notes {
    out: BTreeMap<ServiceTypeCode, usize>,
    undecided: BTreeMap<ServiceTypeCode, usize>,
    unknown: BTreeMap<Option<OfficeNumber>, usize>,
}

impl Notes {
    fn list(self) -> Vec<ActualNote> {
        let out = self.out.into_iter();
        let out = out.map(|(service_type, lines)| ActualNote::OutOfScope { service_type, lines });
        let undecided = self.undecided.into_iter();
        let undecided = undecided.map(|(service_type, lines)| ActualNote::Undecided { service_type, lines });
        let unknown = self.unknown.into_iter();
        let unknown = unknown.map(|(office, lines)| ActualNote::UnknownReceiver { office, lines });
        out.chain(undecided).chain(unknown).collect()
    }
}
