//! What 第7表 needs and 第6表 does not tell.

use super::missing::Cause;
use super::problem::ComputeProblem;
use crate::form::quiet;
use crate::service::{ServiceCode, ServiceTypeCode};
use crate::value::{Date, Edition, OfficeNumber, OperatorCode, UnitPrice};
use std::collections::BTreeSet;

quiet! {
    /// The facts of one person and month from which [`compute`](super::compute()) makes 第7表.
    ///
    /// All but the edition and the day of making may be left out; what is needed and not given is listed in
    /// [`Computed::missing`](super::Computed::missing). Facts about offices, types and codes that the plan does
    /// not have do no harm, so that one list of prices serves many persons.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Facts {
        /// The edition to be written: its value becomes CSVバージョン. Editions before 4.0 have no products, so
        /// that rentals of one code and units are one row there.
        pub edition: Edition,
        /// 作成年月日.
        pub created_on: Date,
        /// 更新業者コード: the care-management office.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub updated_by: Option<OfficeNumber>,
        /// 入力者コード.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub entered_by: Option<OperatorCode>,
        /// 単位数単価 by service type, and by office where offices differ.
        #[cfg_attr(feature = "serde", serde(default))]
        pub unit_prices: Vec<UnitPriceFact>,
        /// 給付率 of the person, in percent: 90, 80, 70, or 100 on public assistance.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub benefit_rate: Option<i32>,
        /// 給付率 of service types that differ from it.
        #[cfg_attr(feature = "serde", serde(default))]
        pub benefit_rates: Vec<RateFact>,
        /// 区分支給限度基準額 of the person and month, in units.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub benefit_limit: Option<i32>,
        /// 種類支給限度基準額 of the service types that have one.
        #[cfg_attr(feature = "serde", serde(default))]
        pub type_limits: Vec<TypeLimit>,
        /// Discounts that offices give. 第6表 holds the units after discount only.
        #[cfg_attr(feature = "serde", serde(default))]
        pub discounts: Vec<Discount>,
        /// Service types outside 区分支給限度.
        #[cfg_attr(feature = "serde", serde(default))]
        pub outside_types: BTreeSet<ServiceTypeCode>,
        /// Service codes outside 区分支給限度, such as percentage additions.
        #[cfg_attr(feature = "serde", serde(default))]
        pub outside_codes: BTreeSet<ServiceCode>,
        /// Monthly additions, which 第6表 may repeat on several lines: taken in once.
        #[cfg_attr(feature = "serde", serde(default))]
        pub once_a_month: BTreeSet<ServiceCode>,
        /// Service codes whose days count as days of short stay, and whose rows hold No.30–32.
        #[cfg_attr(feature = "serde", serde(default))]
        pub short_stay_codes: BTreeSet<ServiceCode>,
        /// 前月までの利用日数; if not given, that of 第6表 (No.9), where its lines agree.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        pub short_stay_days_before: Option<i32>,
        /// Who bears the units beyond 区分支給限度. Needed when there are any.
        #[cfg_attr(feature = "serde", serde(default))]
        pub bearers: Vec<Bearer>,
        /// Who bears the units beyond 種類支給限度 of a type. Needed when there are any.
        #[cfg_attr(feature = "serde", serde(default))]
        pub type_bearers: Vec<Bearer>,
        /// Service types for which the person pays a fixed amount (定額).
        #[cfg_attr(feature = "serde", serde(default))]
        pub fixed_copay_types: BTreeSet<ServiceTypeCode>,
        /// 定額利用者負担単価金額 by service code.
        #[cfg_attr(feature = "serde", serde(default))]
        pub fixed_copays: Vec<FixedCopay>,
        /// Whether 給付管理単位数 (No.18) is filled in; it is unless said otherwise.
        #[cfg_attr(feature = "serde", serde(default = "yes"))]
        pub fill_managed_units: bool,
        /// Which subtotals there are.
        #[cfg_attr(feature = "serde", serde(default))]
        pub subtotals: Subtotals,
        /// The offices and service types that come first, in this order; the others follow in the order in
        /// which 第6表 mentions them.
        #[cfg_attr(feature = "serde", serde(default))]
        pub group_order: Vec<OfficeService>,
        /// The order of the rows of an office and service type.
        #[cfg_attr(feature = "serde", serde(default))]
        pub row_order: RowOrder,
    }
}

#[cfg(feature = "serde")]
fn yes() -> bool {
    true
}

impl Facts {
    /// Only what must be there; 給付管理単位数 is filled in.
    pub fn new(edition: Edition, created_on: Date) -> Self {
        Self {
            edition,
            created_on,
            updated_by: None,
            entered_by: None,
            unit_prices: Vec::new(),
            benefit_rate: None,
            benefit_rates: Vec::new(),
            benefit_limit: None,
            type_limits: Vec::new(),
            discounts: Vec::new(),
            outside_types: BTreeSet::new(),
            outside_codes: BTreeSet::new(),
            once_a_month: BTreeSet::new(),
            short_stay_codes: BTreeSet::new(),
            short_stay_days_before: None,
            bearers: Vec::new(),
            type_bearers: Vec::new(),
            fixed_copay_types: BTreeSet::new(),
            fixed_copays: Vec::new(),
            fill_managed_units: true,
            subtotals: Subtotals::default(),
            group_order: Vec::new(),
            row_order: RowOrder::default(),
        }
    }

    /// The price for an office and service type: its own before that of the type.
    pub fn unit_price(&self, provider: OfficeNumber, service_type: ServiceTypeCode) -> Option<UnitPrice> {
        let price_of = |office: Option<OfficeNumber>| {
            self.unit_prices
                .iter()
                .find(|fact| fact.service_type == service_type && fact.provider == office)
                .map(|fact| fact.unit_price)
        };
        price_of(Some(provider)).or_else(|| price_of(None))
    }

    /// 給付率 for a service type: its own before that of the person.
    pub fn benefit_rate(&self, service_type: ServiceTypeCode) -> Option<i32> {
        let own = self.benefit_rates.iter().find(|fact| fact.service_type == service_type);
        own.map(|fact| fact.benefit_rate).or(self.benefit_rate)
    }

    /// Whether a code lies outside 区分支給限度, by itself or by its type.
    pub fn is_outside(&self, code: ServiceCode) -> bool {
        self.outside_codes.contains(&code)
            || code.service_type().is_some_and(|known| self.outside_types.contains(&known))
    }

    pub(super) fn fixed_copay(&self, code: ServiceCode) -> Option<i32> {
        self.fixed_copays.iter().find(|fact| fact.service_code == code).map(|fact| fact.yen)
    }
}

/// 単位数単価 of a service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct UnitPriceFact {
    /// The service type.
    pub service_type: ServiceTypeCode,
    /// The office, if the price is its own (offices of other regions have other prices).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub provider: Option<OfficeNumber>,
    /// Yen for one unit.
    pub unit_price: UnitPrice,
}

impl UnitPriceFact {
    /// The price of a service type at every office.
    pub fn of_type(service_type: ServiceTypeCode, unit_price: UnitPrice) -> Self {
        Self { service_type, provider: None, unit_price }
    }
}

/// 給付率 of a service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct RateFact {
    /// The service type.
    pub service_type: ServiceTypeCode,
    /// Percent that the insurance pays.
    pub benefit_rate: i32,
}

/// 種類支給限度基準額 of a service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct TypeLimit {
    /// The service type.
    pub service_type: ServiceTypeCode,
    /// Units of the month.
    pub units: i32,
}

/// A discount that an office gives on a service. It is taken for the rows whose units are what it leaves
/// (whichever way a fraction is cut).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Discount {
    /// The office.
    pub provider: OfficeNumber,
    /// The service.
    pub service_code: ServiceCode,
    /// 単位数 before discount (No.13).
    pub units: i32,
    /// 割引後率: percent that are left (No.14), such as 95.
    pub discounted_rate: i32,
}

/// Who bears units beyond a limit: an office and service type, or one of its services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Bearer {
    /// The office.
    pub provider: OfficeNumber,
    /// The service type.
    pub service_type: ServiceTypeCode,
    /// The service, if it is known. Without it, and with several rows, the subtotal alone tells the units
    /// beyond the limit and those within; they are blank on the rows.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub service_code: Option<ServiceCode>,
    /// How many units. `None`: what the others leave, as far as its own units reach.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub units: Option<i32>,
}

impl Bearer {
    /// An office and service type that bears all that the others leave.
    pub fn rest(provider: OfficeNumber, service_type: ServiceTypeCode) -> Self {
        Self { provider, service_type, service_code: None, units: None }
    }
}

/// 定額利用者負担単価金額: what the person pays for one time of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct FixedCopay {
    /// The service.
    pub service_code: ServiceCode,
    /// Yen for one time.
    pub yen: i32,
}

/// An office with one of its service types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct OfficeService {
    /// The office.
    pub provider: OfficeNumber,
    /// The service type.
    pub service_type: ServiceTypeCode,
}

/// Which subtotals an office and service type has. The money stands on them, and on rows without one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Subtotals {
    /// `EEEE` and `ZZZZ` wherever there are such rows, `AAAA` unless its row is the only one of the office
    /// and type.
    #[default]
    Full,
    /// Each of the three only where it sums up several rows.
    Several,
}

/// The order of the rows of an office and service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RowOrder {
    /// First the rows within the limit, then those outside it, then those over 30 days; rows of one service
    /// code stand together; else as 第6表 mentions them first.
    #[default]
    Grouped,
    /// As 第6表 mentions them first.
    FirstMention,
}

impl Facts {
    /// The discount that leaves these units of a service; none if none is given on the service.
    pub(super) fn discount(
        &self,
        provider: OfficeNumber,
        service_code: ServiceCode,
        units: Option<i32>,
    ) -> Result<Option<Discount>, Cause> {
        let given = || {
            self.discounts
                .iter()
                .filter(|given| (given.provider, given.service_code) == (provider, service_code))
        };
        // Of units that are missing this is said once, not twice.
        let Some(units) = units else { return Ok(None) };
        if given().next().is_none() {
            return Ok(None);
        }
        given()
            .find(|given| given.leaves(units))
            .map(|given| Some(*given))
            .ok_or(Cause::Discount { provider, service_code })
    }

    /// What makes facts useless.
    pub(super) fn problems(&self) -> Vec<ComputeProblem> {
        let mut problems = Vec::new();
        let rates = self.benefit_rates.iter().map(|fact| fact.benefit_rate).chain(self.benefit_rate);
        let rates = rates.filter(|rate| !(0..=100).contains(rate));
        problems.extend(rates.map(|benefit_rate| ComputeProblem::BenefitRate { benefit_rate }));
        let bearers = self.bearers.iter().chain(&self.type_bearers).filter_map(|bearer| bearer.units);
        let mut numbers = self
            .type_limits
            .iter()
            .map(|fact| fact.units)
            .chain(self.fixed_copays.iter().map(|fact| fact.yen))
            .chain(self.benefit_limit)
            .chain(self.short_stay_days_before)
            .chain(bearers);
        if numbers.any(|number| number < 0) {
            problems.push(ComputeProblem::Negative);
        }
        let prices = self.unit_prices.iter().map(|fact| (fact.service_type, fact.provider));
        problems
            .extend(repeated(prices).map(|(service_type, _)| ComputeProblem::TwoUnitPrices { service_type }));
        let rates = self.benefit_rates.iter().map(|fact| fact.service_type);
        problems.extend(repeated(rates).map(|service_type| ComputeProblem::TwoBenefitRates { service_type }));
        let limits = self.type_limits.iter().map(|fact| fact.service_type);
        problems.extend(repeated(limits).map(|service_type| ComputeProblem::TwoTypeLimits { service_type }));
        let copays = self.fixed_copays.iter().map(|fact| fact.service_code);
        problems.extend(repeated(copays).map(|service_code| ComputeProblem::TwoFixedCopays { service_code }));
        let discounts = self
            .discounts
            .iter()
            .map(|given| (given.provider, given.service_code, given.hundredths().div_euclid(100)));
        problems.extend(
            repeated(discounts)
                .map(|(provider, service_code, _)| ComputeProblem::TwoDiscounts { provider, service_code }),
        );
        problems
    }
}

impl Discount {
    /// What it leaves, in hundredths of a unit.
    fn hundredths(&self) -> i64 {
        i64::from(self.units) * i64::from(self.discounted_rate)
    }

    /// Whether it leaves these units, however a fraction is cut.
    fn leaves(&self, units: i32) -> bool {
        self.hundredths().abs_diff(i64::from(units) * 100) < 100
    }
}

/// The keys that come again.
fn repeated<K: Ord + Copy>(keys: impl Iterator<Item = K>) -> impl Iterator<Item = K> {
    let mut known = BTreeSet::new();
    keys.filter(move |key| !known.insert(*key))
}
