//! Each way in which lines find each other, and each refusal.

use crate::transfer::sample::{
    A, B, N, codes, numbers, outcomes, piece, plan, plan_of, rows, slip_of, slips, to_table6,
};
use careplan_fukushi::SupplyKind;
use careplan_fukushi::transfer::LineOutcome::{
    Ambiguous, Conflicting, Equal, Filled, NoCode, NotConcerned, WithoutCounterpart,
};
use careplan_fukushi::transfer::{
    FilledItem, LineKind, LineNote, LinePlace, NoCounterpart, NotConcerned as Why, transfer,
};

fn place(kind: LineKind, record: usize) -> LinePlace {
    LinePlace { kind, record }
}

#[test]
fn a_blank_line_gets_code_and_name_in_both_tables() {
    let bed = piece("171003", 1000).tais(A).name("見本ベッド　ＡＢ－１０００");
    let blank = piece("171003", 1000);
    let plans = [plan(&[bed])];
    let done = transfer(&plans, slips(std::slice::from_ref(&blank)), rows(&[blank]));
    assert_eq!(done.table6[0].tais_code, Some(A.parse().unwrap()));
    assert_eq!(done.table6[0].equipment_name.as_deref(), Some("見本ベッド　ＡＢ－１０００"));
    assert_eq!((done.table6[0].notified_code, done.table6[0].discriminator), (None, None));
    assert_eq!(done.table7[0].tais_code, Some(A.parse().unwrap()));
    assert_eq!(done.table7[0].equipment_name.as_deref(), Some("見本ベッド　ＡＢ－１０００"));
    let seen: Vec<_> = done.lines.iter().map(|it| (it.place, it.against, it.outcome)).collect();
    assert_eq!(
        seen,
        [
            (place(LineKind::Table6, 1), LineKind::Plan, Filled),
            (place(LineKind::Table7, 1), LineKind::Plan, Filled),
            (place(LineKind::Plan, 1), LineKind::Table6, Filled),
            (place(LineKind::Plan, 1), LineKind::Table7, Filled),
        ]
    );
    assert_eq!(done.lines[0].counterparts, [place(LineKind::Plan, 1)]);
    assert_eq!(done.lines[3].counterparts, [place(LineKind::Table7, 1)]);
    let name = FilledItem::EquipmentName("見本ベッド　ＡＢ－１０００".into());
    assert_eq!(done.lines[1].filled, [FilledItem::TaisCode(A.parse().unwrap()), name]);
    let items = |at: usize| -> Vec<_> {
        done.lines[at].filled.iter().map(|item| item.number(done.lines[at].place.kind)).collect()
    };
    assert_eq!((items(0), items(1)), (vec![Some(16), Some(18)], vec![Some(10), Some(12)]));
    assert_eq!(done.lines[2].place.plan_line(&plans).unwrap().1.line_no, 1);
    assert_eq!(done.open().count(), 0);
    assert_eq!(done.changes().count(), 2);
}

#[test]
fn a_product_without_tais_code_gets_its_notified_code() {
    let done = to_table6(&[piece("171007", 250).notified(N)], &[piece("171007", 250)]);
    assert_eq!(done.table6[0].notified_code, Some(N.parse().unwrap()));
    assert_eq!(done.lines[0].filled[0].number(LineKind::Table6), Some(17));
    assert_eq!(done.table6[0].tais_code, None);
    // With both in the plan, the slip takes one, and says so.
    let done = to_table6(&[piece("171007", 250).tais(A).notified(N)], &[piece("171007", 250)]);
    assert_eq!((done.table6[0].tais_code, done.table6[0].notified_code), (Some(A.parse().unwrap()), None));
    assert_eq!(done.lines[0].notes, [LineNote::BothCodes]);
}

#[test]
fn equal_lines_stay_as_they_are() {
    let bed = piece("171003", 1000).tais(A).name("見本ベッド");
    let done = to_table6(std::slice::from_ref(&bed), std::slice::from_ref(&bed));
    assert_eq!(outcomes(&done, LineKind::Table6), [Equal]);
    assert_eq!(outcomes(&done, LineKind::Plan), [Equal]);
    assert!(done.is_unchanged());
    // Another hyphen and another name are told and stay.
    let slip = piece("171003", 900).tais("99999－000021").name("ベッド");
    let done = to_table6(&[bed], std::slice::from_ref(&slip));
    assert_eq!(outcomes(&done, LineKind::Table6), [Equal]);
    let notes = [LineNote::NameDiffers, LineNote::UnitsDiffer, LineNote::CodeWrittenDifferently];
    assert_eq!(done.lines[0].notes, notes);
    assert_eq!(done.table6, slips(&[slip]));
}

#[test]
fn two_products_are_told_apart_by_name_number_or_code() {
    let plan = [
        piece("171004", 200).tais(A).name("例示マットレス　Ｍ８３").number(1),
        piece("171004", 200).tais(B).name("例示サイドレール").number(2),
    ];
    // By name, however wide it is typed; the slip has them the other way round.
    let named = [piece("171004", 200).name("例示ｻｲﾄﾞﾚｰﾙ"), piece("171004", 200).name("例示マットレス M83")];
    let done = to_table6(&plan, &named);
    assert_eq!(codes(&done), [Some(B.into()), Some(A.into())]);
    // The numbers are the plan's.
    assert_eq!(numbers(&done), [Some(2), Some(1)]);
    assert_eq!(done.lines[0].notes, [LineNote::NameDiffers; 0]);
    // By 明細判別コード.
    let done = to_table6(&plan, &[piece("171004", 200).number(2), piece("171004", 200).number(1)]);
    assert_eq!(codes(&done), [Some(B.into()), Some(A.into())]);
    // One has its code: the other one is left.
    let done = to_table6(&plan, &[piece("171004", 200).tais(B), piece("171004", 200)]);
    assert_eq!(codes(&done), [Some(B.into()), Some(A.into())]);
    assert_eq!(outcomes(&done, LineKind::Table6), [Filled, Filled]);
    assert_eq!(numbers(&done), [Some(2), Some(1)]);
}

#[test]
fn nothing_tells_them_apart() {
    let plan = [piece("171004", 200).tais(A), piece("171004", 200).tais(B)];
    let blank = [piece("171004", 200), piece("171004", 200)];
    let done = to_table6(&plan, &blank);
    assert_eq!(outcomes(&done, LineKind::Table6), [Ambiguous, Ambiguous]);
    assert_eq!(outcomes(&done, LineKind::Plan), [Ambiguous, Ambiguous]);
    assert_eq!(done.lines[0].counterparts, [place(LineKind::Plan, 1), place(LineKind::Plan, 2)]);
    assert_eq!(done.lines[2].counterparts, [place(LineKind::Table6, 1), place(LineKind::Table6, 2)]);
    assert_eq!(done.table6, slips(&blank));
    // The name of the 種目 tells nothing, nor do two lines of one number.
    let same = piece("171004", 200).name("特殊寝台付属品").number(1);
    let numbered = [plan[0].clone().number(1), plan[1].clone().number(2)];
    let done = to_table6(&numbered, &[same.clone(), same]);
    assert_eq!(outcomes(&done, LineKind::Table6), [Ambiguous, Ambiguous]);
    // One line of the slip for two products.
    assert_eq!(outcomes(&to_table6(&plan, &blank[..1]), LineKind::Table6), [Ambiguous]);
    // Two lines of the slip for one product.
    assert_eq!(outcomes(&to_table6(&plan[..1], &blank), LineKind::Table6), [Ambiguous, Ambiguous]);
}

#[test]
fn two_pieces_of_one_product_are_two_lines() {
    let plan = [piece("171004", 200).tais(A), piece("171004", 200).tais(A)];
    let blank = [piece("171004", 200), piece("171004", 200)];
    let done = to_table6(&plan, &blank);
    assert_eq!(codes(&done), [Some(A.into()), Some(A.into())]);
    assert_eq!(numbers(&done), [Some(1), Some(2)]);
    let done = to_table6(&plan, &blank[..1]);
    assert_eq!((codes(&done), numbers(&done)), (vec![Some(A.into())], vec![None]));
    assert_eq!(outcomes(&done, LineKind::Plan), [Filled, WithoutCounterpart(NoCounterpart::Surplus)]);
    // A line that has the code already, where the plan has no further piece.
    let coded = piece("171004", 200).tais(A);
    let done = to_table6(&plan[..1], &[coded.clone(), coded]);
    let surplus = WithoutCounterpart(NoCounterpart::Surplus);
    assert_eq!(outcomes(&done, LineKind::Table6), [Equal, surplus]);
    // A row of 第7表 may stand for both.
    let mut row = rows(&blank[..1]);
    row[0].quantity = 2;
    let done = transfer(&[crate::transfer::sample::plan(&plan)], Vec::new(), row);
    assert_eq!(done.lines[0].counterparts, [place(LineKind::Plan, 1), place(LineKind::Plan, 2)]);
    assert_eq!(done.open().count(), 0);
}

#[test]
fn another_code_is_a_conflict_and_stays() {
    let planned = piece("171003", 1000).tais(A).name("見本ベッド");
    for slip in [
        piece("171003", 1000).tais(B),
        piece("171003", 1000).notified(N),
        piece("171003", 1000).tais(B).name("見本ベッド"),
        // The same characters as the other kind of code name another list.
        piece("171003", 1000).notified(A),
        // A name of another product.
        piece("171003", 1000).name("例示エアマット"),
    ] {
        let before = slips(std::slice::from_ref(&slip));
        let done = to_table6(std::slice::from_ref(&planned), std::slice::from_ref(&slip));
        assert_eq!(outcomes(&done, LineKind::Table6), [Conflicting], "{slip:?}");
        assert_eq!(outcomes(&done, LineKind::Plan), [Conflicting], "{slip:?}");
        assert_eq!(done.lines[0].counterparts, [place(LineKind::Plan, 1)]);
        assert_eq!(done.table6, before);
    }
    // A line with another code may be the plan's as well: the blank one gets nothing either.
    let done = to_table6(&[planned], &[piece("171003", 1000).tais(B), piece("171003", 1000)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [Conflicting, Ambiguous]);
    assert_eq!(codes(&done), [Some(B.into()), None]);
}

#[test]
fn names_that_can_be_of_the_product_do_not_hinder() {
    let planned = piece("171003", 1000).tais(A).name("見本ベッド　ＡＢ－１０００（３モーター）");
    for name in ["特殊寝台", "見本ベッド", "見本ﾍﾞｯﾄﾞ AB-1000", "　"] {
        let done = to_table6(std::slice::from_ref(&planned), &[piece("171003", 1000).name(name)]);
        assert_eq!(outcomes(&done, LineKind::Table6), [Filled], "{name}");
        assert_eq!(done.table6[0].equipment_name.as_deref(), Some(name));
        assert_eq!(done.lines[0].filled, [FilledItem::TaisCode(A.parse().unwrap())]);
    }
}

#[test]
fn lines_without_counterpart_say_why() {
    let bed = piece("171003", 1000).tais(A);
    let only = |reason| WithoutCounterpart(reason);
    let done = to_table6(std::slice::from_ref(&bed), &[piece("171003", 900)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [only(NoCounterpart::OtherUnits)]);
    assert_eq!(outcomes(&done, LineKind::Plan), [only(NoCounterpart::OtherUnits)]);
    assert_eq!(done.lines[0].counterparts, [place(LineKind::Plan, 1)]);
    assert_eq!(codes(&done), [None]);
    let done = to_table6(std::slice::from_ref(&bed), &[piece("171004", 1000)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [only(NoCounterpart::OtherService)]);
    assert_eq!(outcomes(&done, LineKind::Plan), [only(NoCounterpart::OtherService)]);
    // Type 67 is another service.
    let done = to_table6(std::slice::from_ref(&bed), &[piece("671003", 1000)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [only(NoCounterpart::OtherService)]);
    // Another person, office or insurer.
    let mut others = vec![slip_of(2, &piece("171003", 1000)); 3];
    others[1] = slip_of(1, &piece("171003", 1000));
    others[1].provider = "9970100070".parse().unwrap();
    others[2] = slip_of(1, &piece("171003", 1000));
    others[2].insurer = "991026".parse().unwrap();
    let done = transfer(&[plan(std::slice::from_ref(&bed))], others, Vec::new());
    assert_eq!(outcomes(&done, LineKind::Table6), [only(NoCounterpart::NoOther); 3]);
    assert_eq!(outcomes(&done, LineKind::Plan), [only(NoCounterpart::NoOther)]);
    let mut unknown = plan(&[bed]);
    unknown.lines[0].service_code = None;
    let done = transfer(&[unknown], slips(&[piece("171003", 1000)]), Vec::new());
    assert_eq!(outcomes(&done, LineKind::Plan), [only(NoCounterpart::NoServiceCode)]);
}

#[test]
fn what_is_not_concerned() {
    let bed = piece("171003", 1000).tais(A);
    let blank = || slips(&[piece("171003", 1000)]);
    let run = |change: fn(&mut careplan_fukushi::EquipmentPlanLine)| {
        let mut plan = plan(std::slice::from_ref(&bed));
        change(&mut plan.lines[0]);
        let done = transfer(&[plan], blank(), Vec::new());
        assert_eq!(codes(&done).into_iter().flatten().count(), usize::from(done.lines[0].outcome == Filled));
        outcomes(&done, LineKind::Plan)
    };
    assert_eq!(run(|line| line.supply = SupplyKind::Sale), [NotConcerned(Why::NotRented)]);
    let outside = [NotConcerned(Why::OutsideMonth)];
    assert_eq!(run(|line| line.starts_on = Some("20260501".parse().unwrap())), outside);
    assert_eq!(run(|line| line.ends_on = Some("20260331".parse().unwrap())), outside);
    assert_eq!(run(|line| line.starts_on = Some("20260430".parse().unwrap())), [Filled]);
    assert_eq!(run(|line| line.ends_on = Some("20260401".parse().unwrap())), [Filled]);
    // The service code is told by the 種目, the units by the price.
    let by_category = run(|line| {
        line.service_code = None;
        line.category = Some(careplan_fukushi::Category::SpecialBed);
        (line.units, line.price) = (None, Some(10_000));
    });
    assert_eq!(by_category, [Filled]);
    // Records of edition 3.2 have no place for it.
    let mut old = blank();
    old[0].csv_version = "202208".parse().unwrap();
    let done = transfer(&[plan(&[bed])], old.clone(), Vec::new());
    assert_eq!(outcomes(&done, LineKind::Table6), [NotConcerned(Why::OldEdition)]);
    assert_eq!(done.table6, old);
}

#[test]
fn a_plan_without_codes_leaves_the_slip_alone() {
    let plan = [piece("171003", 1000).name("見本ベッド")];
    let done = to_table6(&plan, &[piece("171003", 1000).tais(A)]);
    assert_eq!((outcomes(&done, LineKind::Table6), codes(&done)), (vec![NoCode], vec![Some(A.into())]));
    assert_eq!(done.table6[0].equipment_name, None);
    let done = to_table6(&plan, &[piece("171003", 1000)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [NoCode]);
    assert_eq!(done.table6[0].equipment_name.as_deref(), Some("見本ベッド"));
    assert_eq!(outcomes(&done, LineKind::Plan), [NoCode]);
}

#[test]
fn the_plan_of_the_month_counts() {
    let with = |date: &str, code: &str| plan_of(1, date, &[piece("171003", 1000).tais(code)]);
    let run = |plans: &[careplan_fukushi::EquipmentPlan]| {
        let done = transfer(plans, slips(&[piece("171003", 1000)]), Vec::new());
        (codes(&done), outcomes(&done, LineKind::Plan))
    };
    let other = NotConcerned(Why::OtherPlan);
    let a = vec![Some(A.to_owned())];
    // The latest one up to the month, in whatever order they are given.
    assert_eq!(run(&[with("20250101", B), with("20260401", A)]), (a.clone(), vec![other, Filled]));
    assert_eq!(run(&[with("20260401", A), with("20250101", B)]), (a.clone(), vec![Filled, other]));
    assert_eq!(run(&[with("20260430", A), with("20260501", B)]), (a.clone(), vec![Filled, other]));
    // Written after the emergency.
    assert_eq!(run(&[with("20260601", B), with("20260507", A)]), (a.clone(), vec![other, Filled]));
    // Received again: the later one.
    assert_eq!(run(&[with("20260401", B), with("20260401", A)]), (a, vec![other, Filled]));
}

#[test]
fn numbers_are_given_by_need_in_type_17_only() {
    let two = |service_code: &str| {
        let one = [piece(service_code, 200).tais(A), piece(service_code, 200).tais(B)];
        numbers(&to_table6(&one, &one))
    };
    assert_eq!(two("171004"), [Some(1), Some(2)]);
    assert_eq!(two("671004"), [None, None]);
    // Not needed: other units, or other service codes.
    let apart = [piece("171004", 200).tais(A), piece("171004", 300).tais(B), piece("171003", 200).tais(B)];
    assert_eq!(numbers(&to_table6(&apart, &apart)), [None; 3]);
    // A number that is there stays, and the others go around it.
    let three = [piece("171004", 200).tais(A), piece("171004", 200).tais(B), piece("171004", 200).tais(A)];
    let mut slip = three.clone();
    slip[1].number = Some(1);
    assert_eq!(numbers(&to_table6(&three, &slip)), [Some(2), Some(1), Some(3)]);
    // Not as long as one of them is open; lines of an office without plan need no plan for it.
    let open = [piece("171004", 200).tais(A), piece("171004", 200).tais("99999-000099")];
    assert_eq!(numbers(&to_table6(&three[..2], &open)), [None, None]);
    let done = transfer(&[], slips(&three[..2]), Vec::new());
    assert_eq!(numbers(&done), [Some(1), Some(2)]);
    assert_eq!(outcomes(&done, LineKind::Table6), [WithoutCounterpart(NoCounterpart::NoOther); 2]);
    assert_eq!(done.lines[0].filled, [FilledItem::Discriminator(1)]);
    // Another satellite is another place.
    let mut satellites = slips(&three[..2]);
    satellites[1].satellite = Some("1".parse().unwrap());
    assert_eq!(numbers(&transfer(&[], satellites, Vec::new())), [None, None]);
}

#[test]
fn rows_that_look_alike_follow_table_6() {
    let planned = [piece("171004", 200).tais(A).number(1), piece("171004", 200).tais(B).number(2)];
    let numbered = [piece("171004", 200).number(2), piece("171004", 200).number(1)];
    let blank = [piece("171004", 200), piece("171004", 200)];
    let plans = [plan(&planned)];
    let done = transfer(&plans, slips(&numbered), rows(&blank));
    let in_table7: Vec<_> =
        done.table7.iter().map(|row| row.tais_code.map(|code| code.to_string())).collect();
    assert_eq!(in_table7, [Some(B.to_owned()), Some(A.to_owned())]);
    assert_eq!(done.open().count(), 0);
    // Not if the rows differ in something, or 第6表 does not know either.
    let mut differing = rows(&blank);
    differing[1].service_units = Some(200);
    let done = transfer(&plans, slips(&numbered), differing.clone());
    assert_eq!(outcomes(&done, LineKind::Table7), [Ambiguous, Ambiguous]);
    assert_eq!(done.table7, differing);
    let done = transfer(&plans, slips(&blank), rows(&blank));
    assert_eq!(outcomes(&done, LineKind::Table7), [Ambiguous, Ambiguous]);
}

#[test]
fn units_of_table_7_are_those_after_discount() {
    let mut row = rows(&[piece("171003", 1000)]);
    (row[0].discounted_rate, row[0].discounted_units) = (Some(90), Some(900));
    let plans = |units| [plan(&[piece("171003", units).tais(A)])];
    assert_eq!(outcomes(&transfer(&plans(900), Vec::new(), row.clone()), LineKind::Table7), [Filled]);
    let other = WithoutCounterpart(NoCounterpart::OtherUnits);
    assert_eq!(outcomes(&transfer(&plans(1000), Vec::new(), row), LineKind::Table7), [other]);
}

#[test]
fn other_services_and_additions_are_not_touched_or_listed() {
    let others = [piece("111211", 200), piece("17D201", 100), piece("178001", 100), piece("17AAAA", 0)];
    let before = slips(&others);
    let done = transfer(&[plan(&[piece("171003", 1000).tais(A)])], before.clone(), Vec::new());
    assert_eq!(done.table6, before);
    assert_eq!(outcomes(&done, LineKind::Table6), [Equal; 0]);
    assert_eq!(outcomes(&done, LineKind::Plan), [WithoutCounterpart(NoCounterpart::NoOther)]);
}

#[test]
fn messages_and_debug_show_no_person() {
    let done = to_table6(&[piece("171003", 1000).tais(A)], &[piece("171003", 1000)]);
    let text = format!("{done:?} {} {}", done.lines[0].outcome, done.lines[0].outcome.japanese());
    assert!(!text.contains("9000000001") && !text.contains("見本"), "{text}");
    assert_eq!(done.lines[0].place.to_string(), "UPPLAN record 1");
    #[cfg(feature = "serde")]
    {
        let json = serde_json::to_value(&done.lines[0]).unwrap();
        let expected = serde_json::json!({
            "place": {"kind": "table6", "record": 1}, "against": "plan", "month": "2026-04", "outcome": "filled",
            "counterparts": [{"kind": "plan", "record": 1}], "filled": [{"tais_code": A}]
        });
        assert_eq!(json, expected);
    }
}
