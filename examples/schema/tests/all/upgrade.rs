//! What `upgrade` prints: of units of every edition, of what cannot be moved, and of what cannot be written.

use super::exact::Exact;
use super::programs::{copied, files, forms, report, text};
use super::{data, validator};
use careplan_csv::{Inbox, WriteOptions, write_unit};
use careplan_examples::upgrade;
use careplan_model::{FormFile, Table6, Transmission};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

const TYPES: [&str; 4] = ["--sender-type", "43", "--receiver-type", "17"];

fn upgraded(from: &Path, to: &Path, options: &[&str]) -> Value {
    report(upgrade, &[&[text(from), text(to)], options].concat())
}

/// Upgrades the files of a folder of the sample data as if they were of another edition: with another version, from one
/// to the other, and with other names.
fn rewritten(folder: &str, versions: [&str; 2], names: [&str; 2]) -> Value {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for file in files(&data(folder)) {
        let name = file.file_name().unwrap().to_str().unwrap().replace(names[0], names[1]);
        let old = fs::read(&file).unwrap();
        // Line by line: the version is the first item.
        let lines = old.split_inclusive(|byte| *byte == b'\n').map(|line| {
            match line.strip_prefix(versions[0].as_bytes()) {
                Some(rest) => [versions[1].as_bytes(), rest].concat(),
                None => line.to_vec(),
            }
        });
        fs::write(from.path().join(name), lines.collect::<Vec<_>>().concat()).unwrap();
    }
    upgraded(from.path(), to.path(), &TYPES)
}

fn documents() -> Vec<Value> {
    let out = tempfile::tempdir().unwrap();
    let mut documents = Vec::new();
    for (folder, options) in [
        ("valid/plan-3.2", &TYPES[..]),
        // Nothing is overwritten.
        ("valid/plan-3.2", &TYPES),
        ("valid/slip-3.2", &["--lang", "en", "--sender-type", "43", "--type", "9970100062=17"]),
        ("valid/actual-3.2", &["--sender-type", "11", "--receiver-type", "43"]),
        ("valid/deletions-3.2", &["--lang", "en", "--sender-type", "43", "--receiver-type", "43"]),
        ("valid/plan-4.1", &[]),
        ("valid/plan-4.1", &[]),
        ("odd/pdf-attachment", &[]),
        ("odd/edition-4.0", &["--sender-type", "11", "--receiver-type", "43"]),
        ("odd/edition-4.0", &[]),
        ("odd/name-3x-content-4.1", &["--sender-type", "11", "--receiver-type", "43"]),
        ("odd/version-202410", &[]),
        ("odd/utf8", &TYPES),
        ("odd/lost-zeros", &TYPES),
        ("odd/renamed-freely", &TYPES),
    ] {
        documents.push(upgraded(&data(folder), &out.path().join(folder), options));
    }
    for old in ["201910", "202003"] {
        documents.push(rewritten("valid/slip-3.2", ["202208", old], ["", ""]));
    }
    // The names of pictures that the forms tell are those of 4.1 already.
    documents.push(rewritten(
        "valid/preventive-4.1",
        ["202407", "202504"],
        ["_46_9970100013_43_", "_046_9970100013_043_"],
    ));
    documents.push(changed(&["UPPLAN", "UPSIKYU"], |_| ()));
    for alone in ["UPSIKYU", "UPHOSOKU"] {
        documents.push(changed(&[alone], |_| ()));
    }
    // A product that is rented twice.
    documents.push(changed(&["UPPLAN"], |unit| {
        let mut rentals =
            forms::<Table6>(unit).filter(|line| line.service_code.equipment_category().is_some());
        let one = rentals.next().unwrap();
        rentals.next().unwrap().clone_from(one);
    }));
    let renamed = copied(&["valid/plan-3.2"]);
    let file = files(&renamed.path().join("valid-plan-3.2")).remove(0);
    fs::rename(&file, text(&file).replace(".CSV", " (1).CSV")).unwrap();
    documents.push(upgraded(renamed.path(), &out.path().join("renamed"), &TYPES));
    #[cfg(unix)]
    documents.push(with_links());
    documents
}

/// Upgrades some files of the slip of 3.2, with their forms changed.
fn changed(prefixes: &[&str], change: impl Fn(&mut Transmission<FormFile>)) -> Value {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let inbox: Inbox = Inbox::open(data("valid/slip-3.2"));
    let mut unit = inbox.read_unit(&inbox.transmissions[0]).unwrap();
    unit.files.retain(|file| prefixes.contains(&file.kind().prefix));
    change(&mut unit);
    write_unit(&unit, from.path(), &WriteOptions::new()).unwrap();
    upgraded(from.path(), to.path(), &TYPES)
}

/// A unit with a file that cannot be opened, and a folder behind a link.
#[cfg(unix)]
fn with_links() -> Value {
    use std::os::unix::fs::symlink;
    let (from, to) = (copied(&["valid/plan-3.2"]), tempfile::tempdir().unwrap());
    let lost = files(&from.path().join("valid-plan-3.2")).remove(0);
    fs::remove_file(&lost).unwrap();
    symlink("nowhere", &lost).unwrap();
    symlink(to.path(), from.path().join("link")).unwrap();
    upgraded(from.path(), &to.path().join("out"), &TYPES)
}

#[test]
fn the_report_of_upgrading_is_as_its_schema_says() {
    // Whatever name an older edition has, 4.1 has one too.
    let mut unseen = vec!["/$defs/problem/properties/id/enum/2"];
    if !cfg!(unix) {
        // A file that cannot be opened, and a folder behind a link, are made with links.
        unseen.extend(["/$defs/problem/properties/id/enum/4", "/$defs/problem/properties/id/enum/8"]);
    }
    let exact = Exact {
        schema: "upgrade-report.schema.json",
        texts: &["/*/files/*", "/*/to_add/*/message", "/*/to_add/*/place/item/name", "/*/problems/*/message"],
        unseen: &unseen,
        ..Exact::default()
    };
    exact.check(&documents());
}

/// What there is beside it follows from the status.
#[test]
fn the_status_says_what_there_is() {
    let validator = validator("upgrade-report.schema.json");
    let mut seen = Vec::new();
    let documents = documents();
    for entry in documents.iter().flat_map(|document| document.as_array().unwrap()) {
        seen.push(entry["status"].as_str().unwrap());
        for status in ["upgraded", "copied", "not-upgraded", "failed"] {
            let mut changed = entry.clone();
            changed["status"] = status.into();
            let is_done = |status: &str| ["upgraded", "copied"].contains(&status);
            let was = entry["status"].as_str().unwrap();
            let has_more = entry["from"] != json!([]) || entry["to_add"] != json!([]);
            let is_of_unit = !entry["sender"].is_null();
            let fits =
                is_done(status) == is_done(was) && if status == "upgraded" { is_of_unit } else { !has_more };
            assert_eq!(validator.is_valid(&json!([changed])), fits, "{entry} as {status}");
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, ["copied", "failed", "not-upgraded", "upgraded"]);
}
