//! The check whether 第6表, 第7表 and the plan agree.

use crate::transfer::sample::{A, B, Piece, piece, plan, rows, slips};
use careplan_fukushi::transfer::DifferenceKind::{
    Ambiguous, CodeMissing, DiscriminatorDiffers, DiscriminatorMissing, NameDiffers, NameMissing,
    NoCodeInPlan, NotInOtherTable, ProductDiffers, UnitsDiffer, WithoutCounterpart,
};
use careplan_fukushi::transfer::{DifferenceKind, LineKind, differences};

use std::slice::from_ref;

fn compare(planned: &[Piece], in6: &[Piece], in7: &[Piece]) -> Vec<(LineKind, usize, DifferenceKind)> {
    let found = differences(&[plan(planned)], &slips(in6), &rows(in7));
    found.iter().map(|it| (it.place.kind, it.place.record, it.kind)).collect()
}

const T6: LineKind = LineKind::Table6;
const T7: LineKind = LineKind::Table7;

#[test]
fn what_agrees_has_no_difference() {
    let lines = [
        piece("171003", 1000).tais(A).name("見本ベッド"),
        piece("171004", 200).tais(A).name("例示マットレス").number(1),
        piece("171004", 200).tais(B).name("例示サイドレール").number(2),
    ];
    assert_eq!(compare(&lines, &lines, &lines), []);
    assert_eq!(compare(&lines, &lines, &[]), []);
}

#[test]
fn each_difference_has_its_place() {
    let bed = || piece("171003", 1000).tais(A).name("見本ベッド");
    let only = |slip: Piece| compare(&[bed()], from_ref(&slip), &[]);
    assert_eq!(only(piece("171003", 1000)), [(T6, 1, CodeMissing), (T6, 1, NameMissing)]);
    assert_eq!(only(bed().tais(B)), [(T6, 1, ProductDiffers)]);
    assert_eq!(only(bed().name("例示ベッド")), [(T6, 1, NameDiffers)]);
    let mut cheaper = bed();
    cheaper.units = Some(900);
    assert_eq!(only(cheaper), [(T6, 1, UnitsDiffer)]);
    let without = [(T6, 1, WithoutCounterpart), (LineKind::Plan, 1, WithoutCounterpart)];
    assert_eq!(only(piece("171004", 1000)), without);
    assert_eq!(compare(&[bed().number(1)], &[bed().number(2)], &[]), [(T6, 1, DiscriminatorDiffers)]);
    assert_eq!(compare(&[piece("171003", 1000)], &[bed()], &[]), [(T6, 1, NoCodeInPlan)]);
    let two = [bed(), bed().tais(B)];
    let missing = [(T6, 1, DiscriminatorMissing), (T6, 2, DiscriminatorMissing)];
    assert_eq!(compare(&two, &two, &[]), missing);
    let blank = [piece("171003", 1000), piece("171003", 1000)];
    assert_eq!(compare(&two, &blank, &[]), [(T6, 1, Ambiguous), (T6, 2, Ambiguous)]);
}

#[test]
fn the_two_tables_are_compared_with_each_other() {
    let bed = piece("171003", 1000).tais(A).name("見本ベッド");
    let other = bed.clone().tais(B);
    let expected = [(T7, 1, ProductDiffers), (T6, 1, NotInOtherTable), (T7, 1, NotInOtherTable)];
    assert_eq!(compare(from_ref(&bed), from_ref(&bed), from_ref(&other)), expected);
    // Without a plan too; hyphens do not count.
    let wide = bed.clone().tais("99999－000021");
    assert!(
        differences(&[], &slips(from_ref(&bed)), &rows(&[wide]))
            .iter()
            .all(|it| it.kind == WithoutCounterpart)
    );
    let found = differences(&[], &slips(&[bed]), &rows(&[other]));
    let found: Vec<_> = found.iter().filter(|it| it.kind == NotInOtherTable).collect();
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[0].to_string(),
        "UPPLAN record 1: the product is not in the other table (UPSIKYU record 1)"
    );
    assert!(found[1].japanese().contains("1件目：第6表と第7表の用具が一致しません（「"));
}
