//! Records under way: numbers go into their items, what is missing into a list.

use super::cell::Cell;
use super::missing::{Blank, Cause, MissingFact};
use super::money::Price;
use crate::form::Form as _;
use crate::forms::Table7;
use crate::layout::Item;
use std::collections::BTreeMap;

/// The items of 第7表 that are computed, by their No.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    ProviderName = 6,
    Units = 13,
    DiscountedRate = 14,
    DiscountedUnits = 15,
    Quantity = 16,
    ServiceUnits = 17,
    ManagedUnits = 18,
    TypeLimitExcessUnits = 19,
    TypeLimitUnits = 20,
    LimitExcessUnits = 21,
    LimitUnits = 22,
    UnitPrice = 23,
    TotalCost = 24,
    BenefitRate = 25,
    InsuranceClaim = 26,
    FixedCopayUnitPrice = 27,
    Copay = 28,
    FullCopay = 29,
    ShortStayPriorDayCount = 30,
    ShortStayPlannedDayCount = 31,
    ShortStayCumulativeDayCount = 32,
}

impl Column {
    fn item(self) -> Option<&'static Item> {
        Table7::<String>::LAYOUT.items.get((self as usize).checked_sub(1)?)
    }

    fn set<T>(self, record: &mut Table7<T>, value: i32) {
        let place = match self {
            Self::Units => {
                record.units = value;
                return;
            }
            Self::Quantity => {
                record.quantity = value;
                return;
            }
            // No numbers: they are set otherwise.
            Self::ProviderName | Self::UnitPrice => return,
            Self::DiscountedRate => &mut record.discounted_rate,
            Self::DiscountedUnits => &mut record.discounted_units,
            Self::ServiceUnits => &mut record.service_units,
            Self::ManagedUnits => &mut record.managed_units,
            Self::TypeLimitExcessUnits => &mut record.type_limit_excess_units,
            Self::TypeLimitUnits => &mut record.type_limit_units,
            Self::LimitExcessUnits => &mut record.limit_excess_units,
            Self::LimitUnits => &mut record.limit_units,
            Self::TotalCost => &mut record.total_cost,
            Self::BenefitRate => &mut record.benefit_rate,
            Self::InsuranceClaim => &mut record.insurance_claim,
            Self::FixedCopayUnitPrice => &mut record.fixed_copay_unit_price,
            Self::Copay => &mut record.copay,
            Self::FullCopay => &mut record.full_copay,
            Self::ShortStayPriorDayCount => &mut record.short_stay_prior_day_count,
            Self::ShortStayPlannedDayCount => &mut record.short_stay_planned_day_count,
            Self::ShortStayCumulativeDayCount => &mut record.short_stay_cumulative_day_count,
        };
        *place = Some(value);
    }
}

/// What is missing so far.
#[derive(Default)]
pub(super) struct Sheet {
    records: usize,
    missing: BTreeMap<Cause, Vec<Blank>>,
}

impl Sheet {
    /// Begins the next record, and fills in its numbers.
    pub(super) fn fill<T>(&mut self, record: &mut Table7<T>, cells: &[(Column, Cell)]) {
        self.records += 1;
        for (column, cell) in cells {
            match cell {
                Cell::Blank => {}
                Cell::Known(value) => match i32::try_from(*value) {
                    Ok(value) => column.set(record, value),
                    Err(_) => self.lacks(*column, Cause::TooLarge),
                },
                Cell::Lacks(causes) => causes.iter().for_each(|cause| self.lacks(*column, *cause)),
            }
        }
    }

    /// Fills in the price of the record that was begun last.
    pub(super) fn fill_price<T>(&mut self, record: &mut Table7<T>, price: &Price) {
        match price {
            Ok(price) => record.unit_price = Some(*price),
            Err(cause) => self.lacks(Column::UnitPrice, *cause),
        }
    }

    /// Notes that an item of the record that was begun last stays blank.
    pub(super) fn lacks(&mut self, column: Column, cause: Cause) {
        let Some(item) = column.item() else { return };
        self.missing.entry(cause).or_default().push(Blank { record: self.records, item });
    }

    pub(super) fn finish(self) -> Vec<MissingFact> {
        self.missing.into_iter().map(|(cause, blanks)| MissingFact { cause, blanks }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Applies;
    use crate::value::{Date, Edition, OfficeNumber, YearMonth};
    use crate::{InsuredNumber, ServiceCode};

    #[test]
    fn each_column_sets_its_item() {
        let columns = [
            (Column::DiscountedRate, "discounted_rate"),
            (Column::DiscountedUnits, "discounted_units"),
            (Column::Quantity, "quantity"),
            (Column::Units, "units"),
            (Column::ServiceUnits, "service_units"),
            (Column::ManagedUnits, "managed_units"),
            (Column::TypeLimitExcessUnits, "type_limit_excess_units"),
            (Column::TypeLimitUnits, "type_limit_units"),
            (Column::LimitExcessUnits, "limit_excess_units"),
            (Column::LimitUnits, "limit_units"),
            (Column::UnitPrice, "unit_price"),
            (Column::TotalCost, "total_cost"),
            (Column::BenefitRate, "benefit_rate"),
            (Column::InsuranceClaim, "insurance_claim"),
            (Column::FixedCopayUnitPrice, "fixed_copay_unit_price"),
            (Column::Copay, "copay"),
            (Column::FullCopay, "full_copay"),
            (Column::ShortStayPriorDayCount, "short_stay_prior_day_count"),
            (Column::ShortStayPlannedDayCount, "short_stay_planned_day_count"),
            (Column::ShortStayCumulativeDayCount, "short_stay_cumulative_day_count"),
            (Column::ProviderName, "provider_name"),
        ];
        for (column, field) in columns {
            assert_eq!(column.item().map(|item| item.field), Some(field));
            let mut record: Table7 = Table7::new(
                Edition::CURRENT.version(),
                "991018".parse().unwrap(),
                "9000000001".parse::<InsuredNumber>().unwrap(),
                Date::new(2025, 10, 16).unwrap(),
                YearMonth::new(2025, 10).unwrap(),
                OfficeNumber::PLACEHOLDER,
                ServiceCode::GRAND_TOTAL,
                0,
                0,
                Applies::No,
            );
            let before = format!("{record:?}");
            column.set(&mut record, 7);
            let after = format!("{record:?}");
            if matches!(column, Column::ProviderName | Column::UnitPrice) {
                assert_eq!(before, after);
                continue;
            }
            let is_set = [format!(" {field}: Some(7)"), format!(" {field}: 7")]
                .iter()
                .any(|text| after.contains(text));
            assert!(is_set, "{field}");
        }
    }
}
