//! Why a unit cannot be moved to another edition.

use super::place::UnitPlace;
use crate::file_name::BuildNameError;
use crate::file_name::Side;
use crate::service::ServiceTypeCode;
use crate::value::{Edition, OfficeNumber};

/// Why a unit cannot be moved to another edition: all reasons, never none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", lines(problems, ToString::to_string))]
pub struct EditionError {
    /// The reasons.
    pub problems: Vec<EditionProblem>,
}

fn lines(problems: &[EditionProblem], say: impl Fn(&EditionProblem) -> String) -> String {
    problems.iter().map(say).collect::<Vec<_>>().join("\n")
}

impl EditionError {
    /// The same in Japanese, a line for each reason.
    pub fn japanese(&self) -> String {
        lines(&self.problems, EditionProblem::japanese)
    }
}

/// One reason why a unit cannot be moved to another edition. It never holds a personal value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditionProblem {
    /// Names of 4.1 hold service types, and nobody said which one this side has.
    #[error("the service type of the {side} {office} is not known{}", english(proposals))]
    ServiceType {
        /// Which side.
        side: Side,
        /// Its office.
        office: OfficeNumber,
        /// What the unit's own forms say of the office: the service types of its lines in 第6表, or of its
        /// deletions; for the planning side, which has no lines, none. To be confirmed by a person.
        proposals: Vec<ServiceTypeCode>,
    },
    /// The service type that was given cannot stand in a name.
    #[error("the service type given for the {side} is not two digits or capitals")]
    UnfitServiceType {
        /// Which side.
        side: Side,
    },
    /// CSVバージョン is that of no edition (`202410` is a known mistake for `202407`); what the records are of is
    /// not guessed.
    #[error("{place}: the version value is that of no edition ({records} record(s) of the file)")]
    UnknownVersion {
        /// The first such record of the file.
        place: UnitPlace,
        /// How many records of the file there are.
        records: usize,
    },
    /// No name of the edition can be made of the name of a file.
    #[error("{place}: {error}")]
    Name {
        /// The file.
        place: UnitPlace,
        /// The part that does not fit.
        error: BuildNameError,
    },
    /// A unit can be downgraded to editions 1 to 3.x only.
    #[error("edition {to} is not older than 4.0")]
    NotOlder {
        /// The edition that was asked for.
        to: Edition,
    },
    /// No file is left: 3.x has none of the kinds of the unit.
    #[error("edition {to} has none of the files of the unit")]
    NothingLeft {
        /// The edition that was asked for.
        to: Edition,
        /// The files, one after the other.
        files: Vec<UnitPlace>,
    },
}

fn english(proposals: &[ServiceTypeCode]) -> String {
    if proposals.is_empty() { String::new() } else { format!("; its own lines say: {}", list(proposals)) }
}

fn list(types: &[ServiceTypeCode]) -> String {
    types.iter().map(ServiceTypeCode::as_str).collect::<Vec<_>>().join(", ")
}

impl EditionProblem {
    /// A stable id, such as `service-type-unknown`.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::ServiceType { .. } => "service-type-unknown",
            Self::UnfitServiceType { .. } => "service-type-unfit",
            Self::UnknownVersion { .. } => "version-unknown",
            Self::Name { .. } => "name-impossible",
            Self::NotOlder { .. } => "edition-not-older",
            Self::NothingLeft { .. } => "nothing-left",
        }
    }

    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::ServiceType { side, office, proposals } => {
                let proposal = if proposals.is_empty() {
                    String::new()
                } else {
                    format!("（第6表などの内容からの候補：{}）", list(proposals))
                };
                format!("{}{office}のサービス種類コードがわかりません{proposal}", side.label())
            }
            Self::UnfitServiceType { side } => {
                format!("{}に指定されたサービス種類コードが半角英大文字・数字2桁ではありません", side.label())
            }
            Self::UnknownVersion { place, records } => {
                format!(
                    "{}：CSVバージョンがどの版の値でもありません（このファイルに{records}件）",
                    place.japanese()
                )
            }
            Self::Name { place, error } => format!("{}：{}", place.japanese(), error.japanese()),
            Self::NotOlder { to } => format!("{to}版は4.0版より前の版ではありません"),
            Self::NothingLeft { to, .. } => format!("{to}版には、この送信単位のファイルがひとつもありません"),
        }
    }
}
