//! The computed 第7表 of every sample month equals the sample 第7表, record for record.
//!
//! The sample 第7表 were made by `scripts/sample_data.py`, which shares no code with the crates. The facts
//! below are written from the data at its head: prices, rates, limits, discounts, what lies outside the
//! limit.
#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Text, forms, from_slice, to_vec};
use careplan_model::views::table7::{
    Bearer, Computed, Discount, Facts, OfficeService, Table7Month, TypeLimit, UnitPriceFact, compute,
    plan_months, table7_months,
};
use careplan_model::{Edition, InsuredNumber, OfficeNumber, ServiceTypeCode, Table6, Table7};
use std::fs;
use std::path::Path;

const HELP: &str = "9970100021";
const DAY: &str = "9970100039";
const SHORT: &str = "9970100047";
const NURSE: &str = "9960100056";
const RENT: &str = "9970100062";
const ROUND: &str = "9990100076";
const CLUB: &str = "99A0100099";
const DOCTOR: &str = "9910100107";
const CARE: &str = "9970100013";
const CENTRE: &str = "9900100083";

fn office(number: &str) -> OfficeNumber {
    number.parse().unwrap()
}

fn service_type(code: &str) -> ServiceTypeCode {
    code.parse().unwrap()
}

/// What is alike for all persons.
fn facts(edition: Edition, created_on: &str, planner: &str) -> Facts {
    let mut facts = Facts::new(edition, created_on.parse().unwrap());
    facts.updated_by = Some(office(planner));
    let prices = [
        ("11", "10.70"),
        ("13", "10.70"),
        ("15", "10.45"),
        ("17", "10.00"),
        ("21", "10.55"),
        ("31", "10.00"),
        ("63", "10.70"),
        ("67", "10.00"),
        ("76", "10.70"),
        ("A2", "10.70"),
        ("A6", "10.45"),
    ];
    facts.unit_prices =
        prices.map(|(code, price)| UnitPriceFact::of_type(service_type(code), price.parse().unwrap())).into();
    facts.outside_types.insert(service_type("31"));
    facts.outside_codes.insert("116275".parse().unwrap());
    facts.short_stay_codes.insert("212113".parse().unwrap());
    facts
}

/// 要介護状態区分 → 区分支給限度基準額.
fn limit(level: &str) -> i32 {
    match level {
        "06" | "12" => 5032,
        "13" => 10_531,
        "22" => 19_705,
        "23" => 27_048,
        "24" => 30_938,
        other => panic!("no level {other}"),
    }
}

/// The facts of each person: rate, limit, and the order of the offices on the sheet.
fn of_person(mut facts: Facts, insured: InsuredNumber) -> Facts {
    let is_old = facts.edition == Edition::V3;
    let (rate, level, order): (i32, &str, &[(&str, &str)]) = match insured.as_str() {
        "9000000001" => (90, if is_old { "22" } else { "23" }, &[(HELP, "11"), (DAY, "15"), (RENT, "17")]),
        "0000000102" => {
            let order = &[(SHORT, "21"), (HELP, "11"), (NURSE, "13"), (RENT, "17")];
            (80, if is_old { "23" } else { "24" }, order)
        }
        "H000000103" => (100, "22", &[(HELP, "11"), (DOCTOR, "31"), (RENT, "17")]),
        "9000000104" => (90, "22", &[(HELP, "11"), (ROUND, "76"), (DAY, "15"), (RENT, "17")]),
        "9000000201" => (90, "13", &[(HELP, "A2"), (RENT, "67")]),
        "9000000202" => (90, "12", &[(HELP, "A2"), (DAY, "A6")]),
        "9000000203" => (90, "13", &[(HELP, "A2"), (DAY, "A6"), (RENT, "67")]),
        "9000000204" => (90, "12", &[(HELP, "A2"), (NURSE, "63"), (RENT, "67")]),
        "9000000205" => (90, "06", &[(CLUB, "A6")]),
        _ => panic!("an unknown person"),
    };
    facts.benefit_rate = Some(rate);
    facts.benefit_limit = Some(limit(level));
    facts.group_order = order
        .iter()
        .map(|(provider, code)| OfficeService {
            provider: office(provider),
            service_type: service_type(code),
        })
        .collect();
    match insured.as_str() {
        "9000000001" if !is_old => facts.entered_by = Some("TANTO01".parse().unwrap()),
        "0000000102" => facts.short_stay_days_before = Some(if is_old { 12 } else { 27 }),
        "H000000103" if is_old => facts.fill_managed_units = false,
        "9000000104" => {
            // Her units go over the limit, and the day service bears what is beyond it.
            facts.bearers.push(Bearer::rest(office(DAY), service_type("15")));
            facts.type_limits.push(TypeLimit { service_type: service_type("15"), units: 10_000 });
            facts.discounts.push(Discount {
                provider: office(DAY),
                service_code: "151343".parse().unwrap(),
                units: 800,
                discounted_rate: 95,
            });
        }
        _ => {}
    }
    facts
}

/// The file with a prefix in a folder of the valid samples.
fn file(folder: &str, prefix: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let is_it = |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix);
    fs::read(paths.find(|path| is_it(path)).unwrap()).unwrap()
}

/// Computes the 第7表 of all persons of a folder, and compares it with the one there.
fn check(folder: &str, facts: &Facts, persons: usize) {
    let plan: Vec<Table6> = from_slice(&file(folder, "UPPLAN_")).unwrap();
    let sheet_file = file(folder, "UPSIKYU_");
    let sheet: Vec<Table7> = from_slice(&sheet_file).unwrap();
    let (plans, sheets) = (plan_months(&plan), table7_months(&sheet));
    assert_eq!((plans.len(), sheets.len()), (persons, persons), "{folder}");
    let mut all = Vec::new();
    for (lines, expected) in plans.into_iter().zip(sheets) {
        let facts = of_person(facts.clone(), lines[0].insured);
        let computed = compute(lines, &facts).unwrap();
        assert_eq!((computed.missing, computed.notes), (vec![], vec![]), "{folder}");
        let read = Table7Month::read(expected.iter().copied()).unwrap();
        assert_eq!(read.moved, [0usize; 0], "{folder}: the sample is not in canonical order");
        for (computed, expected) in computed.month.records().zip(&expected) {
            assert_eq!(&computed, expected, "{folder}: {}", expected.service_code);
        }
        assert!(computed.month == read.month, "{folder}: another number of records");
        all.extend(computed.month.into_records());
    }
    assert!(to_vec(&all).unwrap() == sheet_file, "{folder}: other bytes");
}

#[test]
fn slip_4_1() {
    check("slip-4.1", &facts(Edition::V4_1, "20251016", CARE), 4);
}

#[test]
fn slip_update_4_1() {
    check("slip-update-4.1", &facts(Edition::V4_1, "20251028", CARE), 1);
}

#[test]
fn slip_3_2() {
    check("slip-3.2", &facts(Edition::V3, "20241122", CARE), 3);
}

#[test]
fn preventive_slip_4_1() {
    check("preventive-slip-4.1", &facts(Edition::V4_1, "20250926", CENTRE), 2);
}

#[test]
fn preventive_af_slip_4_1() {
    check("preventive-af-slip-4.1", &facts(Edition::V4_1, "20250926", CENTRE), 1);
}

#[test]
fn preventive_report_4_1() {
    check("preventive-report-4.1", &facts(Edition::V4_1, "20250926", CARE), 2);
}

#[test]
fn every_folder_with_a_sheet_is_checked_above() {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid");
    let mut with_sheet: Vec<String> = fs::read_dir(folders)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|folder| {
            let mut files = fs::read_dir(folder.path()).unwrap();
            files.any(|file| file.unwrap().file_name().to_str().unwrap().starts_with("UPSIKYU_"))
        })
        .map(|folder| folder.file_name().into_string().unwrap())
        .collect();
    with_sheet.sort();
    let checked = [
        "preventive-af-slip-4.1",
        "preventive-report-4.1",
        "preventive-slip-4.1",
        "slip-3.2",
        "slip-4.1",
        "slip-update-4.1",
    ];
    assert_eq!(with_sheet, checked);
}

#[test]
fn borrowed_texts_compute_the_same() {
    let (plan_file, sheet_file) = (file("slip-4.1", "UPPLAN_"), file("slip-4.1", "UPSIKYU_"));
    let plan: Vec<Table6<Text<'_>>> = forms(&plan_file).map(|record| record.unwrap().form).collect();
    let expected: Vec<Table7<Text<'_>>> = forms(&sheet_file).map(|record| record.unwrap().form).collect();
    let facts = facts(Edition::V4_1, "20251016", CARE);
    let mut all = Vec::new();
    for lines in plan_months(&plan) {
        let facts = of_person(facts.clone(), lines[0].insured);
        let computed: Computed<Text<'_>> = compute(lines, &facts).unwrap();
        all.extend(computed.month.into_records());
    }
    assert_eq!(all, expected);
}

#[test]
fn debug_output_names_no_person() {
    let plan: Vec<Table6> = from_slice(&file("slip-4.1", "UPPLAN_")).unwrap();
    for lines in plan_months(&plan) {
        let insured = lines[0].insured;
        let bare = compute(lines.iter().copied(), &Facts::new(Edition::V4_1, lines[0].created_on)).unwrap();
        assert!(!bare.missing.is_empty());
        let mut other = lines[0].clone();
        other.insured = "9000000999".parse().unwrap();
        let facts = of_person(facts(Edition::V4_1, "20251016", CARE), insured);
        let errors = compute([lines[0], &other], &facts).unwrap_err();
        let texts = format!("{bare:?} {:?} {errors:?} {errors} {}", bare.month, errors.japanese());
        assert!(!texts.contains(insured.as_str()) && !texts.contains("9000000999"));
    }
}
