//! What a receiver holds: a unit is read and held, then a later one of the same persons replaces it.
//!
//! Both ways replace all that they hold of a key, and leave it where the unit is older. The obvious way does no
//! more. The ledger also compares with what it held, says of every entry and part what happened, and notes what is
//! odd: files that are missing or twice, other senders and receivers. It takes a unit by reference and copies its
//! forms, which the obvious way moves.

use super::received;
use crate::check::Unit;
use crate::obvious::{self, Table1, Table2, Table6};
use crate::{names, ways::Failure};
use careplan_model::Ledger;
use chrono::{NaiveDate, NaiveDateTime};
use core::hash::Hash;
use core::hint::black_box;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Insurer, insured person, and the month or the date of the plan.
pub type Key = (String, String, NaiveDate);

/// What is held of a key, and when it was sent.
#[derive(Debug)]
pub struct Held<V> {
    /// ファイル連番 of its unit.
    pub timestamp: NaiveDateTime,
    /// What is held.
    pub value: V,
}

/// All that is held of one kind.
pub type Holdings<V> = HashMap<Key, Held<V>>;

/// 第1表 and 第2表 of a plan.
#[derive(Debug, Default)]
pub struct Plan {
    /// 第1表.
    pub table1: Option<Table1>,
    /// 第2表.
    pub table2: Vec<Table2>,
}

/// The ledger after these units, which are read one after the other.
///
/// # Errors
///
/// A file that cannot be read.
pub fn ours(units: &[Unit]) -> Result<Ledger, Failure> {
    let mut ledger = Ledger::new();
    for unit in units {
        black_box(ledger.apply(&received::unit(unit)?));
    }
    Ok(ledger)
}

/// 第6表 after these units, by hand. The decoded text lies in `text`, which is used again.
///
/// # Errors
///
/// A file that cannot be read.
pub fn obvious_slips(units: &[Unit], text: &mut String) -> Result<Holdings<Vec<Table6>>, Failure> {
    let mut held = HashMap::new();
    for unit in units {
        let mut months: HashMap<Key, Vec<Table6>> = HashMap::new();
        for (_, file) in &unit.files {
            obvious::read(file, text, |line: Table6| {
                let key = (line.insurer.clone(), line.insured.clone(), line.service_month);
                months.entry(key).or_default().push(line);
            })?;
        }
        replace(&mut held, months, timestamp(unit)?);
    }
    Ok(held)
}

/// 第1表 and 第2表 after these units, by hand. The decoded text lies in `text`, which is used again.
///
/// # Errors
///
/// A file that cannot be read.
pub fn obvious_plans(units: &[Unit], text: &mut String) -> Result<Holdings<Plan>, Failure> {
    let mut held = HashMap::new();
    for unit in units {
        let mut plans: HashMap<Key, Plan> = HashMap::new();
        for (name, file) in &unit.files {
            if name.starts_with("UP1KYO") {
                obvious::read(file, text, |form: Table1| {
                    let key = (form.insurer.clone(), form.insured.clone(), form.plan_date);
                    plans.entry(key).or_default().table1 = Some(form);
                })?;
            } else {
                obvious::read(file, text, |line: Table2| {
                    let key = (line.insurer.clone(), line.insured.clone(), line.plan_date);
                    plans.entry(key).or_default().table2.push(line);
                })?;
            }
        }
        replace(&mut held, plans, timestamp(unit)?);
    }
    Ok(held)
}

fn timestamp(unit: &Unit) -> Result<NaiveDateTime, Failure> {
    let name = unit.files.first().and_then(|(name, _)| names::parts(name));
    Ok(name.ok_or("not a name of the standard")?.timestamp)
}

/// Takes over what a unit has, as far as nothing newer is held.
fn replace<K: Eq + Hash, V>(held: &mut HashMap<K, Held<V>>, new: HashMap<K, V>, timestamp: NaiveDateTime) {
    for (key, value) in new {
        let value = Held { timestamp, value };
        match held.entry(key) {
            Entry::Occupied(old) if old.get().timestamp > timestamp => {}
            Entry::Occupied(mut old) => drop(old.insert(value)),
            Entry::Vacant(place) => drop(place.insert(value)),
        }
    }
}
