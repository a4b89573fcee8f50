//! The carry-over, row by row of the mapping table: 要介護, from 第1表, 第2表, 第3表 and 補足.
//!
//! | row of the mapping | test |
//! |---|---|
//! | insurer, insured number; date of the care plan | `row_insurer_insured_and_date_of_the_care_plan` |
//! | name, kana, sex, birth date; address, phone | `row_name_address_and_phone`, `row_address_of_table_1` |
//! | care level, certification | `row_care_level_and_certification` |
//! | care-management office, care manager | `row_care_office_and_care_manager` |
//! | wishes, whole | `row_source_text_of_the_wishes` |
//! | wishes of person and family | `row_wishes_of_person_and_family`, `a_rewritten_text_is_not_split_as_the_old_one` |
//! | why equipment is needed | `needs::row_reason`, `needs::row_reason_of_each_need_that_is_ours` |
//! | goals | `needs::row_goal`, `needs::row_goal_is_filled_down_from_other_records` |
//! | policy | `row_policy` |
//! | which services are equipment | `needs::row_which_services_are_equipment` |
//! | 種目 | `needs::row_category_only_on_request` |
//! | other services in use | `row_other_services` |
//! | body, illness, family, home: none; of 要支援 copied | `row_body_illness_family_home_have_no_source`; `draft_unit::row_preventive_body_illness_family_home` |
//! | 要支援: wishes, goals, policy | `draft_unit::row_preventive_wishes_goals_and_policy` |
//! | selection, candidates, prices, precautions, monitoring, consent | `row_selection_prices_monitoring_consent_have_no_source` |
#![allow(clippy::unwrap_used)]

mod needs;
mod plan;

use crate::common::{CARE_OFFICE, OFFICE, value};
use careplan_fukushi::draft::{
    CarePlanSet, Carry, ConfirmSplitError, DraftOptions, DraftProblem, Why, WishesDecision, draft,
};
use careplan_fukushi::{RecordKind, WishesSplit};
use plan::{POLICY, Plan, WISHES, expect, header, options};

#[test]
fn row_insurer_insured_and_date_of_the_care_plan() {
    let rows = [
        ("insurer", "991018", "UP1KYO No.2, record 3"),
        ("insured", "9000000001", "UP1KYO No.3, record 3"),
        ("care_plan_date", "20250920", "UP1KYO No.14, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_name_address_and_phone() {
    let mut plan = Plan::new();
    let rows = [
        ("user_name_kana", "ミホン　タロウ", "UPHOSOKU No.5, record 4"),
        ("user_name", "見本　太郎", "UPHOSOKU No.6, record 4"),
        ("user_sex", "1", "UPHOSOKU No.7, record 4"),
        ("user_birth_date", "19400401", "UPHOSOKU No.8, record 4"),
        ("user_postal_code", "000-0001", "UPHOSOKU No.9, record 4"),
        ("user_address_1", "見本県例示市１", "UPHOSOKU No.10, record 4"),
        ("user_address_2", "見本荘", "UPHOSOKU No.11, record 4"),
        ("user_phone", "000-0000-1000", "UPHOSOKU No.12, record 4"),
    ];
    expect(&plan.draft(), Carry::Join, &rows);
    // 第1表 has another address: reported, and one address is not made of two.
    plan.table1.user_address_1 = Some("見本県試験市９".to_owned());
    let draft = plan.draft();
    expect(&draft, Carry::Join, &rows);
    let differences: Vec<_> =
        draft.differences().iter().map(|it| format!("{} / {}", it.table1, it.supplement)).collect();
    assert!(
        differences.contains(&"UP1KYO No.6, record 3 / UPHOSOKU No.10, record 4".to_owned()),
        "{differences:?}"
    );
    // Without 補足: the address of 第1表, and no name.
    plan.supplement = None;
    let draft = plan.draft();
    expect(&draft, Carry::Copy, &[("user_address_1", "見本県試験市９", "UP1KYO No.6, record 3")]);
    assert_eq!(draft.header().get("user_address_2"), None);
    assert_eq!(draft.header().get("user_name"), None);
    assert_eq!(draft.differences(), []);
}

#[test]
fn row_address_of_table_1() {
    let mut plan = Plan::new();
    plan.table1.user_postal_code = Some("000-0009".to_owned());
    plan.table1.user_address_1 = Some("見本県試験市９".to_owned());
    plan.table1.user_address_2 = Some("例示荘".to_owned());
    let differences: Vec<_> =
        plan.draft().differences().iter().map(|it| format!("{} / {}", it.table1, it.supplement)).collect();
    assert_eq!(
        differences,
        [
            "UP1KYO No.5, record 3 / UPHOSOKU No.9, record 4",
            "UP1KYO No.6, record 3 / UPHOSOKU No.10, record 4",
            "UP1KYO No.7, record 3 / UPHOSOKU No.11, record 4",
        ]
    );
    plan.supplement = None;
    let rows = [
        ("user_postal_code", "000-0009", "UP1KYO No.5, record 3"),
        ("user_address_1", "見本県試験市９", "UP1KYO No.6, record 3"),
        ("user_address_2", "例示荘", "UP1KYO No.7, record 3"),
    ];
    expect(&plan.draft(), Carry::Copy, &rows);
}

#[test]
fn row_care_level_and_certification() {
    // 補足 14–15 are the period of the limit, and differ here.
    let rows = [
        ("care_level", "23", "UP1KYO No.21, record 3"),
        ("certification_status", "2", "UP1KYO No.17, record 3"),
        ("certified_on", "20250320", "UP1KYO No.18, record 3"),
        ("valid_from", "20250401", "UP1KYO No.19, record 3"),
        ("valid_until", "20280331", "UP1KYO No.20, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_care_office_and_care_manager() {
    let rows = [
        ("care_office", CARE_OFFICE, "UP1KYO No.13, record 3"),
        ("care_office_name", "見本居宅介護支援センター", "UP1KYO No.9, record 3"),
        ("planner_name", "例示　能子", "UP1KYO No.8, record 3"),
    ];
    expect(&Plan::new().draft(), Carry::Copy, &rows);
}

#[test]
fn row_source_text_of_the_wishes() {
    expect(&Plan::new().draft(), Carry::Copy, &[("wishes_source", WISHES, "UP1KYO No.22, record 3")]);
}

#[test]
fn row_wishes_of_person_and_family() {
    let mut plan = Plan::new();
    let mut draft = plan.draft();
    // Proposed, and not applied.
    let proposed = draft.proposed_split().unwrap();
    assert_eq!(proposed.person().as_deref(), Some("家で暮らしたい。"));
    assert_eq!((draft.header().get("user_wishes"), draft.header().get("wishes_split")), (None, None));
    assert!(draft.to_do().iter().any(|it| it.why == Why::ConfirmSplit));

    draft.confirm_split(WishesDecision::AsProposed).unwrap();
    expect(&draft, Carry::Split, &[("user_wishes", "家で暮らしたい。", "UP1KYO No.22, record 3")]);
    expect(&draft, Carry::Split, &[("family_wishes", "妻：転ばないか心配だ。", "UP1KYO No.22, record 3")]);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::ProposedAndConfirmed.to_string());
    assert_eq!(header(&draft, "wishes_source").0, WISHES);
    assert!(draft.to_do().iter().all(|it| it.why != Why::ConfirmSplit));

    let by_person = WishesDecision::ByPerson { person: Some("家がよい。".to_owned()), family: None };
    assert_eq!(format!("{by_person:?}"), "ByPerson «redacted»");
    draft.confirm_split(by_person).unwrap();
    assert_eq!(header(&draft, "user_wishes").0, "家がよい。");
    assert_eq!(draft.header().get("family_wishes"), None);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::ByPerson.to_string());
    draft.confirm_split(WishesDecision::NotSplit).unwrap();
    assert_eq!(draft.header().get("user_wishes"), None);
    assert_eq!(header(&draft, "wishes_split").0, WishesSplit::NotSplit.to_string());
    let nothing = WishesDecision::ByPerson { person: None, family: Some(" ".to_owned()) };
    assert_eq!(draft.confirm_split(nothing), Err(ConfirmSplitError::NothingSaid));

    plan.table1.wishes_and_needs_analysis = Some("家で暮らしたい。".to_owned());
    let mut draft = plan.draft();
    assert_eq!(draft.proposed_split(), None);
    assert_eq!(draft.confirm_split(WishesDecision::AsProposed), Err(ConfirmSplitError::NothingProposed));
    plan.table1.wishes_and_needs_analysis = None;
    assert_eq!(plan.draft().confirm_split(WishesDecision::NotSplit), Err(ConfirmSplitError::NoWishes));
}

#[test]
fn a_rewritten_text_is_not_split_as_the_old_one() {
    let mut draft = Plan::new().draft();
    draft.header_mut().write("wishes_source", "別の文章").unwrap();
    assert_eq!(draft.confirm_split(WishesDecision::AsProposed), Err(ConfirmSplitError::NothingProposed));
    assert_eq!((draft.header().get("user_wishes"), draft.header().get("wishes_split")), (None, None));
    draft.header_mut().write("wishes_source", WISHES).unwrap();
    draft.confirm_split(WishesDecision::AsProposed).unwrap();
    assert_eq!(header(&draft, "user_wishes").0, "家で暮らしたい。");
}

#[test]
fn row_policy() {
    expect(&Plan::new().draft(), Carry::Copy, &[("support_policy", POLICY, "UP1KYO No.24, record 3")]);
}

#[test]
fn row_other_services() {
    let draft = Plan::new().draft();
    let (text, carry, sources) = header(&draft, "other_services");
    let lines: Vec<_> = text.lines().collect();
    // The two lines of 第2表 say the same, so that they are one here, and both are its sources.
    assert_eq!(
        lines,
        [
            "通所介護　見本デイサービス　週２回",
            "月曜日　09:00～10:00　訪問介護（身体）",
            "見本内科クリニック通院（月１回）",
        ]
    );
    assert_eq!(carry, Carry::Seed);
    assert_eq!(
        sources,
        [
            "UP2KYO No.16, record 3",
            "UP2KYO No.18, record 3",
            "UP2KYO No.19, record 3",
            "UP2KYO No.16, record 4",
            "UP2KYO No.18, record 4",
            "UP2KYO No.19, record 4",
            "UP3KYO No.6, record 1",
            "UP3KYO No.7, record 1",
            "UP3KYO No.8, record 1",
            "UP3KYO No.9, record 1",
            "UP3KYO No.13, record 2",
        ]
    );
}

#[test]
fn row_body_illness_family_home_have_no_source() {
    let draft = Plan::new().draft();
    let to_do = draft.to_do();
    for number in (28..=56).chain(58..=63) {
        let item = &draft.header().layout().items[number - 1];
        assert_eq!(draft.header().get(item.field), None, "{}", item.field);
        assert!(to_do.iter().any(|it| it.item == Some(item) && it.why == Why::NoSource), "{}", item.field);
    }
}

#[test]
fn row_selection_prices_monitoring_consent_have_no_source() {
    let plan = Plan::new();
    let draft = draft(&plan.set(), &options().categories(true)).unwrap();
    let to_do = draft.to_do();
    for field in ["precautions", "monitoring_month", "price_explained", "consented_on", "consenter_name"] {
        assert_eq!(draft.header().get(field), None);
        let item = draft.header().layout().field(field);
        assert!(to_do.iter().any(|it| it.item == item && it.why == Why::NoSource), "{field}");
    }
    for field in ["selection_reason", "tais_code", "equipment_name"] {
        let item = draft.lines()[0].layout().field(field);
        let count = to_do.iter().filter(|it| it.record == RecordKind::Line && it.item == item).count();
        assert_eq!(count, 3, "{field}");
    }
    assert!(to_do.iter().any(|it| it.record == RecordKind::Offer && it.item.is_none()));
}

#[test]
fn a_plan_when_required_items_are_there() {
    let mut plan = Plan::new();
    let made = plan.draft().to_plan().unwrap();
    assert_eq!(made.header.service_type, value("17"));
    assert_eq!(made.header.wishes_source.as_deref(), Some(WISHES));
    assert!(made.has_one_key() && made.needs.len() == 1);
    assert_eq!(made.needs[0].care_plan_need_no, Some(1));

    plan.supplement = None;
    let set = plan.set();
    let mut incomplete = draft(&set, &DraftOptions::new(value(OFFICE))).unwrap();
    let error = incomplete.to_plan().unwrap_err();
    let fields: Vec<_> = error.missing.iter().map(|it| it.item.unwrap().field).collect();
    assert_eq!(fields, ["plan_date", "user_name"]);
    assert!(error.japanese().contains("利用者氏名"));
    incomplete.header_mut().write("plan_date", "20251001").unwrap();
    incomplete.header_mut().write("user_name", "見本　太郎").unwrap();
    assert!(incomplete.header_mut().write("plan_date", "2025").is_err());
    assert!(incomplete.header_mut().write("no_such", "1").is_err());
    assert_eq!(incomplete.to_plan().unwrap().header.user_name, "見本　太郎");
}

#[test]
fn another_care_plan_is_refused() {
    let mut plan = Plan::new();
    plan.table2[1].plan_date = value("20240101");
    plan.table2[2].insured = value("9000000002");
    let error = draft(&plan.set(), &options()).unwrap_err();
    assert_eq!(error.problems.len(), 2);
    assert!(error.to_string().contains("record 2 of UP2KYO"), "{error}");
    let error = draft(&CarePlanSet::default(), &options()).unwrap_err();
    assert_eq!(error.problems, [DraftProblem::NoCarePlan]);
    let mut plan = Plan::new();
    plan.table2[1].need_no = None;
    assert!(matches!(
        draft(&plan.set(), &options()).unwrap_err().problems[..],
        [DraftProblem::NoTree { .. }]
    ));
}

#[test]
fn nothing_personal_in_debug() {
    let mut draft = Plan::new().draft();
    draft.confirm_split(WishesDecision::AsProposed).unwrap();
    let debug = format!("{draft:?}");
    for text in ["見本", "暮らし", "9000000001", "トイレ", "例示"] {
        assert!(!debug.contains(text), "{text}");
    }
}
