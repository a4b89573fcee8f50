//! Lines of 第6表 from a plan.

use crate::transfer::sample::{A, B, MONTH, N, piece, plan, slips};
use careplan_fukushi::SupplyKind;
use careplan_fukushi::transfer::{RentalMonth, RentalProblem, differences, rental_lines, transfer};
use careplan_model::Date;

fn month() -> RentalMonth {
    RentalMonth::new(MONTH.parse().unwrap(), "20260325".parse().unwrap(), "9970100013".parse().unwrap())
}

fn first() -> Date {
    "20260401".parse().unwrap()
}

#[test]
fn each_rental_of_the_month_makes_a_line() {
    let pieces = [
        piece("171003", 1000).tais(A).name("見本ベッド"),
        piece("171004", 200).tais(B).name("例示マットレス"),
        piece("171004", 200).notified(N).name("例示サイドレール"),
    ];
    let mut plan = plan(&pieces);
    plan.header.provider_name = Some("見本福祉用具レンタル".into());
    plan.header.planner_name = Some("例示　能子".into());
    let lines = rental_lines(&plan, &month(), |_| first()).unwrap();
    let mut expected = slips(&pieces);
    for form in &mut expected {
        form.provider_name = Some("見本福祉用具レンタル".into());
        form.planner_name = Some("例示　能子".into());
    }
    (expected[1].discriminator, expected[2].discriminator) = (Some(1), Some(2));
    assert_eq!(lines, expected);
    assert_eq!(differences(&[plan.clone()], &lines, &[]), []);
    // What is bought, over, or not begun, makes none; the one that begins in the month has its own day.
    plan.lines[0].supply = SupplyKind::Sale;
    plan.lines[1].ends_on = Some("20260331".parse().unwrap());
    plan.lines[2].starts_on = Some("20260410".parse().unwrap());
    let lines = rental_lines(&plan, &month(), |line| line.starts_on.unwrap_or(first())).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].service_date, "20260410".parse().unwrap());
    assert_eq!(lines[0].discriminator, None);
}

#[test]
fn without_codes_lines_are_made_and_filled_in_later() {
    let pieces = [piece("171004", 200).name("例示マットレス"), piece("171004", 200).name("例示サイドレール")];
    let mut plan = plan(&pieces);
    let lines = rental_lines(&plan, &month(), |_| first()).unwrap();
    assert_eq!(lines.iter().map(|it| it.discriminator).collect::<Vec<_>>(), [Some(1), Some(2)]);
    plan.lines.swap(0, 1);
    plan.lines[0].tais_code = Some(B.parse().unwrap());
    plan.lines[1].tais_code = Some(A.parse().unwrap());
    let done = transfer(&[plan.clone()], lines, Vec::new());
    assert_eq!(crate::transfer::sample::codes(&done), [Some(A.to_owned()), Some(B.to_owned())]);
    // If nothing tells them apart, they get no numbers that would say more than is known.
    plan.lines.iter_mut().for_each(|line| (line.tais_code, line.equipment_name) = (None, None));
    let lines = rental_lines(&plan, &month(), |_| first()).unwrap();
    assert_eq!(lines.iter().map(|it| it.discriminator).collect::<Vec<_>>(), [None, None]);
}

#[test]
fn all_problems_are_listed() {
    let mut plan = plan(&[piece("171003", 1000), piece("171004", 200), piece("171007", 250)]);
    plan.lines[0].service_code = None;
    (plan.lines[0].units, plan.lines[0].price) = (None, Some(1005));
    plan.lines[2].starts_on = Some("20260410".parse().unwrap());
    let may: Date = "20260501".parse().unwrap();
    let day = |line: &careplan_fukushi::EquipmentPlanLine| if line.line_no == 2 { may } else { first() };
    let error = rental_lines(&plan, &month(), day).unwrap_err();
    assert_eq!(
        error.problems,
        [
            RentalProblem::NoServiceCode { line_no: 1 },
            RentalProblem::NoUnits { line_no: 1 },
            RentalProblem::DayOutsideMonth { line_no: 2, day: may },
            RentalProblem::NotRentedOnDay { line_no: 3, day: first() },
        ]
    );
    assert_eq!(error.japanese().lines().count(), 4);
    assert!(error.to_string().starts_with("line 1: neither a service code"));
    let mut old = month();
    old.csv_version = "202208".parse().unwrap();
    let error = rental_lines(&crate::transfer::sample::plan(&[]), &old, |_| first()).unwrap_err();
    assert_eq!(error.problems, [RentalProblem::OldEdition]);
}
