//! The reports of the examples that show files and make them.

use super::{ENDPOINT, FILE_NAME, MONTH, TIMESTAMP, filled, members, prefixes, reference};
use crate::layout::{Values, definitions};
use careplan_model::{AnyForm, Layout, kind};
use std::fs;
use std::path::Path;

const SHOW: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:show-report:1",
  "title": "Report of show",
  "description": "What files hold: an entry for each file. It holds personal data. Records have the keys and types of their forms, and whatever values stand in the file, right or wrong.",
  "type": "array",
  "items": { "$ref": "#/$defs/file" },
  "$defs": {
    "file": {
      "description": "A file, with what could be read of it.",
      "type": "object",
      "properties": {
        "file": { "title": "ファイル名", "description": "The name, without folders.", "type": "string", "minLength": 1 },
        "kind": { "description": "The prefix of the kind, by the name of the file, or else by its content; null for files that are no forms, and for those that may be of several kinds.", "enum": [@kinds, null] },
        "edition": { "title": "CSVバージョン", "description": "That of the first record; null without a record. Values that no edition has are there too.", "type": ["string", "null"], "pattern": "^[0-9]{6}$" },
        "records": { "description": "The records that could be read, as forms of the kind.", "type": "array" },
        "problems": { "description": "What was noticed; not all of it keeps a record from being read.", "type": "array", "items": { "$ref": "#/$defs/problem" } }
      },
      "required": ["file", "kind", "edition", "records", "problems"],
      "additionalProperties": false,
      "allOf": [
@records
      ]
    },
    "problem": {
      "description": "Something that was noticed: of the file as a whole, or of a place in it.",
      "type": "object",
      "properties": {
        "record": { "description": "The record, from 1; null for the file as a whole and for lines that are no records.", "type": ["integer", "null"], "minimum": 1 },
        "line": { "description": "The physical line on which the record begins, from 1; null for the file as a whole.", "type": ["integer", "null"], "minimum": 1 },
        "item": { "title": "項目No.", "description": "The number of the item; null where no single item is meant.", "type": ["integer", "null"], "minimum": 1 },
        "message": { "description": "What it is, in Japanese.", "type": "string", "minLength": 1 }
      },
      "required": ["record", "line", "item", "message"],
      "additionalProperties": false
    },
@forms
  }
}
"##;

pub(super) fn show() -> String {
    let layouts = AnyForm::<String>::LAYOUTS;
    let of = |layout: &'static Layout| {
        kind::STANDARD.iter().copied().filter(move |kind| kind.layout == Some(layout))
    };
    let line = |kinds: String, records: String| {
        format!(
            "        {{ \"if\": {{ \"properties\": {{ \"kind\": {{ \"enum\": [{kinds}] }} }} }}, \
             \"then\": {{ \"properties\": {{ \"records\": {records} }} }} }}"
        )
    };
    let items = |layout: &Layout| format!("{{ \"items\": {} }}", reference(layout.form));
    let mut records: Vec<String> =
        layouts.iter().map(|layout| line(prefixes(of(layout)), items(layout))).collect();
    // Pictures have no records.
    let pictures = kind::STANDARD.iter().copied().filter(|kind| kind.layout.is_none());
    records.push(line(prefixes(pictures), "{ \"maxItems\": 0 }".to_owned()));
    // Of a file that may be of several kinds records are read only if all of them have one layout.
    let shared = layouts.iter().filter(|layout| of(layout).count() > 1);
    let shared: Vec<String> = shared.map(|layout| reference(layout.form)).collect();
    records
        .push(line("null".to_owned(), format!("{{ \"items\": {{ \"anyOf\": [{}] }} }}", shared.join(", "))));
    let lines = [
        ("@kinds", prefixes(kind::STANDARD.iter().copied())),
        ("@records", records.join(",\n")),
        ("@forms", definitions(layouts, Values::Any)),
    ];
    filled(SHOW, &lines)
}

const SEND: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:send-report:1",
  "title": "Report of send",
  "description": "What was written for whom, or why nothing was. It names no person: persons are told by their numbers in the input, from 1.",
  "oneOf": [
    { "$ref": "#/$defs/written" },
    { "$ref": "#/$defs/without_units" },
    { "$ref": "#/$defs/with_errors" },
    { "$ref": "#/$defs/not_written" }
  ],
  "$defs": {
    "written": {
      "description": "All units were written.",
      "type": "object",
      "properties": {
        "written": { "description": "Whether there is something in OUT_DIR.", "const": true },
        "units": { "description": "By receiver; of each first the care plan, then the months.", "type": "array", "items": { "$ref": "#/$defs/unit" } },
        "notes": { "description": "What was left out, and what could not be decided.", "type": "array", "items": { "$ref": "#/$defs/note" } },
        "warnings": { "description": "How many warnings the report of the rules has.", "$ref": "#/$defs/count" },
        "sender_warning": { "description": "Whoever sends makes no plans, by サービス種類コード (in Japanese); null else.", "type": ["string", "null"], "minLength": 1 },
        "report": { "description": "What the rules for sending say of the units; it has no errors.", "$ref": "urn:careplan-rules:check-report:1" }
      },
      "required": ["written", "units", "notes", "warnings", "sender_warning", "report"],
      "additionalProperties": false
    },
    "without_units": {
      "description": "No units can be made of the input.",
      "type": "object",
      "properties": {
        "written": { "description": "Nothing was written.", "const": false },
        "problems": { "description": "All that is wrong with the input.", "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }
      },
      "required": ["written", "problems"],
      "additionalProperties": false
    },
    "with_errors": {
      "description": "The rules for sending find errors in the units.",
      "type": "object",
      "properties": {
        "written": { "description": "Nothing was written.", "const": false },
        "report": { "description": "What the rules say of the units.", "$ref": "urn:careplan-rules:check-report:1" }
      },
      "required": ["written", "report"],
      "additionalProperties": false
    },
    "not_written": {
      "description": "The files cannot be written.",
      "type": "object",
      "properties": {
        "written": { "description": "Nothing was written.", "const": false },
        "failures": { "description": "Which file, and why.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/failure" } }
      },
      "required": ["written", "failures"],
      "additionalProperties": false
    },
    "failure": {
      "description": "A sentence in both languages.",
      "type": "object",
      "properties": {
        "ja": { "description": "In Japanese.", "type": "string", "minLength": 1 },
        "en": { "description": "In English.", "type": "string", "minLength": 1 }
      },
      "required": ["ja", "en"],
      "additionalProperties": false
    },
    "unit": {
      "title": "送信単位",
      "description": "Files that are sent together.",
      "type": "object",
      "properties": {
        "receiver": { "$ref": "#/$defs/endpoint" },
        "timestamp": { "$ref": "#/$defs/timestamp" },
        "month": { "title": "対象年月", "description": "null for the care plan.", "anyOf": [{ "$ref": "#/$defs/month" }, { "type": "null" }] },
        "kind": { "description": "The kind of unit: 居宅サービス計画書一式, or サービス利用票一式 of a month.", "enum": ["plan_set", "slip_set"] },
        "persons": { "description": "How many persons are in it.", "type": "integer", "minimum": 1 },
        "folder": { "description": "Where its files are.", "type": "string", "minLength": 1 },
        "files": { "description": "Its files, in the order of the standard.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/unit_file" } }
      },
      "required": ["receiver", "timestamp", "month", "kind", "persons", "folder", "files"],
      "additionalProperties": false
    },
    "unit_file": {
      "type": "object",
      "properties": {
        "name": { "$ref": "#/$defs/file_name" },
        "records": { "description": "How many records it has.", "type": "integer", "minimum": 1 }
      },
      "required": ["name", "records"],
      "additionalProperties": false
    },
    "note": {
      "description": "Something that a person should know of the units.",
      "type": "object",
      "properties": {
        "person": { "description": "The number of the person in the input, from 1.", "type": "integer", "minimum": 1 },
        "message": { "description": "The same in Japanese.", "type": "string", "minLength": 1 }
      },
      "required": ["note", "person", "message"],
      "oneOf": [
        {
          "properties": {
            "note": { "description": "Lines of a service type that is not exchanged were left out.", "const": "out_of_scope" },
            "month": { "title": "対象年月", "$ref": "#/$defs/month" },
            "office": { "$ref": "#/$defs/office" },
            "service_type": { "$ref": "#/$defs/service_type" },
            "planned": { "description": "How many lines of 第6表.", "$ref": "#/$defs/count" },
            "annexed": { "description": "How many rows of 第7表.", "$ref": "#/$defs/count" }
          },
          "required": ["month", "office", "service_type", "planned", "annexed"]
        },
        {
          "properties": {
            "note": { "description": "Whether a service type is exchanged is not known: its lines stay, and nobody receives anything because of them.", "const": "undecided" },
            "month": { "title": "対象年月", "$ref": "#/$defs/month" },
            "office": { "$ref": "#/$defs/office" },
            "service_type": { "description": "null where the code has none.", "anyOf": [{ "$ref": "#/$defs/service_type" }, { "type": "null" }] },
            "planned": { "description": "How many lines of 第6表.", "$ref": "#/$defs/count" },
            "annexed": { "description": "How many rows of 第7表.", "$ref": "#/$defs/count" }
          },
          "required": ["month", "office", "service_type", "planned", "annexed"]
        },
        {
          "properties": {
            "note": { "description": "A service of the sender itself: nothing is sent for it.", "const": "own_service" },
            "month": { "title": "対象年月", "$ref": "#/$defs/month" },
            "service_type": { "$ref": "#/$defs/service_type" }
          },
          "required": ["month", "service_type"]
        },
        {
          "properties": {
            "note": { "description": "The grand total of 第7表 counts rows that were left out; it was not changed.", "const": "grand_total" },
            "month": { "title": "対象年月", "$ref": "#/$defs/month" }
          },
          "required": ["month"]
        },
        {
          "properties": {
            "note": { "description": "第2表 names an office whose service type nobody says: the care plan is not sent there.", "const": "unknown_receiver" },
            "office": { "$ref": "#/$defs/office" }
          },
          "required": ["office"]
        },
        { "properties": { "note": { "description": "The person is in no unit.", "const": "not_sent" } } }
      ],
      "unevaluatedProperties": false
    },
    "count": { "type": "integer", "minimum": 0 },
    "office": { "title": "サービス事業者コード", "description": "As it stands in the forms.", "type": "string", "minLength": 1, "maxLength": 10 },
    "service_type": { "title": "サービス種類コード", "type": "string", "minLength": 2, "maxLength": 2 },
@common,
@check_report
  }
}
"##;

pub(super) fn send() -> String {
    let common = members(&[ENDPOINT, TIMESTAMP, MONTH, FILE_NAME]);
    filled(SEND, &[("@common", common), ("@check_report", check_report())])
}

/// A whole schema as a member of `$defs`, which is referred to by its `$id`.
pub(super) fn embedded(key: &str, schema: &str) -> String {
    format!("    \"{key}\": {}", schema.trim_end().replace('\n', "\n    "))
}

/// The schema of the report of the rules, which is that of another crate.
pub(super) fn check_report() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../careplan-rules/schema/check-report.schema.json");
    embedded("check_report", &fs::read_to_string(path).unwrap())
}
