//! Product codes and names carried from the plans of rental offices to 第6表 and 第7表.
//!
//! Both ways fill a line in that has no code yet, where the lines of the plans of its person, office, service code
//! and units, used in the month, are of one product. The obvious way does no more. The transfer also knows which of
//! several plans counts, tells lines apart by names and 明細判別コード, writes 明細判別コード where it is needed, finds
//! conflicts, says of every line of all three what became of it, and begins anew until nothing is left to fill in,
//! so that doing it again changes nothing.

use crate::data::Rentals;
use crate::obvious::{self, EquipmentPlanLine, SupplyKind, Table6, Table7};
use crate::ways::Failure;
use careplan_csv::to_vec;
use careplan_fukushi::transfer::{LineResult, transfer};
use chrono::{Days, Months, NaiveDate};
use std::collections::HashMap;

/// The transfer. What became of each line.
pub fn ours(rentals: &mut Rentals) -> Vec<LineResult> {
    let (table6, table7) = (core::mem::take(&mut rentals.table6), core::mem::take(&mut rentals.table7));
    let after = transfer(&rentals.plans, table6, table7);
    (rentals.table6, rentals.table7) = (after.table6, after.table7);
    after.lines
}

/// As it was before the transfer.
pub fn undo_ours(rentals: &mut Rentals) {
    for line in rentals.table6.iter_mut().filter(|line| line.service_code.is_equipment_rental()) {
        (line.tais_code, line.notified_code, line.equipment_name) = (None, None, None);
        line.discriminator = None;
    }
    for row in rentals.table7.iter_mut().filter(|row| row.service_code.is_equipment_rental()) {
        (row.tais_code, row.notified_code, row.equipment_name) = (None, None, None);
    }
}

/// The same plans and slips, as one holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// The lines of the plans.
    pub lines: Vec<EquipmentPlanLine>,
    /// 第6表.
    pub table6: Vec<Table6>,
    /// 第7表.
    pub table7: Vec<Table7>,
}

impl Tables {
    /// Read from the files that the crates write.
    ///
    /// # Errors
    ///
    /// None for generated forms.
    pub fn of(rentals: &Rentals) -> Result<Self, Failure> {
        let lines: Vec<_> = rentals.plans.iter().flat_map(|plan| &plan.lines).collect();
        Ok(Self {
            lines: all(&to_vec(lines)?)?,
            table6: all(&to_vec(&rentals.table6)?)?,
            table7: all(&to_vec(&rentals.table7)?)?,
        })
    }
}

fn all<F: serde::de::DeserializeOwned>(file: &[u8]) -> Result<Vec<F>, Failure> {
    let mut all = Vec::new();
    obvious::read(file, &mut String::new(), |form| all.push(form))?;
    Ok(all)
}

/// Insurer, insured person, office, service code.
type Key<'a> = (&'a str, &'a str, &'a str, &'a str);

/// The transfer by hand. How many lines were filled in.
pub fn obvious(tables: &mut Tables) -> usize {
    let mut planned: HashMap<Key<'_>, Vec<&EquipmentPlanLine>> = HashMap::new();
    for line in tables.lines.iter().filter(|line| line.supply == SupplyKind::Rental) {
        if let Some(code) = &line.service_code {
            let key = (line.insurer.as_str(), line.insured.as_str(), line.provider.as_str(), code.as_str());
            planned.entry(key).or_default().push(line);
        }
    }
    let mut filled = 0;
    for line in &mut tables.table6 {
        if !is_rental(&line.service_code) || line.tais_code.is_some() || line.notified_code.is_some() {
            continue;
        }
        let key = (&*line.insurer, &*line.insured, &*line.provider, &*line.service_code);
        let product = planned.get(&key).and_then(|planned| product(planned, line.service_month, line.units));
        if let Some(product) = product {
            line.tais_code.clone_from(&product.tais_code);
            line.notified_code.clone_from(&product.notified_code);
            line.equipment_name.clone_from(&product.equipment_name);
            filled += 1;
        }
    }
    for row in &mut tables.table7 {
        if !is_rental(&row.service_code) || row.tais_code.is_some() || row.notified_code.is_some() {
            continue;
        }
        let key = (&*row.insurer, &*row.insured, &*row.provider, &*row.service_code);
        let units = Some(row.discounted_units.unwrap_or(row.units));
        let product = planned.get(&key).and_then(|planned| product(planned, row.service_month, units));
        if let Some(product) = product {
            row.tais_code.clone_from(&product.tais_code);
            row.notified_code.clone_from(&product.notified_code);
            row.equipment_name.clone_from(&product.equipment_name);
            filled += 1;
        }
    }
    filled
}

/// As it was before the transfer.
pub fn undo_obvious(tables: &mut Tables) {
    for line in tables.table6.iter_mut().filter(|line| is_rental(&line.service_code)) {
        (line.tais_code, line.notified_code, line.equipment_name) = (None, None, None);
    }
    for row in tables.table7.iter_mut().filter(|row| is_rental(&row.service_code)) {
        (row.tais_code, row.notified_code, row.equipment_name) = (None, None, None);
    }
}

fn is_rental(service_code: &str) -> bool {
    service_code.starts_with("1710") || service_code.starts_with("6710")
}

/// The product of a line: the one that all lines of the plan have which may be meant.
fn product<'a>(
    planned: &[&'a EquipmentPlanLine],
    month: NaiveDate,
    units: Option<i32>,
) -> Option<&'a EquipmentPlanLine> {
    let end =
        month.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)))?;
    let may_be_meant = |line: &&&EquipmentPlanLine| {
        line.starts_on.is_none_or(|day| day <= end)
            && line.ends_on.is_none_or(|day| day >= month)
            && (line.units.is_none() || units.is_none() || line.units == units)
    };
    let mut lines = planned.iter().filter(may_be_meant);
    let first = lines.next()?;
    let is_same = |line: &&EquipmentPlanLine| {
        line.tais_code == first.tais_code && line.notified_code == first.notified_code
    };
    lines.all(is_same).then_some(*first)
}
