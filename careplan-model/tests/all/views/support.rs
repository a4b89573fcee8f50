//! 支援計画 as a tree.

use crate::views::{owned, part, problems, record, text};
use careplan_model::PreventiveSupport;
use careplan_model::views::{
    PreventiveNeed, PreventiveTree, Printing, SupportPlan, SupportService, SupportText, ViewFault, ViewPlace,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Numbers, then the texts of the need, of the support plan, of the service.
pub(crate) fn line(
    numbers: [&str; 3],
    need: [&str; 4],
    plan: [&str; 3],
    service: [&str; 3],
) -> PreventiveSupport {
    let mut record = PreventiveSupport::new(
        "202407".parse().unwrap(),
        "991018".parse().unwrap(),
        "9000000203".parse().unwrap(),
        "20250520".parse().unwrap(),
    );
    [record.need_no, record.support_plan_no, record.service_no] = numbers.map(owned);
    [record.overall_need, record.proposed_goal_and_measures, record.wishes_on_measures, record.goal] =
        need.map(owned);
    [record.support_points, record.self_care_and_informal_support, record.insured_or_community_services] =
        plan.map(owned);
    [record.service_kind, record.provider_name, record.service_period] = service.map(owned);
    record
}

fn example() -> Vec<PreventiveSupport> {
    vec![
        line(
            ["1", "1", "1"],
            ["課題", "提案", "意向", "目標"],
            ["点", "自助", "保険"],
            ["訪問", "例示", "６か月"],
        ),
        line(["1", "1", "2"], [""; 4], [""; 3], ["通所", "見本", "６か月"]),
        line(["1", "2", "1"], [""; 4], ["点２", "", ""], ["集まり", "", ""]),
        line(["2", "1", "1"], ["課題２", "", "", "目標２"], [""; 3], ["貸与", "", ""]),
    ]
}

#[test]
fn texts_stand_at_their_numbers() {
    let records = example();
    let tree = PreventiveTree::from_records(&records).unwrap();
    assert_eq!(tree.printing, Printing::FirstLine);
    assert_eq!(tree.needs.len(), 2);
    let need = &tree.needs[0];
    assert_eq!((need.overall_need.as_deref(), need.goal.as_deref()), (Some("課題"), Some("目標")));
    assert_eq!(need.wishes_on_measures.as_deref(), Some("意向"));
    assert_eq!(need.support_plans[0].self_care_and_informal_support.as_deref(), Some("自助"));
    assert_eq!(need.support_plans[0].services[1].provider_name.as_deref(), Some("見本"));
    assert_eq!(need.support_plans[1].services.len(), 1);
    assert_eq!(tree.to_records().unwrap(), records);

    let mut repeated = tree.clone();
    repeated.set_printing(Printing::EveryLine);
    let all = repeated.to_records().unwrap();
    assert_eq!(all[2].goal.as_deref(), Some("目標"));
    assert_eq!(
        (all[1].support_points.as_deref(), all[2].support_points.as_deref()),
        (Some("点"), Some("点２"))
    );
    assert_eq!(PreventiveTree::from_records(&all).unwrap(), repeated);
}

#[test]
fn numbers_are_kept_as_they_are_written() {
    let mut records = example();
    for record in &mut records {
        record.need_no = record.need_no.as_deref().map(|number| format!("0{number}"));
        record.service_no = owned(if record.service_no.as_deref() == Some("1") { "１" } else { "2" });
    }
    let tree = PreventiveTree::from_records(&records).unwrap();
    assert_eq!(tree.needs[1].number.as_deref(), Some("02"));
    assert_eq!(tree.needs[0].support_plans[0].services[0].number.as_deref(), Some("１"));
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn what_has_nothing_below_it_is_one_line() {
    let records = [
        line(["1", "", ""], ["課題", "", "", ""], [""; 3], [""; 3]),
        line(["2", "1", ""], ["課題２", "", "", ""], ["見守り", "", ""], [""; 3]),
        line(["2", "2", "1"], [""; 4], [""; 3], ["訪問", "", ""]),
        line(["3", "", ""], [""; 4], [""; 3], [""; 3]),
        line(["3", "1", "1"], [""; 4], [""; 3], [""; 3]),
    ];
    let tree = PreventiveTree::from_records(&records).unwrap();
    assert!(tree.needs[0].support_plans.is_empty());
    assert!(tree.needs[1].support_plans[0].services.is_empty());
    assert_eq!(tree.needs[1].support_plans[1].services.len(), 1);
    assert_eq!(tree.needs[2].support_plans.len(), 2);
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn a_blank_line_with_a_habit_of_its_own_is_kept() {
    let mut records = example();
    records.insert(3, line(["1", "3", ""], ["課題", "", "", ""], ["見守り", "", ""], [""; 3]));
    let tree = PreventiveTree::from_records(&records).unwrap();
    let printed = BTreeSet::from([SupportText::OverallNeed, SupportText::SupportPoints]);
    assert_eq!(tree.needs[0].support_plans[2].services[0].printed, Some(printed));
    assert_eq!(tree.to_records().unwrap(), records);
}

#[test]
fn all_reasons_are_listed() {
    let mut records = example();
    records[1].service_no = owned("1");
    records[1].goal = owned("別の目標");
    records[2].support_plan_no = None;
    records[3].need_no = owned("1");
    records[3].plan_date = "20250521".parse().unwrap();
    records.push(line(["", "", ""], [""; 4], [""; 3], ["訪問", "", ""]));
    assert_eq!(
        problems(PreventiveTree::from_records(&records)),
        [
            record(1, 9, ViewFault::TextConflict { first: 0 }),
            record(1, 14, ViewFault::NumberRepeated { first: 0 }),
            record(2, 10, ViewFault::NumberMissing),
            record(3, 4, ViewFault::Differs),
            record(3, 6, ViewFault::TextConflict { first: 0 }),
            record(3, 9, ViewFault::TextConflict { first: 0 }),
            record(3, 14, ViewFault::NumberRepeated { first: 0 }),
            record(4, 5, ViewFault::NumberMissing),
            record(4, 10, ViewFault::NumberMissing),
            record(4, 14, ViewFault::NumberMissing),
        ]
    );
}

#[test]
fn what_records_cannot_hold_is_refused() {
    let plan = |number: &str, services: &[&str]| SupportPlan {
        services: services.iter().map(|number| SupportService::new(owned(number))).collect(),
        ..SupportPlan::new(owned(number))
    };
    let mut tree = PreventiveTree::from_records(&example()).unwrap();
    let need = |number: &str, support_plans| PreventiveNeed {
        support_plans,
        ..PreventiveNeed::new(number.to_owned())
    };
    tree.needs = vec![
        need("1", vec![plan("1", &["1", "1"]), plan("", &[]), plan("", &["1"])]),
        need("1", vec![plan("1", &[]), plan("1", &[])]),
        PreventiveNeed { number: None, ..need("", vec![]) },
    ];
    tree.needs[0].support_plans[0].services[0] =
        SupportService { service_kind: owned("訪問"), ..SupportService::new(None) };
    assert_eq!(
        problems(tree.to_records()),
        [
            part(&[0, 0, 0], 14, ViewFault::NumberMissing),
            part(&[0, 2], 10, ViewFault::ReadsAsSame),
            part(&[0, 2], 10, ViewFault::NumberMissing),
            part(&[1], 5, ViewFault::NumberRepeated { first: 0 }),
            part(&[1, 1], 10, ViewFault::NumberRepeated { first: 0 }),
            part(&[2], 5, ViewFault::NumberMissing),
        ]
    );
    tree.needs.clear();
    assert_eq!(problems(tree.to_records()), [(ViewPlace::Whole, 0, ViewFault::Empty)]);
}

fn number() -> impl Strategy<Value = Option<String>> {
    prop_oneof![1 => Just(None), 3 => Just(owned("1")), 3 => Just(owned("01")), 2 => Just(owned("２"))]
}

/// Records of any kind: with numbers that come back, texts that conflict, and so on.
fn wild() -> impl Strategy<Value = Vec<PreventiveSupport>> {
    let record = ([number(), number(), number()], [text(), text(), text()]).prop_map(
        |([need_no, support_plan_no, service_no], [goal, support_points, service_kind])| PreventiveSupport {
            need_no,
            support_plan_no,
            service_no,
            goal,
            support_points,
            service_kind,
            ..line([""; 3], [""; 4], [""; 3], [""; 3])
        },
    );
    proptest::collection::vec(record, 0..5)
}

/// Trees that are valid, and have no part without number and content.
fn trees() -> impl Strategy<Value = PreventiveTree<String>> {
    let services = proptest::collection::vec(text(), 0..3);
    let plans = proptest::collection::vec(([text(), text()], services), 0..3);
    let needs = proptest::collection::vec(([text(), text()], plans), 1..3);
    (needs, any::<bool>()).prop_map(|(needs, is_repeated)| {
        let number = |place: usize| Some((place + 1).to_string());
        let needs = needs.into_iter().enumerate().map(|(place, ([overall_need, goal], plans))| {
            let plans = plans.into_iter().enumerate().map(|(place, ([a, b], services))| {
                let services = services.into_iter().enumerate().map(|(place, service_period)| {
                    SupportService { service_period, ..SupportService::new(number(place)) }
                });
                SupportPlan {
                    support_points: a,
                    insured_or_community_services: b,
                    services: services.collect(),
                    ..SupportPlan::new(number(place))
                }
            });
            PreventiveNeed {
                number: number(place),
                overall_need,
                goal,
                support_plans: plans.collect(),
                ..PreventiveNeed::new(String::new())
            }
        });
        let printing = if is_repeated { Printing::EveryLine } else { Printing::FirstLine };
        PreventiveTree {
            printing,
            needs: needs.collect(),
            ..PreventiveTree::from_records(&example()).unwrap()
        }
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_panics(records in wild()) {
        match PreventiveTree::from_records(&records) {
            Ok(tree) => {
                prop_assert_eq!(&tree.to_records().unwrap(), &records);
                prop_assert_eq!(&PreventiveTree::group(&records).unwrap(), &[tree]);
            }
            Err(errors) => prop_assert!(!errors.problems.is_empty()),
        }
    }

    #[test]
    fn good_records_come_back(
        mut tree in trees(),
        blanked in proptest::collection::vec(any::<[bool; 2]>(), 12),
    ) {
        // All lines repeat their texts, then some of them are left out.
        tree.set_printing(Printing::EveryLine);
        let mut records = tree.to_records().unwrap();
        for (record, [goal, points]) in records.iter_mut().zip(blanked) {
            record.goal = record.goal.take().filter(|_| !goal);
            record.support_points = record.support_points.take().filter(|_| !points);
        }
        let read = PreventiveTree::from_records(&records).unwrap();
        prop_assert_eq!(read.to_records().unwrap(), records);
    }

    #[test]
    fn trees_come_back(tree in trees()) {
        let records = tree.to_records().unwrap();
        let mut again = PreventiveTree::from_records(&records).unwrap();
        if again.printing != tree.printing {
            // Nothing told which one it is.
            let mut other = tree.clone();
            other.set_printing(again.printing);
            prop_assert_eq!(&other.to_records().unwrap(), &records);
            prop_assert_eq!(again.printing, Printing::FirstLine);
        }
        again.printing = tree.printing;
        prop_assert_eq!(again, tree);
    }
}
