//! Folders as they are received: order, names, strays, and everything that a file system can hold.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_csv::{Encoding, Inbox, InboxOptions, Naming};
use careplan_model::{FileNameFault, LayoutFamily, kind};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const ACTUAL: &[u8] = b"202407,991018,9000000001,20260325,202604,9970100013,\"\x8C\xA9\x96\x7B\",396,,20260401,,0900,0930,1,111111,,,,,9970100021,\"\x83\x5C\",,0,9970100021,\r\n";
const PLAN_DELETION: &[u8] = b"202407,991018,9000000001,202604\r\n";
const ROUTE: &str = "0300000100_43_0300000005_11";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// Kinds of the units, in order.
fn units(inbox: &Inbox) -> Vec<Vec<&'static str>> {
    inbox
        .transmissions
        .iter()
        .map(|unit| unit.files.iter().map(|file| file.kind().prefix).collect())
        .collect()
}

fn names(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

#[test]
fn units_come_in_processing_order_however_the_files_were_made() {
    let names = [
        format!("UPSIKYU_202604_{ROUTE}_20260325093000.CSV"),
        format!("UPHOSOKU_202604_{ROUTE}_20260325093000.CSV"),
        format!("UPPLAN_202604_{ROUTE}_20260325093000.CSV"),
        format!("UPHOSOKU_000000_{ROUTE}_20260325093000.CSV"),
        format!("UP3KYO_{ROUTE}_20260325093000.CSV"),
        format!("UP1KYO_{ROUTE}_20260325093000.CSV"),
        format!("UP2KYO_{ROUTE}_20260325093000.CSV"),
        format!("DLTPLAN_202603_{ROUTE}_20260325092959.CSV"),
        // Another month, sender or receiver with the same timestamp is another unit.
        format!("UPPLAN_202605_{ROUTE}_20260325093000.CSV"),
        "UPPLAN_202604_0300000100_43_0300000005_15_20260325093000.CSV".to_owned(),
        "UPPLAN_202604_0300000100_43_0300000013_11_20260325093000.CSV".to_owned(),
    ];
    let expected: [&[&str]; 6] = [
        &["DLTPLAN"],
        &["UP1KYO", "UP2KYO", "UP3KYO", "UPHOSOKU"],
        &["UPPLAN", "UPSIKYU", "UPHOSOKU"],
        &["UPPLAN"],
        &["UPPLAN"],
        &["UPPLAN"],
    ];
    for turn in 0..names.len() {
        let made = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for place in 0..names.len() {
            let path = made.path().join(&names[(place * 4 + turn) % names.len()]);
            fs::write(&path, b"").unwrap();
            paths.push(path);
        }
        assert_eq!(units(&Inbox::open(made.path())), expected);
        // A list of files in any order is the same.
        let listed = InboxOptions::new().open(&paths);
        assert_eq!(units(&listed), expected);
        assert_eq!(listed.files().count(), names.len());
        let months: Vec<_> =
            listed.transmissions.iter().map(|unit| unit.month.map(|m| m.to_string())).collect();
        let month = |text: &str| Some(text.to_owned());
        assert_eq!(months[..3], [month("202603"), None, month("202604")]);
    }
}

#[test]
fn names_of_all_editions_are_read() {
    let made = folder(&[
        ("UPJSK_202412_9970100021_9970100013_20250106090000.CSV", ACTUAL),
        ("UPJSK_202510_9970100021_110_9970100013_430_20251110092400.CSV", ACTUAL),
        ("UPJSK_202510_9970100021_11_9970100013_43_20251110092500.csv", ACTUAL),
        // A service type on one side only is no edition's name.
        ("UPJSK_202510_9970100021_11_9970100013_20251110092500.CSV", ACTUAL),
    ]);
    let inbox = Inbox::open(made.path());
    let families: Vec<_> = inbox.files().map(|file| file.name.family()).collect();
    assert_eq!(families, [LayoutFamily::V3, LayoutFamily::V4, LayoutFamily::V4]);
    assert!(inbox.files().all(|file| file.naming == Naming::Standard && !file.is_empty));
    assert_eq!(inbox.strays.len(), 1);
    assert_eq!(inbox.strays[0].fault.as_ref().unwrap().kind, FileNameFault::Malformed);
}

#[test]
fn renamed_copies_stand_beside_their_original() {
    let name = format!("UPJSK_202604_{ROUTE}_20260501090000");
    let made = folder(&[
        (&format!("{name}.CSV"), ACTUAL),
        (&format!("{name} (1).CSV"), ACTUAL),
        (&format!("{name} - コピー.CSV"), ACTUAL),
        (&format!("コピー ～ {name}.CSV"), ACTUAL),
        (&format!("X{name}.CSV"), ACTUAL),
    ]);
    let inbox = Inbox::open(made.path());
    assert_eq!(units(&inbox), [vec!["UPJSK"; 4]]);
    let naming: Vec<_> = inbox.files().map(|file| matches!(file.naming, Naming::Renamed(_))).collect();
    assert_eq!(naming.iter().filter(|renamed| **renamed).count(), 3);
    assert!(inbox.files().all(|file| file.name.to_string() == format!("{name}.CSV")));
    // A letter before the prefix makes another word: known by its content alone.
    assert_eq!(inbox.strays.len(), 1);
    assert_eq!(inbox.strays[0].content, [&kind::PLAN, &kind::ACTUAL]);
    assert_eq!(inbox.strays[0].fault.as_ref().unwrap().kind, FileNameFault::UnknownPrefix);
}

#[test]
fn a_kind_that_contradicts_the_content_is_told() {
    let made = folder(&[
        (&format!("DLTJSK_202604_{ROUTE}_20260501090000.CSV"), ACTUAL),
        (&format!("DLTPLAN_202604_{ROUTE}_20260501090001.CSV"), PLAN_DELETION),
        (&format!("UPPLAN_202604_{ROUTE}_20260501090002.CSV"), ACTUAL),
        (&format!("UP1KYO_{ROUTE}_20260501090003.CSV"), b"not a form\r\n"),
    ]);
    let inbox = Inbox::open(made.path());
    let told: Vec<_> = inbox.files().map(|file| (file.contradicts_its_name(), file.content.len())).collect();
    // 予定 and 実績 have one layout; what fits nothing contradicts nothing.
    assert_eq!(told, [(true, 2), (false, 1), (false, 2), (false, 0)]);
}

#[test]
fn strays_and_attachments_are_told_apart_by_their_content() {
    let made = folder(&[
        ("2026-05 jisseki.csv", ACTUAL),
        ("no extension", PLAN_DELETION),
        ("notes.txt", b"hello, world\r\n"),
        ("empty.csv", b""),
        ("UPJSK_202604.CSV", b""),
        ("photo.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"),
        ("連絡票.pdf", b"%PDF-1.7\r\n"),
    ]);
    let inbox = Inbox::open(made.path());
    assert!(inbox.transmissions.is_empty() && inbox.unreadable.is_empty());
    let strays: Vec<_> =
        inbox.strays.iter().map(|stray| (stray.content.len(), stray.fault.is_some())).collect();
    // By path: the two with content, then the one whose name alone speaks for a form.
    assert_eq!(strays, [(2, true), (0, true), (1, true)]);
    assert_eq!(names(&inbox.attachments), ["empty.csv", "notes.txt", "photo.jpg", "連絡票.pdf"]);
}

#[test]
fn empty_files_and_other_encodings_keep_their_place() {
    let utf16: Vec<u8> =
        b"\xFF\xFE".iter().copied().chain(ACTUAL.iter().flat_map(|byte| [*byte, 0])).collect();
    let name = |second: u32| format!("UPJSK_202604_{ROUTE}_2026050109000{second}.CSV");
    let utf8 = "202407,991018,9000000001,202604,見本\r\n".as_bytes();
    let made = folder(&[
        (&name(0), b""),
        (&name(1), b"\xEF\xBB\xBF"),
        (&name(2), b"\r\n\r\n"),
        (&name(3), utf8),
        (&name(4), &[b"\xEF\xBB\xBF", ACTUAL].concat()),
        (&name(5), &utf16),
        (&name(6), "CSVバージョン,保険者番号,被保険者番号\r\n".as_bytes()),
    ]);
    let inbox = Inbox::open(made.path());
    let seen: Vec<_> = inbox.files().map(|file| (file.is_empty, file.encoding, file.content.len())).collect();
    assert_eq!(
        seen,
        [
            (true, None, 0),
            (true, Some(Encoding::Utf8Bom), 0),
            (true, None, 0),
            (false, Some(Encoding::Utf8), 0),
            (false, Some(Encoding::Utf8Bom), 2),
            (false, Some(Encoding::Utf16Le), 0),
            (true, Some(Encoding::Utf8), 0),
        ]
    );
}

#[test]
fn subfolders_are_listed_or_entered_as_asked() {
    let deep = "d/".repeat(300);
    let name = format!("UPJSK_202604_{ROUTE}_20260501090000.CSV");
    let made =
        folder(&[(&format!("a/{deep}{name}"), ACTUAL), (&format!("b/{name}"), ACTUAL), (&name, ACTUAL)]);
    let flat = Inbox::open(made.path());
    assert_eq!((flat.files().count(), names(&flat.folders)), (1, vec!["a".to_owned(), "b".to_owned()]));
    let all = InboxOptions::new().subfolders(true).open([made.path()]);
    assert_eq!((all.files().count(), all.folders.len(), all.unreadable.len()), (3, 0, 0));
    // A folder that has the name of a file is a folder.
    let odd = tempfile::tempdir().unwrap();
    fs::create_dir(odd.path().join(&name)).unwrap();
    let inbox = Inbox::open(odd.path());
    assert_eq!((inbox.files().count(), names(&inbox.folders)), (0, vec![name]));
}

#[test]
fn what_does_not_exist_is_unreadable_and_hides_nothing() {
    let name = format!("UPJSK_202604_{ROUTE}_20260501090000.CSV");
    let made = folder(&[(&name, ACTUAL)]);
    let inbox = InboxOptions::new().open([made.path().join("missing"), made.path().to_owned()]);
    assert_eq!(inbox.files().count(), 1);
    assert_eq!(inbox.unreadable.len(), 1);
    assert_eq!(inbox.unreadable[0].error.kind(), std::io::ErrorKind::NotFound);
    assert_eq!(units(&Inbox::open(made.path().join(&name))), [["UPJSK"]]);
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_or_back_do_no_harm() {
    use std::os::unix::fs::symlink;
    let made = folder(&[(&format!("UPJSK_202604_{ROUTE}_20260501090000.CSV"), ACTUAL), ("sub/x.txt", b"x")]);
    let at = |name: &str| made.path().join(name);
    symlink(at("nowhere"), at(&format!("UPJSK_202604_{ROUTE}_20260501090001.CSV"))).unwrap();
    symlink(at("itself"), at("itself")).unwrap();
    symlink(made.path(), at("sub/back")).unwrap();
    symlink(at(&format!("UPJSK_202604_{ROUTE}_20260501090000.CSV")), at("sub/link.CSV")).unwrap();
    let inbox = InboxOptions::new().subfolders(true).open([made.path()]);
    assert_eq!(inbox.files().count(), 1);
    assert_eq!(inbox.unreadable.len(), 2);
    assert_eq!(names(&inbox.folders), ["back"]);
    // A link to a file is the file.
    assert_eq!(inbox.strays.len(), 1);
    assert_eq!(names(&inbox.attachments), ["x.txt"]);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_looked_at() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let made = tempfile::tempdir().unwrap();
    // A name in Shift_JIS, as old archives give it.
    fs::write(made.path().join(OsStr::from_bytes(b"\x8E\xC0\x90\xD1.csv")), ACTUAL).unwrap();
    fs::write(made.path().join(OsStr::from_bytes(b"\x8E\xC0\x90\xD1.pdf")), b"%PDF").unwrap();
    let inbox = Inbox::open(made.path());
    assert_eq!((inbox.strays.len(), inbox.attachments.len()), (1, 1));
    assert!(inbox.strays[0].fault.is_none());
    assert_eq!(inbox.strays[0].content, [&kind::PLAN, &kind::ACTUAL]);
}

// Opening a pipe waits for a writer.
#[cfg(unix)]
#[test]
fn a_fifo_is_unreadable_and_does_not_stop_everything() {
    let made = folder(&[(&format!("UPJSK_202604_{ROUTE}_20260501090000.CSV"), ACTUAL)]);
    let fifo = made.path().join("pipe.CSV");
    // Without the command there is nothing to test.
    if !std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|status| status.success()) {
        return;
    }
    let (sender, receiver) = std::sync::mpsc::channel();
    let path = made.path().to_owned();
    std::thread::spawn(move || {
        let inbox = Inbox::open(path);
        let _ = sender.send((inbox.files().count(), names_of(&inbox)));
    });
    let answer = receiver.recv_timeout(std::time::Duration::from_secs(5));
    if answer.is_err() {
        // Lets the other thread go.
        let _ = fs::OpenOptions::new().write(true).open(&fifo);
    }
    assert_eq!(answer, Ok((1, vec!["pipe.CSV".to_owned()])));
}

#[cfg(unix)]
fn names_of(inbox: &Inbox) -> Vec<String> {
    inbox
        .unreadable
        .iter()
        .map(|file| file.path.file_name().unwrap().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn two_thousand_files_are_grouped_by_their_timestamps() {
    let made = tempfile::tempdir().unwrap();
    for number in 0..2_000u32 {
        let (unit, prefix) = (number / 2, if number % 2 == 0 { "UPSIKYU" } else { "UPPLAN" });
        // Scattered: file systems list in the order of creation or of a hash.
        let stamp = 20_260_000_000_000u64 + u64::from(unit * 7_919 % 1_000);
        fs::write(made.path().join(format!("{prefix}_202604_{ROUTE}_{stamp}.CSV")), b"").unwrap();
    }
    let inbox = Inbox::open(made.path());
    assert_eq!(inbox.transmissions.len(), 1_000);
    assert!(inbox.transmissions.iter().all(|unit| unit.files.len() == 2 && unit.has(&kind::PLAN)));
    assert!(inbox.transmissions.is_sorted_by_key(|unit| unit.timestamp));
}

#[test]
fn other_kinds_are_known_if_given() {
    let made = folder(&[(&format!("UPJSK_202604_{ROUTE}_20260501090000.CSV"), ACTUAL)]);
    let only_deletions = InboxOptions::new().kinds([&kind::ACTUAL_DELETION]).open([Path::new(made.path())]);
    assert_eq!(only_deletions.files().count(), 0);
    assert_eq!(only_deletions.strays[0].fault.as_ref().unwrap().kind, FileNameFault::UnknownPrefix);
    assert!(only_deletions.strays[0].content.is_empty());
}
