//! The rules about units of sending and relations between files, beyond their samples.

#![allow(clippy::unwrap_used)]

use careplan_rules::sample::{self, Base, Edit, Sample};
use careplan_rules::{Checker, Document, Language, Level, Profile, Report};

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

fn report(base: Base, edits: &'static [Edit]) -> Report {
    check(&base.with(edits), Profile::send())
}

/// The findings of this family: rule, prefix of the file, record, item.
fn found(base: Base, edits: &'static [Edit]) -> Vec<String> {
    tell(&report(base, edits))
}

fn tell(report: &Report) -> Vec<String> {
    let own = report.findings.iter().filter(|finding| finding.rule.family() == "set");
    own.map(|finding| {
        let at = &finding.location;
        let prefix = report.file_name(finding).split("_9").next().unwrap_or_default();
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let item = number(at.item.map(|item| item.number as u64));
        format!("{} {prefix} {} {item}", finding.rule.id, number(at.record))
    })
    .collect()
}

fn not_run(report: &Report, id: &str) -> u64 {
    report.tallies.iter().find(|tally| tally.rule.id == id).map_or(0, |tally| tally.not_run)
}

fn messages(report: &Report, id: &str) -> Vec<String> {
    let own = report.findings.iter().filter(|finding| finding.rule.id == id);
    own.map(|finding| finding.message(Language::English)).collect()
}

const NOTHING: [&str; 0] = [];

// Which files go together.

#[test]
fn each_missing_kind_is_told_at_the_first_file() {
    let report = report(sample::PLAN, &[Edit::Without("UP2KYO"), Edit::Without("UPHOSOKU")]);
    assert_eq!(tell(&report), ["set-incomplete UP1KYO - -"; 2]);
    let messages = messages(&report, "set-incomplete");
    assert!(messages[0].contains("table 2") || messages[1].contains("table 2"), "{messages:?}");
    assert_eq!(
        found(sample::SLIP, &[Edit::Without("UPPLAN"), Edit::Without("UPSIKYU")]),
        ["set-incomplete UPHOSOKU_202604 - -"; 2]
    );
}

#[test]
fn annexes_may_be_absent_and_what_they_belong_to_not() {
    let level = |report: &Report| report.findings.iter().map(|finding| finding.level).collect::<Vec<_>>();
    let absent = report(sample::BASIC, &[Edit::Without("UPKIHON_SUB1"), Edit::Without("UPKIHON_SUB2")]);
    assert_eq!(tell(&absent), ["set-incomplete UPKIHON - -"; 2]);
    assert_eq!(level(&absent), [Level::Info; 2]);
    let alone = report(sample::SUPPORT, &[Edit::Without("UPYOBO")]);
    assert_eq!(
        (tell(&alone), level(&alone)),
        (vec!["set-incomplete UPYOBO_SUB - -".to_owned()], vec![Level::Error])
    );
    let edits = &[Edit::Without("UPKIHON"), Edit::Without("UPKIHON_SUB1"), Edit::Without("UPKIHON_SUB2")];
    let alone = check(&sample::BASIC.with(edits), Profile::receive());
    assert_eq!((tell(&alone).len(), level(&alone)), (1, vec![Level::Warning]));
}

#[test]
fn unread_files_are_there() {
    let report = report(sample::PLAN, &[Edit::Utf8("UP1KYO"), Edit::Set("UP2KYO", 1, 3, "9000000009")]);
    assert_eq!(tell(&report), NOTHING);
    // Two persons in 第2表, one in 第3表 and in 補足: nobody knows who is missing.
    assert_eq!(not_run(&report, "set-orphan"), 4);
    assert_eq!(found(sample::SLIP, &[Edit::Utf16("UPPLAN")]), NOTHING);
    assert_eq!(found(sample::SLIP, &[Edit::Utf8("UPSIKYU"), Edit::Set("UPPLAN", 4, 14, "2")]), NOTHING);
    assert_eq!(found(sample::SLIP, &[Edit::Content("UPHOSOKU", b"")]), NOTHING);
}

#[test]
fn a_file_whose_name_is_wrong_is_told_by_its_name_only() {
    const OTHER: &str = "DLTBET_202604_9970100013_43_9970100062_17_20260325120000.CSV";
    const DLTBET: &str = "DLTBET_202604_9970100013_43_9970100062_17_20260325110000.CSV";
    assert_eq!(found(sample::SLIP, &[Edit::Name("UPSIKYU", DLTBET)]), NOTHING);
    // Of another time it says nothing.
    assert_eq!(found(sample::SLIP, &[Edit::Name("UPSIKYU", OTHER)]), ["set-incomplete UPPLAN_202604 - -"]);
}

#[test]
fn a_supplement_named_for_the_other_set_is_told_by_its_name_only() {
    const MONTH: &str = "UPHOSOKU_202604_9970100013_43_9970100062_17_20260325100000.CSV";
    const ZEROS: &str = "UPHOSOKU_000000_9970100013_43_9970100062_17_20260325110000.CSV";
    assert_eq!(found(sample::SLIP, &[Edit::Name("UPHOSOKU", ZEROS)]), NOTHING);
    assert_eq!(found(sample::PLAN, &[Edit::Name("UPHOSOKU", MONTH)]), NOTHING);
}

#[test]
fn content_of_another_kind_makes_no_other_finding() {
    // Actuals under the name of a deletion, beside other actuals of the same unit.
    const DELETION: &str = "DLTJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV";
    assert_eq!(found(sample::ACTUAL, &[Edit::Name("UPJSK", DELETION)]), NOTHING);
    // 第1表 under the name of the supplement.
    let edits = &[
        Edit::Without("UPHOSOKU"),
        Edit::File(
            "UPHOSOKU_000000_9970100013_43_9970100062_17_20260325100000.CSV",
            "202407,991018,9000000001,20260320,,,,\"例示　能子\",\"見本居宅介護支援センター\",,,,9970100013,20260320,20230401,,,,,,,,,,,,9970100013,\n",
        ),
    ];
    assert_eq!(found(sample::PLAN, edits), NOTHING);
}

const ACTUALS: &str = "202407,991018,9000000001,20260501,202604,9970100013,,387,,20260401,,0900,1000,1,111211,,,,,9970100021,,,0,9970100013,\n";

#[test]
fn actuals_go_with_a_plan_to_a_centre_only() {
    const MAY: Edit = Edit::File(
        "UPJSK_202605_9970100021_11_9970100013_43_20260501090000.CSV",
        "202407,991018,9000000001,20260501,202605,9970100013,,387,,20260501,,0900,1000,1,111211,,,,,9970100021,,,0,9970100021,\n",
    );
    const CENTRE: &[Edit] = &[
        Edit::Name("UPPLAN", "UPPLAN_202604_9970100013_43_9900100083_AF_20260325110000.CSV"),
        Edit::Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9900100083_AF_20260325110000.CSV"),
        Edit::Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9900100083_AF_20260325110000.CSV"),
        Edit::File("UPJSK_202604_9970100013_43_9900100083_AF_20260325110000.CSV", ACTUALS),
    ];
    const OFFICE: Edit = Edit::File("UPJSK_202604_9970100013_43_9970100062_17_20260325110000.CSV", ACTUALS);
    assert_eq!(found(sample::SLIP, &[OFFICE]), ["set-not-allowed UPJSK_202604 - -"]);
    assert_eq!(found(sample::SLIP, CENTRE), NOTHING);
    // Several months of actuals under one timestamp are units of their own.
    assert_eq!(found(sample::ACTUAL, &[MAY]), NOTHING);
}

#[test]
fn two_deletions_under_one_timestamp_are_no_error() {
    const OTHER: Edit = Edit::File(
        "DLT1KYO_9970100013_43_9970100062_17_20260420100002.CSV",
        "202407,991018,9000000001,20260320\n",
    );
    let report = report(sample::PLAN_DELETION, &[OTHER]);
    assert_eq!(tell(&report).len(), 1);
    assert!(!report.has_errors());
}

#[test]
fn preventive_plan_and_basic_information_go_together() {
    const OTHER_DATE: &[Edit] = &[EDITS[0], EDITS[1], Edit::Set("UPYOBO", 1, 4, "20260311")];
    const EDITS: &[Edit] = &[
        Edit::File(
            "UPYOBO_9900100083_46_9970100013_43_20260325130000.CSV",
            "202407,991018,9000000201,20260310,1,2,,\"例示　花子\",20250818,20250901,20270831,21,2,2,\"見本　支援子\",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
        ),
        Edit::File(
            "UPYOBO_SUB_9900100083_46_9970100013_43_20260325130000.CSV",
            "202407,991018,9000000201,20260310,\"1\",\"外出が減っている。\",,,,\"1\",,,,\"1\",,,\n",
        ),
    ];
    // The dates are the same here, and the keys must not be taken for one another.
    assert_eq!(found(sample::BASIC, EDITS), NOTHING);
    assert_eq!(found(sample::BASIC, OTHER_DATE), ["set-orphan UPYOBO_SUB 1 -"]);
}

#[test]
fn files_written_one_by_one_are_one_unit_under_several_timestamps() {
    let edits = &[
        Edit::Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9970100062_17_20260325110001.CSV"),
        Edit::Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9970100062_17_20260325110002.CSV"),
    ];
    let expected = ["set-mixed-stamp UPSIKYU_202604 - -", "set-mixed-stamp UPHOSOKU_202604 - -"];
    assert_eq!(found(sample::SLIP, edits), expected);
    // Units that do not complete each other are incomplete.
    let edits = &[
        Edit::Name("UPSIKYU", "UPSIKYU_202604_9970100013_43_9970100062_17_20260325110001.CSV"),
        Edit::Without("UPHOSOKU"),
    ];
    assert_eq!(found(sample::SLIP, edits).iter().filter(|it| it.starts_with("set-incomplete")).count(), 4);
    // Nor do those of different receivers.
    let edits = &[Edit::Name("UPHOSOKU", "UPHOSOKU_202604_9970100013_43_9970100021_11_20260325110001.CSV")];
    assert_eq!(found(sample::SLIP, edits).iter().filter(|it| it.starts_with("set-incomplete")).count(), 3);
}

#[test]
fn pictures_are_found_whatever_their_extension_and_others_not() {
    let edits =
        &[Edit::Set("UPKIHON", 1, 62, "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0002.jpg")];
    assert_eq!(found(sample::BASIC, edits), ["set-image-missing UPKIHON 1 62"]);
    let report = report(sample::BASIC, edits);
    assert!(!messages(&report, "set-image-missing")[0].contains("0002"));
    let edits = &[Edit::Raw("UPKIHON", 1, 62, "\"UPKIHON\"_IMAGE")];
    let report = check(&sample::BASIC.with(edits), Profile::send());
    assert_eq!((tell(&report), not_run(&report, "set-image-missing")), (Vec::new(), 1));
}

// The same persons.

#[test]
fn persons_are_told_once_for_each_file() {
    let edits = &[
        Edit::Set("UP2KYO", 1, 3, "9000000009"),
        Edit::Set("UP2KYO", 3, 3, "9000000009"),
        Edit::Set("UP3KYO", 2, 3, "9000000009"),
    ];
    assert_eq!(found(sample::PLAN, edits), ["set-orphan UP2KYO 1 -", "set-orphan UP3KYO 2 -"]);
}

#[test]
fn a_person_whose_record_cannot_be_read_is_not_missing() {
    // The supplement is there, but its number is too short.
    let report = report(sample::SLIP, &[Edit::Set("UPHOSOKU", 1, 3, "9001")]);
    assert_eq!(tell(&report), NOTHING);
    assert_eq!((not_run(&report, "set-person-missing"), not_run(&report, "set-orphan")), (1, 1));
    // A quote that is never closed swallows what follows it.
    let report = check(&sample::SLIP.with(&[Edit::Raw("UPHOSOKU", 1, 6, "\"見本")]), Profile::send());
    assert_eq!((tell(&report), not_run(&report, "set-person-missing")), (Vec::new(), 1));
    let edits = &[Edit::Raw("UPSIKYU", 5, 6, "\"合計"), Edit::Set("UPPLAN", 4, 14, "2")];
    let report = check(&sample::SLIP.with(edits), Profile::send());
    assert_eq!((tell(&report), not_run(&report, "set-count-mismatch")), (Vec::new(), 1));
    // So does one that is closed by the next quote: here the second person's supplement is lost.
    let edits = &[
        Edit::Repeat("UP1KYO", 1),
        Edit::Set("UP1KYO", 2, 3, "9000000009"),
        Edit::Repeat("UP2KYO", 1),
        Edit::Set("UP2KYO", 4, 3, "9000000009"),
        Edit::Repeat("UPHOSOKU", 1),
        Edit::Set("UPHOSOKU", 2, 3, "9000000009"),
        Edit::Raw("UPHOSOKU", 1, 10, "\"見本県"),
    ];
    let report = check(&sample::PLAN.with(edits), Profile::send());
    assert_eq!(tell(&report), NOTHING);
    assert!(not_run(&report, "set-person-missing") > 0);
}

#[test]
fn another_month_is_told_by_other_rules_only() {
    let edits = &[Edit::SetAll("UPSIKYU", 5, "202605"), Edit::Set("UPHOSOKU", 1, 63, "202603")];
    assert_eq!(found(sample::SLIP, edits), NOTHING);
    // A supplement that says it belongs to a plan.
    let edits = &[Edit::Set("UPHOSOKU", 1, 4, "20260320"), Edit::Set("UPHOSOKU", 1, 63, "000000")];
    assert_eq!(found(sample::SLIP, edits), NOTHING);
}

#[test]
fn another_insurer_is_another_person() {
    let expected = ["set-person-missing UPPLAN_202604 1 -", "set-orphan UPHOSOKU_202604 1 -"];
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPHOSOKU", 1, 2, "991026")]), expected);
}

// The same edition.

#[test]
fn editions_are_compared_by_the_first_record_of_each_file() {
    let edits = &[Edit::SetAll("UP2KYO", 1, "201910"), Edit::SetAll("UPHOSOKU", 1, "201910")];
    assert_eq!(
        found(sample::PLAN_V3, edits),
        ["set-version-mixed UP2KYO 1 1", "set-version-mixed UPHOSOKU_000000 1 1"]
    );
    // What no edition has, and what was withdrawn, is told of the file.
    assert_eq!(found(sample::PLAN, &[Edit::SetAll("UP2KYO", 1, "202410")]), NOTHING);
    assert_eq!(found(sample::PLAN, &[Edit::SetAll("UP2KYO", 1, "202504")]), NOTHING);
}

// The same services.

/// A visit more in 第6表 by a satellite.
const SATELLITE_VISIT: Edit = Edit::Append(
    "UPPLAN",
    "202407,991018,9000000001,20260325,202604,9970100013,,387,,20260403,,0900,1000,1,111211,,,,,9970100021,,1,0,9970100013,\n",
);
const SATELLITE_ROW: Edit = Edit::Append(
    "UPSIKYU",
    "202407,991018,9000000001,20260325,202604,,9970100021,1,111211,,,,387,,,1,387,387,,,0,387,,,,,,,,,,,0,9999999999,,9970100013,\n",
);

#[test]
fn satellites_are_taken_together() {
    assert_eq!(found(sample::SLIP, &[SATELLITE_VISIT, SATELLITE_ROW]), NOTHING);
    let report = report(sample::SLIP, &[SATELLITE_VISIT]);
    assert_eq!(tell(&report), ["set-count-mismatch UPSIKYU_202604 1 16"]);
    assert_eq!(messages(&report, "set-count-mismatch"), ["service code 111211: 3 in table 6, 2 in table 7"]);
}

#[test]
fn places_in_edition_3() {
    let edits = &[Edit::Set("UPPLAN", 1, 14, "3"), Edit::Set("UPSIKYU", 1, 13, "2")];
    assert_eq!(found(sample::SLIP_V3, edits), ["set-count-mismatch UPSIKYU_202404 1 13"]);
    assert_eq!(
        found(sample::SLIP_V3, &[Edit::Set("UPPLAN", 1, 8, "99")]),
        ["set-units-mismatch UPSIKYU_202404 1 10"]
    );
    let edits = &[Edit::Set("UPSIKYU", 1, 12, "300")];
    assert_eq!(found(sample::SLIP_V3, edits), ["set-units-mismatch UPSIKYU_202404 1 12"]);
}

#[test]
fn monthly_additions_on_several_lines_count_once() {
    // 第7表 has the second code once; it stands on two lines.
    let edits = &[Edit::Repeat("UPPLAN", 2), Edit::Set("UPPLAN", 5, 10, "20260408")];
    assert_eq!(found(sample::SLIP, edits), NOTHING);
}

#[test]
fn lines_that_cannot_be_read_keep_a_person_from_being_counted() {
    let edits = &[Edit::Set("UPPLAN", 4, 15, ""), Edit::Set("UPPLAN", 1, 14, "5")];
    let report = check(&sample::SLIP.with(edits), Profile::send());
    assert_eq!(tell(&report), NOTHING);
    assert_eq!(not_run(&report, "set-count-mismatch"), 1);
    // Another person is counted all the same.
    let edits = &[
        Edit::Set("UPPLAN", 4, 15, ""),
        Edit::Append(
            "UPPLAN",
            "202407,991018,9000000002,20260325,202604,9970100013,,387,,20260403,,0900,1000,1,111211,,,,,9970100021,,,0,9970100013,\n",
        ),
        Edit::Append(
            "UPSIKYU",
            "202407,991018,9000000002,20260325,202604,,9970100021,,111211,,,,387,,,4,387,387,,,0,387,,,,,,,,,,,0,9999999999,,9970100013,\n",
        ),
        Edit::Off("set-person-missing"),
    ];
    assert_eq!(found(sample::SLIP, edits), ["set-count-mismatch UPSIKYU_202604 6 16"]);
}

#[test]
fn units_may_differ_from_line_to_line() {
    let edits = &[Edit::Set("UPPLAN", 1, 8, "380"), Edit::Set("UPPLAN", 4, 8, "390")];
    let report = report(sample::SLIP, edits);
    assert_eq!(tell(&report), ["set-units-mismatch UPSIKYU_202604 1 13"]);
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPPLAN", 4, 8, "390")]), NOTHING);
    // Without units on a line nobody knows.
    let edits = &[Edit::Set("UPPLAN", 1, 8, "380"), Edit::Set("UPPLAN", 4, 8, "")];
    assert_eq!(found(sample::SLIP, edits), NOTHING);
    // The units after the discount are meant.
    let edits = &[Edit::Set("UPSIKYU", 1, 14, "90"), Edit::Set("UPSIKYU", 1, 15, "348")];
    assert_eq!(found(sample::SLIP, edits), ["set-units-mismatch UPSIKYU_202604 1 15"]);
}

#[test]
fn what_may_be_a_rate_is_not_compared() {
    const RATE: Edit = Edit::Append(
        "UPPLAN",
        "202407,991018,9000000001,20260325,202604,9970100013,,50,,20260430,,9999,9999,1,116275,,,,,9970100021,,,0,9970100013,\n",
    );
    const ROW: Edit = Edit::Append(
        "UPSIKYU",
        "202407,991018,9000000001,20260325,202604,,9970100021,,116275,,,,233,,,1,233,,,,,,,,,,,,,,,,0,9999999999,,9970100013,\n",
    );
    assert_eq!(found(sample::SLIP, &[RATE, ROW]), NOTHING);
}

#[test]
fn products_are_compared_where_both_tables_name_them() {
    // A wide hyphen is the same product.
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPSIKYU", 4, 10, "99999－000011")]), NOTHING);
    // Without a code, or with one of another shape, other rules speak.
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPSIKYU", 4, 10, "")]), NOTHING);
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPPLAN", 3, 16, "")]), NOTHING);
    assert_eq!(found(sample::SLIP, &[Edit::Set("UPSIKYU", 4, 10, "99999000011")]), NOTHING);
    let expected =
        ["set-equipment-mismatch UPPLAN_202604 3 17", "set-equipment-mismatch UPSIKYU_202604 4 10"];
    let edits = &[Edit::Set("UPPLAN", 3, 16, ""), Edit::Set("UPPLAN", 3, 17, "99998-000001")];
    assert_eq!(found(sample::SLIP, edits), expected);
}

// The same address.

#[test]
fn the_first_item_that_differs_is_told_without_its_value() {
    let edits = &[Edit::Set("UPHOSOKU", 1, 10, "見本県例示市例示台１"), Edit::Set("UPHOSOKU", 1, 18, "24")];
    let report = report(sample::PLAN, edits);
    assert_eq!(tell(&report), ["set-address-differs UPHOSOKU_000000 1 10"]);
    assert!(!messages(&report, "set-address-differs")[0].contains("例示台"));
    assert_eq!(
        found(sample::PLAN, &[Edit::Set("UPHOSOKU", 1, 16, "1")]),
        ["set-address-differs UPHOSOKU_000000 1 16"]
    );
    assert_eq!(
        found(sample::PLAN, &[Edit::Set("UPHOSOKU", 1, 18, "24")]),
        ["set-address-differs UPHOSOKU_000000 1 18"]
    );
    // Codes that no list has are told by another rule.
    assert_eq!(found(sample::PLAN, &[Edit::Set("UPHOSOKU", 1, 18, "99")]), NOTHING);
}

#[test]
fn units_do_not_look_into_each_other() {
    // Two plan sets to two receivers, each of one person.
    let second = sample::PLAN.with(&[
        Edit::Name("UP1KYO", "UP1KYO_9970100013_43_9970100021_11_20260325100000.CSV"),
        Edit::Name("UP2KYO", "UP2KYO_9970100013_43_9970100021_11_20260325100000.CSV"),
        Edit::Name("UP3KYO", "UP3KYO_9970100013_43_9970100021_11_20260325100000.CSV"),
        Edit::Name("UPHOSOKU", "UPHOSOKU_000000_9970100013_43_9970100021_11_20260325100000.CSV"),
        Edit::SetAll("UP1KYO", 3, "9000000009"),
        Edit::SetAll("UP2KYO", 3, "9000000009"),
        Edit::SetAll("UP3KYO", 3, "9000000009"),
        Edit::SetAll("UPHOSOKU", 3, "9000000009"),
        Edit::SetAll("UPHOSOKU", 10, "見本県例示市例示台１"),
        Edit::SetAll("UP1KYO", 6, "見本県例示市例示台１"),
    ]);
    let files = [sample::PLAN.with(&[]).files(), second.files()].concat();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    assert_eq!(tell(&Checker::new(Profile::send()).check(documents)), NOTHING);
}

#[test]
fn what_is_kept_of_many_findings_does_not_depend_on_chance() {
    let mut plan = sample::SLIP.with(&[]).files();
    let line = |insured: u32| {
        format!(
            "202407,991018,{insured:010},20260325,202604,9970100013,,387,,20260401,,0900,1000,1,111211,,,,,9970100062,,,0,9970100013,\r\n"
        )
    };
    plan[0].bytes.extend((0..500).flat_map(|insured| line(insured).into_bytes()));
    let run = || {
        let documents = plan.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
        tell(&Checker::new(Profile::send().with_cap(50)).check(documents))
    };
    let (first, second) = (run(), run());
    assert_eq!(first.iter().filter(|it| it.starts_with("set-person-missing")).count(), 50);
    assert_eq!(first, second);
}
