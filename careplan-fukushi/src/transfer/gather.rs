//! Lines of both sides in one shape, and which plan counts in a month.

use super::codes::{Codes, Name};
use super::result::{FilledItem, LineKind, LinePlace, NotConcerned};
use crate::plan::{EquipmentPlan, PlanKey};
use crate::provisional::EquipmentPlanLine;
use careplan_model::{
    CsvVersion, Date, Edition, InsuredNumber, InsurerNumber, LayoutFamily, OfficeNumber, SatelliteNumber,
    ServiceCode, ServiceTypeCode, Table6, Table7, YearMonth,
};
use std::collections::BTreeMap;

/// A person with an office.
pub(super) type Client = (InsurerNumber, InsuredNumber, OfficeNumber);

/// What lines must share to be counterparts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct GroupKey {
    pub(super) client: Client,
    pub(super) month: YearMonth,
    pub(super) code: ServiceCode,
}

/// An equipment line of 第6表 or 第7表.
#[derive(Clone)]
pub(super) struct Slip {
    pub(super) place: LinePlace,
    pub(super) key: GroupKey,
    pub(super) satellite: Option<SatelliteNumber>,
    /// After discount, as 第6表 has them.
    pub(super) units: Option<i32>,
    /// How many pieces the line stands for.
    pub(super) pieces: usize,
    pub(super) codes: Codes,
    pub(super) name: Option<Name>,
    pub(super) discriminator: Option<i32>,
    /// Whether its edition has the items of equipment.
    pub(super) has_items: bool,
    pub(super) filled: Vec<FilledItem>,
}

/// A line of a plan.
pub(super) struct PlanLine {
    pub(super) place: LinePlace,
    pub(super) plan: usize,
    pub(super) client: Client,
    /// Whether its key is not that of its plan.
    pub(super) has_other_key: bool,
    /// Why it is in no slip, whatever the month.
    pub(super) not_rented: bool,
    pub(super) code: Option<ServiceCode>,
    pub(super) units: Option<i32>,
    pub(super) codes: Codes,
    pub(super) name: Option<Name>,
    pub(super) discriminator: Option<i32>,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
}

fn has_items(version: CsvVersion) -> bool {
    version.edition().is_none_or(|edition: Edition| edition.family() != LayoutFamily::V3)
}

fn pieces(count: i32) -> usize {
    usize::try_from(count).unwrap_or_default().max(1)
}

pub(super) fn of_table6(forms: &[Table6]) -> Vec<Slip> {
    let lines = (1..).zip(forms).filter(|(_, form)| form.service_code.equipment_category().is_some());
    let slip = |(record, form): (usize, &Table6)| Slip {
        place: LinePlace { kind: LineKind::Table6, record },
        key: GroupKey {
            client: (form.insurer, form.insured, form.provider),
            month: form.service_month,
            code: form.service_code,
        },
        satellite: form.satellite,
        units: form.units,
        pieces: pieces(form.service_count),
        codes: Codes { tais: form.tais_code, notified: form.notified_code },
        name: Name::new(form.equipment_name.as_ref()),
        discriminator: form.discriminator,
        has_items: has_items(form.csv_version),
        filled: Vec::new(),
    };
    lines.map(slip).collect()
}

pub(super) fn of_table7(forms: &[Table7]) -> Vec<Slip> {
    let lines = (1..).zip(forms).filter(|(_, form)| form.service_code.equipment_category().is_some());
    let slip = |(record, form): (usize, &Table7)| Slip {
        place: LinePlace { kind: LineKind::Table7, record },
        key: GroupKey {
            client: (form.insurer, form.insured, form.provider),
            month: form.service_month,
            code: form.service_code,
        },
        satellite: form.satellite,
        // What stands in 第6表 is after discount: so both tables find the same line of the plan, or both none.
        units: Some(form.discounted_units.unwrap_or(form.units)),
        pieces: pieces(form.quantity),
        codes: Codes { tais: form.tais_code, notified: form.notified_code },
        name: Name::new(form.equipment_name.as_ref()),
        discriminator: None,
        has_items: has_items(form.csv_version),
        filled: Vec::new(),
    };
    lines.map(slip).collect()
}

pub(super) fn of_plans(plans: &[EquipmentPlan]) -> Vec<PlanLine> {
    let lines = plans.iter().enumerate().flat_map(|(at, plan)| {
        let key = plan.key();
        plan.lines.iter().map(move |line| (at, key, line))
    });
    let line = |(record, (plan, key, line)): (usize, (usize, PlanKey, &EquipmentPlanLine))| PlanLine {
        place: LinePlace { kind: LineKind::Plan, record },
        plan,
        has_other_key: line.key() != key,
        client: (line.insurer, line.insured, line.provider),
        not_rented: !line.is_rental(),
        code: service_code(line),
        units: units(line),
        codes: Codes { tais: line.tais_code, notified: line.notified_code },
        name: Name::new(line.equipment_name.as_ref()),
        discriminator: line.discriminator,
        starts_on: line.starts_on,
        ends_on: line.ends_on,
    };
    (1..).zip(lines).map(line).collect()
}

/// The service code of a line; where it is blank, the one that the 種目 has in the plan's service type.
pub(super) fn service_code(line: &EquipmentPlanLine) -> Option<ServiceCode> {
    line.service_code.or_else(|| line.category?.service_code(line.service_type))
}

/// The units of a line; where they are blank, the price by 10 yen for a unit, if that is a whole number.
pub(super) fn units(line: &EquipmentPlanLine) -> Option<i32> {
    line.units.or_else(|| line.price.filter(|price| price % 10 == 0).map(|price| price / 10))
}

/// Whether a line is used in a month.
pub(super) fn is_used_in(starts_on: Option<Date>, ends_on: Option<Date>, month: YearMonth) -> bool {
    starts_on.is_none_or(|day| day.year_month() <= month)
        && ends_on.is_none_or(|day| day.year_month() >= month)
}

impl PlanLine {
    /// Why the line has no part in a month; `None` if it has one.
    pub(super) fn not_concerned(&self, month: YearMonth, in_force: &[bool]) -> Option<NotConcerned> {
        if self.not_rented {
            Some(NotConcerned::NotRented)
        } else if in_force.get(self.plan) != Some(&true) {
            Some(NotConcerned::OtherPlan)
        } else if !is_used_in(self.starts_on, self.ends_on, month) {
            Some(NotConcerned::OutsideMonth)
        } else {
            None
        }
    }
}

/// Which plans count in a month: of each person, office and service type the latest one dated in the month or
/// before; if all are dated later (written after an emergency), the earliest. Of several with one date the last.
pub(super) fn in_force(plans: &[EquipmentPlan], month: YearMonth) -> Vec<bool> {
    let mut best = BTreeMap::<(Client, ServiceTypeCode), usize>::new();
    let date = |at: usize| plans.get(at).map(|plan| plan.header.plan_date);
    for (at, plan) in plans.iter().enumerate() {
        let key = plan.key();
        let chosen = best.entry(((key.insurer, key.insured, key.provider), key.service_type)).or_insert(at);
        let is_in_time = |date: Date| date.year_month() <= month;
        if let Some(before) = date(*chosen) {
            let now = key.plan_date;
            let is_better = match (is_in_time(before), is_in_time(now)) {
                (true, true) => now >= before,
                (false, false) => now <= before,
                (before_fits, _) => !before_fits,
            };
            if is_better {
                *chosen = at;
            }
        }
    }
    let mut in_force = vec![false; plans.len()];
    for at in best.into_values() {
        if let Some(place) = in_force.get_mut(at) {
            *place = true;
        }
    }
    in_force
}
