//! The bundled sample files, in every way of reading and writing that the crate has.
#![allow(clippy::unwrap_used, clippy::panic, clippy::format_push_string)] // helpers of tests

use careplan_csv::{
    Inbox, InboxOptions, ItemState, Naming, Reader, Text, WriteOptions, Writer, entries, forms, from_reader,
    from_slice, records, to_vec,
};
use careplan_model::{
    ActualDeletion, BasicInfo, BasicInfoDeletion, BasicInfoHistory, BasicInfoSchedule, CheckDigit, FileName,
    InsurerNumber, Layout, LayoutFamily, OfficeNumber, PlanDeletion, PreventivePlan, PreventivePlanDeletion,
    PreventiveSupport, Table1, Table1Deletion, Table2, Table3, Table6, Table7, UserSupplement, kind,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/data");

/// What a folder of `examples/data` holds, by name. A missing folder fails the test.
fn list(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let folder = Path::new(DATA).join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Every CSV of `valid`, with its name taken apart.
fn valid_files() -> Vec<(PathBuf, FileName, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in list("valid") {
        for path in list(folder) {
            let name = FileName::parse(path.file_name().unwrap().to_str().unwrap()).unwrap();
            if name.kind().layout.is_some() {
                let file = fs::read(&path).unwrap();
                files.push((path, name, file));
            }
        }
    }
    files
}

/// Owned from a slice and from a reader, borrowed from a slice and in chunks; each written back.
macro_rules! every_way {
    ($layout:expr, $file:expr, [$($text:ident)*] [$($plain:ident)*]) => {
        match $layout.form {
            $(stringify!($text) => every_way!(@one $text<String>, $text<Text<'_>>, $file),)*
            $(stringify!($plain) => every_way!(@one $plain, $plain, $file),)*
            other => panic!("no form {other}"),
        }
    };
    (@one $owned:ty, $borrowed:ty, $file:expr) => {{
        let file: &[u8] = $file;
        let owned: Vec<$owned> = from_slice(file).unwrap();
        assert!(!owned.is_empty());
        assert!(to_vec(&owned).unwrap() == file, "owned forms are written otherwise");

        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        for record in forms::<$borrowed>(file) {
            writer.write(&record.unwrap().form).unwrap();
        }
        assert!(writer.into_inner() == file, "borrowed forms are written otherwise");

        // So often that several chunks of the reader end inside a record.
        let times = 600_000 / file.len() + 1;
        let long = file.repeat(times);
        let mut reader = Reader::from_reader(&long[..]);
        let mut writer = Writer::new(Vec::new(), WriteOptions::new());
        let mut chunks = 0;
        while let Some(mut chunk) = reader.chunk().unwrap() {
            chunks += 1;
            for record in chunk.forms::<$borrowed>() {
                writer.write(&record.unwrap().form).unwrap();
            }
        }
        assert!(chunks > 1);
        assert!(writer.into_inner() == long, "chunks are written otherwise");

        let mut number = 0;
        for record in from_reader::<$owned, _>(&long[..]) {
            let typed = record.unwrap().unwrap();
            assert_eq!(typed.form, owned[number % owned.len()]);
            number += 1;
            assert_eq!(typed.at.record, number as u64);
        }
        assert_eq!(number, owned.len() * times);
    }};
}

#[test]
fn every_valid_file_is_read_typed_and_written_byte_for_byte() {
    let files = valid_files();
    assert_eq!(files.len(), 48);
    for (path, name, file) in files {
        println!("{}", path.display());
        let layout: &Layout = name.kind().layout.unwrap();
        every_way!(layout, &file,
            [UserSupplement Table1 Table2 Table3 Table6 Table7 BasicInfo BasicInfoSchedule BasicInfoHistory
                PreventivePlan PreventiveSupport]
            [Table1Deletion PlanDeletion ActualDeletion BasicInfoDeletion PreventivePlanDeletion]);
    }
}

#[test]
fn every_valid_file_is_free_of_oddities_and_faults() {
    for (path, name, file) in valid_files() {
        println!("{}", path.display());
        let layout = name.kind().layout.unwrap();
        assert_eq!(entries(&file).count(), records(&file).count(), "only records");
        for record in records(&file) {
            assert_eq!(record.oddities().count(), 0);
            assert_eq!(record.family(layout).0, name.family());
            for item in record.items(layout) {
                assert!(!matches!(item.check(), ItemState::Invalid(_)), "{}", item.place);
            }
        }
    }
}

#[test]
fn all_kinds_and_both_families_occur() {
    let mut prefixes = BTreeSet::new();
    let mut families = BTreeSet::new();
    for folder in list("valid") {
        for file in Inbox::open(folder).files() {
            prefixes.insert(file.kind().prefix);
            families.insert(file.name.family());
        }
    }
    assert_eq!(prefixes.len(), 18);
    assert!(kind::STANDARD.iter().all(|kind| prefixes.contains(kind.prefix)));
    assert_eq!(families, BTreeSet::from([LayoutFamily::V3, LayoutFamily::V4]));
}

#[test]
fn every_office_and_insurer_number_has_its_check_digit() {
    let is_office = |item: &careplan_model::Item| {
        item.width.length() == Some(10)
            && ["業者コード", "事業所コード", "同意書受付業者"].iter().any(|part| item.name.contains(part))
    };
    let (mut offices, mut insurers) = (0, 0);
    for (path, name, file) in valid_files() {
        for side in [name.sender(), name.receiver()] {
            assert_eq!(side.office.check_digit(), CheckDigit::Ok, "{}", path.display());
        }
        for item in records(&file).flat_map(|record| record.items(name.kind().layout.unwrap())) {
            let layout_item = item.item.unwrap();
            if layout_item.number == 2 {
                let ItemState::Valid(insurer) = item.value::<InsurerNumber>() else {
                    panic!("{}", item.place)
                };
                assert_eq!(insurer.check_digit(), CheckDigit::Ok, "{}: {}", path.display(), item.place);
                insurers += 1;
            } else if is_office(layout_item) {
                match item.value::<OfficeNumber>() {
                    ItemState::Blank => {}
                    ItemState::Valid(OfficeNumber::PLACEHOLDER) => {
                        assert!(matches!(layout_item.number, 7 | 34), "{}", item.place);
                    }
                    ItemState::Valid(office) => {
                        assert_eq!(
                            office.check_digit(),
                            CheckDigit::Ok,
                            "{}: {}",
                            path.display(),
                            item.place
                        );
                        offices += 1;
                    }
                    ItemState::Invalid(kind) => panic!("{}: {kind}", item.place),
                }
            }
        }
    }
    assert!(insurers > 600 && offices > 1_000, "{insurers} {offices}");
}

/// A folder in one line: units with their months, files with their numbers of records; then the rest.
fn summary(folder: &Path) -> String {
    let inbox = InboxOptions::new().subfolders(true).open([folder]);
    let mut text = folder.file_name().unwrap().to_str().unwrap().to_owned();
    for unit in &inbox.transmissions {
        text += &format!(" | {}", unit.timestamp);
        if let Some(month) = unit.month {
            text += &format!(" {month}");
        }
        for file in &unit.files {
            text += &format!(" {}", file.kind().prefix);
            let bytes = file.read().unwrap();
            if file.kind().layout.is_some() {
                let mut count = 0;
                let mut reader = file.reader().unwrap();
                while reader.next().unwrap().is_some() {
                    count += 1;
                }
                assert_eq!(count, records(&bytes).count());
                text += &format!(":{count}");
            }
            text += if matches!(file.naming, Naming::Renamed(_)) { " renamed" } else { "" };
            text += if file.contradicts_its_name() { " contradicts" } else { "" };
            text += if file.is_empty { " empty" } else { "" };
            text += &file.encoding.map_or(String::new(), |encoding| format!(" {encoding}"));
        }
    }
    for stray in &inbox.strays {
        let content: Vec<_> = stray.content.iter().map(|kind| kind.prefix).collect();
        text += &format!(" | stray {} {:?}", content.join("/"), stray.fault.as_ref().unwrap().kind);
    }
    text += &" | attachment".repeat(inbox.attachments.len());
    assert!(inbox.unreadable.is_empty() && inbox.folders.is_empty());
    text
}

#[test]
fn every_folder_gives_the_units_expected() {
    let folders: Vec<PathBuf> = list("valid").into_iter().chain(list("odd")).collect();
    let found: Vec<String> = folders.iter().map(|folder| summary(folder)).collect();
    assert_eq!(found, SUMMARIES);
}

const SUMMARIES: &[&str] = &[
    "actual-3.2 | 20250106090000 202412 UPJSK:33",
    "actual-4.1 | 20251104083000 202510 UPJSK:58",
    "actual-rental-4.1 | 20251104091500 202510 UPJSK:10",
    "actual-short-stay-4.1 | 20251104094500 202510 UPJSK:8",
    "deletions-3.2 | 20250110100001 DLT1KYO:1 | 20250110100002 202412 DLTPLAN:1 | 20250110100003 202412 DLTJSK:1",
    "deletions-4.1 | 20251120100001 DLT1KYO:1 | 20251120100002 202510 DLTPLAN:1 | 20251120100003 202510 DLTJSK:1 | 20251120100004 DLTKIHON:1 | 20251120100005 DLTYOBO:1",
    "plan-3.2 | 20241125100000 UP1KYO:3 UP2KYO:18 UPHOSOKU:3",
    "plan-4.1 | 20250925100000 UP1KYO:4 UP2KYO:22 UP3KYO:41 UPHOSOKU:4",
    "preventive-4.1 | 20250828110000 UPKIHON:2 UPKIHON_SUB1:9 UPKIHON_SUB2:3 UPKIHON_IMAGE UPKIHON_IMAGE UPYOBO:2 UPYOBO_SUB:5",
    "preventive-actual-4.1 | 20251104100000 202510 UPJSK:13",
    "preventive-af-4.1 | 20250706100000 UPYOBO:1 UPYOBO_SUB:1",
    "preventive-af-slip-4.1 | 20250926163000 202510 UPPLAN:4 UPSIKYU:2 UPHOSOKU:1",
    "preventive-plan-4.1 | 20250522140000 UPYOBO:1 UPYOBO_SUB:3",
    "preventive-report-4.1 | 20251106150000 202510 UPPLAN:11 UPSIKYU:6 UPJSK:11 UPHOSOKU:2",
    "preventive-slip-4.1 | 20250926160000 202510 UPPLAN:21 UPSIKYU:10 UPHOSOKU:2",
    "slip-3.2 | 20241125103000 202412 UPPLAN:59 UPSIKYU:21 UPHOSOKU:3",
    "slip-4.1 | 20251016101500 202510 UPPLAN:131 UPSIKYU:48 UPHOSOKU:4",
    "slip-update-4.1 | 20251028090000 202510 UPPLAN:13 UPSIKYU:7 UPHOSOKU:1",
    "actual-under-dltjsk-name | 20251110092200 202510 DLTJSK:6 contradicts",
    "alternate-codes | 20251110090500 202510 UPJSK:6",
    "blank-last-line | 20251110090900 202510 UPJSK:6",
    "control-character | 20251110090600 202510 UPJSK:6",
    "edition-4.0 | 20251110092400 202510 UPJSK:6",
    "equipment-code-missing | 20251110093200 202510 UPJSK:5",
    "free-text-unquoted | 20251110091200 202510 UPJSK:6",
    "gaiji | 20251110090300 202510 UPJSK:6",
    "header-row | 20251110091000 202510 UPJSK:6",
    "image-upper-case | 20251110092700 UPKIHON:1 UPKIHON_SUB1:7 UPKIHON_SUB2:2 UPKIHON_IMAGE",
    "lf-only | 20251110090700 202510 UPJSK:6",
    "lone-lead-byte | 20251110090400 202510 UPJSK:6",
    "lost-zeros | 20251110093100 202510 UPJSK:3",
    "lower-case-extension | 20251110092000 202510 UPJSK:6",
    "name-3x-content-4.1 | 20251110092300 202510 UPJSK:6",
    "name-without-receiver | stray UPPLAN/UPJSK Malformed",
    "no-final-line-end | 20251110090800 202510 UPJSK:6",
    "outer-blanks | 20251110091500 202510 UPJSK:6",
    "pdf-attachment | 20251110092800 202510 UPJSK:6 | attachment",
    "prefix-dltbet | 20251110092500 202510 UPPLAN:56 UPHOSOKU:1 | stray UPSIKYU UnknownPrefix",
    "prefix-upkhon | stray UPKIHON UnknownPrefix",
    "quoted-everything | 20251110091100 202510 UPJSK:6",
    "renamed-copy | 20251110091700 202510 UPJSK:6 renamed",
    "renamed-freely | stray UPPLAN/UPJSK NotAStandardName",
    "renamed-number | 20251110091800 202510 UPJSK:6 renamed",
    "short-rows | 20251110091600 202510 UPJSK:6",
    "stray-quote | 20251110091400 202510 UPJSK:6",
    "support-bare-numbers | 20251110093500 UPYOBO:1 UPYOBO_SUB:3",
    "table2-duplicate-numbers | 20251110093400 UP1KYO:1 UP2KYO:9 UP3KYO:14 UPHOSOKU:1",
    "tais-wide-hyphen | 20251110093300 202510 UPJSK:5",
    "unclosed-quote | 20251110091300 202510 UPJSK:6",
    "utf16-bom | 20251110090200 202510 UPJSK:13 UTF-16LE",
    "utf8 | 20251110090000 202510 UPJSK:6 UTF-8",
    "utf8-bom | 20251110090100 202510 UPJSK:6 UTF-8 with BOM",
    "version-202208 | 20251110093000 202510 UPJSK:5",
    "version-202410 | 20251110092900 202510 UPJSK:6",
];

#[test]
fn no_debug_and_no_message_shows_a_personal_value() {
    // Of the persons of the samples: names, kana, numbers, birth dates, addresses, phones, texts.
    const PERSONAL: &[&str] = &[
        "太郎",
        "ﾀﾛｳ",
        "髙見",
        "栁",
        "濵神",
        "例示　花子",
        "試験　次郎",
        "ソノ子",
        "十郎",
        "見本﨑",
        "能子",
        "9000000001",
        "0000000102",
        "H000000103",
        "9000000201",
        "19400401",
        "1940-04-01",
        "19351110",
        "1935-11-10",
        "000-0000-1000",
        "例示台",
        "十番館",
        "朝食",
        "高血圧",
        "転ばない",
        "薬の飲み忘れ",
    ];
    let mut shown = String::new();
    macro_rules! show {
        ($layout:expr, $file:expr, $name:ident, [$($text:ident)*]) => {
            match $layout.form {
                $(stringify!($text) => {
                    shown += &format!("{:?}", forms::<$text<Text<'_>>>($file).collect::<Vec<_>>());
                    let $name: Result<Vec<$text>, _> = from_slice($file);
                    match $name {
                        Ok(owned) => shown += &format!("{owned:?}"),
                        Err(error) => shown += &format!("{error:?} {error} {}", error.japanese()),
                    }
                    let mut iterator = from_reader::<$text, _>($file);
                    let _ = iterator.next();
                    shown += &format!("{iterator:?}");
                })*
                _ => {}
            }
        };
    }
    for folder in list("valid").into_iter().chain(list("odd")) {
        let inbox = Inbox::open(&folder);
        shown += &format!("{inbox:?}");
        for file in inbox.files() {
            let Some(layout) = file.kind().layout else { continue };
            let bytes = file.read().unwrap();
            show!(layout, &bytes[..], owned, [UserSupplement Table1 Table2 Table3 Table6 Table7 BasicInfo
                BasicInfoSchedule BasicInfoHistory PreventivePlan PreventiveSupport]);
            let mut reader = Reader::from_reader(&bytes[..]);
            shown += &format!("{:?}", reader.next_entry());
            shown += &format!("{:?}", reader.chunk());
            shown += &format!("{reader:?}");
            shown += &format!("{:?} {:?}", entries(&bytes), forms::<PlanDeletion>(&bytes));
            for entry in entries(&bytes) {
                shown += &format!("{entry:?}");
                let Some(record) = entry.record() else { continue };
                shown += &format!("{record:?} {:?}", record.oddities().collect::<Vec<_>>());
                // By its own layout and by one that does not fit.
                for layout in [layout, kind::TABLE1.layout.unwrap(), kind::PREVENTIVE_PLAN.layout.unwrap()] {
                    if let Err(error) = record.any_form::<String>(layout) {
                        shown += &format!("{error:?} {error}");
                        for problem in &error.problems {
                            shown += &format!("{problem} {}", problem.japanese());
                        }
                    }
                    for item in record.items(layout) {
                        shown += &format!("{item:?} {:?} {:?}", item.check(), item.text());
                    }
                }
            }
        }
    }
    assert!(shown.len() > 1_000_000, "{}", shown.len());
    for value in PERSONAL {
        let at = shown.find(value);
        assert_eq!(at, None, "{value} is shown");
    }
}
