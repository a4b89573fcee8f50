//! Plans as files and back: one unit of sending holds any number of plans, or deletions.

mod read;
mod write;

pub use read::{ReadPlansError, ReadProblem, Received, read_plans, unit_to_plans};
pub use write::{WritePlansError, deletions_to_unit, plans_to_unit};

use crate::plan::EquipmentPlan;
use crate::provisional::EquipmentPlanDeletion;
use careplan_model::{Endpoint, Timestamp};

/// What a unit of sending with plans says: plans to hold, and plans to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct PlanUnit {
    /// 送信元事業所番号 with サービス種類コード.
    pub sender: Endpoint,
    /// 送信先事業所番号 with サービス種類コード.
    pub receiver: Endpoint,
    /// ファイル連番, which is the order of processing.
    pub timestamp: Timestamp,
    /// The deletions, which come first.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub deletions: Vec<EquipmentPlanDeletion>,
    /// The plans.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub plans: Vec<EquipmentPlan>,
}
