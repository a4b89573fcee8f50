//! What a receiver holds: replacement, deletion, and which product codes came and went.
#![allow(clippy::unwrap_used)]

use careplan_fukushi::{
    EquipmentPlan, EquipmentPlanDeletion, EquipmentPlanHeader, EquipmentPlanLine, EquipmentPlans, HoldError,
    PlanChangeKind, PlanUnit, SupplyKind,
};
use proptest::prelude::*;

fn header(date: &str) -> EquipmentPlanHeader {
    EquipmentPlanHeader::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000001".parse().unwrap(),
        date.parse().unwrap(),
        "9970100062".parse().unwrap(),
        "17".parse().unwrap(),
        "見本　太郎".to_owned(),
    )
}

fn line(date: &str, line_no: i32, code: Option<&str>) -> EquipmentPlanLine {
    let it = header(date);
    let mut line = EquipmentPlanLine::new(
        it.csv_version,
        it.insurer,
        it.insured,
        it.plan_date,
        it.provider,
        it.service_type,
        line_no,
        SupplyKind::Rental,
    );
    line.tais_code = code.map(|code| code.parse().unwrap());
    line
}

fn plan(date: &str, codes: &[Option<&str>]) -> EquipmentPlan {
    let mut plan = EquipmentPlan::new(header(date));
    plan.lines = (1..).zip(codes).map(|(number, code)| line(date, number, *code)).collect();
    plan
}

fn deletion(date: &str) -> EquipmentPlanDeletion {
    let it = header(date);
    EquipmentPlanDeletion::new(
        it.csv_version,
        it.insurer,
        it.insured,
        it.plan_date,
        it.provider,
        it.service_type,
    )
}

fn unit(plans: Vec<EquipmentPlan>, deletions: Vec<EquipmentPlanDeletion>) -> PlanUnit {
    PlanUnit {
        sender: careplan_model::Endpoint { office: "9970100062".parse().unwrap(), service: None },
        receiver: careplan_model::Endpoint { office: "9970100013".parse().unwrap(), service: None },
        timestamp: "20260401090000".parse().unwrap(),
        deletions,
        plans,
    }
}

const A: Option<&str> = Some("99999-000011");
const B: Option<&str> = Some("99999-000012");

#[test]
fn the_emergency_is_filled_line_by_line() {
    let mut held = EquipmentPlans::new();
    let first = held.put(plan("20260401", &[None, None, A, A])).unwrap();
    assert_eq!((first.kind, first.filled.len()), (PlanChangeKind::Added, 0));

    let change = held.put(plan("20260401", &[A, None, None, B, B])).unwrap();
    assert_eq!(change.kind, PlanChangeKind::Replaced);
    let numbers =
        |codes: &[careplan_fukushi::LineCodes]| codes.iter().map(|it| it.line_no).collect::<Vec<_>>();
    assert_eq!(numbers(&change.filled), [1]);
    assert_eq!(numbers(&change.lost), [3]);
    assert_eq!(numbers(&change.changed), [4]);
    assert_eq!(change.filled[0].tais_code, Some("99999-000011".parse().unwrap()));
    assert_eq!(change.lost[0].tais_code, Some("99999-000011".parse().unwrap()));
    assert_eq!(change.changed[0].tais_code, Some("99999-000012".parse().unwrap()));
    assert!(change.is_warning());
    assert_eq!(held.len(), 1);
}

#[test]
fn a_code_may_come_as_a_notified_one() {
    let mut held = EquipmentPlans::new();
    held.put(plan("20260401", &[None])).unwrap();
    let mut newer = plan("20260401", &[None]);
    newer.lines[0].notified_code = Some("99999-000022".parse().unwrap());
    let change = held.put(newer).unwrap();
    assert_eq!(change.filled[0].notified_code, Some("99999-000022".parse().unwrap()));
    assert!(!change.is_warning());
}

#[test]
fn another_date_is_another_plan_and_deletion_takes_one() {
    let mut held = EquipmentPlans::new();
    let received = unit(vec![plan("20260401", &[A]), plan("20260501", &[B])], vec![deletion("20260301")]);
    let kinds: Vec<_> = held.apply(&received).unwrap().iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [PlanChangeKind::NotHeld, PlanChangeKind::Added, PlanChangeKind::Added]);
    assert_eq!(held.delete(&deletion("20260401")).kind, PlanChangeKind::Removed);
    assert_eq!(held.delete(&deletion("20260401")).kind, PlanChangeKind::NotHeld);
    assert_eq!(held.plans().map(|plan| plan.header.plan_date.to_string()).collect::<Vec<_>>(), ["20260501"]);
}

#[test]
fn what_cannot_be_held_changes_nothing() {
    let mut held = EquipmentPlans::new();
    held.put(plan("20260401", &[A])).unwrap();
    let before = held.clone();
    let mut mixed = plan("20260401", &[B]);
    mixed.lines[0].plan_date = "20260402".parse().unwrap();
    assert_eq!(held.put(mixed.clone()), Err(HoldError::MixedKeys));
    assert_eq!(held.apply(&unit(vec![mixed], vec![deletion("20260401")])), Err(HoldError::MixedKeys));
    let twice = vec![plan("20260501", &[A]), plan("20260501", &[B])];
    assert_eq!(held.apply(&unit(twice, vec![deletion("20260401")])), Err(HoldError::TwoOfOneKey));
    assert_eq!(held, before);
}

#[test]
fn json_refuses_two_plans_of_one_key() {
    let mut held = EquipmentPlans::new();
    held.put(plan("20260401", &[A])).unwrap();
    held.put(plan("20260501", &[None, B])).unwrap();
    let json = serde_json::to_string(&held).unwrap();
    assert_eq!(serde_json::from_str::<EquipmentPlans>(&json).unwrap(), held);
    let twice =
        [plan("20260401", &[A]), plan("20260401", &[A])].map(|plan| serde_json::json!({ "plan": plan }));
    let twice = serde_json::to_string(&twice).unwrap();
    let error = serde_json::from_str::<EquipmentPlans>(&twice).unwrap_err().to_string();
    assert!(error.contains("two plans have one key"), "{error}");
}

#[test]
fn a_number_twice_cannot_be_held() {
    let mut double = plan("20260401", &[A, None]);
    double.lines[1].line_no = 1;
    let mut held = EquipmentPlans::new();
    assert_eq!(held.put(double.clone()), Err(HoldError::DoubleNumber));
    assert_eq!(held.apply(&unit(vec![double], vec![])), Err(HoldError::DoubleNumber));
    assert!(held.is_empty());
    assert_eq!(HoldError::DoubleNumber.to_string(), "two records of the plan have one number");
    assert_eq!(HoldError::DoubleNumber.japanese(), "計画の中に番号の重複するレコードがあります");
}

#[test]
fn what_comes_late_does_not_undo_what_is_newer() {
    let at = |timestamp: &str, plans: Vec<EquipmentPlan>, deletions: Vec<EquipmentPlanDeletion>| {
        let timestamp = timestamp.parse().unwrap();
        PlanUnit { timestamp, ..unit(plans, deletions) }
    };
    let emergency = at("20260401090000", vec![plan("20260401", &[None])], vec![]);
    let with_codes = at("20260405090000", vec![plan("20260401", &[A])], vec![]);
    let gone = at("20260403090000", vec![], vec![deletion("20260401")]);
    let kinds = |changes: Result<Vec<careplan_fukushi::PlanChange>, HoldError>| -> Vec<_> {
        changes.unwrap().iter().map(|change| change.kind).collect()
    };

    let mut held = EquipmentPlans::new();
    assert_eq!(kinds(held.apply(&with_codes)), [PlanChangeKind::Added]);
    let newest = held.clone();
    assert_eq!(kinds(held.apply(&emergency)), [PlanChangeKind::Late]);
    assert_eq!(kinds(held.apply(&gone)), [PlanChangeKind::Late]);
    assert_eq!(kinds(held.apply(&with_codes)), [PlanChangeKind::Unchanged]);
    assert_eq!(held, newest);
    assert_eq!(PlanChangeKind::Late.label(), "古い送信単位のため反映なし");
    // Also when it was stored in between.
    let json = serde_json::to_string(&held).unwrap();
    let mut held: EquipmentPlans = serde_json::from_str(&json).unwrap();
    assert_eq!(held, newest);
    assert_eq!(kinds(held.apply(&emergency)), [PlanChangeKind::Late]);

    // Together they are taken in their order, whatever order they come in.
    let mut together = EquipmentPlans::new();
    let changes: Vec<_> =
        together.apply_all([&with_codes, &gone, &emergency]).into_iter().map(kinds).collect();
    assert_eq!(
        changes,
        [vec![PlanChangeKind::Added], vec![PlanChangeKind::Removed], vec![PlanChangeKind::Added]]
    );
    assert_eq!(together, newest);
    // A deletion that is newer counts.
    assert_eq!(
        kinds(together.apply(&PlanUnit { timestamp: "20260406090000".parse().unwrap(), ..gone })),
        [PlanChangeKind::Removed]
    );
    assert!(together.is_empty());
}

fn any_plan() -> impl Strategy<Value = EquipmentPlan> {
    let codes = proptest::collection::vec(prop_oneof![Just(None), Just(A), Just(B)], 0..4);
    (prop_oneof![Just("20260401"), Just("20260402"), Just("20260403")], codes)
        .prop_map(|(date, codes)| plan(date, &codes))
}

proptest! {
    /// Applied again, a plan changes nothing; and the last plan of a key is the one held.
    #[test]
    fn putting_is_idempotent(plans in proptest::collection::vec(any_plan(), 1..8)) {
        let mut held = EquipmentPlans::new();
        for plan in &plans {
            held.put(plan.clone()).unwrap();
            let once = held.clone();
            let again = held.put(plan.clone()).unwrap();
            prop_assert_eq!(again.kind, PlanChangeKind::Unchanged);
            prop_assert!(again.filled.is_empty() && again.lost.is_empty() && again.changed.is_empty());
            prop_assert_eq!(&held, &once);
        }
        for kept in held.plans() {
            let last = plans.iter().rev().find(|plan| plan.key() == kept.key());
            prop_assert_eq!(last, Some(kept));
        }
    }

    /// What is filled one way is lost the other way.
    #[test]
    fn filled_and_lost_mirror_each_other(a in any_plan(), b in any_plan()) {
        let mut b = b;
        b.set_key(a.key());
        let change = |first: &EquipmentPlan, second: &EquipmentPlan| {
            let mut held = EquipmentPlans::new();
            held.put(first.clone()).unwrap();
            held.put(second.clone()).unwrap()
        };
        let (there, back) = (change(&a, &b), change(&b, &a));
        prop_assert_eq!(there.filled, back.lost);
        prop_assert_eq!(there.lost, back.filled);
        prop_assert_eq!(there.changed.len(), back.changed.len());
    }
}
