//! The example program `folders`, on split samples and on what people get wrong.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, folders};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(folder)
}

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = folders(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files = files.filter(|entry| entry.file_type().unwrap().is_file());
    files.map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap())).collect()
}

/// The files of a sample, each a second later than the one before.
fn split(sample: &str, stamp: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (place, (name, bytes)) in files_of(&data(sample)).into_iter().enumerate() {
        let later = format!("{}{:02}", &stamp[..12], place + 1);
        fs::write(folder.path().join(name.replace(stamp, &later)), bytes).unwrap();
    }
    folder
}

#[test]
fn the_demonstration_runs_to_its_end() {
    let (outcome, out, errors) = run(&[]);
    assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{out}");
    for expected in [
        "9970100062 17 福祉用具貸与 — 見本福祉用具レンタル",
        "UP1KYO_9970100013_43_9970100062_17_20250925095500.CSV → UP1KYO_9970100013_43_9970100062_17_20250925100000.CSV",
        "→ 2025-09-25/UP1KYO_9970100013_43_9970100062_17_20250925100000.CSV",
        "4ファイルは変わりありません",
    ] {
        assert!(out.contains(expected), "{expected}\n{out}");
    }
    assert_eq!(out.matches("== folders").count(), 5);
    // Once more: what is there from the last time is not in the way.
    assert_eq!(run(&["--lang", "en"]).0, Outcome::Fine);
    assert!(run(&["--help"]).1.contains("usage: folders offices DIR"));
}

#[test]
fn a_set_is_put_together_checked_and_written() {
    let (apart, out) = (split("valid/slip-4.1", "20251016101500"), tempfile::tempdir().unwrap());
    let to = out.path().join("out");
    let (from, to_text) = (text(apart.path()), text(&to));
    let (outcome, said, _) =
        run(&["assemble", from, to_text, "--timestamp", "20251016101500", "--lang", "en"]);
    assert_eq!(outcome, Outcome::Fine, "{said}");
    assert!(said.contains("slip set (tables 6 and 7) of 202510, 9970100013_43 -> 9970100062_17"));
    assert_eq!(files_of(&to), files_of(&data("valid/slip-4.1")));
    // It is there already.
    let before = files_of(&to);
    let (outcome, _, errors) = run(&["assemble", from, to_text, "--timestamp", "20251016101500"]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert_eq!(errors.matches("同じ名前のファイルが既にあります").count(), 3);
    assert_eq!(files_of(&to), before);
    assert_eq!(run(&["assemble", from, from]).0, Outcome::CouldNotRun);
}

#[test]
fn nothing_is_written_if_anything_is_wrong() {
    // A renamed file, until it is allowed.
    let (apart, out) = (split("valid/slip-4.1", "20251016101500"), tempfile::tempdir().unwrap());
    let name = files_of(apart.path()).into_keys().find(|name| name.starts_with("UPPLAN")).unwrap();
    let renamed = apart.path().join(name.replace(".CSV", " (1).CSV"));
    fs::rename(apart.path().join(&name), renamed).unwrap();
    let (from, to) = (text(apart.path()), text(out.path()));
    let (outcome, said, _) = run(&["assemble", from, to]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(said.contains("ファイル名が変更されています"), "{said}");
    assert!(files_of(out.path()).is_empty());
    assert_eq!(run(&["assemble", from, to, "--take-renamed"]).0, Outcome::Fine);
    assert_eq!(files_of(out.path()).len(), 3);

    // Contents that the rules for sending refuse: a slip whose table 7 has no total.
    let (apart, out) = (split("valid/slip-4.1", "20251016101500"), tempfile::tempdir().unwrap());
    let name = files_of(apart.path()).into_keys().find(|name| name.starts_with("UPSIKYU")).unwrap();
    let bytes = fs::read(apart.path().join(&name)).unwrap();
    let line_end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    fs::write(apart.path().join(&name), &bytes[..=line_end]).unwrap();
    let (outcome, said, _) = run(&["assemble", text(apart.path()), text(out.path())]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(said.contains("table7-total-missing") && said.contains("書き出していません"), "{said}");
    assert!(files_of(out.path()).is_empty());
}

#[test]
fn all_sets_are_written_or_none() {
    // Two sets, and a file of the second one is there already.
    let apart = tempfile::tempdir().unwrap();
    for sample in ["valid/plan-4.1", "valid/slip-4.1"] {
        for (name, bytes) in files_of(&data(sample)) {
            fs::write(apart.path().join(name), bytes).unwrap();
        }
    }
    let around = tempfile::tempdir().unwrap();
    let out = around.path().join("out");
    let taken = files_of(&data("valid/slip-4.1")).into_keys().next().unwrap();
    fs::create_dir(&out).unwrap();
    fs::write(out.join(&taken), b"kept").unwrap();
    let (outcome, said, errors) = run(&["assemble", text(apart.path()), text(&out), "--lang", "en"]);
    assert_eq!(outcome, Outcome::CouldNotRun, "{said}");
    assert!(errors.contains("already there") && said.contains("nothing was written"), "{said}{errors}");
    assert_eq!(files_of(&out), BTreeMap::from([(taken.clone(), b"kept".to_vec())]));
    fs::remove_file(out.join(&taken)).unwrap();
    assert_eq!(run(&["assemble", text(apart.path()), text(&out)]).0, Outcome::Fine);
    assert_eq!(files_of(&out).len(), 7);
}

#[test]
fn mistyped_numbers_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files_of(&data("valid/plan-4.1")) {
        fs::write(folder.path().join(name.replace("9970100062", "9970100026")), bytes).unwrap();
    }
    let (outcome, said, _) = run(&["offices", text(folder.path())]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(
        said.contains("! 9970100026 17 福祉用具貸与：検査数字が合いません、内容に出てこない番号です、")
            && said.contains("内容には隣の2文字が入れ替わった9970100062（見本福祉用具レンタル）があります"),
        "{said}"
    );
    assert_eq!(run(&["offices", text(&data("valid/plan-4.1"))]).0, Outcome::Fine);
}

#[test]
fn what_was_archived_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files_of(&data("valid/slip-4.1")) {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let here = text(folder.path());
    let archive = ["archive", here, "--time", "2025-10-20T08:30:00", "--remark", "取込済み"];
    let (outcome, said, errors) = run(&archive);
    assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{said}");
    assert!(said.contains("3ファイルを保管しました"));
    assert_eq!(files_of(&folder.path().join("2025-10-20")), files_of(&data("valid/slip-4.1")));
    let log = fs::read_to_string(folder.path().join("receipts.tsv")).unwrap();
    assert_eq!(
        log.lines()
            .filter(|line| line.starts_with("2025-10-20T08:30:00\tin\tUP") && line.ends_with("\t取込済み"))
            .count(),
        3
    );
    assert_eq!(run(&["verify", here]).0, Outcome::Fine);
    let name = files_of(&folder.path().join("2025-10-20")).into_keys().next().unwrap();
    fs::write(folder.path().join("2025-10-20").join(&name), b"").unwrap();
    let (outcome, said, _) = run(&["verify", here, "--lang", "en"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert_eq!(said, format!("! 2025-10-20/{name}: changed: 0 bytes now\n2 files are what they were\n"));
}

#[test]
fn what_cannot_run_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let here = text(folder.path());
    for arguments in [
        &["offices"][..],
        &["offices", here],
        &["offices", "no/such/folder"],
        &["verify", here],
        &["assemble", here],
        &["assemble", here, "out"],
        &["assemble", here, "out", "--timestamp", "20250230000000"],
        &["assemble", here, "out", "--remark", "x"],
        &["archive", here],
        &["archive", here, "--time", "2025-02-30T00:00:00"],
        &["archive", here, "--time", "20250228000000"],
        &["archive", here, "--time", "2025-02-28T00:00:00", "--direction", "up"],
        &["offices", here, "--nonsense"],
        &["nonsense", here],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!(
            (outcome, out.is_empty(), errors.is_empty()),
            (Outcome::CouldNotRun, true, false),
            "{arguments:?}"
        );
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
