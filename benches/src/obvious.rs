//! The obvious way: `encoding_rs`, `csv`, serde, chrono.

mod chrono_serde;
mod plan;
mod rental;

pub use plan::{
    CareLevel, CertificationStatus, HousekeepingReason, PlanKind, Sex, Slot, Table1, UserSupplement,
};
pub use rental::{EquipmentPlanLine, SupplyKind, Table7};

use chrono::NaiveDate;
use encoding_rs::SHIFT_JIS;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{Error, ErrorKind};

/// 第6表 as one derives it: numbers with leading zeros are strings, times (2400, 9999) are numbers.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table6 {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date")]
    pub created_on: NaiveDate,
    #[serde(with = "chrono_serde::month")]
    pub service_month: NaiveDate,
    pub care_office: Option<String>,
    pub planner_name: Option<String>,
    pub units: Option<i32>,
    pub short_stay_prior_day_count: Option<i32>,
    #[serde(with = "chrono_serde::date")]
    pub service_date: NaiveDate,
    pub prorated_days: Option<String>,
    #[serde(serialize_with = "chrono_serde::four_digits")]
    pub service_start_time: u16,
    #[serde(serialize_with = "chrono_serde::four_digits")]
    pub service_end_time: u16,
    pub service_count: i32,
    pub service_code: String,
    pub tais_code: Option<String>,
    pub notified_code: Option<String>,
    pub equipment_name: Option<String>,
    pub discriminator: Option<i32>,
    pub provider: String,
    pub provider_name: Option<String>,
    pub satellite: Option<String>,
    pub over_30_days: Applies,
    pub updated_by: Option<String>,
    pub reserved: Option<String>,
}

/// 該当・非該当.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Applies {
    /// 該当
    #[serde(rename = "1")]
    Yes,
    /// 非該当
    #[serde(rename = "0")]
    No,
}

/// 第2表 as one derives it.
#[allow(missing_docs)] // the same fields as the form of careplan-model
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table2 {
    pub csv_version: String,
    pub insurer: String,
    pub insured: String,
    #[serde(with = "chrono_serde::date")]
    pub created_on: NaiveDate,
    #[serde(with = "chrono_serde::date")]
    pub plan_date: NaiveDate,
    pub need_no: Option<i32>,
    pub need: Option<String>,
    pub goal_no: Option<i32>,
    pub long_term_goal: Option<String>,
    pub short_term_goal: Option<String>,
    pub long_term_period: Option<String>,
    pub short_term_period: Option<String>,
    pub support_no: Option<i32>,
    pub service_content: Option<String>,
    pub covered_by_insurance: Option<Coverage>,
    pub service_kind: Option<String>,
    pub provider: Option<String>,
    pub provider_name: Option<String>,
    pub frequency: Option<String>,
    pub service_period: Option<String>,
    pub updated_by: Option<String>,
    pub reserved: Option<String>,
}

/// 保険対象区分.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coverage {
    /// 対象
    #[serde(rename = "Y")]
    Covered,
    /// 対象外
    #[serde(rename = "N")]
    NotCovered,
}

/// Hands every record of a file to `each`. The decoded text lies in `text`, which is used again.
///
/// # Errors
///
/// Bytes that are no text, records that are no `F`.
pub fn read<F: DeserializeOwned>(
    file: &[u8],
    text: &mut String,
    mut each: impl FnMut(F),
) -> Result<(), Error> {
    text.clear();
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    text.reserve(decoder.max_utf8_buffer_length(file.len()).unwrap_or_default());
    let (_, _, had_errors) = decoder.decode_to_string(file, text, true);
    if had_errors {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for record in reader.deserialize() {
        each(record?);
    }
    Ok(())
}

/// The file of these records.
///
/// # Errors
///
/// A character that Shift_JIS does not have.
pub fn write<'f, F: Serialize + 'f>(forms: impl IntoIterator<Item = &'f F>) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new()
        .has_headers(false)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for form in forms {
        writer.serialize(form)?;
    }
    let text = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let text = String::from_utf8(text).map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
    let (bytes, _, had_errors) = SHIFT_JIS.encode(&text);
    if had_errors {
        return Err(ErrorKind::InvalidData.into());
    }
    Ok(bytes.into_owned())
}
