//! The example program `ledger`, run on the bundled data and on broken input.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, ledger};
use careplan_model::Ledger;
use std::fs;
use std::path::{Path, PathBuf};

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = ledger(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn run_on(folder: &Path, options: &[&str]) -> (Outcome, String, String) {
    run(&[&[folder.to_str().unwrap()], options].concat())
}

fn run_json(folder: &Path, options: &[&str]) -> (Outcome, serde_json::Value) {
    let (outcome, out, _) = run_on(folder, &[&["--format", "json"], options].concat());
    (outcome, serde_json::from_str(&out).unwrap())
}

/// A folder with the files of folders of the sample data, each in a subfolder.
fn folder_of(folders: &[&str]) -> tempfile::TempDir {
    let to = tempfile::tempdir().unwrap();
    for folder in folders {
        let below = to.path().join(folder.replace('/', "-"));
        fs::create_dir(&below).unwrap();
        for entry in fs::read_dir(data(folder)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, below.join(path.file_name().unwrap())).unwrap();
        }
    }
    to
}

#[test]
fn the_bundled_data_are_applied_in_order() {
    let (outcome, text, errors) = run(&[]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert_eq!(run_on(&data("valid"), &[]).1, text);
    for expected in [
        "● 20251028090000 9970100013_43 → 9970100062_17\n",
        "サービス利用票（令和7年10月）：更新／サービス利用票 第6表 予定 14→13件（更新）",
        "居宅サービス計画（令和7年9月20日）：削除／居宅サービス計画書 第1表 1→0件（削除）",
        "／利用者基本情報 家族構成 画像 1→0件（あわせて削除）",
        "■保持しているもの\n→ ",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("※") && !text.contains("■読めなかったもの"), "{text}");
    let timestamps: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("● ")).collect();
    assert_eq!(timestamps.len(), 24);
    assert!(timestamps.is_sorted());
}

#[test]
fn json_tells_what_each_unit_changed_and_what_is_held() {
    let folder = folder_of(&["valid/slip-update-4.1", "valid/slip-4.1"]);
    let (outcome, json) = run_json(folder.path(), &[]);
    assert_eq!((outcome, &json["problems"]), (Outcome::Fine, &serde_json::json!([])));
    let units = json["units"].as_array().unwrap();
    assert_eq!(units.len(), 2);
    assert_eq!(units[0]["changes"].as_array().unwrap().len(), 4);
    assert_eq!(units[1]["timestamp"], "20251028090000");
    assert_eq!(units[1]["files"].as_array().unwrap().len(), 3);
    let change = serde_json::json!({
        "person": "利用者3",
        "entry": "サービス利用票（令和7年10月）",
        "effect": "replaced",
        "parts": [
            { "kind": "UPPLAN", "before": 14, "after": 13, "effect": "replaced" },
            { "kind": "UPSIKYU", "before": 7, "after": 7, "effect": "replaced" },
            { "kind": "UPHOSOKU", "before": 1, "after": 1, "effect": "replaced" },
        ],
    });
    assert_eq!(units[1]["changes"], serde_json::json!([change]));
    let held = json["held"].as_array().unwrap();
    assert_eq!(held.len(), 1);
    assert_eq!(held[0]["receiver"]["office"], "9970100062");
    assert_eq!(held[0]["entries"].as_array().unwrap().len(), 4);
    let from = "UPPLAN_202510_9970100013_43_9970100062_17_20251028090000.CSV";
    let of_third = held[0]["entries"].as_array().unwrap().iter().find(|entry| entry["person"] == "利用者3");
    assert_eq!(
        of_third.unwrap()["parts"][0],
        serde_json::json!({ "kind": "UPPLAN", "records": 13, "from": from })
    );
}

#[test]
fn who_it_is_is_shown_only_when_asked_for() {
    for options in [&[][..], &["--format", "json"], &["--lang", "en"]] {
        let (_, text, _) = run_on(&data("valid"), options);
        assert!(!text.contains("9000000001") && !text.contains("見本　太郎"), "{options:?}");
    }
    let shown = run_on(&data("valid"), &["--show-personal"]).1;
    assert!(shown.contains("被保険者番号 9000000001（保険者 991018）") && !shown.contains("利用者1 "));
    let english = run_on(&data("valid"), &["--lang", "en", "--show-personal"]).1;
    assert!(
        english.contains("insured 9000000001 (insurer 991018) care plan of 2025-09-20: added; UP1KYO 0 → 1")
    );
    assert!(run_on(&data("valid"), &["--lang", "en"]).1.contains("person 1 "));
}

#[test]
fn with_personal_data_the_json_holds_a_ledger_that_can_be_kept() {
    let (_, json) = run_json(&data("valid/plan-4.1"), &["--show-personal"]);
    let kept: Ledger = serde_json::from_value(json["held"][0]["ledger"].clone()).unwrap();
    assert_eq!(kept.len(), 4);
    assert!(run_json(&data("valid/plan-4.1"), &[]).1["held"][0].get("ledger").is_none());
}

#[test]
fn each_receiver_has_a_ledger_of_its_own() {
    let folder = folder_of(&["valid/slip-4.1"]);
    let other = folder.path().join("other");
    fs::create_dir(&other).unwrap();
    for entry in fs::read_dir(data("valid/slip-4.1")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().replace("9970100062_17", "9970100021_11");
        fs::copy(&path, other.join(name)).unwrap();
    }
    // For one of the two the month has nothing more.
    let deletion = "DLTPLAN_202510_9970100013_43_9970100062_17_20251120100002.CSV";
    fs::copy(data("valid/deletions-4.1").join(deletion), folder.path().join(deletion)).unwrap();
    let (_, json) = run_json(folder.path(), &[]);
    let held: Vec<(&str, usize)> = json["held"]
        .as_array()
        .unwrap()
        .iter()
        .map(|held| (held["receiver"]["office"].as_str().unwrap(), held["entries"].as_array().unwrap().len()))
        .collect();
    assert_eq!(held, [("9970100021", 4), ("9970100062", 3)]);
}

#[test]
fn units_that_cannot_be_read_whole_are_listed_and_not_applied() {
    for folder in
        ["utf8", "unclosed-quote", "gaiji", "actual-under-dltjsk-name", "renamed-copy", "renamed-freely"]
    {
        let broken = format!("odd/{folder}");
        let both = folder_of(&[&broken, "valid/plan-4.1"]);
        let (outcome, json) = run_json(both.path(), &[]);
        assert_eq!(outcome, Outcome::DataHasErrors, "{folder}");
        assert_eq!(json["units"].as_array().unwrap().len(), 1, "{folder}");
        assert!(!json["problems"].as_array().unwrap().is_empty(), "{folder}");
        let (_, text, _) = run_on(both.path(), &["--lang", "en"]);
        assert!(text.contains("What could not be read (not applied)"), "{folder}");
        assert!(run_on(both.path(), &[]).1.contains("■読めなかったもの"), "{folder}");
    }
}

#[test]
fn a_copy_beside_its_original_is_named_and_not_counted() {
    let folder = folder_of(&["valid/actual-4.1"]);
    let original = fs::read_dir(data("valid/actual-4.1")).unwrap().next().unwrap().unwrap().path();
    let name = original.file_name().unwrap().to_str().unwrap();
    fs::copy(&original, folder.path().join(name.replace(".CSV", " (1).CSV"))).unwrap();
    let (outcome, json) = run_json(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let problems = json["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].as_str().unwrap().ends_with(&format!("a copy of {name}; not read")));
    let entries = json["held"][0]["entries"].as_array().unwrap();
    let lines: u64 = entries.iter().map(|entry| entry["parts"][0]["records"].as_u64().unwrap()).sum();
    assert_eq!(lines, 58);
}

/// The name of the file of a folder that begins so.
fn name_in(folder: &Path, prefix: &str) -> String {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(prefix)).min().unwrap()
}

fn problems(json: &serde_json::Value) -> Vec<&str> {
    json["problems"].as_array().unwrap().iter().map(|problem| problem.as_str().unwrap()).collect()
}

fn records_held(json: &serde_json::Value) -> u64 {
    let held = json["held"].as_array().unwrap().iter().flat_map(|held| held["entries"].as_array().unwrap());
    held.flat_map(|entry| entry["parts"].as_array().unwrap())
        .map(|part| part["records"].as_u64().unwrap())
        .sum()
}

#[test]
fn a_renamed_file_with_other_bytes_is_no_copy() {
    let folder = folder_of(&["valid/actual-4.1"]);
    let name = name_in(&data("valid/actual-4.1"), "UPJSK");
    let mut bytes = fs::read(data("valid/actual-4.1").join(&name)).unwrap();
    bytes.extend_from_within(..);
    let copy = folder.path().join("valid-actual-4.1").join(name.replace(".CSV", " (2).CSV"));
    fs::write(&copy, bytes).unwrap();
    let (outcome, json) = run_json(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert_eq!(
        problems(&json),
        [format!(
            "{}: another file of the name {name}, with another content; not read; see which is right",
            copy.display()
        )]
    );
    // The one that has its name was applied.
    assert_eq!(records_held(&json), 58);
    let text = run_on(folder.path(), &[]).1;
    assert!(text.contains("内容の違う、同じ名前の別のファイルです"), "{text}");
}

#[test]
fn files_of_one_name_with_other_contents_are_not_added_up() {
    let folder = folder_of(&["valid/actual-4.1"]);
    let name = name_in(&data("valid/actual-4.1"), "UPJSK");
    let original = fs::read(data("valid/actual-4.1").join(&name)).unwrap();
    let first_line = original.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for later in ["a", "z"] {
        let other = folder.path().join(later);
        fs::create_dir(&other).unwrap();
        // The same in another folder is one file.
        fs::write(other.join(&name), &original).unwrap();
        let (outcome, json) = run_json(folder.path(), &[]);
        assert_eq!((outcome, records_held(&json)), (Outcome::Fine, 58));
        fs::write(other.join(&name), &original[first_line..]).unwrap();
        let (outcome, json) = run_json(folder.path(), &["--lang", "en"]);
        assert_eq!((outcome, records_held(&json)), (Outcome::DataHasErrors, 0));
        let note = format!("{name}: not taken: another file of this name has another content");
        assert_eq!(json["units"][0]["notes"], serde_json::json!([note, note]));
        fs::remove_dir_all(other).unwrap();
    }
}

#[test]
fn a_unit_that_lacks_a_file_or_records_is_applied_and_told() {
    let folder = folder_of(&["valid/slip-4.1"]);
    let below = folder.path().join("valid-slip-4.1");
    let table7 = below.join(name_in(&below, "UPSIKYU"));
    fs::write(&table7, b"").unwrap();
    let (outcome, text, _) = run_on(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("CSV: there is no record in it"), "{text}");
    fs::remove_file(&table7).unwrap();
    let (outcome, text, _) = run_on(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(
        text.contains("  ※ the slip set (tables 6 and 7) lacks UPSIKYU: it was taken as a whole without\n"),
        "{text}"
    );
    // It was applied all the same.
    assert!(text.contains("UPPLAN 0 → "), "{text}");
}

/// What came under names of 3.x is corrected and deleted under those of 4.1.
#[test]
fn names_of_3_and_of_4_are_of_one_receiver_if_the_office_is() {
    let folder = tempfile::tempdir().unwrap();
    let from = data("valid/slip-4.1");
    for entry in fs::read_dir(&from).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let older = name.replace("_9970100013_43_9970100062_17_", "_9970100013_9970100062_");
        assert_ne!(older, name);
        // Only who it is for is told by the name; the records of 第6表 are read in either edition.
        fs::copy(from.join(&name), folder.path().join(older)).unwrap();
    }
    let (_, json) = run_json(folder.path(), &[]);
    let before = json["held"][0]["entries"].as_array().unwrap().len();
    assert_eq!((json["held"].as_array().unwrap().len(), before), (1, 4));

    let deletion = "DLTPLAN_202510_9970100013_43_9970100062_17_20251120100002.CSV";
    fs::copy(data("valid/deletions-4.1").join(deletion), folder.path().join(deletion)).unwrap();
    let (_, json) = run_json(folder.path(), &[]);
    let held = json["held"].as_array().unwrap();
    assert_eq!(held.len(), 1, "{held:?}");
    assert_eq!(held[0]["entries"].as_array().unwrap().len(), before - 1);
    assert_eq!(json["units"][1]["changes"][0]["effect"], "removed");

    // Two service types of the office are two receivers: which of them the older names mean is not known.
    let other = deletion.replace("_17_20251120100002", "_11_20251120100003");
    fs::copy(folder.path().join(deletion), folder.path().join(other)).unwrap();
    assert_eq!(run_json(folder.path(), &[]).1["held"].as_array().unwrap().len(), 3);
}

#[cfg(unix)]
#[test]
fn a_unit_with_a_file_that_cannot_be_opened_is_not_applied() {
    let folder = folder_of(&["valid/slip-4.1", "valid/actual-4.1"]);
    let below = folder.path().join("valid-slip-4.1");
    let name = name_in(&below, "UPSIKYU");
    let path = below.join(&name);
    let reset = || {
        let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
    };
    let lost = || std::os::unix::fs::symlink("no/such/file", &path).unwrap();
    // A link to nothing, and a folder's place where a file should be is a folder and no file.
    reset();
    lost();
    let (outcome, json) = run_json(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let told = problems(&json);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].ends_with("9970100062_17: a file of it cannot be read: nothing of it was applied"),
        "{told:?}"
    );
    assert!(told[1].starts_with(path.to_str().unwrap()), "{told:?}");
    // The other unit was.
    assert_eq!(json["units"].as_array().unwrap().len(), 1);
    assert_eq!(records_held(&json), 58);
    assert!(
        run_on(folder.path(), &[]).1.contains("読めないファイルがあるため、この送信全体を反映していません")
    );

    // The same under a name that was changed, where no file has the right one.
    reset();
    let renamed = below.join(name.replace(".CSV", " (1).CSV"));
    std::os::unix::fs::symlink("no/such/file", &renamed).unwrap();
    assert_eq!(run_json(folder.path(), &[]).1["units"].as_array().unwrap().len(), 1);
    // Beside the right one, it is only listed.
    fs::copy(data("valid/slip-4.1").join(&name), &path).unwrap();
    let (outcome, json) = run_json(folder.path(), &[]);
    assert_eq!((outcome, problems(&json).len()), (Outcome::DataHasErrors, 1));
    assert_eq!(json["units"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn folders_behind_links_are_listed() {
    let folder = folder_of(&["valid/actual-4.1"]);
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(data("valid/slip-4.1"), &link).unwrap();
    let (outcome, json) = run_json(folder.path(), &["--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert_eq!(problems(&json), [format!("{}: a link to a folder; not looked into", link.display())]);
    assert_eq!(records_held(&json), 58);
    assert!(run_on(folder.path(), &[]).1.contains("link：フォルダーへのリンクのため、中を読んでいません"));
}

#[test]
fn what_cannot_run_says_so() {
    for arguments in [&["no/such/path"][..], &["a", "b"], &["--format", "xml"], &["--lang"], &["--nonsense"]]
    {
        let (outcome, out, errors) = run(arguments);
        assert_eq!((outcome, out.is_empty(), errors.is_empty()), (Outcome::CouldNotRun, true, false));
    }
    assert_eq!(run(&["--help"]).0, Outcome::Fine);
}
