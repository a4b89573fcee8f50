//! What the specialist adds to the draft, as a file: texts that were typed in, lines and candidates as forms.

use careplan_fukushi::draft::{EquipmentPlanDraft, WishesDecision};
use careplan_fukushi::{EquipmentOffer, EquipmentPlan, EquipmentPlanLine};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Additions {
    pub(super) plan_date: String,
    pub(super) office_name: String,
    pub(super) specialist_name: String,
    wishes: Wishes,
    /// Items of the header in the characters of files, by the names of their fields.
    header: BTreeMap<String, String>,
    /// The same for needs, by 利用目標ＮＯ.
    needs: BTreeMap<String, BTreeMap<String, String>>,
    lines: Vec<EquipmentPlanLine>,
    offers: Vec<EquipmentOffer>,
}

/// What the specialist decided on the wishes, having read what the program proposes.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wishes {
    AsProposed,
    NotSplit,
}

impl Additions {
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let at = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let bytes = fs::read(path).map_err(|error| at(&error))?;
        serde_json::from_slice(&bytes).map_err(|error| at(&error))
    }

    /// How many texts were typed in, needs included.
    pub(super) fn text_count(&self) -> usize {
        self.header.len() + self.needs.values().map(BTreeMap::len).sum::<usize>()
    }

    /// Makes the plan of a draft: all that was carried over stays, but for what is rewritten here.
    pub(super) fn complete(&self, draft: &mut EquipmentPlanDraft) -> Result<EquipmentPlan, String> {
        let decision = match self.wishes {
            Wishes::AsProposed => WishesDecision::AsProposed,
            Wishes::NotSplit => WishesDecision::NotSplit,
        };
        draft.confirm_split(decision).map_err(|error| error.japanese().to_owned())?;
        for (field, text) in &self.header {
            draft
                .header_mut()
                .write(field, text)
                .map_err(|error| format!("{field}: {}", error.japanese()))?;
        }
        for need in draft.needs_mut() {
            let Some(texts) = need.text("need_no").and_then(|number| self.needs.get(number)) else {
                continue;
            };
            for (field, text) in texts {
                need.write(field, text).map_err(|error| format!("{field}: {}", error.japanese()))?;
            }
        }
        let mut plan = draft.to_plan().map_err(|error| error.japanese())?;
        plan.lines.clone_from(&self.lines);
        plan.offers.clone_from(&self.offers);
        Ok(plan)
    }
}
