//! The example program `send`, run on the bundled persons and on broken input.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

use careplan_examples::{Outcome, send};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn bundled() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/persons.json")
}

fn bundled_json() -> Value {
    serde_json::from_slice(&fs::read(bundled()).unwrap()).unwrap()
}

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = send(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

/// Sends persons given as JSON; the folder is looked at afterwards.
fn run_on(input: &str, options: &[&str]) -> (Outcome, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("persons.json"), folder.path().join("out"));
    fs::write(&from, input).unwrap();
    let (outcome, out, _) = run(&[&[from.to_str().unwrap(), to.to_str().unwrap()], options].concat());
    (outcome, out, folder)
}

#[test]
fn the_bundled_persons_go_to_their_providers() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("out");
    let (outcome, text, errors) =
        run(&[bundled().to_str().unwrap(), to.to_str().unwrap(), "--format", "json"]);
    assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{text}");
    let json: Value = serde_json::from_str(&text).unwrap();
    let units: Vec<_> = json["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| {
            let receiver = format!(
                "{}_{}",
                unit["receiver"]["office"].as_str().unwrap(),
                unit["receiver"]["service"].as_str().unwrap()
            );
            (receiver, unit["kind"].as_str().unwrap().to_owned(), unit["persons"].as_u64().unwrap())
        })
        .collect();
    let expected = [
        ("9910100107_31", "plan_set", 1),
        ("9910100107_31", "slip_set", 1),
        ("9960100056_13", "plan_set", 1),
        ("9960100056_13", "slip_set", 1),
        ("9970100021_11", "plan_set", 1),
        ("9970100021_11", "slip_set", 2),
        ("9970100039_15", "slip_set", 1),
        // One office with two service types: a unit for each.
        ("9970100047_11", "plan_set", 1),
        ("9970100047_11", "slip_set", 1),
        ("9970100047_21", "plan_set", 1),
        ("9970100047_21", "slip_set", 1),
        ("9970100062_17", "plan_set", 2),
        ("9970100062_17", "slip_set", 3),
        ("9990100076_76", "slip_set", 1),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(receiver, kind, persons)| ((*receiver).to_owned(), (*kind).to_owned(), *persons))
        .collect();
    assert_eq!(units, expected);
    let notes: Vec<_> = json["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|note| (note["note"].as_str().unwrap(), note["person"].as_u64().unwrap()))
        .collect();
    assert_eq!(notes, [("out_of_scope", 2), ("out_of_scope", 4), ("not_sent", 4)]);
    // All is there as it was said, and right by the rules for sending.
    let report = careplan_rules::Checker::new(careplan_rules::Profile::send()).check_paths([&to]);
    assert_eq!(report.findings.iter().map(|it| it.rule.id).collect::<Vec<_>>(), [""; 0]);
    let said: usize =
        json["units"].as_array().unwrap().iter().map(|unit| unit["files"].as_array().unwrap().len()).sum();
    assert_eq!((report.files.len(), said), (48, 48));
    // Nobody is named.
    for personal in ["9000000104", "0000000102", "見本"] {
        assert!(!text.contains(personal), "{personal}");
    }
    // A second time nothing is overwritten, and nothing else is left there.
    let before = report.files.len();
    let (outcome, _, errors) = run(&[bundled().to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(!errors.is_empty());
    let after = careplan_rules::Checker::new(careplan_rules::Profile::send()).check_paths([&to]);
    assert_eq!(after.files.len(), before);
}

#[test]
fn without_arguments_the_bundled_persons_are_sent() {
    let (outcome, text, _) = run(&[]);
    assert_eq!(outcome, Outcome::Fine);
    for expected in [
        "送信先 9970100062_17（福祉用具貸与）",
        "サービス利用票（第6・7表）一式 2025-10　3名",
        "UPHOSOKU_000000_9970100013_43_9970100062_17_20251016140000.CSV　2件",
        "UPPLAN_202510_9970100013_43_9970100062_17_20251016140001.CSV",
        "2人目 2025-10：対象外のサービス（41 特定福祉用具販売）のため、事業所9970100062の第6表1行・第7表1行を除きました",
        "4人目：送信するファイルがありません",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn problems_of_the_json_name_person_form_and_item_and_no_value() {
    let mut input = bundled_json();
    input["persons"][0]["UPPLAN"][2]["service_date"] = json!("secret");
    input["persons"][1]["UP1KYO"]["insured"] = json!("secret too long");
    input["persons"][2]["UPPLAN"][0]["secret"] = json!(1);
    input["persons"][3]["secret"] = json!([]);
    input["timestamp"] = json!("2025");
    let (outcome, text, folder) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    for expected in [
        "（5件）",
        "timestamp: ",
        "person 1, UPPLAN, record 3: service_date (No.10 サービス利用日)",
        "person 2, UP1KYO, record 1: insured (No.3 被保険者番号)",
        "person 3, UPPLAN, record 1: key ",
        "person 4: 1 unknown key(s)",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("secret"), "{text}");
    assert!(!folder.path().join("out").exists());
    for (broken, expected) in [
        ("{\"sender\": 1, \"sender\": 2}", "a key occurs twice in an object at line 1"),
        ("[]", "not a JSON object"),
        ("{", "EOF"),
        ("{}", "persons: missing"),
    ] {
        let (outcome, text, _) = run_on(broken, &["--format", "json"]);
        assert_eq!(outcome, Outcome::DataHasErrors);
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["written"], false);
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn what_the_rules_refuse_is_not_written() {
    let mut input = bundled_json();
    // A service type that no list has: the line stays, and the rules refuse it.
    input["persons"][0]["UPPLAN"][0]["service_code"] = json!("X91111");
    let (outcome, text, folder) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("table6-out-of-scope"), "{text}");
    assert!(!folder.path().join("out").exists());
    let (_, text, _) = run_on(&input.to_string(), &["--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["written"], false);
    assert!(json["report"]["findings"].as_array().is_some_and(|findings| !findings.is_empty()));
}

#[test]
fn what_does_not_go_together_is_not_written() {
    let mut input = bundled_json();
    input["persons"][0]["UPSIKYU"] = json!([]);
    input["persons"][2] = input["persons"][1].clone();
    let (outcome, text, folder) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(
        text.contains(
            "1人目「サービス利用票 第6表 予定」1件目：対応する「サービス利用票別表 第7表」がありません"
        ),
        "{text}"
    );
    assert!(text.contains("3人目：2人目と同じ利用者です"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn wrong_arguments() {
    assert_eq!(run(&["--format", "xml"]).0, Outcome::CouldNotRun);
    assert_eq!(run(&["one"]).0, Outcome::CouldNotRun);
    assert_eq!(run(&["not-there.json", "out"]).0, Outcome::CouldNotRun);
    assert_eq!(run(&["--help"]).0, Outcome::Fine);
}

/// Sends text (not always JSON) and gives what was printed to both sides.
fn run_both(input: &[u8], options: &[&str]) -> (Outcome, String, String, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("persons.json"), folder.path().join("out"));
    fs::write(&from, input).unwrap();
    let (outcome, out, errors) = run(&[&[from.to_str().unwrap(), to.to_str().unwrap()], options].concat());
    (outcome, out, errors, folder)
}

#[test]
fn numbers_that_are_too_large_are_told_so() {
    for (number, expected) in [
        ("99999999999999999999", "units (No.8 単位数): expected i32, found a number that is too large"),
        ("9999999999", "units (No.8 単位数): the number is out of range, expected i32"),
        ("-9999999999", "units (No.8 単位数): the number is out of range, expected i32"),
        ("1.5", "units (No.8 単位数): expected i32, found a decimal number"),
    ] {
        let input = bundled_json().to_string().replacen("\"units\":787", &format!("\"units\":{number}"), 1);
        assert!(input.contains(number));
        let (outcome, text, folder) = run_on(&input, &[]);
        assert_eq!(outcome, Outcome::DataHasErrors);
        assert!(text.contains(expected), "{text}");
        assert!(!text.contains(number) && !folder.path().join("out").exists(), "{text}");
    }
}

#[test]
fn a_timestamp_that_is_none_is_told_once() {
    let mut input = bundled_json();
    input["timestamp"] = json!("20251399999999");
    let (outcome, text, _) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("（1件）") && text.contains("timestamp: no day of the calendar"), "{text}");
}

#[test]
fn a_byte_order_mark_says_nothing() {
    let input = [b"\xEF\xBB\xBF", &*fs::read(bundled()).unwrap()].concat();
    let (outcome, text, _, _) = run_both(&input, &[]);
    assert_eq!(outcome, Outcome::Fine, "{text}");
}

#[test]
fn a_character_that_cannot_be_written_is_told_once_with_the_person() {
    let mut input = bundled_json();
    // Goes to several receivers.
    input["persons"][0]["UP2KYO"][0]["need"] = json!("見本😀");
    let (outcome, text, folder) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("（1件）"), "{text}");
    assert!(text.contains("・1人目「居宅サービス計画書 第2表」項目No."), "{text}");
    assert!(text.contains("😀") && !text.contains("見本😀"), "{text}");
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_is_in_the_way_is_told_whole_in_both_languages_and_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("out");
    let names = [
        "9970100021_11/UPPLAN_202510_9970100013_43_9970100021_11_20251016140001.CSV",
        "9970100062_17/UP1KYO_9970100013_43_9970100062_17_20251016140000.CSV",
    ];
    for name in names {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "kept").unwrap();
    }
    let (from, to_text) = (bundled(), to.to_str().unwrap());
    let (outcome, text, errors) = run(&[from.to_str().unwrap(), to_text]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert_eq!(text.matches("同じ名前のファイルが既にあります").count(), 2, "{text}");
    assert_eq!(errors.matches(": already there").count(), 2, "{errors}");
    let (outcome, text, _) = run(&[from.to_str().unwrap(), to_text, "--format", "json"]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&json["written"], json["failures"].as_array().unwrap().len()), (&json!(false), 2));
    let folders: Vec<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(folders.len(), 2, "{folders:?}");
    assert!(names.iter().all(|name| fs::read(to.join(name)).unwrap() == b"kept"));
}

#[test]
fn a_failed_write_leaves_no_empty_folder() {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("new").join("out");
    // A file in the place of the folder of the last receiver: the others are made, and go again.
    fs::create_dir_all(&to).unwrap();
    fs::write(to.join("9990100076_76"), "kept").unwrap();
    let (outcome, text, errors) = run(&[bundled().to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(text.contains("9990100076_76") && errors.contains("9990100076_76"), "{text}{errors}");
    let left: Vec<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["9990100076_76"]);
}

#[test]
fn a_sender_that_makes_no_plans_and_a_mistyped_receiver_are_told_first() {
    let mut input = bundled_json();
    input["sender"]["service"] = json!("11");
    input["persons"][0]["receivers"] = json!([{ "office": "9970100026", "service": "17" }]);
    let (outcome, text, _) = run_on(&input.to_string(), &[]);
    assert_eq!(outcome, Outcome::Fine, "{text}");
    let place = |expected: &str| text.find(expected).unwrap_or_else(|| panic!("{expected}\n{text}"));
    let sender = place("！送信元のサービス種類11（訪問介護）は計画を作成する種類");
    let receiver = place("name-office-check-digit");
    assert!(sender < receiver && receiver < place("送信先 "), "{text}");
    let (_, text, _) = run_on(&input.to_string(), &["--format", "json"]);
    let json: Value = serde_json::from_str(&text).unwrap();
    assert!(json["sender_warning"].as_str().unwrap().contains("訪問介護"));
    let findings = json["report"]["findings"].as_array().unwrap();
    assert!(findings.iter().any(|finding| finding["rule"] == "name-office-check-digit"), "{findings:?}");
    // Those that plan themselves are not asked.
    for service in ["43", "73"] {
        input["sender"]["service"] = json!(service);
        let (_, text, _) = run_on(&input.to_string(), &[]);
        assert!(!text.contains("送信元のサービス種類"), "{text}");
    }
}
