//! The program `check`: exit codes, formats, options, mended copies.

#![allow(clippy::unwrap_used)]

use careplan_examples::{Outcome, check};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = check(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn data(folder: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder).to_str().unwrap().to_owned()
}

fn json(arguments: &[&str]) -> (Outcome, Value) {
    let (outcome, out, _) = run(&[arguments, &["--format", "json"]].concat());
    (outcome, serde_json::from_str(&out).unwrap())
}

#[test]
fn without_arguments_the_bundled_data_is_right() {
    let (outcome, text, errors) = run(&[]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert!(text.contains("エラー0件、警告0件"), "{text}");
    assert_eq!(run(&["--lang", "en"]).0, Outcome::Fine);
}

#[test]
fn findings_have_the_fields_that_programs_read() {
    let (outcome, json) = json(&[&data("odd/lost-zeros"), "--profile", "receive"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let finding = &json["findings"][0];
    assert_eq!(finding["rule"], "item-insured-shape");
    assert_eq!(finding["level"], "error");
    assert_eq!(finding["file"], "UPJSK_202510_9970100021_11_9970100013_43_20251110093100.CSV");
    assert_eq!((&finding["record"], &finding["line"], &finding["item"]), (&1.into(), &1.into(), &3.into()));
    assert!(finding["message"].as_str().unwrap().contains("被保険者番号"));
    assert!(json["summary"].is_object());
    // Of the file as a whole there is no record.
    let (_, json) = self::json(&[&data("odd/utf8"), "--profile", "receive"]);
    let finding = &json["findings"][0];
    assert_eq!(finding["rule"], "text-utf8");
    assert!(finding["record"].is_null() && finding["line"].is_null() && finding["item"].is_null());
}

#[test]
fn sarif_is_json_too() {
    let (outcome, out, _) = run(&[&data("odd/lost-zeros"), "--format", "sarif"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let sarif: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "item-insured-shape");
}

#[test]
fn levels_and_profiles_are_options() {
    let folder = data("faulty/table6-equipment-code-missing");
    let rules = |arguments: &[&str]| {
        let (outcome, json) = json(&[&[folder.as_str()], arguments].concat());
        let levels: Vec<_> = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["level"].as_str().unwrap().to_owned())
            .collect();
        (outcome, levels)
    };
    assert_eq!(rules(&[]), (Outcome::DataHasErrors, vec!["error".to_owned()]));
    assert_eq!(rules(&["--profile", "receive"]), (Outcome::Fine, vec!["warning".to_owned()]));
    assert_eq!(rules(&["--profile", "emergency"]), (Outcome::Fine, vec!["info".to_owned()]));
    assert_eq!(rules(&["--level", "table6=off"]), (Outcome::Fine, vec![]));
    // The longer id holds, whatever comes last.
    let both = ["--level", "table6-equipment-code-missing=warning", "--level", "table6=off"];
    assert_eq!(rules(&both), (Outcome::Fine, vec!["warning".to_owned()]));
    assert_eq!(rules(&["--cap", "0"]), (Outcome::DataHasErrors, vec![]));
}

#[test]
fn today_is_an_option() {
    let folder = data("valid/actual-4.1");
    let warnings = |today| json(&[&folder, "--today", today]).1["findings"].as_array().unwrap().len();
    assert_eq!((warnings("2025-11-01"), warnings("2025-11-03")), (1, 0));
}

#[test]
fn values_are_shown_on_request_only() {
    let folder = data("odd/lost-zeros");
    assert!(!run(&[&folder]).1.contains("900000000"));
    assert!(run(&[&folder, "--show-values"]).1.contains("102"));
}

#[test]
fn what_cannot_run_says_so() {
    for arguments in [
        &["no/such/path"][..],
        &["--format", "xml"],
        &["--lang", "fr"],
        &["--today", "yesterday"],
        &["--level", "table6"],
        &["--level", "nonsense=off"],
        &["--level", "table6=loud"],
        &["--profile"],
        &["--fix", "--lang", "en"],
        &["--nonsense"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!(
            (outcome, out.is_empty(), errors.is_empty()),
            (Outcome::CouldNotRun, true, false),
            "{arguments:?}"
        );
    }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path: PathBuf = entry.unwrap().path();
            (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())
        })
        .collect();
    files.sort();
    files
}

#[test]
fn mended_copies_are_right_and_the_input_stays() {
    for (folder, mended) in [
        ("odd/lf-only", true),
        ("odd/no-final-line-end", true),
        ("odd/outer-blanks", true),
        ("odd/quoted-everything", true),
        ("odd/free-text-unquoted", true),
        ("odd/lower-case-extension", true),
        ("odd/alternate-codes", true),
        ("odd/blank-last-line", true),
        ("odd/tais-wide-hyphen", true),
        ("odd/utf8", true),
        ("odd/utf8-bom", true),
        ("odd/utf16-bom", true),
        ("odd/lost-zeros", false),
        ("valid/slip-4.1", false),
    ] {
        let input = data(folder);
        let before = files(Path::new(&input));
        let out = tempfile::tempdir().unwrap();
        let to = out.path().join("mended");
        let (_, _, said) = run(&[&input, "--fix", to.to_str().unwrap()]);
        assert_eq!(files(Path::new(&input)), before);
        let after = files(&to);
        assert_eq!(after.len(), before.len(), "{folder}: {said}");
        assert_eq!(after != before, mended, "{folder}: {said}");
        if mended {
            let (outcome, json) = json(&[to.to_str().unwrap()]);
            assert_eq!((outcome, &json["findings"]), (Outcome::Fine, &Value::Array(vec![])), "{folder}");
        }
        // Nothing is overwritten.
        assert_eq!(run(&[&input, "--fix", to.to_str().unwrap()]).0, Outcome::CouldNotRun);
    }
}

#[test]
fn what_cannot_be_copied_is_said_and_the_rest_goes_on() {
    let input = tempfile::tempdir().unwrap();
    let out = tempfile::tempdir().unwrap();
    let name = "DLTPLAN_202604_9970100013_43_9970100062_17_20260420100002";
    for extension in ["CSV", "csv"] {
        fs::write(input.path().join(format!("{name}.{extension}")), "202407,991018,9000000001,202604\r\n")
            .unwrap();
    }
    fs::write(input.path().join("z.pdf"), "a picture").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/zero", input.path().join("endless.pdf")).unwrap();
    let to = out.path().join("mended");
    let (outcome, _, said) = run(&[input.path().to_str().unwrap(), "--fix", to.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(said.contains("another file has the same name"), "{said}");
    let names: Vec<String> = files(&to).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [format!("{name}.CSV"), "z.pdf".to_owned()]);
}

#[test]
fn mended_copies_never_go_into_the_input() {
    let input = tempfile::tempdir().unwrap();
    let inside = input.path().join("out");
    let (outcome, _, errors) = run(&[input.path().to_str().unwrap(), "--fix", inside.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun, "{errors}");
    assert!(!inside.exists());
    // By a detour, and beside a file that was named alone.
    let detour = input.path().join("none/../out");
    let (outcome, ..) = run(&[input.path().to_str().unwrap(), "--fix", detour.to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(!inside.exists());
    let file = input.path().join("a.pdf");
    fs::write(&file, "a picture").unwrap();
    let (outcome, ..) = run(&[file.to_str().unwrap(), "--fix", input.path().to_str().unwrap()]);
    assert_eq!(outcome, Outcome::CouldNotRun);
}
