//! The reports of the examples about files of the standard.

use super::{ENDPOINT, FILE_NAME, MONTH, TIMESTAMP, filled, held, members, prefixes, reference};
use crate::layout::{Values, definitions, quoted};
use careplan_model::{AnyForm, Edition, FormKind, Layout, kind};
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
fn embedded(key: &str, schema: &str) -> String {
    format!("    \"{key}\": {}", schema.trim_end().replace('\n', "\n    "))
}

/// The schema of the report of the rules, which is that of another crate.
pub(super) fn check_report() -> String {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../careplan-rules/schema/check-report.schema.json");
    embedded("check_report", &fs::read_to_string(path).unwrap())
}

const LEDGER: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:ledger-report:1",
  "title": "Report of ledger",
  "description": "What each unit of sending changed, and what every receiver holds in the end. It holds personal data only if asked for (--show-personal).",
  "type": "object",
  "properties": {
    "units": { "description": "The units that were applied, in the order of processing.", "type": "array", "items": { "$ref": "#/$defs/unit" } },
    "held": { "description": "What there is in the end, by receiver.", "type": "array", "items": { "$ref": "#/$defs/held" } },
    "problems": { "description": "What could not be read, and was not applied.", "type": "array", "items": { "type": "string", "minLength": 1 } }
  },
  "required": ["units", "held", "problems"],
  "additionalProperties": false,
  "$defs": {
    "unit": {
      "title": "送信単位",
      "description": "A unit that was applied.",
      "type": "object",
      "properties": {
        "timestamp": { "$ref": "#/$defs/timestamp" },
        "sender": { "title": "送信元", "$ref": "#/$defs/endpoint" },
        "receiver": { "title": "送信先", "$ref": "#/$defs/endpoint" },
        "files": { "description": "Its files, by their names.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/file_name" } },
        "changes": { "description": "What happened to each entry that the unit is about: first its deletions, then the rest.", "type": "array", "items": { "$ref": "#/$defs/change" } },
        "notes": { "description": "What was not as the standard has it, and what was done then.", "type": "array", "items": { "type": "string", "minLength": 1 } }
      },
      "required": ["timestamp", "sender", "receiver", "files", "changes", "notes"],
      "additionalProperties": false
    },
    "change": {
      "type": "object",
      "properties": {
        "person": { "$ref": "#/$defs/person" },
        "entry": { "$ref": "#/$defs/entry" },
        "effect": {
          "description": "added: it was not held before; replaced: something of it is different now; removed: by a deletion; unchanged: the unit brought what was held already; not_held: a deletion of what is not held; outdated: what is held came from a newer unit and stays.",
          "enum": ["added", "replaced", "removed", "unchanged", "not_held", "outdated"]
        },
        "parts": { "description": "What happened to the records of each kind; none if the entry was not held and not added.", "type": "array", "items": { "$ref": "#/$defs/part_change" } }
      },
      "required": ["person", "entry", "effect", "parts"],
      "additionalProperties": false
    },
    "part_change": {
      "type": "object",
      "properties": {
        "kind": { "$ref": "#/$defs/kind" },
        "before": { "description": "How many records were held before.", "type": "integer", "minimum": 0 },
        "after": { "description": "How many are held now.", "type": "integer", "minimum": 0 },
        "effect": {
          "description": "left_out: removed, as a newer unit replaced the entry and has none; deleted: by a deletion that names them; cascaded: removed with those that they depend on; the others as of the entry.",
          "enum": ["added", "replaced", "unchanged", "outdated", "left_out", "deleted", "cascaded"]
        }
      },
      "required": ["kind", "before", "after", "effect"],
      "additionalProperties": false
    },
    "held": {
      "type": "object",
      "properties": {
        "receiver": { "title": "送信先", "$ref": "#/$defs/endpoint" },
        "entries": { "description": "What it holds, entry by entry.", "type": "array", "items": { "$ref": "#/$defs/held_entry" } },
        "ledger": { "description": "All that is held, as the ledger writes it and reads it back; there only when asked for.", "$ref": "urn:careplan-model:ledger:1" }
      },
      "required": ["receiver", "entries"],
      "additionalProperties": false
    },
    "held_entry": {
      "type": "object",
      "properties": {
        "person": { "$ref": "#/$defs/person" },
        "entry": { "$ref": "#/$defs/entry" },
        "parts": { "description": "The records of each kind.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/held_part" } }
      },
      "required": ["person", "entry", "parts"],
      "additionalProperties": false
    },
    "held_part": {
      "type": "object",
      "properties": {
        "kind": { "$ref": "#/$defs/kind" },
        "records": { "description": "How many records there are; of pictures, how many files.", "type": "integer", "minimum": 1 },
        "from": { "description": "The unit that they came in.", "$ref": "#/$defs/file_name" }
      },
      "required": ["kind", "records", "from"],
      "additionalProperties": false
    },
    "person": {
      "title": "利用者",
      "description": "The number of the person in this report, from 1; or 被保険者番号 and 保険者番号, when asked for.",
      "x-personal": true,
      "type": "string",
      "pattern": "^(利用者[1-9][0-9]*|person [1-9][0-9]*|被保険者番号 [0-9A-Z]{10}（保険者 [0-9]{6}）|insured [0-9A-Z]{10} \\(insurer [0-9]{6}\\))$"
    },
    "entry": { "description": "What it is, with its date or month, in the language of the report.", "type": "string", "minLength": 1 },
    "kind": { "description": "The prefix of a kind of file.", "enum": [@kinds] },
@common,
@ledger
  }
}
"##;

pub(super) fn ledger() -> String {
    let lines = [
        ("@kinds", prefixes(held())),
        ("@common", members(&[ENDPOINT, TIMESTAMP, FILE_NAME])),
        ("@ledger", embedded("ledger", &super::ledger())),
    ];
    filled(LEDGER, &lines)
}

const UPGRADE: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:upgrade-report:1",
  "title": "Report of upgrade",
  "description": "What became of each unit of sending, and of each other file. It holds no personal data.",
  "type": "array",
  "items": { "$ref": "#/$defs/done" },
  "$defs": {
    "done": {
      "description": "A unit of sending, or another file.",
      "type": "object",
      "properties": {
        "status": { "description": "upgraded: moved to 4.1; copied: as it was; not-upgraded: it cannot be moved; failed: a file cannot be read or written.", "enum": ["upgraded", "copied", "not-upgraded", "failed"] },
        "sender": { "title": "送信元", "description": "null for a file that is of no unit.", "anyOf": [{ "$ref": "#/$defs/side" }, { "type": "null" }] },
        "receiver": { "title": "送信先", "description": "null for a file that is of no unit.", "anyOf": [{ "$ref": "#/$defs/side" }, { "type": "null" }] },
        "files": { "description": "Below the folder: as they are in OUT_DIR, or as they were if they are not there.", "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } },
        "from": { "title": "CSVバージョン", "description": "The editions that the records were of, oldest first.", "type": "array", "items": { "enum": [@editions] } },
        "to_add": { "description": "What a person must add, or know.", "type": "array", "items": { "$ref": "#/$defs/to_add" } },
        "problems": { "description": "Why it is not in OUT_DIR.", "type": "array", "items": { "$ref": "#/$defs/problem" } }
      },
      "required": ["status", "sender", "receiver", "files", "from", "to_add", "problems"],
      "additionalProperties": false,
      "allOf": [
        {
          "if": { "properties": { "status": { "enum": ["upgraded", "copied"] } } },
          "then": { "properties": { "problems": { "maxItems": 0 } } },
          "else": { "properties": { "problems": { "minItems": 1 } } }
        },
        {
          "if": { "properties": { "status": { "enum": ["copied", "not-upgraded", "failed"] } } },
          "then": { "properties": { "from": { "maxItems": 0 }, "to_add": { "maxItems": 0 } } },
          "else": { "properties": { "sender": { "type": "string" }, "receiver": { "type": "string" } } }
        }
      ]
    },
    "side": { "description": "事業所番号, and サービス種類コード (not in names of 3.x).", "type": "string", "pattern": "^[0-9A-Z]{10}(_([0-9A-Z]{2}|[0-9]{3}))?$" },
    "to_add": {
      "description": "Something that edition 4.1 wants and the unit does not have, or that a person has to know.",
      "type": "object",
      "properties": {
        "what": { "description": "What it is, by its id.", "$ref": "#/$defs/what" },
        "place": { "$ref": "#/$defs/place" },
        "note": { "description": "Whether it only has to be known or confirmed, and nothing has to be filled in.", "type": "boolean" },
        "message": { "description": "Where and what, in the language of the report.", "type": "string", "minLength": 1 }
      },
      "required": ["what", "place", "note", "message"],
      "additionalProperties": false
    },
    "what": {
      "type": "object",
      "required": ["id"],
      "oneOf": [
        {
          "properties": {
            "id": { "description": "table3: 第3表 of the person; product-code: TAISコード or 福祉用具届出コード; equipment-name: 用具名称（機種名）; image-name: the name of the picture was kept, check it.", "enum": ["table3", "product-code", "equipment-name", "image-name"] }
          }
        },
        {
          "properties": {
            "id": { "description": "明細判別コード: several rental lines share service code and units.", "const": "discriminator" },
            "lines": { "description": "How many, this one included.", "type": "integer", "minimum": 2 }
          },
          "required": ["lines"]
        },
        {
          "properties": {
            "id": { "description": "The month lies before the first one of 4.1.", "const": "service-month" },
            "month": { "title": "対象年月", "$ref": "#/$defs/month" }
          },
          "required": ["month"]
        }
      ],
      "unevaluatedProperties": false
    },
    "place": {
      "description": "Where: a file, a record of it, an item of the record.",
      "type": "object",
      "properties": {
        "file": { "description": "The prefix of the kind of file.", "enum": [@kinds] },
        "record": { "description": "From 1; null for the whole file.", "type": ["integer", "null"], "minimum": 1 },
        "item": { "description": "null for the whole record.", "anyOf": [{ "$ref": "#/$defs/item" }, { "type": "null" }] }
      },
      "required": ["file", "record", "item"],
      "additionalProperties": false
    },
    "item": {
      "description": "An item of the layout.",
      "type": "object",
      "properties": {
        "number": { "title": "項目No.", "description": "In edition 4.1.", "type": "integer", "minimum": 1 },
        "name": { "title": "項目名", "type": "string", "minLength": 1 },
        "field": { "description": "Its key in the JSON of forms.", "type": "string", "pattern": "^[a-z][a-z0-9_]*$" }
      },
      "required": ["number", "name", "field"],
      "additionalProperties": false
    },
    "problem": {
      "description": "A reason why it is not in OUT_DIR.",
      "type": "object",
      "properties": {
        "id": {
          "description": "service-type-unknown, version-unknown, name-impossible: the unit cannot be of 4.1; renamed: a file of it was renamed; incomplete: a file of it cannot be opened; unreadable: a file cannot be read; not-written: a file cannot be written; name: no file name of the standard; link: a folder behind a link.",
          "enum": ["service-type-unknown", "version-unknown", "name-impossible", "renamed", "incomplete", "unreadable", "not-written", "name", "link"]
        },
        "message": { "description": "In the language of the report.", "type": "string", "minLength": 1 }
      },
      "required": ["id", "message"],
      "additionalProperties": false
    },
@common
  }
}
"##;

pub(super) fn upgrade() -> String {
    let editions: Vec<String> =
        Edition::ALL.into_iter().map(|edition| quoted(&edition.version().to_string())).collect();
    // Where a line can lack a code, a plan its 第3表, a month its edition, and a picture its name.
    let can_lack =
        |kind: &&'static FormKind| kind.has_month || **kind == kind::TABLE1 || **kind == kind::BASIC_INFO;
    let lines = [
        ("@kinds", prefixes(kind::STANDARD.iter().copied().filter(can_lack))),
        ("@editions", editions.join(", ")),
        ("@common", members(&[MONTH])),
    ];
    filled(UPGRADE, &lines)
}
