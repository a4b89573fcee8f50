//! The money of 第7表 against exact fractions: the formulas of the standard written a second time, with numerators and
//! denominators and nothing of the crate.

use crate::table7::data::{service_type, whole};
use crate::table7::laws::{all_facts, billed, plan, small};
use careplan_model::views::table7::compute;
use careplan_model::{Applies, Table7};
use proptest::prelude::*;

/// An exact number: numerator and denominator, the latter above zero.
#[derive(Clone, Copy)]
struct Exact(i128, i128);

impl Exact {
    fn of(whole: i32) -> Self {
        Self(whole.into(), 1)
    }

    /// A price as it is written: `10.70`.
    fn parse(text: &str) -> Self {
        let (whole, part) = text.split_once('.').unwrap();
        let digits = u32::try_from(part.len()).unwrap();
        Self(format!("{whole}{part}").parse().unwrap(), 10i128.pow(digits))
    }

    fn times(self, other: Self) -> Self {
        Self(self.0 * other.0, self.1 * other.1)
    }

    /// The largest whole number that is not above it, found without a division that rounds.
    fn floor(self) -> i32 {
        let rest = ((self.0 % self.1) + self.1) % self.1;
        i32::try_from((self.0 - rest) / self.1).unwrap()
    }
}

/// 24, 26, 28 and 29 of a record that is paid by units, price and rate.
fn amounts(record: &Table7) -> Option<[Option<i32>; 4]> {
    let price = Exact::parse(&record.unit_price?.to_string());
    let yen = |units: i32| Exact::of(units).times(price).floor();
    if record.over_30_days == Applies::Yes {
        return Some([None, None, None, Some(yen(record.service_units?))]);
    }
    let rate = Exact(record.benefit_rate?.into(), 100);
    // Outside the limit all units count, inside it those that are within.
    let is_outside = record.managed_units.is_none() && record.limit_units.is_none();
    let within = if is_outside { record.service_units? } else { record.limit_units? };
    let beyond = record.limit_excess_units.unwrap_or(0) + record.type_limit_excess_units.unwrap_or(0);
    let cost = yen(within);
    let claim = Exact::of(cost).times(rate).floor();
    Some([Some(cost), Some(claim), Some(cost - claim), Some(yen(beyond))])
}

fn found(record: &Table7) -> [Option<i32>; 4] {
    [record.total_cost, record.insurance_claim, record.copay, record.full_copay]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn amounts_are_the_exact_ones_cut_down(plan in plan(small()), facts in all_facts(500..9000i32)) {
        let Ok(computed) = compute(&plan, &facts) else { return Ok(()) };
        for record in billed(&computed.month, &facts) {
            let of = service_type(&record.service_code.as_str()[..2]);
            if facts.fixed_copay_types.contains(&of) || found(record).contains(&None) {
                continue;
            }
            if let Some(amounts) = amounts(record) {
                prop_assert_eq!(found(record), amounts, "{}", record.service_code);
            }
        }
    }
}

/// Every price from 10.00 to 11.40, every rate that a law knows, and units around each multiple of a hundred: nothing
/// is lost or won by the order of the operations.
#[test]
fn every_price_and_rate_is_cut_at_the_same_yen() {
    use crate::table7::data::{HELP, facts, line};
    let mut compared = 0;
    for hundredths in 1000..=1140 {
        let price = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        for rate in [0, 70, 80, 90, 91, 97, 100] {
            let mut facts = facts();
            facts.benefit_rate = Some(rate);
            for fact in &mut facts.unit_prices {
                fact.unit_price = price.parse().unwrap();
            }
            for units in [1, 9, 10, 99, 100, 101, 387, 1161, 4999, 12_345] {
                let records = whole(&[line(HELP, "111211", units, 1)], &facts);
                assert_eq!(Some(found(&records[0])), amounts(&records[0]), "{units} × {price} × {rate} %");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 141 * 7 * 10);
}
