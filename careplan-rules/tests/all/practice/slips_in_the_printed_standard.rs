//! What the standard prints by mistake is no rule.

use super::*;

#[test]
fn units_of_a_line_are_not_held_against_a_limit() {
    // 第6表 No.8 points to a limit; a line may have more units than the person's limit.
    Ground { base: ACTUAL, ..ACTUALS }.with(&[Set("UPJSK", 1, 8, "99999")]).says(&[]);
}

#[test]
fn products_of_table_7_are_told_by_the_service_code_of_no_9() {
    // No.10 and 11 point to No.19 for the service code.
    SLIPS.with(&[Set("UPSIKYU", 4, 19, ""), Set("UPPLAN", 3, 16, "99999-000011")]).says(&[]);
    SLIPS
        .with(&[Set("UPSIKYU", 4, 10, ""), Set("UPPLAN", 3, 16, "")])
        .sends(&[
            "E table6-equipment-code-missing UPPLAN 3 16",
            "E table7-equipment-code-missing UPSIKYU 4 10",
        ])
        .receives(&[
            "W table6-equipment-code-missing UPPLAN 3 16",
            "W table7-equipment-code-missing UPSIKYU 4 10",
        ]);
}

#[test]
fn a_wide_hyphen_in_a_product_code_is_no_more_than_information() {
    RENTALS
        .with(&[Set("UPJSK", 1, 16, "99999－000011")])
        .says(&["I table6-tais-shape UPJSK 1 16"])
        .keeps_all_but(&[("UPJSK", 1, 16)])
        .can_be_mended();
}

#[test]
fn names_of_basic_information_have_no_month_and_images_either_extension() {
    BASICS.with(&[]).says(&[]);
    let jpg = "UPKIHON_IMAGE_9900100083_46_9970100013_43_20260325130000_0001.JPG";
    BASICS
        .with(&[Name("UPKIHON_IMAGE", jpg), Set("UPKIHON", 1, 62, jpg)])
        .says(&[])
        .keeps_all_but(&[("UPKIHON", 1, 62)]);
    let name = "UPKIHON_000000_9900100083_46_9970100013_43_20260325130000.CSV";
    let case = BASICS.with(&[Name("UPKIHON", name)]).keeps_all_records();
    let told = told(&check(&case.files, Profile::send()));
    assert!(told.contains(&format!("E name-malformed {name} - -")), "{told:?}");
}

#[test]
fn the_image_stands_in_no_62() {
    // No.57 is the phone number of the third contact.
    BASICS.with(&[Set("UPKIHON", 1, 57, "000-0000-9003")]).says(&[]);
    BASICS.with(&[Set("UPKIHON", 1, 62, ""), Without("UPKIHON_IMAGE")]).says(&[]);
}

#[test]
fn office_numbers_have_ten_digits_and_dates_eight() {
    ACTUALS
        .with(&[Set("UPJSK", 1, 20, "997010002"), Set("UPJSK", 1, 10, "260401")])
        .sends(&["E item-not-a-date UPJSK 1 10", "E item-wrong-length UPJSK 1 20"])
        .receives(&["E item-not-a-date UPJSK 1 10", "W item-wrong-length UPJSK 1 20"]);
    for name in [
        "UPJSK_202604_997010002_11_9970100013_43_20260501090000.CSV",
        "UPJSK_202604_9970100021_11_9970100013_43_202605010900000.CSV",
        "UPJSK_202604_9970100021_11_9970100013_43_260501090000.CSV",
    ] {
        let canary: &'static str = format!("E item-not-a-date {name} 3 10").leak();
        let malformed = format!("E name-malformed {name} - -");
        Ground { told: canary, ..ACTUALS }.with(&[Name("UPJSK", name)]).sends(&[&malformed]);
    }
}

#[test]
fn actuals_go_from_the_provider_with_its_own_service_type() {
    ACTUALS.with(&[]).says(&[]);
    // The printed example swaps the office numbers only.
    let swapped = "UPJSK_202604_9970100021_43_9970100013_11_20260501090000.CSV";
    ACTUALS
        .with(&[Name("UPJSK", swapped)])
        .sends(&["W name-service-type UPJSK - -"])
        .receives(&["I name-service-type UPJSK - -"]);
}

#[test]
fn the_numbers_of_the_support_plan_are_right_quoted_and_bare() {
    let bare = [5, 10, 14].map(|item| Raw("UPYOBO_SUB", 1, item, "1"));
    SUPPORTS.with(&bare).says(&[]).keeps_all_but(&[]);
    SUPPORTS.with(&[]).says(&[]);
}

#[test]
fn a_deletion_of_table_1_stands_alone() {
    let ground = Ground {
        base: sample::TABLE1_DELETION,
        canary: Append("DLT1KYO", "202407,991018,9000000002,20260231\n"),
        told: "E item-not-a-date DLT1KYO 2 4",
    };
    ground.with(&[]).says(&[]);
}
