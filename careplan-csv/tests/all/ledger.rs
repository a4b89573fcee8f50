//! What a receiver holds after reading folders of files: each rule of the standard on replacing and deleting,
//! with the files before and after.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

mod deletions;
mod files;

use careplan_csv::ms932;
use careplan_model::kind;
use careplan_model::ledger::{Effect, Ledger, Note, PartEffect};
use files::{
    A, B, actual_name, apply, deletion, effects, expected, held, name, notes, one, plan_set, slip_line,
    slip_set, supplement, table1, table2, table3, units, write,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

// ---- What is sent together, keys and relations. ----

#[test]
fn a_newer_unit_with_the_same_key_replaces_the_older_one_without_a_deletion() {
    let old = plan_set(1, "20250925", &[(A, "古い計画")]);
    let new = plan_set(2, "20250925", &[(A, "新しい計画")]);
    let (ledger, applied) = apply(&[old, new.clone()]);
    assert_eq!(held(&ledger), expected(&[new]));
    assert_eq!(effects(&applied), [Effect::Added, Effect::Replaced]);
    assert_eq!(notes(&applied), Vec::<&Note>::new());
}

#[test]
fn a_set_is_replaced_as_a_whole_lines_that_are_gone_included() {
    let old = slip_set(1, "202509", A, &["01", "08", "15"]);
    let new = slip_set(2, "202509", A, &["08"]);
    let (ledger, applied) = apply(&[old, new.clone()]);
    assert_eq!(held(&ledger), expected(&[new]));
    assert_eq!(
        applied[1].changes[0].to_string(),
        "service slip of 2025-09: replaced; UPPLAN 3 → 1 (replaced); UPSIKYU 1 → 1 (replaced); \
         UPHOSOKU 1 → 1 (unchanged)"
    );
}

#[test]
fn persons_and_keys_that_a_newer_unit_does_not_name_stay() {
    let both = plan_set(1, "20250925", &[(A, "計画一"), (B, "計画二")]);
    let only_b = plan_set(2, "20250925", &[(B, "計画三")]);
    let other_day = plan_set(3, "20251001", &[(B, "計画四")]);
    let (ledger, _) = apply(&[both, only_b, other_day]);
    let parts = [
        plan_set(1, "20250925", &[(A, "計画一")]),
        plan_set(2, "20250925", &[(B, "計画三")]),
        plan_set(3, "20251001", &[(B, "計画四")]),
    ];
    assert_eq!(held(&ledger), expected(&parts));
}

#[test]
fn persons_of_two_insurers_with_the_same_number_are_two() {
    let one_insurer = one(name("UP1KYO", 1), table1("202407", A, "20250925", "一"));
    let rows = table1("202407", A, "20250925", "二").replace("991018", "991026");
    let (ledger, _) = apply(&[one_insurer.clone(), one(name("UP1KYO", 2), rows.clone())]);
    assert_eq!(held(&ledger), expected(&[one_insurer, one(name("UP1KYO", 2), rows)]));
}

#[test]
fn units_are_processed_in_the_order_of_their_timestamps_whatever_the_files() {
    // By name, the deletion (D) comes before the slip set (U).
    let set = slip_set(1, "202509", A, &["01"]);
    let gone = one(name("DLTPLAN_202509", 2), deletion(A, "202509"));
    let again = slip_set(3, "202509", A, &["02"]);
    assert_eq!(held(&apply(&[gone.clone(), set.clone()]).0), BTreeMap::new());
    let (ledger, applied) = apply(&[again.clone(), gone, set]);
    assert_eq!(held(&ledger), expected(&[again]));
    assert_eq!(effects(&applied), [Effect::Added, Effect::Removed, Effect::Added]);
}

#[test]
fn a_supplement_beside_a_plan_and_one_beside_a_slip_are_two() {
    let plan = plan_set(1, "20250925", &[(A, "計画")]);
    let slip = slip_set(1, "202509", A, &["01"]);
    let all = [plan.clone(), slip.clone()];
    assert_eq!(held(&apply(&all).0), expected(&all));
    // Each goes with its own leading form only.
    let no_plan = one(name("DLT1KYO", 2), deletion(A, "20250925"));
    let no_slip = one(name("DLTPLAN_202509", 2), deletion(A, "202509"));
    assert_eq!(held(&apply(&[plan.clone(), slip.clone(), no_plan]).0), expected(std::slice::from_ref(&slip)));
    assert_eq!(held(&apply(&[plan.clone(), slip, no_slip]).0), expected(&[plan]));
}

// ---- Editions. ----

#[test]
fn a_set_of_edition_3_without_table3_removes_the_older_table3_and_says_so() {
    let (date, v3) = ("20250325", "202208");
    let new = plan_set(1, date, &[(A, "四版")]);
    let name = |prefix| format!("{prefix}_9970100013_9970100021_20251002120000.CSV");
    let old_edition = vec![
        (name("UP1KYO"), table1(v3, A, date, "三版")),
        (name("UP2KYO"), table2(v3, A, date, "1", "三版")),
        (name("UPHOSOKU_000000"), supplement(v3, A, date, "000000")),
    ];
    let (ledger, applied) = apply(&[new, old_edition.clone()]);
    assert_eq!(held(&ledger), expected(&[old_edition]));
    let table3 = applied[1].changes[0].parts.iter().find(|part| *part.kind == kind::TABLE3).unwrap();
    assert_eq!((table3.before, table3.after, table3.effect), (1, 0, PartEffect::LeftOut));
    assert!(applied[1].changes[0].japanese().contains("第3表 1→0件（新しい送信に含まれないため削除）"));
}

#[test]
fn a_set_of_edition_4_adds_table3_to_one_of_edition_3() {
    let date = "20250325";
    let name = |prefix| format!("{prefix}_9970100013_9970100021_20250302120000.CSV");
    let old = vec![(name("UP1KYO"), table1("202208", A, date, "三版"))];
    let new = plan_set(1, date, &[(A, "四版")]);
    let (ledger, applied) = apply(&[old, new.clone()]);
    assert_eq!(held(&ledger), expected(&[new]));
    assert_eq!(applied[1].changes[0].effect, Effect::Replaced);
    // The old one was 第1表 alone.
    assert!(matches!(applied[0].notes[..], [Note::Incomplete { .. }]));
    assert_eq!(applied[1].notes, []);
}

// ---- Actuals. ----

#[test]
fn satellites_are_in_one_file_and_a_correction_removes_the_lines_of_one() {
    let line = |day, satellite| slip_line(A, "202509", day, "111111", "9970100021", satellite);
    let with_satellite = [line("01", ""), line("02", "1"), line("03", "2")].concat();
    let without = [line("01", ""), line("03", "2")].concat();
    let old = one(actual_name("UPJSK", 1), with_satellite);
    let new = one(actual_name("UPJSK", 2), without);
    assert_eq!(held(&apply(std::slice::from_ref(&old)).0), expected(std::slice::from_ref(&old)));
    let (ledger, applied) = apply(&[old, new.clone()]);
    assert_eq!(held(&ledger), expected(&[new]));
    assert_eq!(
        applied[1].changes[0].to_string(),
        "actuals of 2025-09, office 9970100021, type 11: replaced; UPJSK 3 → 2 (replaced)"
    );
}

#[test]
fn a_correction_of_several_service_types_replaces_those_that_it_holds() {
    let line = |day, code| slip_line(A, "202509", day, code, "9970100021", "");
    let (home, community) = (line("01", "111111"), line("02", "A22411"));
    let old = one(actual_name("UPJSK", 1), [&*home, &community].concat());
    // All that the corrected file held is sent again; one type is different.
    let home_again = line("03", "111111");
    let new = one(actual_name("UPJSK", 2), [&*home_again, &community].concat());
    let (ledger, applied) = apply(&[old.clone(), new.clone()]);
    assert_eq!(held(&ledger), expected(&[new]));
    assert_eq!(effects(&applied), [Effect::Added, Effect::Added, Effect::Replaced, Effect::Unchanged]);
    // A type that a file does not hold is not replaced by it: when none is left, its deletion is sent.
    let only_home = one(actual_name("UPJSK", 2), home_again.clone());
    let (ledger, _) = apply(&[old.clone(), only_home.clone()]);
    assert_eq!(held(&ledger)["UPJSK"], [&*home_again, &community].concat());
    let gone = one(actual_name("DLTJSK", 3), "202407,991018,9000000001,202509,9970100021,A2\r\n");
    assert_eq!(held(&apply(&[old, only_home.clone(), gone]).0), expected(&[only_home]));
}

#[test]
fn actuals_passed_on_with_the_plan_are_held_beside_it() {
    let unit = valid("preventive-report-4.1");
    let mut ledger = Ledger::new();
    let applied = ledger.apply_all(&units(&unit));
    assert_eq!(notes(&applied), Vec::<&Note>::new());
    let lines = |prefix: &str| held(&ledger)[prefix].lines().count();
    assert_eq!((lines("UPPLAN"), lines("UPSIKYU"), lines("UPHOSOKU_month"), lines("UPJSK")), (11, 6, 2, 11));
}

// ---- Sent form by form, late, or twice. ----

#[test]
fn files_sent_form_by_form_make_the_same_and_are_noted() {
    let whole = plan_set(1, "20250925", &[(A, "計画")]);
    let stamped = |(name, rows): &(String, String), stamp: u8| {
        (name.replace("00.CSV", &format!("{stamp:02}.CSV")), rows.clone())
    };
    let alone: Vec<_> = plan_set(0, "20250925", &[(A, "計画")])
        .iter()
        .zip(1..)
        .map(|(file, stamp)| vec![stamped(file, stamp)])
        .collect();
    let (ledger, applied) = apply(&alone);
    assert_eq!(held(&ledger), expected(&[whole]));
    let noted = notes(&applied);
    let (first, others) = noted.split_first().unwrap();
    assert!(matches!(first, Note::Incomplete { missing, .. } if missing.len() == 3));
    assert_eq!(others.len(), 3);
    assert!(others.iter().all(|note| matches!(note, Note::WithoutLeading { leading_is_held: true, .. })));
    // 第3表 alone replaces 第3表 only.
    let new = one(name("UP3KYO", 9), table3(A, "20250925", "新しい週"));
    let (ledger, _) = apply(&[alone.concat(), new.clone()]);
    let mut files = expected(&alone);
    files.extend(expected(&[new]));
    assert_eq!(held(&ledger), files);
}

#[test]
fn a_unit_that_comes_late_does_not_undo_a_newer_one() {
    let folder = tempfile::tempdir().unwrap();
    let new = plan_set(2, "20250925", &[(A, "新しい計画")]);
    write(folder.path(), &new);
    let mut ledger = Ledger::new();
    ledger.apply_all(&units(folder.path()));
    let late = tempfile::tempdir().unwrap();
    write(late.path(), &plan_set(1, "20250925", &[(A, "古い計画"), (B, "別の人")]));
    let applied = ledger.apply_all(&units(late.path()));
    assert_eq!(effects(&applied), [Effect::Outdated, Effect::Added]);
    assert_eq!(held(&ledger), expected(&[new, plan_set(1, "20250925", &[(B, "別の人")])]));
}

#[test]
fn a_copy_in_another_folder_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let set = slip_set(1, "202509", A, &["01", "02"]);
    write(folder.path(), &set);
    let done = folder.path().join("20251001");
    fs::create_dir(&done).unwrap();
    write(&done, &set);
    let mut ledger = Ledger::new();
    let applied = ledger.apply_all(&units(folder.path()));
    assert_eq!(held(&ledger), expected(&[set]));
    assert_eq!(notes(&applied).len(), 3);
}

// ---- The sample data. ----

fn valid(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(folder)
}

/// The text of the only file of a folder with this prefix.
fn sample(folder: &str, prefix: &str) -> String {
    let mut files = fs::read_dir(valid(folder)).unwrap().map(|entry| entry.unwrap());
    let file = files.find(|entry| entry.file_name().to_str().unwrap().starts_with(prefix)).unwrap();
    ms932::decode(&fs::read(file.path()).unwrap()).unwrap().into_owned()
}

#[test]
fn the_sample_update_of_one_person_leaves_the_others() {
    let mut ledger = Ledger::new();
    let units = [units(&valid("slip-update-4.1")), units(&valid("slip-4.1"))].concat();
    let applied = ledger.apply_all(&units);
    assert_eq!(effects(&applied), [&[Effect::Added; 4][..], &[Effect::Replaced]].concat());
    for (prefix, held_as) in [("UPPLAN", "UPPLAN"), ("UPSIKYU", "UPSIKYU"), ("UPHOSOKU", "UPHOSOKU_month")] {
        let (old, new) = (sample("slip-4.1", prefix), sample("slip-update-4.1", prefix));
        let kept = old.lines().filter(|line| !line.contains("H000000103"));
        let mut lines: Vec<&str> = kept.chain(new.lines()).collect();
        // Held by persons; the lines of each in their order.
        lines.sort_by_key(|line| line.split(',').skip(1).take(2).collect::<Vec<_>>());
        assert_eq!(held(&ledger)[held_as].lines().collect::<Vec<_>>(), lines, "{prefix}");
    }
}

#[test]
fn the_sample_deletions_remove_what_they_name() {
    // What the deletions of both editions name is in these folders.
    let mut ledger = Ledger::new();
    for folder in
        ["plan-4.1", "slip-4.1", "actual-4.1", "preventive-4.1", "plan-3.2", "slip-3.2", "actual-3.2"]
    {
        ledger.apply_all(&units(&valid(folder)));
    }
    let before = ledger.len();
    let mut removed = Vec::new();
    for folder in ["deletions-3.2", "deletions-4.1"] {
        let applied = ledger.apply_all(&units(&valid(folder)));
        assert_eq!(notes(&applied), Vec::<&Note>::new());
        removed.extend(effects(&applied));
    }
    assert_eq!(removed, [Effect::Removed; 8]);
    assert_eq!(ledger.len(), before - 8);
    let with_person = |prefix: &str, insured: &str| held(&ledger)[prefix].contains(insured);
    assert!(!with_person("UP1KYO", "H000000103") && !with_person("UP3KYO", "H000000103"));
    assert!(with_person("UP1KYO", "9000000001"));
    assert!(!with_person("UPKIHON_SUB2", "9000000202") && !with_person("UPYOBO_SUB", "9000000202"));
    assert_eq!(held(&ledger)["UPKIHON_IMAGE"].lines().count(), 1);
}

#[test]
fn all_sample_units_can_be_applied_kept_as_json_and_applied_again() {
    let units = units(&valid(""));
    let mut ledger = Ledger::new();
    let applied = ledger.apply_all(&units);
    assert!(applied.is_sorted_by_key(|applied| applied.unit.timestamp));
    let json = serde_json::to_string(&ledger).unwrap();
    let mut kept: Ledger = serde_json::from_str(&json).unwrap();
    assert_eq!(kept, ledger);
    kept.apply_all(&units);
    assert_eq!(kept, ledger);
    // `Debug` tells no person and no text.
    let debug = format!("{ledger:?}{applied:?}");
    assert!(!debug.contains("9000000001") && !debug.contains("見本"));
}
