//! One line of the month grid.

use super::{Days, MonthGrid};
use crate::codes::Applies;
use crate::forms::Table6;
use crate::service::ServiceCode;
use crate::value::{Date, DayFlags, NotifiedCode, OfficeNumber, SatelliteNumber, ServiceTime, TaisCode};
use crate::views::ViewErrors;
use crate::views::declare::view;

view! {
    /// A service with all that is the same on its days, and the days.
    pub struct GridLine<T> {
        /// 作成年月日 (No.4).
        pub created_on: Date, shown;
        /// プラン担当業者コード (No.6).
        pub care_office: Option<OfficeNumber>, blank;
        /// プラン担当者名 (No.7).
        pub planner_name: Option<T>, hidden;
        /// 単位数 (No.8), for one time and after discount.
        pub units: Option<i32>, blank;
        /// 前月までの短期入所利用日数 (No.9).
        pub short_stay_prior_day_count: Option<i32>, blank;
        /// 日割対象日 (No.11).
        pub prorated_days: Option<DayFlags>, blank;
        /// サービス開始時刻 (No.12).
        pub service_start_time: ServiceTime, shown;
        /// サービス終了時刻 (No.13).
        pub service_end_time: ServiceTime, shown;
        /// サービスコード (No.15).
        pub service_code: ServiceCode, shown;
        /// TAISコード (No.16).
        pub tais_code: Option<TaisCode>, blank;
        /// 福祉用具届出コード (No.17).
        pub notified_code: Option<NotifiedCode>, blank;
        /// 用具名称（機種名） (No.18).
        pub equipment_name: Option<T>, hidden;
        /// 明細判別コード (No.19).
        pub discriminator: Option<i32>, blank;
        /// サービス事業者コード (No.20).
        pub provider: OfficeNumber, shown;
        /// サービス事業所名 (No.21).
        pub provider_name: Option<T>, hidden;
        /// サテライト枝番 (No.22).
        pub satellite: Option<SatelliteNumber>, blank;
        /// ３０日超区分 (No.23).
        pub over_30_days: Applies, shown;
        /// 更新業者コード (No.24).
        pub updated_by: Option<OfficeNumber>, blank;
        /// 識別子 (No.25), not used.
        pub reserved: Option<T>, hidden;
        /// サービス利用日 and サービス回数 (No.10, 14).
        pub days: Days, shown;
    }
}

impl<T> GridLine<T> {
    /// A line with the items that must be there; all others are blank, and it has no day.
    pub fn new(
        created_on: Date,
        service_start_time: ServiceTime,
        service_end_time: ServiceTime,
        service_code: ServiceCode,
        provider: OfficeNumber,
        over_30_days: Applies,
    ) -> Self {
        Self {
            created_on,
            care_office: None,
            planner_name: None,
            units: None,
            short_stay_prior_day_count: None,
            prorated_days: None,
            service_start_time,
            service_end_time,
            service_code,
            tais_code: None,
            notified_code: None,
            equipment_name: None,
            discriminator: None,
            provider,
            provider_name: None,
            satellite: None,
            over_30_days,
            updated_by: None,
            reserved: None,
            days: Days::new(),
        }
    }

    /// The line, once on each of these days too.
    ///
    /// # Errors
    ///
    /// All days that are not 1 to 31.
    pub fn on(mut self, days: impl IntoIterator<Item = u8>) -> Result<Self, ViewErrors> {
        let mut problems = Vec::new();
        for day in days {
            if let Err(errors) = self.days.set(day, 1) {
                problems.extend(errors.problems);
            }
        }
        if problems.is_empty() { Ok(self) } else { Err(ViewErrors { problems }) }
    }

    /// 単位数 times all counts; `None` if there are no 単位数, or so many that no number holds them.
    pub fn total_units(&self) -> Option<i64> {
        self.days.total().checked_mul(i64::from(self.units?))
    }
}

impl<T: PartialEq> GridLine<T> {
    /// Whether two lines are the same in everything but their days.
    pub fn is_same_service(&self, other: &Self) -> bool {
        let Self {
            created_on,
            care_office,
            planner_name,
            units,
            short_stay_prior_day_count,
            prorated_days,
            service_start_time,
            service_end_time,
            service_code,
            tais_code,
            notified_code,
            equipment_name,
            discriminator,
            provider,
            provider_name,
            satellite,
            over_30_days,
            updated_by,
            reserved,
            days: _,
        } = self;
        *created_on == other.created_on
            && *care_office == other.care_office
            && *planner_name == other.planner_name
            && *units == other.units
            && *short_stay_prior_day_count == other.short_stay_prior_day_count
            && *prorated_days == other.prorated_days
            && *service_start_time == other.service_start_time
            && *service_end_time == other.service_end_time
            && *service_code == other.service_code
            && *tais_code == other.tais_code
            && *notified_code == other.notified_code
            && *equipment_name == other.equipment_name
            && *discriminator == other.discriminator
            && *provider == other.provider
            && *provider_name == other.provider_name
            && *satellite == other.satellite
            && *over_30_days == other.over_30_days
            && *updated_by == other.updated_by
            && *reserved == other.reserved
    }
}

impl<T: Clone> GridLine<T> {
    /// The line of a record, without its day.
    pub(super) fn of(record: &Table6<T>) -> Self {
        Self {
            created_on: record.created_on,
            care_office: record.care_office,
            planner_name: record.planner_name.clone(),
            units: record.units,
            short_stay_prior_day_count: record.short_stay_prior_day_count,
            prorated_days: record.prorated_days,
            service_start_time: record.service_start_time,
            service_end_time: record.service_end_time,
            service_code: record.service_code,
            tais_code: record.tais_code,
            notified_code: record.notified_code,
            equipment_name: record.equipment_name.clone(),
            discriminator: record.discriminator,
            provider: record.provider,
            provider_name: record.provider_name.clone(),
            satellite: record.satellite,
            over_30_days: record.over_30_days,
            updated_by: record.updated_by,
            reserved: record.reserved.clone(),
            days: Days::new(),
        }
    }

    /// The record of one day.
    pub(super) fn record(&self, grid: &MonthGrid<T>, service_date: Date, service_count: i32) -> Table6<T> {
        Table6 {
            csv_version: grid.csv_version,
            insurer: grid.insurer,
            insured: grid.insured,
            created_on: self.created_on,
            service_month: grid.service_month,
            care_office: self.care_office,
            planner_name: self.planner_name.clone(),
            units: self.units,
            short_stay_prior_day_count: self.short_stay_prior_day_count,
            service_date,
            prorated_days: self.prorated_days,
            service_start_time: self.service_start_time,
            service_end_time: self.service_end_time,
            service_count,
            service_code: self.service_code,
            tais_code: self.tais_code,
            notified_code: self.notified_code,
            equipment_name: self.equipment_name.clone(),
            discriminator: self.discriminator,
            provider: self.provider,
            provider_name: self.provider_name.clone(),
            satellite: self.satellite,
            over_30_days: self.over_30_days,
            updated_by: self.updated_by,
            reserved: self.reserved.clone(),
        }
    }
}

/// All of a record that stands in its line, so that equal ones are of one line.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct LineKey<'r, T> {
    created_on: Date,
    care_office: Option<OfficeNumber>,
    planner_name: Option<&'r T>,
    units: Option<i32>,
    short_stay_prior_day_count: Option<i32>,
    prorated_days: Option<DayFlags>,
    service_start_time: ServiceTime,
    service_end_time: ServiceTime,
    service_code: ServiceCode,
    tais_code: Option<TaisCode>,
    notified_code: Option<NotifiedCode>,
    equipment_name: Option<&'r T>,
    discriminator: Option<i32>,
    provider: OfficeNumber,
    provider_name: Option<&'r T>,
    satellite: Option<SatelliteNumber>,
    over_30_days: Applies,
    updated_by: Option<OfficeNumber>,
    reserved: Option<&'r T>,
}

impl<'r, T> LineKey<'r, T> {
    pub(super) fn of(record: &'r Table6<T>) -> Self {
        Self {
            created_on: record.created_on,
            care_office: record.care_office,
            planner_name: record.planner_name.as_ref(),
            units: record.units,
            short_stay_prior_day_count: record.short_stay_prior_day_count,
            prorated_days: record.prorated_days,
            service_start_time: record.service_start_time,
            service_end_time: record.service_end_time,
            service_code: record.service_code,
            tais_code: record.tais_code,
            notified_code: record.notified_code,
            equipment_name: record.equipment_name.as_ref(),
            discriminator: record.discriminator,
            provider: record.provider,
            provider_name: record.provider_name.as_ref(),
            satellite: record.satellite,
            over_30_days: record.over_30_days,
            updated_by: record.updated_by,
            reserved: record.reserved.as_ref(),
        }
    }
}
