//! The rows of the mapping table on needs, goals and lines, from 第2表.
#![allow(clippy::unwrap_used)]

use super::plan::{Plan, options};
use crate::common::{OFFICE, table2, value};
use careplan_fukushi::RecordKind;
use careplan_fukushi::draft::{Carry, Concern, Why, draft};

#[test]
fn row_reason() {
    let mut plan = Plan::new();
    // The text stands in a record that is not ours.
    plan.table2[0].provider = Some(value("9970100039"));
    plan.table2[0].service_kind = Some("訪問介護".to_owned());
    let draft = plan.draft();
    assert_eq!(draft.needs().len(), 1);
    let need = &draft.needs()[0];
    let reason = need.get("reason").unwrap();
    assert_eq!((reason.text.as_str(), reason.carry), ("夜も自分でトイレに行きたい。", Carry::Seed));
    assert_eq!(format!("{:?}", reason.sources), "[UP2KYO No.7, record 1]");
    assert_eq!((need.text("need_no"), need.text("care_plan_need_no")), (Some("1"), Some("1")));
}

#[test]
fn row_reason_of_each_need_that_is_ours() {
    let mut plan = Plan::new();
    plan.table2[3].provider = Some(value(OFFICE));
    let mut last = table2((3, 1, 1), Some("9970100039"), "通所介護");
    last.need = Some("友人に会いたい。".to_owned());
    plan.table2.push(last);
    let draft = plan.draft();
    let needs: Vec<_> = draft
        .needs()
        .iter()
        .map(|need| {
            let reason = need.get("reason").unwrap();
            let numbers = ["need_no", "care_plan_need_no"].map(|field| need.text(field).unwrap());
            (numbers, reason.text.as_str(), format!("{:?}", reason.sources))
        })
        .collect();
    assert_eq!(
        needs,
        [
            (["1", "1"], "夜も自分でトイレに行きたい。", "[UP2KYO No.7, record 1]".to_owned()),
            (["2", "2"], "入浴したい。", "[UP2KYO No.7, record 4]".to_owned()),
        ]
    );
    let number = draft.needs()[1].get("care_plan_need_no").unwrap();
    assert_eq!(
        (number.carry, format!("{:?}", number.sources)),
        (Carry::Copy, "[UP2KYO No.6, record 4]".into())
    );
    // A need without goals has no goal, and nothing is made up.
    assert_eq!(draft.needs()[1].get("goal"), None);
}

#[test]
fn row_goal_is_filled_down_from_other_records() {
    let mut plan = Plan::new();
    // Ours is the second line only; all that stands above it is written on the first.
    plan.table2[0].provider = Some(value("9970100039"));
    plan.table2[0].service_kind = Some("訪問介護".to_owned());
    let draft = plan.draft();
    let goal = draft.needs()[0].get("goal").unwrap();
    let sources: Vec<_> = goal.sources.iter().map(ToString::to_string).collect();
    assert_eq!(
        sources,
        [
            "UP2KYO No.9, record 1",
            "UP2KYO No.11, record 1",
            "UP2KYO No.10, record 1",
            "UP2KYO No.12, record 1",
        ]
    );
    assert!(
        goal.text.ends_with("短期目標：安全に起き上がれる。（令和７年１０月～令和８年３月）"),
        "{}",
        goal.text
    );
    // Ours is the line of the other short-term goal: the first one is not ours.
    plan.table2[1].service_kind = Some("訪問介護".to_owned());
    plan.table2[1].provider = None;
    plan.table2[2].provider = Some(value(OFFICE));
    let draft = plan.draft();
    let goal = draft.needs()[0].get("goal").unwrap();
    assert_eq!(
        goal.text,
        "長期目標：夜も安心して行ける。（令和７年１０月～令和８年９月）\n短期目標：５０ｍ歩ける。"
    );
    assert_eq!(format!("{:?}", goal.sources.last().unwrap()), "UP2KYO No.10, record 3");
}

#[test]
fn row_goal() {
    let draft = Plan::new().draft();
    let goal = draft.needs()[0].get("goal").unwrap();
    assert_eq!(
        (goal.text.as_str(), goal.carry),
        (
            "長期目標：夜も安心して行ける。（令和７年１０月～令和８年９月）\n\
             短期目標：安全に起き上がれる。（令和７年１０月～令和８年３月）",
            Carry::Seed
        )
    );
    let sources: Vec<_> = goal.sources.iter().map(|source| source.item.number).collect();
    assert_eq!(sources, [9, 11, 10, 12]);
}

#[test]
fn row_which_services_are_equipment() {
    let mut plan = Plan::new();
    plan.table2[1].provider = None;
    plan.table2[3].service_kind = Some("特定福祉用具販売".to_owned());
    let services = |plan: &Plan| -> Vec<_> {
        let set = plan.set();
        set.services(value(OFFICE)).into_iter().map(|it| (it.record, it.concern)).collect()
    };
    assert_eq!(services(&plan), [(1, Concern::Ours), (2, Concern::Unassigned), (4, Concern::OfOthers)]);
    // By number, whatever the kind is called.
    plan.table2[0].service_kind = None;
    assert_eq!(services(&plan)[0], (1, Concern::Ours));
    assert!(plan.set().concerns(value(OFFICE)));
    let draft = plan.draft();
    assert_eq!(draft.needs().len(), 1);
    assert_eq!(draft.needs()[0].text("care_plan_need_no"), Some("1"));
    plan.table2.drain(..2);
    assert!(!plan.set().concerns(value(OFFICE)));
    let to_do = plan.draft().to_do();
    assert!(to_do.iter().any(|it| it.why == Why::NothingPlanned && it.record == RecordKind::Need));
}

#[test]
fn row_category_only_on_request() {
    let plan = Plan::new();
    assert_eq!(plan.draft().lines(), []);
    let mut draft = draft(&plan.set(), &options().categories(true)).unwrap();
    let lines: Vec<_> = draft
        .lines()
        .iter()
        .map(|line| {
            ["line_no", "category", "service_code", "need_nos"].map(|field| line.text(field).unwrap())
        })
        .collect();
    assert_eq!(lines, [["1", "03", "171003", "1"], ["2", "04", "171004", "1"], ["3", "07", "171007", "1"]]);
    let category = draft.lines()[2].get("category").unwrap();
    assert_eq!(
        (category.carry, format!("{:?}", category.sources)),
        (Carry::Seed, "[UP2KYO No.14, record 2]".into())
    );
    draft.lines_mut()[0].write("tais_code", "00001-000010").unwrap();
    assert_eq!(draft.to_plan().unwrap().lines[0].tais_code, Some(value("00001-000010")));
}
