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
    /// By month and line of the plans: those that have a part in the month.
    pub(super) lines: BTreeMap<(YearMonth, usize), Found>,
    /// The others.
    pub(super) left_out: BTreeMap<(YearMonth, usize), LineOutcome>,
    /// Who has lines in the plans, or in the table.
    plan_clients: BTreeSet<(YearMonth, Client)>,
    slip_clients: BTreeSet<(YearMonth, Client)>,
}

impl Pairing {
    /// Finds the counterparts; `in_force` says for each month of the table which plans count.
    pub(super) fn new(slips: &[Slip], plan: &[PlanLine], in_force: &BTreeMap<YearMonth, Vec<bool>>) -> Self {
        let mut pairing = Self {
            slips: vec![Found::Nothing; slips.len()],
            lines: BTreeMap::new(),
            left_out: BTreeMap::new(),
            plan_clients: BTreeSet::new(),
            slip_clients: BTreeSet::new(),
        };
        let mut groups = BTreeMap::<GroupKey, (Vec<usize>, Vec<usize>)>::new();
        for (at, slip) in slips.iter().enumerate().filter(|(_, slip)| slip.has_items) {
            groups.entry(slip.key).or_default().0.push(at);
            pairing.slip_clients.insert((slip.key.month, slip.key.client));
        }
        for (month, in_force) in in_force {
            for (at, line) in plan.iter().enumerate() {
                if line.has_other_key {
                    let outcome = LineOutcome::WithoutCounterpart(NoCounterpart::OtherKey);
                    pairing.left_out.insert((*month, at), outcome);
                    continue;
                }
                if let Some(reason) = line.not_concerned(*month, in_force) {
                    pairing.left_out.insert((*month, at), LineOutcome::NotConcerned(reason));
                    continue;
                }
                pairing.plan_clients.insert((*month, line.client));
                if let Some(code) = line.code {
                    let key = GroupKey { client: line.client, month: *month, code };
                    groups.entry(key).or_default().1.push(at);
                } else {
                    let outcome = LineOutcome::WithoutCounterpart(NoCounterpart::NoServiceCode);
                    pairing.left_out.insert((*month, at), outcome);
                }
            }
        }
        for (key, (own_slips, own_lines)) in groups {
            let in_group: Vec<_> = own_slips.iter().filter_map(|at| slips.get(*at)).collect();
            let of_plan: Vec<_> = own_lines.iter().filter_map(|at| plan.get(*at)).collect();
            let matching = match_group(&in_group, &of_plan);
            for (at, found) in own_slips.iter().zip(matching.slips) {
                if let Some(place) = pairing.slips.get_mut(*at) {
                    *place = found.among(&own_lines);
                }
            }
            for (at, found) in own_lines.iter().zip(matching.lines) {
                pairing.lines.insert((key.month, *at), found.among(&own_slips));
            }
        }
        pairing
    }

    /// Why a line of the table has no counterpart, where the group has none.
    pub(super) fn reason_of_slip(&self, slip: &Slip) -> LineOutcome {
        if !slip.has_items {
            return LineOutcome::NotConcerned(NotConcerned::OldEdition);
        }
        reason(self.plan_clients.contains(&(slip.key.month, slip.key.client)))
    }

    /// The same of a line of the plans.
    pub(super) fn reason_of_line(&self, month: YearMonth, line: &PlanLine) -> LineOutcome {
        reason(self.slip_clients.contains(&(month, line.client)))
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
            let is_free = |line: &usize| !matches!(self.lines.get(&(month, *line)), Some(Found::Matched(_)));
            let lines: Vec<_> = lines.into_iter().filter(is_free).collect();
            if !are_alike || lines.len() != own_rows.len() {
                continue;
            }
            for (row, line) in own_rows.into_iter().zip(lines) {
                if let Some(found) = self.slips.get_mut(row) {
                    *found = Found::Matched(vec![line]);
                }
                self.lines.insert((month, line), Found::Matched(vec![row]));
            }
        }
        self.drop_candidates_that_are_matched();
    }

    fn drop_candidates_that_are_matched(&mut self) {
        let matched_rows: BTreeSet<_> = matched(self.slips.iter().enumerate());
        let matched_lines: BTreeSet<_> = matched(self.lines.iter().map(|((_, line), found)| (*line, found)));
        self.slips.iter_mut().for_each(|found| found.drop_candidates(&matched_lines));
        self.lines.values_mut().for_each(|found| found.drop_candidates(&matched_rows));
    }
}

/// What rows of 第7表 and lines of 第6表 share that are about the same.
type Alike = (GroupKey, Option<SatelliteNumber>, Option<i32>);

fn alike(slip: &Slip) -> Alike {
    (slip.key, slip.satellite, slip.units)
}

fn matched<'f>(found: impl Iterator<Item = (usize, &'f Found)>) -> BTreeSet<usize> {
    found.filter(|(_, found)| matches!(found, Found::Matched(_))).map(|(at, _)| at).collect()
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
        let all = |places: Vec<usize>| places.iter().filter_map(|at| group.get(*at).copied()).collect();
        match self {
            Self::Matched(places) => Self::Matched(all(places)),
            Self::Several(places) => Self::Several(all(places)),
            Self::OtherUnits(places) => Self::OtherUnits(all(places)),
            Self::Surplus => Self::Surplus,
            Self::Nothing => Self::Nothing,
        }
    }

    fn drop_candidates(&mut self, matched: &BTreeSet<usize>) {
        if let Self::Several(places) | Self::OtherUnits(places) = self {
            places.retain(|at| !matched.contains(at));
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
