//! The rules once more, written for reading and not for use: records in a map by kind and key.

use crate::ledger::made::{Made, MadeUnit, ORDER};
use std::collections::BTreeMap;

/// Which kind, and the key as texts.
pub(crate) type Place = (&'static str, Vec<&'static str>);

/// What is held under a place: records, or names of pictures.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    pub(crate) unit: MadeUnit,
    pub(crate) records: Vec<Made>,
    pub(crate) images: Vec<String>,
}

impl PartialEq for MadeUnit {
    fn eq(&self, other: &Self) -> bool {
        self.name("X") == other.name("X")
    }
}

pub(crate) type Naive = BTreeMap<Place, Held>;

/// The key of a record in a file of a kind; the first text tells the family.
pub(crate) fn key(unit: &MadeUnit, prefix: &str, made: Made) -> Vec<&'static str> {
    match prefix {
        "UPPLAN" | "UPSIKYU" | "DLTPLAN" => vec!["month", made.insured(), made.month()],
        "UPHOSOKU" if unit.month.is_some() => vec!["month", made.insured(), made.month()],
        "UP1KYO" | "UP2KYO" | "UP3KYO" | "DLT1KYO" | "UPHOSOKU" => vec!["plan", made.insured(), made.date()],
        "UPJSK" | "DLTJSK" => {
            vec!["actual", made.insured(), made.month(), made.office(), made.service_type()]
        }
        "UPYOBO" | "UPYOBO_SUB" | "DLTYOBO" => vec!["preventive", made.insured(), made.date()],
        _ => vec!["consultation", made.insured(), made.date()],
    }
}

/// Applies one unit, which is newer than all that is held.
fn apply(state: &mut Naive, unit: &MadeUnit) {
    let files = unit.taken();
    // Deletions, one by one: all of the key goes.
    for (prefix, records) in files.iter().filter(|(prefix, _)| prefix.starts_with("DLT")) {
        for made in records {
            let key = key(unit, prefix, *made);
            state.retain(|(_, held), _| *held != key);
        }
    }
    // Keys whose leading record is in the unit are emptied.
    let leads = ["UP1KYO", "UPPLAN", "UPJSK", "UPKIHON", "UPYOBO"];
    for (prefix, records) in files.iter().filter(|(prefix, _)| leads.contains(prefix)) {
        for made in records {
            let key = key(unit, prefix, *made);
            state.retain(|(_, held), _| *held != key);
        }
    }
    // Whatever the unit brings of a kind and key replaces what was there.
    let mut brought = Naive::new();
    let nothing = || Held { unit: unit.clone(), records: Vec::new(), images: Vec::new() };
    for (prefix, records) in files.iter().filter(|(prefix, _)| !prefix.starts_with("DLT")) {
        for made in records {
            let key = key(unit, prefix, *made);
            brought.entry((prefix, key.clone())).or_insert_with(nothing).records.push(*made);
            if *prefix == "UPKIHON"
                && unit.images
                && let Some(branch) = made.image()
            {
                let held = brought.entry(("UPKIHON_IMAGE", key)).or_insert_with(nothing);
                held.images.push(unit.image_name(&branch));
                held.images.sort();
                held.images.dedup();
            }
        }
    }
    state.extend(brought);
}

/// Applies units by timestamp, then by the name of the first file.
pub(crate) fn apply_all(units: &[MadeUnit]) -> Naive {
    let place = |prefix: &str| ORDER.iter().position(|known| *known == prefix).unwrap();
    let first_name = |unit: &MadeUnit| {
        let first = unit.files.iter().map(|(prefix, _)| *prefix).min_by_key(|prefix| place(prefix)).unwrap();
        unit.name(first)
    };
    let mut sorted: Vec<&MadeUnit> = units.iter().collect();
    sorted.sort_by_key(|unit| (unit.stamp, first_name(unit)));
    let mut state = Naive::new();
    for unit in sorted {
        apply(&mut state, unit);
    }
    state
}
