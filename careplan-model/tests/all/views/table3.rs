//! 第3表 as a week.

use crate::views::{owned, problems, record, text};
use careplan_model::views::{DailyActivity, ViewFault, ViewPlace, Week, WeekEntry, WeeklyService};
use careplan_model::{ServiceTime, Table3, Weekday};
use proptest::prelude::*;

pub(crate) fn blank() -> Table3 {
    Table3::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        "20240401".parse().unwrap(),
        "20240402".parse().unwrap(),
    )
}

#[allow(clippy::unnecessary_wraps)] // as the items are
fn time(text: &str) -> Option<ServiceTime> {
    Some(text.parse().unwrap())
}

fn service(content: &str, weekday: Option<Weekday>, start: &str, end: &str) -> Table3 {
    Table3 {
        service_content: owned(content),
        weekday,
        service_start_time: time(start),
        service_end_time: time(end),
        ..blank()
    }
}

fn activity(content: &str, at: &str) -> Table3 {
    Table3 { activity: owned(content), activity_start_time: time(at), activity_end_time: time(at), ..blank() }
}

/// The standard's own six records.
fn example() -> Vec<Table3> {
    vec![
        service("訪問介護", Some(Weekday::Monday), "1200", "1600"),
        service("通所介護", Some(Weekday::Thursday), "1000", "1200"),
        activity("起床", "0600"),
        activity("就寝", "2100"),
        Table3 { other_services: owned("通院"), ..blank() },
        Table3 { other_services: owned("福祉用具貸与"), ..blank() },
    ]
}

#[test]
fn the_example_of_the_standard() {
    let records = example();
    let week = Week::from_records(&records).unwrap();
    assert_eq!(week.entries.len(), 6);
    let monday = WeeklyService {
        content: owned("訪問介護"),
        weekday: Some(Weekday::Monday),
        start: time("1200"),
        end: time("1600"),
    };
    assert_eq!(week.entries[0], WeekEntry::service(monday.clone()));
    assert_eq!(week.services_on(Weekday::Monday), [&monday]);
    assert!(week.services_on(Weekday::Tuesday).is_empty());
    let activities: Vec<_> = week.activities().iter().map(|it| (it.content.clone(), it.start)).collect();
    assert_eq!(activities, [(owned("起床"), time("0600")), (owned("就寝"), time("2100"))]);
    assert_eq!(week.others().collect::<Vec<_>>(), ["通院", "福祉用具貸与"]);
    assert_eq!(week.to_records().unwrap(), records);
}

#[test]
fn a_printer_gets_what_it_wants_in_order_of_time() {
    let untimed = Table3 { weekday: Some(Weekday::Friday), service_content: owned("見守り"), ..blank() };
    let records = [
        untimed.clone(),
        service("随時", Some(Weekday::Friday), "9999", "9999"),
        service("午後", Some(Weekday::Friday), "1300", "1400"),
        service("朝の長い方", Some(Weekday::Friday), "0900", "1100"),
        service("朝の短い方", Some(Weekday::Friday), "0900", "1000"),
        service("曜日なし", None, "0800", "0900"),
        service("曜日が違う", Some(Weekday::Other("8".parse().unwrap())), "0700", "0800"),
        activity("夕食", "1800"),
        activity("朝食", "0700"),
    ];
    let week = Week::from_records(&records).unwrap();
    let names = |services: Vec<&WeeklyService<String>>| -> Vec<String> {
        services.into_iter().map(|service| service.content.clone().unwrap()).collect()
    };
    assert_eq!(
        names(week.services_on(Weekday::Friday)),
        ["朝の短い方", "朝の長い方", "午後", "随時", "見守り"]
    );
    assert_eq!(names(week.services_on_no_weekday()), ["曜日が違う", "曜日なし"]);
    assert_eq!(week.services().count(), 7);
    let activities: Vec<_> = week.activities().iter().map(|it| it.content.clone().unwrap()).collect();
    assert_eq!(activities, ["朝食", "夕食"]);
    assert_eq!(week.to_records().unwrap(), records);
}

#[test]
fn an_entry_may_fill_more_than_one_kind_or_none() {
    let mut both = service("訪問介護", Some(Weekday::Sunday), "0900", "2400");
    both.activity = owned("朝食");
    both.other_services = owned("通院");
    let records = [both, blank()];
    let week = Week::from_records(&records).unwrap();
    assert_eq!(
        week.entries[0].activity,
        Some(DailyActivity { content: owned("朝食"), start: None, end: None })
    );
    assert_eq!(week.entries[1], WeekEntry { service: None, activity: None, other: None });
    assert_eq!(week.to_records().unwrap(), records);
}

#[test]
fn other_plans_are_refused_or_grouped() {
    let mut records = example();
    records[1].insured = "9000000002".parse().unwrap();
    records[2].csv_version = "202504".parse().unwrap();
    records[2].created_on = "20240403".parse().unwrap();
    assert_eq!(
        problems(Week::from_records(&records)),
        [
            record(1, 3, ViewFault::Differs),
            record(2, 1, ViewFault::Differs),
            record(2, 4, ViewFault::Differs)
        ]
    );
    let mut records = example();
    records[1].insured = "9000000002".parse().unwrap();
    assert_eq!(problems(Week::group(&records)), [record(2, 3, ViewFault::StandsApart { first: 0 })]);
    records.swap(0, 1);
    let weeks = Week::group(&records).unwrap();
    assert_eq!(weeks.iter().map(|week| week.entries.len()).collect::<Vec<_>>(), [1, 5]);
    assert_eq!(Week::plans(&records).map(<[_]>::len).collect::<Vec<_>>(), [1, 5]);
    let back: Vec<Table3> = weeks.iter().flat_map(|week| week.to_records().unwrap()).collect();
    assert_eq!(back, records);
    assert_eq!(problems(Week::<String>::from_records(&[])), [(ViewPlace::Whole, 0, ViewFault::NoRecords)]);
    let empty = Week::<String> { entries: vec![], ..Week::from_records(&example()).unwrap() };
    assert_eq!(problems(empty.to_records()), [(ViewPlace::Whole, 0, ViewFault::Empty)]);
}

fn times() -> impl Strategy<Value = Option<ServiceTime>> {
    proptest::option::of(
        prop_oneof![Just("0000"), Just("0900"), Just("2400"), Just("9999")]
            .prop_map(|it| it.parse().unwrap()),
    )
}

fn records() -> impl Strategy<Value = Vec<Table3>> {
    let weekday = proptest::option::of((0..9u8).prop_map(|day| day.to_string().parse().unwrap()));
    let record = ([text(), text(), text()], weekday, [times(), times(), times(), times()]).prop_map(
        |([service_content, activity, other_services], weekday, [a, b, c, d])| Table3 {
            service_content,
            weekday,
            service_start_time: a,
            service_end_time: b,
            activity,
            activity_start_time: c,
            activity_end_time: d,
            other_services,
            ..blank()
        },
    );
    proptest::collection::vec(record, 1..6)
}

proptest! {
    #[test]
    fn records_and_weeks_come_back(records in records()) {
        let week = Week::from_records(&records).unwrap();
        prop_assert_eq!(&week.to_records().unwrap(), &records);
        // What is read is a valid week.
        prop_assert_eq!(&Week::from_records(&week.to_records().unwrap()).unwrap(), &week);
        // Every service stands in one column.
        let days = (1..=7).map(|day: u8| day.to_string().parse::<Weekday>().unwrap());
        let placed: usize = days.map(|day| week.services_on(day).len()).sum();
        prop_assert_eq!(placed + week.services_on_no_weekday().len(), week.services().count());
    }
}
