//! Validation rules for files of ケアプランデータ連携標準仕様.

#![forbid(unsafe_code)]

mod check;
mod checker;
mod column;
pub mod doc;
mod document;
pub mod families;
mod finding;
mod findings;
mod fix;
mod level;
pub mod output;
mod profile;
pub mod reconcile;
mod registry;
mod report;
mod row;
mod rule;
pub mod sample;

pub use check::{Check, Family, FileContext, Naming, UnitContext};
pub use checker::Checker;
pub use column::Column;
pub use document::Document;
pub use finding::{FileId, Finding, Found, LocatedItem, Location, Parameter, Value};
pub use findings::{Findings, Tally};
pub use fix::{Edit, Fix, Mend, mend};
pub use level::{Level, Situation, UnknownLevel};
pub use profile::Profile;
pub use registry::{DuplicateRule, Registry};
pub use report::{CheckedFile, Report, UnreadableFile};
pub use row::{Cell, NotRun, Ran, Row};
pub use rule::{Bilingual, Language, Rule};
