//! Rules of the plan and its companions: 第2表, 第3表, 利用者補足情報, 利用者基本情報, 支援計画.

#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_rules::sample::{self, Edit, Sample};
use careplan_rules::{Checker, Document, Finding, Language, Level, Profile, Report, Rule};
use sample::Edit::{Append, Bytes, Cut, File as NewFile, Line, Name, Raw, Repeat, Set, SetAll, Without};
use std::path::Path;

const FAMILIES: &[&str] = &["table2", "table3", "supplement", "basic", "support"];

fn is_of_these(rule: &Rule) -> bool {
    FAMILIES.contains(&rule.family())
}

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

fn found(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().filter(|finding| is_of_these(finding.rule))
}

/// What these families say when sending: `id record item`, with `-` for a whole record.
fn said(sample: &Sample) -> Vec<String> {
    let report = check(sample, Profile::send());
    let tell = |finding: &Finding| {
        let location = &finding.location;
        let item = location.item.map_or("-".to_owned(), |item| item.number.to_string());
        format!("{} {} {item}", finding.rule.id, location.record.unwrap())
    };
    found(&report).map(tell).collect()
}

fn plan(edits: &'static [Edit]) -> Vec<String> {
    said(&sample::PLAN.with(edits))
}

fn slip(edits: &'static [Edit]) -> Vec<String> {
    said(&sample::SLIP.with(edits))
}

fn basic(edits: &'static [Edit]) -> Vec<String> {
    said(&sample::BASIC.with(edits))
}

fn support(edits: &'static [Edit]) -> Vec<String> {
    said(&sample::SUPPORT.with(edits))
}

/// Which of these rules could not be run, and how often.
fn not_run(sample: &Sample) -> Vec<(&'static str, u64)> {
    let report = check(sample, Profile::send());
    let tallies = report.tallies.iter().filter(|tally| is_of_these(tally.rule) && tally.not_run > 0);
    tallies.map(|tally| (tally.rule.id, tally.not_run)).collect()
}

#[test]
fn the_valid_sample_files_raise_nothing() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid");
    for profile in [Profile::send(), Profile::receive(), Profile::emergency()] {
        let report = Checker::new(profile).check_paths([&data]);
        assert!(report.files.iter().any(|file| file.name().starts_with("UP2KYO") && file.records == 22));
        assert_eq!(found(&report).map(|finding| finding.rule.id).collect::<Vec<_>>(), [""; 0]);
        for tally in report.tallies.iter().filter(|tally| is_of_these(tally.rule)) {
            assert_eq!(tally.not_run, 0, "{}", tally.rule.id);
        }
    }
}

#[test]
fn the_odd_sample_file_with_repeated_numbers_is_told() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/odd/table2-duplicate-numbers");
    let report = Checker::new(Profile::receive()).check_paths([data]);
    assert!(found(&report).count() > 0);
    for finding in found(&report) {
        assert_eq!((finding.rule.id, finding.level), ("table2-duplicate-number", Level::Warning));
    }
}

const NEIGHBOUR: &str = r#"202407,991018,9000000009,20260320,20260320,1,"外に出たい。",1,"店まで歩く。","庭に出る。",,,1,"散歩",Y,"訪問介護",9970100021,"例示ヘルパーステーション","週２回",,9970100013,"#;

mod table2_lines {
    use super::*;

    #[test]
    fn numbers_are_unique_within_a_plan_only() {
        // Another person, another insurer, another date.
        assert_eq!(plan(&[Append("UP2KYO", NEIGHBOUR)]), [""; 0]);
        assert_eq!(plan(&[Repeat("UP2KYO", 1), Set("UP2KYO", 4, 2, "991026")]), [""; 0]);
        assert_eq!(plan(&[Repeat("UP2KYO", 1), Set("UP2KYO", 4, 5, "20260321")]), [""; 0]);
        // The day on which the form was made is no part of the key.
        let repeated = plan(&[Repeat("UP2KYO", 1), Set("UP2KYO", 4, 4, "20260321")]);
        assert_eq!(repeated, ["table2-duplicate-number 4 13"]);
        assert_eq!(plan(&[Repeat("UP2KYO", 1), Set("UP2KYO", 4, 13, "01")]), repeated);
    }

    #[test]
    fn persons_may_be_interleaved() {
        let mixed: &[Edit] = &[
            Append("UP2KYO", NEIGHBOUR),
            Repeat("UP2KYO", 3),
            Append("UP2KYO", NEIGHBOUR),
            Set("UP2KYO", 5, 13, "2"),
            Set("UP2KYO", 6, 13, "2"),
            Repeat("UP2KYO", 5),
            Repeat("UP2KYO", 6),
        ];
        let expected = ["table2-duplicate-number 7 13", "table2-duplicate-number 8 13"];
        assert_eq!(said(&sample::PLAN.with(mixed)), expected);
    }

    #[test]
    fn each_file_stands_for_itself() {
        const AGAIN: &str = "UP2KYO_9970100013_43_9970100062_17_20260326100000.CSV";
        assert_eq!(plan(&[NewFile(AGAIN, NEIGHBOUR), Append("UP2KYO", NEIGHBOUR)]), [""; 0]);
        // The need is named in another file only.
        let gap: &[Edit] = &[NewFile(AGAIN, NEIGHBOUR), Append("UP2KYO", NEIGHBOUR), Set("UP2KYO", 4, 7, "")];
        assert_eq!(said(&sample::PLAN.with(gap)), ["table2-missing-first-text 4 7"]);
    }

    #[test]
    fn a_late_line_is_told_once() {
        let late: &[Edit] = &[
            Repeat("UP2KYO", 3),
            Repeat("UP2KYO", 3),
            Set("UP2KYO", 3, 13, "5"),
            Set("UP2KYO", 4, 13, "3"),
            Set("UP2KYO", 5, 13, "4"),
        ];
        assert_eq!(said(&sample::PLAN.with(late)), ["table2-order 4 -"]);
    }

    #[test]
    fn a_repeated_line_is_not_out_of_order_too() {
        assert_eq!(plan(&[Repeat("UP2KYO", 1)]), ["table2-duplicate-number 4 13"]);
        let next: &[Edit] = &[Repeat("UP2KYO", 1), Repeat("UP2KYO", 3), Set("UP2KYO", 5, 13, "2")];
        assert_eq!(said(&sample::PLAN.with(next)), ["table2-duplicate-number 4 13"]);
    }

    #[test]
    fn every_missing_number_is_told() {
        let none: &[Edit] =
            &[Set("UP2KYO", 2, 6, ""), Set("UP2KYO", 2, 8, "0"), Raw("UP2KYO", 2, 13, r#""""#)];
        let missing = [6, 8, 13].map(|item| format!("table2-number-missing 2 {item}"));
        assert_eq!(said(&sample::PLAN.with(none)), missing);
        // Lines without numbers repeat nothing.
        assert_eq!(plan(&[SetAll("UP2KYO", 13, "")]).len(), 3);
    }

    #[test]
    fn numbers_that_are_none_are_not_run() {
        for edit in [
            &[Set("UP2KYO", 2, 13, "-1")],
            &[Set("UP2KYO", 2, 13, "100")],
            &[Set("UP2KYO", 2, 13, "２")],
            &[Set("UP2KYO", 2, 13, "1a")],
        ] {
            let sample = sample::PLAN.with(edit);
            assert_eq!(said(&sample), [""; 0]);
            let expected =
                ["table2-duplicate-number", "table2-number-missing", "table2-order"].map(|id| (id, 1));
            assert_eq!(not_run(&sample), expected);
        }
        let need = sample::PLAN.with(&[Set("UP2KYO", 3, 6, "x")]);
        assert_eq!(said(&need), [""; 0]);
        assert_eq!(not_run(&need).len(), 5);
    }

    #[test]
    fn a_record_of_nobody_is_not_run() {
        let nobody = sample::PLAN.with(&[Set("UP2KYO", 3, 3, "900000001")]);
        assert_eq!(said(&nobody), [""; 0]);
        assert_eq!(not_run(&nobody).len(), 4);
        // What the next line goes on with may stand in the record that cannot be told.
        let first = sample::PLAN.with(&[Set("UP2KYO", 1, 5, "20260332"), Repeat("UP2KYO", 2)]);
        assert_eq!(said(&first), ["table2-duplicate-number 4 13"]);
    }

    #[test]
    fn what_was_cut_off_is_not_missing() {
        let cut = sample::PLAN.with(&[Cut("UP2KYO", 2, 12)]);
        assert_eq!(said(&cut), [""; 0]);
        let cut = sample::PLAN.with(&[Cut("UP2KYO", 1, 6)]);
        assert_eq!(said(&cut), [""; 0]);
    }

    #[test]
    fn edition_3_is_read_at_its_places() {
        let v3 = |edits| said(&sample::PLAN_V3.with(edits));
        assert_eq!(v3(&[Set("UP2KYO", 1, 13, "")]), ["table2-number-missing 1 13"]);
        assert_eq!(v3(&[Set("UP2KYO", 1, 7, "")]), ["table2-missing-first-text 1 7"]);
        let goal: &[Edit] =
            &[Repeat("UP2KYO", 1), Set("UP2KYO", 2, 13, "2"), Set("UP2KYO", 2, 9, "居間まで歩く。")];
        assert_eq!(said(&sample::PLAN_V3.with(goal)), ["table2-text-conflict 2 9"]);
    }
}

mod table2_texts {
    use super::*;

    #[test]
    fn a_text_is_compared_with_the_first_of_its_number() {
        let three: &[Edit] = &[
            Set("UP2KYO", 3, 6, "1"),
            Set("UP2KYO", 3, 13, "3"),
            Set("UP2KYO", 3, 9, ""),
            Set("UP2KYO", 2, 7, "ほかの課題"),
        ];
        let expected = ["table2-text-conflict 2 7", "table2-text-conflict 3 7"];
        assert_eq!(said(&sample::PLAN.with(three)), expected);
        // A goal belongs to its need: both needs have a goal 1.
        assert_eq!(plan(&[]), [""; 0]);
        assert_eq!(plan(&[Set("UP2KYO", 2, 10, "ほかの短期目標")]), [""; 0]);
    }

    #[test]
    fn the_way_of_writing_does_not_count() {
        assert_eq!(plan(&[Raw("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。")]), [""; 0]);
        assert_eq!(plan(&[Set("UP2KYO", 2, 7, "夜も自分で\nトイレに行きたい。　")]), [""; 0]);
        let broken: &[Edit] = &[
            Set("UP2KYO", 1, 7, "\r\n夜も自分で トイレに行きたい。"),
            Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。"),
        ];
        assert_eq!(said(&sample::PLAN.with(broken)), [""; 0]);
        assert_eq!(plan(&[Set("UP2KYO", 2, 7, "　")]), [""; 0]);
        // 髙 in both of its codes.
        let codes: &[Edit] =
            &[Bytes("UP2KYO", 1, 7, b"\"\xFB\xFC\""), Bytes("UP2KYO", 2, 7, b"\"\xEE\xE0\"")];
        assert_eq!(said(&sample::PLAN.with(codes)), [""; 0]);
    }

    #[test]
    fn texts_that_cannot_be_read_are_compared_as_they_are() {
        let same: &[Edit] = &[Bytes("UP2KYO", 1, 7, b"\"\x8E\"\"\""), Bytes("UP2KYO", 2, 7, b"\"\x8E\"\"\"")];
        assert_eq!(said(&sample::PLAN.with(same)), [""; 0]);
        let other: &[Edit] = &[Bytes("UP2KYO", 1, 7, b"\"\xFD\""), Bytes("UP2KYO", 2, 7, b"\"\xFE\"")];
        assert_eq!(said(&sample::PLAN.with(other)), ["table2-text-conflict 2 7"]);
        let gaiji: &[Edit] =
            &[Bytes("UP2KYO", 1, 7, b"\"\xF0\x40\""), Bytes("UP2KYO", 2, 7, b"\"\xF0\x41\"")];
        assert_eq!(said(&sample::PLAN.with(gaiji)), ["table2-text-conflict 2 7"]);
    }

    #[test]
    fn a_stray_quote_is_a_text_that_nobody_knows() {
        let stray = sample::PLAN.with(&[Raw("UP2KYO", 1, 7, "夜\"も")]);
        assert_eq!(said(&stray), [""; 0]);
        assert_eq!(not_run(&stray), [("table2-missing-first-text", 1), ("table2-text-conflict", 1)]);
    }

    #[test]
    fn the_first_line_of_a_need_names_it() {
        assert_eq!(plan(&[Set("UP2KYO", 1, 7, "")]), ["table2-missing-first-text 1 7"]);
        assert_eq!(plan(&[Set("UP2KYO", 1, 7, "　\r\n")]), ["table2-missing-first-text 1 7"]);
        let late: &[Edit] = &[Set("UP2KYO", 1, 7, ""), Set("UP2KYO", 2, 7, "夜も自分で")];
        assert_eq!(said(&sample::PLAN.with(late)), ["table2-missing-first-text 1 7"]);
        // Each need of each plan for itself.
        let all: &[Edit] = &[Append("UP2KYO", NEIGHBOUR), SetAll("UP2KYO", 7, "")];
        assert_eq!(
            said(&sample::PLAN.with(all)),
            [1, 3, 4].map(|record| format!("table2-missing-first-text {record} 7"))
        );
    }

    #[test]
    fn lines_out_of_order_are_only_that() {
        // The text stands on the first line of the file, and on the first line by number.
        let in_file: &[Edit] = &[Set("UP2KYO", 1, 13, "2"), Set("UP2KYO", 2, 13, "1")];
        assert_eq!(said(&sample::PLAN.with(in_file)), ["table2-order 2 -"]);
        let by_number: &[Edit] = &[
            Set("UP2KYO", 1, 13, "2"),
            Set("UP2KYO", 1, 7, ""),
            Set("UP2KYO", 2, 13, "1"),
            Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。"),
        ];
        assert_eq!(said(&sample::PLAN.with(by_number)), ["table2-order 2 -"]);
        // On neither: the first by number is told, whatever another line says.
        let neither: &[Edit] = &[
            Set("UP2KYO", 1, 13, "3"),
            Set("UP2KYO", 1, 7, ""),
            Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。"),
            Set("UP2KYO", 3, 6, "1"),
            Set("UP2KYO", 3, 7, ""),
            Set("UP2KYO", 3, 9, ""),
        ];
        let expected = ["table2-order 2 -", "table2-order 3 -", "table2-missing-first-text 3 7"];
        assert_eq!(said(&sample::PLAN.with(neither)), expected);
    }

    #[test]
    fn a_need_without_its_number_may_be_any() {
        let unnumbered = sample::PLAN.with(&[Set("UP2KYO", 1, 6, "")]);
        assert_eq!(said(&unnumbered), ["table2-number-missing 1 6"]);
        // Without 援助内容ＮＯ nobody knows which line is the first.
        let unplaced: &[Edit] = &[
            Set("UP2KYO", 1, 7, ""),
            Set("UP2KYO", 2, 13, ""),
            Set("UP2KYO", 2, 7, "夜も自分でトイレに行きたい。"),
        ];
        assert_eq!(said(&sample::PLAN.with(unplaced)), ["table2-number-missing 2 13"]);
    }

    #[test]
    fn of_many_gaps_the_first_are_kept() {
        let sample = sample::PLAN.with(&[Append("UP2KYO", NEIGHBOUR), SetAll("UP2KYO", 7, "")]);
        for _ in 0..8 {
            let report = check(&sample, Profile::send().with_cap(2));
            let records: Vec<_> = found(&report).map(|finding| finding.location.record).collect();
            assert_eq!(records, [Some(1), Some(3)]);
            let tally = report.tallies.iter().find(|tally| tally.rule.id == "table2-missing-first-text");
            assert_eq!(tally.unwrap().warnings, 3);
        }
    }
}

mod table3 {
    use super::*;

    #[test]
    fn a_line_is_of_one_kind() {
        assert_eq!(plan(&[Set("UP3KYO", 2, 13, "通院")]), ["table3-line-kind 2 -"]);
        assert_eq!(plan(&[Set("UP3KYO", 2, 7, "1")]), ["table3-line-kind 2 -"]);
        // Mixed lines are not asked for weekdays and times.
        assert_eq!(plan(&[Set("UP3KYO", 3, 6, "通院")]), ["table3-line-kind 3 -"]);
        let none: &[Edit] = &[Set("UP3KYO", 2, 10, ""), Set("UP3KYO", 2, 11, ""), Set("UP3KYO", 2, 12, "")];
        assert_eq!(said(&sample::PLAN.with(none)), ["table3-line-kind 2 -"]);
    }

    #[test]
    fn a_weekly_line_has_a_weekday_and_times() {
        let bare: &[Edit] = &[Set("UP3KYO", 1, 7, ""), Set("UP3KYO", 1, 8, ""), Set("UP3KYO", 1, 9, "")];
        let each = [7, 8, 9].map(|item| format!("table3-line-kind 1 {item}"));
        assert_eq!(said(&sample::PLAN.with(bare)), each);
        // What is wrong is there.
        assert_eq!(plan(&[Set("UP3KYO", 1, 7, "8"), Set("UP3KYO", 1, 8, "9:00")]), [""; 0]);
        // An activity of the whole day.
        assert_eq!(plan(&[Set("UP3KYO", 2, 11, ""), Set("UP3KYO", 2, 12, "")]), [""; 0]);
    }

    #[test]
    fn what_was_cut_off_is_not_missing() {
        assert_eq!(plan(&[Cut("UP3KYO", 1, 8)]), [""; 0]);
        assert_eq!(plan(&[Cut("UP3KYO", 2, 12)]), [""; 0]);
        let cut = sample::PLAN.with(&[Cut("UP3KYO", 3, 12)]);
        assert_eq!(said(&cut), [""; 0]);
        assert_eq!(not_run(&cut), [("table3-line-kind", 1)]);
    }

    #[test]
    fn only_times_of_the_clock_are_compared() {
        assert_eq!(
            plan(&[Set("UP3KYO", 1, 8, "1000"), Set("UP3KYO", 1, 9, "0959")]),
            ["table3-time-order 1 9"]
        );
        assert_eq!(plan(&[Set("UP3KYO", 1, 8, "0000"), Set("UP3KYO", 1, 9, "2400")]), [""; 0]);
        assert_eq!(plan(&[Set("UP3KYO", 2, 12, "")]), [""; 0]);
        for edit in [
            &[Set("UP3KYO", 1, 8, "9999")],
            &[Set("UP3KYO", 1, 8, "2400")],
            &[Set("UP3KYO", 1, 9, "9999")],
            &[Set("UP3KYO", 1, 9, "0860")],
        ] {
            let sample = sample::PLAN.with(edit);
            assert_eq!(said(&sample), [""; 0]);
            assert_eq!(not_run(&sample), [("table3-time-order", 1)]);
        }
        // The other pair is still compared.
        let both: &[Edit] = &[Set("UP3KYO", 2, 8, "9999"), Set("UP3KYO", 2, 12, "0600")];
        let expected = ["table3-line-kind 2 -", "table3-time-order 2 12"];
        assert_eq!(said(&sample::PLAN.with(both)), expected);
    }
}

mod supplement {
    use super::*;

    #[test]
    fn either_date_or_month_is_filled() {
        assert_eq!(plan(&[Set("UPHOSOKU", 1, 4, "00000000")]), ["supplement-link 1 63"]);
        assert_eq!(plan(&[Set("UPHOSOKU", 1, 63, "202604")]), ["supplement-link 1 63"]);
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 4, "20260320")]), ["supplement-link 1 63"]);
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 63, "000000")]), ["supplement-link 1 63"]);
        // It is not asked what the file goes with: its name and the set tell that.
        let swapped: &[Edit] = &[Set("UPHOSOKU", 1, 4, "20260320"), Set("UPHOSOKU", 1, 63, "000000")];
        assert_eq!(said(&sample::SLIP.with(swapped)), [""; 0]);
        for edit in [&[Set("UPHOSOKU", 1, 63, "")], &[Set("UPHOSOKU", 1, 4, "20260230")]] {
            let sample = sample::SLIP.with(edit);
            assert_eq!(said(&sample), [""; 0]);
            assert_eq!(not_run(&sample), [("supplement-link", 1)]);
        }
    }

    #[test]
    fn the_first_slot_at_fault_is_told() {
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 52, "11")]), ["supplement-slots 1 52"]);
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 55, "10")]), ["supplement-slots 1 52"]);
        let two: &[Edit] = &[
            Set("UPHOSOKU", 1, 20, "11"),
            Set("UPHOSOKU", 1, 28, "17"),
            Set("UPHOSOKU", 1, 30, "1000"),
            Set("UPHOSOKU", 1, 40, "13"),
        ];
        assert_eq!(said(&sample::SLIP.with(two)), ["supplement-slots 1 28"]);
        // A number that is none stands there all the same.
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 25, "many")]), ["supplement-slots 1 24"]);
        let all: &[Edit] = &[
            Set("UPHOSOKU", 1, 20, "11"),
            Set("UPHOSOKU", 1, 24, "13"),
            Set("UPHOSOKU", 1, 28, "15"),
            Set("UPHOSOKU", 1, 32, "17"),
            Set("UPHOSOKU", 1, 36, "21"),
            Set("UPHOSOKU", 1, 40, "22"),
            Set("UPHOSOKU", 1, 44, "71"),
            Set("UPHOSOKU", 1, 48, "76"),
            Set("UPHOSOKU", 1, 52, "78"),
        ];
        assert_eq!(said(&sample::SLIP.with(all)), [""; 0]);
        // Zeros in slots behind those in use.
        let zeros: &[Edit] =
            &[Set("UPHOSOKU", 1, 20, "11"), Set("UPHOSOKU", 1, 26, "0"), Set("UPHOSOKU", 1, 55, "0")];
        assert_eq!(said(&sample::SLIP.with(zeros)), [""; 0]);
    }

    #[test]
    fn a_change_of_level_has_a_date_and_a_level() {
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 17, "20260415")]), ["supplement-level-change 1 59"]);
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 59, "22")]), ["supplement-level-change 1 17"]);
        // A level that is in no list is there, and so is a date that cannot be read.
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 17, "20260415"), Set("UPHOSOKU", 1, 59, "99")]), [""; 0]);
        let unreadable = sample::SLIP.with(&[Set("UPHOSOKU", 1, 17, "00000000")]);
        assert_eq!(said(&unreadable), [""; 0]);
        assert_eq!(not_run(&unreadable), [("supplement-level-change", 1)]);
        assert_eq!(slip(&[Set("UPHOSOKU", 1, 17, "20260415"), Cut("UPHOSOKU", 1, 58)]), [""; 0]);
    }
}

mod basic_and_support {
    use super::*;

    #[test]
    fn a_code_is_explained() {
        let both = basic(&[Set("UPKIHON", 1, 8, "03"), Set("UPKIHON", 1, 12, "02")]);
        assert_eq!(both, ["basic-detail-missing 1 9", "basic-detail-missing 1 13"]);
        assert_eq!(basic(&[Set("UPKIHON", 1, 8, "04"), Set("UPKIHON", 1, 12, "")]), [""; 0]);
        assert_eq!(basic(&[Set("UPKIHON", 1, 8, "03"), Cut("UPKIHON", 1, 8)]), [""; 0]);
        // One of the two codes cannot be read.
        let other = sample::BASIC.with(&[Raw("UPKIHON", 1, 8, "0\"3"), Set("UPKIHON", 1, 12, "02")]);
        assert_eq!(said(&other), ["basic-detail-missing 1 13"]);
        assert_eq!(not_run(&other), [("basic-detail-missing", 1)]);
    }

    #[test]
    fn a_number_of_two_levels() {
        let missing = sample::SUPPORT.with(&[Set("UPYOBO_SUB", 2, 14, "")]);
        let repeated = sample::SUPPORT.with(&[Set("UPYOBO_SUB", 2, 14, "1")]);
        for (sample, send, receive) in
            [(missing, Level::Warning, Level::Warning), (repeated, Level::Error, Level::Warning)]
        {
            for (profile, level) in [(Profile::send(), send), (Profile::receive(), receive)] {
                let report = check(&sample, profile);
                assert_eq!(found(&report).map(|finding| finding.level).collect::<Vec<_>>(), [level]);
            }
        }
        let quiet = Profile::send().with_level("support-numbers", Level::Info);
        assert_eq!(found(&check(&missing, quiet)).next().map(|finding| finding.level), Some(Level::Info));
    }

    #[test]
    fn numbers_may_be_written_in_any_way() {
        assert_eq!(support(&[Set("UPYOBO_SUB", 2, 14, "１")]), ["support-numbers 2 14"]);
        assert_eq!(support(&[Raw("UPYOBO_SUB", 2, 14, "1")]), ["support-numbers 2 14"]);
        assert_eq!(support(&[Set("UPYOBO_SUB", 2, 14, "01")]), ["support-numbers 2 14"]);
        assert_eq!(support(&[Set("UPYOBO_SUB", 2, 14, "０")]), ["support-numbers 2 14"]);
        for edit in [
            &[Set("UPYOBO_SUB", 2, 14, "①")],
            &[Set("UPYOBO_SUB", 2, 14, "ア")],
            &[Set("UPYOBO_SUB", 2, 14, "-1")],
            &[Set("UPYOBO_SUB", 2, 14, "100")],
            &[Set("UPYOBO_SUB", 2, 14, "99999999999999999999")],
        ] {
            let sample = sample::SUPPORT.with(edit);
            assert_eq!(said(&sample), [""; 0]);
            assert_eq!(not_run(&sample), [("support-numbers", 1)]);
        }
    }

    #[test]
    fn a_level_that_is_not_there_has_no_number() {
        // Nothing serves the need yet.
        const NEED: &str = r#"202407,991018,9000000201,20260320,"2","掃除が行き届かない。","手伝いを受ける。","本人：まだよい。","家を清潔に保つ。",,,,,,,,"#;
        assert_eq!(support(&[Append("UPYOBO_SUB", NEED)]), [""; 0]);
        let told = support(&[Append("UPYOBO_SUB", NEED), Set("UPYOBO_SUB", 3, 12, "長女が掃除をする。")]);
        assert_eq!(told, ["support-numbers 3 10"]);
        let told = support(&[Append("UPYOBO_SUB", NEED), Set("UPYOBO_SUB", 3, 16, "見本清掃")]);
        assert_eq!(told, ["support-numbers 3 10", "support-numbers 3 14"]);
        assert_eq!(
            support(&[Append("UPYOBO_SUB", NEED), Set("UPYOBO_SUB", 3, 5, "")]),
            ["support-numbers 3 5"]
        );
        assert_eq!(support(&[Append("UPYOBO_SUB", NEED), Cut("UPYOBO_SUB", 3, 9)]), [""; 0]);
    }

    #[test]
    fn plans_do_not_mix() {
        let others: &[Edit] = &[
            Repeat("UPYOBO_SUB", 1),
            Set("UPYOBO_SUB", 3, 3, "9000000202"),
            Repeat("UPYOBO_SUB", 2),
            Set("UPYOBO_SUB", 4, 4, "20260321"),
            Repeat("UPYOBO_SUB", 3),
        ];
        assert_eq!(said(&sample::SUPPORT.with(others)), ["support-numbers 5 14"]);
        let nobody = sample::SUPPORT.with(&[Repeat("UPYOBO_SUB", 2), Set("UPYOBO_SUB", 3, 3, "x")]);
        assert_eq!(said(&nobody), [""; 0]);
        assert_eq!(not_run(&nobody), [("support-numbers", 1)]);
    }
}

#[test]
fn messages_hold_nothing_of_the_person() {
    let samples = [
        sample::PLAN.with(&[
            Set("UP2KYO", 1, 7, "秘密の課題"),
            Set("UP2KYO", 2, 7, "秘密の悩み"),
            Set("UP2KYO", 2, 13, "1"),
            Set("UP3KYO", 1, 10, "秘密の習慣"),
            Set("UPHOSOKU", 1, 59, "25"),
        ]),
        sample::BASIC.with(&[Set("UPKIHON", 1, 12, "02")]),
        sample::SUPPORT.with(&[Repeat("UPYOBO_SUB", 2)]),
    ];
    let mut count = 0;
    for sample in &samples {
        for finding in found(&check(sample, Profile::send())) {
            for language in [Language::Japanese, Language::English] {
                for text in [finding.message(language), finding.hint(language)] {
                    assert!(!text.contains("秘密") && !text.contains("9000000"), "{text}");
                    assert!(!text.contains("25") && !text.contains("入院"), "{text}");
                    count += 1;
                }
            }
        }
    }
    assert_eq!(count, 6 * 4);
}

#[test]
fn a_renamed_file_and_one_of_another_edition_are_looked_at_too() {
    let renamed = sample::PLAN.with(&[
        Set("UP2KYO", 2, 13, "1"),
        Name("UP2KYO", "UP2KYO_9970100013_43_9970100062_17_20260325100000 - コピー.CSV"),
    ]);
    assert_eq!(said(&renamed), ["table2-duplicate-number 2 13"]);
    let header = sample::PLAN.with(&[Line("UP2KYO", 1, "\r\n"), Set("UP2KYO", 2, 13, "1")]);
    assert_eq!(said(&header), ["table2-duplicate-number 2 13"]);
    // 第3表 did not exist in 3.x; its items are looked at all the same.
    let early = sample::PLAN.with(&[SetAll("UP3KYO", 1, "202208"), Set("UP3KYO", 1, 7, "")]);
    assert_eq!(said(&early), ["table3-line-kind 1 7"]);
    assert_eq!(plan(&[Without("UP1KYO"), Set("UP3KYO", 1, 7, "")]), ["table3-line-kind 1 7"]);
}

#[test]
fn all_of_many_findings_are_counted() {
    let mut file = String::new();
    for person in 0..200 {
        for need in 1..=10 {
            for support in 1..=10 {
                let text = if support == 1 { "\"need\"" } else { "" };
                let line = format!(
                    "202407,991018,{person:010},20260320,20260320,{need},{text},1,,,,,{support},,,,,,,,,\r\n"
                );
                file.push_str(&line);
            }
        }
    }
    let name = "UP2KYO_9970100013_43_9970100062_17_20260325100000.CSV";
    let report = Checker::new(Profile::send()).check([Document::new(name, file.as_bytes())]);
    assert_eq!(report.files.first().map(|file| file.records), Some(20_000));
    assert_eq!(found(&report).count(), 0);
    let twice = file.repeat(2);
    let report = Checker::new(Profile::send()).check([Document::new(name, twice.as_bytes())]);
    let tally = report.tallies.iter().find(|tally| tally.rule.id == "table2-duplicate-number").unwrap();
    assert_eq!((tally.errors, tally.kept), (20_000, Profile::DEFAULT_CAP));
}
