//! Plan against actual: what holds for all lines, and that hostile files end soon.

use crate::reconcile::lines::{line, of_file, placed};
use careplan_rules::reconcile::{Line, Reconciliation, ReportOptions, SlipLine, reconcile};
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Lines from so small a world that everything happens: equal ones, moved ones, changed codes.
fn any_line() -> impl Strategy<Value = SlipLine> {
    let time = prop_oneof![
        4 => (0..20u32).prop_map(|quarter| {
            let clock = |quarter: u32| format!("{:02}{:02}", quarter / 4, quarter % 4 * 15);
            format!("{}-{}", clock(quarter), clock(quarter + 3))
        }),
        1 => Just("-".to_owned()),
    ];
    let code = prop::sample::select(vec![
        "111211", "117211", "114001", "116275", "151343", "155301", "171003", "171004", "178000", "212113",
        "216117", "A61111", "9", "999999",
    ]);
    let product = prop::sample::select(vec!["", "", "@99999-000011", "@99999-000012", "!99998-000001"]);
    let keys = (
        prop::sample::select(vec!["9000000001", "9000000002"]),
        prop::sample::select(vec!["991018", "991026"]),
        prop::sample::select(vec!["9970100021", "9970100039"]),
        prop::sample::select(vec!["202510", "202511"]),
    );
    (1..5u8, time, code, -1..3i32, 0..3i32, product, 0..4u32, keys).prop_map(
        |(day, time, code, units, count, product, file, (insured, insurer, provider, month))| {
            let mut slip = line(&format!("{day:02} {time} {code} {} x{count} {product}", units * 100));
            slip.insured = insured.parse().unwrap();
            slip.insurer = insurer.parse().unwrap();
            slip.provider = provider.parse().unwrap();
            slip.service_month = month.parse().unwrap();
            // Mostly one file.
            slip.line.at.file = file / 3;
            slip
        },
    )
}

fn any_lines() -> impl Strategy<Value = Vec<SlipLine>> {
    prop::collection::vec(any_line(), 0..60).prop_map(placed)
}

fn of_one_file() -> impl Strategy<Value = Vec<SlipLine>> {
    any_lines().prop_map(|lines| of_file(lines, 0))
}

/// The places of all lines of a side.
fn places(result: &Reconciliation, planned: bool) -> Vec<Line> {
    let entries =
        result.persons.iter().flat_map(|person| &person.services).flat_map(|service| &service.entries);
    let mut places: Vec<Line> =
        entries.flat_map(|entry| if planned { &entry.planned } else { &entry.actual }).copied().collect();
    places.sort_unstable_by_key(|line| line.at.record);
    places
}

proptest! {
    #[test]
    fn every_line_is_accounted_for_once(plan in any_lines(), actual in any_lines()) {
        let result = reconcile(plan.clone(), actual.clone());
        for (given, planned, replaced) in
            [(plan, true, result.replaced_planned), (actual, false, result.replaced_actual)]
        {
            let found = places(&result, planned);
            prop_assert_eq!(found.len() as u64 + replaced, given.len() as u64);
            let mut records: Vec<u32> = found.iter().map(|line| line.at.record).collect();
            records.dedup();
            prop_assert_eq!(records.len(), found.len());
            for line in &found {
                prop_assert_eq!(line, &given[line.at.record as usize - 1].line);
            }
        }
        let counts = result.counts();
        prop_assert_eq!(result.differences().count() as u64, counts.all_differences());
    }

    #[test]
    // Of one file: older plans are replaced by person, older actuals by office and type.
    fn a_plan_matches_itself(plan in of_one_file()) {
        let result = reconcile(plan.clone(), plan);
        prop_assert!(result.is_clean());
        let counts = result.counts();
        prop_assert_eq!(counts.matched, counts.planned_lines);
        prop_assert!(result.totals().iter().all(|total| total.total.agrees()));
    }

    #[test]
    fn the_order_of_lines_does_not_matter(
        (plan, shuffled) in any_lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
        (actual, mixed) in any_lines().prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        prop_assert_eq!(reconcile(plan, actual), reconcile(shuffled, mixed));
    }

    #[test]
    fn nobody_is_clean_with_a_line_too_many(plan in of_one_file(), extra in any_line()) {
        let mut extra = extra;
        extra.line.at.file = 0;
        // A service of the day, so that no rule about months takes it in.
        extra.line.code = "111211".parse().unwrap();
        extra.line.start = "0900".parse().unwrap();
        extra.line.end = "1000".parse().unwrap();
        extra.line.count = 1;
        let actual = placed([plan.clone(), vec![extra]].concat());
        prop_assert!(!reconcile(plan, actual).is_clean());
    }

    #[test]
    fn reports_never_fail_and_hide_who_it_is(plan in any_lines(), actual in any_lines()) {
        let result = reconcile(plan, actual);
        let options = ReportOptions::new().show_matched(true);
        for text in [result.text(&options).to_string(), serde_json::to_string(&result.json(&options)).unwrap()] {
            prop_assert!(!text.contains("900000000"));
        }
    }
}

/// How long it may take; a quadratic search would take hours.
const SOON: Duration = Duration::from_secs(30);

fn ends_soon(plan: Vec<SlipLine>, actual: Vec<SlipLine>) -> Reconciliation {
    let start = Instant::now();
    let result = reconcile(placed(plan), placed(actual));
    let text = result.text(&ReportOptions::new()).to_string();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    assert!(!text.is_empty());
    result
}

#[test]
fn thousands_of_equal_lines_end_soon() {
    let visit = line("15 0900-1000 111211 387");
    let moved = line("15 0910-1010 111211 387");
    let result = ends_soon(vec![visit; 50_000], vec![moved; 40_000]);
    assert_eq!(result.counts().all_differences(), 50_000);
}

#[test]
fn thousands_of_different_lines_of_one_day_end_soon() {
    let many = |from: u32, code: &str| -> Vec<SlipLine> {
        (0..30_000u32)
            .map(|number| {
                let minute = (number * 7 + from) % 1440;
                let mut slip = line(&format!("15 {:02}{:02}-2400 {code} 1", minute / 60, minute % 60));
                slip.line.units = Some(i32::try_from(number + from).unwrap());
                slip
            })
            .collect()
    };
    ends_soon(many(0, "111211"), many(100_000, "111211"));
    ends_soon(many(0, "111211"), many(100_000, "117211"));
}

#[test]
fn thousands_of_rentals_codes_and_persons_end_soon() {
    let rentals = |from: u32| -> Vec<SlipLine> {
        (0..30_000).map(|number| line(&format!("01 - 171003 {}", number * 3 + from))).collect()
    };
    ends_soon(rentals(0), rentals(1));
    let codes = |from: u32| -> Vec<SlipLine> {
        (0..30_000).map(|number| line(&format!("01 - 11{:04} 5 x{from}", number % 10_000))).collect()
    };
    ends_soon(codes(1), codes(2));
    let persons = |insurer: &str| -> Vec<SlipLine> {
        (0..30_000)
            .map(|number| {
                let mut slip = line("15 0900-1000 111211 387");
                slip.insured = format!("{number:010}").parse().unwrap();
                slip.insurer = insurer.parse().unwrap();
                slip
            })
            .collect()
    };
    let result = ends_soon(persons("991018"), persons("991026"));
    assert!(result.is_clean());
    // One insured number under thousands of insurers.
    let insurers = |from: u32| -> Vec<SlipLine> {
        (0..5_000)
            .map(|number| {
                let mut slip = line("15 0900-1000 111211 387");
                slip.insurer = format!("{:06}", from + number).parse().unwrap();
                slip
            })
            .collect()
    };
    ends_soon(insurers(0), insurers(100_000));
    // One person with thousands of offices, none of them planned.
    let offices: Vec<SlipLine> = (0..30_000)
        .map(|number| {
            let mut slip = line("15 0900-1000 111211 387");
            slip.provider = format!("{number:010}").parse().unwrap();
            slip
        })
        .collect();
    ends_soon(vec![line("15 0900-1000 111211 387"); 30_000], offices);
}

#[test]
fn the_largest_numbers_do_no_harm() {
    let mut most = line("15 0900-1000 111211 1");
    (most.line.units, most.line.count, most.line.billed_days) = (Some(i32::MAX), i32::MAX, Some(31));
    let mut least = most;
    (least.line.units, least.line.count) = (Some(i32::MIN), i32::MIN);
    let result = ends_soon(vec![most; 100], vec![least; 100]);
    assert_eq!(result.counts().all_differences(), 200);
}
