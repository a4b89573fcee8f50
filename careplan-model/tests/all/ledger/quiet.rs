//! The JSON of a ledger and of what it consists of: no error repeats anything of the input.

use crate::ledger::made::MadeUnit;
use crate::ledger::odd::{person, plan, unit};
use careplan_model::ledger::{EntryKey, Ledger, Person};
use careplan_model::{Endpoint, FileName, PersonForms, Transmission};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const SECRETS: [&str; 3] = ["見本　太郎", "9000000001", "7777777777"];

/// Every way to put something wrong somewhere into a value.
fn spoiled(value: &Value) -> Vec<Value> {
    let mut all: Vec<Value> = SECRETS.iter().map(|secret| json!(secret)).collect();
    all.extend([
        json!(7_777_777_777_u64),
        json!(-7_777_777_777_i64),
        json!(77_777.777_77),
        json!(["見本　太郎"]),
        json!({ "見本　太郎": 7_777_777_777_u64 }),
        json!({ "見本　太郎": "a", "9000000001": "b" }),
        json!({}),
        json!(null),
        json!(true),
    ]);
    match value {
        Value::Array(elements) => {
            for (at, element) in elements.iter().enumerate() {
                all.extend(spoiled(element).into_iter().map(|wrong| {
                    let mut elements = elements.clone();
                    elements[at] = wrong;
                    Value::Array(elements)
                }));
            }
        }
        Value::Object(entries) => {
            for (key, held) in entries {
                all.extend(spoiled(held).into_iter().map(|wrong| {
                    let mut entries = entries.clone();
                    entries.insert(key.clone(), wrong);
                    Value::Object(entries)
                }));
                let mut renamed = entries.clone();
                renamed.remove(key);
                renamed.insert("見本　太郎".into(), held.clone());
                all.push(Value::Object(renamed));
            }
            let mut more = entries.clone();
            more.insert("見本　太郎".into(), json!("9000000001"));
            all.push(Value::Object(more));
        }
        _ => {}
    }
    all
}

/// How many of the spoiled values were refused; without a word of them, from text and from a value.
fn refused<V: DeserializeOwned>(value: &Value) -> usize {
    assert!(serde_json::from_value::<V>(value.clone()).is_ok());
    let mut refused = 0;
    for spoiled in spoiled(value) {
        let text = spoiled.to_string();
        let errors = [serde_json::from_str::<V>(&text).err(), serde_json::from_value::<V>(spoiled).err()];
        for error in errors.into_iter().flatten().map(|error| error.to_string()) {
            refused += 1;
            for secret in ["見本", "9000000001", "7777777777", "77777.7"] {
                assert!(!error.contains(secret), "{error}");
            }
        }
    }
    refused
}

#[test]
fn no_error_repeats_the_input() {
    let mut ledger = Ledger::new();
    ledger.apply(&unit(1, &["UP2KYO", "UPHOSOKU"], 1).unit());
    ledger.apply(&MadeUnit { images: true, ..unit(1, &["UPKIHON"], 1) }.unit());
    assert!(refused::<Ledger>(&json!(ledger)) > 500);

    let actual = json!({ "actual": {
        "person": { "insurer": "991018", "insured": "9000000001" }, "service_month": "2025-09",
        "provider": "9970100021", "service_type": "11",
    } });
    assert!(refused::<EntryKey>(&actual) > 90);
    assert!(refused::<EntryKey>(&json!(plan())) > 60);
    assert!(refused::<Person>(&json!(person())) > 20);
    let office = json!({ "office": "9970100013", "service": "43" });
    assert!(refused::<Endpoint>(&office) > 20);
    let transmission = json!({
        "sender": office, "receiver": office, "timestamp": "20251101120000", "month": "2025-09",
        "files": ["UPJSK_202509_9970100013_43_9970100013_43_20251101120000.CSV"],
    });
    assert!(refused::<Transmission<FileName>>(&transmission) > 60);
    let table2 = json!(ledger)[0]["parts"]["UP2KYO"]["records"].clone();
    let forms = json!({ "UP2KYO": table2, "receivers": [office] });
    assert!(refused::<PersonForms>(&forms) > 100);
}

#[test]
fn keys_are_read_back_and_errors_tell_where() {
    let of_plan = json!(plan());
    assert_eq!(serde_json::from_value::<EntryKey>(of_plan.clone()).unwrap(), plan());
    let mut wrong = of_plan.clone();
    wrong["plan"]["person"]["insured"] = json!("見本　太郎");
    let error = serde_json::from_value::<EntryKey>(wrong).unwrap_err().to_string();
    assert!(error.starts_with("plan: person: insured: "), "{error}");
    for (wrong, why) in [
        (json!({ "見本": of_plan["plan"] }), "an unknown variant"),
        (json!("plan"), "expected struct variant"),
        (json!({ "plan": of_plan["plan"], "month": 1 }), "an object with one key"),
        (json!({}), "an object with one key"),
        (json!(["plan"]), "expected a name"),
    ] {
        let error = serde_json::from_value::<EntryKey>(wrong).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn pictures_and_origins_that_no_ledger_has_are_refused() {
    let mut ledger = Ledger::new();
    ledger.apply(&MadeUnit { images: true, ..unit(1, &["UPKIHON"], 1) }.unit());
    let json = json!(ledger);
    let error = |change: &dyn Fn(&mut Value)| {
        let mut json = json.clone();
        change(&mut json[0]["parts"]);
        serde_json::from_value::<Ledger>(json).unwrap_err().to_string()
    };
    let of = |kind: &str| format!("{kind}_9970100013_43_9970100062_17_20251101120001.CSV");
    let message = error(&|parts| parts["UPKIHON_IMAGE"]["records"] = json!([of("UPKIHON")]));
    assert!(message.contains("a file that is no picture of the entry"), "{message}");
    let late = error(&|parts| parts["UPKIHON"]["from"] = json!(of("UPYOBO")));
    assert!(late.contains("a part from a file that comes after it"), "{late}");

    // A unit is remembered by its first file, which may be of another entry.
    let mut both = Ledger::new();
    both.apply(&unit(1, &["UPKIHON", "UPYOBO"], 1).unit());
    let again: Ledger = serde_json::from_value(json!(both)).unwrap();
    assert_eq!(again, both);
}
