//! Validation rules for files of ケアプランデータ連携標準仕様: everything that will break an import, with its place, in
//! words that a person can act on.
//!
//! ```
//! use careplan_rules::{Checker, Document, Language, Profile};
//!
//! let file = b"202407,991018,9000000001,202604\r\n202407,991018,102,20260\r\n";
//! let name = "DLTPLAN_202604_9970100013_43_9970100062_17_20260420100002.CSV";
//! let report = Checker::new(Profile::send()).check([Document::new(name, file)]);
//! let said: Vec<String> = report.findings.iter().map(|it| it.message(Language::English)).collect();
//! assert_eq!(said[1], "not a month (YYYYMM)");
//! assert_eq!((report.findings[1].rule.id, report.findings[1].location.line), ("item-not-a-month", Some(2)));
//! assert!(!format!("{report:?}").contains("9000000001")); // values stay inside unless asked for
//! ```
//!
//! # What is checked, and how
//!
//! - **Rules are data** ([`Rule`]): an id that never changes, levels for sending, receiving and emergencies, the
//!   section of the standard, what is wrong, why it matters and how to mend it in Japanese and English, samples that
//!   it rejects and accepts. The catalogue stands in `docs/rules.md` and `docs/rules.ja.md`, printed by [`doc`].
//! - **Files** ([`Checker::check_paths`]) or bytes in memory ([`Checker::check`]). Files are put into units of sending
//!   by their names; records are read and not held.
//! - **Profiles** ([`Profile`]): what is about to be sent is judged more strictly than what somebody else made.
//!   Each rule can be set to off, info, warning or error. Today's date is told, never taken from the clock.
//! - **Findings** ([`Finding`]): rule, level, file, record, line, item, bytes, parameters, a mend where that is
//!   certain ([`Fix`]). In the order of the files; counts are exact, and of each rule no more than a cap is kept.
//! - **What could not be judged is said**: a rule that needs an item which is blank or wrong is not run for that
//!   record, and [`Tally::not_run`] counts it. The item has a finding of its own.
//! - **Reports** ([`output`]): text in Japanese or English, JSON with a schema, SARIF 2.1.0.
//! - **Plan against actual** ([`reconcile`]): what was planned and not done, done and not planned, or differs.
//!
//! # Which function
//!
//! | you have | you want | use |
//! |---|---|---|
//! | files or folders | what is wrong with them | [`Checker::check_paths`] |
//! | bytes and a file name | the same | [`Checker::check`] with [`Document::new`] |
//! | a report | text, JSON, SARIF | [`output::write_text`], [`output::write_json`], [`output::write_sarif`] |
//! | a report with [`Profile::collecting_edits`] | mended copies | [`Report::mends`], [`Mend::write`] |
//! | 予定 and 実績 | what differs | [`reconcile::reconcile`] |
//! | rules of your own | them checked beside these | [`Registry::with`], [`rules!`], [`columns!`], [`Check`] |
//! | the rules | a document | [`doc::markdown`] |
//!
//! # Rules of your own
//!
//! ```
//! use careplan_model::{Table6, kind};
//! use careplan_rules::sample::{ACTUAL, Edit::Set};
//! use careplan_rules::*;
//!
//! rules! {
//!     MANY = "house-many-times" (Warning, Off) ["UPPLAN", "UPJSK"]
//!         section "社内規則",
//!         ja "1日10回以上のサービスです", en "ten times or more on one day",
//!         why ja "入力の誤りが多いため確認します。", en "Usually a slip.",
//!         mend ja "回数を確認してください。", en "Look at the number.",
//!         rejected [ACTUAL.with(&[Set("UPJSK", 1, 14, "10")])],
//!         accepted [ACTUAL.with(&[Set("UPJSK", 1, 14, "9")])];
//! }
//! columns! { Table6: COUNT: i32 = "service_count"; }
//!
//! struct House;
//! impl Check for House {
//!     fn is_about(&self, file: &FileContext) -> bool {
//!         file.is(&kind::PLAN) || file.is(&kind::ACTUAL)
//!     }
//!     fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
//!         findings.run(&MANY, row, |row, findings| {
//!             if row.need(COUNT)? >= 10 {
//!                 findings.add(Found::new(&MANY, row.at(COUNT)));
//!             }
//!             Ok(())
//!         });
//!     }
//! }
//! static HOUSE: Family = Family {
//!     name: "house",
//!     title: Bilingual { ja: "社内規則", en: "House rules" },
//!     rules: ALL,
//!     check: Some(|| Box::new(House)),
//! };
//!
//! let registry = Registry::standard().with(&HOUSE)?;
//! let checker = Checker::with_registry(registry, Profile::send());
//! let files = MANY.rejected[0].files();
//! let report = checker.check(files.iter().map(|file| Document::new(file.name.clone(), &file.bytes)));
//! assert_eq!(report.findings[0].rule.id, "house-many-times");
//! # Ok::<(), DuplicateRule>(())
//! ```
//!
//! # What to know
//!
//! - **Personal data.** Findings, reports and `Debug` hold no values, and parameters never those of personal items;
//!   [`Profile::showing_values`] adds the characters at fault. A finding about a character names its bytes.
//! - **Memory.** Records are not held. Rules about a file or a unit keep keys and sums of each person: measured for
//!   small units, about 2,300 bytes a person in a slip set, 620 in a plan set, 60 in actuals, and 11 for each line of
//!   第6表 that differs from all others; of each file some 210 bytes (`tests/memory.rs`). Findings over the cap are
//!   counted only.
//! - **What the standard leaves open** is no error: where the printed tables are in doubt the tolerant reading holds.

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
mod progress;
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
pub use progress::Progress;
pub use registry::{DuplicateRule, Registry};
pub use report::{CheckedFile, Report, UnreadableFile};
pub use row::{Cell, NotRun, Ran, Row};
pub use rule::{Bilingual, Language, Rule};
