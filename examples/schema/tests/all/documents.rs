//! The documents that are printed: each stands by itself, so that any validator takes it. Lines with `@` are filled in.

mod exchange;
mod fukushi;
mod taking;

use super::layout::{Values, definitions, quoted};
use careplan_fukushi::{EquipmentOffer, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlanNeed};
use careplan_model::{AnyForm, Form, FormKind, Layout, kind};

/// Name and text of every document.
pub(super) fn all() -> Vec<(&'static str, String)> {
    vec![
        ("forms.schema.json", forms()),
        ("ledger.schema.json", ledger()),
        ("persons.schema.json", persons()),
        ("equipment-plan.schema.json", equipment_plan()),
        ("show-report.schema.json", exchange::show()),
        ("send-report.schema.json", exchange::send()),
        ("ledger-report.schema.json", taking::ledger()),
        ("upgrade-report.schema.json", taking::upgrade()),
        ("fukushi-draft-report.schema.json", fukushi::draft()),
        ("fukushi-transfer-report.schema.json", fukushi::transfer()),
    ]
}

/// A template with its lines filled in.
fn filled(template: &str, lines: &[(&str, String)]) -> String {
    let text =
        lines.iter().fold(template.trim_start().to_owned(), |text, (mark, with)| text.replace(mark, with));
    assert!(!text.contains('@'), "a line that is not filled in");
    text
}

fn reference(form: &str) -> String {
    format!("{{ \"$ref\": \"#/$defs/{form}\" }}")
}

/// The prefixes of kinds as members of `enum`.
fn prefixes<'k>(kinds: impl IntoIterator<Item = &'k FormKind>) -> String {
    kinds.into_iter().map(|kind| quoted(kind.prefix)).collect::<Vec<_>>().join(", ")
}

/// The kinds that a receiver holds.
fn held() -> impl Iterator<Item = &'static FormKind> {
    kind::STANDARD.iter().copied().filter(|kind| !kind.is_deletion())
}

// What several documents have alike.

const ENDPOINT: &str = r#"
    "endpoint": {
      "title": "事業所",
      "description": "One side of an exchange: 事業所番号, and サービス種類コード (not in names of 3.x).",
      "type": "object",
      "properties": {
        "office": { "title": "事業所番号", "type": "string", "pattern": "^[0-9A-Z]{10}$" },
        "service": { "title": "サービス種類コード", "type": "string", "pattern": "^([0-9A-Z]{2}|[0-9]{3})$" }
      },
      "required": ["office"],
      "additionalProperties": false
    }"#;

const TIMESTAMP: &str = r#"
    "timestamp": { "title": "ファイル連番", "description": "YYYYMMDDHHMMSS.", "type": "string", "pattern": "^[0-9]{14}$" }"#;

const MONTH: &str = r#"
    "month": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$" }"#;

const FILE_NAME: &str = r#"
    "file_name": {
      "description": "A file name of the standard; as from, that of the first file of the unit.",
      "type": "string",
      "pattern": "^(UP|DLT)[0-9A-Z_]+\\.[A-Za-z]{3}$"
    }"#;

/// Members of `$defs`, one after the other.
fn members(members: &[&str]) -> String {
    members.iter().map(|member| member.trim_start_matches('\n')).collect::<Vec<_>>().join(",\n")
}

const FORMS: &str = r#"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-model:forms:1",
  "title": "A record of ケアプランデータ連携標準仕様 4.1",
  "description": "One of the sixteen forms; the kind of the file says which. To check one form, refer to its definition. Blank items are left out.",
  "anyOf": [
@any
  ],
  "$defs": {
@forms
  }
}
"#;

fn forms() -> String {
    let layouts = AnyForm::<String>::LAYOUTS;
    let any: Vec<String> = layouts.iter().map(|it| format!("    {}", reference(it.form))).collect();
    filled(FORMS, &[("@any", any.join(",\n")), ("@forms", definitions(layouts, Values::Right))])
}

const LEDGER: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-model:ledger:1",
  "title": "Ledger",
  "description": "What one receiver holds, as careplan_model::Ledger is written and read: an entry for each key. It holds personal data.",
  "type": "array",
  "items": {
    "type": "object",
    "properties": { "key": { "$ref": "#/$defs/key" }, "parts": { "$ref": "#/$defs/parts" } },
    "required": ["key", "parts"],
    "additionalProperties": false
  },
  "$defs": {
    "key": {
      "description": "What an entry is about: just one of these.",
      "type": "object",
      "properties": {
        "plan": { "title": "居宅サービス計画", "$ref": "#/$defs/plan_key" },
        "month": { "title": "サービス利用票", "$ref": "#/$defs/month_key" },
        "actual": { "title": "実績", "$ref": "#/$defs/actual_key" },
        "consultation": { "title": "利用者基本情報", "$ref": "#/$defs/consultation_key" },
        "preventive_plan": { "title": "介護予防サービス・支援計画書", "$ref": "#/$defs/plan_key" }
      },
      "minProperties": 1,
      "maxProperties": 1,
      "additionalProperties": false
    },
    "plan_key": {
      "type": "object",
      "properties": { "person": { "$ref": "#/$defs/person" }, "plan_date": { "$ref": "#/$defs/date" } },
      "required": ["person", "plan_date"],
      "additionalProperties": false
    },
    "month_key": {
      "type": "object",
      "properties": { "person": { "$ref": "#/$defs/person" }, "service_month": { "$ref": "#/$defs/month" } },
      "required": ["person", "service_month"],
      "additionalProperties": false
    },
    "actual_key": {
      "type": "object",
      "properties": {
        "person": { "$ref": "#/$defs/person" },
        "service_month": { "$ref": "#/$defs/month" },
        "provider": { "title": "サービス事業者コード", "type": "string", "pattern": "^[0-9A-Z]{10}$" },
        "service_type": { "title": "サービス種類コード", "type": "string", "pattern": "^[0-9A-Z]{2}$" }
      },
      "required": ["person", "service_month", "provider", "service_type"],
      "additionalProperties": false
    },
    "consultation_key": {
      "type": "object",
      "properties": { "person": { "$ref": "#/$defs/person" }, "consulted_on": { "$ref": "#/$defs/date" } },
      "required": ["person", "consulted_on"],
      "additionalProperties": false
    },
    "person": {
      "title": "利用者",
      "type": "object",
      "properties": {
        "insurer": { "title": "保険者番号", "type": "string", "pattern": "^[0-9]{6}$" },
        "insured": { "title": "被保険者番号", "x-personal": true, "type": "string", "pattern": "^([0-9]{10}|H[0-9]{9})$" }
      },
      "required": ["insurer", "insured"],
      "additionalProperties": false
    },
    "date": { "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
@common,
    "parts": {
      "description": "What is held, by the prefix of the file that it came in.",
      "type": "object",
      "properties": {
@parts
      },
      "minProperties": 1,
      "additionalProperties": false
    },
@forms
  }
}
"##;

fn ledger() -> String {
    let held: Vec<&FormKind> = held().collect();
    let parts: Vec<String> = held.iter().map(|kind| part(kind)).collect();
    let lines = [
        ("@common", members(&[MONTH, FILE_NAME])),
        ("@parts", parts.join(",\n")),
        ("@forms", definitions(&layouts_of(&held), Values::Right)),
    ];
    filled(LEDGER, &lines)
}

/// The layouts of these kinds, each once.
fn layouts_of(kinds: &[&FormKind]) -> Vec<&'static Layout> {
    let is_one = |layout: &&Layout| kinds.iter().any(|kind| kind.layout == Some(*layout));
    AnyForm::<String>::LAYOUTS.iter().copied().filter(is_one).collect()
}

const PART: &str = r##"
        "@prefix": {
          "title": @name,
          "type": "object",
          "properties": {
            "from": { "$ref": "#/$defs/file_name" },
            "records": { "type": "array", "minItems": 1, "items": @items }
          },
          "required": ["from", "records"],
          "additionalProperties": false
        }"##;

fn part(kind: &FormKind) -> String {
    // Of pictures only the names are held.
    let items = kind.layout.map_or("file_name", |layout| layout.form);
    let lines =
        [("@prefix", kind.prefix.to_owned()), ("@name", quoted(kind.name)), ("@items", reference(items))];
    format!("        {}", filled(PART, &lines))
}

const PERSONS: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-examples:persons:1",
  "title": "Persons to send",
  "description": "The input of the example program send; each element of persons is a careplan_model::PersonForms.",
  "type": "object",
  "properties": {
    "sender": { "$ref": "#/$defs/endpoint" },
    "timestamp": {
      "title": "ファイル連番",
      "description": "That of the first unit to each receiver: YYYYMMDDHHMMSS.",
      "type": "string",
      "pattern": "^[0-9]{14}$"
    },
    "edition": {
      "title": "CSVバージョン",
      "description": "The edition that all records have to be of.",
      "type": "string",
      "pattern": "^[0-9]{6}$"
    },
    "persons": { "type": "array", "items": { "$ref": "#/$defs/person" } }
  },
  "required": ["sender", "timestamp", "persons"],
  "additionalProperties": false,
  "$defs": {
@endpoint,
    "person": {
      "description": "All that a planning office has of one person: whole months, every provider's lines.",
      "type": "object",
      "properties": {
@kinds,
        "receivers": {
          "description": "Who gets the care plan besides the providers of 第6表.",
          "type": "array",
          "items": { "$ref": "#/$defs/endpoint" }
        }
      },
      "additionalProperties": false
    },
@forms
  }
}
"##;

fn persons() -> String {
    let kinds: [&FormKind; 6] =
        [&kind::TABLE1, &kind::TABLE2, &kind::TABLE3, &kind::USER_SUPPLEMENT, &kind::PLAN, &kind::TABLE7];
    let of = |kind: &&FormKind| {
        let form = reference(kind.layout?.form);
        let (prefix, name) = (quoted(kind.prefix), quoted(kind.name));
        // The program takes one record without its array too.
        let shape = format!("\"anyOf\": [{{ \"type\": \"array\", \"items\": {form} }}, {form}]");
        Some(format!("        {prefix}: {{ \"title\": {name}, {shape} }}"))
    };
    let forms: Vec<String> = kinds.iter().filter_map(of).collect();
    let lines = [
        ("@endpoint", members(&[ENDPOINT])),
        ("@kinds", forms.join(",\n")),
        ("@forms", definitions(&layouts_of(&kinds), Values::Right)),
    ];
    filled(PERSONS, &lines)
}

const EQUIPMENT_PLAN: &str = r##"
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:careplan-fukushi:equipment-plan:1",
  "title": "福祉用具サービス計画書 (provisional)",
  "description": "A careplan_fukushi::EquipmentPlan. The layout is this project's own proposal: the official one is not public.",
  "type": "object",
  "properties": {
    "header": { "$ref": "#/$defs/EquipmentPlanHeader" },
    "needs": { "type": "array", "items": { "$ref": "#/$defs/EquipmentPlanNeed" } },
    "lines": { "type": "array", "items": { "$ref": "#/$defs/EquipmentPlanLine" } },
    "offers": { "type": "array", "items": { "$ref": "#/$defs/EquipmentOffer" } }
  },
  "required": ["header"],
  "additionalProperties": false,
  "$defs": {
@forms
  }
}
"##;

fn equipment_plan() -> String {
    let layouts: [&Layout; 4] = [
        <EquipmentPlanHeader as Form>::LAYOUT,
        <EquipmentPlanNeed as Form>::LAYOUT,
        <EquipmentPlanLine as Form>::LAYOUT,
        <EquipmentOffer as Form>::LAYOUT,
    ];
    filled(EQUIPMENT_PLAN, &[("@forms", definitions(&layouts, Values::Right))])
}
