//! The rules about the records of one file, beyond their samples.

#![allow(clippy::unwrap_used)]

use careplan_rules::sample::{self, Edit, Sample};
use careplan_rules::{Checker, Document, Level, Profile, Report};

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

/// The findings of this family: rule, prefix of the file, record, item.
fn found(edits: &'static [Edit], base: sample::Base) -> Vec<String> {
    tell(&check(&base.with(edits), Profile::send()))
}

fn tell(report: &Report) -> Vec<String> {
    let own = report.findings.iter().filter(|finding| finding.rule.family() == "file");
    own.map(|finding| {
        let at = &finding.location;
        let prefix = report.file_name(finding).split('_').next().unwrap_or_default();
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let item = number(at.item.map(|item| item.number as u64));
        format!("{} {prefix} {} {item}", finding.rule.id, number(at.record))
    })
    .collect()
}

fn not_run(report: &Report, id: &str) -> u64 {
    report.tallies.iter().find(|tally| tally.rule.id == id).map_or(0, |tally| tally.not_run)
}

const DLT: &str = "DLT1KYO";

#[test]
fn every_record_that_differs_from_the_first_is_told() {
    let edits = &[
        Edit::Append(DLT, "202208,991018,9000000002,20260320\n"),
        Edit::Append(DLT, "202407,991018,9000000003,20260320\n"),
        Edit::Append(DLT, "202003,991018,9000000004,20260320\n"),
        Edit::Append(DLT, "202208,991018,9000000005,20260320\n"),
    ];
    let expected = [
        "file-mixed-versions DLT1KYO 2 1",
        "file-mixed-versions DLT1KYO 4 1",
        "file-mixed-versions DLT1KYO 5 1",
    ];
    assert_eq!(found(edits, sample::TABLE1_DELETION), expected);
}

#[test]
fn an_unknown_version_is_told_once_for_each_value() {
    let edits = &[
        Edit::Set(DLT, 1, 1, "202410"),
        Edit::Append(DLT, "202410,991018,9000000002,20260320\n"),
        Edit::Append(DLT, "202304,991018,9000000003,20260320\n"),
        Edit::Append(DLT, "202410,991018,9000000004,20260320\n"),
        Edit::Append(DLT, "v4,991018,9000000005,20260320\n"),
        Edit::Append(DLT, "v4,991018,9000000006,20260320\n"),
        Edit::Off("file-mixed-versions"),
    ];
    let report = check(&sample::TABLE1_DELETION.with(edits), Profile::send());
    let expected = [1, 3, 5].map(|record| format!("file-unknown-version DLT1KYO {record} 1"));
    assert_eq!(tell(&report), expected);
    // What is no number may be anything, and is not told.
    let messages: Vec<String> =
        report.findings.iter().map(|finding| finding.message(careplan_rules::Language::English)).collect();
    assert!(messages.iter().any(|message| message.contains("announced")), "{messages:?}");
    assert!(!messages.iter().any(|message| message.contains("v4")), "{messages:?}");
}

#[test]
fn blanks_around_a_version_are_no_other_version() {
    let edits = &[Edit::Raw(DLT, 1, 1, " 202407"), Edit::Append(DLT, "202407,991018,9000000002,20260320\n")];
    assert_eq!(found(edits, sample::TABLE1_DELETION), [""; 0]);
    assert_eq!(
        found(&[Edit::Raw(DLT, 1, 1, "２０２４０７")], sample::TABLE1_DELETION),
        ["file-unknown-version DLT1KYO 1 1"]
    );
}

#[test]
fn a_blank_version_is_counted_as_not_run() {
    let report = check(&sample::TABLE1_DELETION.with(&[Edit::Set(DLT, 1, 1, "")]), Profile::send());
    assert_eq!(tell(&report), [""; 0]);
    assert_eq!((not_run(&report, "file-unknown-version"), not_run(&report, "file-mixed-versions")), (1, 1));
}

#[test]
fn a_version_is_held_against_every_month_of_a_supplement_once() {
    const NAME: &str = "UPHOSOKU_202404_9970100013_9970100062_20240325110000.CSV";
    let edits = &[
        Edit::Repeat("UPHOSOKU", 1),
        Edit::Set("UPHOSOKU", 2, 3, "9000000009"),
        Edit::Set("UPHOSOKU", 2, 63, "202504"),
        Edit::Repeat("UPHOSOKU", 2),
        Edit::Set("UPHOSOKU", 3, 3, "9000000008"),
        Edit::Name("UPHOSOKU", NAME),
    ];
    assert_eq!(found(edits, sample::SLIP_V3), ["file-version-month UPHOSOKU 2 1"]);
    // Plan sets have no month.
    assert_eq!(found(&[Edit::SetAll("UPHOSOKU", 4, "20250501")], sample::PLAN_V3), [""; 0]);
}

#[test]
fn an_invalid_month_is_no_other_month() {
    let edits = &[
        Edit::Append("DLTPLAN", "202407,991018,9000000002,202613\n"),
        Edit::Append("DLTPLAN", "202407,991018,9000000003,202604\n"),
    ];
    let report = check(&sample::PLAN_DELETION.with(edits), Profile::send());
    assert_eq!(tell(&report), [""; 0]);
    assert_eq!((not_run(&report, "file-mixed-months"), not_run(&report, "file-version-month")), (1, 1));
    assert_eq!(not_run(&report, "file-duplicate-key"), 1);
}

#[test]
fn the_month_is_found_in_both_editions_and_all_kinds() {
    let edits = &[Edit::Set("UPSIKYU", 2, 5, "202405"), Edit::Off("name-month-mismatch")];
    assert_eq!(found(edits, sample::SLIP_V3), ["file-mixed-months UPSIKYU 2 5"]);
    let edits = &[Edit::Append("DLTJSK", "202407,991018,9000000001,202603,9970100021,11\n")];
    assert_eq!(found(edits, sample::ACTUAL_DELETION), ["file-mixed-months DLTJSK 2 4"]);
}

#[test]
fn keys_need_not_stand_side_by_side() {
    let edits = &[
        Edit::Append("DLTJSK", "202407,991018,9000000002,202604,9970100021,11\n"),
        Edit::Append("DLTJSK", "202407,991018,9000000001,202604,9970100021,A2\n"),
        Edit::Append("DLTJSK", "202407,991018,9000000001,202604,9970100039,11\n"),
        Edit::Append("DLTJSK", "202407,991018,900000000,202604,9970100021,11\n"),
        Edit::Append("DLTJSK", "202407,991018,9000000001,202604,9970100021,11\n"),
        Edit::Append("DLTJSK", "202407,991018,9000000002,202604,9970100021,11\n"),
    ];
    let report = check(&sample::ACTUAL_DELETION.with(edits), Profile::send());
    assert_eq!(tell(&report), ["file-duplicate-key DLTJSK 6 -", "file-duplicate-key DLTJSK 7 -"]);
    assert_eq!(not_run(&report, "file-duplicate-key"), 1);
}

#[test]
fn tables_with_several_lines_have_no_unique_key() {
    for base in [sample::PLAN, sample::SLIP, sample::ACTUAL, sample::BASIC, sample::SUPPORT] {
        assert_eq!(found(&[], base), [""; 0]);
    }
}

/// Two persons; the receiver serves the first only.
const SECOND_PERSON: Edit = Edit::Append(
    "UPPLAN",
    "202407,991018,9000000002,20260325,202604,9970100013,,387,,20260401,,0900,1000,1,111211,,,,,9970100021,,,0,9970100013,\n\
         202407,991018,9000000001,20260325,202604,9970100013,,387,,20260415,,0900,1000,1,111211,,,,,9970100021,,,0,9970100013,\n\
         202407,991018,9000000002,20260325,202604,9970100013,,387,,20260408,,0900,1000,1,111211,,,,,9970100021,,,0,9970100013,\n",
);

#[test]
fn persons_may_be_mixed_and_are_told_once() {
    assert_eq!(found(&[SECOND_PERSON], sample::SLIP), ["file-unrelated-person UPPLAN 5 -"]);
}

#[test]
fn another_service_of_the_receiver_is_only_remarked() {
    const NAME: &str = "UPPLAN_202604_9970100013_43_9970100062_13_20260325110000.CSV";
    let report = check(&sample::SLIP.with(&[Edit::Name("UPPLAN", NAME)]), Profile::send());
    let levels: Vec<Level> = report
        .findings
        .iter()
        .filter(|finding| finding.rule.id == "file-unrelated-person")
        .map(|finding| finding.level)
        .collect();
    assert_eq!(levels, [Level::Info]);
}

#[test]
fn lines_that_may_be_the_receivers_speak_for_a_person() {
    // The office of the second person's line cannot be read.
    let edits = &[Edit::Append(
        "UPPLAN",
        "202407,991018,9000000002,20260325,202604,9970100013,,387,,20260401,,0900,1000,1,111211,,,,,,,,0,9970100013,\n",
    )];
    let report = check(&sample::SLIP.with(edits), Profile::send());
    assert_eq!(tell(&report), [""; 0]);
    assert_eq!(not_run(&report, "file-unrelated-person"), 1);
    // Nobody knows whose line of the receiver this is.
    let edits = &[
        SECOND_PERSON,
        Edit::Append(
            "UPPLAN",
            "202407,991018,9,20260325,202604,9970100013,,1000,,20260401,,9999,9999,1,171003,99999-000011,,,,9970100062,,,0,9970100013,\n",
        ),
    ];
    let report = check(&sample::SLIP.with(edits), Profile::send());
    assert_eq!(tell(&report), [""; 0]);
    assert!(not_run(&report, "file-unrelated-person") > 0);
}

#[test]
fn actuals_and_files_without_a_receiver_are_left_alone() {
    assert_eq!(found(&[Edit::SetAll("UPJSK", 20, "9970100039")], sample::ACTUAL), [""; 0]);
    assert_eq!(found(&[Edit::Name("UPPLAN", "april.csv")], sample::SLIP), [""; 0]);
}
