//! Which files stand in a unit of sending: what is missing, what must not be there.

use super::{DUPLICATE_KIND, INCOMPLETE, MIXED_STAMP, NOT_ALLOWED};
use crate::check::{Check, FileContext, UnitContext};
use crate::families::key;
use crate::finding::{FileId, Found, Location};
use crate::findings::Findings;
use crate::level::Level;
use crate::row::Row;
use crate::rule::Bilingual;
use careplan_model::{
    Endpoint, FileName, FormKind, LayoutFamily, Timestamp, UnitKind, YearMonth, kind, unit_kind,
};
use std::any::Any;
use std::collections::BTreeMap;

/// Kinds of file as bits, by their places in the standard's list.
type Kinds = u32;

fn bit(kind: &FormKind) -> Kinds {
    kind::STANDARD.iter().position(|known| *known == kind).map_or(0, |at| 1 << at)
}

fn bits(kinds: impl IntoIterator<Item = &'static FormKind>) -> Kinds {
    kinds.into_iter().fold(0, |bits, kind| bits | bit(kind))
}

fn kinds(bits: Kinds) -> impl Iterator<Item = &'static FormKind> {
    kind::STANDARD
        .iter()
        .copied()
        .enumerate()
        .filter(move |(at, _)| bits & (1 << at) != 0)
        .map(|(_, kind)| kind)
}

/// Files that belong together (送信単位), by the model's table: those of its kinds of units that have several files
/// and are no combination of others. Deletions and actuals go alone, and the report to the centre is looked at by
/// itself.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Set(&'static UnitKind);

impl Set {
    /// 第1表, 第2表, 第3表, 利用者補足情報.
    const PLAN: Self = Self(&unit_kind::PLAN_SET);
    /// 第6表 予定, 第7表, 利用者補足情報.
    const SLIP: Self = Self(&unit_kind::SLIP_SET);
    /// Besides them 利用者基本情報 with 別表 and pictures, and 介護予防サービス・支援計画書 with 別表.
    const ALL: [Self; 4] =
        [Self::PLAN, Self::SLIP, Self(&unit_kind::BASIC_INFO), Self(&unit_kind::PREVENTIVE_PLAN)];

    /// What must be there.
    fn required(self, family: LayoutFamily) -> Kinds {
        bits(self.0.required_in(family))
    }

    /// What may be absent, and is told of. Pictures are not among them: an item names those that there are.
    fn usual(self) -> Kinds {
        bits(self.0.usual.iter().copied())
    }

    /// All that shows that the set is meant.
    fn members(self) -> Kinds {
        bits(self.0.files())
    }
}

/// What is kept of a unit: some 150 bytes, and 16 for each file.
struct Unit {
    sender: Endpoint,
    receiver: Endpoint,
    timestamp: Timestamp,
    month: Option<YearMonth>,
    family: LayoutFamily,
    files: Vec<(FileId, &'static FormKind)>,
    kinds: Kinds,
    /// Whether the 利用者補足情報 says in its first record that it belongs to a month.
    supplement_has_month: Option<bool>,
    /// What files hold that would belong to it by the rest of their names; the rule about names tells them.
    misnamed: Kinds,
    /// Files whose content is that of another kind say nothing about what must not go together.
    contradicting: Kinds,
}

impl Unit {
    /// What files that are sent together have in common.
    fn stamp(&self) -> (Timestamp, Endpoint, Endpoint) {
        (self.timestamp, self.sender, self.receiver)
    }

    /// Its files of a set.
    fn of(&self, set: Set) -> Kinds {
        // A supplement beside a slip set has a month in its name, one beside a plan set zeros.
        let is_of_other = self.month.is_some() != set.0.has_month();
        let others = if is_of_other { bit(&kind::USER_SUPPLEMENT) } else { 0 };
        self.kinds & set.members() & !others
    }

    fn missing(&self, set: Set) -> Kinds {
        match self.of(set) {
            0 => 0,
            present => set.required(self.family) & !present & !self.misnamed,
        }
    }

    fn missing_usual(&self, set: Set) -> Kinds {
        match self.of(set) {
            0 => 0,
            present if self.missing(set) == 0 => set.usual() & !present & !self.misnamed,
            _ => 0,
        }
    }

    /// All that is missing of a set, whether it must be there or is told of.
    fn lacks(&self, set: Set) -> Kinds {
        self.missing(set) | self.missing_usual(set)
    }

    fn first_file(&self) -> Option<FileId> {
        self.files.first().map(|(file, _)| *file)
    }

    /// Whether the supplement is all that there is.
    fn is_supplement_only(&self) -> bool {
        self.kinds == bit(&kind::USER_SUPPLEMENT)
    }
}

#[derive(Default)]
pub(super) struct Units {
    /// In the order of time. Of those with an earlier timestamp than the last, only such as the end is to speak of.
    seen: Vec<Unit>,
    /// So many of them have an earlier timestamp than the last.
    settled: usize,
    supplement_has_month: Option<bool>,
    /// Names of files that are none of the standard's, and what those hold.
    strays: Vec<(String, Kinds)>,
}

impl Check for Units {
    fn start_file(&mut self, file: &FileContext, _: &mut Findings<'_>) {
        if file.file_name().is_none() && !file.content.is_empty() {
            self.strays.push((file.name.clone(), bits(file.content.iter().copied())));
        }
    }

    fn record(&mut self, row: &Row<'_>, _: &mut Findings<'_>) {
        if row.file.is(&kind::USER_SUPPLEMENT) && self.supplement_has_month.is_none() {
            self.supplement_has_month = key::person(row).ok().map(key::PersonKey::has_month);
        }
    }

    fn end_unit(&mut self, unit: &UnitContext<'_>, findings: &mut Findings<'_>) {
        let mut files: Vec<(FileId, &'static FormKind)> = Vec::new();
        let mut contradicting = 0;
        for file in &unit.files {
            let Some(kind) = file.file_name().map(FileName::kind) else { continue };
            if !kind::STANDARD.contains(&kind) {
                continue;
            }
            if !kind.has_branch && files.iter().any(|(_, known)| *known == kind) {
                let found = Found::new(&DUPLICATE_KIND, Location::file(file.id));
                findings.add(found.with("kind", name(kind)));
            }
            if file.contradicts_its_name() {
                contradicting |= bit(kind);
            }
            files.push((file.id, kind));
        }
        let kinds = files.iter().fold(0, |all, (_, kind)| all | bit(kind));
        // It is kept until the end.
        files.shrink_to_fit();
        let supplement_has_month = self.supplement_has_month.take();
        self.add(Unit {
            sender: unit.sender,
            receiver: unit.receiver,
            timestamp: unit.timestamp,
            month: unit.month,
            family: unit.sender.form().family(),
            files,
            kinds,
            supplement_has_month,
            misnamed: 0,
            contradicting,
        });
    }

    fn end(&mut self, findings: &mut Findings<'_>) {
        let mut units = std::mem::take(&mut self.seen);
        self.settled = 0;
        // Those of one sender and receiver stay in the order of time.
        units.sort_by_key(Unit::stamp);
        for group in units.chunk_by_mut(|a, b| a.stamp() == b.stamp()) {
            for unit in &mut *group {
                unit.misnamed = self.misnamed(unit);
            }
            join_misnamed_supplement(group);
            for found in not_allowed(group) {
                findings.add(found);
            }
        }
        for set in Set::ALL {
            incomplete(set, &units, findings);
        }
    }

    fn hand_over(&mut self) -> Option<Box<dyn Any + Send>> {
        Some(Box::new(std::mem::take(self)))
    }

    fn take_over(&mut self, kept: Box<dyn Any + Send>) {
        if let Ok(later) = kept.downcast::<Self>() {
            later.seen.into_iter().for_each(|unit| self.add(unit));
            self.strays.extend(later.strays);
        }
    }
}

impl Units {
    fn add(&mut self, unit: Unit) {
        if self.seen.last().is_some_and(|last| last.timestamp != unit.timestamp) {
            self.settle();
        }
        self.seen.push(unit);
    }

    /// All units with the timestamp of the last were seen: those that are whole and go alone are forgotten, so that a
    /// region of them costs nothing.
    fn settle(&mut self) {
        let mut same_time = self.seen.split_off(self.settled);
        same_time.sort_by_key(Unit::stamp);
        let groups = same_time.chunk_by(|a, b| a.stamp() == b.stamp());
        let is_quiet = |group: &[Unit]| match group {
            [unit] => Set::ALL.iter().all(|set| unit.lacks(*set) == 0) && not_allowed(group).is_empty(),
            _ => false,
        };
        let quiet: Vec<bool> = groups.flat_map(|group| vec![is_quiet(group); group.len()]).collect();
        self.seen.extend(same_time.into_iter().zip(quiet).filter(|(_, quiet)| !quiet).map(|(unit, _)| unit));
        self.settled = self.seen.len();
    }

    fn misnamed(&self, unit: &Unit) -> Kinds {
        if self.strays.is_empty() || Set::ALL.iter().all(|set| unit.lacks(*set) == 0) {
            return 0;
        }
        let rest = format!("{}_{}_{}", unit.sender, unit.receiver, unit.timestamp);
        self.strays.iter().filter(|(name, _)| name.contains(&rest)).fold(0, |all, (_, kinds)| all | kinds)
    }
}

fn name(kind: &FormKind) -> Bilingual {
    Bilingual { ja: kind.name, en: kind.name_en }
}

/// A 利用者補足情報 whose name says the wrong set falls into a unit of its own; the rule about names tells it. Here
/// it counts where its content belongs.
fn join_misnamed_supplement(group: &mut [Unit]) {
    let supplement = bit(&kind::USER_SUPPLEMENT);
    for alone in 0..group.len() {
        let Some(has_month) = group.get(alone).and_then(|unit| {
            let contradicts = |has_month: &bool| *has_month != unit.month.is_some();
            unit.supplement_has_month.filter(contradicts).filter(|_| unit.is_supplement_only())
        }) else {
            continue;
        };
        let set = if has_month { Set::SLIP } else { Set::PLAN };
        let Some(home) = group.iter_mut().find(|unit| unit.missing(set) & supplement != 0) else { continue };
        home.kinds |= supplement;
        if let Some(unit) = group.get_mut(alone) {
            unit.kinds = 0;
            unit.files.clear();
        }
    }
}

/// Files of one sender, receiver and timestamp that must not go together, whatever their months are.
fn not_allowed(units: &[Unit]) -> Vec<Found> {
    let mut all = Vec::new();
    let mut add = |file: FileId, kind: &FormKind, beside: Bilingual, level: Level| {
        let found = Found::new(&NOT_ALLOWED, Location::file(file)).at_most(level);
        all.push(found.with("kind", name(kind)).with("beside", beside));
    };
    let trusted = units
        .iter()
        .flat_map(|unit| unit.files.iter().copied().filter(|(_, kind)| unit.contradicting & bit(kind) == 0));
    let (deletions, updates): (Vec<_>, Vec<_>) = trusted.partition(|(_, kind)| kind.is_deletion());
    if let Some((_, update)) = updates.first() {
        for (file, kind) in deletions {
            add(file, kind, name(update), Level::Error);
        }
    } else if let Some(((_, first), rest)) = deletions.split_first() {
        // Each is to be sent alone, but nothing contradicts.
        for (file, kind) in rest.iter().filter(|(_, kind)| kind != first) {
            add(*file, kind, name(first), Level::Warning);
        }
    }
    // A supplement by itself makes no set.
    let forms = |unit: &Unit, set| unit.of(set) & !unit.contradicting & !bit(&kind::USER_SUPPLEMENT);
    let has = |set| units.iter().any(|unit| forms(unit, set) != 0);
    // The leading file comes first of its set.
    let leading =
        |unit: &Unit| unit.files.iter().copied().find(|(_, kind)| forms(unit, Set::SLIP) & bit(kind) != 0);
    if has(Set::PLAN) {
        for (file, kind) in units.iter().filter_map(leading) {
            add(file, kind, PLAN_SET, Level::Error);
        }
    }
    // 委託: the office passes the plan of a month and its actuals on to the centre.
    let is_report = units.iter().any(|unit| unit.receiver.is_centre()) && !has(Set::PLAN);
    if (has(Set::SLIP) && !is_report) || has(Set::PLAN) {
        let beside = if has(Set::PLAN) { PLAN_SET } else { SLIP_SET };
        for (file, kind) in updates.iter().filter(|(_, kind)| *kind == &kind::ACTUAL) {
            add(*file, kind, beside, Level::Error);
        }
    }
    all
}

const PLAN_SET: Bilingual =
    Bilingual { ja: "居宅サービス計画書（第1～3表）", en: "the care plan (tables 1 to 3)" };
const SLIP_SET: Bilingual = Bilingual {
    ja: "サービス利用票の予定（第6・7表）",
    en: "the plan of the month (tables 6 and 7)",
};

/// Units that lack files of a set, by those whom and what month they are about, in the order of time; neighbours
/// that complete each other are one unit under several timestamps.
fn incomplete(set: Set, units: &[Unit], findings: &mut Findings<'_>) {
    let mut series = BTreeMap::<_, Vec<&Unit>>::new();
    for unit in units.iter().filter(|unit| unit.lacks(set) != 0) {
        series.entry((unit.sender, unit.receiver, unit.month)).or_default().push(unit);
    }
    for series in series.into_values() {
        let mut rest = series.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let mut present = first.of(set);
            let required = set.required(first.family);
            let is_next = |unit: &&&Unit| {
                let is_new = present & unit.of(set) == 0;
                // A 別表 may follow what it belongs to.
                let completes = present & required != required || unit.missing(set) != 0;
                present |= if is_new && completes { unit.of(set) } else { 0 };
                is_new && completes
            };
            let joined = others.iter().take_while(is_next).count();
            if joined > 0 && present & required == required {
                for unit in others.iter().take(joined) {
                    if let Some(file) = unit.first_file() {
                        findings.add(Found::new(&MIXED_STAMP, Location::file(file)));
                    }
                }
                rest = others.get(joined..).unwrap_or_default();
            } else {
                lacking(set, first, findings);
                rest = others;
            }
        }
    }
}

fn lacking(set: Set, unit: &Unit, findings: &mut Findings<'_>) {
    let Some(file) = unit.first_file() else { return };
    let found = |kind| Found::new(&INCOMPLETE, Location::file(file)).with("missing", name(kind));
    for kind in kinds(unit.missing(set)) {
        findings.add(found(kind));
    }
    for kind in kinds(unit.missing_usual(set)) {
        findings.add(found(kind).at_most(Level::Info));
    }
}

/// Whether the records of a file are not read, or not as what its name says.
pub(super) fn is_unread(file: &FileContext) -> bool {
    file.encoding.is_some() || file.is_empty || file.contradicts_its_name()
}
