//! The example programs, run on the bundled data and on broken input.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, roundtrip, show};
use std::fs;
use std::path::{Path, PathBuf};

type Program = fn(&[String], &mut dyn std::io::Write, &mut dyn std::io::Write) -> std::io::Result<Outcome>;

fn run(program: Program, arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = program(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

fn show_json(folder: &Path) -> (Outcome, serde_json::Value) {
    let (outcome, out, _) = run(show, &[folder.to_str().unwrap(), "--format", "json"]);
    (outcome, serde_json::from_str(&out).unwrap())
}

#[test]
fn show_reads_all_the_valid_data() {
    let (outcome, json) = show_json(&data("valid"));
    assert_eq!(outcome, Outcome::Fine);
    let files = json.as_array().unwrap();
    for file in files {
        assert_eq!(file["problems"], serde_json::json!([]), "{}", file["file"]);
        let is_image = file["kind"] == "UPKIHON_IMAGE";
        assert_eq!(file["records"].as_array().unwrap().is_empty(), is_image, "{}", file["file"]);
        assert_eq!(file["edition"].is_null(), is_image);
    }
    let mut kinds: Vec<&str> = files.iter().map(|file| file["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 18, "{kinds:?}");
    for edition in ["202208", "202407"] {
        assert!(files.iter().any(|file| file["edition"] == edition));
    }
}

#[test]
fn show_prints_the_words_of_the_standard_and_names_unharmed() {
    let (outcome, text, _) = run(show, &[data("valid").to_str().unwrap()]);
    assert_eq!(outcome, Outcome::Fine);
    for expected in [
        "居宅サービス計画書 第1表",
        "髙見　見本",
        "見本﨑　例子",
        "要介護状態区分: 22 要介護２",
        "課題1: ",
        "長期目標: ",
    ] {
        assert!(text.contains(expected), "{expected}");
    }
    assert!(!text.contains('\u{FFFD}') && !text.contains("※"));
}

#[test]
fn show_without_arguments_shows_the_bundled_data() {
    assert_eq!(run(show, &[]).1, run(show, &[data("valid").to_str().unwrap()]).1);
}

#[test]
fn show_says_what_is_wrong_and_goes_on() {
    for (folder, outcome, records) in [
        ("utf8", Outcome::DataHasErrors, 0),
        ("utf16-bom", Outcome::DataHasErrors, 0),
        ("unclosed-quote", Outcome::DataHasErrors, 5),
        ("lone-lead-byte", Outcome::DataHasErrors, 0),
        ("actual-under-dltjsk-name", Outcome::DataHasErrors, 0),
        ("renamed-freely", Outcome::DataHasErrors, 6),
        ("gaiji", Outcome::Fine, 6),
        ("lf-only", Outcome::Fine, 6),
        ("header-row", Outcome::Fine, 6),
        ("renamed-copy", Outcome::Fine, 6),
        ("version-202410", Outcome::Fine, 6),
    ] {
        let (was, json) = show_json(&data("odd").join(folder));
        assert_eq!(was, outcome, "{folder}");
        assert_eq!(json[0]["records"].as_array().unwrap().len(), records, "{folder}");
        assert!(!json[0]["problems"].as_array().unwrap().is_empty(), "{folder}");
    }
    let (_, json) = show_json(&data("odd").join("unclosed-quote"));
    assert_eq!(json[0]["problems"][1]["record"], 2);
    assert_eq!(json[0]["problems"][1]["line"], 2);
    assert_eq!(json[0]["problems"][1]["item"], 21);
}

#[test]
fn show_runs_on_every_odd_folder() {
    for folder in fs::read_dir(data("odd")).unwrap() {
        let folder = folder.unwrap().path();
        let (outcome, text, errors) = run(show, &[folder.to_str().unwrap()]);
        assert_ne!(outcome, Outcome::CouldNotRun, "{}: {errors}", folder.display());
        assert!(text.contains('●'));
    }
}

#[test]
fn programs_that_cannot_run_say_so() {
    for arguments in [&["no/such/path"][..], &["--format"], &["--format", "xml"], &["--nonsense"]] {
        let (outcome, out, errors) = run(show, arguments);
        assert_eq!((outcome, out.is_empty(), errors.is_empty()), (Outcome::CouldNotRun, true, false));
    }
    assert_eq!(run(roundtrip, &["only-one"]).0, Outcome::CouldNotRun);
    assert_eq!(run(roundtrip, &["no/such/path", "target/no"]).0, Outcome::CouldNotRun);
}

#[test]
fn roundtrip_gives_every_valid_file_back() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("written");
    let (outcome, report, _) = run(roundtrip, &[data("valid").to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::Fine);
    let equal = report.lines().filter(|line| line.starts_with("equal  ")).count();
    let copied = report.lines().filter(|line| line.starts_with("copied  ")).count();
    assert_eq!((equal, copied, report.lines().count()), (48, 2, 50), "{report}");
    for line in report.lines() {
        let (_, name) = line.split_once("  ").unwrap();
        assert_eq!(fs::read(data("valid").join(name)).unwrap(), fs::read(to.join(name)).unwrap());
    }
    // Nothing is overwritten.
    let again = run(roundtrip, &[data("valid").to_str().unwrap(), to.to_str().unwrap()]);
    assert_eq!(again.0, Outcome::CouldNotRun);
}

#[test]
fn roundtrip_writes_nothing_for_a_file_with_errors_and_no_partial_file() {
    let out = tempfile::tempdir().unwrap();
    let (outcome, report, _) =
        run(roundtrip, &[data("odd/gaiji").to_str().unwrap(), out.path().to_str().unwrap()]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(report.starts_with("not written"));
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn roundtrip_never_writes_into_its_input() {
    let input = tempfile::tempdir().unwrap();
    let inside = input.path().join("out");
    let (outcome, _, errors) = run(roundtrip, &[input.path().to_str().unwrap(), inside.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun, "{errors}");
    assert!(!inside.exists());
}
