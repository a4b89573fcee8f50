//! 福祉用具サービス計画書 (the plan for welfare equipment), beside ケアプランデータ連携標準仕様: its records, files, rules, and
//! what a receiver holds.
//!
//! **Provisional.** A standard (案) for exchanging this plan exists, and its layout is not public. Records,
//! prefixes, lengths and code lists here are this project's own proposal, built on the habits of edition 4.1.
//! They lie in [`provisional`] and [`codes`], so that the real layout can replace them, and no crate below knows
//! of them. The files never stand in a unit of sending of the standard: they travel beside it.
//!
//! ```
//! use careplan_csv::WriteOptions;
//! use careplan_fukushi::{Category, EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind, provisional};
//! use careplan_model::{Edition, Endpoint};
//!
//! let (version, date) = (Edition::CURRENT.version(), "20260401".parse()?);
//! let (insurer, insured, office) = ("991018".parse()?, "9000000001".parse()?, "9970100062".parse()?);
//! let rental = "17".parse()?;
//! let header = EquipmentPlanHeader::new(version, insurer, insured, date, office, rental, "見本　太郎".to_owned());
//! let mut bed = EquipmentPlanLine::new(version, insurer, insured, date, office, rental, 1, SupplyKind::Rental);
//! bed.category = Some(Category::SpecialBed);
//! bed.service_code = Category::SpecialBed.service_code(rental); // 171003
//! let mut plan = EquipmentPlan::new(header);
//! plan.lines.push(bed); // without a product code: an emergency, the code follows
//!
//! let sender = Endpoint { office, service: Some("17".parse()?) };
//! let receiver = Endpoint { office: "9970100013".parse()?, service: Some("43".parse()?) };
//! let timestamp = "20260401090000".parse()?;
//! let unit = provisional::plans_to_unit(&[plan], sender, receiver, timestamp, &WriteOptions::new())?;
//! assert_eq!(unit.files[1].name.to_string(), "UPFYOGU_ITEM_9970100062_17_9970100013_43_20260401090000.CSV");
//! assert_eq!(provisional::unit_to_plans(&unit)?.plans[0].lines[0].category, Some(Category::SpecialBed));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which function
//!
//! | you have | you want | use |
//! |---|---|---|
//! | a care plan | a plan begun from it, with where each value came from, and what is left to do | [`draft::draft`] |
//! | wishes in one text | a proposal how to tell person and family apart | [`split::split`] |
//! | plans | a unit of sending, for `careplan_csv::write_unit` | [`provisional::plans_to_unit`] |
//! | plans to withdraw | the same | [`provisional::deletions_to_unit`] |
//! | folders | plans and deletions, or why not, with places | [`provisional::read_plans`] |
//! | a unit in memory | the same | [`provisional::unit_to_plans`] |
//! | records of one kind | bytes, and back | `careplan_csv::{to_vec, from_slice}` |
//! | loose records | plans | [`EquipmentPlan::from_records`] |
//! | files of plans | what is wrong with them | [`rules::registry`] |
//! | the ministry's price lists | average prices and upper limits, products by name | [`Catalogue`] |
//! | prices, and lists of limits | what is not insured | [`rules::prices_over_limit`] |
//! | plans that arrive one after the other | what is held, what changed, codes filled and lost | [`EquipmentPlans`] |
//! | plans, and 第6表 and 第7表 | product codes carried over, the check that all agree | [`transfer`] |
//! | a service code, a 種目 | the other one | [`Category`] |
//!
//! # What to know
//!
//! - **A blank product code is never refused**, only warned of: in an emergency codes follow later.
//! - **Personal data.** `Debug`, errors and findings show no insured number, name or text about a person.
//! - **JSON** (feature `serde`, on by default): keys are the field names, as in `careplan-model`.

#![forbid(unsafe_code)]

pub mod catalogue;
mod category;
pub mod codes;
pub mod draft;
mod merge;
mod need_numbers;
mod plan;
pub mod provisional;
pub mod rules;
pub mod split;
pub mod transfer;

pub use catalogue::{Catalogue, CatalogueBuilder, CatalogueError, CatalogueWarning, ProductCode, read_code};
pub use category::Category;
pub use codes::{
    AssistanceNeeded, ChoiceScheme, EquipmentPlanKind, SittingAbility, StandingAbility, SupplyKind,
    WishesSplit, YesNo,
};
pub use merge::{EquipmentPlans, HoldError, LineCodes, PlanChange, PlanChangeKind};
pub use need_numbers::NeedNumbers;
pub use plan::{EquipmentPlan, EquipmentRecords, GroupError, GroupProblem, PlanKey, RecordKind};
pub use provisional::{
    EquipmentOffer, EquipmentPlanDeletion, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed,
    PlanUnit, kinds,
};
