//! What each deletion takes with it, and what stays.

use crate::ledger::files::{
    A, B, actual_name, apply, basic_info, deletion, effects, expected, held, keyed, name, notes, one,
    plan_set, preventive_plan, slip_line, slip_set,
};
use careplan_model::ledger::{Effect, Note};
use std::collections::BTreeMap;

#[test]
fn table1_deletion_removes_tables_1_2_3_and_the_supplement_of_that_plan_only() {
    let plan = plan_set(1, "20250925", &[(A, "計画"), (B, "別の人")]);
    let other_plan = plan_set(2, "20251001", &[(A, "別の計画")]);
    let slip = slip_set(3, "202509", A, &["01"]);
    let gone = one(name("DLT1KYO", 4), deletion(A, "20250925"));
    let (ledger, applied) = apply(&[plan, other_plan.clone(), slip.clone(), gone]);
    assert_eq!(
        applied[3].changes[0].to_string(),
        "care plan of 2025-09-25: removed; UP1KYO 1 → 0 (deleted); UP2KYO 1 → 0 (removed with what it depends \
         on); UP3KYO 1 → 0 (removed with what it depends on); UPHOSOKU 1 → 0 (removed with what it depends on)"
    );
    let stays = plan_set(1, "20250925", &[(B, "別の人")]);
    assert_eq!(held(&ledger), expected(&[other_plan, stays, slip]));
}

#[test]
fn plan_deletion_removes_tables_6_7_and_the_supplement_of_that_month_and_no_actuals() {
    let september = slip_set(1, "202509", A, &["01", "02"]);
    let october = slip_set(2, "202510", A, &["01"]);
    let plan = plan_set(3, "20250925", &[(A, "計画")]);
    let line = slip_line(A, "202509", "01", "111111", "9970100021", "");
    let actual = one(actual_name("UPJSK", 4), line);
    let gone = one(name("DLTPLAN_202509", 5), deletion(A, "202509"));
    let (ledger, applied) = apply(&[september, october.clone(), plan.clone(), actual.clone(), gone]);
    assert_eq!(held(&ledger), expected(&[october, plan, actual]));
    let parts: Vec<_> =
        applied[4].changes[0].parts.iter().map(|part| (part.kind.prefix, part.before)).collect();
    assert_eq!(parts, [("UPPLAN", 2), ("UPSIKYU", 1), ("UPHOSOKU", 1)]);
}

#[test]
fn actual_deletion_removes_the_actuals_of_that_office_and_service_type() {
    let home_help = slip_line(A, "202509", "01", "111111", "9970100021", "");
    let community = slip_line(A, "202509", "02", "A22411", "9970100021", "");
    let other_office = slip_line(A, "202509", "03", "111111", "9970100039", "");
    let other_person = slip_line(B, "202509", "01", "111111", "9970100021", "");
    let other_month = slip_line(A, "202510", "01", "111111", "9970100021", "");
    let slip = slip_set(1, "202509", A, &["01"]);
    let rows = [&*home_help, &community, &other_person].concat();
    let gone = "202407,991018,9000000001,202509,9970100021,11\r\n";
    let other_name = "UPJSK_202509_9970100039_11_9970100013_43_20251001120003.CSV".to_owned();
    let later = "UPJSK_202510_9970100021_11_9970100013_43_20251101120000.CSV".to_owned();
    let (ledger, applied) = apply(&[
        slip.clone(),
        one(actual_name("UPJSK", 2), rows),
        one(other_name, other_office.clone()),
        one(later, other_month.clone()),
        one(actual_name("DLTJSK", 9), gone),
    ]);
    let stay = [&*community, &other_office, &other_month, &other_person].concat();
    let mut files = expected(&[slip]);
    files.insert("UPJSK".into(), stay);
    assert_eq!(held(&ledger), files);
    assert!(effects(&applied).contains(&Effect::Removed));
}

const KIHON: &str = "9900100083_46_9970100013_43_20251001120001";

/// 利用者基本情報 of two persons, each with both 別表 and a picture.
fn basic_infos(persons: &[(&str, &str)]) -> Vec<(String, String)> {
    let each = |form: &dyn Fn(&str, &str) -> String| {
        persons.iter().map(|(insured, branch)| form(insured, branch)).collect::<String>()
    };
    let image = |branch: &str| format!("UPKIHON_IMAGE_{KIHON}_{branch}.jpg");
    let mut files = vec![
        (format!("UPKIHON_{KIHON}.CSV"), each(&|insured, b| basic_info(insured, "20250807", &image(b)))),
        (
            format!("UPKIHON_SUB1_{KIHON}.CSV"),
            each(&|insured, _| keyed("UPKIHON_SUB1", insured, "20250807", (6, "起床")).repeat(2)),
        ),
        (
            format!("UPKIHON_SUB2_{KIHON}.CSV"),
            each(&|insured, _| keyed("UPKIHON_SUB2", insured, "20250807", (6, "高血圧症"))),
        ),
    ];
    files.extend(persons.iter().map(|(_, branch)| (image(branch), "画像".to_owned())));
    files
}

/// Pictures are held by name.
fn expected_basic_infos(persons: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut files = basic_infos(persons);
    for (name, content) in &mut files {
        if name.starts_with("UPKIHON_IMAGE") {
            *content = format!("{name}\n");
        }
    }
    expected(&[files])
}

#[test]
fn basic_information_is_held_with_its_annexes_and_pictures() {
    let (ledger, applied) = apply(&[basic_infos(&[(A, "0001"), (B, "0002")])]);
    assert_eq!(held(&ledger), expected_basic_infos(&[(A, "0001"), (B, "0002")]));
    assert_eq!(notes(&applied), Vec::<&Note>::new());
}

#[test]
fn basic_info_deletion_removes_both_annexes_and_the_picture() {
    let gone = one("DLTKIHON_9900100083_46_9970100013_43_20251002120000.CSV".into(), deletion(A, "20250807"));
    let (ledger, applied) = apply(&[basic_infos(&[(A, "0001"), (B, "0002")]), gone]);
    assert_eq!(held(&ledger), expected_basic_infos(&[(B, "0002")]));
    let parts: Vec<_> =
        applied[1].changes[0].parts.iter().map(|part| (part.kind.prefix, part.before)).collect();
    assert_eq!(parts, [("UPKIHON", 1), ("UPKIHON_SUB1", 2), ("UPKIHON_SUB2", 1), ("UPKIHON_IMAGE", 1)]);
}

#[test]
fn preventive_plan_deletion_removes_its_annex_and_leaves_the_basic_information() {
    let plans = |persons: &[&str]| -> Vec<(String, String)> {
        let annex = |insured: &&str| keyed("UPYOBO_SUB", insured, "20250827", (9, "歩く"));
        vec![
            (
                format!("UPYOBO_{KIHON}.CSV"),
                persons.iter().map(|insured| preventive_plan(insured, "20250827")).collect(),
            ),
            (format!("UPYOBO_SUB_{KIHON}.CSV"), persons.iter().map(annex).collect()),
        ]
    };
    let gone = one("DLTYOBO_9900100083_46_9970100013_43_20251002120000.CSV".into(), deletion(A, "20250827"));
    let (ledger, _) = apply(&[basic_infos(&[(A, "0001")]), plans(&[A, B]), gone]);
    let mut files = expected_basic_infos(&[(A, "0001")]);
    files.extend(expected(&[plans(&[B])]));
    assert_eq!(held(&ledger), files);
}

#[test]
fn a_deletion_of_something_never_seen_is_accepted() {
    let set = plan_set(1, "20250925", &[(A, "計画")]);
    let gone = [
        one(name("DLT1KYO", 2), deletion(B, "20250925")),
        one(name("DLTPLAN_202509", 2), deletion(A, "202509")),
        one(actual_name("DLTJSK", 3), "202407,991018,9000000001,202509,9970100021,11\r\n"),
        one(name("DLTKIHON", 4), deletion(A, "20250925")),
        one(name("DLTYOBO", 5), deletion(A, "20250925")),
    ];
    let (ledger, applied) = apply(&[std::slice::from_ref(&set), &gone[..]].concat());
    assert_eq!(held(&ledger), expected(&[set]));
    assert_eq!(effects(&applied)[1..], [Effect::NotHeld; 5]);
    assert_eq!(notes(&applied), Vec::<&Note>::new());
}

#[test]
fn what_comes_again_after_its_deletion_is_held() {
    let set = plan_set(1, "20250925", &[(A, "計画")]);
    let gone = one(name("DLT1KYO", 2), deletion(A, "20250925"));
    let again = plan_set(3, "20250925", &[(A, "計画")]);
    let (ledger, applied) = apply(&[set, gone, again.clone()]);
    assert_eq!(held(&ledger), expected(&[again]));
    assert_eq!(effects(&applied), [Effect::Added, Effect::Removed, Effect::Added]);
}
