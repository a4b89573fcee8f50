//! What is paid for: prices, rates and amounts in whole yen, fractions cut off.

use super::cell::Cell;
use super::facts::{Facts, OfficeService};
use super::gather::Row;
use super::limits::Split;
use super::missing::Cause;
use super::sheet::Column;
use crate::service::ServiceTypeCode;
use crate::value::UnitPrice;

/// 単位数単価, or what is missing for it.
pub(super) type Price = Result<UnitPrice, Cause>;

/// What an office and service type pays by.
pub(super) struct Terms {
    pub(super) of: OfficeService,
    pub(super) price: Price,
    rate: Cell,
    has_fixed_copay: bool,
}

impl Terms {
    pub(super) fn new<T>(of: OfficeService, rows: &[Row<T>], facts: &Facts) -> Self {
        let OfficeService { provider, service_type } = of;
        let price = facts.unit_price(provider, service_type);
        let has_fixed_copay = facts.fixed_copay_types.contains(&service_type)
            || rows.iter().any(|row| facts.fixed_copay(row.code).is_some());
        Self {
            of,
            price: price.ok_or(Cause::UnitPrice { provider, service_type }),
            rate: rate(facts, service_type),
            has_fixed_copay,
        }
    }

    /// The amounts for units within the limit (or outside it), where some may be beyond.
    pub(super) fn amounts<'a, T: 'a>(
        &self,
        within: &Cell,
        beyond: &Cell,
        rows: impl Iterator<Item = &'a Row<T>> + Clone,
        facts: &Facts,
    ) -> Vec<(Column, Cell)> {
        let cost = self.yen(within);
        let mut amounts = vec![(Column::TotalCost, cost.clone())];
        if self.has_fixed_copay {
            let (unit, copay) = self.fixed(beyond, rows, facts);
            amounts.push((Column::FixedCopayUnitPrice, unit));
            amounts.push((Column::InsuranceClaim, cost.minus(&copay)));
            amounts.push((Column::Copay, copay));
        } else {
            let claim = cost.zip(&self.rate, |cost, rate| Some(cost.checked_mul(rate)?.div_euclid(100)));
            amounts.push((Column::BenefitRate, self.rate.clone()));
            amounts.push((Column::InsuranceClaim, claim.clone()));
            amounts.push((Column::Copay, cost.minus(&claim)));
        }
        amounts.push((Column::FullCopay, self.yen(beyond)));
        amounts
    }

    /// The amounts for units that the person pays in full.
    pub(super) fn in_full(&self, units: &Cell) -> Vec<(Column, Cell)> {
        vec![(Column::FullCopay, self.yen(units))]
    }

    /// ⌊units × price⌋.
    fn yen(&self, units: &Cell) -> Cell {
        match &self.price {
            // Nothing costs nothing at any price.
            _ if *units == Cell::Known(0) => Cell::Known(0),
            Ok(price) => {
                let hundredths = Cell::Known(price.hundredths().into());
                units.zip(&hundredths, |units, price| Some(units.checked_mul(price)?.div_euclid(100)))
            }
            Err(cause) => units.plus(&Cell::lacks(*cause)),
        }
    }

    /// 定額: the amount for one time, where all rows have the same, and that of the month.
    fn fixed<'a, T: 'a>(
        &self,
        beyond: &Cell,
        rows: impl Iterator<Item = &'a Row<T>> + Clone,
        facts: &Facts,
    ) -> (Cell, Cell) {
        let unit = |row: &Row<T>| {
            let lacks = || Cell::lacks(Cause::FixedCopay { service_code: row.code });
            facts.fixed_copay(row.code).map_or_else(lacks, |yen| Cell::Known(yen.into()))
        };
        let copays: Vec<Cell> = rows.clone().map(|row| unit(row).times(&row.quantity())).collect();
        let mut units = rows.map(unit);
        let first = units.next().unwrap_or(Cell::Blank);
        let unit = if units.all(|other| other == first) { first } else { Cell::Blank };
        let OfficeService { provider, service_type } = self.of;
        let copay = match beyond {
            Cell::Known(0) | Cell::Blank => Cell::sum(&copays),
            Cell::Known(_) => Cell::lacks(Cause::FixedCopayBeyondLimit { provider, service_type }),
            Cell::Lacks(_) => Cell::sum(&copays).plus(beyond),
        };
        (unit, copay)
    }
}

fn rate(facts: &Facts, service_type: ServiceTypeCode) -> Cell {
    let rate = facts.benefit_rate(service_type);
    rate.map_or_else(|| Cell::lacks(Cause::BenefitRate { service_type }), |rate| Cell::Known(rate.into()))
}

impl Split {
    /// All that the person pays in full: beyond the limit of the type and beyond that of the level of care.
    pub(super) fn beyond(&self) -> Cell {
        Cell::sum([&self.type_excess, &self.excess])
    }
}
