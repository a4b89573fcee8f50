//! The archive of an office: moved byte for byte, written down, never overwritten, and read back.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::office::{
    ArchiveError, ArchiveOptions, ArchiveReport, Digest, Direction, FileState, Occupied, RECEIPTS, Receipt,
    ReceiptFault, Receipts,
};
use careplan_model::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const TIME: &str = "20260402093000";
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn archive(folder: &Path) -> ArchiveReport {
    ArchiveOptions::new(time(TIME), Direction::In).archive(folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// All bytes of a folder and its subfolders but the log, with how often they are there.
fn contents(folder: &Path) -> BTreeMap<(u64, Digest), usize> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().unwrap() != RECEIPTS {
                *found.entry(Digest::of_file(&path).unwrap()).or_default() += 1;
            }
        }
    }
    found
}

fn moved(report: &ArchiveReport) -> Vec<(&str, Option<Occupied>)> {
    report.archived.iter().map(|file| (&*file.moved_to, file.occupied)).collect()
}

#[test]
fn files_are_moved_and_written_down() {
    for copying in [false, true] {
        let folder = folder(&[("a.CSV", b"abc"), ("コピー.pdf", b"")]);
        fs::create_dir(folder.path().join("2026-03-31")).unwrap();
        let options = ArchiveOptions::new(time(TIME), Direction::In).remark("取込済み\tA");
        let options = if copying { options.copying() } else { options };
        let report = options.archive(folder.path());
        assert_eq!(moved(&report), [("2026-04-02/a.CSV", None), ("2026-04-02/コピー.pdf", None)]);
        assert!(report.failed.is_empty());
        assert_eq!(report.folders, [folder.path().join("2026-03-31")]);
        assert_eq!(names(folder.path()), ["2026-03-31", "2026-04-02", RECEIPTS]);
        assert_eq!(fs::read(folder.path().join("2026-04-02/a.CSV")).unwrap(), b"abc");
        let log = fs::read_to_string(folder.path().join(RECEIPTS)).unwrap();
        let lines: Vec<&str> = log.lines().collect();
        assert_eq!(lines[0], "time\tdirection\tname\tsize\tsha256\tmoved_to\tremark");
        assert_eq!(
            lines[1],
            format!("2026-04-02T09:30:00\tin\ta.CSV\t3\t{ABC}\t2026-04-02/a.CSV\t取込済み\\tA")
        );
        let receipts = Receipts::open(folder.path()).unwrap();
        assert_eq!(receipts.entries.len(), 2);
        assert_eq!(
            receipts.entries[0],
            Receipt {
                time: time(TIME),
                direction: Direction::In,
                name: "a.CSV".into(),
                size: 3,
                sha256: ABC.parse().unwrap(),
                moved_to: "2026-04-02/a.CSV".into(),
                remark: "取込済み\tA".into(),
            }
        );
        assert!(receipts.verify().iter().all(FileState::is_intact) && receipts.damaged.is_empty());
        assert!(receipts.unlisted().unwrap().is_empty());
        // Once more: there is nothing to do, and nothing is written.
        assert!(options.archive(folder.path()).archived.is_empty());
        assert_eq!(fs::read_to_string(folder.path().join(RECEIPTS)).unwrap(), log);
    }
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let folder = folder(&[("a.CSV", b"abc")]);
    archive(folder.path());
    for (bytes, moved_to, occupied) in [
        (b"abc", "2026-04-02/a (2).CSV", Occupied::SameBytes),
        (b"abd", "2026-04-02/a (3).CSV", Occupied::OtherBytes),
        (b"abd", "2026-04-02/a (4).CSV", Occupied::SameBytes),
    ] {
        fs::write(folder.path().join("a.CSV"), bytes).unwrap();
        let report = archive(folder.path());
        assert_eq!(moved(&report), [(moved_to, Some(occupied))]);
    }
    let day = folder.path().join("2026-04-02");
    assert_eq!(names(&day), ["a (2).CSV", "a (3).CSV", "a (4).CSV", "a.CSV"]);
    assert_eq!(fs::read(day.join("a.CSV")).unwrap(), b"abc");
    assert_eq!(Receipts::open(folder.path()).unwrap().entries.len(), 4);
}

#[test]
fn files_can_go_into_another_folder() {
    let (from, to) = (folder(&[("a.CSV", b"abc"), ("b.CSV", b"b")]), folder(&[]));
    let options = ArchiveOptions::new(time(TIME), Direction::Out).into_folder(to.path());
    let report = options.files([from.path().join("b.CSV"), from.path().join("none.CSV")]);
    assert_eq!(moved(&report), [("2026-04-02/b.CSV", None)]);
    assert!(
        matches!(&report.failed[..], [failure] if matches!(&failure.error, ArchiveError::Io(error) if error.kind() == io::ErrorKind::NotFound))
    );
    assert_eq!(names(from.path()), ["a.CSV"]);
    let receipts = Receipts::open(to.path()).unwrap();
    assert_eq!(receipts.entries[0].direction, Direction::Out);
    assert!(receipts.verify()[0].is_intact());
}

#[test]
fn what_became_of_the_files_is_told() {
    let folder = folder(&[("a", b"a"), ("b", b"b"), ("c", b"c"), ("d", b"d")]);
    archive(folder.path());
    let day = folder.path().join("2026-04-02");
    fs::write(day.join("b"), b"bb").unwrap();
    fs::remove_file(day.join("c")).unwrap();
    fs::remove_file(day.join("d")).unwrap();
    fs::create_dir(day.join("d")).unwrap();
    fs::write(day.join("e"), b"e").unwrap();
    let receipts = Receipts::open(folder.path()).unwrap();
    let states = receipts.verify();
    assert!(
        matches!(
            &states[..],
            [
                FileState::Intact,
                FileState::Changed { size: 2, .. },
                FileState::Missing,
                FileState::Unreadable(_)
            ]
        ),
        "{states:?}"
    );
    assert_eq!(states[1].japanese(), "内容が変わっています（現在2バイト）");
    assert_eq!(receipts.unlisted().unwrap(), [day.join("e")]);
}

#[test]
fn a_crash_at_any_moment_loses_nothing() {
    // Put into the new place, not written down yet.
    let folder = folder(&[("a.CSV", b"abc")]);
    let day = folder.path().join("2026-04-02");
    fs::create_dir(&day).unwrap();
    fs::hard_link(folder.path().join("a.CSV"), day.join("a.CSV")).unwrap();
    assert_eq!(moved(&archive(folder.path())), [("2026-04-02/a (2).CSV", Some(Occupied::SameBytes))]);
    let receipts = Receipts::open(folder.path()).unwrap();
    assert!(receipts.verify()[0].is_intact());
    assert_eq!(receipts.unlisted().unwrap(), [day.join("a.CSV")]);
    // Written down, not removed yet.
    fs::copy(day.join("a (2).CSV"), folder.path().join("a (2).CSV")).unwrap();
    let before = contents(folder.path());
    archive(folder.path());
    assert_eq!(contents(folder.path()), before);
    // In the middle of a line of the log.
    let log = folder.path().join(RECEIPTS);
    let length = fs::metadata(&log).unwrap().len();
    fs::OpenOptions::new().write(true).open(&log).unwrap().set_len(length - 9).unwrap();
    let receipts = Receipts::open(folder.path()).unwrap();
    assert_eq!((receipts.entries.len(), receipts.damaged.len()), (1, 1));
    assert_eq!((receipts.damaged[0].line, receipts.damaged[0].fault), (3, ReceiptFault::Unfinished));
    fs::write(folder.path().join("b"), b"b").unwrap();
    archive(folder.path());
    let receipts = Receipts::open(folder.path()).unwrap();
    assert_eq!(receipts.entries.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["a.CSV", "b"]);
    assert_eq!(receipts.damaged.len(), 1);
    assert_ne!(receipts.damaged[0].fault, ReceiptFault::Unfinished);
}

#[test]
fn a_log_that_was_cut_off_in_its_first_line_goes_on() {
    let whole = folder(&[("a.CSV", b"abc")]);
    archive(whole.path());
    let log = fs::read(whole.path().join(RECEIPTS)).unwrap();
    let header = log.iter().position(|byte| *byte == b'\n').unwrap();
    for length in [0, 1, 10, header] {
        let here = folder(&[("a.CSV", b"abc"), (RECEIPTS, &log[..length])]);
        let report = archive(here.path());
        assert_eq!(moved(&report), [("2026-04-02/a.CSV", None)], "{length}");
        assert_eq!(fs::read(here.path().join(RECEIPTS)).unwrap(), log, "{length}");
    }
    // Another file that begins alike is somebody else's.
    let foreign = folder(&[("a.CSV", b"abc"), (RECEIPTS, b"time\tplace\n")]);
    assert!(archive(foreign.path()).archived.is_empty());
    assert_eq!(fs::read(foreign.path().join(RECEIPTS)).unwrap(), b"time\tplace\n");
}

#[cfg(unix)]
#[test]
fn a_folder_that_nothing_was_put_into_goes_again() {
    // The log cannot be begun.
    let here = folder(&[("a.CSV", b"abc"), (RECEIPTS, b"item\n")]);
    archive(here.path());
    assert_eq!(names(here.path()), ["a.CSV", RECEIPTS]);
    // No file could be moved.
    let here = folder(&[]);
    std::os::unix::fs::symlink("nowhere", here.path().join("a.CSV")).unwrap();
    assert_eq!(archive(here.path()).failed.len(), 1);
    assert_eq!(names(here.path()), ["a.CSV", RECEIPTS]);
    // One that was there stays.
    fs::create_dir(here.path().join("2026-04-02")).unwrap();
    archive(here.path());
    assert_eq!(names(here.path()), ["2026-04-02", "a.CSV", RECEIPTS]);
}

#[test]
fn what_cannot_be_done_is_listed_and_nothing_is_touched() {
    // The log is somebody else's file.
    let foreign = folder(&[("a.CSV", b"abc"), (RECEIPTS, b"item\tprice\n")]);
    let report = archive(foreign.path());
    assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::Receipt(_))));
    assert_eq!(fs::read(foreign.path().join(RECEIPTS)).unwrap(), b"item\tprice\n");
    assert_eq!(fs::read(foreign.path().join("a.CSV")).unwrap(), b"abc");
    assert_eq!(Receipts::open(foreign.path()).unwrap_err().kind(), io::ErrorKind::InvalidData);
    // A file in the place of the subfolder.
    let taken = folder(&[("a.CSV", b"abc"), ("2026-04-02", b"")]);
    let report = archive(taken.path());
    assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::NotAFolder)));
    assert!(report.failed[0].japanese().contains("日付フォルダーの場所にリンクまたはファイルがあります"));
    assert_eq!(names(taken.path()), ["2026-04-02", "a.CSV"]);
    // A day that is none, a folder that is none.
    let report = ArchiveOptions::new(time("20260231000000"), Direction::In).archive(taken.path());
    assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::NotATime(_))));
    let report = archive(&taken.path().join("none"));
    assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::Io(_))));
    assert_eq!(Receipts::open(taken.path()).unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder(&[("x.CSV", b"abc")]);
    let here = folder(&[("b.CSV", b"b")]);
    symlink(elsewhere.path().join("x.CSV"), here.path().join("a.CSV")).unwrap();
    symlink("nowhere", here.path().join("c.CSV")).unwrap();
    let report = archive(here.path());
    assert_eq!(moved(&report), [("2026-04-02/b.CSV", None)]);
    let failed: Vec<PathBuf> = report.failed.iter().map(|failure| failure.path.clone()).collect();
    assert_eq!(failed, [here.path().join("a.CSV"), here.path().join("c.CSV")]);
    assert_eq!(fs::read(elsewhere.path().join("x.CSV")).unwrap(), b"abc");
    // The subfolder of the day is a link: it may lead anywhere.
    let here = folder(&[("b.CSV", b"b")]);
    symlink(elsewhere.path(), here.path().join("2026-04-02")).unwrap();
    let report = archive(here.path());
    assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::NotAFolder)));
    assert_eq!(names(elsewhere.path()), ["x.CSV"]);
}

#[cfg(target_os = "linux")]
#[test]
fn odd_names_are_written_down_or_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let here = folder(&[("tab\tand\nline\\.CSV", b"abc")]);
    let raw = here.path().join(std::ffi::OsStr::from_bytes(b"\x8C\xA9.CSV"));
    // Not every file system takes such a name.
    let is_there = fs::write(&raw, b"x").is_ok();
    let report = archive(here.path());
    assert_eq!(moved(&report), [("2026-04-02/tab\tand\nline\\.CSV", None)]);
    if is_there {
        assert!(matches!(&report.failed[..], [failure] if matches!(failure.error, ArchiveError::NotUnicode)));
        assert_eq!(fs::read(&raw).unwrap(), b"x");
    }
    let log = fs::read_to_string(here.path().join(RECEIPTS)).unwrap();
    assert_eq!(log.lines().count(), 2);
    assert!(log.contains("\ttab\\tand\\nline\\\\.CSV\t3\t"));
    let receipts = Receipts::open(here.path()).unwrap();
    assert_eq!(receipts.entries[0].name, "tab\tand\nline\\.CSV");
    assert!(receipts.verify()[0].is_intact());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever comes in under whatever names, day after day: all bytes are still there, each file as often as it
    /// came, and the log explains every one.
    #[test]
    fn no_byte_is_ever_lost(
        days in prop::collection::vec(
            prop::collection::btree_map("[ab](\\.CSV| \\(2\\)\\.CSV)?", prop::collection::vec(0u8..2, 0..3), 0..4),
            1..5,
        ),
        copying: bool,
    ) {
        let here = folder(&[]);
        let mut count = 0;
        for (day, files) in days.iter().enumerate() {
            for (name, bytes) in files {
                fs::write(here.path().join(name), bytes).unwrap();
            }
            count += files.len();
            let before = contents(here.path());
            // Two runs a day.
            let at = time(&format!("202604{:02}093000", day / 2 + 1));
            let options = ArchiveOptions::new(at, Direction::In);
            let options = if copying { options.copying() } else { options };
            let report = options.archive(here.path());
            prop_assert!(report.failed.is_empty());
            prop_assert_eq!(report.archived.len(), files.len());
            prop_assert_eq!(contents(here.path()), before);
        }
        prop_assert_eq!(contents(here.path()).into_values().sum::<usize>(), count);
        if count > 0 {
            let receipts = Receipts::open(here.path()).unwrap();
            prop_assert_eq!(receipts.entries.len(), count);
            prop_assert!(receipts.verify().iter().all(FileState::is_intact));
            prop_assert!(receipts.unlisted().unwrap().is_empty());
        }
    }
}
