//! Checking and showing on several cores gives what one gives, whatever is wrong with the files.
#![allow(clippy::unwrap_used)] // tests may panic

use crate::generate::{files, region, run};
use careplan_examples::{check, show};
use careplan_rules::{Checker, Language, Profile, Report, output};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
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

/// The slips of one office as a unit that is worth several threads, with something wrong in every so many lines.
fn large_unit(folder: &Path) {
    let region_folder = tempfile::tempdir().unwrap();
    region(region_folder.path(), &["--persons", "500", "--files-of", "500"]);
    let mut whole = BTreeMap::<String, Vec<u8>>::new();
    for (path, bytes) in files(region_folder.path()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (prefix, _) = name.split_once('_').unwrap();
        if name.contains("_202604_") && ["UPPLAN", "UPSIKYU", "UPHOSOKU"].contains(&prefix) {
            whole.entry(prefix.to_owned()).or_default().extend(bytes);
        }
    }
    let mut size = 0;
    for (prefix, bytes) in whole {
        let mut out = Vec::with_capacity(bytes.len());
        for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
            match number % 160 {
                10 => out.extend_from_slice(&line[1..]),
                40 => out.extend([line, b"\r\n"].concat()),
                70 => out.extend([&line[..line.len() - 2], b"\n"].concat()),
                100 => out.extend(line.iter().filter(|byte| **byte != b'"')),
                130 => out.extend([b" ", line].concat()),
                150 => {}
                _ => out.extend_from_slice(line),
            }
        }
        // The last record lacks its end.
        out.truncate(out.len() - 2);
        size += out.len();
        let name = format!("{prefix}_202604_9970100013_43_9970100021_11_20260325100001.CSV");
        fs::write(folder.join(name), out).unwrap();
    }
    assert!(size > 1 << 20, "{size} bytes");
}

#[test]
fn a_large_unit_has_one_report_and_one_mended_copy() {
    let folder = tempfile::tempdir().unwrap();
    large_unit(folder.path());
    let report = |threads| {
        let checker = Checker::new(Profile::send().with_cap(40).collecting_edits(true).showing_values(true));
        let report = checker.on_threads(threads).check_paths([folder.path()]);
        let mut json = Vec::new();
        output::write_json(&report, Language::English, &mut json).unwrap();
        (String::from_utf8(json).unwrap(), mends(&report))
    };
    let one = report(1);
    for rule in ["csv-line-ending", "csv-free-text-unquoted", "csv-outer-blanks", "table7-sum", "set-"] {
        assert!(one.0.contains(rule), "nothing is wrong by {rule}");
    }
    assert!(one.1.lines().count() == 3 && one.1.len() > 2_000, "{}", one.1.len());
    for threads in [2, 3] {
        assert!(report(threads) == one, "{threads} threads");
    }
}

/// An output that fails once, behind so many bytes.
struct FailsOnce {
    left: usize,
    failed: bool,
    out: Vec<u8>,
}

impl Write for FailsOnce {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.failed && self.left == 0 {
            self.failed = true;
            return Err(io::Error::new(io::ErrorKind::StorageFull, "full"));
        }
        let taken = if self.failed { bytes.len() } else { bytes.len().min(self.left) };
        self.left = self.left.saturating_sub(taken);
        self.out.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn nothing_is_shown_behind_a_hole() {
    let folder = tempfile::tempdir().unwrap();
    large_unit(folder.path());
    for format in ["text", "json"] {
        for threads in ["1", "2"] {
            for left in [0, 1000, 700_000, 3_000_000] {
                let arguments = [folder.path().to_str().unwrap(), "--format", format, "--threads", threads];
                let mut out = FailsOnce { left, failed: false, out: Vec::new() };
                let shown = show(&arguments.map(str::to_owned), &mut out, &mut Vec::new());
                assert_eq!(
                    shown.unwrap_err().kind(),
                    io::ErrorKind::StorageFull,
                    "{format} {threads} {left}"
                );
                assert_eq!(out.out.len(), left);
            }
        }
    }
}

/// What is certain to mend, file by file.
fn mends(report: &Report) -> String {
    let mut text = String::new();
    for (file, mend) in &report.mends {
        let edits: Vec<_> = mend.edits.iter().map(|edit| (&edit.bytes, &edit.replacement)).collect();
        writeln!(text, "{file:?} {edits:?} {:?} {}", mend.name, mend.recode).unwrap();
    }
    text
}

#[test]
fn what_is_certain_to_mend_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "60", "--files-of", "20"]);
    damage(folder.path());
    let of = |threads| {
        let checker = Checker::new(Profile::send().collecting_edits(true)).on_threads(threads);
        mends(&checker.check_paths([folder.path()]))
    };
    let one = of(1);
    assert!(one.lines().count() > 3, "{one}");
    for threads in [2, 3, 8] {
        assert_eq!(of(threads), one);
    }
}

#[test]
fn what_is_shown_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    region(folder.path(), &["--persons", "120", "--files-of", "30"]);
    damage(folder.path());
    // Larger files between small ones, which are written as they come.
    for prefix in ["UPPLAN", "UP2KYO"] {
        let is_one = |path: &Path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix);
        let (path, bytes) = files(folder.path()).into_iter().rfind(|(path, _)| is_one(path)).unwrap();
        fs::write(folder.path().join(path), bytes.repeat((3 << 19) / bytes.len())).unwrap();
    }
    let (data, large) = (Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), tempfile::tempdir().unwrap());
    large_unit(large.path());
    // The encoding is told by the same bytes, however many are read at once.
    let japanese = "\u{4E88}\u{5B9A},".repeat(1 << 18);
    let late = [&b"202407,991018\r\n".repeat(25_000), japanese.as_bytes()].concat();
    let mut broken = japanese.into_bytes();
    broken[300_000] = 0xFF;
    for (office, bytes) in [("9970100021", late), ("9970100039", broken)] {
        let name = format!("UPPLAN_202604_9970100013_43_{office}_11_20260325100001.CSV");
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    for path in [folder.path(), &data, large.path()] {
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
