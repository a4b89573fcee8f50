//! The record layout of 福祉用具サービス計画書 as **this project** proposes it: prefixes, kinds of files, records,
//! and how they are read from and written to CSV.
//!
//! The ministry's guide says that a standard (案) for exchanging this plan exists; its layout is not
//! public. File names, items, lengths and codes here are built on the habits of edition 4.1 of
//! ケアプランデータ連携標準仕様 and are a proposal, nothing more. Lengths are those of the like items of the
//! standard; where it has none they are free or our choice. Everything that the real layout will change
//! lies in this module.
//!
//! These files never stand in a unit of sending of the standard: they travel beside it as attachments, or
//! by other ways.

mod deletion;
mod files;
mod header;
pub mod kinds;
mod line;
mod need;
mod offer;

pub use deletion::EquipmentPlanDeletion;
pub use files::{
    PlanUnit, ReadPlansError, ReadProblem, Received, WritePlansError, deletions_to_unit, plans_to_unit,
    read_plans, unit_to_plans,
};
pub use header::EquipmentPlanHeader;
pub use line::EquipmentPlanLine;
pub use need::EquipmentPlanNeed;
pub use offer::EquipmentOffer;
