//! Typed models of every form of ケアプランデータ連携標準仕様, the standard by which Japan's care-management
//! offices and service providers exchange care plans.
//!
//! This crate says what the standard says, and does no I/O: values, code lists, layouts, forms, file
//! names, units of sending, what a receipt does to what was held. `careplan-csv` reads and writes the files.
//!
//! ```
//! use careplan_model::{CheckDigit, FileName, ItemSource, LayoutFamily, PlanDeletion};
//!
//! // A form from its items, checked one by one:
//! let items = ["202407", "435073", "0000000001", "202604"];
//! let form: PlanDeletion = ItemSource::read_form(&items, LayoutFamily::V4)?;
//! assert_eq!(form.service_month.wareki().to_string(), "令和8年4月");
//! assert!(form.insurer.check_digit().is_ok());
//!
//! // The name of its file:
//! let name: FileName = "DLTPLAN_202604_2794900205_43_01B1400014_11_20260325093000.CSV".parse()?;
//! assert_eq!(name.sender().office.check_digit(), CheckDigit::Ok);
//! assert_eq!(name.kind().name, "サービス利用票 第6表 予定 削除");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Forms
//!
//! | form | 様式 | prefix of its files |
//! |---|---|---|
//! | [`UserSupplement`] | 利用者補足情報 | UPHOSOKU |
//! | [`Table1`], [`Table1Deletion`] | 居宅サービス計画書 第1表, its deletion | UP1KYO, DLT1KYO |
//! | [`Table2`] | 第2表 | UP2KYO |
//! | [`Table3`] | 週間サービス計画表 第3表 | UP3KYO |
//! | [`Table6`] | サービス利用票 第6表, 予定 and 実績 | UPPLAN, UPJSK |
//! | [`PlanDeletion`], [`ActualDeletion`] | their deletions | DLTPLAN, DLTJSK |
//! | [`Table7`] | サービス利用票別表 第7表 | UPSIKYU |
//! | [`BasicInfo`], [`BasicInfoDeletion`] | 利用者基本情報, its deletion | UPKIHON, DLTKIHON |
//! | [`BasicInfoSchedule`], [`BasicInfoHistory`] | 別表1, 別表2 | UPKIHON_SUB1, UPKIHON_SUB2 |
//! | [`PreventivePlan`], [`PreventivePlanDeletion`] | 介護予防サービス・支援計画書, its deletion | UPYOBO, DLTYOBO |
//! | [`PreventiveSupport`] | 別表 支援計画 | UPYOBO_SUB |
//!
//! Each form is a plain struct with public fields, declared once as a table that reads like the page of
//! the standard. From that table come its documentation, its [`Layout`] (data: numbers, names, lengths,
//! 必須・必要, code lists), and its reading from a [`Source`] and writing to a [`Sink`] of items. 必須 items
//! are plain, all others `Option`. Forms with text are generic over how it is held: `Table1` owns
//! `String`s, `Table1<Text<'_>>` of `careplan-csv` borrows the file.
//!
//! # The exchange
//!
//! | you have | you want | use |
//! |---|---|---|
//! | files of a folder, or their names | units of sending in order | [`Transmission::group`], [`Transmission::kind`] |
//! | forms | a unit with all its names, or why they must not go together | [`UnitBuilder`] |
//! | whole months of many persons | the units for each provider | [`PlannerUnits`] |
//! | what a provider did | the units for each planning office | [`Actuals`] |
//! | a received unit | it sent on, or sent again | [`Transmission::readdressed`] |
//! | received units | what is held, and what each changed | [`Ledger`] |
//! | records | a tree, a week, a month grid, and back | [`views`] |
//! | a planned month, prices and limits | 第7表 | [`views::table7::compute`] |
//! | a unit of 3.x | one of 4.1, and what a person must add | [`editions::upgrade`] |
//! | a receiver that reads 3.x | a unit for it, and what is lost | [`editions::downgrade`] |
//! | forms of your own | the same table, the same reading and writing | [`form!`], [`code_list!`] |
//!
//! # What to know
//!
//! - **Nothing is guessed.** Codes outside their list are kept ([`CareLevel::Other`] …), an unknown
//!   CSVバージョン is kept, check digits are a question ([`OfficeNumber::check_digit`]) and never a gate.
//! - **Editions.** [`Edition`] 1 to 4.1; two families of layouts ([`LayoutFamily`]). The texts of the
//!   standard that no table was available for (201910, 202003) are read by the layout of 3.x.
//! - **Personal data.** `Debug` of a form prints `«redacted»` for items that identify or describe a
//!   person ([`Item::personal`](field@Item::personal)); errors never hold values. `Display` and serde
//!   write them.
//! - **JSON** (feature `serde`, on by default): keys are the field names, codes the standard's codes,
//!   dates `2026-04-01`, months `2026-04`; blank items are left out.
//! - **Lengths are data** ([`Item::width`]): forms hold what they are given, and neither they nor reading
//!   and writing judge 項目長 or the meaning of values.
//! - What the tables of the standard leave open is said in the form's own documentation: lengths marked
//!   as tolerated, 必須 items that may be missing.

mod any_form;
pub mod codes;
pub mod editions;
mod file_name;
mod form;
mod form_file;
mod form_list;
mod forms;
pub mod kind;
mod layout;
pub mod ledger;
mod scope;
mod service;
mod transmission;
mod value;
pub mod views;
mod wareki;

pub use any_form::AnyForm;
pub use codes::*;
pub use file_name::{
    BuildNameError, Endpoint, FileName, FileNameError, FileNameFault, NameForm, NamePart, NameService, Side,
    Timestamp,
};
pub use form::{Form, FormOf, ItemError, ItemErrors, ItemSource, MapText, Sink, Source};
pub use form_file::{FileContent, FormFile};
pub use form_list::{FormList, LayoutVisitor, ListVisitor, ListedForm};
pub use forms::*;
pub use kind::FormKind;
pub use layout::{CodeList, Identifier, Item, ItemType, Layout, Width};
pub use ledger::Ledger;
pub use scope::{
    ActualFiles, ActualNote, ActualUnits, Actuals, ActualsError, ActualsFault, Outgoing, OutgoingError,
    OutgoingFault, OutgoingUnit, PersonForms, PlannerUnits, ScopeNote,
};
pub use service::{Benefit, SERVICE_TYPES, Scope, ServiceCode, ServiceType, ServiceTypeCode, SpecialRow};
pub use transmission::{
    BuildUnitError, BuildUnitFault, ReaddressError, ReaddressFault, Transmission, UnitBuilder, UnitFault,
    UnitFaults, UnitKind, unit_kind,
};
pub use value::{
    CheckDigit, Code, CsvVersion, Date, DateOrZeros, DayFlags, Edition, EquipmentCodeShape, Fault, Floor,
    InsuredNumber, InsurerNumber, LayoutFamily, MonthOrZeros, NotifiedCode, OfficeNumber, OperatorCode, Put,
    SatelliteNumber, ServiceTime, TaisCode, UnitPrice, Value, YearMonth, ZerosOr,
};
pub use wareki::Era;

/// What the macros [`form!`] and [`code_list!`] need in other crates; not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::codes::padded;
    #[cfg(feature = "serde")]
    pub use crate::form::json;
    pub use crate::value::text_form::display;
}
