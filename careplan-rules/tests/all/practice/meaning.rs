//! Meaning.

use super::*;

#[test]
fn codes_of_other_programs_are_told_by_item() {
    // 1/2/3 for 初回/紹介/継続; 介護度 as a label; Y/N as 1/2.
    PLANS
        .with(&[Set("UP1KYO", 1, 16, "3"), Set("UP1KYO", 1, 21, "要介護３"), Set("UP2KYO", 1, 15, "1")])
        .says(&[
            "E item-unknown-code UP1KYO 1 16",
            "E item-unknown-code UP1KYO 1 21",
            "E item-unknown-code UP2KYO 1 15",
        ])
        .keeps_all_but(&[("UP1KYO", 1, 16), ("UP1KYO", 1, 21), ("UP2KYO", 1, 15)])
        .keeps_all_records();
    // The combined kinds of a plan are codes of their own.
    for combined in ["51", "52", "53", "54"] {
        PLANS.with(&[Set("UP1KYO", 1, 16, combined)]).says(&[]);
        let table: Vec<Table1> =
            from_slice(&file(PLAN, &[Set("UP1KYO", 1, 16, combined)], "UP1KYO")).unwrap();
        assert!(
            to_vec(&table).unwrap().windows(4).any(|window| window == format!(",{combined},").as_bytes())
        );
    }
    // 識別子 filled.
    ACTUALS
        .with(&[Set("UPJSK", 1, 25, "1")])
        .sends(&["W item-not-empty UPJSK 1 25"])
        .receives(&["I item-not-empty UPJSK 1 25"])
        .keeps_all_but(&[("UPJSK", 1, 25)]);
}

#[test]
fn several_persons_of_a_file_are_each_read_and_checked() {
    ACTUALS
        .with(&[
            Append("UPJSK", "202407,991018,H000000002,20260501,202604,9970100013,,387,,20260402,,0900,1000,1,111211,,,,,9970100021,,,0,9970100021,\n"),
            Append("UPJSK", "202407,991018,9000000003,20260501,202604,9970100013,,387,,20260402,,0900,2500,1,111211,,,,,9970100021,,,0,9970100021,\n"),
        ])
        .says(&["E item-not-a-time UPJSK 5 13"])
        .keeps_all_but(&[]);
}

fn lines(base: Base, edits: &[Edit], prefix: &str) -> Vec<SlipLine> {
    let bytes = file(base, edits, prefix);
    forms::<Table6<Text<'_>>>(&bytes).map(|record| SlipLine::new(0, &record.unwrap())).collect()
}

fn differences(base: Base, plan: &[Edit], actual: &[Edit]) -> Vec<&'static str> {
    let result = reconcile(lines(base, plan, "UPPLAN"), lines(base, actual, "UPJSK"));
    result.differences().map(|found| found.difference.rule_id()).collect()
}

#[test]
fn two_visits_of_one_day_are_two_and_one_that_merges_them_is_told_apart() {
    let second = Append(
        "UPPLAN",
        "202407,991018,9000000001,20260325,202604,9970100013,,387,,20260401,,1500,1600,1,111211,,,,,9970100021,,,0,9970100013,\n",
    );
    let both = Append(
        "UPJSK",
        "202407,991018,9000000001,20260501,202604,9970100013,,387,,20260401,,1500,1600,1,111211,,,,,9970100021,,,0,9970100021,\n",
    );
    ACTUALS.with(&[both]).says(&[]).keeps_all_but(&[]);
    let base = sample::SLIP_AND_ACTUAL;
    assert_eq!(differences(base, &[second], &[both]), [""; 0]);
    // From the earliest start to the latest end.
    let merged = [Set("UPJSK", 1, 13, "1600")];
    assert!(!differences(base, &[second], &merged).is_empty());
}

#[test]
fn weekly_plans_have_any_times() {
    for (start, end) in [("0637", "0641"), ("0000", "2400"), ("2359", "2400")] {
        PLANS.with(&[Set("UP3KYO", 1, 8, start), Set("UP3KYO", 1, 9, end)]).says(&[]);
    }
}

#[test]
fn what_is_missing_is_told_and_what_was_invented_for_it_is_not_called_wrong() {
    PLANS
        .with(&[Set("UPHOSOKU", 1, 7, ""), Set("UPHOSOKU", 1, 8, "")])
        .says(&["E item-required-missing UPHOSOKU 1 7", "E item-required-missing UPHOSOKU 1 8"])
        .keeps_all_but(&[("UPHOSOKU", 1, 7), ("UPHOSOKU", 1, 8)]);
    // A sex and a time that may be true: nobody can tell.
    PLANS.with(&[Set("UPHOSOKU", 1, 7, "2"), Set("UPHOSOKU", 1, 8, "19000101")]).says(&[]);
    ACTUALS.with(&[Set("UPJSK", 1, 12, "0000"), Set("UPJSK", 1, 13, "0000")]).says(&[]);
    // A date of nothing but zeros is none.
    PLANS.with(&[Set("UPHOSOKU", 1, 8, "00000000")]).says(&["E item-not-a-date UPHOSOKU 1 8"]);
}

#[test]
fn products_without_codes_are_told_and_lines_without_units_are_kept() {
    RENTALS
        .with(&[Set("UPJSK", 1, 16, "")])
        .sends(&["E table6-equipment-code-missing UPJSK 1 16"])
        .receives(&["W table6-equipment-code-missing UPJSK 1 16"])
        .keeps_all_but(&[("UPJSK", 1, 16)]);
    ACTUALS.with(&[Set("UPJSK", 1, 8, "0")]).says(&[]).keeps_all_but(&[("UPJSK", 1, 8)]).keeps_all_records();
}

#[test]
fn the_numbers_of_a_plan_are_told_when_missing_or_repeated() {
    PLANS
        .with(&[Set("UP2KYO", 2, 13, "1")])
        .sends(&["E table2-duplicate-number UP2KYO 2 13"])
        .receives(&["W table2-duplicate-number UP2KYO 2 13"])
        .keeps_all_but(&[("UP2KYO", 2, 13)]);
    PLANS
        .with(&[Set("UP2KYO", 2, 13, ""), Set("UP2KYO", 2, 8, "")])
        .says(&["W table2-number-missing UP2KYO 2 8", "W table2-number-missing UP2KYO 2 13"])
        .keeps_all_but(&[("UP2KYO", 2, 13), ("UP2KYO", 2, 8)]);
}

#[test]
fn units_per_category_and_per_product_are_one_difference_that_says_so() {
    let products = [
        Set("UPJSK", 1, 8, "600"),
        Append(
            "UPJSK",
            "202407,991018,9000000001,20260501,202604,9970100013,,400,,20260401,,9999,9999,1,171003,99999-000012,,\"例示ベッド\",,9970100062,,,0,9970100062,\n",
        ),
    ];
    // 1,000 units for the category in the plan, 600 and 400 for its products in the actuals.
    let category = [
        Remove("UPPLAN", 1),
        Remove("UPPLAN", 1),
        Remove("UPPLAN", 2),
        Set("UPPLAN", 1, 16, ""),
        Set("UPPLAN", 1, 18, ""),
    ];
    let base = sample::SLIP_AND_RENTAL;
    let result = reconcile(lines(base, &category, "UPPLAN"), lines(base, &products, "UPJSK"));
    let found: Vec<_> = result.differences().collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].difference.rule_id(), "actual-equipment");
    // All three lines are in one entry, and the units agree.
    assert_eq!((found[0].entry.planned.len(), found[0].entry.actual.len()), (1, 2));
    assert!(result.totals().iter().all(|total| total.total.units_difference() == Some(0)));
}
