//! The bundled faulty units raise what the file beside them expects, at its place, and nothing else; the bundled
//! right units raise nothing.

#![allow(clippy::unwrap_used, clippy::panic)]

use careplan_csv::{Text, forms};
use careplan_model::Table6;
use careplan_rules::reconcile::{SlipLine, reconcile};
use careplan_rules::{Checker, Level, Profile, Report};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data")
}

fn profile(name: &str, options: &str) -> Profile {
    let profile = match name {
        "send" => Profile::send(),
        "receive" => Profile::receive(),
        "emergency" => Profile::emergency(),
        other => panic!("no profile {other}"),
    };
    options.split_whitespace().fold(profile, |profile, option| match option.split_once('=').unwrap() {
        ("limit", bytes) => profile.with_record_limit(bytes.parse().unwrap()),
        ("today", date) => profile.on(date.replace('-', "").parse().unwrap()),
        (other, _) => panic!("no option {other}"),
    })
}

/// Rule, level, file, record, line, item of each finding, blank where there is none.
fn rows(report: &Report) -> Vec<String> {
    let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut rows: Vec<String> = report
        .findings
        .iter()
        .map(|finding| {
            let at = &finding.location;
            [
                finding.rule.id,
                finding.level.label(),
                report.file_name(finding),
                &number(at.record),
                &number(at.line),
                &number(at.item.map(|item| item.number as u64)),
            ]
            .join("\t")
        })
        .collect();
    rows.sort();
    rows
}

#[test]
fn faulty_units_raise_what_is_expected_and_nothing_else() {
    let folder = data().join("faulty");
    let expectations = std::fs::read_to_string(folder.join("expectations.tsv")).unwrap();
    let mut expected = BTreeMap::<_, Vec<String>>::new();
    for line in expectations.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [unit, profile, options, finding @ ..] = &cells[..] else { panic!("{line}") };
        if *profile != "reconcile" {
            expected.entry((*unit, *profile, *options)).or_default().push(finding.join("\t"));
        }
    }
    let mut wrong = String::new();
    for ((unit, name, options), mut expected) in expected {
        expected.sort();
        let report = Checker::new(profile(name, options)).check_paths([folder.join(unit)]);
        let found = rows(&report);
        assert!(report.unreadable.is_empty(), "{unit}");
        if found != expected {
            writeln!(wrong, "{unit} ({name} {options})").unwrap();
            found
                .iter()
                .filter(|row| !expected.contains(row))
                .for_each(|row| writeln!(wrong, "  + {row}").unwrap());
            expected
                .iter()
                .filter(|row| !found.contains(row))
                .for_each(|row| writeln!(wrong, "  - {row}").unwrap());
        }
    }
    assert!(wrong.is_empty(), "+ found, - expected\n{wrong}");
}

/// The one file of a folder whose name begins so: its name and its lines.
fn slip_lines(folder: &Path, prefix: &str) -> (String, Vec<SlipLine>) {
    let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let path = files.find(|path| name(path).starts_with(prefix)).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    let lines = forms::<Table6<Text<'_>>>(&bytes).map(|record| SlipLine::new(0, &record.unwrap()));
    (name(&path), lines.collect())
}

#[test]
fn plans_and_actuals_differ_as_expected() {
    let folder = data().join("faulty");
    let expectations = std::fs::read_to_string(folder.join("expectations.tsv")).unwrap();
    let rows = expectations.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let mut seen = 0;
    for row in rows.filter(|row| row[1] == "reconcile") {
        let (plan_name, plan) = slip_lines(&folder.join(row[0]), "UPPLAN");
        let (actual_name, actual) = slip_lines(&folder.join(row[0]), "UPJSK");
        let result = reconcile(plan, actual);
        let found: Vec<_> = result
            .differences()
            .map(|found| {
                // Where something was done, there it stands.
                let (name, line) = match found.entry.actual.first() {
                    Some(line) => (&actual_name, line),
                    None => (&plan_name, &found.entry.planned[0]),
                };
                let (record, line) = (line.at.record.to_string(), line.at.line.to_string());
                [found.difference.rule_id().to_owned(), name.clone(), record, line]
            })
            .collect();
        assert_eq!(found, [[row[3], row[5], row[6], row[7]].map(str::to_owned)], "{}", row[0]);
        seen += 1;
    }
    assert_eq!(seen, 9);
}

#[test]
fn every_rule_has_a_faulty_unit() {
    let expectations = std::fs::read_to_string(data().join("faulty/expectations.tsv")).unwrap();
    for rule in careplan_rules::Registry::standard().rules() {
        assert!(expectations.lines().any(|line| line.split('\t').nth(3) == Some(rule.id)), "{}", rule.id);
    }
}

#[test]
fn right_units_raise_no_error_and_no_warning_when_sending() {
    let report = Checker::new(Profile::send()).check_paths([data().join("valid")]);
    let grave: Vec<String> = rows(&report).into_iter().filter(|row| !row.contains("\tinfo\t")).collect();
    assert_eq!(grave, [""; 0]);
    assert_eq!((report.count(Level::Error), report.count(Level::Warning), report.not_run()), (0, 0, 0));
    assert!(report.files.len() >= 50 && report.unreadable.is_empty());
}
