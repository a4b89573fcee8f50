//! The example program `reconcile`, run on the bundled data and on broken input.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, reconcile};
use std::fs;
use std::path::{Path, PathBuf};

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

/// The only file of a folder with this prefix.
fn file(folder: &str, prefix: &str) -> PathBuf {
    let files = fs::read_dir(data(folder)).unwrap().map(|entry| entry.unwrap());
    let mut files = files.filter(|entry| entry.file_name().to_str().unwrap().starts_with(prefix));
    files.next().unwrap().path()
}

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = reconcile(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn run_on(plan: &Path, actual: &Path, options: &[&str]) -> (Outcome, String, String) {
    run(&[&[plan.to_str().unwrap(), actual.to_str().unwrap()], options].concat())
}

fn run_json(plan: &Path, actual: &Path) -> (Outcome, serde_json::Value) {
    let (outcome, out, _) = run_on(plan, actual, &["--format", "json"]);
    (outcome, serde_json::from_str(&out).unwrap())
}

#[test]
fn the_bundled_data_differ_in_two_places() {
    let (outcome, text, _) = run(&[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    for expected in [
        "一致 57件、相違 2件",
        "訪問介護　例示ヘルパーステーション（9970100021）",
        "15日 09:00～10:00 → 09:10～10:10",
        "［actual-not-done］",
        "実績を受け取っていない事業所",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let (plan, actual) = (data("valid/slip-4.1"), data("valid/actual-4.1"));
    assert_eq!(run_on(&plan, &actual, &[]).1, text);
    // Files instead of their folders.
    let files = (file("valid/slip-4.1", "UPPLAN"), file("valid/actual-4.1", "UPJSK"));
    assert_eq!(run_on(&files.0, &files.1, &[]).1, text);
}

#[test]
fn json_tells_the_same() {
    let (outcome, json) = run_json(&data("valid/slip-4.1"), &data("valid/actual-4.1"));
    assert_eq!(outcome, Outcome::DataHasErrors);
    let differences = serde_json::json!({ "actual-time": 1, "actual-not-done": 1 });
    assert_eq!(json["counts"]["differences"], differences);
    assert_eq!(json["problems"], serde_json::json!([]));
    assert_eq!(json["plan_files"].as_array().unwrap().len(), 1);
}

#[test]
fn nothing_differs() {
    for (plan, actual, matched) in [
        ("valid/slip-4.1", "valid/actual-rental-4.1", 10),
        ("valid/slip-4.1", "valid/actual-short-stay-4.1", 8),
        ("valid/preventive-report-4.1", "valid/preventive-report-4.1", 11),
        ("valid/slip-3.2", "valid/actual-3.2", 33),
    ] {
        let (outcome, json) = run_json(&data(plan), &data(actual));
        assert_eq!((outcome, &json["counts"]["matched"]), (Outcome::Fine, &matched.into()), "{actual}");
    }
}

#[test]
fn who_it_is_is_shown_only_when_asked_for() {
    let (plan, actual) = (data("valid/slip-4.1"), data("valid/actual-4.1"));
    for options in [&[][..], &["--all"], &["--format", "json"], &["--lang", "en", "--all"]] {
        let (_, text, _) = run_on(&plan, &actual, options);
        assert!(!text.contains("9000000001") && !text.contains("0000000102"), "{options:?}");
    }
    assert!(run_on(&plan, &actual, &["--show-personal"]).1.contains("被保険者番号 9000000001"));
    assert!(run_on(&plan, &actual, &["--lang", "en"]).1.contains("57 match, 2 differences"));
    assert!(run_on(&plan, &actual, &["--all"]).1.contains("・一致："));
}

#[test]
fn a_newer_file_of_the_folder_replaces_the_older_one() {
    let folder = tempfile::tempdir().unwrap();
    for path in [file("valid/slip-4.1", "UPPLAN"), file("valid/slip-update-4.1", "UPPLAN")] {
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let (_, json) = run_json(folder.path(), &data("valid/actual-4.1"));
    assert_eq!(json["counts"]["replaced_planned_lines"], 14);
    assert_eq!(json["counts"]["planned_lines"], 131 - 14 + 13);
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let plan = data("valid/slip-4.1");
    for (folder, lines) in [
        ("utf8", 0),
        ("utf16-bom", 0),
        ("lost-zeros", 0),
        ("unclosed-quote", 1),
        ("gaiji", 6),
        ("header-row", 6),
    ] {
        let (outcome, json) = run_json(&plan, &data("odd").join(folder));
        assert_eq!(outcome, Outcome::DataHasErrors, "{folder}");
        let problems = json["problems"].as_array().unwrap();
        assert_eq!(problems.is_empty(), lines == 6, "{folder}: {problems:?}");
        assert!(json["counts"]["actual_lines"].as_u64().unwrap() >= lines, "{folder}");
    }
    let (_, text, _) = run_on(&plan, &data("odd/unclosed-quote"), &[]);
    assert!(text.contains("■読めなかったもの") && text.contains("2件目（2行目）"), "{text}");
    // A form under a name of somebody's own: plan or actual, nobody knows; as a file it is taken.
    let renamed = file("odd/renamed-freely", "2025");
    assert_eq!(run_on(&plan, &renamed, &[]).0, Outcome::DataHasErrors);
    assert_eq!(run_on(&plan, renamed.parent().unwrap(), &[]).0, Outcome::CouldNotRun);
}

#[test]
fn what_cannot_run_says_so() {
    let (plan, actual) = (data("valid/slip-4.1"), data("valid/actual-4.1"));
    let (plan, actual) = (plan.to_str().unwrap(), actual.to_str().unwrap());
    for arguments in [
        &[plan][..],
        &[plan, actual, plan],
        &[plan, "no/such/path"],
        &["no/such/path", actual],
        // No plan among the actuals.
        &[actual, actual],
        &[plan, actual, "--format", "xml"],
        &[plan, actual, "--lang"],
        &[plan, actual, "--nonsense"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!((outcome, out.is_empty(), errors.is_empty()), (Outcome::CouldNotRun, true, false));
    }
    assert_eq!(run(&["--help"]).0, Outcome::Fine);
}

#[test]
fn a_file_of_the_other_side_is_refused_and_deletions_are_told() {
    let (plan, actual) = (data("valid/slip-4.1"), data("valid/actual-4.1"));
    let (outcome, out, errors) = run_on(&plan, &file("valid/slip-4.1", "UPPLAN"), &[]);
    assert_eq!((outcome, out.is_empty()), (Outcome::CouldNotRun, true), "{errors}");
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(&actual).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let deletion = "DLTJSK_202510_9970100021_11_9970100013_43_20251105083000.CSV";
    fs::write(folder.path().join(deletion), "202407,991018,9000000001,202510,9970100021,11\r\n").unwrap();
    assert!(run_on(&plan, folder.path(), &[]).1.contains(deletion));
}
