//! What real files and real software do. Each case says what is told of it, and that nothing else is lost: all
//! other items are read as they were, and the faults of other records are still found.

#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Text, forms, from_slice, ms932, records, to_vec};
use careplan_model::{FileName, Table1, Table6, UserSupplement};
use careplan_rules::reconcile::{SlipLine, reconcile};
use careplan_rules::sample::Edit::{
    self, Append, Bytes, Content, Cut, End, Line, Name, Raw, Remove, Repeat, Set, SetAll, Utf8, Utf16,
    Without,
};
use careplan_rules::sample::{self, ACTUAL, BASIC, Base, PLAN, RENTAL_ACTUAL, SLIP, SLIP_V3, SUPPORT};
use careplan_rules::{Checker, Document, Level, Mend, Profile, Report};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A right unit with a fault in one of its records, which is to be found whatever befalls the others.
#[derive(Clone, Copy)]
struct Ground {
    base: Base,
    canary: Edit,
    told: &'static str,
}

const ACTUALS: Ground =
    Ground { base: ACTUAL, canary: Set("UPJSK", 3, 10, "20260431"), told: "E item-not-a-date UPJSK 3 10" };
const PLANS: Ground =
    Ground { base: PLAN, canary: Set("UP2KYO", 3, 15, "X"), told: "E item-unknown-code UP2KYO 3 15" };
const SLIPS: Ground =
    Ground { base: SLIP, canary: Set("UPPLAN", 4, 23, "2"), told: "E item-unknown-code UPPLAN 4 23" };
const BASICS: Ground = Ground {
    base: BASIC,
    canary: Set("UPKIHON_SUB2", 1, 10, "09"),
    told: "E item-unknown-code UPKIHON_SUB2 1 10",
};
const SUPPORTS: Ground =
    Ground { base: SUPPORT, canary: Set("UPYOBO", 1, 26, "3"), told: "E item-unknown-code UPYOBO 1 26" };
const RENTALS: Ground =
    Ground { base: RENTAL_ACTUAL, canary: Set("UPJSK", 1, 23, "2"), told: "E item-unknown-code UPJSK 1 23" };

impl Ground {
    /// The unit with these changes, checked for sending and for receiving.
    fn with(self, edits: &[Edit]) -> Case {
        let files = |edits: &[Edit]| {
            let edits: &'static [Edit] = Box::leak(edits.to_vec().into_boxed_slice());
            let files = self.base.with(edits).files().into_iter();
            files.map(|file| (file.name, file.bytes)).collect::<Vec<_>>()
        };
        // The canary comes first: later edits may rename the file, or make it one in another encoding.
        let changed = files(&[&[self.canary], edits].concat());
        Case { ground: self, before: files(&[self.canary]), files: changed }
    }
}

type Files = Vec<(String, Vec<u8>)>;

struct Case {
    ground: Ground,
    before: Files,
    files: Files,
}

fn check(files: &Files, profile: Profile) -> Report {
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Checker::new(profile.collecting_edits(true)).check(documents)
}

/// Level, rule, prefix of the file, record, item of each finding.
fn told(report: &Report) -> Vec<String> {
    let tell = |finding: &careplan_rules::Finding| {
        let (at, name) = (&finding.location, report.file_name(finding));
        let prefix = FileName::parse(name).map_or(name, |name| name.kind().prefix);
        let level = match finding.level {
            Level::Error => "E",
            Level::Warning => "W",
            _ => "I",
        };
        let number = |number: Option<u64>| number.map_or("-".to_owned(), |number| number.to_string());
        let item = number(at.item.map(|item| item.number as u64));
        format!("{level} {} {prefix} {} {item}", finding.rule.id, number(at.record))
    };
    report.findings.iter().map(tell).collect()
}

impl Case {
    #[track_caller]
    fn tells(self, profile: Profile, expected: &[&str]) -> Self {
        let report = check(&self.files, profile);
        assert!(report.unreadable.is_empty());
        let mut told = told(&report);
        let canary = told.iter().position(|it| it == self.ground.told);
        let Some(canary) = canary else { panic!("the other record's fault is lost: {told:?}") };
        told.remove(canary);
        assert_eq!(told, expected);
        self
    }

    /// Exactly these are found when sending.
    #[track_caller]
    fn sends(self, expected: &[&str]) -> Self {
        self.tells(Profile::send(), expected)
    }

    /// Exactly these are found when receiving.
    #[track_caller]
    fn receives(self, expected: &[&str]) -> Self {
        self.tells(Profile::receive(), expected)
    }

    #[track_caller]
    fn says(self, expected: &[&str]) -> Self {
        self.sends(expected).receives(expected)
    }

    /// All items but these are read as they were; each is told by its prefix, record and item.
    #[track_caller]
    fn keeps_all_but(self, changed: &[(&str, u64, usize)]) -> Self {
        let (before, after) = (items(&self.before), items(&self.files));
        for (key @ (prefix, record, item), value) in &before {
            if !changed.contains(&(prefix.as_str(), *record, *item)) {
                assert_eq!(after.get(key), Some(value), "{key:?}");
            }
        }
        self
    }

    /// All records are counted.
    #[track_caller]
    fn keeps_all_records(self) -> Self {
        let counts = |files: &Files| {
            let report = check(files, Profile::receive());
            report.files.iter().map(|file| file.records).sum::<u64>()
        };
        assert_eq!(counts(&self.files), counts(&self.before));
        self
    }

    /// Once mended, the unit is the right one with nothing but the canary.
    #[track_caller]
    fn can_be_mended(self) -> Self {
        let mut files = self.files.clone();
        for _ in 0..3 {
            let report = check(&files, Profile::send());
            for (id, mend) in &report.mends {
                let place =
                    files.iter().position(|(name, _)| name == report.file(*id).unwrap().name()).unwrap();
                let (name, bytes) = &files[place];
                let mut out = Vec::new();
                mend.write(&**bytes, &mut out).unwrap();
                files[place] = (mend.name.clone().unwrap_or(name.clone()), out);
            }
        }
        assert_eq!(files, self.before);
        self
    }
}

/// Every item by the prefix of its file, its record and its number.
fn items(files: &Files) -> BTreeMap<(String, u64, usize), Vec<u8>> {
    let mut items = BTreeMap::new();
    for (name, bytes) in files {
        let prefix = FileName::parse(name).map_or(name.clone(), |name| name.kind().prefix.to_owned());
        for record in records(bytes) {
            for (place, field) in record.fields().enumerate() {
                let content = field.content().to_vec();
                items.insert((prefix.clone(), record.at().record, place + 1), content);
            }
        }
    }
    items
}

fn file(base: Base, edits: &[Edit], prefix: &str) -> Vec<u8> {
    let edits: &'static [Edit] = Box::leak(edits.to_vec().into_boxed_slice());
    base.with(edits).files().into_iter().find(|file| file.name.starts_with(prefix)).unwrap().bytes
}

mod bytes_and_csv;

mod layout;

mod meaning;

mod slips_in_the_printed_standard;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data")
}

/// Folder and rules of each line of the table of odd files; no rules where the files are accepted.
fn odd() -> Vec<(String, Vec<String>)> {
    let readme = std::fs::read_to_string(data().join("README.md")).unwrap();
    let table = readme.split_once("\n## odd/").unwrap().1.split("\n## ").next().unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let folder = cells[0].strip_prefix('`')?.trim_end_matches('`').to_owned();
        let rules = cells[3].split(", ").filter(|rule| *rule != "(accepted)");
        Some((folder, rules.map(str::to_owned).collect()))
    };
    table.lines().filter(|line| line.starts_with("| `")).filter_map(row).collect()
}

#[test]
fn odd_files_raise_the_rule_that_their_table_names() {
    let odd = odd();
    let folders = std::fs::read_dir(data().join("odd")).unwrap().count();
    assert_eq!(odd.len(), folders, "folders and lines of the table");
    let mut wrong = Vec::new();
    for (folder, rules) in odd {
        let report = Checker::new(Profile::receive()).check_paths([data().join("odd").join(&folder)]);
        assert!(report.unreadable.is_empty());
        let told = told(&report);
        let raised = |rule: &String| report.findings.iter().any(|finding| finding.rule.id == rule);
        if !rules.iter().all(raised) {
            wrong.push(format!("{folder}: {rules:?} not among {told:?}"));
        }
        if rules.is_empty() && told.iter().any(|it| !it.starts_with('I')) {
            wrong.push(format!("{folder} is accepted, but: {told:?}"));
        }
        // All records are read, but those of another encoding.
        let is_recoded = rules.iter().any(|rule| rule.starts_with("text-utf"));
        if !is_recoded
            && report
                .files
                .iter()
                .any(|file| file.records == 0 && file.kind.is_some_and(|kind| kind.layout.is_some()))
        {
            wrong.push(format!("{folder}: records are lost"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_repeated_record_is_told_and_no_reason_to_drop_it() {
    let case =
        ACTUALS.with(&[Repeat("UPJSK", 1)]).says(&["W table6-duplicate-line UPJSK 4 -"]).keeps_all_but(&[]);
    assert_eq!(check(&case.files, Profile::receive()).files[0].records, 4);
}
