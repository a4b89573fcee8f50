//! The reports of the example `fukushi` that have records or files in them. Those of `codes` and `story` have none, and
//! are written by hand.

use super::exchange::check_report;
use super::{ENDPOINT, FILE_NAME, MONTH, TIMESTAMP, filled, members, prefixes};
use crate::layout::definition;
use careplan_fukushi::{EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed};
use careplan_model::{Form, kind};

const DRAFT: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:fukushi-draft-report:1",
  "title": "Report of fukushi draft (provisional)",
  "description": "Plans of equipment that were begun from care plans. It holds personal data. The layout of the plans is this project's own proposal: the official one is not public.",
  "type": "array",
  "items": {
    "description": "A plan that was begun.",
    "type": "object",
    "properties": {
      "unit": { "description": "The unit that the care plan came in, by its ファイル連番.", "$ref": "#/$defs/timestamp" },
      "draft": { "$ref": "#/$defs/draft" },
      "proposed": { "description": "The texts of the proposal, put together; null where there is none.", "anyOf": [{ "$ref": "#/$defs/texts" }, { "type": "null" }] },
      "to_do": { "description": "What is left for the specialist.", "type": "array", "items": { "$ref": "#/$defs/to_do" } }
    },
    "required": ["unit", "draft", "proposed", "to_do"],
    "additionalProperties": false
  },
  "$defs": {
    "draft": {
      "description": "A careplan_fukushi::draft::EquipmentPlanDraft.",
      "type": "object",
      "properties": {
        "header": { "$ref": "#/$defs/EquipmentPlanHeader" },
        "needs": { "description": "One for each 課題 under which equipment of the office stands.", "type": "array", "items": { "$ref": "#/$defs/EquipmentPlanNeed" } },
        "lines": { "description": "Lines, if asked for (--categories).", "type": "array", "items": { "$ref": "#/$defs/EquipmentPlanLine" } },
        "services": { "description": "Which lines of the care plan are equipment.", "type": "array", "items": { "$ref": "#/$defs/service" } },
        "proposed": { "description": "How the wishes could be told apart; null where they carry no labels.", "anyOf": [{ "$ref": "#/$defs/split" }, { "type": "null" }] },
        "differences": { "description": "Where 第1表 and 利用者補足情報 differ.", "type": "array", "items": { "$ref": "#/$defs/difference" } }
      },
      "required": ["header", "needs", "lines", "services", "proposed", "differences"],
      "additionalProperties": false
    },
    "value": {
      "description": "A value, and where it came from.",
      "type": "object",
      "properties": {
        "text": { "description": "In the characters of files: a text verbatim, dates as 20260401.", "type": "string", "minLength": 1 },
        "carry": { "description": "copy: the same meaning; join: the same, from 利用者補足情報 or 利用者基本情報; seed: a text to begin with, to be rewritten; given: said by the caller, or following from it.", "enum": ["copy", "join", "seed", "given"] },
        "sources": { "description": "None for what was given.", "type": "array", "items": { "$ref": "#/$defs/source" } }
      },
      "required": ["text", "carry", "sources"],
      "additionalProperties": false
    },
    "source": {
      "description": "An item of a record of the care plan.",
      "type": "object",
      "properties": {
        "kind": { "description": "The prefix of the kind of file.", "enum": [@sources] },
        "record": { "description": "The record in its file, from 1.", "$ref": "#/$defs/from_one" },
        "item": { "title": "項目No.", "$ref": "#/$defs/from_one" },
        "name": { "title": "項目名", "type": "string", "minLength": 1 }
      },
      "required": ["kind", "record", "item", "name"],
      "additionalProperties": false
    },
    "service": {
      "description": "A line of the care plan that is equipment.",
      "type": "object",
      "properties": {
        "kind": { "description": "The prefix of its kind of file.", "enum": [@services] },
        "record": { "description": "The record in its file, from 1.", "$ref": "#/$defs/from_one" },
        "need_no": { "title": "課題ＮＯ", "description": "As it is written; null where it is blank.", "type": ["string", "null"], "minLength": 1 },
        "concern": { "description": "ours: with the number of the office; unassigned: without a number; of_others: with that of another office.", "enum": ["ours", "unassigned", "of_others"] }
      },
      "required": ["kind", "record", "need_no", "concern"],
      "additionalProperties": false
    },
    "split": {
      "description": "A text in spans: together they are the text.",
      "type": "object",
      "properties": {
        "source": { "description": "The text.", "x-personal": true, "type": "string", "minLength": 1 },
        "spans": { "description": "In their order: one begins where the other ends.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/span" } }
      },
      "required": ["source", "spans"],
      "additionalProperties": false
    },
    "span": {
      "type": "object",
      "properties": {
        "kind": { "description": "label: a label with its marks; person: 利用者の意向; family: 家族の意向; analysis: 課題分析の結果; rest: what belongs to no label.", "enum": ["label", "person", "family", "analysis", "rest"] },
        "range": {
          "description": "Its bytes in the text in UTF-8, from 0.",
          "type": "object",
          "properties": {
            "start": { "description": "The first byte.", "type": "integer", "minimum": 0 },
            "end": { "description": "The byte behind the last.", "type": "integer", "minimum": 0 }
          },
          "required": ["start", "end"],
          "additionalProperties": false
        }
      },
      "required": ["kind", "range"],
      "additionalProperties": false
    },
    "texts": {
      "type": "object",
      "properties": {
        "person": { "title": "利用者の意向", "$ref": "#/$defs/text" },
        "family": { "title": "家族の意向", "$ref": "#/$defs/text" },
        "analysis": { "title": "課題分析の結果", "$ref": "#/$defs/text" },
        "rest": { "title": "区分なし", "$ref": "#/$defs/text" }
      },
      "required": ["person", "family", "analysis", "rest"],
      "additionalProperties": false
    },
    "text": { "description": "null where there is none.", "x-personal": true, "type": ["string", "null"], "minLength": 1 },
    "difference": {
      "description": "Two items of the care plan that say different things.",
      "type": "object",
      "properties": {
        "table1": { "title": "第1表", "$ref": "#/$defs/source" },
        "supplement": { "title": "利用者補足情報", "$ref": "#/$defs/source" }
      },
      "required": ["table1", "supplement"],
      "additionalProperties": false
    },
    "to_do": {
      "description": "One thing that is left to do.",
      "type": "object",
      "properties": {
        "record": { "description": "The kind of record of the plan.", "enum": ["header", "need", "line", "offer"] },
        "index": { "description": "Which of its kind, from 0.", "type": "integer", "minimum": 0 },
        "item": { "title": "項目No.", "description": "null where records are missing as a whole.", "anyOf": [{ "$ref": "#/$defs/from_one" }, { "type": "null" }] },
        "field": { "description": "The key of the item; null likewise.", "type": ["string", "null"], "pattern": "^[a-z][a-z0-9_]*$" },
        "why": { "description": "required: it must be there, and is blank; invalid: the text is no value of it; wanted: it should be there, and is blank; no_source: no care plan has it; rewrite: a text to begin with; confirm_split: the wishes are not told apart yet; nothing_planned: the care plan has no equipment of the office.", "enum": ["required", "invalid", "wanted", "no_source", "rewrite", "confirm_split", "nothing_planned"] }
      },
      "required": ["record", "index", "item", "field", "why"],
      "additionalProperties": false
    },
    "from_one": { "type": "integer", "minimum": 1 },
@common,
@records
  }
}
"##;

pub(super) fn draft() -> String {
    // What is there whatever the care plan says: who it is about, whose plan it is, and the numbers that are given.
    let records = [
        (
            <EquipmentPlanHeader as Form>::LAYOUT,
            &["csv_version", "insurer", "insured", "provider", "service_type", "care_plan_date"][..],
        ),
        (<EquipmentPlanNeed as Form>::LAYOUT, &["need_no"]),
        (<EquipmentPlanLine as Form>::LAYOUT, &["line_no", "supply", "need_nos", "category"]),
    ];
    let value = |_: &_| "\"$ref\": \"#/$defs/value\"".to_owned();
    let records = records
        .map(|(layout, required)| definition(layout, "A record, as far as it is known.", required, value));
    let sources = [
        &kind::TABLE1,
        &kind::TABLE2,
        &kind::TABLE3,
        &kind::USER_SUPPLEMENT,
        &kind::PREVENTIVE_PLAN,
        &kind::PREVENTIVE_SUPPORT,
        &kind::BASIC_INFO,
        &kind::BASIC_INFO_HISTORY,
    ];
    let lines = [
        ("@sources", prefixes(sources)),
        ("@services", prefixes([&kind::TABLE2, &kind::PREVENTIVE_SUPPORT])),
        ("@common", members(&[TIMESTAMP])),
        ("@records", records.join(",\n")),
    ];
    filled(DRAFT, &lines)
}

const TRANSFER: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:fukushi-transfer-report:1",
  "title": "Report of fukushi transfer (provisional)",
  "description": "What became of each line that rents equipment, or why nothing was done. It names no person: lines are told by file and record.",
  "oneOf": [{ "$ref": "#/$defs/done" }, { "$ref": "#/$defs/refused" }],
  "$defs": {
    "done": {
      "type": "object",
      "properties": {
        "written": { "description": "Whether the units that were changed were written: they are, unless the rules find errors.", "type": "boolean" },
        "units": { "description": "The slips that count, in the order in which they were sent.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/unit" } },
        "plan_lines": { "description": "Lines of the plans that no slip has.", "type": "array", "items": { "$ref": "#/$defs/line" } },
        "report": { "description": "What the rules say of the units that were changed.", "$ref": "urn:careplan-rules:check-report:1" }
      },
      "required": ["written", "units", "plan_lines", "report"],
      "additionalProperties": false
    },
    "refused": {
      "description": "The plans or slips cannot be used, or no units can be made of them.",
      "type": "object",
      "properties": {
        "written": { "description": "Nothing was written.", "const": false },
        "problems": { "description": "All that is wrong with them, in Japanese.", "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } }
      },
      "required": ["written", "problems"],
      "additionalProperties": false
    },
    "unit": {
      "title": "送信単位",
      "description": "A slip set (第6表 予定 and 第7表) as it was sent, and what became of it.",
      "type": "object",
      "properties": {
        "sender": { "title": "送信元", "$ref": "#/$defs/endpoint" },
        "receiver": { "title": "送信先", "$ref": "#/$defs/endpoint" },
        "sent": { "description": "When it was sent before.", "$ref": "#/$defs/timestamp" },
        "changed": { "description": "Whether something was filled in, so that it is to be sent again.", "type": "boolean" },
        "files": { "description": "The new names of its files; none if nothing was filled in.", "type": "array", "items": { "$ref": "#/$defs/file_name" } },
        "lines": { "description": "Its lines that rent equipment.", "type": "array", "items": { "$ref": "#/$defs/line" } }
      },
      "required": ["sender", "receiver", "sent", "changed", "files", "lines"],
      "additionalProperties": false,
      "if": { "properties": { "changed": { "const": true } } },
      "then": { "properties": { "files": { "minItems": 1 } } },
      "else": { "properties": { "files": { "maxItems": 0 } } }
    },
    "line": {
      "description": "A careplan_fukushi::transfer::LineResult, with its outcome in words.",
      "type": "object",
      "properties": {
        "place": { "$ref": "#/$defs/place" },
        "against": { "description": "What it was compared with.", "$ref": "#/$defs/list" },
        "month": { "title": "対象年月", "$ref": "#/$defs/month" },
        "counterparts": { "description": "Its counterpart, or the candidates.", "type": "array", "items": { "$ref": "#/$defs/place" } },
        "filled": { "description": "What was filled in; not there if nothing was.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/item" } },
        "notes": {
          "description": "What to look at; not there if there is nothing.",
          "type": "array",
          "minItems": 1,
          "items": { "enum": ["name_differs", "units_differ", "discriminator_differs", "code_written_differently", "both_codes"] }
        },
        "message": { "description": "The outcome in Japanese.", "type": "string", "minLength": 1 }
      },
      "required": ["place", "against", "month", "outcome", "counterparts", "message"],
      "oneOf": [
        {
          "properties": {
            "outcome": {
              "description": "filled: items were filled in; equal: both sides say the same; no_code: the plan names no product; ambiguous: the counterpart cannot be told; conflicting: the plan has another product.",
              "enum": ["filled", "equal", "no_code", "ambiguous", "conflicting"]
            }
          }
        },
        {
          "properties": {
            "outcome": { "description": "It has no counterpart.", "const": "without_counterpart" },
            "reason": {
              "description": "no_other: the other side has nothing of the person, office and month; other_service: no line of the service code; other_units: none of the units; surplus: fewer lines; no_service_code: the line of the plan has none; other_key: it has another key than its plan.",
              "enum": ["no_other", "other_service", "other_units", "surplus", "no_service_code", "other_key"]
            }
          },
          "required": ["reason"]
        },
        {
          "properties": {
            "outcome": { "description": "It has no part in the transfer.", "const": "not_concerned" },
            "reason": { "description": "The slip is of an edition before 4.0, which has no items for it.", "const": "old_edition" }
          },
          "required": ["reason"]
        }
      ],
      "unevaluatedProperties": false
    },
    "place": {
      "description": "Where a line stands.",
      "type": "object",
      "properties": {
        "kind": { "$ref": "#/$defs/list" },
        "record": { "description": "From 1; of the plans over all of them in their order.", "type": "integer", "minimum": 1 }
      },
      "required": ["kind", "record"],
      "additionalProperties": false
    },
    "list": { "description": "plan: the lines of the plans (UPFYOGU_ITEM); table6: 第6表 予定 (UPPLAN); table7: 第7表 (UPSIKYU).", "enum": ["plan", "table6", "table7"] },
    "item": {
      "description": "An item that was blank, and its value now: just one.",
      "type": "object",
      "properties": {
        "tais_code": { "title": "TAISコード", "type": "string", "minLength": 1 },
        "notified_code": { "title": "福祉用具届出コード", "type": "string", "minLength": 1 },
        "equipment_name": { "title": "用具名称（機種名）", "type": "string", "minLength": 1 },
        "discriminator": { "title": "明細判別コード", "type": "integer", "minimum": 1, "maximum": 99 }
      },
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false
    },
@common,
@check_report
  }
}
"##;

pub(super) fn transfer() -> String {
    let common = members(&[ENDPOINT, TIMESTAMP, MONTH, FILE_NAME]);
    filled(TRANSFER, &[("@common", common), ("@check_report", check_report())])
}
