//! The rules of 第6表 beyond their samples.

// Samples stand beside what is expected of them.
#![allow(clippy::unwrap_used, clippy::items_after_statements)]

use careplan_rules::sample::Edit::{Append, Bytes, Cut, File, Name, Raw, Repeat, Set, SetAll};
use careplan_rules::sample::{ACTUAL, RENTAL_ACTUAL, SLIP, SLIP_V3, Sample};
use careplan_rules::{Checker, Document, Language, Level, Profile, Report, mend};
use std::path::Path;

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

/// What this family finds when sending: the rule without its family, the record, the item.
fn found(sample: &Sample) -> Vec<(&'static str, u64, usize)> {
    let report = check(sample, Profile::send());
    let own = report.findings.iter().filter_map(|finding| {
        let item = finding.location.item.map_or(0, |item| item.number);
        Some((finding.rule.id.strip_prefix("table6-")?, finding.location.record?, item))
    });
    own.collect()
}

fn levels(sample: &Sample, profile: Profile) -> Vec<Level> {
    let report = check(sample, profile);
    let own = report.findings.iter().filter(|finding| finding.rule.family() == "table6");
    own.map(|finding| finding.level).collect()
}

fn not_run(sample: &Sample) -> Vec<(&'static str, u64)> {
    let report = check(sample, Profile::send());
    let own = report.tallies.iter().filter(|tally| tally.not_run > 0);
    own.filter_map(|tally| Some((tally.rule.id.strip_prefix("table6-")?, tally.not_run))).collect()
}

/// A rental of another model with the service code and the units of the sample's.
const OTHER_BED: &str = "202407,991018,9000000001,20260501,202604,9970100013,\"例示　能子\",1000,,20260401,,9999,9999,1,171003,\
99999-000012,,\"例示ベッド\",,9970100062,\"見本福祉用具レンタル\",,0,9970100062,\n";

/// The same for another person.
const BED_OF_ANOTHER: &str = "202407,991018,9000000002,20260501,202604,9970100013,\"例示　能子\",1000,,20260401,,9999,9999,1,171003,\
99999-000012,,\"例示ベッド\",,9970100062,\"見本福祉用具レンタル\",,0,9970100062,\n";

#[test]
fn days_and_times() {
    for (edits, expected) in [
        (&[Set("UPJSK", 1, 10, "20260331")][..], &[("day-outside-month", 1, 10)][..]),
        (&[Set("UPJSK", 1, 10, "20260430")], &[]),
        // Another year.
        (&[Set("UPJSK", 1, 10, "20250401")], &[("day-outside-month", 1, 10)]),
        (&[Set("UPJSK", 1, 12, "0000"), Set("UPJSK", 1, 13, "2400")], &[]),
        (&[Set("UPJSK", 1, 12, "2200"), Set("UPJSK", 1, 13, "0100")], &[("time-pair", 1, 13)]),
        (&[Set("UPJSK", 1, 12, "9999"), Set("UPJSK", 1, 13, "2400")], &[("time-pair", 1, 13)]),
    ] {
        assert_eq!(found(&ACTUAL.with(edits)), expected, "{edits:?}");
    }
}

#[test]
fn a_service_past_midnight_is_information() {
    const NIGHT: Sample = ACTUAL.with(&[Set("UPJSK", 1, 12, "2200"), Set("UPJSK", 1, 13, "0100")]);
    assert_eq!(levels(&NIGHT, Profile::send()), [Level::Info]);
    const ONE: Sample = ACTUAL.with(&[Set("UPJSK", 1, 12, "9999")]);
    assert_eq!(levels(&ONE, Profile::receive()), [Level::Warning]);
}

#[test]
fn day_flags_end_with_the_month() {
    const LAST: &str = "0000000000000000000000000000010";
    const NONE: &str = "0000000000000000000000000000001";
    for (edits, expected) in [
        (&[Set("UPJSK", 1, 11, LAST)][..], &[][..]),
        (&[Set("UPJSK", 1, 11, NONE)], &[("day-flags", 1, 11)]),
        // 32 characters, a letter, a blank inside.
        (&[Set("UPJSK", 1, 11, "00000000000000000000000000000000")], &[("day-flags", 1, 11)]),
        (&[Set("UPJSK", 1, 11, "O000000000000000000000000000000")], &[("day-flags", 1, 11)]),
        (&[Set("UPJSK", 1, 11, "000000000000000 000000000000000")], &[("day-flags", 1, 11)]),
        // Blanks around it are no fault of the flags.
        (&[Raw("UPJSK", 1, 11, " 0000000000000000000000000000000 ")], &[]),
        (&[Raw("UPJSK", 1, 11, " 0000000000 ")], &[("day-flags", 1, 11)]),
        // Nor are bytes that are no character.
        (&[Bytes("UPJSK", 1, 11, b"\xFD")], &[]),
    ] {
        assert_eq!(found(&ACTUAL.with(edits)), expected, "{edits:?}");
    }
    // February, where the flags are those of the 30th and the 29th.
    for (flags, expected) in
        [(LAST, 1), ("0000000000000000000000000000100", 1), ("0000000000000000000000000001000", 0)]
    {
        let edits = Box::leak(Box::new([Set("UPJSK", 1, 11, flags), SetAll("UPJSK", 5, "202602")]));
        let own = found(&ACTUAL.with(edits));
        assert_eq!(own.iter().filter(|(id, ..)| *id == "day-flags").count(), expected, "{flags}");
    }
}

/// What a file is when all certain mends are done.
fn mended(sample: &Sample) -> Vec<u8> {
    let report = check(sample, Profile::send().collecting_edits(true));
    let edits = report.mends.values().flat_map(|mend| mend.edits.clone()).collect();
    let mut out = Vec::new();
    mend(&sample.files()[0].bytes[..], edits, &mut out).unwrap();
    out
}

#[test]
fn a_wide_hyphen_is_mended_and_nothing_else() {
    let right = RENTAL_ACTUAL.with(&[]).files()[0].bytes.clone();
    for sample in [
        RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999－000011")]),
        RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999ー000011")]),
        RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999‐000011")]),
        RENTAL_ACTUAL.with(&[Bytes("UPJSK", 1, 16, b"99999\xB0000011")]),
    ] {
        assert_eq!(levels(&sample, Profile::send()), [Level::Info]);
        assert_eq!(mended(&sample), right);
    }
    const WIDE: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "９９９９９－０００011")]);
    assert_eq!(levels(&WIDE, Profile::send()), [Level::Warning]);
    assert_eq!(mended(&WIDE), right);
    const SHORT: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999－00011")]);
    assert_eq!(levels(&SHORT, Profile::send()), [Level::Warning]);
    assert_eq!(mended(&SHORT), SHORT.files()[0].bytes);
}

#[test]
fn full_width_flags_are_mended() {
    let with = |flags: String| ACTUAL.with(Box::leak(Box::new([Set("UPJSK", 1, 11, flags.leak())])));
    let wide = with(format!("１{}１0", "０".repeat(28)));
    assert_eq!(found(&wide), [("day-flags", 1, 11)]);
    assert_eq!(mended(&wide), with(format!("1{}10", "0".repeat(28))).files()[0].bytes);
}

#[test]
fn equipment_is_named_on_product_lines() {
    for (edits, expected) in [
        (&[Set("UPJSK", 1, 15, "171013")][..], &[][..]),
        // 種目 14 does not exist: no product line.
        (&[Set("UPJSK", 1, 15, "171014"), Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 18, "")], &[]),
        (
            &[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 18, "")],
            &[("equipment-code-missing", 1, 16), ("equipment-name-missing", 1, 18)],
        ),
        (&[Set("UPJSK", 1, 15, "111211")], &[("equipment-on-other", 1, 16)]),
        (&[Set("UPJSK", 1, 15, "111211"), Set("UPJSK", 1, 16, "")], &[("equipment-on-other", 1, 18)]),
        // A service that is not exchanged has that one fault.
        (&[Set("UPJSK", 1, 15, "411111")], &[("out-of-scope", 1, 15)]),
        (&[Set("UPJSK", 1, 16, "99999 000011")], &[("tais-shape", 1, 16)]),
        (&[Set("UPJSK", 1, 16, "99999-00001a")], &[("tais-shape", 1, 16)]),
        // Too long, or blanks around it: the items' own rules speak.
        (&[Set("UPJSK", 1, 16, "99999-0000111")], &[]),
        (&[Raw("UPJSK", 1, 16, " 99999-000011")], &[]),
        (&[Raw("UPJSK", 1, 16, "\"99999-000011\"")], &[]),
    ] {
        assert_eq!(found(&RENTAL_ACTUAL.with(edits)), expected, "{edits:?}");
    }
}

#[test]
fn a_record_that_is_cut_off_lacks_no_equipment() {
    const CUT: Sample =
        RENTAL_ACTUAL.with(&[Append("UPJSK", OTHER_BED), Set("UPJSK", 2, 16, ""), Cut("UPJSK", 2, 16)]);
    assert_eq!(found(&CUT), []);
    let cut_off = ["discriminator", "equipment-code-missing", "equipment-name-missing"];
    let not_run = not_run(&CUT);
    assert!(cut_off.iter().all(|id| not_run.contains(&(*id, 1))), "{not_run:?}");
}

#[test]
fn an_emergency_lets_equipment_wait() {
    const BARE: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, ""), Set("UPJSK", 1, 18, "")]);
    assert_eq!(levels(&BARE, Profile::send()), [Level::Error, Level::Warning]);
    assert_eq!(levels(&BARE, Profile::receive()), [Level::Warning, Level::Info]);
    assert_eq!(levels(&BARE, Profile::emergency()), [Level::Info, Level::Info]);
}

#[test]
fn discriminators_of_two_products() {
    let two = |first: &'static str, second: &'static str| {
        let edits = [Append("UPJSK", OTHER_BED), Set("UPJSK", 1, 19, first), Set("UPJSK", 2, 19, second)];
        found(&RENTAL_ACTUAL.with(Box::leak(Box::new(edits))))
    };
    assert_eq!(two("", ""), [("discriminator", 2, 19)]);
    assert_eq!(two("1", ""), [("discriminator", 2, 19)]);
    assert_eq!(two("", "1"), [("discriminator", 1, 19)]);
    assert_eq!(two("1", "1"), [("discriminator", 2, 19)]);
    assert_eq!(two("0", "1"), [("discriminator", 1, 19)]);
    assert_eq!(two("1", "2"), []);
    // A gap, or another order, tells them apart too.
    assert_eq!(two("3", "1"), []);
}

#[test]
fn discriminators_are_for_one_person_office_code_and_price() {
    for edits in [
        &[Append("UPJSK", BED_OF_ANOTHER)][..],
        &[Append("UPJSK", OTHER_BED), Set("UPJSK", 2, 8, "900")],
        &[Append("UPJSK", OTHER_BED), Set("UPJSK", 2, 15, "171004")],
        &[Append("UPJSK", OTHER_BED), Set("UPJSK", 2, 22, "1")],
        // Type 67 has none.
        &[Append("UPJSK", OTHER_BED), SetAll("UPJSK", 15, "671003")],
        // The same model with its hyphen written otherwise, on another day.
        &[Repeat("UPJSK", 1), Set("UPJSK", 2, 10, "20260402"), Set("UPJSK", 2, 16, "99999-000011")],
    ] {
        assert_eq!(found(&RENTAL_ACTUAL.with(edits)), [], "{edits:?}");
    }
    // Persons take turns.
    const TURNS: Sample = RENTAL_ACTUAL.with(&[
        Append("UPJSK", BED_OF_ANOTHER),
        Append("UPJSK", OTHER_BED),
        Append("UPJSK", BED_OF_ANOTHER),
        Set("UPJSK", 4, 10, "20260402"),
    ]);
    assert_eq!(found(&TURNS), [("discriminator", 3, 19)]);
}

#[test]
fn a_number_that_is_not_needed_is_information() {
    const ALONE: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 19, "1")]);
    const OUTSIDE: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 19, "1"), Set("UPJSK", 1, 15, "671003")]);
    for sample in [ALONE, OUTSIDE] {
        assert_eq!(found(&sample), [("discriminator", 1, 19)]);
        assert_eq!(levels(&sample, Profile::send()), [Level::Info]);
    }
}

#[test]
fn many_products_are_looked_at_in_little_time() {
    let line = |number: usize| {
        let day = number / 1000 % 28 + 1;
        format!(
            "202407,991018,9000000001,20260501,202604,9970100013,\"例示　能子\",1000,,202604{day:02},,9999,9999,1,171003,\
             99999-{number:06},,\"見本ベッド\",,9970100062,\"見本福祉用具レンタル\",,0,9970100062,\n"
        )
    };
    let text: String = (0..20_000).map(line).collect();
    let bytes = careplan_csv::ms932::encode(&text.replace('\n', "\r\n")).unwrap();
    let name = "UPJSK_202604_9970100062_17_9970100013_43_20260501091500.CSV";
    let report = Checker::new(Profile::send()).check([Document::new(name, &bytes)]);
    let tally = report.tallies.iter().find(|tally| tally.rule.id == "table6-discriminator").unwrap();
    assert_eq!(tally.found(), 19_999);
}

#[test]
fn lines_that_stand_twice() {
    for (edits, expected) in [
        (
            &[Repeat("UPJSK", 1), Repeat("UPJSK", 1)][..],
            &[("duplicate-line", 4, 0), ("duplicate-line", 5, 0)][..],
        ),
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 3, "9000000002")], &[]),
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 8, "300")], &[]),
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 10, "20260402")], &[]),
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 14, "2")], &[]),
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 20, "9970100039"), Set("UPJSK", 4, 24, "")], &[]),
        // When and by whom it was written does not matter.
        (&[Repeat("UPJSK", 1), Set("UPJSK", 4, 7, ""), Set("UPJSK", 4, 24, "")], &[("duplicate-line", 4, 0)]),
    ] {
        assert_eq!(found(&ACTUAL.with(edits)), expected, "{edits:?}");
    }
}

#[test]
fn equal_lines_that_may_be_right_are_information() {
    // An addition without a time; two products of one model where no number may tell them apart.
    const UNTIMED: Sample =
        ACTUAL.with(&[Set("UPJSK", 2, 12, "9999"), Set("UPJSK", 2, 13, "9999"), Repeat("UPJSK", 2)]);
    const PREVENTIVE: Sample = RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 15, "671003"), Repeat("UPJSK", 1)]);
    for sample in [UNTIMED, PREVENTIVE] {
        assert_eq!(levels(&sample, Profile::send()), [Level::Info]);
    }
    const RENTAL: Sample = RENTAL_ACTUAL.with(&[Repeat("UPJSK", 1)]);
    assert_eq!(levels(&RENTAL, Profile::send()), [Level::Warning]);
}

#[test]
fn files_are_looked_at_one_by_one() {
    const NEWER: &str = "UPJSK_202604_9970100062_17_9970100013_43_20260502091500.CSV";
    const NEWEST: &str = "UPJSK_202604_9970100062_17_9970100013_43_20260503091500.CSV";
    const THREE: Sample = RENTAL_ACTUAL.with(&[File(NEWER, OTHER_BED), File(NEWEST, OTHER_BED)]);
    assert_eq!(found(&THREE), []);
}

#[test]
fn who_wrote_a_record() {
    // A commissioned report passes the actuals on; a renamed file does not tell whether it is one.
    const CENTRE: &str = "UPJSK_202604_9970100021_11_9900100083_46_20260501090000.CSV";
    const PROGRAMME: &str = "UPJSK_202604_9970100021_11_9900100083_AF_20260501090000.CSV";
    const NAMELESS: &str = "実績.CSV";
    for name in [CENTRE, PROGRAMME, NAMELESS] {
        let edits = [Set("UPJSK", 2, 24, "9970100013"), Name("UPJSK", name)];
        assert_eq!(found(&ACTUAL.with(Box::leak(Box::new(edits)))), [], "{name}");
    }
    // A number that is mistyped has that one fault.
    assert_eq!(found(&ACTUAL.with(&[Set("UPJSK", 2, 24, "9970100022")])), []);
    assert_eq!(found(&ACTUAL.with(&[Set("UPJSK", 2, 24, "9970100013")])), [("updated-by", 2, 24)]);
    // Actuals under the name of a deletion are no plan.
    const DELETION: &str = "DLTJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV";
    assert_eq!(found(&ACTUAL.with(&[Name("UPJSK", DELETION)])), []);
}

#[test]
fn days_of_short_stay_belong_to_a_person() {
    const OTHER: &str = "9000000002";
    // Actuals hold the services of one office: whether there is a short stay they do not tell.
    assert_eq!(found(&ACTUAL.with(&[SetAll("UPJSK", 9, "12")])), []);
    for (edits, expected) in [
        // Once for each person, at the first record.
        (&[SetAll("UPPLAN", 9, "12")][..], &[("short-stay", 1, 9)][..]),
        (
            &[SetAll("UPPLAN", 9, "12"), Set("UPPLAN", 2, 3, OTHER)],
            &[("short-stay", 1, 9), ("short-stay", 2, 9)],
        ),
        // The short stay comes later, with another person between.
        (&[Set("UPPLAN", 1, 9, "12"), Set("UPPLAN", 2, 3, OTHER), Set("UPPLAN", 4, 15, "212113")], &[]),
        (
            &[Set("UPPLAN", 2, 9, "12"), Set("UPPLAN", 2, 3, OTHER), Set("UPPLAN", 4, 15, "212113")],
            &[("short-stay", 2, 9)],
        ),
        // A code that cannot be read may be one.
        (&[Set("UPPLAN", 1, 9, "12"), Set("UPPLAN", 4, 15, "21")], &[]),
        (&[SetAll("UPPLAN", 9, "0")], &[]),
        (&[Set("UPPLAN", 1, 15, "681111"), Set("UPPLAN", 1, 23, "1")], &[]),
        (&[Set("UPPLAN", 1, 15, "311111"), Set("UPPLAN", 1, 23, "1")], &[("short-stay", 1, 23)]),
    ] {
        assert_eq!(found(&SLIP.with(edits)), expected, "{edits:?}");
    }
}

#[test]
fn rules_without_their_items_are_not_run() {
    assert_eq!(
        not_run(&ACTUAL.with(&[Set("UPJSK", 1, 10, "20260231")])),
        [("day-outside-month", 1), ("duplicate-line", 1)]
    );
    assert_eq!(not_run(&ACTUAL.with(&[Set("UPJSK", 1, 12, "2400")])), [("time-pair", 1)]);
    assert_eq!(
        not_run(&ACTUAL.with(&[Set("UPJSK", 1, 15, "11121")])),
        [("out-of-scope", 1), ("short-stay", 1)]
    );
    assert_eq!(
        not_run(&ACTUAL.with(&[Set("UPJSK", 1, 15, "")])).into_iter().map(|(id, _)| id).collect::<Vec<_>>(),
        [
            "discriminator",
            "duplicate-line",
            "equipment-code-both",
            "equipment-code-missing",
            "equipment-name-missing",
            "equipment-on-other",
            "out-of-scope",
            "short-stay",
            "tais-shape",
        ]
    );
    assert_eq!(not_run(&RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 19, "x")])), [("discriminator", 1)]);
    assert_eq!(not_run(&RENTAL_ACTUAL.with(&[Set("UPJSK", 1, 16, "99999-0000111")])), [("tais-shape", 1)]);
    // The neighbours are looked at all the same.
    const BROKEN: Sample = ACTUAL.with(&[Set("UPJSK", 1, 10, "20260231"), Set("UPJSK", 2, 10, "20260501")]);
    assert_eq!(found(&BROKEN), [("day-outside-month", 2, 10)]);
}

#[test]
fn edition_3_counts_its_own_items() {
    for (edits, expected) in [
        (&[Set("UPPLAN", 1, 13, "0830")][..], ("time-pair", 1, 13)),
        (&[Set("UPPLAN", 2, 16, "1")], ("discriminator", 2, 16)),
        (&[Set("UPPLAN", 1, 16, "1")], ("discriminator", 1, 16)),
        (&[Set("UPPLAN", 1, 20, "1")], ("short-stay", 1, 20)),
        (&[Set("UPPLAN", 1, 9, "3")], ("short-stay", 1, 9)),
        (&[Set("UPPLAN", 1, 21, "9970100021")], ("updated-by", 1, 21)),
        // Without product codes nobody knows whether they are two.
        (&[Repeat("UPPLAN", 2)], ("duplicate-line", 3, 0)),
    ] {
        assert_eq!(found(&SLIP_V3.with(edits)), [expected], "{edits:?}");
    }
    const NUMBERED: Sample =
        SLIP_V3.with(&[Repeat("UPPLAN", 2), Set("UPPLAN", 2, 16, "1"), Set("UPPLAN", 3, 16, "2")]);
    assert_eq!(found(&NUMBERED), []);
}

#[test]
fn messages_name_no_person() {
    const ALL: Sample = SLIP.with(&[
        SetAll("UPPLAN", 10, "20260501"),
        SetAll("UPPLAN", 13, "0830"),
        SetAll("UPPLAN", 11, "1"),
        SetAll("UPPLAN", 17, "x"),
        SetAll("UPPLAN", 18, ""),
        SetAll("UPPLAN", 19, "1"),
        SetAll("UPPLAN", 23, "1"),
        SetAll("UPPLAN", 9, "4711"),
        SetAll("UPPLAN", 24, "9970100062"),
        Set("UPPLAN", 4, 15, "331111"),
        Repeat("UPPLAN", 1),
    ]);
    let report = check(&ALL, Profile::send());
    let own: Vec<_> = report.findings.iter().filter(|finding| finding.rule.family() == "table6").collect();
    assert!(own.len() > 20);
    for finding in own {
        for language in [Language::Japanese, Language::English] {
            let message = finding.message(language);
            for word in ["9000000001", "能子", "4711"] {
                assert!(!message.contains(word), "{message}");
            }
        }
    }
}

#[test]
fn right_files_raise_nothing() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid");
    for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
        let report = Checker::new(profile).check_paths([&data]);
        let own: Vec<String> = report
            .findings
            .iter()
            .filter(|finding| finding.rule.family() == "table6")
            .map(|finding| {
                format!("{} {} {:?}", finding.rule.id, report.file_name(finding), finding.location.record)
            })
            .collect();
        assert_eq!(own, [""; 0]);
        assert!(report.tallies.iter().all(|tally| tally.rule.family() != "table6" || tally.not_run == 0));
    }
}
