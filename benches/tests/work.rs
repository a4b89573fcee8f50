//! The works do the same both ways.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use careplan_benches::data::{Random, rentals};
use careplan_benches::obvious::{self, EquipmentPlanLine, SupplyKind};
use careplan_benches::work::{Data, KEYS, draft, ledger, received, transfer, works};
use careplan_csv::to_vec;
use careplan_fukushi::transfer::LineOutcome;
use careplan_model::ledger::{Effect, EntryKey, Note, Person};
use careplan_model::{Form, FormOf, Ledger, Table1, Table2, Table6};
use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;

const PERSONS: u32 = 30;

/// What the obvious way reads from the file of these forms; that it reads the same is tested in `obvious.rs`.
fn twins<F: FormOf<String> + Form<Text = String>, O: DeserializeOwned>(forms: &[F]) -> Vec<O> {
    let mut all = Vec::new();
    obvious::read(&to_vec(forms).unwrap(), &mut String::new(), |form| all.push(form)).unwrap();
    all
}

fn key(person: Person, date: NaiveDate) -> ledger::Key {
    (person.insurer.to_string(), person.insured.to_string(), date)
}

#[test]
fn all_works_can_be_done_again_and_again() {
    let data = Data::new(PERSONS).unwrap();
    let mut works = works(&data).unwrap();
    assert!(works.iter().map(|work| work.key).eq(KEYS));
    for work in &mut works {
        for way in [&mut work.obvious, &mut work.ours] {
            way.run().unwrap();
            way.run().unwrap();
        }
    }
}

#[test]
fn both_ways_hold_the_same_slips() {
    let units = received::slips(PERSONS);
    let (ours, theirs) =
        (ledger::ours(&units).unwrap(), ledger::obvious_slips(&units, &mut String::new()).unwrap());
    assert_eq!((ours.len(), theirs.len()), (PERSONS as usize, PERSONS as usize));
    for (entry_key, entry) in ours.entries() {
        let EntryKey::Month { person, service_month } = *entry_key else { panic!("{entry_key:?}") };
        let held = &theirs[&key(person, service_month.day(1).unwrap().into())];
        assert_eq!(twins::<Table6, obvious::Table6>(entry.forms()), held.value);
        assert_eq!((held.value.len(), held.value[0].units), (4, Some(396)));
        let timestamp = entry.leading().unwrap().origin().timestamp();
        assert_eq!(timestamp.to_string(), held.timestamp.format("%Y%m%d%H%M%S").to_string());
    }
}

#[test]
fn both_ways_hold_the_same_plans() {
    let units = received::plans(PERSONS);
    let (ours, theirs) =
        (ledger::ours(&units).unwrap(), ledger::obvious_plans(&units, &mut String::new()).unwrap());
    assert_eq!((ours.len(), theirs.len()), (PERSONS as usize, PERSONS as usize));
    for (entry_key, entry) in ours.entries() {
        let EntryKey::Plan { person, plan_date } = *entry_key else { panic!("{entry_key:?}") };
        let held = &theirs[&key(person, plan_date.into())].value;
        assert_eq!(twins::<Table1, obvious::Table1>(entry.forms()), Vec::from_iter(held.table1.clone()));
        assert_eq!(twins::<Table2, obvious::Table2>(entry.forms()), held.table2);
        assert_eq!(held.table2[1].frequency.as_deref(), Some("週に５日"));
    }
}

#[test]
fn the_later_unit_replaces_and_the_older_does_not() {
    for units in [received::slips(PERSONS), received::plans(PERSONS)] {
        let [first, later] = units.each_ref().map(|unit| received::unit(unit).unwrap());
        let mut ledger = Ledger::new();
        for (unit, effect) in
            [(&first, Effect::Added), (&later, Effect::Replaced), (&first, Effect::Outdated)]
        {
            let applied = ledger.apply(unit);
            assert_eq!(applied.changes.len(), PERSONS as usize);
            assert!(applied.changes.iter().all(|change| change.effect == effect), "{effect:?}");
            // Once of the unit, not of each person.
            assert!(matches!(applied.notes.as_slice(), [Note::Incomplete { .. }]), "{:?}", applied.notes);
        }
    }
    let mut slips = received::slips(PERSONS);
    slips.reverse();
    let held = ledger::obvious_slips(&slips, &mut String::new()).unwrap();
    assert!(held.values().all(|held| held.value[0].units == Some(396)));
}

/// How the obvious way writes a code.
fn code<C: Serialize>(code: Option<C>) -> Option<String> {
    let bytes = obvious::write([&code?]).unwrap();
    Some(String::from_utf8(bytes).unwrap().trim_end().to_owned())
}

fn day(date: Option<NaiveDate>) -> Option<String> {
    Some(date?.format("%Y%m%d").to_string())
}

#[test]
fn both_ways_begin_the_same_plans() {
    let data = Data::new(PERSONS).unwrap();
    let ours = draft::ours(&data.forms, &data.asked).unwrap();
    let theirs = draft::obvious(&data.tables, &data.asked);
    assert_eq!((ours.len(), theirs.len()), (PERSONS as usize, PERSONS as usize));
    let some = |text: &String| Some(text.clone());
    for (ours, theirs) in ours.iter().zip(theirs) {
        let fields = [
            ("insurer", some(&theirs.insurer)),
            ("insured", some(&theirs.insured)),
            ("plan_date", day(Some(theirs.plan_date))),
            ("provider", some(&theirs.provider)),
            ("service_type", Some(theirs.service_type.to_owned())),
            ("care_plan_date", day(Some(theirs.care_plan_date))),
            ("care_office", some(&theirs.care_office)),
            ("care_office_name", some(&theirs.care_office_name)),
            ("planner_name", some(&theirs.planner_name)),
            ("user_name_kana", theirs.user_name_kana),
            ("user_name", theirs.user_name),
            ("user_sex", code(theirs.user_sex)),
            ("user_birth_date", day(theirs.user_birth_date)),
            ("user_postal_code", theirs.user_postal_code),
            ("user_address_1", theirs.user_address_1),
            ("user_address_2", theirs.user_address_2),
            ("user_phone", theirs.user_phone),
            ("certification_status", code(theirs.certification_status)),
            ("certified_on", day(theirs.certified_on)),
            ("valid_from", day(theirs.valid_from)),
            ("valid_until", day(theirs.valid_until)),
            ("care_level", code(theirs.care_level)),
            ("other_services", some(&theirs.other_services)),
            ("wishes_source", theirs.wishes_source),
            ("support_policy", theirs.support_policy),
        ];
        for (field, text) in &fields {
            assert_eq!(ours.header().text(field), text.as_deref(), "{field}");
        }
        // Nothing else is carried but the version.
        let carried = fields.iter().filter(|(_, text)| text.is_some()).count();
        assert_eq!((ours.header().values().count(), carried), (carried + 1, 24));
        assert!(ours.lines().is_empty());
        assert_eq!((ours.needs().len(), theirs.needs.len()), (2, 2));
        for (ours, theirs) in ours.needs().iter().zip(theirs.needs) {
            let number = theirs.care_plan_need_no.map(|number| number.to_string());
            assert_eq!(ours.text("care_plan_need_no"), number.as_deref());
            assert_eq!(ours.text("reason"), theirs.reason.as_deref());
            assert_eq!(ours.text("goal"), Some(theirs.goals.join("\n").as_str()));
            assert_eq!(theirs.goals.len(), 2);
        }
    }
    // From the files it is the same.
    assert_eq!(draft::ours_from_files(&data.care_plans, &data.asked).unwrap(), ours);
}

#[test]
fn both_ways_carry_the_same_codes_to_the_same_lines() {
    let mut ours = rentals(&mut Random::new(3), 400).unwrap();
    let mut theirs = transfer::Tables::of(&ours).unwrap();
    let (ours_before, theirs_before) = (ours.table6.clone(), theirs.clone());
    let lines = transfer::ours(&mut ours);
    let filled = transfer::obvious(&mut theirs);
    let is_filled = |line: &&careplan_fukushi::transfer::LineResult| line.outcome == LineOutcome::Filled;
    let in_tables = lines.iter().filter(|line| line.against == careplan_fukushi::transfer::LineKind::Plan);
    assert_eq!(in_tables.clone().filter(is_filled).count(), filled);
    // Some persons rent two products that nothing tells apart: neither way fills these in.
    let open = in_tables.filter(|line| line.outcome == LineOutcome::Ambiguous).count();
    assert!(filled > 2_000 && (20..filled / 10).contains(&open), "{filled} filled, {open} open");

    let mut after = transfer::Tables::of(&ours).unwrap();
    // Only the crates number lines that share code and units.
    after.table6.iter_mut().for_each(|line| line.discriminator = None);
    assert!(after == theirs);

    transfer::undo_ours(&mut ours);
    transfer::undo_obvious(&mut theirs);
    assert!(ours.table6 == ours_before && theirs == theirs_before);
}

#[test]
fn the_obvious_way_fills_in_what_is_used_in_the_month_only() {
    let mut tables = transfer::Tables::of(&rentals(&mut Random::new(3), 20).unwrap()).unwrap();
    let before = tables.clone();
    let outside: [fn(&mut EquipmentPlanLine); 3] = [
        |line| line.supply = SupplyKind::Sale,
        |line| line.starts_on = NaiveDate::from_ymd_opt(2026, 5, 1),
        |line| line.ends_on = NaiveDate::from_ymd_opt(2026, 3, 31),
    ];
    for change in outside {
        tables.clone_from(&before);
        tables.lines.iter_mut().for_each(change);
        assert_eq!(transfer::obvious(&mut tables), 0);
    }
    tables.clone_from(&before);
    tables.lines.iter_mut().for_each(|line| line.starts_on = NaiveDate::from_ymd_opt(2026, 4, 30));
    assert!(transfer::obvious(&mut tables) > 0);
}
