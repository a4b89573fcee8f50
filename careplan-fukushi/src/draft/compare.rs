//! A draft beside the plan at hand, or beside an older draft: what differs. Nothing is changed by it.

use super::EquipmentPlanDraft;
use super::value::{Carry, DraftRecord, DraftValue, texts};
use crate::plan::{EquipmentPlan, RecordKind};
use careplan_model::Item;
use core::fmt;

/// How a value differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum ChangedHow {
    /// The care plan says something else now than stands in the plan: the item is copied, so that the source was
    /// changed, or the plan was.
    Differs,
    /// The item is the specialist's to rewrite, and was rewritten, or its source was changed.
    Rewritten,
    /// The care plan has it, the plan does not.
    Added,
    /// The plan has it from the care plan, which does not have it (any more).
    Gone,
}

impl ChangedHow {
    /// The same in Japanese.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Differs => "居宅サービス計画と一致しません",
            Self::Rewritten => "下書きと異なります",
            Self::Added => "居宅サービス計画にあり、手元の計画にありません",
            Self::Gone => "手元の計画にあり、居宅サービス計画にありません",
        }
    }
}

/// One difference. It holds no values: the draft and the plan have them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The kind of record.
    pub record: RecordKind,
    /// Which of the draft's, from 0; `None` if it has none.
    pub in_draft: Option<usize>,
    /// Which of the other's, from 0; `None` if it has none.
    pub in_other: Option<usize>,
    /// The item; `None` for a whole need.
    pub item: Option<&'static Item>,
    /// How it differs.
    pub how: ChangedHow,
}

#[cfg(feature = "serde")]
impl serde::Serialize for Changed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct as _;
        let mut object = serializer.serialize_struct("Changed", 5)?;
        object.serialize_field("record", &self.record)?;
        object.serialize_field("in_draft", &self.in_draft)?;
        object.serialize_field("in_other", &self.in_other)?;
        object.serialize_field("field", &self.item.map(|item| item.field))?;
        object.serialize_field("how", &self.how)?;
        object.end()
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.record.file_kind().prefix)?;
        if let Some(index) = self.in_draft.or(self.in_other) {
            write!(f, " record {}", index + 1)?;
        }
        if let Some(item) = self.item {
            write!(f, " No.{} {}", item.number, item.name)?;
        }
        f.write_str(match self.how {
            ChangedHow::Differs => ": not as in the care plan",
            ChangedHow::Rewritten => ": not as in the draft",
            ChangedHow::Added => ": in the care plan only",
            ChangedHow::Gone => ": not in the care plan",
        })
    }
}

impl Changed {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        let index = self.in_draft.or(self.in_other).map(|index| format!(" {}件目", index + 1));
        let item = self.item.map(|item| format!(" 項目No.{}「{}」", item.number, item.name));
        let kind = self.record.file_kind().name;
        format!("{kind}{}{}：{}", index.unwrap_or_default(), item.unwrap_or_default(), self.how.japanese())
    }
}

/// Items of the header that a care plan carries, so that one that is blank now was there before.
const CARRIED: &[&str] = &[
    "care_plan_date",
    "care_office",
    "care_office_name",
    "planner_name",
    "user_name_kana",
    "user_name",
    "user_sex",
    "user_birth_date",
    "user_postal_code",
    "user_address_1",
    "user_address_2",
    "user_phone",
    "certification_status",
    "certified_on",
    "valid_from",
    "valid_until",
    "care_level",
    "wishes_source",
    "support_policy",
];

impl EquipmentPlanDraft {
    /// What differs between this draft, of a care plan that has arrived, and the plan at hand. Needs are found by
    /// the 課題ＮＯ that they came from; lines and candidates are the specialist's and are not looked at.
    ///
    /// Texts that the specialist rewrote differ as a rule ([`ChangedHow::Rewritten`]); whether their source has
    /// changed tells [`since`](Self::since).
    pub fn compare(&self, plan: &EquipmentPlan) -> Vec<Changed> {
        let needs: Vec<_> = plan.needs.iter().map(texts).collect();
        self.differences_to(&texts(&plan.header), &needs)
    }

    /// What has changed in the care plan since an older draft of it, the sources of seeds included.
    pub fn since(&self, older: &Self) -> Vec<Changed> {
        let as_texts = |record: &DraftRecord| -> Vec<Option<String>> {
            let texts = record.texts().into_iter();
            texts.map(|text| (!text.is_empty()).then(|| text.to_owned())).collect()
        };
        let needs: Vec<_> = older.needs.iter().map(as_texts).collect();
        let mut changed = self.differences_to(&as_texts(&older.header), &needs);
        // What a person decided on the wishes is no change of the care plan.
        changed.retain(|it| {
            it.item.is_none_or(|item| !["user_wishes", "family_wishes", "wishes_split"].contains(&item.field))
        });
        changed
    }

    fn differences_to(&self, header: &[Option<String>], needs: &[Vec<Option<String>>]) -> Vec<Changed> {
        let mut changed = Vec::new();
        let places = (RecordKind::Header, Some(0), Some(0));
        items(&self.header, header, places, &mut changed);
        let number_place = self
            .needs
            .first()
            .and_then(|need| need.layout().items.iter().position(|item| item.field == "care_plan_need_no"));
        let number_of = |need: &[Option<String>]| need.get(number_place?)?.clone();
        let mut matched = vec![false; needs.len()];
        for (index, need) in self.needs.iter().enumerate() {
            let number = need.text("care_plan_need_no");
            let other =
                needs.iter().position(|other| number.is_some() && number_of(other).as_deref() == number);
            let places = (RecordKind::Need, Some(index), other);
            match other.and_then(|place| Some((matched.get_mut(place)?, needs.get(place)?))) {
                Some((matched, other)) => {
                    *matched = true;
                    items(need, other, places, &mut changed);
                }
                None => changed.push(whole(places, ChangedHow::Added)),
            }
        }
        for (place, other) in needs.iter().enumerate() {
            // A need of the specialist's own has no 課題ＮＯ.
            let from_care_plan = number_place.is_none() || number_of(other).is_some();
            if from_care_plan && matched.get(place) == Some(&false) {
                changed.push(whole((RecordKind::Need, None, Some(place)), ChangedHow::Gone));
            }
        }
        changed
    }
}

type Places = (RecordKind, Option<usize>, Option<usize>);

fn whole((record, in_draft, in_other): Places, how: ChangedHow) -> Changed {
    Changed { record, in_draft, in_other, item: None, how }
}

/// The items of one record.
fn items(draft: &DraftRecord, other: &[Option<String>], places: Places, changed: &mut Vec<Changed>) {
    for (place, item) in draft.layout().items.iter().enumerate() {
        let other = other.get(place).and_then(Option::as_deref);
        let how = match (draft.get(item.field), other) {
            (Some(value), Some(other)) if value.text != other => differing(value),
            (Some(value), None) if value.carry != Carry::Given => Some(ChangedHow::Added),
            (None, Some(_)) if CARRIED.contains(&item.field) => Some(ChangedHow::Gone),
            _ => None,
        };
        if let Some(how) = how {
            changed.push(Changed { item: Some(item), ..whole(places, how) });
        }
    }
}

fn differing(value: &DraftValue) -> Option<ChangedHow> {
    match value.carry {
        Carry::Copy | Carry::Join => Some(ChangedHow::Differs),
        Carry::Seed | Carry::Split => Some(ChangedHow::Rewritten),
        Carry::Given => None,
    }
}
