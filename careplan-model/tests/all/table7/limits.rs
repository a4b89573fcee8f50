//! 種類支給限度 and 区分支給限度, and who bears what is beyond them.

use crate::table7::data::{
    DAY, HELP, code, facts, limits, line, lines, money, of, office, service_type, whole,
};
use careplan_model::Table6;
use careplan_model::views::table7::{Bearer, Facts, Note, TypeLimit, compute};

fn bearer(provider: &str, of_type: &str, service_code: Option<&str>, units: Option<i32>) -> Bearer {
    Bearer {
        service_code: service_code.map(code),
        units,
        ..Bearer::rest(office(provider), service_type(of_type))
    }
}

/// 3 × 387 + 2 × 179 units of home help, 4 × 900 + 4 × 40 of day service: 1519 and 3760, in all 5279.
fn month() -> Vec<Table6> {
    let mut plan = lines(HELP, "111211", 387, &[1, 8, 15]);
    plan.extend(lines(HELP, "117211", 179, &[1, 8]));
    plan.extend(lines(DAY, "151343", 900, &[2, 9, 16, 23]));
    plan.extend(lines(DAY, "155301", 40, &[2, 9, 16, 23]));
    plan
}

fn with_limit(limit: i32, bearers: &[Bearer]) -> Facts {
    Facts { benefit_limit: Some(limit), bearers: bearers.to_vec(), ..facts() }
}

#[test]
fn at_the_limit_nobody_bears_anything() {
    let records = whole(&month(), &with_limit(5279, &[]));
    assert_eq!(limits(of(&records, "15AAAA")), [Some(3760), None, None, Some(0), Some(3760)]);
    // Whoever would bear the rest bears none.
    let rest = [bearer(DAY, "15", None, None)];
    assert_eq!(whole(&month(), &with_limit(5279, &rest)), records);
}

#[test]
fn without_a_service_the_subtotal_alone_tells_the_excess() {
    let records = whole(&month(), &with_limit(5000, &[bearer(DAY, "15", None, None)]));
    assert_eq!(limits(of(&records, "151343")), [Some(3600), None, None, None, None]);
    assert_eq!(limits(of(&records, "15AAAA")), [Some(3760), None, None, Some(279), Some(3481)]);
    // 3481 × 10.45 = 36,376.45; × 0.9 = 32,738.4; 279 × 10.45 = 2,915.55.
    assert_eq!(money(of(&records, "15AAAA")), [Some(36_376), Some(32_738), Some(3638), Some(2915)]);
    assert_eq!(limits(of(&records, "111211")), [Some(1161), None, None, Some(0), Some(1161)]);
    assert_eq!(limits(of(&records, "999999")), [Some(5279), None, None, Some(279), Some(5000)]);
}

#[test]
fn with_a_service_its_row_tells_it_too() {
    let records = whole(&month(), &with_limit(5000, &[bearer(DAY, "15", Some("151343"), Some(279))]));
    assert_eq!(limits(of(&records, "151343")), [Some(3600), None, None, Some(279), Some(3321)]);
    assert_eq!(limits(of(&records, "155301")), [Some(160), None, None, Some(0), Some(160)]);
    assert_eq!(limits(of(&records, "15AAAA")), [Some(3760), None, None, Some(279), Some(3481)]);
}

#[test]
fn several_bear_what_was_said_and_then_the_rest_in_order() {
    let bearers = [
        bearer(DAY, "15", Some("155301"), None), // reaches 160
        bearer(HELP, "11", Some("117211"), Some(100)),
        bearer(DAY, "15", Some("151343"), None),
    ];
    let records = whole(&month(), &with_limit(5000, &bearers));
    assert_eq!(limits(of(&records, "155301")), [Some(160), None, None, Some(160), Some(0)]);
    assert_eq!(limits(of(&records, "117211")), [Some(358), None, None, Some(100), Some(258)]);
    assert_eq!(limits(of(&records, "151343")), [Some(3600), None, None, Some(19), Some(3581)]);
    assert_eq!(limits(of(&records, "11AAAA")), [Some(1519), None, None, Some(100), Some(1419)]);
    assert_eq!(limits(of(&records, "15AAAA")), [Some(3760), None, None, Some(179), Some(3581)]);
    assert_eq!(limits(of(&records, "999999")), [Some(5279), None, None, Some(279), Some(5000)]);
}

#[test]
fn a_service_of_several_rows_leaves_them_blank() {
    let mut plan = month();
    plan.extend(lines(DAY, "151343", 800, &[30]));
    let records = whole(&plan, &with_limit(6000, &[bearer(DAY, "15", Some("151343"), None)]));
    let rows: Vec<_> = records.iter().filter(|row| row.service_code == code("151343")).map(limits).collect();
    let blank = |units| [Some(units), None, None, None, None];
    assert_eq!(rows, [blank(3600), blank(800)]);
    assert_eq!(limits(of(&records, "155301")), [Some(160), None, None, Some(0), Some(160)]);
    assert_eq!(limits(of(&records, "15AAAA")), [Some(4560), None, None, Some(79), Some(4481)]);
}

#[test]
fn the_limit_of_a_type_is_its_own() {
    let mut facts = facts();
    facts.type_limits.push(TypeLimit { service_type: service_type("15"), units: 5000 });
    facts.type_bearers.push(Bearer::rest(office(DAY), service_type("15")));
    let mut plan = lines(DAY, "151343", 900, &[1, 2, 3, 4, 5, 6]);
    plan.push(line(HELP, "111211", 387, 1));
    let records = whole(&plan, &facts);
    assert_eq!(limits(&records[0]), [Some(5400), Some(400), Some(5000), Some(0), Some(5000)]);
    // 5000 × 10.45 = 52,250; 400 × 10.45 = 4,180.
    assert_eq!(money(&records[0]), [Some(52_250), Some(47_025), Some(5225), Some(4180)]);
    assert_eq!(limits(&records[1]), [Some(387), None, None, Some(0), Some(387)]);
    assert_eq!(limits(&records[2]), [Some(5787), None, None, Some(0), Some(5387)]);
    // Below it, nothing is beyond and nobody needs to bear it.
    facts.type_limits[0].units = 5400;
    facts.type_bearers.clear();
    let records = whole(&plan, &facts);
    assert_eq!(limits(&records[0]), [Some(5400), Some(0), Some(5400), Some(0), Some(5400)]);
}

#[test]
fn beyond_the_limit_of_the_type_does_not_count_against_the_level() {
    let mut facts = facts();
    facts.type_limits.push(TypeLimit { service_type: service_type("15"), units: 5000 });
    facts.type_bearers.push(Bearer::rest(office(DAY), service_type("15")));
    facts.benefit_limit = Some(4500);
    facts.bearers.push(Bearer::rest(office(DAY), service_type("15")));
    let plan = lines(DAY, "151343", 900, &[1, 2, 3, 4, 5, 6]);
    let computed = compute(&plan, &facts).unwrap();
    assert_eq!(computed.missing, []);
    let both = Note::BeyondBothLimits { provider: office(DAY), service_type: service_type("15") };
    assert_eq!(computed.notes, [both]);
    let records = computed.month.into_records();
    // No.21 and 22 make up No.20.
    assert_eq!(limits(&records[0]), [Some(5400), Some(400), Some(5000), Some(500), Some(4500)]);
    // 4500 × 10.45 = 47,025; × 0.9 = 42,322.5; (400 + 500) × 10.45 = 9,405.
    assert_eq!(money(&records[0]), [Some(47_025), Some(42_322), Some(4703), Some(9405)]);

    // Within the type's limit, 5000 units are exactly at the level's: no excess, no note.
    facts.benefit_limit = Some(5000);
    let computed = compute(&plan, &facts).unwrap();
    assert_eq!((computed.missing, computed.notes), (vec![], vec![]));
}

#[test]
fn two_offices_share_the_limit_of_a_type() {
    let mut facts = facts();
    facts.type_limits.push(TypeLimit { service_type: service_type("15"), units: 2000 });
    facts.type_bearers.push(bearer(HELP, "15", None, Some(300)));
    facts.type_bearers.push(bearer(DAY, "15", None, None));
    let mut plan = lines(DAY, "151343", 900, &[1, 2]);
    plan.extend(lines(HELP, "151343", 900, &[3]));
    let records = whole(&plan, &facts);
    assert_eq!(limits(&records[0]), [Some(1800), Some(400), Some(1400), Some(0), Some(1400)]);
    assert_eq!(limits(&records[1]), [Some(900), Some(300), Some(600), Some(0), Some(600)]);
}

#[test]
fn managed_units_may_be_left_out() {
    let mut facts = facts();
    facts.fill_managed_units = false;
    let records = whole(&month(), &facts);
    assert!(records.iter().all(|record| record.managed_units.is_none()));
    assert_eq!(limits(of(&records, "999999")), [None, None, None, Some(0), Some(5279)]);
}
