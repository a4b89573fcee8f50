//! `docs/schema/`: printed from the layouts, true of what the crates write, and false of what they refuse.
//!
//! To renew what is printed: `UPDATE_DOCS=1 cargo test -p careplan-schema`.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

mod documents;
mod exact;
mod fukushi_codes;
mod fukushi_draft;
mod fukushi_story;
mod fukushi_transfer;
mod layout;
mod ledger_report;
mod programs;
mod send;
mod show;
mod upgrade;

use careplan_csv::{Inbox, InboxOptions};
use careplan_examples::reconcile;
use careplan_fukushi::provisional;
use careplan_model::{AnyForm, FileContent, FormList, Layout, Ledger, PersonForms};
use jsonschema::Validator;
use programs::report;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema")
}

fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(folder)
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(schemas().join(name)).unwrap()).unwrap()
}

fn validator(name: &str) -> Validator {
    jsonschema::draft202012::new(&schema(name)).unwrap()
}

/// The schema of one form.
fn form_validator(forms: &Value, layout: &Layout) -> Validator {
    let mut schema = forms.clone();
    let object = schema.as_object_mut().unwrap();
    object.remove("anyOf");
    object.insert("$ref".into(), format!("#/$defs/{}", layout.form).into());
    jsonschema::draft202012::new(&schema).unwrap()
}

#[track_caller]
fn assert_valid(validator: &Validator, document: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {}", error.instance_path(), error.schema_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// The records of all units of the sample data that are right, by form.
fn records() -> Vec<FormList> {
    let inbox: Inbox =
        InboxOptions::new().subfolders(true).open([data("valid"), data("fukushi-story/1-care-plan")]);
    let mut lists = Vec::new();
    for unit in &inbox.transmissions {
        for file in inbox.read_unit(unit).unwrap().files {
            if let FileContent::Forms(list) = file.content {
                lists.push(list);
            }
        }
    }
    lists
}

/// One record of each form, with as many items as the sample data have.
fn fullest() -> Vec<(&'static Layout, Value)> {
    let lists = records();
    let of = |layout: &'static Layout| {
        let records = lists.iter().filter(|list| list.layout() == layout);
        let records =
            records.flat_map(|list| serde_json::to_value(list).unwrap().as_array().unwrap().clone());
        (layout, records.max_by_key(|record| record.as_object().unwrap().len()).unwrap())
    };
    AnyForm::<String>::LAYOUTS.iter().copied().map(of).collect()
}

#[test]
fn the_documents_are_those_of_the_layouts() {
    for (name, printed) in documents::all() {
        let path = schemas().join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::create_dir_all(schemas()).unwrap();
            fs::write(&path, &printed).unwrap();
            continue;
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        let differs = kept.lines().zip(printed.lines()).position(|(kept, printed)| kept != printed);
        let line = differs.unwrap_or_else(|| kept.lines().count().min(printed.lines().count())) + 1;
        assert!(
            kept == printed,
            "docs/schema/{name} differs from the layouts from line {line} on. To renew it:\n\
             UPDATE_DOCS=1 cargo test -p careplan-schema"
        );
    }
}

#[test]
fn all_are_schemas_and_refer_to_what_is_there() {
    let mut names: Vec<String> = fs::read_dir(schemas())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "README.md")
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "equipment-plan.schema.json",
            "forms.schema.json",
            "fukushi-codes-report.schema.json",
            "fukushi-draft-report.schema.json",
            "fukushi-story-report.schema.json",
            "fukushi-transfer-report.schema.json",
            "ledger-report.schema.json",
            "ledger.schema.json",
            "persons.schema.json",
            "reconcile-report.schema.json",
            "send-report.schema.json",
            "show-report.schema.json",
            "upgrade-report.schema.json"
        ]
    );
    let mut ids = Vec::new();
    for name in names {
        let schema = schema(&name);
        assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}");
        jsonschema::draft202012::new(&schema).unwrap();
        ids.push(schema["$id"].as_str().unwrap().to_owned());
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 13);
}

#[test]
fn forms_of_the_sample_data_are_as_their_schemas_say() {
    let forms = schema("forms.schema.json");
    let any = validator("forms.schema.json");
    let mut count = 0;
    for list in records() {
        let validator = form_validator(&forms, list.layout());
        for record in serde_json::to_value(&list).unwrap().as_array().unwrap() {
            assert_valid(&validator, record);
            assert!(any.is_valid(record));
            count += 1;
        }
    }
    assert!(count > 500, "{count}");
}

/// The schema and serde refuse the same slips.
#[test]
fn slips_in_forms_are_refused() {
    let forms = schema("forms.schema.json");
    for (layout, record) in fullest() {
        let validator = form_validator(&forms, layout);
        assert_valid(&validator, &record);
        let is_refused = |record: &Value| {
            let read = AnyForm::deserialize(layout, record);
            assert!(read.is_err(), "{}: {record}", layout.form);
            !validator.is_valid(record)
        };
        let mut more = record.clone();
        more["colour"] = json!("red");
        assert!(is_refused(&more), "{}", layout.form);
        for item in layout.items {
            // Whatever the item is, it is no array, no truth value, and no number with decimals.
            for wrong in [json!([]), json!(true), json!(1.5)] {
                let mut spoiled = record.clone();
                spoiled[item.field] = wrong;
                assert!(is_refused(&spoiled), "{} {}", layout.form, item.field);
            }
            if item.enforced {
                let mut less = record.clone();
                less.as_object_mut().unwrap().remove(item.field).unwrap();
                assert!(is_refused(&less), "{} {}", layout.form, item.field);
            }
        }
    }
}

#[test]
fn shapes_and_lengths_are_those_of_the_layout() {
    let forms = schema("forms.schema.json");
    let fullest = fullest();
    let is_valid = |form: &str, field: &str, value: Value| {
        let (layout, record) = fullest.iter().find(|(layout, _)| layout.form == form).unwrap();
        assert!(layout.field(field).is_some(), "{field}");
        let mut changed = record.clone();
        changed[field] = value;
        form_validator(&forms, layout).is_valid(&changed)
    };
    for (form, field, right, wrong) in [
        ("Table1", "insured", json!("H000000103"), json!("9000000O01")),
        ("Table1", "plan_date", json!("2025-09-25"), json!("20250925")),
        ("Table1", "user_postal_code", json!("000-0001"), json!("000-00010")),
        // A code that no list has is kept.
        ("Table1", "care_level", json!("99"), json!("1")),
        ("Table2", "need_no", json!(99), json!(100)),
        ("Table6", "service_end_time", json!("2400"), json!("2401")),
        ("Table6", "units", json!(-99_999), json!(-100_000)),
        ("Table6", "prorated_days", json!("1".repeat(31)), json!("1".repeat(30))),
        ("Table6", "service_code", json!("17100A"), json!("1710011")),
        ("Table6", "satellite", json!("1"), json!("A")),
        ("Table7", "unit_price", json!("10.70"), json!(10.7)),
        ("UserSupplement", "plan_date", json!("00000000"), json!("0000-00")),
        ("UserSupplement", "service_month", json!("000000"), json!("00000000")),
    ] {
        assert!(is_valid(form, field, right), "{form} {field}");
        assert!(!is_valid(form, field, wrong), "{form} {field}");
    }
}

#[test]
fn a_ledger_is_as_its_schema_says() {
    let inbox: Inbox = InboxOptions::new().subfolders(true).open([data("valid")]);
    let mut ledger = Ledger::new();
    let mut seen = std::collections::BTreeSet::new();
    let validator = validator("ledger.schema.json");
    for unit in &inbox.transmissions {
        ledger.apply(&inbox.read_unit(unit).unwrap());
        let held = serde_json::to_value(&ledger).unwrap();
        assert_valid(&validator, &held);
        let entries = held.as_array().unwrap().iter();
        seen.extend(entries.flat_map(|entry| entry["key"].as_object().unwrap().keys().cloned()));
    }
    let keys: Vec<_> = seen.iter().map(String::as_str).collect();
    assert_eq!(keys, ["actual", "consultation", "month", "plan", "preventive_plan"]);
    let held = serde_json::to_value(&ledger).unwrap();
    let (kind, _) = held[0]["parts"].as_object().unwrap().iter().next().unwrap();
    for (place, wrong) in [
        ("/0/key".to_owned(), json!({ "year": {} })),
        ("/0/parts".to_owned(), json!({})),
        ("/0/parts".to_owned(), json!({ "UPXXX": { "from": "UPXXX.CSV", "records": [{}] } })),
        (format!("/0/parts/{kind}/records"), json!([])),
        (format!("/0/parts/{kind}/from"), json!(1)),
    ] {
        let mut spoiled = held.clone();
        *spoiled.pointer_mut(&place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
        assert!(serde_json::from_value::<Ledger>(spoiled).is_err(), "{place}");
    }
}

#[test]
fn persons_to_send_are_as_their_schema_says() {
    let validator = validator("persons.schema.json");
    let text = fs::read_to_string(data("persons.json")).unwrap();
    let right: Value = serde_json::from_str(&text).unwrap();
    assert_valid(&validator, &right);
    // As the crate writes them.
    let mut written = right.clone();
    for person in written["persons"].as_array_mut().unwrap() {
        for forms in person.as_object_mut().unwrap().values_mut().filter(|forms| forms.is_object()) {
            *forms = json!([forms.take()]);
        }
        let forms: PersonForms = serde_json::from_value(person.clone()).unwrap();
        *person = serde_json::to_value(forms).unwrap();
    }
    assert_valid(&validator, &written);
    for (place, wrong) in [
        ("/sender", json!({ "office": "9970100013", "type": "43" })),
        ("/timestamp", json!(20_251_016_140_000_i64)),
        ("/edition", json!("4.1")),
        ("/persons", json!({})),
        ("/persons/0/UP1KYO", json!("UP1KYO")),
        ("/persons/0", json!({ "UPJSK": [] })),
    ] {
        let mut spoiled = right.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
}

#[test]
fn plans_of_equipment_are_as_their_schema_says() {
    let validator = validator("equipment-plan.schema.json");
    let received = provisional::read_plans([data("fukushi-story/2-plan")]);
    let plans: Vec<Value> = received
        .units
        .iter()
        .flat_map(|unit| &unit.plans)
        .map(|plan| serde_json::to_value(plan).unwrap())
        .collect();
    assert_eq!(plans.len(), 2);
    for plan in &plans {
        assert_valid(&validator, plan);
    }
    let last = plans.last().unwrap();
    for (place, wrong) in [("/header", json!(null)), ("/lines/0/supply", json!(1)), ("/needs", json!("none"))]
    {
        let mut spoiled = last.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
}

fn reconciled(plan: &Path, actual: &Path, options: &[&str]) -> Value {
    report(reconcile, &[&[plan.to_str().unwrap(), actual.to_str().unwrap()], options].concat())
}

/// A schema that takes no key but those that it describes.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            let is_closed = object.contains_key("unevaluatedProperties");
            if object.contains_key("properties") && object.get("type") == Some(&json!("object")) && !is_closed
            {
                object.insert("additionalProperties".into(), json!(false));
            }
            object.values_mut().for_each(closed);
        }
        Value::Array(array) => array.iter_mut().for_each(closed),
        _ => {}
    }
}

#[test]
fn the_report_of_reconciling_is_as_its_schema_says() {
    let mut strict = schema("reconcile-report.schema.json");
    closed(&mut strict);
    let open = validator("reconcile-report.schema.json");
    let strict = jsonschema::draft202012::new(&strict).unwrap();
    let mut rules = std::collections::BTreeSet::new();
    let mut folders = vec![(data("valid/slip-4.1"), data("valid/actual-4.1"))];
    for entry in fs::read_dir(data("faulty")).unwrap() {
        let path = entry.unwrap().path();
        if path.file_name().unwrap().to_str().unwrap().starts_with("actual-") {
            folders.push((path.clone(), path));
        }
    }
    for (plan, actual) in &folders {
        for options in [&[][..], &["--all", "--show-personal"]] {
            let report = reconciled(plan, actual, options);
            assert_valid(&open, &report);
            assert_valid(&strict, &report);
            rules.extend(report["counts"]["differences"].as_object().unwrap().keys().cloned());
        }
    }
    assert_eq!(rules.len(), 9, "{rules:?}");
    let report = reconciled(&folders[0].0, &folders[0].1, &[]);
    let mut more = report.clone();
    more["colour"] = json!("red");
    assert!(open.is_valid(&more) && !strict.is_valid(&more));
    for (place, wrong) in [
        ("/counts/matched", json!(-1)),
        ("/persons/0/service_month", json!("202510")),
        ("/persons/0/services/0/status", json!("late")),
        ("/persons/0/services/0/entries", json!({})),
        ("/totals", json!(null)),
        ("/plan_files", json!([1])),
    ] {
        let mut spoiled = report.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!open.is_valid(&spoiled), "{place}");
    }
}
