//! Which offices the file names mean, and what the contents say of their numbers.
#![allow(clippy::unwrap_used)] // helpers of tests

use careplan_csv::InboxOptions;
use careplan_csv::office::{Likeness, NamedOffice, NamedOffices};
use careplan_model::CheckDigit;
use std::fs;
use std::path::{Path, PathBuf};

fn valid(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(name)
}

fn offices(folder: &Path) -> Vec<NamedOffice> {
    let inbox = InboxOptions::new().open([folder]);
    let offices = NamedOffices::of(inbox.files());
    assert!(offices.unreadable.is_empty());
    offices.offices
}

fn said(folder: &Path) -> Vec<String> {
    offices(folder).iter().map(NamedOffice::japanese).collect()
}

/// The files of a sample with a part of their names replaced.
fn mistyped(sample: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(valid(sample)).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap().replacen(from, to, 1);
        fs::copy(entry.path(), folder.path().join(name)).unwrap();
    }
    folder
}

#[test]
fn the_contents_say_what_the_numbers_are_called() {
    assert_eq!(
        said(&valid("plan-4.1")),
        [
            "9970100013 43 居宅介護支援 — 見本居宅介護支援センター",
            "9970100062 17 福祉用具貸与 — 見本福祉用具レンタル"
        ]
    );
    assert_eq!(
        said(&valid("actual-4.1")),
        [
            "9970100013 43 居宅介護支援：内容に事業所名がありません",
            "9970100021 11 訪問介護 — 例示ヘルパーステーション、例示ヘルパーステーション南サテライト"
        ]
    );
    // Names of edition 3.x have no service types.
    assert_eq!(said(&valid("slip-3.2"))[1], "9970100062 — 見本福祉用具レンタル");
    let [care_office, rental] = &offices(&valid("plan-4.1"))[..] else { unreachable!() };
    assert_eq!((care_office.sends, care_office.receives, rental.sends, rental.receives), (4, 0, 0, 4));
    assert_eq!((care_office.check_digit, care_office.is_doubtful()), (CheckDigit::Ok, false));
    assert_eq!(care_office.names, [("見本居宅介護支援センター".to_owned(), 4)]);
}

#[test]
fn a_mistyped_number_is_seen_before_upload() {
    // One character: the check digit sees it too.
    let folder = mistyped("slip-4.1", "9970100062", "9970100063");
    let office = offices(folder.path()).pop().unwrap();
    assert!(office.is_doubtful());
    assert_eq!((office.check_digit, office.occurrences), (CheckDigit::Mismatch, 0));
    assert_eq!(
        office.japanese(),
        "9970100063 17 福祉用具貸与：検査数字が合いません、内容に出てこない番号です、\
         内容には1文字だけ違う9970100062（見本福祉用具レンタル）があります、\
         内容には1文字だけ違う9970100013があります"
    );
    assert_eq!(
        office.to_string(),
        "9970100063 17 福祉用具貸与: the check digit does not fit; the contents do not have this number; \
         they have 9970100062 (見本福祉用具レンタル), with one character different; \
         they have 9970100013, with one character different"
    );
    // Two neighbours.
    let folder = mistyped("slip-4.1", "_9970100013", "_9970100031");
    let office = offices(folder.path()).remove(0);
    // Two others of the month differ in one character: a person decides.
    assert_eq!((office.near.len(), office.near[0].likeness), (3, Likeness::Swapped));
    assert_eq!(office.near[0].number.to_string(), "9970100013");
    // A number that is right in itself, and is of somebody else.
    let folder = mistyped("actual-4.1", "9970100021", "2794900205");
    let office = offices(folder.path()).remove(0);
    assert_eq!(office.japanese(), "2794900205 11 訪問介護：内容に出てこない番号です");
    assert!(office.is_doubtful() && office.near.is_empty());
}

#[test]
fn forms_without_numbers_prove_nothing() {
    for office in offices(&valid("preventive-4.1")) {
        assert!(!office.contents_have_numbers && !office.is_doubtful());
        assert!(office.japanese().ends_with("：内容に事業所番号がないため確かめられません"));
    }
}

#[test]
fn only_names_with_a_number_beside_them_are_taken() {
    // A helper without a number in 第2表 may be a relative; his name must not come out.
    let folder = tempfile::tempdir().unwrap();
    let line = |number: &str| {
        let name = [0x8C, 0xA9, 0x96, 0x7B]; // 見本
        let mut line = b"202407,991018,9000000001,20260325,20260325,1,,1,,,,,1,,,,".to_vec();
        line.extend_from_slice(number.as_bytes());
        line.extend_from_slice(b",\"");
        line.extend_from_slice(&name);
        line.extend_from_slice(b"\",,,9970100013\r\n");
        line
    };
    let path = folder.path().join("UP2KYO_9970100013_43_9970100062_17_20260325093000.CSV");
    fs::write(&path, line("")).unwrap();
    let said = format!("{:?}", offices(folder.path()));
    assert!(!said.contains("見本"), "{said}");
    fs::write(&path, line("9970100062")).unwrap();
    assert_eq!(offices(folder.path())[1].names, [("見本".to_owned(), 1)]);
}
