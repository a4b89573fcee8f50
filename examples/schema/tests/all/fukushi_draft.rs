//! What `fukushi draft` prints: of care plans and preventive plans, and of those that say odd things.

use super::exact::Exact;
use super::programs::{forms, report, text};
use super::{data, validator};
use careplan_csv::{Inbox, WriteOptions, write_unit};
use careplan_examples::fukushi;
use careplan_model::{FormFile, Table2, Transmission, UserSupplement};
use serde_json::{Value, json};
use std::path::Path;

fn drafted(folder: &Path, office: &str, options: &[&str]) -> Value {
    report(fukushi, &[&["draft", text(folder), "--office", office], options].concat())
}

/// Drafts of a sample, with the forms changed.
fn drafted_of(folder: &str, change: impl Fn(&mut Transmission<FormFile>)) -> Value {
    let inbox: Inbox = Inbox::open(data(folder));
    let mut unit = inbox.read_unit(&inbox.transmissions[0]).unwrap();
    change(&mut unit);
    let folder = tempfile::tempdir().unwrap();
    write_unit(&unit, folder.path(), &WriteOptions::new()).unwrap();
    drafted(folder.path(), "9970100062", &[])
}

fn documents() -> Vec<Value> {
    vec![
        drafted(&data("valid/plan-4.1"), "9970100062", &["--categories", "--date", "20250925"]),
        drafted(&data("valid/plan-4.1"), "9970100062", &["--service-type", "67"]),
        // Equipment is that of others for the office that helps at home.
        drafted(&data("valid/plan-4.1"), "9970100021", &[]),
        drafted(&data("valid/preventive-4.1"), "9970100062", &[]),
        drafted(&data("valid/plan-3.2"), "9970100062", &[]),
        drafted(&data("fukushi-story/1-care-plan"), "9970100062", &[]),
        drafted(&data("valid/slip-4.1"), "9970100062", &[]),
        // 課題ＮＯ of three digits is none, and equipment without an office may be ours.
        drafted_of("valid/plan-4.1", |unit| {
            forms::<Table2>(unit).for_each(|line| line.need_no = line.need_no.map(|number| number + 100));
        }),
        drafted_of("valid/plan-4.1", |unit| {
            forms::<Table2>(unit).for_each(|line| line.provider = None);
            for supplement in forms::<UserSupplement>(unit) {
                supplement.user_address_1 = Some("見本県例示町".to_owned());
            }
        }),
    ]
}

#[test]
fn the_report_of_drafting_is_as_its_schema_says() {
    let exact = Exact {
        schema: "fukushi-draft-report.schema.json",
        // Records have what is known.
        optional: &["/*/draft/header/*", "/*/draft/needs/*/*", "/*/draft/lines/*/*"],
        texts: &[
            "/*/draft/*/*/text",
            "/*/draft/*/*/*/text",
            "/*/draft/*/*/sources/*/name",
            "/*/draft/*/*/*/sources/*/name",
            "/*/draft/differences/*/*/name",
            "/*/draft/services/*/need_no",
            "/*/draft/proposed/source",
            "/*/proposed/*",
        ],
        unseen: &[
            // Without 課題ＮＯ 第2表 is no tree, and there is no draft.
            "/$defs/service/properties/need_no/type/1",
            // A care plan is drafted from only if it has equipment of the office.
            "/$defs/to_do/properties/why/enum/6",
        ],
        elsewhere: &[
            "/$defs/EquipmentPlanHeader/**",
            "/$defs/EquipmentPlanNeed/**",
            "/$defs/EquipmentPlanLine/**",
        ],
        ..Exact::default()
    };
    exact.check(&documents());
}

#[test]
fn what_every_record_has_must_be_there() {
    let validator = validator("fukushi-draft-report.schema.json");
    let report = drafted(&data("valid/plan-4.1"), "9970100062", &["--categories"]);
    for (record, keys) in [
        ("header", &["csv_version", "insurer", "insured", "provider", "service_type", "care_plan_date"][..]),
        ("needs/0", &["need_no"]),
        ("lines/0", &["line_no", "supply", "category", "need_nos"]),
    ] {
        let place = format!("/0/draft/{record}");
        for key in keys {
            let mut spoiled = report.clone();
            assert!(
                spoiled.pointer_mut(&place).unwrap().as_object_mut().unwrap().remove(*key).is_some(),
                "{key}"
            );
            assert!(!validator.is_valid(&spoiled), "{place} {key}");
        }
        let mut spoiled = report.clone();
        spoiled.pointer_mut(&place).unwrap()["colour"] =
            json!({ "text": "red", "carry": "copy", "sources": [] });
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
}
