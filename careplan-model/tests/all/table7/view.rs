//! The month as groups, from records and back.

use crate::table7::data::{DAY, HELP, code, day, facts, line, lines, office, whole};
use careplan_model::views::table7::{ReadProblem, Table7Month, plan_months, table7_months};
use careplan_model::{Applies, Edition, OfficeNumber, ServiceCode, Table7};
use proptest::prelude::*;
use proptest::sample::select;

fn record(provider: &str, service_code: &str, number: i32) -> Table7 {
    let mut record = Table7::new(
        Edition::V4_1.version(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        day(1),
        "202510".parse().unwrap(),
        office(provider),
        code(service_code),
        0,
        number,
        Applies::No,
    );
    record.provider_name = Some(format!("見本{number}"));
    record
}

#[test]
fn records_become_groups() {
    let records = [
        record(HELP, "111211", 1),
        record(HELP, "116275", 2),
        record(HELP, "11AAAA", 3),
        record(HELP, "11EEEE", 4),
        record(HELP, "151343", 5),
        record(DAY, "151343", 6),
        record(DAY, "15ZZZZ", 7),
        record("9999999999", "999999", 8),
    ];
    let read = Table7Month::read(&records).unwrap();
    assert_eq!(read.moved, [0usize; 0]);
    let groups: Vec<_> = read
        .month
        .groups
        .iter()
        .map(|group| {
            let sums = [&group.subtotal, &group.outside_limit, &group.over_30_days];
            let number = |record: &Table7| record.quantity;
            let rows: Vec<i32> = group.rows.iter().map(number).collect();
            let name = format!("{} {}", group.provider, group.service_type);
            (name, rows, sums.map(|sum| sum.as_ref().map(number)))
        })
        .collect();
    let expected = [
        ("9970100021 11".to_owned(), vec![1, 2], [Some(3), Some(4), None]),
        ("9970100021 15".to_owned(), vec![5], [None; 3]),
        ("9970100039 15".to_owned(), vec![6], [None, None, Some(7)]),
    ];
    assert_eq!(groups, expected);
    assert_eq!(read.month.total.as_ref().map(|total| total.quantity), Some(8));
    assert_eq!(read.month.into_records(), records);
}

#[test]
fn other_orders_are_put_right_and_told() {
    let records = [
        record(HELP, "111211", 1),
        record("9999999999", "999999", 2),
        record(DAY, "151343", 3),
        record(HELP, "11AAAA", 4),
        record(HELP, "117211", 5),
    ];
    let read = Table7Month::read(&records).unwrap();
    assert_eq!(read.moved, [2, 3, 4, 5]);
    let order: Vec<i32> = read.month.records().map(|record| record.quantity).collect();
    assert_eq!(order, [1, 5, 4, 3, 2]);
}

#[test]
fn what_has_no_place_is_listed() {
    let mut records = vec![
        record(HELP, "111211", 1),
        record(HELP, "11AAAA", 2),
        record(HELP, "11AAAA", 3),
        record("9999999999", "999999", 4),
        record("9999999999", "999999", 5),
        record(HELP, "111211", 6),
        record(HELP, "1", 7),
    ];
    records[5].service_month = "202511".parse().unwrap();
    let errors = Table7Month::read(&records).unwrap_err();
    let expected = [
        ReadProblem::SecondSum { record: 3 },
        ReadProblem::SecondSum { record: 5 },
        ReadProblem::OtherMonth { record: 6 },
        ReadProblem::NoServiceType { record: 7 },
    ];
    assert_eq!(errors.problems, expected);
    let message = "not a month of 第7表, 4 problem(s); the first: record 3 is a second sum of its kind";
    assert_eq!(errors.to_string(), message);
    assert!(errors.japanese().ends_with("3件目：同じ種類の小計または合計の2件目です"));
    for problem in expected {
        assert!(problem.japanese().contains("件目"));
    }
    let errors = Table7Month::<String>::read([]).unwrap_err();
    assert_eq!(errors.problems, [ReadProblem::NoRecord]);
}

#[test]
fn a_file_is_put_into_months() {
    let mut plan = lines(HELP, "111211", 387, &[1, 2, 3, 4]);
    plan[1].insured = "9000000002".parse().unwrap();
    plan[3].insured = plan[1].insured;
    plan.push(line(HELP, "111211", 387, 5));
    plan[4].insurer = "991026".parse().unwrap();
    let days = |months: Vec<Vec<&careplan_model::Table6>>| -> Vec<Vec<u8>> {
        months.iter().map(|lines| lines.iter().map(|line| line.service_date.day()).collect()).collect()
    };
    assert_eq!(days(plan_months(&plan)), [vec![1, 3], vec![2, 4], vec![5]]);

    let mut records: Vec<Table7> = plan_months(&plan)
        .into_iter()
        .flat_map(|lines| whole(&lines.into_iter().cloned().collect::<Vec<_>>(), &facts()))
        .collect();
    records.swap(1, 2);
    let months = table7_months(&records);
    assert_eq!(months.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2]);
    for month in months {
        assert_eq!(Table7Month::read(month).unwrap().moved, [0usize; 0]);
    }
}

/// Records of a month in canonical order: groups, in each some services and some sums, and a total or none.
fn canonical() -> impl Strategy<Value = Vec<Table7>> {
    let group = (0..4usize, any::<[bool; 3]>());
    let groups = proptest::collection::btree_map((select(&[HELP, DAY][..]), 11..19u8), group, 0..5);
    (Just(()), groups.prop_map(|groups| groups.into_iter().collect::<Vec<_>>()).prop_shuffle(), any::<bool>())
        .prop_map(|((), groups, has_total)| {
            let mut records = Vec::new();
            for ((provider, service_type), (rows, sums)) in groups {
                let codes = (0..rows).map(|row| format!("{service_type}{row:04}"));
                let sums = ["AAAA", "EEEE", "ZZZZ"].iter().zip(sums).filter(|(_, is_there)| *is_there);
                let codes = codes.chain(sums.map(|(sum, _)| format!("{service_type}{sum}")));
                records.extend(codes.map(|code| (provider, code)));
            }
            if has_total {
                records.push((OfficeNumber::PLACEHOLDER.as_str(), "999999".to_owned()));
            }
            let records = (1..).zip(records);
            records.map(|(number, (provider, code))| record(provider, &code, number)).collect()
        })
}

proptest! {
    #[test]
    fn canonical_records_come_back_as_they_were(records in canonical()) {
        match Table7Month::read(&records) {
            Ok(read) => {
                prop_assert!(read.moved.is_empty());
                prop_assert_eq!(read.month.records().cloned().collect::<Vec<_>>(), records.clone());
                prop_assert_eq!(read.month.into_records(), records);
            }
            Err(errors) => {
                prop_assert!(records.is_empty());
                prop_assert_eq!(errors.problems, [ReadProblem::NoRecord]);
            }
        }
    }

    #[test]
    fn of_other_orders_nothing_is_lost(records in canonical().prop_shuffle()) {
        prop_assume!(!records.is_empty());
        let read = Table7Month::read(&records).unwrap();
        let back = read.month.clone().into_records();
        let moved: Vec<usize> =
            (1..).zip(records.iter().zip(&back)).filter(|(_, (a, b))| a != b).map(|(n, _)| n).collect();
        prop_assert_eq!(read.moved, moved);
        let sorted = |mut records: Vec<Table7>| {
            records.sort_by_key(|record| record.quantity);
            records
        };
        prop_assert_eq!(sorted(back.clone()), sorted(records));
        // Now they are in canonical order.
        let again = Table7Month::read(&back).unwrap();
        prop_assert!(again.moved.is_empty());
        prop_assert_eq!(again.month, read.month);
    }
}

#[test]
fn special_codes_are_those_of_the_standard() {
    assert_eq!(record(HELP, "999999", 1).service_code, ServiceCode::GRAND_TOTAL);
}
