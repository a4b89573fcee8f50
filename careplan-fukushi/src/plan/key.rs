//! The key that all records of a plan share.

use crate::provisional::{
    EquipmentOffer, EquipmentPlanDeletion, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed,
};
use careplan_model::{Date, InsuredNumber, InsurerNumber, OfficeNumber, ServiceTypeCode};

/// What identifies a plan. It names a person: `Debug` hides the insured number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct PlanKey {
    /// 保険者番号.
    pub insurer: InsurerNumber,
    /// 被保険者番号.
    pub insured: InsuredNumber,
    /// 福祉用具サービス計画作成（変更）日.
    pub plan_date: Date,
    /// サービス事業者コード.
    pub provider: OfficeNumber,
    /// サービス種類コード, 17 or 67.
    pub service_type: ServiceTypeCode,
}

macro_rules! keyed {
    ($([$($generics:tt)*] $form:ty;)*) => {$(
        impl $($generics)* $form {
            /// The key of its plan.
            pub fn key(&self) -> PlanKey {
                PlanKey {
                    insurer: self.insurer,
                    insured: self.insured,
                    plan_date: self.plan_date,
                    provider: self.provider,
                    service_type: self.service_type,
                }
            }

            /// Gives it another key.
            pub fn set_key(&mut self, key: PlanKey) {
                self.insurer = key.insurer;
                self.insured = key.insured;
                self.plan_date = key.plan_date;
                self.provider = key.provider;
                self.service_type = key.service_type;
            }
        }
    )*};
}

keyed! {
    [<T>] EquipmentPlanHeader<T>;
    [<T>] EquipmentPlanNeed<T>;
    [<T>] EquipmentPlanLine<T>;
    [<T>] EquipmentOffer<T>;
    [] EquipmentPlanDeletion;
}
