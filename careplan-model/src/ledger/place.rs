//! Where a record belongs: the key that its items give.

use super::key::{EntryKey, Person};
#[cfg(feature = "serde")]
use crate::form_list::FormList;
use crate::forms::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, PlanDeletion,
    PreventivePlan, PreventivePlanDeletion, PreventiveSupport, Table1, Table1Deletion, Table2, Table3,
    Table6, Table7, UserSupplement,
};
use crate::kind::{self, FormKind};
use crate::value::ZerosOr;

/// A form that says itself to which entry it belongs, or which it deletes.
pub(super) trait Placed {
    /// The key in a file of a kind; `None` if its items do not give one.
    fn key(&self, kind: &FormKind) -> Option<EntryKey>;
}

macro_rules! placed {
    ($($form:ident => $variant:ident { $field:ident };)*) => {
        $(impl Placed for $form {
            fn key(&self, _: &FormKind) -> Option<EntryKey> {
                let person = Person { insurer: self.insurer, insured: self.insured };
                Some(EntryKey::$variant { person, $field: self.$field })
            }
        })*
    };
}

placed! {
    Table1 => Plan { plan_date };
    Table1Deletion => Plan { plan_date };
    Table2 => Plan { plan_date };
    Table3 => Plan { plan_date };
    Table7 => Month { service_month };
    PlanDeletion => Month { service_month };
    BasicInfo => Consultation { consulted_on };
    BasicInfoSchedule => Consultation { consulted_on };
    BasicInfoHistory => Consultation { consulted_on };
    BasicInfoDeletion => Consultation { consulted_on };
    PreventivePlan => PreventivePlan { plan_date };
    PreventiveSupport => PreventivePlan { plan_date };
    PreventivePlanDeletion => PreventivePlan { plan_date };
}

/// 予定 and 実績 share the form; an actual belongs to its office and the type of its service code.
impl Placed for Table6 {
    fn key(&self, kind: &FormKind) -> Option<EntryKey> {
        let person = Person { insurer: self.insurer, insured: self.insured };
        let service_month = self.service_month;
        if *kind == kind::PLAN {
            return Some(EntryKey::Month { person, service_month });
        }
        let service_type = self.service_code.service_type()?;
        Some(EntryKey::Actual { person, service_month, provider: self.provider, service_type })
    }
}

impl Placed for ActualDeletion {
    fn key(&self, _: &FormKind) -> Option<EntryKey> {
        let person = Person { insurer: self.insurer, insured: self.insured };
        let Self { service_month, provider, service_type, .. } = *self;
        Some(EntryKey::Actual { person, service_month, provider, service_type })
    }
}

/// By No.4 and No.63, if just one of them is filled.
impl Placed for UserSupplement {
    fn key(&self, _: &FormKind) -> Option<EntryKey> {
        match supplement_keys(self) {
            (Some(key), None) | (None, Some(key)) => Some(key),
            _ => None,
        }
    }
}

/// The plan that No.4 of a 利用者補足情報 names, and the month that its No.63 names.
pub(super) fn supplement_keys(form: &UserSupplement) -> (Option<EntryKey>, Option<EntryKey>) {
    let person = Person { insurer: form.insurer, insured: form.insured };
    let plan = match form.plan_date {
        ZerosOr::Value(plan_date) => Some(EntryKey::Plan { person, plan_date }),
        ZerosOr::Zeros => None,
    };
    let month = match form.service_month {
        ZerosOr::Value(service_month) => Some(EntryKey::Month { person, service_month }),
        ZerosOr::Zeros => None,
    };
    (plan, month)
}

/// Does the same with the forms of a list, whichever they are.
macro_rules! with_forms {
    ($list:expr, $forms:ident => $do:expr) => {{
        use $crate::form_list::FormList;
        match $list {
            FormList::UserSupplement($forms) => $do,
            FormList::Table1($forms) => $do,
            FormList::Table1Deletion($forms) => $do,
            FormList::Table2($forms) => $do,
            FormList::Table3($forms) => $do,
            FormList::Table6($forms) => $do,
            FormList::PlanDeletion($forms) => $do,
            FormList::ActualDeletion($forms) => $do,
            FormList::Table7($forms) => $do,
            FormList::BasicInfo($forms) => $do,
            FormList::BasicInfoSchedule($forms) => $do,
            FormList::BasicInfoHistory($forms) => $do,
            FormList::BasicInfoDeletion($forms) => $do,
            FormList::PreventivePlan($forms) => $do,
            FormList::PreventiveSupport($forms) => $do,
            FormList::PreventivePlanDeletion($forms) => $do,
        }
    }};
}
pub(super) use with_forms;

/// Whether all records of a list may be held under a key. A 利用者補足情報 with both No.4 and No.63 may be held
/// under either.
#[cfg(feature = "serde")]
pub(super) fn all_belong_to(list: &FormList, kind: &FormKind, key: &EntryKey) -> bool {
    if let FormList::UserSupplement(forms) = list {
        return forms.iter().map(supplement_keys).all(|(plan, month)| [plan, month].contains(&Some(*key)));
    }
    with_forms!(list, forms => forms.iter().all(|form| form.key(kind) == Some(*key)))
}
