//! Who is who: persons, insurers, offices, months, files that replace others.

use crate::reconcile::lines::{lines, of_file, of_insurer, of_office, of_person, placed, told};
use careplan_rules::reconcile::{ServiceStatus, reconcile};

#[test]
fn offices_that_sent_nothing_are_no_difference() {
    let day_service = of_office(lines(&["02 0930-1640 151343 900"]), "9970100039");
    let plan = placed([lines(&["15 0900-1000 111211 387"]), day_service.clone()].concat());
    let result = reconcile(plan.clone(), lines(&["15 0900-1000 111211 387"]));
    assert!(result.is_clean());
    let statuses: Vec<_> = result.persons[0].services.iter().map(|service| service.status).collect();
    assert_eq!(statuses, [ServiceStatus::Compared, ServiceStatus::NoActuals]);
    assert_eq!(result.counts().without_actuals, 1);
    assert_eq!(result.totals().len(), 1);
    // As soon as the office has sent anything for anybody, it is not done.
    let another = of_person(day_service, "9000000002");
    let both = [plan, another.clone()].concat();
    let result = reconcile(placed(both), placed([lines(&["15 0900-1000 111211 387"]), another].concat()));
    assert_eq!(told(&result), ["P2/A actual-not-done"]);
    // The other month, or the other service type of the office, does not count.
    let mut november = lines(&["15 0900-1000 111211 387"]);
    november[0].service_month = "202511".parse().unwrap();
    let result = reconcile(lines(&["15 0900-1000 111211 387"]), november);
    assert_eq!(result.persons[0].services[0].status, ServiceStatus::NoActuals);
    assert_eq!(told(&result), ["P/A1 actual-unknown-person"]);
}

#[test]
fn unknown_persons_and_offices_are_one_difference_with_all_their_lines() {
    let visits = ["15 0900-1000 111211 387", "16 0900-1000 111211 387"];
    let stranger = of_person(lines(&visits), "9000000002");
    // The office reported somebody, so what it did not report of the planned person was not done: what a
    // mistyped insured number looks like.
    let mistyped = ["P1/A actual-not-done", "P/A1,2 actual-unknown-person"];
    assert_eq!(told(&reconcile(lines(&visits[..1]), stranger)), mistyped);
    let other_office = of_office(lines(&visits), "9970100039");
    assert_eq!(told(&reconcile(lines(&visits[..1]), other_office)), ["P/A1,2 actual-unknown-office"]);
    // An office of the plan with another service type is known.
    let result = reconcile(lines(&visits[..1]), lines(&["15 0900-1000 A22411 287"]));
    assert_eq!(told(&result), ["P/A1 actual-not-planned"]);
}

#[test]
fn the_insured_number_comes_before_the_insurer() {
    let visits = ["15 0900-1000 111211 387"];
    let plan = lines(&visits);
    // 住所地特例: the provider corrected the insurer.
    let corrected = of_insurer(lines(&visits), "991026");
    let result = reconcile(plan.clone(), corrected.clone());
    assert!(result.is_clean());
    assert_eq!(result.persons.len(), 1);
    assert_eq!(result.persons[0].other_insurers, ["991026".parse().unwrap()]);
    // One office corrected it, the other did not.
    let second = of_office(lines(&["02 0930-1640 151343 900"]), "9970100039");
    let result = reconcile([plan.clone(), second.clone()].concat(), [corrected.clone(), second].concat());
    assert!(result.is_clean());
    // Two persons of two insurers who happen to share a number stay two.
    let two = [plan.clone(), corrected.clone()].concat();
    let result = reconcile(two.clone(), two.clone());
    assert!(result.is_clean());
    assert_eq!(result.persons.len(), 2);
    assert!(result.persons.iter().all(|person| person.other_insurers.is_empty()));
    // The office has the planned one already: the other is somebody else.
    assert_eq!(told(&reconcile(plan, two)), ["P/A1 actual-unknown-person"]);
}

#[test]
fn public_assistance_numbers_and_months() {
    let plan = of_person(lines(&["03 0900-1000 117311 220"]), "H000000103");
    let mut next = plan.clone();
    next[0].service_month = "202511".parse().unwrap();
    next[0].line.day = "20251103".parse().unwrap();
    let both = placed([plan.clone(), next.clone()].concat());
    let result = reconcile(both.clone(), both);
    assert!(result.is_clean());
    let persons: Vec<_> =
        result.persons.iter().map(|person| (person.ordinal, person.service_month.month())).collect();
    assert_eq!(persons, [(1, 10), (1, 11)]);
}

#[test]
fn later_files_replace_earlier_ones() {
    let old = lines(&["15 0900-1000 111211 387", "16 0900-1000 111211 387"]);
    let new = of_file(lines(&["15 1000-1100 111211 387"]), 1);
    let result = reconcile([old.clone(), new.clone()].concat(), lines(&["15 1000-1100 111211 387"]));
    assert!(result.is_clean());
    assert_eq!((result.replaced_planned, result.replaced_actual), (2, 0));
    // The order in which they come does not matter, their numbers do.
    assert_eq!(reconcile([new.clone(), old.clone()].concat(), lines(&["15 1000-1100 111211 387"])), result);
    // Actuals are replaced by office and service type; another office's stay.
    let other_office = of_office(old.clone(), "9970100039");
    let result = reconcile([], [old.clone(), other_office, new].concat());
    assert_eq!((result.replaced_actual, result.counts().actual_lines), (2, 3));
    // Another person's plan stays.
    let other = of_file(of_person(lines(&["15 1000-1100 111211 387"]), "9000000002"), 1);
    assert_eq!(reconcile([old, other].concat(), []).replaced_planned, 0);
}
