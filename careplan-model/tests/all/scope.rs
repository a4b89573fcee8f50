//! What is written out (出力対象), scenario by scenario.
#![allow(clippy::unwrap_used)] // tests may panic

use crate::unit_forms::{
    HANAKO, MONTH, TARO, endpoint, form, line, plan_supplement, row, slip_supplement, table1, table2, table3,
    total,
};
#[allow(dead_code)] // shared with other tests
use careplan_model::{
    ActualFiles, ActualNote, ActualUnits, ActualsFault, Endpoint, Outgoing, OutgoingFault, PersonForms,
    PlannerUnits, ScopeNote, Table6, Table7, kind, unit_kind,
};

const CARE: &str = "9970100013";
const HELP: &str = "9970100021";
const RENT: &str = "9970100062";

fn planner() -> PlannerUnits {
    PlannerUnits::new(endpoint(CARE, "43"), "20260325093000".parse().unwrap())
}

/// A person with these services in a month: provider and code.
fn person(insured: &str, month: &str, services: &[(&str, &str)]) -> PersonForms {
    let mut table7: Vec<Table7> =
        services.iter().map(|(provider, code)| row(insured, month, provider, code, "10")).collect();
    table7.push(total(insured, month, &(services.len() * 10).to_string()));
    PersonForms {
        plan: services.iter().map(|(provider, code)| line(insured, month, provider, code)).collect(),
        table7,
        supplements: vec![slip_supplement(insured, month)],
        ..PersonForms::default()
    }
}

/// The same with a care plan that names these providers.
fn with_plan(mut person: PersonForms, insured: &str, providers: &[&str]) -> PersonForms {
    person.table1 = vec![table1(insured)];
    person.table2 = providers.iter().map(|provider| table2(insured, provider)).collect();
    person.table3 = vec![table3(insured)];
    person.supplements.push(plan_supplement(insured));
    person
}

/// Receiver, kind, seconds of the timestamp, persons.
fn overview(outgoing: &Outgoing) -> Vec<(String, &'static str, String, Vec<usize>)> {
    let unit = |it: &careplan_model::OutgoingUnit| {
        let at = it.unit.timestamp.to_string();
        (it.unit.receiver.to_string(), it.unit.kind().unwrap().id, at[12..].to_owned(), it.persons.clone())
    };
    outgoing.units.iter().map(unit).collect()
}

fn one(
    receiver: &str,
    kind: &'static str,
    second: &str,
    persons: &[usize],
) -> (String, &'static str, String, Vec<usize>) {
    (receiver.into(), kind, second.into(), persons.to_vec())
}

#[test]
fn everybody_gets_every_provider_s_lines_of_its_own_persons() {
    let persons = [
        person(TARO, MONTH, &[(HELP, "111211"), (RENT, "171003")]),
        person(HANAKO, MONTH, &[(HELP, "111211")]),
    ];
    let outgoing = planner().divide(&persons).unwrap();
    assert_eq!(
        overview(&outgoing),
        [one("9970100021_11", "slip_set", "00", &[1, 2]), one("9970100062_17", "slip_set", "00", &[1])]
    );
    assert_eq!(outgoing.notes, []);
    let plan = outgoing.units[1].unit.files[0].forms::<Table6>();
    // The other provider's line too, and nobody else's.
    assert_eq!(plan, persons[0].plan);
    assert_eq!(outgoing.units[1].unit.files[1].forms::<Table7>(), persons[0].table7);
    assert_eq!(outgoing.units[0].unit.files[0].forms::<Table6>().len(), 3);
}

#[test]
fn lines_out_of_scope_are_left_out_of_both_tables() {
    let mut taro = person(TARO, MONTH, &[(HELP, "111211"), (RENT, "411001"), (RENT, "331111")]);
    taro.table7.insert(3, row(TARO, MONTH, RENT, "33AAAA", "10"));
    // The grand total does not count what is not exchanged.
    taro.table7.last_mut().unwrap().service_units = Some(10);
    let outgoing = planner().divide(&[taro]).unwrap();
    assert_eq!(overview(&outgoing), [one("9970100021_11", "slip_set", "00", &[1])]);
    let files = &outgoing.units[0].unit.files;
    assert_eq!(files[0].forms::<Table6>().len(), 1);
    let codes: Vec<_> = files[1].forms::<Table7>().iter().map(|row| row.service_code.to_string()).collect();
    assert_eq!(codes, ["111211", "999999"]);
    let left_out = |service_type: &str, annexed| ScopeNote::OutOfScope {
        person: 1,
        month: MONTH.parse().unwrap(),
        office: RENT.parse().unwrap(),
        service_type: service_type.parse().unwrap(),
        planned: 1,
        annexed,
    };
    assert_eq!(outgoing.notes, [left_out("33", 2), left_out("41", 1)]);
    assert_eq!(
        outgoing.notes[1].to_string(),
        "person 1, 2026-04: service type 41 is not exchanged; left out 1 lines of table 6 and 1 rows of table 7 of office 9970100062"
    );
}

#[test]
fn a_grand_total_that_counts_what_was_left_out_is_told_and_not_changed() {
    let taro = person(TARO, MONTH, &[(HELP, "111211"), (RENT, "331111")]);
    let outgoing = planner().divide(&[taro]).unwrap();
    let note = ScopeNote::GrandTotal { person: 1, month: MONTH.parse().unwrap() };
    assert!(outgoing.notes.contains(&note), "{:?}", outgoing.notes);
    let rows = outgoing.units[0].unit.files[1].forms::<Table7>();
    assert_eq!(rows.last().unwrap().service_units, Some(20));
}

#[test]
fn a_person_with_services_out_of_scope_only_has_no_file() {
    let taro = person(TARO, MONTH, &[(RENT, "331111")]);
    let outgoing = planner().divide(&[with_plan(taro, TARO, &[RENT])]).unwrap();
    assert!(outgoing.units.is_empty());
    assert!(outgoing.notes.contains(&ScopeNote::NotSent { person: 1 }), "{:?}", outgoing.notes);
}

#[test]
fn a_service_type_that_no_list_has_stays_and_makes_no_receiver() {
    let taro = person(TARO, MONTH, &[(HELP, "111211"), (RENT, "X91111"), (CARE, "431111")]);
    let outgoing = planner().divide(&[taro]).unwrap();
    assert_eq!(overview(&outgoing), [one("9970100021_11", "slip_set", "00", &[1])]);
    assert_eq!(outgoing.units[0].unit.files[0].forms::<Table6>().len(), 3);
    let kept = |office: &str, service_type: &str| ScopeNote::Undecided {
        person: 1,
        month: MONTH.parse().unwrap(),
        office: office.parse().unwrap(),
        service_type: Some(service_type.parse().unwrap()),
        planned: 1,
        annexed: 1,
    };
    assert_eq!(outgoing.notes, [kept(CARE, "43"), kept(RENT, "X9")]);
}

#[test]
fn each_month_is_a_unit_and_no_two_units_to_one_receiver_share_a_timestamp() {
    let mut taro = with_plan(person(TARO, MONTH, &[(HELP, "111211")]), TARO, &[HELP]);
    let next = person(TARO, "202605", &[(HELP, "111211"), (RENT, "171003")]);
    taro.plan.extend(next.plan);
    taro.table7.extend(next.table7);
    taro.supplements.extend(next.supplements);
    let outgoing = planner().divide(&[taro]).unwrap();
    assert_eq!(
        overview(&outgoing),
        [
            one("9970100021_11", "plan_set", "00", &[1]),
            one("9970100021_11", "slip_set", "01", &[1]),
            one("9970100021_11", "slip_set", "02", &[1]),
            // The care plan goes to the providers of every month.
            one("9970100062_17", "plan_set", "00", &[1]),
            one("9970100062_17", "slip_set", "01", &[1]),
        ]
    );
    let months: Vec<_> =
        outgoing.units.iter().map(|it| it.unit.month.map(|month| month.to_string())).collect();
    let (april, may) = (Some("202604".to_owned()), Some("202605".to_owned()));
    assert_eq!(months, [None, april, may.clone(), None, may]);
}

#[test]
fn an_office_of_two_service_types_is_two_receivers_and_its_satellites_are_one() {
    let mut taro = person(TARO, MONTH, &[(HELP, "111211"), (HELP, "A21111"), (HELP, "111211")]);
    taro.plan[2].satellite = "1".parse().ok();
    let outgoing = planner().divide(&[taro]).unwrap();
    assert_eq!(
        overview(&outgoing),
        [one("9970100021_11", "slip_set", "00", &[1]), one("9970100021_A2", "slip_set", "00", &[1])]
    );
}

#[test]
fn the_planning_office_is_no_receiver_of_its_own_services() {
    let taro = person(TARO, MONTH, &[(CARE, "731111"), (CARE, "731111"), (RENT, "171003")]);
    let sender = endpoint(CARE, "73");
    let outgoing = PlannerUnits::new(sender, "20260325093000".parse().unwrap()).divide(&[taro]).unwrap();
    assert_eq!(overview(&outgoing), [one("9970100062_17", "slip_set", "00", &[1])]);
    let service_type = "73".parse().unwrap();
    assert_eq!(
        outgoing.notes,
        [ScopeNote::OwnService { person: 1, month: MONTH.parse().unwrap(), service_type }]
    );
}

#[test]
fn a_care_plan_alone_goes_where_the_caller_says() {
    let mut taro = with_plan(PersonForms::default(), TARO, &[HELP, RENT, CARE]);
    taro.receivers = vec![endpoint(HELP, "11")];
    let outgoing = planner().divide(std::slice::from_ref(&taro)).unwrap();
    assert_eq!(overview(&outgoing), [one("9970100021_11", "plan_set", "00", &[1])]);
    let office = RENT.parse().unwrap();
    assert_eq!(outgoing.notes, [ScopeNote::UnknownReceiver { person: 1, office }]);
    taro.receivers.clear();
    let outgoing = planner().divide(&[taro]).unwrap();
    assert!(outgoing.units.is_empty());
    assert_eq!(outgoing.notes.len(), 3); // two providers, and that nothing is sent
}

#[test]
fn in_3x_an_office_is_one_receiver() {
    let mut taro = person(TARO, MONTH, &[(HELP, "111211"), (HELP, "131111")]);
    let version: careplan_model::CsvVersion = "202208".parse().unwrap();
    for it in &mut taro.plan {
        it.csv_version = version;
    }
    for it in &mut taro.table7 {
        it.csv_version = version;
    }
    for it in &mut taro.supplements {
        it.csv_version = version;
    }
    let sender = endpoint(CARE, "");
    let outgoing = PlannerUnits::new(sender, "20240325093000".parse().unwrap()).divide(&[taro]).unwrap();
    assert_eq!(overview(&outgoing), [one("9970100021", "slip_set", "00", &[1])]);
}

#[test]
fn what_does_not_belong_together_is_told_by_person_and_form() {
    let mut taro = with_plan(person(TARO, MONTH, &[(HELP, "111211")]), TARO, &[HELP]);
    taro.table7.clear();
    taro.table2.clear();
    taro.supplements[0].insured = HANAKO.parse().unwrap();
    taro.supplements.push(slip_supplement(TARO, "202605"));
    taro.supplements.push(form(&[("plan_date", "00000000"), ("service_month", "000000")]));
    let again = person(TARO, MONTH, &[(HELP, "111211")]);
    let error = planner().divide(&[taro, again]).unwrap_err();
    assert_eq!(
        error.faults,
        [
            OutgoingFault::OtherPerson { person: 1, form: &kind::USER_SUPPLEMENT, record: 1 },
            OutgoingFault::Missing { person: 1, missing: &kind::TABLE2, form: &kind::TABLE1, record: 1 },
            OutgoingFault::Missing { person: 1, missing: &kind::TABLE7, form: &kind::PLAN, record: 1 },
            OutgoingFault::Orphan {
                person: 1,
                form: &kind::USER_SUPPLEMENT,
                record: 3,
                leading: &kind::PLAN
            },
            OutgoingFault::UnclearSupplement { person: 1, record: 4 },
            OutgoingFault::SamePerson { person: 2, first: 1 },
        ]
    );
    let text = format!("{error}{}{error:?}", error.japanese());
    assert!(!text.contains(TARO) && !text.contains(HANAKO), "{text}");
}

#[test]
fn a_unit_that_cannot_be_built_is_told_with_its_receiver() {
    let mut taro = person(TARO, MONTH, &[(HELP, "111211")]);
    taro.plan[0].care_office = RENT.parse().ok();
    let error = planner().divide(&[taro]).unwrap_err();
    assert!(matches!(&error.faults[..], [OutgoingFault::Unit { receiver, month: Some(_), error }]
        if *receiver == endpoint(HELP, "11") && error.faults.len() == 1));
}

/// To the office that plans, by its number.
fn to_planner(line: &Table6) -> Option<Endpoint> {
    let office = line.care_office.filter(|office| office.as_str() == CARE)?;
    Some(Endpoint { office, service: "43".parse().ok() })
}

fn done(month: &str, code: &str, care_office: &str) -> Table6 {
    let mut done = line(TARO, month, HELP, code);
    done.care_office = care_office.parse().ok();
    done
}

#[test]
fn actuals_go_to_the_office_that_plans_by_month_and_service_type() {
    let units = ActualUnits::new(HELP.parse().unwrap(), "20260501090000".parse().unwrap());
    let mut satellite = done(MONTH, "111211", CARE);
    satellite.satellite = "1".parse().ok();
    let lines = [
        done(MONTH, "111211", CARE),
        satellite,
        done("202605", "111211", CARE),
        done(MONTH, "131111", CARE),
        done(MONTH, "331111", CARE),
        done(MONTH, "111211", RENT),
    ];
    let names = |actuals: &careplan_model::Actuals| -> Vec<(String, usize)> {
        actuals
            .units
            .iter()
            .map(|unit| (unit.files[0].name.to_string(), unit.files[0].record_count()))
            .collect()
    };
    let actuals = units.divide(&lines, to_planner).unwrap();
    assert_eq!(
        names(&actuals),
        [
            ("UPJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV".into(), 2),
            ("UPJSK_202605_9970100021_11_9970100013_43_20260501090001.CSV".into(), 1),
            ("UPJSK_202604_9970100021_13_9970100013_43_20260501090000.CSV".into(), 1),
        ]
    );
    assert_eq!(actuals.units[0].kind(), Ok(&unit_kind::ACTUAL));
    assert_eq!(
        actuals.notes,
        [
            ActualNote::OutOfScope { service_type: "33".parse().unwrap(), lines: 1 },
            ActualNote::UnknownReceiver { office: RENT.parse().ok(), lines: 1 },
        ]
    );
    let together = units.files(ActualFiles::Together("11".parse().unwrap()));
    assert_eq!(
        names(&together.divide(&lines, to_planner).unwrap()),
        [
            ("UPJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV".into(), 3),
            ("UPJSK_202605_9970100021_11_9970100013_43_20260501090001.CSV".into(), 1),
        ]
    );
}

#[test]
fn actuals_of_3x_have_no_service_types_in_their_names() {
    let mut lines = [done(MONTH, "111211", CARE), done(MONTH, "131111", CARE)];
    for line in &mut lines {
        line.csv_version = "202208".parse().unwrap();
    }
    let actuals = ActualUnits::new(HELP.parse().unwrap(), "20240501090000".parse().unwrap())
        .divide(&lines, |line| Some(Endpoint { office: line.care_office?, service: None }))
        .unwrap();
    assert_eq!(actuals.units.len(), 1);
    let name = actuals.units[0].files[0].name.to_string();
    assert_eq!(name, "UPJSK_202604_9970100021_9970100013_20240501090000.CSV");
}

#[test]
fn actuals_of_another_office_are_refused() {
    let lines = [done(MONTH, "111211", CARE), line(TARO, MONTH, RENT, "171003")];
    let units = ActualUnits::new(HELP.parse().unwrap(), "20260501090000".parse().unwrap());
    let error = units.divide(&lines, to_planner).unwrap_err();
    assert_eq!(error.faults, [ActualsFault::OtherOffice { line: 2 }]);
}
