//! What lies together, and what hostile or unlucky files do to the rules.

#![allow(clippy::unwrap_used)]

use careplan_rules::sample::{self, Edit, Sample};
use careplan_rules::{Checker, Document, Profile, Report, mend};
use std::fs;
use std::path::Path;

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(profile).check(documents)
}

fn ids(report: &Report) -> Vec<&'static str> {
    report.findings.iter().map(|finding| finding.rule.id).collect()
}

fn write(folder: &Path, sample: &Sample) {
    fs::create_dir_all(folder).unwrap();
    for file in sample.files() {
        fs::write(folder.join(file.name), file.bytes).unwrap();
    }
}

#[test]
fn a_unit_may_lie_in_several_folders_and_its_copies_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    for (number, file) in sample::PLAN.with(&[]).files().into_iter().enumerate() {
        let place = folder.path().join(format!("part{number}"));
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(file.name), file.bytes).unwrap();
    }
    let checker = Checker::new(Profile::send());
    assert_eq!(ids(&checker.check_paths([folder.path()])), [""; 0]);
    // A slip set that lies there twice changes nothing for the plan set.
    write(&folder.path().join("a"), &sample::SLIP.with(&[]));
    write(&folder.path().join("b"), &sample::SLIP.with(&[]));
    assert_eq!(ids(&checker.check_paths([folder.path()])), [""; 0]);
    // But each copy is to be complete.
    write(&folder.path().join("c"), &sample::SLIP.with(&[Edit::Without("UPSIKYU")]));
    assert_eq!(ids(&checker.check_paths([folder.path()])), ["set-incomplete"]);
}

#[test]
fn a_line_end_comes_behind_the_quote_that_is_added_before_it() {
    let record = b"202407,991018,9000000001,20260320,20260320,,,,,,,,\x92\xCA\x89\x40".to_vec();
    let name = "UP3KYO_9970100013_43_9970100062_17_20260325100000.CSV";
    let report = Checker::new(Profile::send().collecting_edits(true)).check([Document::new(name, &record)]);
    let edits = report.mends.values().next().unwrap().edits.clone();
    let mut mended = Vec::new();
    mend(&record[..], edits, &mut mended).unwrap();
    assert!(mended.ends_with(b",\"\x92\xCA\x89\x40\"\r\n"), "{}", String::from_utf8_lossy(&mended));
}

#[test]
fn nothing_is_certain_to_mend_in_a_record_with_shifted_items() {
    let shifted = sample::ACTUAL.with(&[Edit::Raw("UPJSK", 1, 7, "例示, 能子")]);
    let report = check(&shifted, Profile::send().collecting_edits(true));
    assert!(ids(&report).contains(&"csv-field-count"), "{:?}", ids(&report));
    assert!(report.mends.is_empty(), "{:?}", report.mends);
}

#[test]
fn what_stands_where_an_office_should_is_not_shown() {
    for value in ["9000000001", "YAMADATARO"] {
        let wrong = value.to_owned();
        let edits: &'static [Edit] = Box::leak(Box::new([Edit::Set("UPJSK", 1, 6, wrong.leak())]));
        let report = check(&sample::ACTUAL.with(edits), Profile::send());
        assert!(!report.findings.is_empty());
        let mut out = Vec::new();
        careplan_rules::output::write_json(&report, careplan_rules::Language::English, &mut out).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains(value));
    }
}

#[test]
fn one_wrong_version_is_one_fault() {
    let report = check(&sample::ACTUAL.with(&[Edit::Set("UPJSK", 1, 1, "202410")]), Profile::send());
    assert_eq!(ids(&report), ["file-unknown-version"]);
}

#[test]
fn commissioned_plans_and_actuals_are_passed_on_as_they_are() {
    // 総合事業 planned by a centre, done by a provider, sent to the office that plans for the centre.
    let passed_on = [
        Edit::SetAll("UPJSK", 6, "9900100083"),
        Edit::SetAll("UPJSK", 15, "A21111"),
        Edit::Name("UPJSK", "UPJSK_202604_9970100021_A2_9970100013_43_20260501090000.CSV"),
        Edit::Set("UPJSK", 2, 12, "1030"),
        Edit::Set("UPJSK", 2, 13, "1100"),
    ];
    let report = check(&sample::ACTUAL.with(Box::leak(Box::new(passed_on))), Profile::send());
    assert_eq!(ids(&report), [""; 0]);
}

#[test]
fn a_rent_is_not_multiplied_by_its_days() {
    let days = sample::SLIP.with(&[Edit::Set("UPSIKYU", 4, 16, "31")]);
    assert_eq!(ids(&check(&days, Profile::send())), [""; 0]);
}
