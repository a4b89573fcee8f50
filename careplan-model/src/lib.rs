//! Typed models of every form of ケアプランデータ連携標準仕様.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod any_form;
pub mod codes;
mod file_name;
mod form;
mod forms;
pub mod kind;
mod layout;
mod service;
mod transmission;
mod value;
mod wareki;

pub use any_form::AnyForm;
pub use codes::*;
pub use file_name::{
    BuildNameError, Endpoint, FileName, FileNameError, FileNameFault, NameForm, NamePart, NameService, Timestamp,
};
pub use form::{Form, FormOf, ItemError, ItemErrors, ItemSource, Sink, Source};
pub use forms::*;
pub use kind::FormKind;
pub use layout::{CodeList, Item, ItemType, Layout, Width};
pub use service::{Benefit, SERVICE_TYPES, Scope, ServiceCode, ServiceType, ServiceTypeCode, SpecialRow};
pub use transmission::Transmission;
pub use value::{CheckDigit, Code, CsvVersion, Date, DateOrZeros, DayFlags, Edition, EquipmentCodeShape, Fault, Floor, InsuredNumber, InsurerNumber, LayoutFamily, MonthOrZeros, NotifiedCode, OfficeNumber, OperatorCode, Put, SatelliteNumber, ServiceTime, TaisCode, UnitPrice, Value, YearMonth, ZerosOr};
pub use wareki::Era;
