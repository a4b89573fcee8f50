//! What `send` prints: what was written, and each reason why nothing was.

use super::exact::Exact;
use super::programs::{report, text};
use super::{data, validator};
use careplan_examples::send;
use serde_json::{Value, json};
use std::fs;

fn bundled() -> Value {
    serde_json::from_slice(&fs::read(data("persons.json")).unwrap()).unwrap()
}

/// Sends persons; `prepare` may put something into the output folder before.
fn sent_to(input: &Value, prepare: impl Fn(&std::path::Path)) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("persons.json"), folder.path().join("out"));
    fs::write(&from, input.to_string()).unwrap();
    prepare(&to);
    report(send, &[text(&from), text(&to)])
}

fn sent(change: impl Fn(&mut Value)) -> Value {
    let mut input = bundled();
    change(&mut input);
    sent_to(&input, |_| ())
}

/// Reports with units.
fn written() -> Vec<Value> {
    vec![
        sent(|_| ()),
        sent(|input| input["persons"] = json!([])),
        // An office that 第2表 names and nobody else, a receiver that is mistyped, a sender that makes no plans.
        sent(|input| {
            input["sender"]["service"] = json!("11");
            input["persons"][0]["UP2KYO"][0]["provider"] = json!("9970100088");
            input["persons"][0]["receivers"] = json!([{ "office": "9970100026", "service": "17" }]);
        }),
        of_its_own_service(),
        // The grand total of 第7表 counts what is left out; no list has a service type.
        sent(|input| {
            input["persons"][1]["UPSIKYU"][6]["service_units"] = json!(100);
            input["persons"][1]["UPSIKYU"][7]["service_units"] = json!(3730);
        }),
        sent(|input| input["persons"][1]["UPSIKYU"][6]["service_code"] = json!("X91001")),
        of_3x(),
    ]
}

/// A slip of an office that plans and serves itself.
fn of_its_own_service() -> Value {
    let mut input = bundled();
    // The third person has a slip and no care plan.
    let mut person = input["persons"][2].to_string();
    for (old, new) in
        [("111211", "731211"), ("111112", "731112"), ("11AAAA", "73AAAA"), ("9970100021", "9970100013")]
    {
        person = person.replace(old, new);
    }
    input["persons"] = json!([serde_json::from_str::<Value>(&person).unwrap()]);
    input["sender"]["service"] = json!("73");
    sent_to(&input, |_| ())
}

/// A slip of 3.x, whose names have no service types.
fn of_3x() -> Value {
    let text = bundled().to_string();
    let text = text.replace("2025-", "2024-").replace("\"2025", "\"2024").replace("202407", "202208");
    let mut input: Value = serde_json::from_str(&text).unwrap();
    input["sender"] = json!({ "office": "9970100013" });
    let persons = input["persons"].as_array_mut().unwrap();
    *persons = vec![persons.remove(2)];
    for kind in ["UPPLAN", "UPSIKYU"] {
        for line in persons[0][kind].as_array_mut().unwrap() {
            let line = line.as_object_mut().unwrap();
            line.retain(|key, _| {
                !["tais_code", "notified_code", "equipment_name", "discriminator"].contains(&&**key)
            });
        }
    }
    sent_to(&input, |_| ())
}

/// Reports without.
fn refused() -> Vec<Value> {
    let taken = sent_to(&bundled(), |to| {
        let path = to.join("9970100062_17/UP1KYO_9970100013_43_9970100062_17_20251016140000.CSV");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "kept").unwrap();
    });
    let no_folder = sent_to(&bundled(), |to| {
        fs::create_dir_all(to).unwrap();
        fs::write(to.join("9990100076_76"), "kept").unwrap();
    });
    vec![
        taken,
        no_folder,
        // No input at all; items that are none; units that cannot be made; a text that cannot be written.
        sent(|input| *input = json!([])),
        sent(|input| input["persons"][0]["UPPLAN"][2]["service_date"] = json!("secret")),
        sent(|input| input["persons"][0]["UPSIKYU"] = json!([])),
        sent(|input| input["persons"][0]["UP2KYO"][0]["need"] = json!("見本😀")),
        // What the rules refuse.
        sent(|input| input["persons"][0]["UPPLAN"][0]["service_code"] = json!("X91111")),
    ]
}

#[test]
fn the_report_of_sending_is_as_its_schema_says() {
    let exact = Exact {
        schema: "send-report.schema.json",
        // Names of 3.x have no service types.
        optional: &["/units/*/receiver/service"],
        parts: &["/report/**"],
        texts: &[
            "/problems/*",
            "/failures/*/*",
            "/sender_warning",
            "/units/*/folder",
            "/notes/*/message",
            "/notes/*/office",
        ],
        // A code without a service type is an error by the rules, so that nothing is written.
        unseen: &["/$defs/note/oneOf/1/properties/service_type/anyOf/1"],
        elsewhere: &["/$defs/check_report/**"],
        ..Exact::default()
    };
    exact.check(&[written(), refused()].concat());
}

#[test]
fn a_report_is_of_one_kind() {
    let validator = validator("send-report.schema.json");
    let (written, refused) = (written().remove(0), refused());
    for refused in refused {
        let mut both = written.clone();
        for (key, value) in refused.as_object().unwrap() {
            both[key] = value.clone();
        }
        assert!(!validator.is_valid(&both), "{refused}");
        let mut claimed = refused;
        claimed["written"] = json!(true);
        assert!(!validator.is_valid(&claimed), "{claimed}");
    }
    for (place, wrong) in [
        ("/units/0/kind", json!("actual")),
        ("/units/0/files", json!([])),
        ("/units/0/timestamp", json!("2025-10-16")),
        ("/notes/0/note", json!("not_sent")),
        ("/notes/0/person", json!(0)),
        ("/report", json!({})),
    ] {
        let mut spoiled = written.clone();
        *spoiled.pointer_mut(place).unwrap() = wrong;
        assert!(!validator.is_valid(&spoiled), "{place}");
    }
}
