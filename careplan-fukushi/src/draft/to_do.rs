//! What is left for the specialist, and the plan when enough is there.

use super::EquipmentPlanDraft;
use super::value::{Carry, DraftRecord};
use crate::plan::{EquipmentPlan, RecordKind};
use careplan_model::{Fault, FormOf, Item, ItemSource, LayoutFamily};
use core::fmt;

/// Why something is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Why {
    /// It must be there, and is blank: without it there is no plan.
    Required,
    /// What was carried over is no value of it, such as a hundredth need: without a change there is no plan.
    Invalid,
    /// It should be there (必要), and is blank.
    Wanted,
    /// No care plan has it; the specialist finds it out or decides it.
    NoSource,
    /// It is a text to begin with.
    Rewrite,
    /// The wishes are not told apart yet.
    ConfirmSplit,
    /// The care plan says nothing of equipment of this office.
    NothingPlanned,
}

impl Why {
    /// The same in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Required => "必須ですが、空欄です",
            Self::Invalid => "この項目に入れられない値です",
            Self::Wanted => "必要ですが、空欄です",
            Self::NoSource => "居宅サービス計画にない項目です",
            Self::Rewrite => "下書きです。書き直してください",
            Self::ConfirmSplit => "利用者と家族の意向の区分を確認してください",
            Self::NothingPlanned => "この事業所の福祉用具の記載が居宅サービス計画にありません",
        }
    }
}

/// One thing that is left to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToDo {
    /// The kind of record.
    pub record: RecordKind,
    /// Which of its kind, from 0.
    pub index: usize,
    /// The item; `None` where it is records that are missing.
    pub item: Option<&'static Item>,
    /// Why.
    pub why: Why,
}

#[cfg(feature = "serde")]
impl serde::Serialize for ToDo {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut object = serializer.serialize_struct("ToDo", 5)?;
        object.serialize_field("record", &self.record)?;
        object.serialize_field("index", &self.index)?;
        object.serialize_field("item", &self.item.map(|item| item.number))?;
        object.serialize_field("field", &self.item.map(|item| item.field))?;
        object.serialize_field("why", &self.why)?;
        object.end()
    }
}

impl fmt::Display for ToDo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} record {}", self.record.file_kind().prefix, self.index + 1)?;
        if let Some(item) = self.item {
            write!(f, " No.{} {}", item.number, item.name)?;
        }
        f.write_str(match self.why {
            Why::Required => ": required and blank",
            Why::Invalid => ": no value of this item",
            Why::Wanted => ": wanted and blank",
            Why::NoSource => ": no care plan tells it",
            Why::Rewrite => ": a text to begin with, to be rewritten",
            Why::ConfirmSplit => ": person and family are to be told apart",
            Why::NothingPlanned => ": the care plan has no equipment of this office",
        })
    }
}

impl ToDo {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let item = self.item.map(|item| format!(" 項目No.{}「{}」", item.number, item.name));
        let kind = self.record.file_kind().name;
        format!("{kind} {}件目{}：{}", self.index + 1, item.unwrap_or_default(), self.why.japanese())
    }
}

/// What keeps a draft from being a plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} required item(s) are missing or no values; the first: {first}", missing.len(), first = missing.first().map(ToString::to_string).unwrap_or_default())]
pub struct DraftIncomplete {
    /// Never empty.
    pub missing: Vec<ToDo>,
}

impl DraftIncomplete {
    /// The same in Japanese, a line for each.
    pub fn japanese(&self) -> String {
        self.missing.iter().map(ToDo::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// Items of the header that no care plan has (for 要支援 some are filled): consultation, body and environment;
/// precautions, monitoring, explanation, consent.
const NO_SOURCE: [core::ops::RangeInclusive<u8>; 2] = [28..=63, 69..=77];

/// Items of a line that the specialist decides.
const OF_LINE: &[&str] =
    &["tais_code", "notified_code", "equipment_name", "selection_reason", "units", "starts_on"];

/// The key, which needs and lines have from the header.
const KEY: &[&str] = &["csv_version", "insurer", "insured", "plan_date", "provider", "service_type"];

impl EquipmentPlanDraft {
    /// All that is left for the specialist: record by record, item by item.
    pub fn to_do(&self) -> Vec<ToDo> {
        let mut to_do = Vec::new();
        for (index, record) in self.records() {
            let kind = record.kind();
            for item in record.layout().items {
                if let Some(why) = why(record, item) {
                    to_do.push(ToDo { record: kind, index, item: Some(item), why });
                }
            }
            if kind == RecordKind::Need && !has_content(record) {
                let item = record.layout().field("reason");
                to_do.push(ToDo { record: kind, index, item, why: Why::Required });
            }
        }
        let mut none = |record, why| to_do.push(ToDo { record, index: 0, item: None, why });
        if self.needs.is_empty() {
            none(RecordKind::Need, Why::NothingPlanned);
        }
        if self.lines.is_empty() {
            none(RecordKind::Line, Why::NoSource);
        }
        none(RecordKind::Offer, Why::NoSource);
        to_do
    }

    /// The plan, as far as it goes: with needs, and with lines if there are any.
    ///
    /// # Errors
    ///
    /// All required items that are blank, and all whose value is none of the item. What is wanted, and what is only begun, keeps nobody from a plan;
    /// [`to_do`](Self::to_do) lists that too.
    pub fn to_plan(&self) -> Result<EquipmentPlan, DraftIncomplete> {
        let mut missing: Vec<ToDo> = self
            .needs
            .iter()
            .enumerate()
            .filter(|(_, need)| !has_content(need))
            .map(|(index, need)| {
                let item = need.layout().field("reason");
                ToDo { record: RecordKind::Need, index, item, why: Why::Required }
            })
            .collect();
        for (index, record) in self.records() {
            missing.extend(
                record.layout().items.iter().filter(|item| is_invalid(record, item)).map(|item| ToDo {
                    record: record.kind(),
                    index,
                    item: Some(item),
                    why: Why::Invalid,
                }),
            );
        }
        let header = self.form(0, &self.header, &mut missing);
        let needs: Vec<_> =
            self.needs.iter().enumerate().map(|(index, it)| self.form(index, it, &mut missing)).collect();
        let lines: Vec<_> =
            self.lines.iter().enumerate().map(|(index, it)| self.form(index, it, &mut missing)).collect();
        match header {
            Some(header) if missing.is_empty() => {
                let mut plan = EquipmentPlan::new(header);
                plan.needs = needs.into_iter().flatten().collect();
                plan.lines = lines.into_iter().flatten().collect();
                Ok(plan)
            }
            _ => {
                missing.sort_by_key(|it| (it.record, it.index, it.item.map(|item| item.number)));
                missing.dedup();
                Err(DraftIncomplete { missing })
            }
        }
    }

    /// A record as a form; what it lacks of its own is noted. What the header lacks of the key is noted there.
    fn form<F: FormOf<String>>(
        &self,
        index: usize,
        record: &DraftRecord,
        missing: &mut Vec<ToDo>,
    ) -> Option<F> {
        let is_header = record.kind() == RecordKind::Header;
        let mut texts = record.texts();
        if !is_header {
            for (text, item) in texts.iter_mut().zip(record.layout().items) {
                if KEY.contains(&item.field) {
                    *text = self.header.text(item.field).unwrap_or_default();
                }
            }
        }
        match ItemSource::read_form(&texts, LayoutFamily::V4) {
            Ok(form) => Some(form),
            Err(errors) => {
                let own = errors.errors.iter().filter(|error| is_header || !KEY.contains(&error.item.field));
                missing.extend(own.map(|error| {
                    let why = if error.fault == Fault::Missing { Why::Required } else { Why::Invalid };
                    ToDo { record: record.kind(), index, item: Some(error.item), why }
                }));
                None
            }
        }
    }
}

/// One of reason and goal must be there.
fn has_content(need: &DraftRecord) -> bool {
    need.get("reason").is_some() || need.get("goal").is_some()
}

/// Numbers of needs and lines, which have two digits: (field, the least).
const NUMBERS: &[(&str, i32)] = &[("need_no", 1), ("line_no", 1), ("care_plan_need_no", 0)];

/// Whether an item has a value that is none of it.
fn is_invalid(record: &DraftRecord, item: &Item) -> bool {
    record.text(item.field).is_some_and(|text| {
        let is_outside = |least: i32| !text.parse().is_ok_and(|number| (least..=99).contains(&number));
        item.check(text).is_err()
            || NUMBERS.iter().any(|(field, least)| *field == item.field && is_outside(*least))
    })
}

fn why(record: &DraftRecord, item: &'static Item) -> Option<Why> {
    if is_invalid(record, item) {
        return Some(Why::Invalid);
    }
    if let Some(value) = record.get(item.field) {
        return (value.carry == Carry::Seed).then_some(Why::Rewrite);
    }
    let of_key = record.kind() != RecordKind::Header && KEY.contains(&item.field);
    if of_key {
        return None;
    }
    if item.required {
        return Some(Why::Required);
    }
    match record.kind() {
        RecordKind::Header if item.field == "user_wishes" => {
            let is_open = record.get("wishes_source").is_some() && record.get("wishes_split").is_none();
            is_open.then_some(Why::ConfirmSplit)
        }
        RecordKind::Header if NO_SOURCE.iter().any(|range| range.contains(&item.number)) => {
            Some(Why::NoSource)
        }
        RecordKind::Line if OF_LINE.contains(&item.field) => Some(Why::NoSource),
        _ => item.needed.then_some(Why::Wanted),
    }
}
