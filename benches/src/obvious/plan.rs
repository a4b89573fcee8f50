//! 第1表 and 利用者補足情報 as one derives them.

use super::chrono_serde;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 第1表.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table1 {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date")]
    pub created_on: NaiveDate,
    pub user_postal_code: Option<String>,
    pub user_address_1: Option<String>,
    pub user_address_2: Option<String>,
    pub planner_name: String,
    pub care_office_name: String,
    pub care_office_postal_code: Option<String>,
    pub care_office_address_1: Option<String>,
    pub care_office_address_2: Option<String>,
    pub care_office: String,
    #[serde(with = "chrono_serde::date")]
    pub plan_date: NaiveDate,
    #[serde(with = "chrono_serde::date")]
    pub first_plan_date: NaiveDate,
    pub plan_kind: Option<PlanKind>,
    pub certification_status: Option<CertificationStatus>,
    #[serde(with = "chrono_serde::optional_date")]
    pub certified_on: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub valid_from: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub valid_until: Option<NaiveDate>,
    pub care_level: Option<CareLevel>,
    pub wishes_and_needs_analysis: Option<String>,
    pub certification_committee_opinion: Option<String>,
    pub support_policy: Option<String>,
    pub housekeeping_reason: Option<HousekeepingReason>,
    pub housekeeping_reason_other: Option<String>,
    pub updated_by: Option<String>,
    pub reserved: Option<String>,
}

/// 利用者補足情報; the 36 items of the limits by service type are nine times the same four.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserSupplement {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date_or_zeros")]
    pub plan_date: Option<NaiveDate>,
    pub user_name_kana: String,
    pub user_name: String,
    pub user_sex: Sex,
    #[serde(with = "chrono_serde::date")]
    pub user_birth_date: NaiveDate,
    pub user_postal_code: Option<String>,
    pub user_address_1: Option<String>,
    pub user_address_2: Option<String>,
    pub user_phone: Option<String>,
    #[serde(with = "chrono_serde::optional_date")]
    pub certified_on: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub benefit_limit_from: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub benefit_limit_until: Option<NaiveDate>,
    pub certification_status: Option<CertificationStatus>,
    #[serde(with = "chrono_serde::optional_date")]
    pub care_level_changed_on: Option<NaiveDate>,
    pub care_level: Option<CareLevel>,
    pub benefit_limit: Option<i32>,
    pub slots: [Slot; 9],
    pub total_limit_excess_units: Option<i32>,
    pub short_stay_prior_day_count: Option<i32>,
    pub short_stay_cumulative_day_count: Option<i32>,
    pub previous_care_level: Option<CareLevel>,
    pub consent_received_by: Option<String>,
    pub updated_by: Option<String>,
    pub reserved: Option<String>,
    /// `000000` beside a plan.
    pub service_month: String,
}

/// A limit of one service type.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    pub service_type: Option<String>,
    pub benefit_limit: Option<i32>,
    pub total_units: Option<i32>,
    pub limit_excess_units: Option<i32>,
}

/// 計画書区分.
#[allow(missing_docs)] // the same names as in careplan-model
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanKind {
    #[serde(rename = "11")]
    First,
    #[serde(rename = "12")]
    Referred,
    #[serde(rename = "21")]
    Continued,
    #[serde(rename = "51")]
    FirstAndReferred,
    #[serde(rename = "52")]
    FirstAndContinued,
    #[serde(rename = "53")]
    ReferredAndContinued,
    #[serde(rename = "54")]
    FirstReferredAndContinued,
}

/// 認定状況区分.
#[allow(missing_docs)] // the same names as in careplan-model
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CertificationStatus {
    #[serde(rename = "1")]
    AppliedFor,
    #[serde(rename = "2")]
    Certified,
}

/// 要介護状態区分.
#[allow(missing_docs)] // the same names as in careplan-model
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CareLevel {
    #[serde(rename = "06")]
    ProgramTarget,
    #[serde(rename = "12")]
    Support1,
    #[serde(rename = "13")]
    Support2,
    #[serde(rename = "21")]
    Care1,
    #[serde(rename = "22")]
    Care2,
    #[serde(rename = "23")]
    Care3,
    #[serde(rename = "24")]
    Care4,
    #[serde(rename = "25")]
    Care5,
}

/// 生活援助中心型の算定理由.
#[allow(missing_docs)] // the same names as in careplan-model
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum HousekeepingReason {
    #[serde(rename = "1")]
    LivesAlone,
    #[serde(rename = "2")]
    FamilyUnable,
    #[serde(rename = "3")]
    OtherReason,
}

/// 利用者性別.
#[allow(missing_docs)] // the same names as in careplan-model
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sex {
    #[serde(rename = "1")]
    Male,
    #[serde(rename = "2")]
    Female,
}
