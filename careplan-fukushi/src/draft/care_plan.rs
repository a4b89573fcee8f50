//! The care plan of one person, as it lies in a unit of sending, and which of its services are equipment.

use super::DraftProblem;
use careplan_model::{
    BasicInfo, BasicInfoHistory, Date, FormFile, FormKind, InsuredNumber, InsurerNumber, ListedForm,
    OfficeNumber, PreventivePlan, PreventiveSupport, Table1, Table2, Table3, Transmission, UserSupplement,
    ZerosOr, kind,
};
use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

/// A form with the number of its record in its file.
#[derive(Debug)]
pub struct Sourced<'a, F> {
    /// The record, from 1.
    pub record: usize,
    /// The form.
    pub form: &'a F,
}

impl<F> Clone for Sourced<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Sourced<'_, F> {}

/// The care plan of one person: 第1表 with what belongs to it, or 支援計画書 with what belongs to it.
#[derive(Debug, Clone, Default)]
pub struct CarePlanSet<'a> {
    /// 第1表.
    pub table1: Option<Sourced<'a, Table1>>,
    /// 第2表.
    pub table2: Vec<Sourced<'a, Table2>>,
    /// 第3表.
    pub table3: Vec<Sourced<'a, Table3>>,
    /// 利用者補足情報 beside 第1–3表.
    pub supplement: Option<Sourced<'a, UserSupplement>>,
    /// 介護予防サービス・支援計画書.
    pub preventive_plan: Option<Sourced<'a, PreventivePlan>>,
    /// 支援計画, its 別表.
    pub preventive_supports: Vec<Sourced<'a, PreventiveSupport>>,
    /// 利用者基本情報.
    pub basic_info: Option<Sourced<'a, BasicInfo>>,
    /// 現病歴・既往歴, its 別表2.
    pub histories: Vec<Sourced<'a, BasicInfoHistory>>,
}

/// The care plans of a unit of sending.
#[derive(Debug, Clone, Default)]
pub struct CarePlanSets<'a> {
    /// One for each 第1表 and each 支援計画書, in their order.
    pub sets: Vec<CarePlanSet<'a>>,
    /// Records that belong to none of them, or that nobody could tell to which.
    pub loose: Vec<LooseRecord>,
}

/// A record that belongs to no care plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseRecord {
    /// The kind of its file.
    pub kind: &'static FormKind,
    /// The record, from 1.
    pub record: usize,
}

impl fmt::Display for LooseRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {} of {} belongs to no care plan", self.record, self.kind.prefix)
    }
}

impl LooseRecord {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}の{}件目に対応する計画書がありません", self.kind.name, self.record)
    }
}

/// How a service of the care plan concerns an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Concern {
    /// It has the number of the office.
    Ours,
    /// Its kind is 福祉用具, and it has no number: it may be that of the office.
    Unassigned,
    /// Its kind is 福祉用具, and it has the number of another office.
    OfOthers,
}

/// A service of the care plan that is equipment.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PlannedService {
    /// The kind of its file: 第2表 or 支援計画.
    #[cfg_attr(feature = "serde", serde(serialize_with = "prefix"))]
    pub kind: &'static FormKind,
    /// The record, from 1.
    pub record: usize,
    /// 課題ＮＯ under which it stands, as it is written.
    pub need_no: Option<String>,
    /// Whose it is.
    pub concern: Concern,
}

#[cfg(feature = "serde")]
// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn prefix<S: serde::Serializer>(kind: &&'static FormKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.prefix)
}

impl PlannedService {
    /// Whether a draft of the office speaks of it.
    pub fn is_ours(&self) -> bool {
        self.concern.is_ours()
    }
}

impl Concern {
    fn is_ours(self) -> bool {
        matches!(self, Self::Ours | Self::Unassigned)
    }
}

type PlanOf = (InsurerNumber, InsuredNumber, Option<Date>);

/// Forms that carry the key of a plan.
trait OfPlan {
    fn plan(&self) -> PlanOf;
}

macro_rules! of_plan {
    ($($form:ty),*) => {$(
        impl OfPlan for $form {
            fn plan(&self) -> PlanOf {
                (self.insurer, self.insured, Some(self.plan_date))
            }
        }
    )*};
}
of_plan!(Table1, Table2, Table3, PreventivePlan, PreventiveSupport);

impl OfPlan for UserSupplement {
    fn plan(&self) -> PlanOf {
        let date = match self.plan_date {
            ZerosOr::Value(date) => Some(date),
            ZerosOr::Zeros => None,
        };
        (self.insurer, self.insured, date)
    }
}

fn forms<'a, F: ListedForm<String> + 'a>(
    unit: &'a Transmission<FormFile>,
    kind: &'static FormKind,
) -> impl Iterator<Item = Sourced<'a, F>> {
    unit.files_of(kind).flat_map(|file| {
        file.forms::<F>().iter().enumerate().map(|(place, form)| Sourced { record: place + 1, form })
    })
}

impl<'a> CarePlanSets<'a> {
    /// The care plans of a unit of sending: 第1表 or 支援計画書 with all that has their key. 利用者基本情報 has
    /// a key of its own (相談日): it belongs to a person's plan where the unit has one of each.
    pub fn of_unit(unit: &'a Transmission<FormFile>) -> Self {
        let mut all = Self::default();
        for table1 in forms::<Table1>(unit, &kind::TABLE1) {
            all.sets.push(CarePlanSet { table1: Some(table1), ..CarePlanSet::default() });
        }
        for plan in forms::<PreventivePlan>(unit, &kind::PREVENTIVE_PLAN) {
            all.sets.push(CarePlanSet { preventive_plan: Some(plan), ..CarePlanSet::default() });
        }
        let of_table1 = all.places(|set| set.table1.is_some());
        let of_preventive = all.places(|set| set.preventive_plan.is_some());
        all.add(unit, &kind::TABLE2, &of_table1, |set: &mut CarePlanSet<'a>, it: Sourced<'a, Table2>| {
            push(&mut set.table2, it)
        });
        all.add(unit, &kind::TABLE3, &of_table1, |set: &mut CarePlanSet<'a>, it: Sourced<'a, Table3>| {
            push(&mut set.table3, it)
        });
        all.add(
            unit,
            &kind::USER_SUPPLEMENT,
            &of_table1,
            |set: &mut CarePlanSet<'a>, it: Sourced<'a, UserSupplement>| {
                set.supplement.is_none() && push_one(&mut set.supplement, it)
            },
        );
        all.add(
            unit,
            &kind::PREVENTIVE_SUPPORT,
            &of_preventive,
            |set: &mut CarePlanSet<'a>, it: Sourced<'a, PreventiveSupport>| {
                push(&mut set.preventive_supports, it)
            },
        );
        all.add_basic_infos(unit);
        all
    }

    /// Puts the records of a kind into the sets of their keys; `of` says by their keys where the sets are.
    fn add<F: ListedForm<String> + OfPlan + 'a>(
        &mut self,
        unit: &'a Transmission<FormFile>,
        kind: &'static FormKind,
        of: &BTreeMap<PlanOf, usize>,
        put: impl Fn(&mut CarePlanSet<'a>, Sourced<'a, F>) -> bool,
    ) {
        for it in forms::<F>(unit, kind) {
            let set = of.get(&it.form.plan()).and_then(|place| self.sets.get_mut(*place));
            if !set.is_some_and(|set| put(set, it)) {
                self.loose.push(LooseRecord { kind, record: it.record });
            }
        }
    }

    /// The first set of each key, among those that count.
    fn places(&self, counts: impl Fn(&CarePlanSet<'a>) -> bool) -> BTreeMap<PlanOf, usize> {
        let mut places = BTreeMap::new();
        for (place, set) in self.sets.iter().enumerate().filter(|(_, set)| counts(set)) {
            if let Some(key) = set.plan() {
                places.entry(key).or_insert(place);
            }
        }
        places
    }

    fn add_basic_infos(&mut self, unit: &'a Transmission<FormFile>) {
        let infos: Vec<_> = forms::<BasicInfo>(unit, &kind::BASIC_INFO).collect();
        let mut counts = BTreeMap::<_, usize>::new();
        for info in &infos {
            *counts.entry((info.form.insurer, info.form.insured)).or_default() += 1;
        }
        let mut of_person = BTreeMap::<_, Vec<usize>>::new();
        for (place, set) in self.sets.iter().enumerate().filter(|(_, set)| set.preventive_plan.is_some()) {
            if let Some(person) = set.person() {
                of_person.entry(person).or_default().push(place);
            }
        }
        let mut of_consultation = BTreeMap::<_, &[usize]>::new();
        for info in &infos {
            let person = (info.form.insurer, info.form.insured);
            match of_person.get(&person).filter(|_| counts.get(&person) == Some(&1)) {
                Some(places) => {
                    of_consultation.insert((person, info.form.consulted_on), places);
                    for place in places {
                        if let Some(set) = self.sets.get_mut(*place) {
                            set.basic_info = Some(*info);
                        }
                    }
                }
                None => self.loose.push(LooseRecord { kind: &kind::BASIC_INFO, record: info.record }),
            }
        }
        for history in forms::<BasicInfoHistory>(unit, &kind::BASIC_INFO_HISTORY) {
            let form = history.form;
            let places = of_consultation.get(&((form.insurer, form.insured), form.consulted_on)).copied();
            if places.is_none() {
                self.loose.push(LooseRecord { kind: &kind::BASIC_INFO_HISTORY, record: history.record });
            }
            for place in places.unwrap_or_default() {
                if let Some(set) = self.sets.get_mut(*place) {
                    set.histories.push(history);
                }
            }
        }
    }
}

fn push<T>(list: &mut Vec<T>, it: T) -> bool {
    list.push(it);
    true
}

fn push_one<T>(place: &mut Option<T>, it: T) -> bool {
    *place = Some(it);
    true
}

fn is_equipment(kind: Option<&String>) -> bool {
    kind.is_some_and(|kind| kind.contains("福祉用具"))
}

/// How a line of 第2表 concerns an office; `None` if it is no equipment.
fn concern(line: &Table2, office: OfficeNumber) -> Option<Concern> {
    match line.provider {
        Some(provider) if provider == office => Some(Concern::Ours),
        _ if !is_equipment(line.service_kind.as_ref()) => None,
        Some(_) => Some(Concern::OfOthers),
        None => Some(Concern::Unassigned),
    }
}

impl CarePlanSet<'_> {
    /// The person, by 第1表 or 支援計画書.
    pub fn person(&self) -> Option<(InsurerNumber, InsuredNumber)> {
        self.plan().map(|(insurer, insured, _)| (insurer, insured))
    }

    fn plan(&self) -> Option<PlanOf> {
        let table1 = self.table1.map(|it| it.form.plan());
        table1.or_else(|| self.preventive_plan.map(|it| it.form.plan()))
    }

    /// Whether equipment of this office is planned, or equipment without an office.
    pub fn concerns(&self, office: OfficeNumber) -> bool {
        let mut of_table2 = self.table2.iter().filter_map(|line| concern(line.form, office));
        of_table2.any(Concern::is_ours)
            || self.preventive_supports.iter().any(|line| is_equipment(line.form.service_kind.as_ref()))
    }

    /// The services that are equipment: those with the number of the office (第2表 No.17), else those whose kind
    /// (No.16, of 支援計画 No.15) contains 福祉用具. 支援計画 has no numbers.
    pub fn services(&self, office: OfficeNumber) -> Vec<PlannedService> {
        let of_table2 = self.table2.iter().filter_map(|line| {
            let concern = concern(line.form, office)?;
            let need_no = line.form.need_no.map(|number| number.to_string());
            Some(PlannedService { kind: &kind::TABLE2, record: line.record, need_no, concern })
        });
        let is_equipment =
            |line: &&Sourced<'_, PreventiveSupport>| is_equipment(line.form.service_kind.as_ref());
        let of_support = self.preventive_supports.iter().filter(is_equipment).map(|line| PlannedService {
            kind: &kind::PREVENTIVE_SUPPORT,
            record: line.record,
            need_no: line.form.need_no.clone(),
            concern: Concern::Unassigned,
        });
        of_table2.chain(of_support).collect()
    }

    /// The records of our equipment in 第2表, or in 支援計画.
    pub(super) fn ours(services: &[PlannedService], kind: &FormKind) -> BTreeSet<usize> {
        let of_kind = services.iter().filter(|it| it.kind.prefix == kind.prefix && it.is_ours());
        of_kind.map(|service| service.record).collect()
    }

    /// Why the records are not those of one care plan.
    pub(super) fn problems(&self) -> Vec<DraftProblem> {
        let mut problems = match (self.table1, self.preventive_plan) {
            (None, None) => vec![DraftProblem::NoCarePlan],
            (Some(_), Some(_)) => vec![DraftProblem::TwoCarePlans],
            _ => Vec::new(),
        };
        let Some(plan) = self.plan() else { return problems };
        // Records of the other sort of plan have no place here, and nothing of them would be carried over.
        let (is_care, is_preventive) = (self.table1.is_some(), self.preventive_plan.is_some());
        let mut ask = |kind: &'static FormKind, record: usize, of: PlanOf, has_place: bool| {
            if of != plan || !has_place {
                problems.push(DraftProblem::Other { kind, record });
            }
        };
        self.table2.iter().for_each(|it| ask(&kind::TABLE2, it.record, it.form.plan(), is_care));
        self.table3.iter().for_each(|it| ask(&kind::TABLE3, it.record, it.form.plan(), is_care));
        if let Some(it) = &self.supplement {
            ask(&kind::USER_SUPPLEMENT, it.record, it.form.plan(), is_care);
        }
        for it in &self.preventive_supports {
            ask(&kind::PREVENTIVE_SUPPORT, it.record, it.form.plan(), is_preventive);
        }
        // 基本情報 shares the person only, and its 別表 the day of the consultation.
        if let Some(it) = &self.basic_info {
            ask(&kind::BASIC_INFO, it.record, (it.form.insurer, it.form.insured, plan.2), is_preventive);
        }
        let consulted_on = self.basic_info.map(|info| info.form.consulted_on);
        for it in &self.histories {
            let date = if Some(it.form.consulted_on) == consulted_on { plan.2 } else { None };
            let of = (it.form.insurer, it.form.insured, date);
            ask(&kind::BASIC_INFO_HISTORY, it.record, of, is_preventive);
        }
        problems
    }
}
