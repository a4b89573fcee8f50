//! The reports of the examples that take files over and move them to 4.1.

use super::exchange::embedded;
use super::{ENDPOINT, FILE_NAME, MONTH, TIMESTAMP, filled, held, members, prefixes};
use crate::layout::quoted;
use careplan_model::{Edition, FormKind, kind};

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
