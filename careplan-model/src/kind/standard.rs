//! The eighteen kinds of the standard.

use super::{FormKind, Key, Role};
use crate::form::Form;
use crate::forms::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, PlanDeletion,
    PreventivePlan, PreventivePlanDeletion, PreventiveSupport, Table1, Table1Deletion, Table2, Table3,
    Table6, Table7, UserSupplement,
};
use crate::value::LayoutFamily;

/// The kinds of the standard, in its order.
pub static STANDARD: &[&FormKind] = &[
    &USER_SUPPLEMENT,
    &TABLE1,
    &TABLE1_DELETION,
    &TABLE2,
    &TABLE3,
    &PLAN,
    &PLAN_DELETION,
    &ACTUAL,
    &ACTUAL_DELETION,
    &TABLE7,
    &BASIC_INFO,
    &BASIC_INFO_SCHEDULE,
    &BASIC_INFO_HISTORY,
    &BASIC_INFO_IMAGE,
    &BASIC_INFO_DELETION,
    &PREVENTIVE_PLAN,
    &PREVENTIVE_SUPPORT,
    &PREVENTIVE_PLAN_DELETION,
];

/// Every role: 予防 files that each of them reads.
const ALL: &[Role] = &[Role::CareOffice, Role::Provider, Role::Centre];
/// Those who plan.
const PLANNERS: &[Role] = &[Role::CareOffice, Role::Centre];
/// Those who get the plan of a month: providers, and the centre that commissioned an office (委託あり).
const MONTH_READERS: &[Role] = &[Role::Provider, Role::Centre];

/// 利用者補足情報: what the slips need to know of the person. Beside 第1–3表 its name holds `000000`.
pub static USER_SUPPLEMENT: FormKind = FormKind {
    layout: Some(<UserSupplement as Form>::LAYOUT),
    has_month: true,
    zero_month: true,
    since: LayoutFamily::V3,
    writers: PLANNERS,
    readers: ALL,
    depends_on: &["UP1KYO", "UPPLAN"],
    order: 60,
    ..FormKind::new("UPHOSOKU", "利用者補足情報", "Supplement about the person", Key::PlanOrMonth)
};

/// 居宅サービス計画書 第1表.
pub static TABLE1: FormKind = FormKind {
    layout: Some(<Table1 as Form>::LAYOUT),
    since: LayoutFamily::V3,
    writers: &[Role::CareOffice],
    readers: &[Role::Provider],
    order: 10,
    ..FormKind::new("UP1KYO", "居宅サービス計画書 第1表", "Care plan, table 1", Key::Plan)
};

/// 第1表 削除: takes 第2表, 第3表 and 利用者補足情報 of the plan with it.
pub static TABLE1_DELETION: FormKind = FormKind {
    layout: Some(<Table1Deletion as Form>::LAYOUT),
    since: LayoutFamily::V3,
    writers: &[Role::CareOffice],
    readers: &[Role::Provider],
    deletes: &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"],
    order: 1,
    ..FormKind::new("DLT1KYO", "居宅サービス計画書 第1表 削除", "Deletion of care plan, table 1", Key::Plan)
};

/// 居宅サービス計画書 第2表.
pub static TABLE2: FormKind = FormKind {
    layout: Some(<Table2 as Form>::LAYOUT),
    since: LayoutFamily::V3,
    writers: &[Role::CareOffice],
    readers: &[Role::Provider],
    depends_on: &["UP1KYO"],
    order: 11,
    ..FormKind::new("UP2KYO", "居宅サービス計画書 第2表", "Care plan, table 2", Key::Plan)
};

/// 週間サービス計画表 第3表; new in 4.0.
pub static TABLE3: FormKind = FormKind {
    layout: Some(<Table3 as Form>::LAYOUT),
    writers: &[Role::CareOffice],
    readers: &[Role::Provider],
    depends_on: &["UP1KYO"],
    order: 12,
    ..FormKind::new("UP3KYO", "週間サービス計画表 第3表", "Care plan, table 3 (week)", Key::Plan)
};

/// サービス利用票 第6表 予定: what is planned for a month.
pub static PLAN: FormKind = FormKind {
    layout: Some(<Table6 as Form>::LAYOUT),
    has_month: true,
    since: LayoutFamily::V3,
    writers: PLANNERS,
    readers: MONTH_READERS,
    order: 20,
    ..FormKind::new("UPPLAN", "サービス利用票 第6表 予定", "Service slip, table 6, plan", Key::Month)
};

/// 第6表 予定 削除: takes 第7表 and 利用者補足情報 of the month with it.
pub static PLAN_DELETION: FormKind = FormKind {
    layout: Some(<PlanDeletion as Form>::LAYOUT),
    has_month: true,
    since: LayoutFamily::V3,
    writers: PLANNERS,
    readers: MONTH_READERS,
    deletes: &["UPPLAN", "UPSIKYU", "UPHOSOKU"],
    order: 2,
    ..FormKind::new(
        "DLTPLAN",
        "サービス利用票 第6表 予定 削除",
        "Deletion of the plan of a month",
        Key::Month,
    )
};

/// サービス利用票 第6表 実績: what was done in a month; the layout of the plan. (An office passes it on
/// to the centre that commissioned it.)
pub static ACTUAL: FormKind = FormKind {
    layout: Some(<Table6 as Form>::LAYOUT),
    has_month: true,
    since: LayoutFamily::V3,
    writers: &[Role::Provider, Role::CareOffice],
    readers: PLANNERS,
    order: 30,
    ..FormKind::new("UPJSK", "サービス利用票 第6表 実績", "Service slip, table 6, actual", Key::ActualOfMonth)
};

/// 第6表 実績 削除: of one office and service type.
pub static ACTUAL_DELETION: FormKind = FormKind {
    layout: Some(<ActualDeletion as Form>::LAYOUT),
    has_month: true,
    since: LayoutFamily::V3,
    writers: &[Role::Provider, Role::CareOffice],
    readers: PLANNERS,
    deletes: &["UPJSK"],
    order: 3,
    ..FormKind::new("DLTJSK", "サービス利用票 第6表 実績 削除", "Deletion of actuals", Key::ActualOfMonth)
};

/// サービス利用票別表 第7表: units, limits and money of the month.
pub static TABLE7: FormKind = FormKind {
    layout: Some(<Table7 as Form>::LAYOUT),
    has_month: true,
    since: LayoutFamily::V3,
    writers: PLANNERS,
    readers: MONTH_READERS,
    depends_on: &["UPPLAN"],
    order: 21,
    ..FormKind::new("UPSIKYU", "サービス利用票別表 第7表", "Annex to the service slip, table 7", Key::Month)
};

/// 利用者基本情報 (介護予防).
pub static BASIC_INFO: FormKind = FormKind {
    layout: Some(<BasicInfo as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    order: 40,
    ..FormKind::new("UPKIHON", "利用者基本情報", "Basic information on the person", Key::Consultation)
};

/// 利用者基本情報 別表1 タイムスケジュール.
pub static BASIC_INFO_SCHEDULE: FormKind = FormKind {
    layout: Some(<BasicInfoSchedule as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    depends_on: &["UPKIHON"],
    order: 41,
    ..FormKind::new(
        "UPKIHON_SUB1",
        "利用者基本情報 別表1 タイムスケジュール",
        "Basic information, annex 1: the day",
        Key::Consultation,
    )
};

/// 利用者基本情報 別表2 現病歴・既往歴.
pub static BASIC_INFO_HISTORY: FormKind = FormKind {
    layout: Some(<BasicInfoHistory as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    depends_on: &["UPKIHON"],
    order: 42,
    ..FormKind::new(
        "UPKIHON_SUB2",
        "利用者基本情報 別表2 現病歴・既往歴",
        "Basic information, annex 2: illnesses",
        Key::Consultation,
    )
};

/// 利用者基本情報 家族構成 画像: a JPEG for one record of 利用者基本情報, told apart by its 枝番.
pub static BASIC_INFO_IMAGE: FormKind = FormKind {
    has_branch: true,
    extension: "jpg",
    writers: PLANNERS,
    readers: ALL,
    depends_on: &["UPKIHON"],
    order: 43,
    ..FormKind::new(
        "UPKIHON_IMAGE",
        "利用者基本情報 家族構成 画像",
        "Basic information, picture of the family",
        Key::Consultation,
    )
};

/// 利用者基本情報 削除: takes both 別表 and the image with it.
pub static BASIC_INFO_DELETION: FormKind = FormKind {
    layout: Some(<BasicInfoDeletion as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    deletes: &["UPKIHON", "UPKIHON_SUB1", "UPKIHON_SUB2", "UPKIHON_IMAGE"],
    order: 4,
    ..FormKind::new("DLTKIHON", "利用者基本情報 削除", "Deletion of basic information", Key::Consultation)
};

/// 介護予防サービス・支援計画書.
pub static PREVENTIVE_PLAN: FormKind = FormKind {
    layout: Some(<PreventivePlan as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    order: 50,
    ..FormKind::new(
        "UPYOBO",
        "介護予防サービス・支援計画書",
        "Preventive service and support plan",
        Key::PreventivePlan,
    )
};

/// 介護予防サービス・支援計画書 別表 支援計画.
pub static PREVENTIVE_SUPPORT: FormKind = FormKind {
    layout: Some(<PreventiveSupport as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    depends_on: &["UPYOBO"],
    order: 51,
    ..FormKind::new(
        "UPYOBO_SUB",
        "介護予防サービス・支援計画書 別表 支援計画",
        "Preventive plan, annex: support",
        Key::PreventivePlan,
    )
};

/// 介護予防サービス・支援計画書 削除: takes its 別表 with it.
pub static PREVENTIVE_PLAN_DELETION: FormKind = FormKind {
    layout: Some(<PreventivePlanDeletion as Form>::LAYOUT),
    writers: PLANNERS,
    readers: ALL,
    deletes: &["UPYOBO", "UPYOBO_SUB"],
    order: 5,
    ..FormKind::new(
        "DLTYOBO",
        "介護予防サービス・支援計画書 削除",
        "Deletion of a preventive plan",
        Key::PreventivePlan,
    )
};
