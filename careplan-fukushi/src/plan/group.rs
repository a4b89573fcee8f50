//! Records put together into plans.

use super::{EquipmentPlan, EquipmentRecords, PlanKey};
use crate::provisional::kinds;
use careplan_model::FormKind;
use std::collections::{BTreeMap, BTreeSet};

/// Which of the four kinds of records a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum RecordKind {
    /// UPFYOGU.
    Header,
    /// UPFYOGU_NEED.
    Need,
    /// UPFYOGU_ITEM.
    Line,
    /// UPFYOGU_OFFER.
    Offer,
}

impl RecordKind {
    /// The kind of file that holds such records.
    pub fn file_kind(self) -> &'static FormKind {
        match self {
            Self::Header => &kinds::HEADER,
            Self::Need => &kinds::NEED,
            Self::Line => &kinds::LINE,
            Self::Offer => &kinds::OFFER,
        }
    }
}

/// Why a record belongs to no plan, or to none alone. Records are counted from 1 in the list of their kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum GroupProblem {
    /// Two headers have one key.
    #[error("record {record} of UPFYOGU has the key of record {first}")]
    DoubleHeader {
        /// The later header.
        record: usize,
        /// The header that has the key.
        first: usize,
    },
    /// A need, line or candidate has a key that no header has.
    #[error("record {record} of {} belongs to no header of UPFYOGU", kind.file_kind().prefix)]
    NoHeader {
        /// What it is.
        kind: RecordKind,
        /// The record.
        record: usize,
    },
    /// A need, line or candidate of a plan in memory has the key of another plan.
    #[error("record {record} of {} has the key of another plan", kind.file_kind().prefix)]
    OtherPlan {
        /// What it is.
        kind: RecordKind,
        /// The record.
        record: usize,
    },
    /// Two needs, lines or candidates of a plan have one number.
    #[error("record {record} of {} has a number that an earlier record of its plan has", kind.file_kind().prefix)]
    DoubleNumber {
        /// What it is.
        kind: RecordKind,
        /// The later record.
        record: usize,
    },
}

impl GroupProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::DoubleHeader { record, first } => {
                format!("「{}」の{record}件目は{first}件目とキーが同じです", kinds::HEADER.name)
            }
            Self::NoHeader { kind, record } => format!(
                "「{}」の{record}件目に対応する「{}」がありません",
                kind.file_kind().name,
                kinds::HEADER.name
            ),
            Self::OtherPlan { kind, record } => {
                format!("「{}」の{record}件目のキーは別の計画のものです", kind.file_kind().name)
            }
            Self::DoubleNumber { kind, record } => {
                format!("「{}」の{record}件目の番号は同じ計画の中で重複しています", kind.file_kind().name)
            }
        }
    }
}

/// All that keeps records from making plans; never empty.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} problem(s) in the records; the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct GroupError {
    /// The problems: headers, then needs, lines and candidates, each in their order.
    pub problems: Vec<GroupProblem>,
}

impl GroupError {
    /// The same in Japanese, a line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(GroupProblem::japanese).collect::<Vec<_>>().join("\n")
    }
}

pub(super) fn group<T>(records: EquipmentRecords<T>) -> Result<Vec<EquipmentPlan<T>>, GroupError> {
    let EquipmentRecords { headers, needs, lines, offers } = records;
    let mut finder = Finder::default();
    let mut plans: Vec<EquipmentPlan<T>> = Vec::new();
    for header in headers {
        finder.header(header.key());
        // Also where a problem is noted, so that places stay right; the plans are not handed out then.
        plans.push(EquipmentPlan::new(header));
    }
    finder.begin(RecordKind::Need);
    for need in needs {
        if let Some(plan) = finder.place(need.key(), need.need_no).and_then(|place| plans.get_mut(place)) {
            plan.needs.push(need);
        }
    }
    finder.begin(RecordKind::Line);
    for line in lines {
        if let Some(plan) = finder.place(line.key(), line.line_no).and_then(|place| plans.get_mut(place)) {
            plan.lines.push(line);
        }
    }
    finder.begin(RecordKind::Offer);
    for offer in offers {
        if let Some(plan) = finder.place(offer.key(), offer.offer_no).and_then(|place| plans.get_mut(place)) {
            plan.offers.push(offer);
        }
    }
    let problems = finder.problems;
    if problems.is_empty() { Ok(plans) } else { Err(GroupError { problems }) }
}

/// Whether the records of plans make the same plans again when they are read from files.
///
/// # Errors
///
/// All that would change or get lost; records are counted over all plans.
pub(crate) fn check<T>(plans: &[EquipmentPlan<T>]) -> Result<(), GroupError> {
    let mut finder = Finder::default();
    for plan in plans {
        finder.header(plan.key());
    }
    finder.begin(RecordKind::Need);
    for (place, plan) in plans.iter().enumerate() {
        plan.needs.iter().for_each(|need| finder.expect(place, need.key(), need.need_no));
    }
    finder.begin(RecordKind::Line);
    for (place, plan) in plans.iter().enumerate() {
        plan.lines.iter().for_each(|line| finder.expect(place, line.key(), line.line_no));
    }
    finder.begin(RecordKind::Offer);
    for (place, plan) in plans.iter().enumerate() {
        plan.offers.iter().for_each(|offer| finder.expect(place, offer.key(), offer.offer_no));
    }
    let problems = finder.problems;
    if problems.is_empty() { Ok(()) } else { Err(GroupError { problems }) }
}

/// Finds the plan of each record, kind by kind.
struct Finder {
    plans: BTreeMap<PlanKey, usize>,
    headers: usize,
    kind: RecordKind,
    /// The records of the kind so far.
    records: usize,
    numbers: BTreeSet<(usize, i32)>,
    problems: Vec<GroupProblem>,
}

impl Default for Finder {
    fn default() -> Self {
        Self {
            plans: BTreeMap::new(),
            headers: 0,
            kind: RecordKind::Header,
            records: 0,
            numbers: BTreeSet::new(),
            problems: Vec::new(),
        }
    }
}

impl Finder {
    fn header(&mut self, key: PlanKey) {
        let first = *self.plans.entry(key).or_insert(self.headers);
        if first != self.headers {
            self.problems.push(GroupProblem::DoubleHeader { record: self.headers + 1, first: first + 1 });
        }
        self.headers += 1;
    }

    fn begin(&mut self, kind: RecordKind) {
        self.kind = kind;
        self.records = 0;
        self.numbers.clear();
    }

    /// The place of the plan of the next record.
    fn place(&mut self, key: PlanKey, number: i32) -> Option<usize> {
        self.records += 1;
        let (kind, record) = (self.kind, self.records);
        let Some(place) = self.plans.get(&key).copied() else {
            self.problems.push(GroupProblem::NoHeader { kind, record });
            return None;
        };
        if !self.numbers.insert((place, number)) {
            self.problems.push(GroupProblem::DoubleNumber { kind, record });
        }
        Some(place)
    }

    /// The next record belongs to the plan at this place.
    fn expect(&mut self, plan: usize, key: PlanKey, number: i32) {
        if self.place(key, number).is_some_and(|place| place != plan) {
            self.problems.push(GroupProblem::OtherPlan { kind: self.kind, record: self.records });
        }
    }
}
