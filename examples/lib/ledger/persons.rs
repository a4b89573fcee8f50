//! Who a change is about: a number, or the insured number when it was asked for.

use super::received::Received;
use careplan_model::ledger::{EntryKey, Person};
use careplan_rules::Language;
use std::collections::BTreeMap;

/// The persons, numbered in the order in which they appear.
pub(super) struct Persons {
    numbers: BTreeMap<Person, usize>,
    language: Language,
    /// Whether insured numbers are shown.
    pub(super) show: bool,
}

impl Persons {
    pub(super) fn of(received: &Received, language: Language, show: bool) -> Self {
        let mut numbers = BTreeMap::new();
        for change in received.units.iter().flat_map(|unit| &unit.changes) {
            let next = numbers.len() + 1;
            numbers.entry(change.key.person()).or_insert(next);
        }
        Self { numbers, language, show }
    }

    /// Whom an entry is about.
    pub(super) fn name(&self, key: &EntryKey) -> String {
        let person = key.person();
        let number = self.numbers.get(&person).copied().unwrap_or_default();
        match (self.language, self.show) {
            (Language::Japanese, false) => format!("利用者{number}"),
            (Language::English, false) => format!("person {number}"),
            (Language::Japanese, true) => {
                format!("被保険者番号 {}（保険者 {}）", person.insured, person.insurer)
            }
            (Language::English, true) => format!("insured {} (insurer {})", person.insured, person.insurer),
        }
    }
}
