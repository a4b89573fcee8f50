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

const TYPES: [&str; 4] = ["--sender-type", "43", "--receiver-type", "17"];

/// The sample plan set of 3.2, copied into a folder.
fn plan_into(folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).unwrap();
    let copy = |(name, bytes): (PathBuf, Vec<u8>)| {
        fs::write(folder.join(&name), bytes).unwrap();
        name
    };
    files(&data("valid/plan-3.2")).into_iter().map(copy).collect()
}

#[test]
fn a_renamed_file_is_not_upgraded() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let names = plan_into(from.path());
    let name = names[0].to_str().unwrap();
    let renamed = name.replace(".CSV", " (1).CSV");
    fs::rename(from.path().join(name), from.path().join(&renamed)).unwrap();
    // With the problems that there are otherwise.
    let (outcome, text, _) = run_on(from.path(), to.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let expected = format!("{renamed}: was renamed; give its name {name} back to it, or take it away");
    assert!(text.contains(&expected) && text.contains("the service type of the sender"), "{text}");
    let (outcome, text, _) = run_on(from.path(), to.path(), &TYPES);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("ファイル名が変えられています"), "{text}");
    assert_eq!(files(to.path()).len(), 0);
}

#[test]
fn nor_is_one_copied_that_is_of_4_1_already() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, bytes) in files(&data("valid/plan-4.1")) {
        let name = name.to_str().unwrap().replacen("UP1KYO", "コピー ～ UP1KYO", 1);
        fs::write(from.path().join(name), bytes).unwrap();
    }
    let (outcome, text, _) = run_on(from.path(), to.path(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("ファイル名が変えられています"), "{text}");
    assert_eq!(files(to.path()).len(), 0);
}

#[test]
fn units_of_the_same_names_in_two_folders_stay_two() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut expected = Vec::new();
    // The folder itself is one of them: its files stand before and behind the subfolder.
    for folder in ["", "b", "UPa"] {
        for name in plan_into(&from.path().join(folder)) {
            let name = name.to_str().unwrap();
            let new = name.replace("9970100013_9970100062", "9970100013_43_9970100062_17");
            expected.push(Path::new(folder).join(new));
        }
    }
    let (outcome, text, _) = run_on(from.path(), to.path(), &TYPES);
    assert_eq!(outcome, Outcome::Fine, "{text}");
    assert_eq!(text.matches("4.1版にしました").count(), 3, "{text}");
    expected.sort();
    let written = files(to.path());
    assert_eq!(written.keys().collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    let once = tempfile::tempdir().unwrap();
    run_on(&data("valid/plan-3.2"), once.path(), &TYPES);
    for (name, bytes) in files(once.path()) {
        assert_eq!(written[&Path::new("b").join(&name)], bytes, "{}", name.display());
    }
}

#[test]
fn the_output_must_not_hold_the_input() {
    let around = tempfile::tempdir().unwrap();
    let from = around.path().join("in");
    plan_into(&from);
    let before = files(around.path());
    for to in [around.path().to_owned(), from.clone(), from.join("out"), around.path().join("new/../in")] {
        let (outcome, out, errors) = run_on(&from, &to, &TYPES);
        assert_eq!((outcome, &*out), (Outcome::CouldNotRun, ""), "{}", to.display());
        assert!(errors.contains("the input f") || errors.contains("the output f"), "{errors}");
    }
    assert_eq!(files(around.path()), before);
    assert_eq!(fs::read_dir(around.path()).unwrap().count(), 1);
    assert_eq!(run_on(&from, &around.path().join("out"), &TYPES).0, Outcome::Fine);
}

#[cfg(unix)]
#[test]
fn a_unit_with_a_file_that_cannot_be_opened_stays() {
    use std::os::unix::fs::symlink;
    let (from, around) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let to = around.path().join("out");
    let names = plan_into(from.path());
    let second = names.iter().find(|name| name.to_str().unwrap().starts_with("UP2KYO")).unwrap();
    fs::remove_file(from.path().join(second)).unwrap();
    symlink("nowhere", from.path().join(second)).unwrap();
    // Another unit is not touched by that, and a folder behind a link is told of.
    let elsewhere = tempfile::tempdir().unwrap();
    symlink(elsewhere.path(), from.path().join("link")).unwrap();
    let (outcome, text, _) = run_on(from.path(), &to, &[&TYPES[..], &["--lang", "en"]].concat());
    assert_eq!(outcome, Outcome::CouldNotRun);
    let expected = format!("{}: cannot be read, so that the unit is not whole", second.display());
    assert!(text.contains(&expected), "{text}");
    assert!(text.contains("link\n    a link to a folder; not looked into"), "{text}");
    // Nothing was written, so that there is no folder either.
    assert!(!to.exists());
    // A unit of 4.1 would be taken for a whole one too.
    let from = tempfile::tempdir().unwrap();
    for (place, (name, bytes)) in files(&data("valid/plan-4.1")).into_iter().enumerate() {
        if place == 0 {
            symlink("nowhere", from.path().join(name)).unwrap();
        } else {
            fs::write(from.path().join(name), bytes).unwrap();
        }
    }
    assert_eq!(run_on(from.path(), &to, &[]).0, Outcome::CouldNotRun);
    assert!(!to.exists());
}
