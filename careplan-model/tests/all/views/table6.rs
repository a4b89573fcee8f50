//! 第6表 as a month grid.

use crate::views::{owned, part, problems, record, text};
use careplan_model::views::{Days, GridLine, MonthGrid, ViewFault, ViewPlace};
use careplan_model::{Applies, Table6};
use proptest::prelude::*;

pub(crate) fn visit(day: u8, start: &str, end: &str, code: &str) -> Table6 {
    let mut record = Table6::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20250920".parse().unwrap(),
        "202510".parse().unwrap(),
        format!("202510{day:02}").parse().unwrap(),
        start.parse().unwrap(),
        end.parse().unwrap(),
        1,
        code.parse().unwrap(),
        "9970100021".parse().unwrap(),
        Applies::No,
    );
    record.units = Some(387);
    record.provider_name = owned("例示ヘルパーステーション");
    record
}

fn days(line: &GridLine<String>) -> Vec<(u8, i32)> {
    line.days.iter().collect()
}

#[test]
fn a_month_of_two_services_and_a_rental() {
    let mut records = vec![
        visit(1, "0900", "1000", "111211"),
        visit(1, "1000", "1045", "117211"),
        visit(1, "9999", "9999", "171003"),
        visit(3, "0900", "1000", "111211"),
        visit(8, "0900", "1000", "111211"),
        visit(8, "1000", "1045", "117211"),
    ];
    records[4].service_count = 2;
    for record in &mut records {
        if record.service_code.to_string() == "117211" {
            record.units = Some(-10);
        }
    }
    let grid = MonthGrid::from_records(&records).unwrap();
    assert_eq!(grid.lines.len(), 3);
    assert_eq!(days(&grid.lines[0]), [(1, 1), (3, 1), (8, 2)]);
    assert_eq!(days(&grid.lines[1]), [(1, 1), (8, 1)]);
    assert_eq!(days(&grid.lines[2]), [(1, 1)]);
    let totals: Vec<_> =
        grid.lines.iter().map(|line| (line.days.len(), line.days.total(), line.total_units())).collect();
    assert_eq!(totals, [(3, 4, Some(4 * 387)), (2, 2, Some(-20)), (1, 1, Some(387))]);
    assert_eq!((grid.count_on(8), grid.count_on(2), grid.days().count()), (3, 0, 31));
    assert_eq!(grid.to_records().unwrap(), records);
}

#[test]
fn two_records_of_a_day_are_two_lines() {
    let mut records = vec![
        visit(1, "0900", "1000", "111211"),
        visit(2, "0900", "1000", "111211"),
        visit(2, "0900", "1000", "111211"),
    ];
    records[2].service_count = 3;
    let grid = MonthGrid::from_records(&records).unwrap();
    assert_eq!(grid.lines.iter().map(days).collect::<Vec<_>>(), [vec![(1, 1), (2, 1)], vec![(2, 3)]]);
    assert!(grid.lines[0].is_same_service(&grid.lines[1]));
    assert_eq!(grid.to_records().unwrap(), records);
}

#[test]
fn every_item_but_the_day_and_the_count_tells_lines_apart() {
    let base = visit(1, "0900", "1000", "111211");
    let text = || owned("別");
    let others = [
        Table6 { created_on: "20250921".parse().unwrap(), ..base.clone() },
        Table6 { care_office: Some("9970100013".parse().unwrap()), ..base.clone() },
        Table6 { planner_name: text(), ..base.clone() },
        Table6 { units: None, ..base.clone() },
        Table6 { short_stay_prior_day_count: Some(3), ..base.clone() },
        Table6 { prorated_days: Some(format!("1{}", "0".repeat(30)).parse().unwrap()), ..base.clone() },
        Table6 { service_start_time: "0901".parse().unwrap(), ..base.clone() },
        Table6 { service_end_time: "1001".parse().unwrap(), ..base.clone() },
        Table6 { service_code: "111212".parse().unwrap(), ..base.clone() },
        Table6 { tais_code: Some("00001-000010".parse().unwrap()), ..base.clone() },
        Table6 { notified_code: Some("00001-000010".parse().unwrap()), ..base.clone() },
        Table6 { equipment_name: text(), ..base.clone() },
        Table6 { discriminator: Some(1), ..base.clone() },
        Table6 { provider: "9970100039".parse().unwrap(), ..base.clone() },
        Table6 { provider_name: text(), ..base.clone() },
        Table6 { satellite: Some("1".parse().unwrap()), ..base.clone() },
        Table6 { over_30_days: Applies::Yes, ..base.clone() },
        Table6 { updated_by: Some("9970100013".parse().unwrap()), ..base.clone() },
        Table6 { reserved: text(), ..base.clone() },
    ];
    for other in others {
        let mut other = other;
        other.service_date = "20251002".parse().unwrap();
        let records = [base.clone(), other];
        let grid = MonthGrid::from_records(&records).unwrap();
        assert_eq!(grid.lines.len(), 2, "{records:?}");
        assert_eq!(grid.to_records().unwrap(), records);
    }
    let mut again = base.clone();
    (again.service_date, again.service_count) = ("20251031".parse().unwrap(), 4);
    assert_eq!(MonthGrid::from_records(&[base, again]).unwrap().lines.len(), 1);
}

/// A text that counts how often texts are compared.
#[derive(Clone, Eq)]
struct Counted(usize);

thread_local! {
    static COMPARED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        COMPARED.set(COMPARED.get() + 1);
        self.0 == other.0
    }
}

impl std::hash::Hash for Counted {
    fn hash<H: std::hash::Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
    }
}

/// The same as [`visit`], with other texts, and the number of the text in other items too.
fn counted(text: usize, every_item: bool) -> Table6<Counted> {
    let mut record = Table6::<Counted>::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20250920".parse().unwrap(),
        "202510".parse().unwrap(),
        "20251001".parse().unwrap(),
        "9999".parse().unwrap(),
        "9999".parse().unwrap(),
        1,
        "171003".parse().unwrap(),
        "9970100062".parse().unwrap(),
        Applies::No,
    );
    record.equipment_name = Some(Counted(text));
    if every_item {
        record.units = i32::try_from(text).ok();
    }
    record
}

#[test]
fn many_lines_of_one_service_are_not_compared_with_each_other() {
    for every_item in [false, true] {
        let records: Vec<_> = (0..20_000).map(|text| counted(text, every_item)).collect();
        COMPARED.set(0);
        let grid = MonthGrid::from_records(&records).unwrap();
        assert_eq!(grid.lines.len(), 20_000);
        // Each with each would be 200 million.
        assert!(COMPARED.get() < 100_000, "{}", COMPARED.get());
    }
}

#[test]
fn many_products_of_one_service_are_not_compared_with_each_other() {
    use careplan_model::views::table7::{Facts, compute};
    let plan: Vec<_> = (0..20_000).map(|text| counted(text, false)).collect();
    COMPARED.set(0);
    compute(&plan, &Facts::new(careplan_model::Edition::V4_1, "20250920".parse().unwrap())).unwrap();
    assert!(COMPARED.get() < 100_000, "{}", COMPARED.get());
}

#[test]
fn another_order_of_records_is_kept_until_it_is_forgotten() {
    let by_line = [
        visit(1, "9999", "9999", "171003"),
        visit(3, "0900", "1000", "111211"),
        visit(1, "0900", "1000", "111211"),
    ];
    let mut grid = MonthGrid::from_records(&by_line).unwrap();
    assert_eq!(grid.to_records().unwrap(), by_line);
    // A new day stands behind the others.
    grid.lines[1].days.set(2, 1).unwrap();
    let dates: Vec<_> = grid.to_records().unwrap().iter().map(|record| record.service_date.day()).collect();
    assert_eq!(dates, [1, 3, 1, 2]);
    // A changed count stays where it is.
    grid.lines[1].days.set(3, 2).unwrap();
    assert_eq!(grid.to_records().unwrap()[1].service_count, 2);
    grid.forget_order();
    let usual: Vec<_> = grid
        .to_records()
        .unwrap()
        .iter()
        .map(|record| (record.service_date.day(), record.service_start_time.to_string()))
        .collect();
    let expected = [(1, "0900"), (1, "9999"), (2, "0900"), (3, "0900")];
    assert_eq!(usual, expected.map(|(day, start)| (day, start.to_owned())));
}

#[test]
fn all_reasons_are_listed() {
    let mut records = vec![visit(1, "0900", "1000", "111211"); 4];
    records[1].service_date = "20251101".parse().unwrap();
    records[2].insured = "9000000002".parse().unwrap();
    records[3].csv_version = "202208".parse().unwrap();
    records[3].service_month = "202511".parse().unwrap();
    assert_eq!(
        problems(MonthGrid::from_records(&records)),
        [
            record(1, 10, ViewFault::OutsideMonth),
            record(2, 3, ViewFault::Differs),
            record(3, 1, ViewFault::Differs),
            record(3, 5, ViewFault::Differs),
            record(3, 10, ViewFault::OutsideMonth),
        ]
    );
    assert_eq!(
        problems(MonthGrid::<String>::from_records(&[])),
        [(ViewPlace::Whole, 0, ViewFault::NoRecords)]
    );

    let mut grid = MonthGrid::from_records(&[visit(1, "0900", "1000", "111211")]).unwrap();
    grid.service_month = "202502".parse().unwrap();
    grid.lines.push(grid.lines[0].clone());
    grid.lines[0].days.remove(1);
    grid.lines[1].days.set(29, 1).unwrap();
    grid.lines[1].days.set(30, 1).unwrap();
    assert_eq!(
        problems(grid.to_records()),
        [
            part(&[0], 0, ViewFault::Empty),
            part(&[1], 10, ViewFault::OutsideMonth),
            part(&[1], 10, ViewFault::OutsideMonth),
        ]
    );
    grid.lines.clear();
    assert_eq!(problems(grid.to_records()), [(ViewPlace::Whole, 0, ViewFault::Empty)]);
    assert_eq!(problems(Days::new().set(0, 1)), [(ViewPlace::Whole, 10, ViewFault::OutsideMonth)]);
}

#[test]
fn a_grid_is_made_by_hand() {
    let mut grid = MonthGrid::from_records(&[visit(1, "0900", "1000", "111211")]).unwrap();
    let known = grid.lines[0].clone();
    let other = GridLine { days: Days::new(), satellite: Some("1".parse().unwrap()), ..known.clone() };
    assert_eq!(grid.line_mut(&other), None);
    grid.lines.push(other.clone().on([3, 10]).unwrap());
    grid.line_mut(&known).unwrap().days.set(8, 2).unwrap();
    grid.line_mut(&other).unwrap().days.remove(3);
    let written: Vec<_> = grid
        .to_records()
        .unwrap()
        .iter()
        .map(|record| (record.service_date.day(), record.service_count, record.satellite.is_some()))
        .collect();
    assert_eq!(written, [(1, 1, false), (8, 2, false), (10, 1, true)]);
    assert_eq!(
        problems(other.on([0, 31, 32])),
        [(ViewPlace::Whole, 10, ViewFault::OutsideMonth), (ViewPlace::Whole, 10, ViewFault::OutsideMonth)]
    );
}

#[test]
fn units_that_no_number_holds_are_not_wrong_ones() {
    let mut line = MonthGrid::from_records(&[visit(1, "0900", "1000", "111211")]).unwrap().lines.remove(0);
    for day in 1..=31 {
        line.days.set(day, i32::MAX).unwrap();
    }
    line.units = Some(i32::MAX);
    assert_eq!(line.total_units(), None);
    line.units = Some(1);
    assert_eq!(line.total_units(), Some(31 * i64::from(i32::MAX)));
}

#[test]
fn a_file_has_many_persons() {
    let one = vec![visit(1, "0900", "1000", "111211"), visit(2, "0900", "1000", "111211")];
    let mut file = one.clone();
    file.extend(one.iter().map(|record| Table6 { insured: "9000000002".parse().unwrap(), ..record.clone() }));
    let grids = MonthGrid::group(&file).unwrap();
    assert_eq!(grids.len(), 2);
    let back: Vec<Table6> = grids.iter().flat_map(|grid| grid.to_records().unwrap()).collect();
    assert_eq!(back, file);
    file.push(one[0].clone());
    assert_eq!(problems(MonthGrid::group(&file)), [record(4, 3, ViewFault::StandsApart { first: 0 })]);
    assert_eq!(MonthGrid::months(&file).map(<[_]>::len).collect::<Vec<_>>(), [2, 2, 1]);
}

fn any_record() -> impl Strategy<Value = Table6> {
    let starts = prop_oneof![Just("0900"), Just("1000"), Just("9999")];
    let codes = prop_oneof![Just("111211"), Just("171003")];
    (1..5u8, starts, codes, 0..3i32, text()).prop_map(|(day, start, code, service_count, planner_name)| {
        Table6 { service_count, planner_name, ..visit(day, start, start, code) }
    })
}

fn usual_order(record: &Table6) -> (careplan_model::Date, careplan_model::ServiceTime) {
    (record.service_date, record.service_start_time)
}

proptest! {
    #[test]
    fn records_come_back_in_any_order(records in proptest::collection::vec(any_record(), 1..12)) {
        let grid = MonthGrid::from_records(&records).unwrap();
        prop_assert_eq!(&grid.to_records().unwrap(), &records);
        let total: i64 = grid.lines.iter().map(|line| line.days.total()).sum();
        prop_assert_eq!(total, records.iter().map(|record| i64::from(record.service_count)).sum::<i64>());

        // In the usual order, a grid remembers none, and the lines give it.
        let mut usual = grid.clone();
        usual.forget_order();
        let sorted = usual.to_records().unwrap();
        prop_assert!(sorted.is_sorted_by_key(usual_order));
        let (mut all, mut again): (Vec<_>, Vec<_>) = (records.iter().map(|it| format!("{it:?}")).collect(), sorted.iter().map(|it| format!("{it:?}")).collect());
        all.sort();
        again.sort();
        prop_assert_eq!(all, again);
    }

    #[test]
    fn grids_come_back(
        lines in proptest::collection::vec(
            (proptest::collection::btree_map(1..6u8, 0..3i32, 1..4), prop_oneof![Just("0900"), Just("9999")]),
            1..5,
        ),
    ) {
        let mut grid = MonthGrid::from_records(&[visit(1, "0900", "1000", "111211")]).unwrap();
        grid.lines = lines
            .into_iter()
            .enumerate()
            .map(|(place, (days, start))| {
                // Each line is another one.
                let mut line = MonthGrid::from_records(&[visit(1, start, start, "111211")]).unwrap().lines.remove(0);
                line.discriminator = Some(i32::try_from(place).unwrap());
                line.days = Days::new();
                for (day, count) in days {
                    line.days.set(day, count).unwrap();
                }
                line
            })
            .collect();
        let records = grid.to_records().unwrap();
        let again = MonthGrid::from_records(&records).unwrap();
        prop_assert_eq!(&again.to_records().unwrap(), &records);
        grid.lines.sort_by_key(|line| (line.days.iter().next().map(|(day, _)| day), line.service_start_time));
        let records = grid.to_records().unwrap();
        prop_assert_eq!(MonthGrid::from_records(&records).unwrap(), grid);
    }
}
