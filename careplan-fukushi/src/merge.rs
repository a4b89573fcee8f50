//! What a receiver holds: plans by their keys, and what a plan that arrives changes.
//!
//! In an emergency a plan is sent without product codes and again with them. So each change says which lines
//! have a code now that had none, and which lost theirs.

use crate::plan::{EquipmentPlan, PlanKey};
use crate::provisional::{EquipmentPlanDeletion, EquipmentPlanLine, PlanUnit};
use careplan_model::{NotifiedCode, TaisCode};
use std::collections::{BTreeMap, BTreeSet};

/// The plans that are held, one for each key.
///
/// ```
/// use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlans};
/// use careplan_fukushi::{PlanChangeKind, SupplyKind};
/// # let version = careplan_model::Edition::CURRENT.version();
/// # let (insurer, insured) = ("991018".parse()?, "9000000001".parse()?);
/// # let (date, office, service) = ("20260401".parse()?, "9970100062".parse()?, "17".parse()?);
/// # let header = EquipmentPlanHeader::new(version, insurer, insured, date, office, service, "見本　太郎".to_owned());
/// # let line = EquipmentPlanLine::new(version, insurer, insured, date, office, service, 1, SupplyKind::Rental);
/// let mut plan = EquipmentPlan::new(header);
/// plan.lines.push(line);
/// let mut held = EquipmentPlans::new();
/// assert_eq!(held.put(plan.clone())?.kind, PlanChangeKind::Added);
///
/// plan.lines[0].tais_code = Some("99999-000011".parse()?); // the codes arrive later
/// let change = held.put(plan)?;
/// assert_eq!(change.kind, PlanChangeKind::Replaced);
/// assert_eq!(change.filled[0].line_no, 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(try_from = "Vec<EquipmentPlan>"))]
pub struct EquipmentPlans {
    plans: BTreeMap<PlanKey, EquipmentPlan>,
}

/// As the list of the plans, by key.
#[cfg(feature = "serde")]
impl serde::Serialize for EquipmentPlans {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.plans.values())
    }
}

impl TryFrom<Vec<EquipmentPlan>> for EquipmentPlans {
    type Error = HoldError;

    /// Two plans of one key are refused: nobody could say which is the newer one.
    fn try_from(plans: Vec<EquipmentPlan>) -> Result<Self, HoldError> {
        let mut held = Self::new();
        for plan in plans {
            if held.put(plan)?.kind != PlanChangeKind::Added {
                return Err(HoldError::TwoOfOneKey);
            }
        }
        Ok(held)
    }
}

/// Why a plan cannot be held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoldError {
    /// Not all of its records have the key of its header.
    #[error("the records of the plan have different keys")]
    MixedKeys,
    /// A list of what is held has two plans of one key.
    #[error("two plans have one key")]
    TwoOfOneKey,
}

impl HoldError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::MixedKeys => "計画の中にキーの異なるレコードがあります".into(),
            Self::TwoOfOneKey => "同じキーの計画が2つあります".into(),
        }
    }
}

/// What happened to a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum PlanChangeKind {
    /// There was none of its key.
    Added,
    /// It stands in place of the one of its key, all of it.
    Replaced,
    /// The one of its key is equal.
    Unchanged,
    /// It was deleted.
    Removed,
    /// It was to be deleted and was not there.
    NotHeld,
}

impl PlanChangeKind {
    /// The Japanese word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Added => "追加",
            Self::Replaced => "置換",
            Self::Unchanged => "変更なし",
            Self::Removed => "削除",
            Self::NotHeld => "削除対象なし",
        }
    }
}

/// What a plan or a deletion that arrived changed. Codes name products and no persons, the key does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct PlanChange {
    /// The plan.
    pub key: PlanKey,
    /// What happened to it.
    pub kind: PlanChangeKind,
    /// Lines that have a product code now and had none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub filled: Vec<LineCodes>,
    /// Lines that had a product code and have none now: a warning, for the slip may hold it still.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub lost: Vec<LineCodes>,
    /// Lines that have another product code now.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub changed: Vec<LineCodes>,
}

/// The product codes of a line: of a lost one those before, else those now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct LineCodes {
    /// 明細ＮＯ, by which lines of the older and of the newer plan are taken for the same.
    pub line_no: i32,
    /// TAISコード.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub tais_code: Option<TaisCode>,
    /// 福祉用具届出コード.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub notified_code: Option<NotifiedCode>,
}

impl EquipmentPlans {
    /// Nothing held yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The plans, by key.
    pub fn plans(&self) -> impl Iterator<Item = &EquipmentPlan> {
        self.plans.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.plans.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.plans.is_empty()
    }

    /// The plan of a key.
    pub fn get(&self, key: &PlanKey) -> Option<&EquipmentPlan> {
        self.plans.get(key)
    }

    /// Takes a plan: it replaces all of the one of its key.
    ///
    /// Lines are compared by 明細ＮＯ. A line that is new filled nothing, and one that is gone lost nothing.
    ///
    /// # Errors
    ///
    /// [`HoldError::MixedKeys`]; nothing is changed then.
    pub fn put(&mut self, plan: EquipmentPlan) -> Result<PlanChange, HoldError> {
        if !plan.has_one_key() {
            return Err(HoldError::MixedKeys);
        }
        let key = plan.key();
        let mut change = PlanChange::new(key, PlanChangeKind::Added);
        if let Some(before) = self.plans.get(&key) {
            if *before == plan {
                change.kind = PlanChangeKind::Unchanged;
                return Ok(change);
            }
            change.kind = PlanChangeKind::Replaced;
            compare(before, &plan, &mut change);
        }
        self.plans.insert(key, plan);
        Ok(change)
    }

    /// Deletes a plan with all that belongs to it. It may not be there: deleting twice is no error.
    pub fn delete(&mut self, deletion: &EquipmentPlanDeletion) -> PlanChange {
        let key = deletion.key();
        let kind = match self.plans.remove(&key) {
            Some(_) => PlanChangeKind::Removed,
            None => PlanChangeKind::NotHeld,
        };
        PlanChange::new(key, kind)
    }

    /// Takes a unit: its deletions, then its plans. Units are to come in the order of their timestamps.
    ///
    /// # Errors
    ///
    /// A plan that cannot be held; nothing is changed then.
    pub fn apply(&mut self, unit: &PlanUnit) -> Result<Vec<PlanChange>, HoldError> {
        let mut keys = BTreeSet::new();
        for plan in &unit.plans {
            if !plan.has_one_key() {
                return Err(HoldError::MixedKeys);
            }
            if !keys.insert(plan.key()) {
                return Err(HoldError::TwoOfOneKey);
            }
        }
        let mut changes: Vec<_> = unit.deletions.iter().map(|deletion| self.delete(deletion)).collect();
        for plan in &unit.plans {
            changes.push(self.put(plan.clone())?);
        }
        Ok(changes)
    }
}

impl PlanChange {
    fn new(key: PlanKey, kind: PlanChangeKind) -> Self {
        Self { key, kind, filled: Vec::new(), lost: Vec::new(), changed: Vec::new() }
    }

    /// Whether there is something to be warned of: a code that was lost.
    pub fn is_warning(&self) -> bool {
        !self.lost.is_empty()
    }
}

fn compare(before: &EquipmentPlan, now: &EquipmentPlan, change: &mut PlanChange) {
    for line in &now.lines {
        // A new line is no line whose code was empty before.
        let Some(old) = before.line(line.line_no) else { continue };
        match (old.has_code(), line.has_code()) {
            (false, true) => change.filled.push(LineCodes::of(line)),
            (true, false) => change.lost.push(LineCodes::of(old)),
            (true, true) if LineCodes::of(old) != LineCodes::of(line) => {
                change.changed.push(LineCodes::of(line));
            }
            _ => {}
        }
    }
}

impl LineCodes {
    fn of(line: &EquipmentPlanLine) -> Self {
        Self { line_no: line.line_no, tais_code: line.tais_code, notified_code: line.notified_code }
    }
}
