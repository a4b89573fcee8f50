//! Laws that hold for every plan and all facts.

use crate::table7::data::{code, facts, line, office, service_type};
use careplan_model::views::table7::{
    Bearer, Computed, Discount, Facts, FixedCopay, OfficeService, RowOrder, Subtotals, Table7Month,
    TypeLimit, compute,
};
use careplan_model::{Applies, DayFlags, Edition, Table6, Table7};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const OFFICES: [&str; 3] = ["9970100021", "9970100039", "9970100047"];
const CODES: [&str; 8] = ["111211", "117211", "116275", "151343", "155301", "171004", "212113", "A41001"];
const TYPES: [&str; 5] = ["11", "15", "17", "21", "A4"];

/// Lines of every kind, in any order.
pub(crate) fn plan(
    units: impl Strategy<Value = i32> + Clone + 'static,
) -> impl Strategy<Value = Vec<Table6>> {
    let one = (
        select(&OFFICES[..]),
        select(&CODES[..]),
        proptest::option::weighted(0.98, units.clone()),
        1..=31u8,
        prop_oneof![4 => Just(1), 1 => 0..4i32, 1 => units],
        proptest::option::weighted(0.1, proptest::collection::vec(1..=31u8, 0..9)),
        prop::bool::weighted(0.1),
        proptest::option::weighted(0.2, 0..3u8),
    );
    let one = one.prop_map(|(provider, service_code, units, day, count, days, over_30, satellite)| {
        let mut line = line(provider, service_code, 0, day);
        line.units = units;
        line.service_count = count;
        line.prorated_days = days.and_then(DayFlags::from_days);
        line.over_30_days = if over_30 { Applies::Yes } else { Applies::No };
        line.satellite = satellite.map(|number| number.to_string().parse().unwrap());
        if service_code == "171004" {
            line.tais_code = Some(format!("99999-00000{}", day % 3).parse().unwrap());
        }
        line
    });
    proptest::collection::vec(one, 1..24)
}

/// Facts of every kind; some are missing now and then.
pub(crate) fn all_facts(limit: impl Strategy<Value = i32> + Clone + 'static) -> impl Strategy<Value = Facts> {
    let bearer = (
        select(&OFFICES[..]),
        select(&TYPES[..]),
        proptest::option::weighted(0.3, select(&CODES[..])),
        proptest::option::weighted(0.3, limit.clone()),
    );
    let bearer = bearer.prop_map(|(provider, of_type, service_code, units)| Bearer {
        service_code: service_code.map(code),
        units,
        ..Bearer::rest(office(provider), service_type(of_type))
    });
    let bearers = proptest::collection::vec(bearer, 0..6);
    let choices = (
        prop::bool::weighted(0.9),
        select(vec![Subtotals::Full, Subtotals::Several]),
        select(vec![RowOrder::Grouped, RowOrder::FirstMention]),
        select(vec![Edition::V4_1, Edition::V3]),
        any::<bool>(),
    );
    let limits = (
        proptest::option::weighted(0.9, limit.clone()),
        proptest::option::weighted(0.3, limit.clone()),
        proptest::option::weighted(0.9, 0..=100i32),
        proptest::option::weighted(0.5, limit),
    );
    let lists = (
        subsequence(&CODES[..], 0..3),
        subsequence(&CODES[..], 0..2),
        subsequence(&TYPES[..], 0..3),
        bearers.clone(),
        bearers,
    );
    (choices, limits, lists).prop_map(|(choices, limits, lists)| {
        let (has_prices, subtotals, row_order, edition, fill_managed_units) = choices;
        let mut facts = Facts { edition, subtotals, row_order, fill_managed_units, ..facts() };
        if !has_prices {
            facts.unit_prices.truncate(2);
        }
        let (limit, type_limit, rate, fixed) = limits;
        (facts.benefit_limit, facts.benefit_rate) = (limit, rate);
        facts.type_limits = type_limit
            .map(|units| TypeLimit { service_type: service_type("15"), units })
            .into_iter()
            .collect();
        facts.fixed_copay_types.insert(service_type("A4"));
        facts.fixed_copays =
            fixed.map(|yen| FixedCopay { service_code: code("A41001"), yen }).into_iter().collect();
        let (outside, once, types, bearers, type_bearers) = lists;
        facts.outside_codes = outside.into_iter().map(code).collect();
        facts.once_a_month = once.into_iter().map(code).collect();
        facts.group_order = types
            .into_iter()
            .map(|of_type| OfficeService {
                provider: office(OFFICES[1]),
                service_type: service_type(of_type),
            })
            .collect();
        (facts.bearers, facts.type_bearers) = (bearers, type_bearers);
        facts.short_stay_codes.insert(code("212113"));
        facts.discounts.push(Discount {
            provider: office(OFFICES[1]),
            service_code: code("151343"),
            units: 800,
            discounted_rate: 95,
        });
        facts
    })
}

pub(crate) fn small() -> impl Strategy<Value = i32> + Clone {
    prop_oneof![6 => 1..1500i32, 1 => -200..=0i32, 1 => Just(760)]
}

fn extreme() -> impl Strategy<Value = i32> + Clone {
    prop_oneof![3 => any::<i32>(), 1 => select(vec![i32::MIN, i32::MAX, -1, 0, 1]), 1 => 1..1500i32]
}

type Items = [Option<i32>; 12];

/// The items that sums are made of, No.16–22, 24, 26, 28, 29; and 23 and 25 as "is there".
fn summed(record: &Table7) -> Items {
    [
        Some(record.quantity),
        record.service_units,
        record.managed_units,
        record.type_limit_excess_units,
        record.type_limit_units,
        record.limit_excess_units,
        record.limit_units,
        record.total_cost,
        record.insurance_claim,
        record.copay,
        record.full_copay,
        record.fixed_copay_unit_price,
    ]
}

/// Items by their No., as they stand in [`summed`].
const NUMBERS: [u8; 12] = [16, 17, 18, 19, 20, 21, 22, 24, 26, 28, 29, 27];

/// The sum of a column; `None` if no record has it.
fn sum<'a>(records: impl IntoIterator<Item = &'a Table7>, place: usize) -> Option<i64> {
    let values: Vec<i64> =
        records.into_iter().filter_map(|record| summed(record)[place]).map(i64::from).collect();
    (!values.is_empty()).then(|| values.iter().sum())
}

/// Every record that bears money.
pub(crate) fn billed<'a>(month: &'a Table7Month, facts: &Facts) -> Vec<&'a Table7> {
    let mut billed = Vec::new();
    for group in &month.groups {
        for row in &group.rows {
            let subtotal = if row.over_30_days == Applies::Yes {
                &group.over_30_days
            } else if facts.is_outside(row.service_code) {
                &group.outside_limit
            } else {
                &group.subtotal
            };
            if subtotal.is_none() {
                billed.push(row);
            }
        }
        billed.extend([&group.subtotal, &group.outside_limit, &group.over_30_days].into_iter().flatten());
    }
    billed
}

/// What holds of every result, whatever is missing.
fn check(computed: &Computed) -> Result<(), TestCaseError> {
    let records: Vec<&Table7> = computed.month.records().collect();
    let mut listed = std::collections::BTreeSet::new();
    for missing in &computed.missing {
        prop_assert!(!missing.blanks.is_empty());
        for blank in &missing.blanks {
            listed.insert((blank.record, blank.item.number));
            let record = records[blank.record - 1];
            let json = serde_json::to_value(record).unwrap();
            let value = &json[blank.item.field];
            prop_assert!(value.is_null() || value == 0, "{} is listed and filled", blank.item.field);
        }
    }
    for (number, record) in (1..).zip(&records) {
        // A value is blank because it does not belong there, or because it is listed.
        let is_listed = |no: u8| listed.contains(&(number, no));
        prop_assert!(record.service_units.is_some() || is_listed(17));
        if record.total_cost.is_some() && record.copay.is_none() {
            prop_assert!(is_listed(28));
        }
        if let (Some(cost), Some(claim), Some(copay)) =
            (record.total_cost, record.insurance_claim, record.copay)
        {
            prop_assert_eq!(i64::from(cost) - i64::from(claim), i64::from(copay));
        }
        let counted = record.type_limit_units.or(record.managed_units);
        let is_total = record.service_code.as_str() == "999999";
        if let (Some(counted), Some(excess), Some(within), false) =
            (counted, record.limit_excess_units, record.limit_units, is_total)
        {
            prop_assert_eq!(i64::from(excess) + i64::from(within), i64::from(counted));
        }
    }
    let read = Table7Month::read(computed.month.records()).unwrap();
    prop_assert_eq!(&read.month, &computed.month);
    prop_assert!(read.moved.is_empty());
    Ok(())
}

/// What holds where nothing is missing.
fn check_sums(computed: &Computed, facts: &Facts) -> Result<(), TestCaseError> {
    let total = computed.month.total.as_ref().unwrap();
    let billed = billed(&computed.month, facts);
    for place in [0, 1, 2, 5, 6, 7, 8, 9, 10] {
        let found = summed(total)[place].map(i64::from);
        let expected = sum(billed.iter().copied(), place);
        prop_assert_eq!(found, expected, "No.{} of the total", NUMBERS[place]);
    }
    for group in &computed.month.groups {
        let part = |row: &&Table7| {
            (
                row.over_30_days == Applies::Yes,
                row.over_30_days == Applies::No && facts.is_outside(row.service_code),
            )
        };
        let sums = [
            (&group.subtotal, (false, false)),
            (&group.outside_limit, (false, true)),
            (&group.over_30_days, (true, false)),
        ];
        for (subtotal, of) in sums {
            let rows: Vec<&Table7> = group.rows.iter().filter(|row| part(row) == of).collect();
            let Some(subtotal) = subtotal else {
                prop_assert!(rows.len() <= 1, "several rows without a sum");
                continue;
            };
            prop_assert!(!rows.is_empty(), "a sum of nothing");
            for (place, number) in NUMBERS.iter().enumerate().take(7) {
                // Where all rows tell it, the sum is theirs.
                if rows.iter().all(|row| summed(row)[place].is_some()) {
                    let found = summed(subtotal)[place].map(i64::from);
                    let expected = sum(rows.iter().copied(), place);
                    prop_assert_eq!(found, expected, "No.{} of a subtotal", number);
                }
            }
        }
    }
    // No more than the limit is within it, and no less where something is beyond.
    if let (Some(within), Some(limit)) = (total.limit_units, facts.benefit_limit) {
        prop_assert!(within <= limit);
        prop_assert!(total.limit_excess_units == Some(0) || within == limit);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn sums_hold(plan in plan(small()), facts in all_facts(500..9000i32)) {
        let computed = compute(&plan, &facts).unwrap();
        check(&computed)?;
        if computed.missing.is_empty() {
            check_sums(&computed, &facts)?;
        }
    }

    #[test]
    fn sums_hold_with_all_facts(mut plan in plan(small()), mut facts in all_facts(500..9000i32)) {
        for line in &mut plan {
            line.units = Some(line.units.unwrap_or(5));
            line.short_stay_prior_day_count = Some(3);
        }
        facts.unit_prices = self::facts().unit_prices;
        facts.benefit_rate = Some(80);
        facts.discounts.clear();
        facts.benefit_limit = facts.benefit_limit.or(Some(1000));
        facts.fixed_copay_types.clear();
        facts.fixed_copays.clear();
        // Everyone bears the rest, one after the other.
        let rest = OFFICES.iter().flat_map(|provider| {
            TYPES.iter().map(|of_type| Bearer::rest(office(provider), service_type(of_type)))
        });
        facts.bearers = rest.collect();
        facts.type_bearers = facts.bearers.clone();
        let computed = compute(&plan, &facts).unwrap();
        check(&computed)?;
        let names = computed.missing.iter().map(|missing| missing.cause.to_string()).collect::<Vec<_>>();
        // Deductions may leave less than a service is to bear; a satellite may be all that there is.
        if names.iter().all(|name| name.contains("the name of office")) {
            check_sums(&computed, &facts)?;
        } else {
            prop_assert!(plan.iter().any(|line| line.units < Some(1)), "{names:?}");
        }
    }

    #[test]
    fn the_order_of_the_lines_changes_no_amount(
        (plan, shuffled) in plan(small()).prop_flat_map(|plan| {
            (Just(plan.clone()), Just(plan).prop_shuffle())
        }),
        facts in all_facts(500..9000i32),
    ) {
        let sorted = |plan: &[Table6]| {
            let computed = compute(plan, &facts).unwrap();
            let mut records: Vec<String> =
                computed.month.records().map(|record| serde_json::to_string(record).unwrap()).collect();
            records.sort();
            let causes: Vec<_> = computed.missing.iter().map(|missing| missing.cause).collect();
            (records, causes)
        };
        prop_assert_eq!(sorted(&plan), sorted(&shuffled));
    }

    #[test]
    fn extreme_numbers_make_no_panic(
        plan in plan(extreme()),
        facts in all_facts(prop_oneof![Just(i32::MAX), Just(0), 0..i32::MAX]),
    ) {
        let computed = compute(&plan, &facts).unwrap();
        check(&computed)?;
    }

    #[test]
    fn units_beyond_the_limit_are_borne_in_full_or_by_nobody(
        plan in plan(1..1500i32),
        facts in all_facts(500..9000i32),
    ) {
        let computed = compute(&plan, &facts).unwrap();
        let total = computed.month.total.as_ref().unwrap();
        if let (Some(managed), Some(excess), true) =
            (total.managed_units, total.limit_excess_units, facts.type_limits.is_empty())
        {
            let limit = facts.benefit_limit.unwrap();
            prop_assert_eq!(excess, (managed - limit).max(0));
        }
    }
}
