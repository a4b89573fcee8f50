//! The report for programs: one object.

use super::persons::Persons;
use super::received::Received;
use super::text::{describe, describe_note};
use careplan_model::ledger::{Applied, Change, Entry, EntryKey, Ledger};
use careplan_model::{Endpoint, FileName, Timestamp};
use careplan_rules::Language;
use serde_json::{Value, json};
use std::io::{self, Write};

#[derive(serde::Serialize)]
struct Report<'a> {
    units: Vec<Unit<'a>>,
    held: Vec<Held<'a>>,
    problems: &'a [String],
}

#[derive(serde::Serialize)]
struct Unit<'a> {
    timestamp: Timestamp,
    sender: Endpoint,
    receiver: Endpoint,
    files: &'a [FileName],
    changes: Vec<Value>,
    notes: Vec<String>,
}

#[derive(serde::Serialize)]
struct Held<'a> {
    receiver: Endpoint,
    entries: Vec<Value>,
    /// All that is held, as the ledger writes it and reads it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger: Option<&'a Ledger>,
}

pub(super) fn print(
    received: &Received,
    persons: &Persons,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let unit = |applied| of_unit(applied, persons, language);
    let held = |(receiver, ledger): (&Endpoint, _)| of_ledger(*receiver, ledger, persons, language);
    let report = Report {
        units: received.units.iter().map(unit).collect(),
        held: received.held.iter().map(held).collect(),
        problems: &received.problems,
    };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    writeln!(out)
}

fn of_unit<'a>(applied: &'a Applied, persons: &Persons, language: Language) -> Unit<'a> {
    let change = |change: &Change| {
        let parts = &change.parts;
        let (person, entry) = (persons.name(&change.key), describe(&change.key, language));
        json!({ "person": person, "entry": entry, "effect": change.effect, "parts": parts })
    };
    Unit {
        timestamp: applied.unit.timestamp,
        sender: applied.unit.sender,
        receiver: applied.unit.receiver,
        files: &applied.unit.files,
        changes: applied.changes.iter().map(change).collect(),
        notes: applied.notes.iter().map(|note| describe_note(note, persons, language)).collect(),
    }
}

fn of_ledger<'a>(receiver: Endpoint, ledger: &'a Ledger, persons: &Persons, language: Language) -> Held<'a> {
    let entry = |(key, entry): (&EntryKey, &Entry)| {
        let parts = entry.parts().iter();
        let parts: Vec<Value> = parts
            .map(|part| json!({ "kind": part.kind(), "records": part.len(), "from": part.origin() }))
            .collect();
        json!({ "person": persons.name(key), "entry": describe(key, language), "parts": parts })
    };
    let entries = ledger.entries().map(entry).collect();
    Held { receiver, entries, ledger: persons.show.then_some(ledger) }
}
