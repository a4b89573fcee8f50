//! Records of the forms, folders of files with them, and what is held as files again.

use careplan_csv::{Inbox, InboxOptions, WriteOptions, file_to_vec, ms932, read_unit};
use careplan_model::ledger::{Applied, Effect, Ledger, Note};
use careplan_model::{FileContent, FileName, FormFile, Transmission, kind};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

// ---- Records: items by number, the rest blank. ----

pub(crate) fn row(prefix: &str, items: &[(usize, &str)]) -> String {
    let layout = kind::by_prefix(prefix).unwrap().layout.unwrap();
    let value = |number| items.iter().find(|(at, _)| *at == number).map_or("", |(_, value)| value);
    (1..=layout.items.len()).map(value).collect::<Vec<_>>().join(",") + "\r\n"
}

pub(crate) const A: &str = "9000000001";
pub(crate) const B: &str = "H000000103";

pub(crate) fn table1(version: &str, insured: &str, date: &str, text: &str) -> String {
    let text = &format!("\"{text}\"");
    row(
        "UP1KYO",
        &[
            (1, version),
            (2, "991018"),
            (3, insured),
            (4, "20250922"),
            (8, "\"例示　能子\""),
            (9, "\"見本居宅\""),
            (13, "9970100013"),
            (14, date),
            (15, "20200401"),
            (16, "1"),
            (17, "2"),
            (18, "20250901"),
            (19, "20250901"),
            (20, "20260831"),
            (21, "23"),
            (24, text),
        ],
    )
}

pub(crate) fn table2(version: &str, insured: &str, date: &str, need: &str, text: &str) -> String {
    let text = &format!("\"{text}\"");
    let key = [(1, version), (2, "991018"), (3, insured), (4, "20250922"), (5, date)];
    row("UP2KYO", &[&key[..], &[(6, need), (7, text)]].concat())
}

pub(crate) fn table3(insured: &str, date: &str, text: &str) -> String {
    let text = &format!("\"{text}\"");
    let key = [(1, "202407"), (2, "991018"), (3, insured), (4, "20250922"), (5, date)];
    row("UP3KYO", &[&key[..], &[(10, text), (11, "0600"), (12, "0600")]].concat())
}

/// Of a plan with the month `000000`, or of a month with the date `00000000`.
pub(crate) fn supplement(version: &str, insured: &str, date: &str, month: &str) -> String {
    row(
        "UPHOSOKU",
        &[
            (1, version),
            (2, "991018"),
            (3, insured),
            (4, date),
            (5, "\"ミホン\""),
            (6, "\"見本　例\""),
            (7, "1"),
            (8, "19400101"),
            (63, month),
        ],
    )
}

pub(crate) fn slip_line(
    insured: &str,
    month: &str,
    day: &str,
    code: &str,
    office: &str,
    satellite: &str,
) -> String {
    let date = &format!("{month}{day}");
    row(
        "UPPLAN",
        &[
            (1, "202407"),
            (2, "991018"),
            (3, insured),
            (4, "20250922"),
            (5, month),
            (6, "9970100013"),
            (8, "250"),
            (10, date),
            (12, "0900"),
            (13, "1000"),
            (14, "1"),
            (15, code),
            (20, office),
            (22, satellite),
            (23, "0"),
        ],
    )
}

pub(crate) fn table7(insured: &str, month: &str, code: &str, count: &str) -> String {
    row(
        "UPSIKYU",
        &[
            (1, "202407"),
            (2, "991018"),
            (3, insured),
            (4, "20250922"),
            (5, month),
            (7, "9970100021"),
            (9, code),
            (13, "250"),
            (16, count),
            (33, "0"),
            (34, "9999999999"),
        ],
    )
}

pub(crate) fn basic_info(insured: &str, date: &str, image: &str) -> String {
    let image = &if image.is_empty() { String::new() } else { format!("\"{image}\"") };
    row(
        "UPKIHON",
        &[
            (1, "202407"),
            (2, "991018"),
            (3, insured),
            (4, date),
            (5, "1"),
            (14, "\"ミホン\""),
            (15, "\"見本　例\""),
            (16, "1"),
            (17, "19400101"),
            (62, image),
        ],
    )
}

/// A record that has only its key and a text.
pub(crate) fn keyed(prefix: &str, insured: &str, date: &str, text: (usize, &str)) -> String {
    let (number, text) = (text.0, format!("\"{}\"", text.1));
    row(prefix, &[(1, "202407"), (2, "991018"), (3, insured), (4, date), (number, &text)])
}

pub(crate) fn preventive_plan(insured: &str, date: &str) -> String {
    let key = [(1, "202407"), (2, "991018"), (3, insured), (4, date)];
    row("UPYOBO", &[&key[..], &[(5, "1"), (8, "\"見本　例\"")]].concat())
}

pub(crate) fn deletion(insured: &str, when: &str) -> String {
    format!("202407,991018,{insured},{when}\r\n")
}

// ---- Folders: written, read, applied, and what is held written again. ----

/// A plan set of edition 4.1 for persons, each with a text that stands in all its forms.
pub(crate) fn plan_set(stamp: u8, date: &str, persons: &[(&str, &str)]) -> Vec<(String, String)> {
    let each = |form: &dyn Fn(&str, &str) -> String| {
        persons.iter().map(|(insured, text)| form(insured, text)).collect::<String>()
    };
    vec![
        (name("UP1KYO", stamp), each(&|insured, text| table1("202407", insured, date, text))),
        (name("UP2KYO", stamp), each(&|insured, text| table2("202407", insured, date, "1", text))),
        (name("UP3KYO", stamp), each(&|insured, text| table3(insured, date, text))),
        (name("UPHOSOKU_000000", stamp), each(&|insured, _| supplement("202407", insured, date, "000000"))),
    ]
}

pub(crate) fn slip_set(stamp: u8, month: &str, insured: &str, days: &[&str]) -> Vec<(String, String)> {
    let lines = days.iter().map(|day| slip_line(insured, month, day, "111111", "9970100021", "")).collect();
    vec![
        (name(&format!("UPPLAN_{month}"), stamp), lines),
        (name(&format!("UPSIKYU_{month}"), stamp), table7(insured, month, "111111", &days.len().to_string())),
        (name(&format!("UPHOSOKU_{month}"), stamp), supplement("202407", insured, "00000000", month)),
    ]
}

/// The name of a file of the care-management office.
pub(crate) fn name(prefix: &str, stamp: u8) -> String {
    format!("{prefix}_9970100013_43_9970100021_11_202510011200{stamp:02}.CSV")
}

/// The name of a file of the provider.
pub(crate) fn actual_name(prefix: &str, stamp: u8) -> String {
    format!("{prefix}_202509_9970100021_11_9970100013_43_202510011200{stamp:02}.CSV")
}

pub(crate) fn one(name: String, rows: impl Into<String>) -> Vec<(String, String)> {
    vec![(name, rows.into())]
}

pub(crate) fn write(folder: &Path, files: &[(String, String)]) {
    for (name, rows) in files {
        fs::write(folder.join(name), ms932::encode(rows).unwrap()).unwrap();
    }
}

pub(crate) fn units(folder: &Path) -> Vec<Transmission<FormFile>> {
    let inbox: Inbox = InboxOptions::new().subfolders(true).open([folder]);
    assert!(inbox.strays.is_empty() && inbox.unreadable.is_empty());
    inbox.transmissions.iter().map(|unit| read_unit(unit).unwrap()).collect()
}

/// Applies a folder with all these files to a new ledger, and again, which must change nothing.
pub(crate) fn apply(sets: &[Vec<(String, String)>]) -> (Ledger, Vec<Applied>) {
    let folder = tempfile::tempdir().unwrap();
    for files in sets {
        write(folder.path(), files);
    }
    let units = units(folder.path());
    let mut ledger = Ledger::new();
    let applied = ledger.apply_all(&units);
    let mut again = ledger.clone();
    again.apply_all(&units);
    assert_eq!(again, ledger);
    (ledger, applied)
}

/// What is held, as files: by kind, and 利用者補足情報 by what it belongs to.
pub(crate) fn held(ledger: &Ledger) -> BTreeMap<String, String> {
    let mut files = BTreeMap::<String, String>::new();
    for (key, entry) in ledger.entries() {
        for part in entry.parts() {
            let mut name = part.kind().prefix.to_owned();
            if name == "UPHOSOKU" {
                name += if key.kinds().any(|kind| *kind == kind::TABLE1) { "_000000" } else { "_month" };
            }
            let text = match part.list() {
                Some(list) => {
                    let content = FileContent::Forms(list.clone());
                    let file = FormFile { name: *part.origin().first_file(), content };
                    ms932::decode(&file_to_vec(&file, &WriteOptions::new()).unwrap()).unwrap().into_owned()
                }
                None => entry.images().iter().flat_map(|name| [name.to_string(), "\n".into()]).collect(),
            };
            *files.entry(name).or_default() += &text;
        }
    }
    files
}

/// The files without their names' ends, as [`held`] gives them.
pub(crate) fn expected(sets: &[Vec<(String, String)>]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::<String, String>::new();
    for (name, rows) in sets.iter().flatten() {
        let name: FileName = name.parse().unwrap();
        let mut prefix = name.kind().prefix.to_owned();
        if prefix == "UPHOSOKU" {
            prefix += if name.service_month().is_none() { "_000000" } else { "_month" };
        }
        *files.entry(prefix).or_default() += rows;
    }
    files
}

pub(crate) fn notes(applied: &[Applied]) -> Vec<&Note> {
    applied.iter().flat_map(|applied| &applied.notes).collect()
}

pub(crate) fn effects(applied: &[Applied]) -> Vec<Effect> {
    applied.iter().flat_map(|applied| applied.changes.iter().map(|change| change.effect)).collect()
}
