//! The program `generate`: a region that is right by every rule, the same for the same seed, and made for plan against
//! actual.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{Inbox, from_slice};
use careplan_examples::{Outcome, check, generate, reconcile};
use careplan_model::{Table6, UserSupplement, kind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

type Program = fn(&[String], &mut dyn std::io::Write, &mut dyn std::io::Write) -> std::io::Result<Outcome>;

pub(crate) fn run(program: Program, arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = program(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

/// Writes a region for April 2026.
pub(crate) fn region(folder: &Path, options: &[&str]) -> String {
    let basic = ["--month", "202604", folder.to_str().unwrap()];
    let (outcome, out, errors) = run(generate, &[&basic, options].concat());
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    out
}

/// The files of a folder and its subfolders by their paths in it.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(below, bytes)| (name.join(below), bytes)));
        } else {
            files.insert(name, fs::read(&path).unwrap());
        }
    }
    files
}

#[test]
fn three_hundred_persons_are_right_by_every_rule_for_sending() {
    let folder = tempfile::tempdir().unwrap();
    let out = region(folder.path(), &["--persons", "300"]);
    assert!(out.starts_with("300 persons, "), "{out}");
    let path = folder.path().to_str().unwrap();
    let (outcome, out, _) =
        run(check, &[path, "--profile", "send", "--today", "2026-05-10", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((outcome, &report["findings"]), (Outcome::Fine, &Value::Array(Vec::new())));
    let written = files(folder.path());
    assert_eq!(report["files"].as_array().unwrap().len(), written.len());

    // Every kind of a month is there, in whole units, and each person has a slip.
    let offices: BTreeSet<&Path> = written.keys().map(|path| path.parent().unwrap()).collect();
    assert_eq!(offices.len(), 3);
    let (mut units, mut persons) = (BTreeSet::new(), BTreeSet::new());
    for office in offices {
        let inbox = Inbox::open(folder.path().join(office));
        assert!(inbox.strays.is_empty() && inbox.attachments.is_empty() && inbox.unreadable.is_empty());
        for unit in &inbox.transmissions {
            units.insert(unit.kind().unwrap().id);
            for file in unit.files_of(&kind::USER_SUPPLEMENT).filter(|_| unit.month.is_some()) {
                let forms: Vec<UserSupplement> = from_slice(&fs::read(&file.path).unwrap()).unwrap();
                for form in forms {
                    let number = form.insured.to_string();
                    let says_so =
                        ["見本", "例示", "試験"].iter().any(|word| form.user_name.starts_with(word));
                    assert!(number.starts_with('9') && says_so);
                    persons.insert(number);
                }
            }
        }
    }
    assert_eq!(
        units.into_iter().collect::<Vec<_>>(),
        ["actual", "basic_info", "plan_set", "preventive_plan", "slip_set"]
    );
    assert_eq!(persons.len(), 300);
    // About seven kilobytes a person.
    let bytes: usize = written.values().map(Vec::len).sum();
    assert!((5_500..8_500).contains(&(bytes / 300)), "{} bytes a person", bytes / 300);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let [first, again, other] = [1, 1, 2].map(|seed| {
        let folder = tempfile::tempdir().unwrap();
        region(folder.path(), &["--persons", "60", "--files-of", "25", "--seed", &seed.to_string()]);
        files(folder.path())
    });
    assert_eq!(first.len(), again.len());
    assert!(first == again, "the same seed, other bytes");
    assert!(first != other);
    // The office of a person is all that the number of persons changes.
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "25", "--files-of", "25"]);
    let small = files(folder.path());
    assert!(small.iter().all(|(path, bytes)| first.get(path) == Some(bytes)));
}

#[test]
fn a_share_of_the_actuals_differs_from_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "100"]);
    let path = folder.path().to_str().unwrap();
    let (outcome, out, errors) = run(reconcile, &[path, path, "--format", "json"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::DataHasErrors, ""));
    let report: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["problems"].as_array().map_or(0, Vec::len), 0);
    let [planned, done] = ["UPPLAN", "UPJSK"].map(|prefix| {
        let mut lines = BTreeSet::new();
        for (path, bytes) in files(folder.path()) {
            if path.file_name().unwrap().to_str().unwrap().starts_with(prefix) {
                for line in from_slice::<Table6>(&bytes).unwrap() {
                    let key = (line.insured.to_string(), line.service_date, line.service_code.to_string());
                    lines.insert((key, line.tais_code.map(|code| code.to_string())));
                }
            }
        }
        lines
    });
    let differing = planned.symmetric_difference(&done).count();
    let share = differing * 100 / planned.len();
    assert!((2..15).contains(&share), "{share} of a hundred lines differ");
}

#[test]
fn wrong_arguments_and_folders_that_are_there_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for arguments in [
        &["--persons", "10", path][..],
        &["--persons", "0", "--month", "202604", path],
        &["--persons", "10", "--month", "202503", path],
        &["--persons", "10", "--month", "202604", path, "--files-of", "x"],
        &["--persons", "10000000", "--month", "202604", path, "--files-of", "1"],
        &["--persons", "10", "--month", "202604", path, path],
        &["--persons", "10", "--month", "202604", path, "--unknown"],
    ] {
        let (outcome, out, errors) = run(generate, arguments);
        assert_eq!((outcome, out.as_str()), (Outcome::CouldNotRun, ""), "{arguments:?}");
        assert!(errors.contains("usage: generate"), "{errors}");
    }
    assert!(files(folder.path()).is_empty());
    region(folder.path(), &["--persons", "5"]);
    let before = files(folder.path());
    let (outcome, ..) = run(generate, &["--persons", "5", "--month", "202604", path]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(files(folder.path()) == before);
}
