//! What `ledger` prints of applying units, which is not what is held.

use super::exact::Exact;
use super::programs::{copied, files, folders, report, text};
use super::{assert_valid, data, validator};
use careplan_examples::ledger;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn applied(folder: &Path, options: &[&str]) -> Value {
    report(ledger, &[&[text(folder)], options].concat())
}

/// Slips that came, came again as they were, and again without 第7表.
fn sent_three_times() -> Value {
    let folder = copied(&["valid/slip-4.1"]);
    for file in files(&folder.path().join("valid-slip-4.1")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let (sides, _) = name.rsplit_once('_').unwrap();
        fs::copy(&file, folder.path().join(format!("{sides}_20251101090000.CSV"))).unwrap();
        if !name.starts_with("UPSIKYU") {
            fs::copy(&file, folder.path().join(format!("{sides}_20251102090000.CSV"))).unwrap();
        }
    }
    applied(folder.path(), &[])
}

fn documents() -> Vec<Value> {
    let mut documents = vec![
        applied(&data("valid"), &[]),
        applied(&data("valid"), &["--lang", "en"]),
        applied(&data("valid/plan-4.1"), &["--show-personal"]),
        applied(&data("valid/preventive-4.1"), &["--show-personal", "--lang", "en"]),
        sent_three_times(),
    ];
    // Each alone: deletions then find nothing to delete.
    for folder in [folders("valid"), folders("odd"), folders("faulty")].concat() {
        documents.push(applied(&folder, &["--lang", "en"]));
    }
    documents
}

#[test]
fn the_report_of_applying_is_as_its_schema_says() {
    let exact = Exact {
        schema: "ledger-report.schema.json",
        // Names of 3.x have no service types.
        optional: &[
            "/units/*/sender/service",
            "/units/*/receiver/service",
            "/held/*/receiver/service",
            "/held/*/ledger",
        ],
        parts: &["/held/*/ledger/**"],
        texts: &["/units/*/changes/*/entry", "/units/*/notes/*", "/held/*/entries/*/entry", "/problems/*"],
        // Units are applied in the order of their timestamps, so that none finds a newer one.
        unseen: &["/$defs/change/properties/effect/enum/5", "/$defs/part_change/properties/effect/enum/3"],
        elsewhere: &["/$defs/ledger/**"],
        ..Exact::default()
    };
    exact.check(&documents());
}

#[test]
fn who_it_is_is_a_number_or_what_was_asked_for() {
    let validator = validator("ledger-report.schema.json");
    let report = applied(&data("valid/plan-4.1"), &["--show-personal"]);
    assert_valid(&validator, &report);
    for wrong in ["利用者0", "person", "見本　太郎", "被保険者番号 9000000001"] {
        for place in ["/units/0/changes/0/person", "/held/0/entries/0/person"] {
            let mut spoiled = report.clone();
            *spoiled.pointer_mut(place).unwrap() = wrong.into();
            assert!(!validator.is_valid(&spoiled), "{place} {wrong}");
        }
    }
    // What is held is a ledger, whole.
    for (place, wrong) in [
        ("/held/0/ledger/0/key", json!({})),
        ("/held/0/ledger/0/parts/UP1KYO/records", json!([{}])),
        ("/held/0/ledger/0/parts", json!({ "UPXXX": [] })),
    ] {
        let mut spoiled = report.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
}

/// Nothing but the ledger has values that the standard may have no room for.
#[test]
fn wrong_values_are_refused_in_the_ledger_only() {
    let validator = validator("ledger-report.schema.json");
    let mut refused = Vec::new();
    for folder in folders("faulty") {
        let report = applied(&folder, &["--show-personal"]);
        for error in validator.iter_errors(&report) {
            let place = error.instance_path().to_string();
            assert!(place.starts_with("/held/0/ledger/"), "{}: {place}", folder.display());
            refused.push(folder.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    refused.dedup();
    let values = ["item-fixed-value", "item-insured-shape.letter", "item-too-long", "item-wrong-length"];
    assert_eq!(refused, values);
}
