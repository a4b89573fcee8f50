//! A month of 50 persons with 200 lines of equipment: all that is unambiguous is filled in, and nothing else.

use crate::transfer::sample::{Piece, piece, plan_of, row_of, slip_of};
use careplan_fukushi::EquipmentPlan;
use careplan_fukushi::transfer::{FilledItem, LineKind, LineOutcome, NoCounterpart, differences, transfer};
use careplan_model::{Table6, Table7};
use std::collections::BTreeMap;

struct Month {
    plans: Vec<EquipmentPlan>,
    table6: Vec<Table6>,
    table7: Vec<Table7>,
}

/// Five persons of each habit; the last one of each is in type 67.
fn month() -> Month {
    let mut month = Month { plans: Vec::new(), table6: Vec::new(), table7: Vec::new() };
    for person in 0..50 {
        let service_type = if person < 40 { "17" } else { "67" };
        let product = |item: usize, category: &str, units: i32| {
            piece(&format!("{service_type}10{category}"), units)
                .tais(&format!("99999-{person:03}{item:03}"))
                .name(&format!("見本{person}号　{}", ["ベッド", "マット", "レール", "手すり"][item]))
        };
        let mut planned = vec![
            product(0, "03", 1000),
            product(1, "04", 200),
            product(2, if person % 10 < 5 { "05" } else { "04" }, 200),
            product(3, "07", 250),
        ];
        if person % 10 == 6 {
            planned[1].number = Some(1);
            planned[2].number = Some(2);
        }
        let blank = |piece: &Piece| Piece { tais: None, name: None, ..piece.clone() };
        let mut slip: Vec<Piece> = planned.iter().map(blank).collect();
        match person % 10 {
            5 => (slip[1].name, slip[2].name) = (planned[1].name.clone(), planned[2].name.clone()),
            8 => {
                slip[0].tais = Some("99999-999999".into());
                slip[2].service_code = format!("{service_type}1003");
                planned[2].service_code = format!("{service_type}1003");
            }
            9 => {
                slip[1].tais.clone_from(&planned[1].tais);
                slip[1].name.clone_from(&planned[1].name);
                slip[3].units = Some(125);
            }
            _ => {}
        }
        month.plans.push(plan_of(person, "20260401", &planned));
        // The slip is in its own order.
        month.table6.extend(slip.iter().rev().map(|piece| slip_of(person, piece)));
        month.table6.push(slip_of(person, &piece("111211", 387)));
        month.table7.extend(slip.iter().map(|piece| row_of(person, piece)));
    }
    month
}

#[test]
fn all_that_is_unambiguous_is_filled_in() {
    let Month { plans, table6, table7 } = month();
    assert_eq!(plans.iter().map(|plan| plan.lines.len()).sum::<usize>(), 200);
    let done = transfer(&plans, table6.clone(), table7.clone());
    let mut counts = BTreeMap::<_, usize>::new();
    for line in &done.lines {
        *counts.entry((line.place.kind, line.against, line.outcome)).or_default() += 1;
    }
    // Habits 0–4: 4 lines each. 5 (names) and 6 (numbers): 4. 7 (nothing): 2. 8 (another code): 3. 9: 3, one of which
    // has its code and gets 明細判別コード in type 17.
    let expected = |filled: usize, equal: usize| {
        [
            (LineOutcome::Filled, filled),
            (LineOutcome::Equal, equal),
            (LineOutcome::Ambiguous, 10),
            (LineOutcome::Conflicting, 5),
            (LineOutcome::WithoutCounterpart(NoCounterpart::OtherUnits), 5),
        ]
    };
    let (table6_counts, table7_counts) = (expected(179, 1), expected(175, 5));
    for (kind, against, expected) in [
        (LineKind::Table6, LineKind::Plan, table6_counts),
        (LineKind::Table7, LineKind::Plan, table7_counts),
        (LineKind::Plan, LineKind::Table6, table6_counts),
        (LineKind::Plan, LineKind::Table7, table7_counts),
    ] {
        for (outcome, count) in expected {
            let found = counts.remove(&(kind, against, outcome)).unwrap_or_default();
            assert_eq!(found, count, "{kind:?} {outcome:?}");
        }
    }
    assert!(counts.is_empty(), "{counts:?}");
    let filled = |kind: LineKind, is: fn(&FilledItem) -> bool| {
        let lines = done.lines.iter().filter(|line| line.place.kind == kind);
        lines.flat_map(|line| &line.filled).filter(|item| is(item)).count()
    };
    assert_eq!(filled(LineKind::Table6, |item| matches!(item, FilledItem::TaisCode(_))), 175);
    assert_eq!(filled(LineKind::Table7, |item| matches!(item, FilledItem::TaisCode(_))), 175);
    // The names of habit 5 were there.
    assert_eq!(filled(LineKind::Table6, |item| matches!(item, FilledItem::EquipmentName(_))), 165);
    // Two lines of four persons each of habits 5 and 9; habit 6 has its numbers.
    assert_eq!(filled(LineKind::Table6, |item| matches!(item, FilledItem::Discriminator(_))), 16);
    // Every code that is filled in is one that the plan of the person has for that service.
    for (form, before) in done.table6.iter().zip(&table6) {
        let plan = plans.iter().find(|plan| plan.header.insured == form.insured).unwrap();
        if form.tais_code != before.tais_code {
            assert!(plan.lines.iter().any(|line| {
                line.tais_code == form.tais_code
                    && line.service_code == Some(form.service_code)
                    && line.units == form.units
                    && line.equipment_name == form.equipment_name
            }));
        }
    }
    let again = transfer(&plans, done.table6.clone(), done.table7.clone());
    assert!(again.is_unchanged());
    assert_eq!((again.table6, again.table7), (done.table6, done.table7));
}

#[test]
fn what_was_filled_in_agrees() {
    let Month { plans, table6, table7 } = month();
    let good = |person: &str| !matches!(person.chars().last(), Some('7' | '8' | '9'));
    let plans: Vec<_> = plans.into_iter().filter(|plan| good(&plan.header.insured.to_string())).collect();
    let table6: Vec<_> = table6.into_iter().filter(|form| good(&form.insured.to_string())).collect();
    let table7: Vec<_> = table7.into_iter().filter(|form| good(&form.insured.to_string())).collect();
    assert!(!differences(&plans, &table6, &table7).is_empty());
    let done = transfer(&plans, table6, table7);
    assert_eq!(differences(&plans, &done.table6, &done.table7), []);
}
