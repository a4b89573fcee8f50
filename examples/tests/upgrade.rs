//! The example program `upgrade`, run on the bundled data and on units that cannot be moved.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{Inbox, InboxOptions, WriteOptions, file_to_vec, read_unit};
use careplan_examples::{Outcome, upgrade};
use careplan_model::Edition;
use careplan_model::editions::downgrade;
use careplan_rules::{Checker, Level, Profile};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = upgrade(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn run_on(from: &Path, to: &Path, options: &[&str]) -> (Outcome, String, String) {
    run(&[&[from.to_str().unwrap(), to.to_str().unwrap()], options].concat())
}

/// The files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let listing = InboxOptions::new().subfolders(true).list([folder]);
    let relative = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    listing.files.iter().map(|path| (relative(path), fs::read(path).unwrap())).collect()
}

#[test]
fn the_bundled_data_of_3_2_become_4_1() {
    let (outcome, text, errors) = run(&[]);
    assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{text}");
    for expected in [
        "■ 9970100013_43 → 9970100062_17  4.1版にしました\n  plan-3.2/UP1KYO_9970100013_43_9970100062_17_20241125100000.CSV\n",
        "  追加が必要なもの (3)\n    UP1KYO 1件目：この計画の第3表（UP3KYO）がありません。4.1版の計画一式には必要です [table3]\n",
        "  追加が必要なもの (26)\n",
        "UPSIKYU",
        "■ 9970100021_11 → 9970100013_43  4.1版にしました\n  actual-3.2/UPJSK_202412_9970100021_11_9970100013_43_20250106090000.CSV\n",
        "令和6年12月は、4.1版の対象（令和7年4月以降）より前の月です [service-month]",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    // What was written is of 4.1, and the way back gives the files that were there.
    let written = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/upgrade");
    let mut units = 0;
    for folder in ["plan-3.2", "slip-3.2", "actual-3.2", "deletions-3.2"] {
        let before = files(&data("valid").join(folder));
        let mut back = BTreeMap::new();
        for unit in &Inbox::open(written.join(folder)).transmissions {
            units += 1;
            for file in downgrade(read_unit(unit).unwrap(), Edition::V3).unwrap().unit.files {
                let bytes = file_to_vec(&file, &WriteOptions::new()).unwrap();
                back.insert(PathBuf::from(file.name.to_string()), bytes);
            }
        }
        assert_eq!(back, before, "{folder}");
    }
    assert_eq!(units, 6);
}

#[test]
fn what_the_rules_miss_in_the_upgraded_units_is_what_was_listed() {
    let types = ["--type", "9970100013=43", "--type", "9970100062=17", "--type", "9970100021=11"];
    let mut errors = BTreeMap::new();
    for folder in ["plan-3.2", "slip-3.2", "actual-3.2", "deletions-3.2"] {
        let to = tempfile::tempdir().unwrap();
        let source = data("valid").join(folder);
        assert_eq!(run_on(&source, to.path(), &types).0, Outcome::Fine);
        let report = Checker::new(Profile::send()).check_paths([to.path()]);
        for finding in report.findings.iter().filter(|finding| finding.level == Level::Error) {
            *errors.entry(finding.rule.id).or_insert(0) += 1;
        }
    }
    // The lines that the list asks for codes on, and the plan set without 第3表.
    let expected =
        [("set-incomplete", 1), ("table6-equipment-code-missing", 7), ("table7-equipment-code-missing", 6)];
    assert_eq!(errors, BTreeMap::from(expected));
}

#[test]
fn json_tells_the_same() {
    let to = tempfile::tempdir().unwrap();
    let options = ["--sender-type", "43", "--type", "9970100062=17", "--format", "json", "--lang", "en"];
    let (outcome, json, _) = run_on(&data("valid/slip-3.2"), to.path(), &options);
    assert_eq!(outcome, Outcome::Fine);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 1);
    let unit = &json[0];
    assert_eq!((&unit["status"], &unit["from"]), (&"upgraded".into(), &serde_json::json!(["202208"])));
    assert_eq!(unit["receiver"], "9970100062_17");
    assert_eq!(unit["files"][0], "UPPLAN_202412_9970100013_43_9970100062_17_20241125103000.CSV");
    let note = &unit["to_add"][0];
    assert_eq!(note["what"], serde_json::json!({ "id": "service-month", "month": "2024-12" }));
    assert_eq!(note["note"], true);
    let first = &unit["to_add"][1];
    assert_eq!(
        *first,
        serde_json::json!({
            "what": { "id": "product-code" },
            "place": {
                "file": "UPPLAN",
                "record": 1,
                "item": { "number": 16, "name": "TAISコード", "field": "tais_code" },
            },
            "note": false,
            "message": "UPPLAN record 1, No.16 TAISコード: \
                fill in TAISコード or 福祉用具届出コード, one of the two, to name the product",
        })
    );
    assert_eq!(files(to.path()).len(), 3);
}

#[test]
fn units_of_4_1_and_other_files_are_copied_byte_for_byte() {
    for (folder, count) in [("valid/plan-4.1", 4), ("valid/preventive-4.1", 7), ("odd/pdf-attachment", 2)] {
        let to = tempfile::tempdir().unwrap();
        let (outcome, text, _) = run_on(&data(folder), to.path(), &["--lang", "en"]);
        assert_eq!(outcome, Outcome::Fine, "{text}");
        assert!(text.contains("copied") && !text.contains("upgraded"), "{text}");
        let copied = files(to.path());
        assert_eq!((copied.len(), &copied), (count, &files(&data(folder))));
    }
}

#[test]
fn a_missing_type_is_named_with_its_office_and_a_proposal() {
    let to = tempfile::tempdir().unwrap();
    let (outcome, text, _) = run_on(&data("valid/slip-3.2"), to.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    for expected in [
        "■ 9970100013 → 9970100062  not upgraded\n",
        "the service type of the sender 9970100013 is not known; confirm it and say --type 9970100013=TYPE\n",
        "the service type of the receiver 9970100062 is not known; its own lines say: 17; \
         confirm it and say --type 9970100062=17\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert_eq!(files(to.path()).len(), 0);
    let types = ["--type", "9970100062=17"];
    let (_, text, _) = run_on(&data("valid/slip-3.2"), to.path(), &types);
    assert!(
        text.contains(
            "送信元9970100013のサービス種類コードがわかりません。確かめて「--type 9970100013=TYPE」"
        ),
        "{text}"
    );
    assert!(!text.contains("9970100062の"), "{text}");
}

#[test]
fn nothing_is_overwritten() {
    let to = tempfile::tempdir().unwrap();
    let types = ["--sender-type", "43", "--receiver-type", "17"];
    assert_eq!(run_on(&data("valid/plan-3.2"), to.path(), &types).0, Outcome::Fine);
    let before = files(to.path());
    assert_eq!(before.len(), 3);
    let (outcome, text, _) = run_on(&data("valid/plan-3.2"), to.path(), &types);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(text.contains("書き出せません"), "{text}");
    assert_eq!(files(to.path()), before);
    assert_eq!(run_on(&data("valid/plan-4.1"), to.path(), &[]).0, Outcome::Fine);
    assert_eq!(run_on(&data("valid/plan-4.1"), to.path(), &[]).0, Outcome::CouldNotRun);
}

#[test]
fn what_cannot_be_moved_is_said_without_personal_data() {
    let types = ["--sender-type", "11", "--receiver-type", "43"];
    for (folder, expected) in [
        ("version-202410", "CSVバージョンがどの版の値でもありません"),
        ("utf8", "Shift_JISではなく"),
        ("lost-zeros", "項目No.3"),
        ("renamed-freely", "標準仕様のファイル名でない"),
    ] {
        let to = tempfile::tempdir().unwrap();
        let (outcome, text, _) = run_on(&data("odd").join(folder), to.path(), &types);
        assert_eq!(outcome, Outcome::DataHasErrors, "{folder}");
        assert!(text.contains(expected), "{folder}: {text}");
        assert!(!text.contains("900000") && !text.contains("見本"), "{folder}: {text}");
        assert_eq!(files(to.path()).len(), 0, "{folder}");
    }
    // The withdrawn 4.0, and a name of 3.x with content of 4.1: both become 4.1.
    for folder in ["edition-4.0", "name-3x-content-4.1"] {
        let to = tempfile::tempdir().unwrap();
        let (outcome, text, _) = run_on(&data("odd").join(folder), to.path(), &types);
        assert_eq!(outcome, Outcome::Fine, "{folder}: {text}");
        let written = files(to.path());
        let (name, bytes) = written.first_key_value().unwrap();
        assert!(name.to_str().unwrap().contains("_11_9970100013_43_"), "{}", name.display());
        assert!(bytes.starts_with(b"202407,"), "{folder}");
    }
}

#[test]
fn what_cannot_run_says_so() {
    let to = tempfile::tempdir().unwrap();
    let (from, to) = (data("valid/plan-3.2"), to.path().join("out"));
    let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
    let inside = data("valid/plan-3.2/out");
    for arguments in [
        &[from][..],
        &[from, to, to],
        &["no/such/path", to],
        &[from, inside.to_str().unwrap()],
        &[from, to, "--format", "xml"],
        &[from, to, "--lang"],
        &[from, to, "--type", "9970100062"],
        &[from, to, "--type", "99=17"],
        &[from, to, "--type", "9970100062=17", "--type", "9970100062=11"],
        &[from, to, "--sender-type", "4a"],
        &[from, to, "--nonsense"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!(
            (outcome, out.is_empty(), errors.is_empty()),
            (Outcome::CouldNotRun, true, false),
            "{arguments:?}"
        );
    }
    assert!(!Path::new(to).exists() && !inside.exists());
    assert_eq!(run(&["--help"]).0, Outcome::Fine);
}
