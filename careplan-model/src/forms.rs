//! The forms of the standard, one file each; every file is the table of its form.

mod actual_deletion;
mod basic_info;
mod basic_info_deletion;
mod basic_info_history;
mod basic_info_schedule;
mod plan_deletion;
mod preventive_plan;
mod preventive_plan_deletion;
mod preventive_support;
mod table1;
mod table1_deletion;
mod table2;
mod table3;
mod table6;
mod table7;
mod user_supplement;

pub use actual_deletion::ActualDeletion;
pub use basic_info::BasicInfo;
pub use basic_info_deletion::BasicInfoDeletion;
pub use basic_info_history::BasicInfoHistory;
pub use basic_info_schedule::BasicInfoSchedule;
pub use plan_deletion::PlanDeletion;
pub use preventive_plan::PreventivePlan;
pub use preventive_plan_deletion::PreventivePlanDeletion;
pub use preventive_support::PreventiveSupport;
pub use table1::Table1;
pub use table1_deletion::Table1Deletion;
pub use table2::Table2;
pub use table3::Table3;
pub use table6::Table6;
pub use table7::Table7;
pub use user_supplement::UserSupplement;

/// Names all forms to another macro: first those that hold text, then those without.
macro_rules! every_form {
    ($macro:ident) => {
        $macro! {
            [UserSupplement Table1 Table2 Table3 Table6 Table7 BasicInfo BasicInfoSchedule BasicInfoHistory
                PreventivePlan PreventiveSupport]
            [Table1Deletion PlanDeletion ActualDeletion BasicInfoDeletion PreventivePlanDeletion]
        }
    };
}
pub(crate) use every_form;
