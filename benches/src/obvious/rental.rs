//! 第7表 and the lines of 福祉用具サービス計画書 as one derives them.

use super::{Applies, chrono_serde};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// 第7表. The price of a unit is a string: as a floating-point number `10.70` would be written as `10.7`.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table7 {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date")]
    pub created_on: NaiveDate,
    #[serde(with = "chrono_serde::month")]
    pub service_month: NaiveDate,
    pub provider_name: Option<String>,
    pub provider: String,
    pub satellite: Option<String>,
    pub service_code: String,
    pub tais_code: Option<String>,
    pub notified_code: Option<String>,
    pub equipment_name: Option<String>,
    pub units: i32,
    pub discounted_rate: Option<i32>,
    pub discounted_units: Option<i32>,
    pub quantity: i32,
    pub service_units: Option<i32>,
    pub managed_units: Option<i32>,
    pub type_limit_excess_units: Option<i32>,
    pub type_limit_units: Option<i32>,
    pub limit_excess_units: Option<i32>,
    pub limit_units: Option<i32>,
    pub unit_price: Option<String>,
    pub total_cost: Option<i32>,
    pub benefit_rate: Option<i32>,
    pub insurance_claim: Option<i32>,
    pub fixed_copay_unit_price: Option<i32>,
    pub copay: Option<i32>,
    pub full_copay: Option<i32>,
    pub short_stay_prior_day_count: Option<i32>,
    pub short_stay_planned_day_count: Option<i32>,
    pub short_stay_cumulative_day_count: Option<i32>,
    pub over_30_days: Applies,
    pub placeholder_office: Option<String>,
    pub entered_by: Option<String>,
    pub updated_by: Option<String>,
    pub reserved: Option<String>,
}

/// A line of 福祉用具サービス計画書.
#[allow(missing_docs)] // the same fields as the record of careplan-fukushi
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EquipmentPlanLine {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date")]
    pub plan_date: NaiveDate,
    pub provider: String,
    pub service_type: String,
    pub line_no: i32,
    pub supply: SupplyKind,
    pub category: Option<String>,
    pub category_name: Option<String>,
    pub service_code: Option<String>,
    pub tais_code: Option<String>,
    pub notified_code: Option<String>,
    pub equipment_name: Option<String>,
    pub selection_reason: Option<String>,
    pub model_number: Option<String>,
    pub units: Option<i32>,
    pub price: Option<i32>,
    pub discriminator: Option<i32>,
    pub need_nos: Option<String>,
    pub choice_scheme: Option<String>,
    pub choice_basis: Option<String>,
    #[serde(with = "chrono_serde::optional_date")]
    pub starts_on: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub ends_on: Option<NaiveDate>,
    #[serde(with = "chrono_serde::optional_date")]
    pub review_on: Option<NaiveDate>,
}

/// 供給区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SupplyKind {
    /// 貸与
    #[serde(rename = "1")]
    Rental,
    /// 販売
    #[serde(rename = "2")]
    Sale,
}
