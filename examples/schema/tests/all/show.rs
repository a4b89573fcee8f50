//! What `show` prints: of all sample files, and of what is no file.

use super::exact::Exact;
use super::programs::{copied, files, folders, report, text};
use super::{assert_valid, validator};
use careplan_examples::show;
use careplan_model::AnyForm;
use serde_json::{Value, json};
use std::fs;

/// A document for each file of all sample data.
fn documents() -> Vec<Value> {
    let all = [folders("valid"), folders("odd"), folders("faulty")].concat();
    let reports = all.iter().map(|folder| report(show, &[text(folder)]));
    reports.flat_map(|report| report.as_array().unwrap().clone()).map(|file| json!([file])).collect()
}

#[test]
fn the_report_of_showing_is_as_its_schema_says() {
    let mut documents = documents();
    assert!(documents.len() > 300, "{}", documents.len());
    // Nothing at all, and what cannot be read.
    let folder = tempfile::tempdir().unwrap();
    documents.push(report(show, &[text(folder.path())]));
    assert_eq!(documents.last(), Some(&json!([])));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", folder.path().join("UPPLAN.CSV")).unwrap();
        documents.push(report(show, &[text(folder.path())]));
    }
    let forms: Vec<String> =
        AnyForm::<String>::LAYOUTS.iter().map(|layout| format!("/$defs/{}/**", layout.form)).collect();
    let exact = Exact {
        schema: "show-report.schema.json",
        parts: &["/*/records/*/**"],
        texts: &["/*/file", "/*/problems/*/message"],
        elsewhere: &forms.iter().map(String::as_str).collect::<Vec<_>>(),
        ..Exact::default()
    };
    exact.check(&documents);
}

/// Which forms the records are follows from the kind.
#[test]
fn records_are_those_of_the_kind() {
    let validator = validator("show-report.schema.json");
    let (mut refused, mut same) = (0, 0);
    for folder in folders("valid") {
        for file in report(show, &[text(&folder)]).as_array().unwrap() {
            assert_valid(&validator, &json!([file]));
            for other in ["UP1KYO", "UPPLAN", "UPJSK", "UPKIHON_IMAGE"] {
                let has_records = !file["records"].as_array().unwrap().is_empty();
                let is_table6 = ["UPPLAN", "UPJSK"].contains(&file["kind"].as_str().unwrap());
                let is_same = file["kind"] == other || is_table6 && ["UPPLAN", "UPJSK"].contains(&other);
                let mut changed = file.clone();
                changed["kind"] = other.into();
                assert_eq!(validator.is_valid(&json!([changed])), is_same || !has_records, "{file} {other}");
                refused += usize::from(!is_same && has_records);
                same += usize::from(is_same);
            }
        }
    }
    assert!(refused > 100 && same > 10, "{refused} {same}");
}

/// Plan or actual: nobody can tell, and the records are shown all the same.
#[test]
fn a_file_that_may_be_of_two_kinds_has_no_kind() {
    let folder = copied(&["valid/actual-4.1"]);
    let file = files(&folder.path().join("valid-actual-4.1")).remove(0);
    let lines = fs::read(&file).unwrap();
    fs::write(folder.path().join("month.csv"), lines).unwrap();
    fs::remove_file(file).unwrap();
    let shown = report(show, &[text(folder.path())]);
    assert_eq!((&shown[0]["kind"], shown[0]["records"].as_array().unwrap().len()), (&json!(null), 58));
    let validator = validator("show-report.schema.json");
    assert_valid(&validator, &shown);
    let mut spoiled = shown;
    spoiled[0]["records"][0] = json!({});
    assert!(!validator.is_valid(&spoiled));
}
