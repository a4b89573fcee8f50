//! The ledger: laws on random units, against a naive model; and what is odd in a unit.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

mod made;
mod naive;
mod odd;
#[cfg(feature = "serde")]
mod quiet;
mod whole;

use careplan_model::ledger::{Effect, Entry, EntryKey, Ledger, Part, PartEffect};
use careplan_model::{FormFile, Transmission, kind};
use made::{Made, MadeUnit, any_made, leading, units};
use naive::{Naive, Place};
use proptest::prelude::*;

fn transmissions(units: &[MadeUnit]) -> Vec<Transmission<FormFile>> {
    units.iter().map(MadeUnit::unit).collect()
}

fn applied_all(units: &[MadeUnit]) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.apply_all(&transmissions(units));
    ledger
}

/// The key of the ledger for a place of the naive model.
fn key_of((_, texts): &Place) -> EntryKey {
    let person = |insured: &str| careplan_model::ledger::Person {
        insurer: "991018".parse().unwrap(),
        insured: insured.parse().unwrap(),
    };
    match &texts[..] {
        ["plan", who, day] => EntryKey::Plan { person: person(who), plan_date: day.parse().unwrap() },
        ["month", who, month] => {
            EntryKey::Month { person: person(who), service_month: month.parse().unwrap() }
        }
        ["actual", who, month, office, service_type] => EntryKey::Actual {
            person: person(who),
            service_month: month.parse().unwrap(),
            provider: office.parse().unwrap(),
            service_type: service_type.parse().unwrap(),
        },
        ["consultation", who, day] => {
            EntryKey::Consultation { person: person(who), consulted_on: day.parse().unwrap() }
        }
        ["preventive", who, day] => {
            EntryKey::PreventivePlan { person: person(who), plan_date: day.parse().unwrap() }
        }
        other => panic!("{other:?}"),
    }
}

/// Compares part by part: records, and the unit that they came from.
fn assert_equal(ledger: &Ledger, naive: &Naive) {
    let parts: usize = ledger.entries().map(|(_, entry)| entry.parts().len()).sum();
    assert_eq!(parts, naive.len(), "{ledger:?}\n{naive:?}");
    for (place, held) in naive {
        let (prefix, _) = place;
        let entry = ledger.get(&key_of(place)).unwrap_or_else(|| panic!("{place:?} is not held"));
        let part = entry.part(kind::by_prefix(prefix).unwrap()).unwrap();
        if *prefix == "UPKIHON_IMAGE" {
            let names: Vec<String> = entry.images().iter().map(ToString::to_string).collect();
            assert_eq!(names, held.images);
        } else {
            // Not with `assert_eq`, which would print redacted forms.
            assert!(part.list() == Some(&held.unit.forms(prefix, &held.records)), "{place:?}");
        }
        assert_eq!(part.origin().first_file().timestamp(), held.unit.unit().timestamp);
        assert_eq!(part.origin().sender(), held.unit.unit().sender);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn it_holds_what_the_naive_model_holds(units in units(true)) {
        assert_equal(&applied_all(&units), &naive::apply_all(&units));
    }

    #[test]
    fn the_order_of_arrival_does_not_matter((units, arrived) in
        units(true).prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle())))
    {
        // Nor does that of the files of a unit.
        let turned = |unit: MadeUnit| MadeUnit { files: unit.files.into_iter().rev().collect(), ..unit };
        let arrived: Vec<_> = arrived.into_iter().map(turned).collect();
        prop_assert_eq!(applied_all(&units), applied_all(&arrived));
    }

    /// Without deletions, of which nothing is remembered, not even the order of applying matters.
    #[test]
    fn a_late_unit_undoes_nothing((units, arrived) in
        units(false).prop_flat_map(|units| (Just(units.clone()), Just(units).prop_shuffle())))
    {
        let mut ledger = Ledger::new();
        for unit in &arrived {
            ledger.apply(&unit.unit());
        }
        prop_assert_eq!(&ledger, &applied_all(&units));
        assert_equal(&ledger, &naive::apply_all(&units));
    }

    #[test]
    fn the_same_unit_twice_changes_nothing(units in units(true)) {
        let mut ledger = Ledger::new();
        for unit in &units {
            let unit = unit.unit();
            ledger.apply(&unit);
            let before = ledger.clone();
            let again = ledger.apply(&unit);
            prop_assert!(!again.is_change(), "{again:?}");
            prop_assert_eq!(&ledger, &before);
        }
    }

    #[test]
    fn all_units_again_change_nothing_in_the_end(units in units(true)) {
        let mut ledger = applied_all(&units);
        let before = ledger.clone();
        ledger.apply_all(&transmissions(&units));
        prop_assert_eq!(ledger, before);
    }

    /// What is told of each entry is what happened: numbers of records, and whether anything changed.
    #[test]
    fn changes_tell_what_happened(units in units(true)) {
        let mut ledger = Ledger::new();
        for unit in &units {
            let before = ledger.clone();
            let applied = ledger.apply(&unit.unit());
            prop_assert!(applied.is_change() != holds_the_same(&before, &ledger) || deletes_and_updates(unit));
            let deleted = applied.changes.iter().filter(|change| change.effect == Effect::NotHeld);
            prop_assert!(deleted.clone().all(|change| change.parts.is_empty()));
            for (_, entry) in ledger.entries() {
                prop_assert!(!entry.parts().is_empty() && entry.parts().iter().all(|part| !part.is_empty()));
            }
            if deletes_and_updates(unit) {
                continue;
            }
            for change in &applied.changes {
                let count = |ledger: &Ledger, kind| {
                    ledger.get(&change.key).and_then(|entry| entry.part(kind)).map_or(0, Part::len)
                };
                for part in &change.parts {
                    let counts = (count(&before, part.kind), count(&ledger, part.kind));
                    prop_assert_eq!((part.before, part.after), counts);
                }
                let was_held = before.get(&change.key).is_some();
                prop_assert_eq!(change.effect == Effect::Added, !was_held && ledger.get(&change.key).is_some());
                let same = before.get(&change.key).map(contents) == ledger.get(&change.key).map(contents);
                prop_assert_eq!(change.effect.is_change(), !same);
            }
        }
    }

    #[test]
    fn a_deletion_right_after_its_unit_gives_what_was_before(
        units in units(true), prefix in leading(), made in any_made(Some(1)),
    ) {
        let before = applied_all(&units);
        let in_month = matches!(prefix, "UPPLAN" | "UPJSK");
        let unit = |stamp, prefix| MadeUnit {
            stamp, sender: 0, month: in_month.then_some(1), files: vec![(prefix, vec![made])], images: true,
        };
        let deletion = match prefix {
            "UP1KYO" => "DLT1KYO", "UPPLAN" => "DLTPLAN", "UPJSK" => "DLTJSK", "UPKIHON" => "DLTKIHON",
            _ => "DLTYOBO",
        };
        let new = unit(8, prefix);
        let key = key_of(&(prefix, naive::key(&new, prefix, made)));
        prop_assume!(before.get(&key).is_none());
        let mut ledger = before.clone();
        prop_assert_eq!(ledger.apply(&new.unit()).changes[0].effect, Effect::Added);
        prop_assert!(ledger != before);
        prop_assert_eq!(ledger.apply(&unit(9, deletion).unit()).changes[0].effect, Effect::Removed);
        prop_assert_eq!(ledger, before);
    }

    #[test]
    fn nothing_for_debugging_tells_a_person(units in units(true)) {
        let mut ledger = Ledger::new();
        let applied = ledger.apply_all(&transmissions(&units));
        let texts = [format!("{ledger:?}"), format!("{applied:?}")].into_iter();
        let messages = applied.iter().flat_map(|applied| {
            let changes = applied.changes.iter().flat_map(|change| [change.to_string(), change.japanese()]);
            changes.chain(applied.notes.iter().flat_map(|note| [note.to_string(), note.japanese()]))
        });
        for text in texts.chain(messages) {
            for secret in ["9000000001", "H000000103", "ひみつ"] {
                prop_assert!(!text.contains(secret), "{}", text);
            }
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn json_gives_the_ledger_back(units in units(true)) {
        let ledger = applied_all(&units);
        let json = serde_json::to_string(&ledger).unwrap();
        let again: Ledger = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), json);
        prop_assert_eq!(again, ledger);
    }
}

fn contents(
    entry: &Entry,
) -> Vec<(&'static str, Option<&careplan_model::FormList>, &[careplan_model::FileName])> {
    let images = |part: &Part| if part.list().is_none() { entry.images() } else { &[] };
    entry.parts().iter().map(|part| (part.kind().prefix, part.list(), images(part))).collect()
}

/// Whether the records are the same, whatever units they came from.
fn holds_the_same(a: &Ledger, b: &Ledger) -> bool {
    let all = |ledger: &Ledger| ledger.entries().map(|(key, _)| *key).collect::<Vec<_>>();
    all(a) == all(b) && all(a).iter().all(|key| a.get(key).map(contents) == b.get(key).map(contents))
}

fn deletes_and_updates(unit: &MadeUnit) -> bool {
    unit.files.iter().any(|(prefix, _)| prefix.starts_with("DLT"))
}

#[test]
fn random_units_do_all_that_can_be_done() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut effects, mut part_effects) = (Vec::new(), Vec::new());
    for _ in 0..300 {
        let units = units(true).new_tree(&mut runner).unwrap().current();
        let mut ledger = Ledger::new();
        for applied in units.iter().map(|unit| ledger.apply(&unit.unit())) {
            effects.extend(applied.changes.iter().map(|change| change.effect));
            part_effects
                .extend(applied.changes.iter().flat_map(|change| &change.parts).map(|part| part.effect));
        }
    }
    for effect in [
        Effect::Added,
        Effect::Replaced,
        Effect::Removed,
        Effect::Unchanged,
        Effect::NotHeld,
        Effect::Outdated,
    ] {
        assert!(effects.contains(&effect), "{effect:?}");
    }
    for effect in [
        PartEffect::Added,
        PartEffect::Replaced,
        PartEffect::Unchanged,
        PartEffect::Outdated,
        PartEffect::LeftOut,
        PartEffect::Deleted,
        PartEffect::Cascaded,
    ] {
        assert!(part_effects.contains(&effect), "{effect:?}");
    }
}

pub(crate) const MADE: Made = Made { person: 0, when: 0, office: 0, service: 0, value: 1 };
