//! What a receiver holds: plans by their keys, and what a plan that arrives changes.
//!
//! A unit that comes late does not undo a newer one: of each plan the unit is remembered that it came from. Deletions
//! leave no trace: what comes late, and was deleted by a newer unit, is held again.
//!
//! In an emergency a plan is sent without product codes and again with them. So each change says which lines
//! have a code now that had none, and which lost theirs.

use crate::plan::{EquipmentPlan, PlanKey};
use crate::provisional::{EquipmentPlanDeletion, EquipmentPlanLine, PlanUnit};
use careplan_model::{NotifiedCode, TaisCode, Timestamp};
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
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(try_from = "Vec<Held>"))]
pub struct EquipmentPlans {
    plans: BTreeMap<PlanKey, Held>,
}

/// A plan with the ファイル連番 of the unit that it came from, if it came from one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
struct Held {
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    timestamp: Option<Timestamp>,
    plan: EquipmentPlan,
}

/// As the list of the plans, by key, each with the timestamp of its unit.
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
        plans.into_iter().map(|plan| Held { timestamp: None, plan }).collect::<Vec<_>>().try_into()
    }
}

impl TryFrom<Vec<Held>> for EquipmentPlans {
    type Error = HoldError;

    fn try_from(list: Vec<Held>) -> Result<Self, HoldError> {
        let mut held = Self::new();
        for Held { timestamp, plan } in list {
            if held.take(plan, timestamp)?.kind != PlanChangeKind::Added {
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
    /// Two of its needs, lines or candidates have one number, so that nobody could say which one is meant.
    #[error("two records of the plan have one number")]
    DoubleNumber,
    /// A list of what is held has two plans of one key.
    #[error("two plans have one key")]
    TwoOfOneKey,
}

impl HoldError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::MixedKeys => "計画の中にキーの異なるレコードがあります".into(),
            Self::DoubleNumber => "計画の中に番号の重複するレコードがあります".into(),
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
    /// It, or its deletion, comes from an older unit than the one that is held, which stays.
    Late,
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
            Self::Late => "古い送信単位のため反映なし",
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
        self.plans.values().map(|held| &held.plan)
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
        self.plans.get(key).map(|held| &held.plan)
    }

    /// Takes a plan that came in no unit: it replaces all of the one of its key.
    ///
    /// Lines are compared by 明細ＮＯ. A line that is new filled nothing, and one that is gone lost nothing.
    ///
    /// # Errors
    ///
    /// [`HoldError::MixedKeys`] or [`HoldError::DoubleNumber`]; nothing is changed then.
    pub fn put(&mut self, plan: EquipmentPlan) -> Result<PlanChange, HoldError> {
        self.take(plan, None)
    }

    fn take(&mut self, plan: EquipmentPlan, timestamp: Option<Timestamp>) -> Result<PlanChange, HoldError> {
        can_be_held(&plan)?;
        let key = plan.key();
        let mut change = PlanChange::new(key, PlanChangeKind::Added);
        if let Some(before) = self.plans.get(&key) {
            if before.is_newer_than(timestamp) {
                change.kind = PlanChangeKind::Late;
                return Ok(change);
            }
            if before.plan == plan {
                change.kind = PlanChangeKind::Unchanged;
            } else {
                change.kind = PlanChangeKind::Replaced;
                compare(&before.plan, &plan, &mut change);
            }
        }
        self.plans.insert(key, Held { timestamp, plan });
        Ok(change)
    }

    /// Deletes a plan with all that belongs to it. It may not be there: deleting twice is no error.
    pub fn delete(&mut self, deletion: &EquipmentPlanDeletion) -> PlanChange {
        self.remove(deletion.key(), None)
    }

    fn remove(&mut self, key: PlanKey, timestamp: Option<Timestamp>) -> PlanChange {
        let kind = match self.plans.get(&key) {
            None => PlanChangeKind::NotHeld,
            Some(held) if held.is_newer_than(timestamp) => PlanChangeKind::Late,
            Some(_) => {
                self.plans.remove(&key);
                PlanChangeKind::Removed
            }
        };
        PlanChange::new(key, kind)
    }

    /// Takes units in the order of their timestamps; those of one timestamp in the order in which they stand. One
    /// result for each, in that order.
    pub fn apply_all<'u>(
        &mut self,
        units: impl IntoIterator<Item = &'u PlanUnit>,
    ) -> Vec<Result<Vec<PlanChange>, HoldError>> {
        let mut units: Vec<_> = units.into_iter().collect();
        units.sort_by_key(|unit| unit.timestamp);
        units.into_iter().map(|unit| self.apply(unit)).collect()
    }

    /// Takes a unit: its deletions, then its plans. What is held from a newer unit stays
    /// ([`PlanChangeKind::Late`]).
    ///
    /// # Errors
    ///
    /// A plan that cannot be held; nothing is changed then.
    pub fn apply(&mut self, unit: &PlanUnit) -> Result<Vec<PlanChange>, HoldError> {
        let mut keys = BTreeSet::new();
        for plan in &unit.plans {
            can_be_held(plan)?;
            if !keys.insert(plan.key()) {
                return Err(HoldError::TwoOfOneKey);
            }
        }
        let mut changes: Vec<_> =
            unit.deletions.iter().map(|deletion| self.remove(deletion.key(), Some(unit.timestamp))).collect();
        for plan in &unit.plans {
            changes.push(self.take(plan.clone(), Some(unit.timestamp))?);
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

impl Held {
    /// Whether it came from a newer unit. What came in no unit gives way, and what comes in none counts.
    fn is_newer_than(&self, timestamp: Option<Timestamp>) -> bool {
        self.timestamp.zip(timestamp).is_some_and(|(held, new)| held > new)
    }
}

fn can_be_held(plan: &EquipmentPlan) -> Result<(), HoldError> {
    if !plan.has_one_key() {
        return Err(HoldError::MixedKeys);
    }
    if !plan.has_single_numbers() {
        return Err(HoldError::DoubleNumber);
    }
    Ok(())
}

fn compare(before: &EquipmentPlan, now: &EquipmentPlan, change: &mut PlanChange) {
    let old_lines: BTreeMap<i32, &EquipmentPlanLine> =
        before.lines.iter().map(|line| (line.line_no, line)).collect();
    for line in &now.lines {
        // A new line is no line whose code was empty before.
        let Some(old) = old_lines.get(&line.line_no) else { continue };
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
