//! What holds for any plans and slips: transferring twice is transferring once; only the items of equipment change,
//! and only from blank; every line is told once.

use crate::transfer::sample::{A, B, N, Piece, piece, plan_of, row_of, slip_of};
use careplan_fukushi::EquipmentPlan;
use careplan_fukushi::transfer::{LineKind, transfer};
use careplan_model::{Table6, Table7};
use proptest::prelude::*;

fn any_piece() -> impl Strategy<Value = Piece> {
    let service =
        prop_oneof![5 => Just("171004"), 1 => Just("171003"), 1 => Just("671004"), 1 => Just("111211")];
    let units = prop_oneof![6 => Just(Some(200)), 1 => Just(Some(300)), 1 => Just(None)];
    let code = prop_oneof![5 => Just(None), 2 => Just(Some(A)), 2 => Just(Some(B))];
    let notified = prop_oneof![6 => Just(None), 1 => Just(Some(N))];
    let name = prop_oneof![
        5 => Just(None),
        2 => Just(Some("例示マットレス")),
        2 => Just(Some("例示サイドレール")),
        1 => Just(Some("特殊寝台付属品")),
    ];
    let number = prop_oneof![4 => Just(None), 1 => Just(Some(1)), 1 => Just(Some(2))];
    (service, units, code, notified, name, number).prop_map(
        |(service, units, code, notified, name, number)| Piece {
            units,
            tais: code.map(Into::into),
            notified: notified.map(Into::into),
            name: name.map(Into::into),
            number,
            ..piece(service, 0)
        },
    )
}

prop_compose! {
    fn any_plan()(
        person in 1..3_usize,
        date in prop_oneof![Just("20260301"), Just("20260401"), Just("20260515")],
        pieces in proptest::collection::vec(any_piece(), 0..6),
    ) -> EquipmentPlan {
        plan_of(person, date, &pieces)
    }
}

prop_compose! {
    fn any_month()(
        plans in proptest::collection::vec(any_plan(), 0..4),
        table6 in proptest::collection::vec((1..3_usize, any_piece()), 0..8),
        table7 in proptest::collection::vec((1..3_usize, any_piece(), 1..3_i32), 0..6),
    ) -> (Vec<EquipmentPlan>, Vec<Table6>, Vec<Table7>) {
        let table6 = table6.iter().map(|(person, piece)| slip_of(*person, piece)).collect();
        let row = |(person, piece, quantity): &(usize, Piece, i32)| {
            let mut row = row_of(*person, piece);
            row.quantity = *quantity;
            row
        };
        (plans, table6, table7.iter().map(row).collect())
    }
}

fn without_equipment6(form: &Table6) -> Table6 {
    let mut form = form.clone();
    (form.tais_code, form.notified_code, form.equipment_name, form.discriminator) = (None, None, None, None);
    form
}

fn without_equipment7(form: &Table7) -> Table7 {
    let mut form = form.clone();
    (form.tais_code, form.notified_code, form.equipment_name) = (None, None, None);
    form
}

/// What was there is there still.
fn is_kept<V: PartialEq>(before: Option<&V>, after: Option<&V>) -> bool {
    before.is_none() || before == after
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn twice_is_once((plans, table6, table7) in any_month()) {
        let once = transfer(&plans, table6, table7);
        let twice = transfer(&plans, once.table6.clone(), once.table7.clone());
        prop_assert!(twice.is_unchanged());
        prop_assert_eq!(&twice.table6, &once.table6);
        prop_assert_eq!(&twice.table7, &once.table7);
        let seen = |done: &careplan_fukushi::transfer::Transferred| -> Vec<_> {
            done.open().map(|line| (line.place, line.against, line.outcome)).collect()
        };
        prop_assert_eq!(seen(&twice), seen(&once));
    }

    #[test]
    fn only_blank_items_of_equipment_change((plans, table6, table7) in any_month()) {
        let done = transfer(&plans, table6.clone(), table7.clone());
        prop_assert_eq!(done.table6.len(), table6.len());
        prop_assert_eq!(done.table7.len(), table7.len());
        for (before, after) in table6.iter().zip(&done.table6) {
            prop_assert_eq!(without_equipment6(before), without_equipment6(after));
            prop_assert!(is_kept(before.tais_code.as_ref(), after.tais_code.as_ref()));
            prop_assert!(is_kept(before.notified_code.as_ref(), after.notified_code.as_ref()));
            prop_assert!(is_kept(before.equipment_name.as_ref(), after.equipment_name.as_ref()));
            prop_assert!(is_kept(before.discriminator.as_ref(), after.discriminator.as_ref()));
            let had_code = before.tais_code.is_some() || before.notified_code.is_some();
            prop_assert!(!had_code || (before.tais_code, before.notified_code) == (after.tais_code, after.notified_code));
            if !after.service_code.as_str().starts_with("17") {
                prop_assert_eq!(before.discriminator, after.discriminator);
            }
            if after.service_code.equipment_category().is_none() {
                prop_assert_eq!(before, after);
            }
        }
        for (before, after) in table7.iter().zip(&done.table7) {
            prop_assert_eq!(without_equipment7(before), without_equipment7(after));
            prop_assert!(is_kept(before.tais_code.as_ref(), after.tais_code.as_ref()));
            prop_assert!(is_kept(before.notified_code.as_ref(), after.notified_code.as_ref()));
            prop_assert!(is_kept(before.equipment_name.as_ref(), after.equipment_name.as_ref()));
        }
    }

    /// What is filled in is listed, with the line of the plan that it comes from; and every line is listed once.
    #[test]
    fn everything_is_told((plans, table6, table7) in any_month()) {
        let done = transfer(&plans, table6.clone(), table7.clone());
        let mut places: Vec<_> = done.lines.iter().map(|line| (line.place, line.against)).collect();
        places.sort_unstable();
        let mut expected = Vec::new();
        let line_count: usize = plans.iter().map(|plan| plan.lines.len()).sum();
        for (against, is_there) in [(LineKind::Table6, !table6.is_empty()), (LineKind::Table7, !table7.is_empty())] {
            if is_there {
                let place = |record| careplan_fukushi::transfer::LinePlace { kind: LineKind::Plan, record };
                expected.extend((1..=line_count).map(|record| (place(record), against)));
            }
        }
        for (kind, codes) in [
            (LineKind::Table6, table6.iter().map(|form| form.service_code).collect::<Vec<_>>()),
            (LineKind::Table7, table7.iter().map(|form| form.service_code).collect()),
        ] {
            let lines = (1..).zip(codes).filter(|(_, code)| code.equipment_category().is_some());
            let place = |record| careplan_fukushi::transfer::LinePlace { kind, record };
            expected.extend(lines.map(|(record, _)| (place(record), LineKind::Plan)));
        }
        expected.sort_unstable();
        prop_assert_eq!(places, expected);
        let mut changed = Vec::new();
        for line in &done.lines {
            for item in &line.filled {
                changed.push((line.place, item.number(line.place.kind).unwrap()));
                if let careplan_fukushi::transfer::FilledItem::TaisCode(code) = item {
                    let (plan, source) = line.counterparts[0].plan_line(&plans).unwrap();
                    prop_assert_eq!(source.tais_code, Some(*code));
                    let slip = match line.place.kind {
                        LineKind::Table6 => table6[line.place.record - 1].insured,
                        _ => table7[line.place.record - 1].insured,
                    };
                    prop_assert_eq!(plan.header.insured, slip);
                }
            }
        }
        let mut real = Vec::new();
        for (record, (before, after)) in (1..).zip(table6.iter().zip(&done.table6)) {
            let place = careplan_fukushi::transfer::LinePlace { kind: LineKind::Table6, record };
            let differ = [
                (16, before.tais_code != after.tais_code),
                (17, before.notified_code != after.notified_code),
                (18, before.equipment_name != after.equipment_name),
                (19, before.discriminator != after.discriminator),
            ];
            real.extend(differ.into_iter().filter(|(_, is)| *is).map(|(item, _)| (place, item)));
        }
        for (record, (before, after)) in (1..).zip(table7.iter().zip(&done.table7)) {
            let place = careplan_fukushi::transfer::LinePlace { kind: LineKind::Table7, record };
            let differ = [
                (10, before.tais_code != after.tais_code),
                (11, before.notified_code != after.notified_code),
                (12, before.equipment_name != after.equipment_name),
            ];
            real.extend(differ.into_iter().filter(|(_, is)| *is).map(|(item, _)| (place, item)));
        }
        changed.sort_unstable();
        real.sort_unstable();
        prop_assert_eq!(changed, real);
    }
}
