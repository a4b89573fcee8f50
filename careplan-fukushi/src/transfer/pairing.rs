//! The counterparts of all lines of a table, group by group.

use super::gather::{Client, GroupKey, PlanLine, Slip};
use super::matching::{Found, match_group};
use super::result::{LineOutcome, NoCounterpart, NotConcerned};
use careplan_model::{SatelliteNumber, ServiceCode, Table7, YearMonth};
use std::collections::{BTreeMap, BTreeSet};

/// What a table and the plans say of each other; numbers are places in the lists of all lines.
pub(super) struct Pairing {
    /// By line of the table.
    pub(super) slips: Vec<Found>,
    /// By month of the table, of each line of the plans.
    pub(super) lines: BTreeMap<YearMonth, Vec<Part>>,
    groups: Vec<Group>,
    /// Who has lines in the plans, or in the table.
    plan_clients: BTreeSet<(Client, YearMonth)>,
    slip_clients: BTreeSet<(Client, YearMonth)>,
}

/// Which part a line of the plans has in a month.
#[derive(Debug)]
pub(super) enum Part {
    /// It is compared with the table.
    Compared(Found),
    /// It is not.
    LeftOut(LineOutcome),
}

/// Lines that may be counterparts of each other. What they find depends on nothing else.
#[derive(Default)]
struct Group {
    slips: Vec<usize>,
    lines: Vec<usize>,
    /// Whether something was filled in since they were matched.
    is_stale: bool,
    /// Whether some of them found several, or none that fits.
    is_open: bool,
}

impl Pairing {
    /// Puts lines into groups, of which none is matched yet. `in_force` says for each month of the table which plans
    /// count.
    pub(super) fn new(slips: &[Slip], plan: &[PlanLine], in_force: &BTreeMap<YearMonth, Vec<bool>>) -> Self {
        let mut groups = BTreeMap::<GroupKey, Group>::new();
        for (at, slip) in slips.iter().enumerate().filter(|(_, slip)| slip.has_items) {
            groups.entry(slip.key).or_default().slips.push(at);
        }
        let (mut lines, mut without_code) = (BTreeMap::new(), Vec::new());
        for (month, in_force) in in_force {
            let mut of_month = Vec::with_capacity(plan.len());
            for (at, line) in plan.iter().enumerate() {
                of_month.push(match (line.left_out(*month, in_force), line.code) {
                    (Some(outcome), _) => Part::LeftOut(outcome),
                    (None, Some(code)) => {
                        let key = GroupKey { client: line.client, month: *month, code };
                        groups.entry(key).or_default().lines.push(at);
                        Part::Compared(Found::Nothing)
                    }
                    (None, None) => {
                        without_code.push((line.client, *month));
                        Part::LeftOut(LineOutcome::WithoutCounterpart(NoCounterpart::NoServiceCode))
                    }
                });
            }
            lines.insert(*month, of_month);
        }
        let clients = |has_some: fn(&Group) -> bool| {
            let groups = groups.iter().filter(move |(_, group)| has_some(group));
            groups.map(|(key, _)| (key.client, key.month))
        };
        let plan_clients = clients(|group| !group.lines.is_empty()).chain(without_code).collect();
        let slip_clients = clients(|group| !group.slips.is_empty()).collect();
        let groups = groups.into_values().map(|group| Group { is_stale: true, ..group }).collect();
        Self { slips: vec![Found::Nothing; slips.len()], lines, groups, plan_clients, slip_clients }
    }

    /// Finds the counterparts in the groups that are stale.
    pub(super) fn match_stale(&mut self, slips: &[Slip], plan: &[PlanLine]) {
        for group in self.groups.iter_mut().filter(|group| group.is_stale) {
            let in_group: Vec<_> = group.slips.iter().filter_map(|at| slips.get(*at)).collect();
            let of_plan: Vec<_> = group.lines.iter().filter_map(|at| plan.get(*at)).collect();
            let matching = match_group(&in_group, &of_plan);
            group.is_open = matching.slips.iter().chain(&matching.lines).any(Found::is_open);
            for (at, found) in group.slips.iter().zip(matching.slips) {
                if let Some(place) = self.slips.get_mut(*at) {
                    *place = found.among(&group.lines);
                }
            }
            let Some(of_month) = in_group.first().and_then(|slip| self.lines.get_mut(&slip.key.month)) else {
                // Lines that no line of the table is there for have found nothing, as they had before.
                continue;
            };
            for (at, found) in group.lines.iter().zip(matching.lines) {
                if let Some(place) = of_month.get_mut(*at) {
                    *place = Part::Compared(found.among(&group.slips));
                }
            }
        }
    }

    /// The lines of the table by group, of those groups that were stale.
    pub(super) fn stale(&self) -> impl Iterator<Item = &[usize]> {
        self.groups.iter().filter(|group| group.is_stale).map(|group| group.slips.as_slice())
    }

    /// Begins anew after something was filled in. Where nothing was, groups would find the same again; but for open
    /// ones, in which rows of 第7表 may [follow](Self::follow) what was filled into 第6表.
    pub(super) fn begin_anew(&mut self, is_filled: &[bool]) {
        for group in &mut self.groups {
            group.is_stale = group.is_open || group.slips.iter().any(|at| is_filled.get(*at) == Some(&true));
        }
    }

    /// Why a line of the table has no counterpart, where the group has none.
    pub(super) fn reason_of_slip(&self, slip: &Slip) -> LineOutcome {
        if !slip.has_items {
            return LineOutcome::NotConcerned(NotConcerned::OldEdition);
        }
        reason(self.plan_clients.contains(&(slip.key.client, slip.key.month)))
    }

    /// The same of a line of the plans.
    pub(super) fn reason_of_line(&self, month: YearMonth, line: &PlanLine) -> LineOutcome {
        reason(self.slip_clients.contains(&(line.client, month)))
    }

    /// Gives rows of 第7表 that are the same in every item the products of their lines in 第6表. 第7表 has no
    /// 明細判別コード, so that rows which 第6表 tells apart by it look alike; which of them gets which product makes
    /// no difference. `product` gives the line of the plans that tells the product of a line of 第6表.
    pub(super) fn follow(
        &mut self,
        rows: &[Slip],
        forms: &[Table7],
        slips: &[Slip],
        product: impl Fn(usize) -> Option<usize>,
    ) {
        let mut groups = BTreeMap::<Alike, (Vec<usize>, Vec<usize>)>::new();
        for (at, row) in rows.iter().enumerate() {
            if row.codes.is_blank() && matches!(self.slips.get(at), Some(Found::Several(_))) {
                groups.entry(alike(row)).or_default().0.push(at);
            }
        }
        if groups.is_empty() {
            return self.drop_candidates_that_are_matched();
        }
        for (at, slip) in slips.iter().enumerate() {
            if let Some((_, in_table6)) = groups.get_mut(&alike(slip)) {
                in_table6.push(at);
            }
        }
        for (key, (own_rows, in_table6)) in groups {
            let month = key.0.month;
            let form = |row: &usize| forms.get(rows.get(*row)?.place.record.checked_sub(1)?);
            let are_alike = own_rows.windows(2).all(|pair| form(&pair[0]) == form(&pair[1]));
            let Some(lines) = in_table6.into_iter().map(&product).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let Some(of_month) = self.lines.get_mut(&month) else { continue };
            let is_free = |line: &usize| !of_month.get(*line).is_some_and(Part::is_matched);
            let lines: Vec<_> = lines.into_iter().filter(is_free).collect();
            if !are_alike || lines.len() != own_rows.len() {
                continue;
            }
            for (row, line) in own_rows.into_iter().zip(lines) {
                if let Some(found) = self.slips.get_mut(row) {
                    *found = Found::Matched(vec![line]);
                }
                if let Some(part) = of_month.get_mut(line) {
                    *part = Part::Compared(Found::Matched(vec![row]));
                }
            }
        }
        self.drop_candidates_that_are_matched();
    }

    fn drop_candidates_that_are_matched(&mut self) {
        let Self { slips, lines, .. } = self;
        let is_matched =
            |line: usize| lines.values().any(|of_month| of_month.get(line).is_some_and(Part::is_matched));
        for found in slips.iter_mut() {
            found.drop_candidates(is_matched);
        }
        let is_matched = |row: usize| slips.get(row).is_some_and(Found::is_matched);
        for part in lines.values_mut().flatten() {
            if let Part::Compared(found) = part {
                found.drop_candidates(is_matched);
            }
        }
    }
}

impl Part {
    fn is_matched(&self) -> bool {
        matches!(self, Self::Compared(found) if found.is_matched())
    }
}

impl PlanLine {
    /// What is to be said of a line that has no part in a month; `None` if it has one.
    fn left_out(&self, month: YearMonth, in_force: &[bool]) -> Option<LineOutcome> {
        if self.has_other_key {
            return Some(LineOutcome::WithoutCounterpart(NoCounterpart::OtherKey));
        }
        self.not_concerned(month, in_force).map(LineOutcome::NotConcerned)
    }
}

/// What rows of 第7表 and lines of 第6表 share that are about the same.
type Alike = (GroupKey, Option<SatelliteNumber>, Option<i32>);

fn alike(slip: &Slip) -> Alike {
    (slip.key, slip.satellite, slip.units)
}

fn reason(other_side_has_client: bool) -> LineOutcome {
    LineOutcome::WithoutCounterpart(if other_side_has_client {
        NoCounterpart::OtherService
    } else {
        NoCounterpart::NoOther
    })
}

impl Found {
    /// The same with the places of the group's lines in the lists of all lines.
    fn among(self, group: &[usize]) -> Self {
        let all = |places: Vec<usize>| places.into_iter().filter_map(|at| group.get(at).copied()).collect();
        match self {
            Self::Matched(places) => Self::Matched(all(places)),
            Self::Several(places) => Self::Several(all(places)),
            Self::OtherUnits(places) => Self::OtherUnits(all(places)),
            Self::Surplus => Self::Surplus,
            Self::Nothing => Self::Nothing,
        }
    }

    fn drop_candidates(&mut self, is_matched: impl Fn(usize) -> bool) {
        if let Self::Several(places) | Self::OtherUnits(places) = self {
            places.retain(|at| !is_matched(*at));
            if places.is_empty() {
                *self = Self::Surplus;
            }
        }
    }
}

/// The months of a table with the plans that count in them.
pub(super) fn months(
    months: impl Iterator<Item = YearMonth>,
    plans: &[crate::plan::EquipmentPlan],
) -> BTreeMap<YearMonth, Vec<bool>> {
    let months: BTreeSet<_> = months.collect();
    months.into_iter().map(|month| (month, super::gather::in_force(plans, month))).collect()
}

/// A service code that 明細判別コード belongs to: rentals of type 17.
pub(super) fn takes_discriminator(code: ServiceCode) -> bool {
    code.equipment_category().is_some() && code.as_str().starts_with("17")
}

#[cfg(test)]
mod tests {
    use super::super::gather::{in_force, of_plans, of_table6};
    use super::*;
    use crate::transfer::{RentalMonth, rental_lines};
    use crate::{Category, EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind};
    use proptest::prelude::*;

    const CODES: [Option<&str>; 3] = [None, Some("99999-000011"), Some("99999-000012")];

    /// Plans of some persons; of each line one of three codes or none, and one of two prices.
    fn plans(persons: &[Vec<(usize, i32)>]) -> Vec<EquipmentPlan> {
        let (version, insurer) = (careplan_model::Edition::CURRENT.version(), "991018".parse().unwrap());
        let (date, office) = ("20260401".parse().unwrap(), "9970100062".parse().unwrap());
        let service = "17".parse().unwrap();
        let plan = |(number, lines): (usize, &Vec<(usize, i32)>)| {
            let insured = format!("9{number:09}").parse().unwrap();
            let header =
                EquipmentPlanHeader::new(version, insurer, insured, date, office, service, "見本".to_owned());
            let mut plan = EquipmentPlan::new(header);
            for (line_no, (code, units)) in (1..).zip(lines) {
                let rental = SupplyKind::Rental;
                let mut line =
                    EquipmentPlanLine::new(version, insurer, insured, date, office, service, line_no, rental);
                line.category = Some(Category::SpecialBed);
                line.tais_code = CODES[*code].map(|code| code.parse().unwrap());
                line.equipment_name = (*code > 0).then(|| format!("見本ベッド{code}"));
                line.units = Some(*units);
                plan.lines.push(line);
            }
            plan
        };
        persons.iter().enumerate().map(plan).collect()
    }

    proptest! {
        /// Matching only what is stale gives what matching all gives, whatever was filled in.
        #[test]
        fn groups_that_are_not_stale_would_find_the_same(
            persons in prop::collection::vec(prop::collection::vec((0..3_usize, 100..102), 1..5), 1..6),
            filled in prop::collection::vec((0..20_usize, 1..3_usize), 0..8),
        ) {
            let plans = plans(&persons);
            let april = RentalMonth::new("202604".parse().unwrap(), "20260325".parse().unwrap(), "9970100013".parse().unwrap());
            let forms: Vec<_> = plans
                .iter()
                .flat_map(|plan| {
                    let mut unknown = plan.clone();
                    for line in &mut unknown.lines {
                        (line.tais_code, line.equipment_name) = (None, None);
                    }
                    rental_lines(&unknown, &april, |_| "20260401".parse().unwrap()).unwrap()
                })
                .collect();
            let (mut slips, plan) = (of_table6(&forms), of_plans(&plans));
            let months = BTreeMap::from([(april.month, in_force(&plans, april.month))]);
            let mut pairing = Pairing::new(&slips, &plan, &months);
            pairing.match_stale(&slips, &plan);
            let mut is_filled = vec![false; slips.len()];
            for (at, code) in filled {
                if let Some(slip) = slips.get_mut(at) {
                    slip.codes.tais = CODES[code].map(|code| code.parse().unwrap());
                    is_filled[at] = true;
                }
            }
            pairing.begin_anew(&is_filled);
            pairing.match_stale(&slips, &plan);
            let mut all = Pairing::new(&slips, &plan, &months);
            all.match_stale(&slips, &plan);
            prop_assert_eq!(&pairing.slips, &all.slips);
            let parts = |pairing: &Pairing| format!("{:?}", pairing.lines);
            prop_assert_eq!(parts(&pairing), parts(&all));
        }
    }
}
