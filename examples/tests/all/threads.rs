//! Checking and showing on several cores gives what one gives, whatever is wrong with the files.
#![allow(clippy::unwrap_used)] // tests may panic

use crate::generate::{files, region, run};
use careplan_examples::{check, show};
use careplan_rules::{Checker, Profile};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What a program reads, and what people read.
fn reports(path: &Path, threads: &str, options: &[&str]) -> [String; 2] {
    let basic = [path.to_str().unwrap(), "--today", "2026-05-10", "--threads", threads];
    ["json", "text"].map(|format| {
        let (outcome, out, errors) = run(check, &[&basic, options, &["--format", format]].concat());
        format!("{outcome:?}\n{errors}\n{out}")
    })
}

fn same_on_all_threads(path: &Path, options: &[&str]) {
    let one = reports(path, "1", options);
    for threads in ["2", "3", "8"] {
        assert!(
            reports(path, threads, options) == one,
            "{} on {threads} threads, {options:?}",
            path.display()
        );
    }
}

/// Breaks every so many files in one of several ways.
fn damage(folder: &Path) {
    for (number, (path, mut bytes)) in files(folder).into_iter().enumerate() {
        let path = folder.join(path);
        let middle = bytes.len() / 2;
        match number % 23 {
            // A byte that is no character, a quote too many or too few, a line end too many, another digit.
            0 => bytes[middle] = 0xFD,
            3 => bytes.insert(middle, b'"'),
            6 => bytes.extend_from_slice(b"\r\n"),
            9 => bytes.truncate(middle),
            12 => bytes[8] = b'8',
            15 => {
                fs::remove_file(&path).unwrap();
                continue;
            }
            // A copy beside it, and one in a folder of its own: units that are there twice.
            18 => {
                let below = path.parent().unwrap().join("済");
                fs::create_dir_all(&below).unwrap();
                fs::write(below.join(path.file_name().unwrap()), &bytes).unwrap();
            }
            20 => {
                let mut name = path.file_stem().unwrap().to_owned();
                name.push(" - コピー.CSV");
                fs::write(path.with_file_name(name), &bytes).unwrap();
            }
            // A name that tells no unit.
            21 => {
                fs::rename(&path, path.with_file_name(format!("受信{number}.csv"))).unwrap();
                continue;
            }
            _ => continue,
        }
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn the_bundled_files_have_one_report() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    same_on_all_threads(&data, &["--profile", "receive"]);
    for folder in ["valid", "odd", "faulty"] {
        same_on_all_threads(&data.join(folder), &["--profile", "send", "--show-values"]);
    }
}

#[test]
fn a_region_has_one_report_and_a_damaged_one_too() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "120", "--files-of", "30"]);
    same_on_all_threads(folder.path(), &[]);
    damage(folder.path());
    let [json, _] = reports(folder.path(), "1", &[]);
    for rule in ["set-incomplete", "csv-blank-line", "text-invalid", "set-duplicate-kind", "item-not-a-date"]
    {
        assert!(json.contains(rule), "nothing is wrong by {rule}");
    }
    same_on_all_threads(folder.path(), &["--show-values"]);
    // The cap keeps the same findings, though each thread has its own.
    for cap in ["0", "1", "3"] {
        same_on_all_threads(folder.path(), &["--cap", cap]);
    }
}

#[test]
fn what_is_certain_to_mend_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "60", "--files-of", "20"]);
    damage(folder.path());
    let mends = |threads| {
        let checker = Checker::new(Profile::send().collecting_edits(true)).on_threads(threads);
        let report = checker.check_paths([folder.path()]);
        let mut text = String::new();
        for (file, mend) in &report.mends {
            let edits: Vec<_> = mend.edits.iter().map(|edit| (&edit.bytes, &edit.replacement)).collect();
            writeln!(text, "{file:?} {edits:?} {:?} {}", mend.name, mend.recode).unwrap();
        }
        text
    };
    let one = mends(1);
    assert!(one.lines().count() > 3, "{one}");
    for threads in [2, 3, 8] {
        assert_eq!(mends(threads), one);
    }
}

#[test]
fn what_is_shown_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "120", "--files-of", "30"]);
    damage(folder.path());
    // One larger file, which is written as it comes, between small ones.
    let (path, bytes) = files(folder.path()).into_iter().find(|(_, bytes)| bytes.len() > 10_000).unwrap();
    fs::write(folder.path().join(path), bytes.repeat((2 << 20) / bytes.len())).unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for path in [folder.path(), &data] {
        let shown =
            |format, threads| run(show, &[path.to_str().unwrap(), "--format", format, "--threads", threads]);
        for format in ["text", "json"] {
            let one = shown(format, "1");
            assert!(one.1.len() > 100_000);
            for threads in ["2", "3", "8"] {
                assert!(shown(format, threads) == one, "{format} on {threads} threads");
            }
        }
    }
    let (outcome, _, errors) = run(show, &["--threads", "0"]);
    assert_eq!(outcome, careplan_examples::Outcome::CouldNotRun);
    assert!(errors.contains("--threads is a number from 1 to 256"), "{errors}");
}
