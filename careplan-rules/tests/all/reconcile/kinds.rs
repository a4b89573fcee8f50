//! Each kind of difference, close to its edge.

use crate::reconcile::lines::{differ, lines, told};
use careplan_rules::reconcile::{CountOf, Difference, DifferenceKind, Options, ReportOptions, reconcile};

const NOTHING: [&str; 0] = [];

#[test]
fn what_is_equal_matches() {
    let plan = ["15 0900-1000 111211 387", "15 - 116275 1722", "01 - 171003 1000 @99999-000011"];
    assert_eq!(differ(&plan, &plan), NOTHING);
    let result = reconcile(lines(&plan), lines(&plan));
    assert_eq!(result.counts().matched, 3);
    assert!(result.is_clean());
}

#[test]
fn another_time_and_the_smallest_total_difference() {
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0900-1001 111211 387"]), ["P1/A1 actual-time"]);
    // Two visits, both moved: each goes with the one that is near, not the first with the first.
    let plan = ["15 0900-1000 111211 387", "15 1500-1600 111211 387"];
    assert_eq!(
        differ(&plan, &["15 1510-1610 111211 387", "15 0905-1005 111211 387"]),
        ["P1/A2 actual-time", "P2/A1 actual-time"]
    );
    // One is left: the one that is not near.
    assert_eq!(differ(&plan, &["15 1455-1555 111211 387"]), ["P1/A actual-not-done", "P2/A1 actual-time"]);
    // The nearest two (40 minutes) would leave the others 150 apart; the sum decides.
    assert_eq!(
        differ(
            &["15 1000-1030 111111 244", "15 1140-1210 111111 244"],
            &["15 1230-1300 111111 244", "15 1100-1130 111111 244"]
        ),
        ["P1/A2 actual-time", "P2/A1 actual-time"]
    );
    // Swapped times of two visits are no difference at all.
    assert_eq!(differ(&plan, &["15 1500-1600 111211 387", "15 0900-1000 111211 387"]), NOTHING);
}

#[test]
fn times_of_9999_are_not_compared() {
    assert_eq!(differ(&["15 - 111211 387"], &["15 0900-1000 111211 387"]), NOTHING);
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0900-9999 111211 387"]), NOTHING);
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0910-9999 111211 387"]), ["P1/A1 actual-time"]);
}

#[test]
fn a_visit_at_midnight() {
    let plan = ["15 2330-2400 111111 244", "16 2345-0015 111111 244"];
    assert_eq!(differ(&plan, &plan), NOTHING);
    assert_eq!(differ(&["16 2345-0015 111111 244"], &["16 0000-0030 111111 244"]), ["P1/A1 actual-time"]);
}

#[test]
fn a_visit_on_another_day() {
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["16 0900-1000 111211 387"]), ["P1/A1 actual-time"]);
    let result = reconcile(lines(&["15 0900-1000 111211 387"]), lines(&["16 0900-1000 111211 387"]));
    let found = result.differences().next().unwrap();
    let Difference::Time { planned, actual } = found.difference else { panic!() };
    assert_eq!((planned.day.day(), actual.day.day()), (15, 16));
    // The nearest day; what was planned and done on its day stays.
    assert_eq!(
        differ(
            &["01 0900-1000 111211 387", "08 0900-1000 111211 387", "15 0900-1000 111211 387"],
            &["08 0900-1000 111211 387", "16 0900-1000 111211 387"]
        ),
        ["P1/A actual-not-done", "P3/A2 actual-time"]
    );
}

#[test]
fn a_day_of_day_service_moves_with_its_additions_and_reads_as_one() {
    let day = |day: &str| {
        ["151343 900", "155301 40", "155051 56"].map(|service| format!("{day} 0930-1640 {service}"))
    };
    let (plan, actual) = (day("02"), day("03"));
    let (plan, actual): (Vec<&str>, Vec<&str>) =
        (plan.iter().map(String::as_str).collect(), actual.iter().map(String::as_str).collect());
    let result = reconcile(lines(&plan), lines(&actual));
    assert_eq!(told(&result).len(), 3);
    assert!(result.differences().all(|found| found.difference.kind() == DifferenceKind::Time));
    let text = result.text(&ReportOptions::new()).to_string();
    assert!(text.contains("2日 09:30～16:40 → 3日 09:30～16:40　コード151343、155051、155301"), "{text}");
    // A bath that was not taken is one addition not done, and the day itself matches.
    assert_eq!(differ(&plan, &[plan[0], plan[2]]), ["P2/A actual-not-done"]);
}

#[test]
fn another_code_at_the_same_time() {
    // 身体介護 became 生活援助.
    assert_eq!(
        differ(&["15 0900-1000 111211 387"], &["15 0900-0945 117211 179"]),
        ["P1/A1 actual-code+actual-time"]
    );
    // At quite another time it is another service.
    assert_eq!(
        differ(&["15 0900-1000 111211 387"], &["15 1000-1045 117211 179"]),
        ["P1/A actual-not-done", "P/A1 actual-not-planned"]
    );
    // An addition does not stand for the visit that it belongs to.
    assert_eq!(
        differ(&["15 0900-1000 111211 387"], &["15 0900-1000 114001 200"]),
        ["P1/A actual-not-done", "P/A1 actual-not-planned"]
    );
    // Two codes change: the nearer codes go together.
    assert_eq!(
        differ(
            &["02 0930-1640 151343 900", "02 0930-1640 155301 40"],
            &["02 0930-1640 155302 55", "02 0930-1640 151344 920"]
        ),
        ["P1/A2 actual-code", "P2/A1 actual-code"]
    );
    // Another grade of a monthly addition.
    assert_eq!(differ(&["31 - 116275 1722"], &["31 - 116274 0"]), ["P1/A1 actual-code"]);
    // Another service type is another service.
    assert_eq!(
        differ(&["15 0900-1000 111211 387"], &["15 0900-1000 A22411 287"]),
        ["P/A1 actual-not-planned"]
    );
}

#[test]
fn visits_that_were_merged_or_split() {
    // The earliest start and the latest end of two visits: real times are lost.
    assert_eq!(
        differ(&["15 0900-1000 111211 387", "15 1500-1600 111211 387"], &["15 0900-1600 111211 387"]),
        ["P1,2/A1 actual-count"]
    );
    assert_eq!(
        differ(&["15 0900-0930 111111 244", "15 0930-1000 111111 244"], &["15 0900-1000 111211 387"]),
        ["P1,2/A1 actual-code+actual-count"]
    );
    assert_eq!(
        differ(&["15 0900-1000 111211 387"], &["15 0900-0930 111111 244", "15 0930-1000 111111 244"]),
        ["P1/A1,2 actual-code+actual-count"]
    );
    // A minute short of the whole: two services like any others.
    assert_eq!(
        differ(&["15 0900-1000 111211 387", "15 1500-1600 111211 387"], &["15 0900-1559 111211 387"]).len(),
        2
    );
}

#[test]
fn counts() {
    assert_eq!(
        differ(&["08 1400-1440 131511 294 x2"], &["08 1400-1440 131511 294 x1"]),
        ["P1/A1 actual-count"]
    );
    // サービス回数 2 against two lines: the same.
    assert_eq!(
        differ(&["08 1400-1440 131511 294 x2"], &["08 1400-1420 131511 294", "08 1420-1440 131511 294"]),
        NOTHING
    );
    assert_eq!(differ(&["08 - 212113 787", "08 - 212113 787"], &["08 - 212113 787 x2"]), NOTHING);
    // Twice on the day, at other times than planned.
    assert_eq!(
        differ(&["08 1400-1440 131511 294 x2"], &["08 1400-1420 131511 294", "08 1500-1520 131511 294"]),
        ["P1/A1,2 actual-time"]
    );
    // Days billed by the day.
    let result = reconcile(lines(&["15 - 761112 320 ~17"]), lines(&["15 - 761112 320 ~15"]));
    let expected = Difference::Count { of: CountOf::BilledDays, planned: 17, actual: 15 };
    assert_eq!(result.differences().map(|found| *found.difference).collect::<Vec<_>>(), [expected]);
    let total = result.totals()[0].total;
    assert_eq!((total.planned_units, total.actual_units), (320 * 17, 320 * 15));
    assert_eq!(differ(&["15 - 761112 320 ~17"], &["15 - 761112 320"]), NOTHING);
}

#[test]
fn units_but_not_of_rates() {
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0900-1000 111211 396"]), ["P1/A1 actual-units"]);
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0900-1000 111211 0"]), ["P1/A1 actual-units"]);
    assert_eq!(differ(&["15 0900-1000 111211 387"], &["15 0900-1000 111211 -"]), NOTHING);
    assert_eq!(differ(&["01 - A61111 1798"], &["01 - A61111 1672"]), ["P1/A1 actual-units"]);
    assert_eq!(differ(&["01 - 212113 787"], &["01 - 212113 820"]), ["P1/A1 actual-units"]);
    assert_eq!(differ(&["01 - 171003 1000"], &["01 - 171003 900"]), ["P1/A1 actual-units"]);
    // A rate: 0 where it cannot be computed, another number where it can.
    let visit = "15 0900-1000 111211 387";
    for rate in ["31 - 116275 0", "31 - 116275 -", "31 - 116275 1650", "30 - 116275 1650"] {
        assert_eq!(differ(&[visit, "31 - 116275 1722"], &[visit, rate]), NOTHING, "{rate}");
    }
    // 共生型 deductions: the units on the first day, 0 on the others.
    assert_eq!(
        differ(
            &["01 0900-1000 114361 -50", "02 0900-1000 114361 0"],
            &["01 0900-1000 114361 0", "02 0900-1000 114361 -50"]
        ),
        NOTHING
    );
    // Fixed units for a day of an addition are compared.
    assert_eq!(differ(&["01 0930-1640 155301 40"], &["01 0930-1640 155301 55"]), ["P1/A1 actual-units"]);
}

#[test]
fn who_has_a_table_of_codes_gives_it() {
    let (plan, actual) = (lines(&["31 - 116275 1722"]), lines(&["31 - 116275 0"]));
    let no_rates = Options::new().rate_codes(|_| false);
    assert_eq!(told(&no_rates.reconcile(plan.clone(), actual.clone())), ["P1/A1 actual-units"]);
    let rates = Options::new().rate_codes(|code| code.as_str() == "116275");
    assert!(rates.reconcile(plan, actual).is_clean());
    let (plan, actual) = (lines(&["15 0900-1000 111211 387"]), lines(&["15 0900-1000 111211 0"]));
    assert!(Options::new().rate_codes(|_| true).reconcile(plan, actual).is_clean());
}

#[test]
fn what_is_of_the_month_has_no_day() {
    assert_eq!(differ(&["01 - 171003 1000"], &["07 - 171003 1000"]), NOTHING);
    assert_eq!(differ(&["01 - A61111 1798"], &["07 - A61111 1798"]), NOTHING);
    // Short stay has days, though no times.
    assert_eq!(
        differ(&["01 - 212113 787", "02 - 212113 787"], &["02 - 212113 787", "03 - 212113 787"]),
        ["P1/A2 actual-time"]
    );
    // A monthly addition of short stay has none.
    assert_eq!(
        differ(&["01 - 212113 787", "01 - 216275 60"], &["01 - 212113 787", "31 - 216275 0"]),
        NOTHING
    );
}

#[test]
fn a_monthly_addition_that_is_repeated_is_taken_in_once() {
    let plan = ["31 - 116108 200"];
    let result = reconcile(lines(&plan), lines(&["01 - 116108 200", "08 - 116108 200", "15 - 116108 200"]));
    assert!(result.is_clean());
    assert!(result.persons[0].services[0].entries[0].taken_once);
    assert!(result.totals()[0].total.agrees());
    // Nor does it matter whether its units could be computed.
    assert_eq!(differ(&["31 - 116275 1722"], &["30 - 116275 -", "31 - 116275 -"]), NOTHING);
    // Not when it stands more than once on both sides.
    assert_eq!(
        differ(
            &["01 - 766104 -91", "02 - 766104 -91"],
            &["01 - 766104 -91", "02 - 766104 -91", "03 - 766104 -91"]
        ),
        ["P/A3 actual-not-planned"]
    );
}

#[test]
fn rentals_go_by_product() {
    let bed = "01 - 171003 1000 @99999-000011";
    assert_eq!(differ(&[bed], &["01 - 171003 1000 @99999-000012"]), ["P1/A1 actual-equipment"]);
    assert_eq!(differ(&[bed], &["01 - 171003 1000 !99999-000011"]), ["P1/A1 actual-equipment"]);
    // No code on one side: emergency, or an older edition.
    assert_eq!(differ(&[bed], &["01 - 171003 1000"]), NOTHING);
    // The product decides before the order and the units.
    assert_eq!(
        differ(
            &["01 - 171004 200 @99999-000021", "01 - 171004 300 @99999-000022"],
            &["01 - 171004 200 @99999-000022", "01 - 171004 300 @99999-000021"]
        ),
        ["P1/A2 actual-units", "P2/A1 actual-units"]
    );
    // The product under another code, and another product under another code.
    assert_eq!(differ(&[bed], &["01 - 171004 1000 @99999-000011"]), ["P1/A1 actual-code"]);
    assert_eq!(
        differ(&[bed], &["01 - 171004 1000 @99999-000012"]),
        ["P1/A actual-not-done", "P/A1 actual-not-planned"]
    );
    // One product more than planned.
    assert_eq!(differ(&[bed], &[bed, "08 - 171003 1000 @99999-000012"]), ["P/A2 actual-not-planned"]);
}

#[test]
fn a_wide_hyphen_is_the_same_product() {
    let form = |code: &str| {
        let csv = format!(
            "202407,991018,9000000001,20251016,202510,9970100013,,1000,,20251001,,9999,9999,1,171003,{code},,,,9970100062,,,0,,\r\n"
        );
        let bytes = careplan_csv::ms932::encode(&csv).unwrap();
        let record =
            careplan_csv::forms::<careplan_model::Table6<careplan_csv::Text<'_>>>(&bytes).next().unwrap();
        careplan_rules::reconcile::SlipLine::new(0, &record.unwrap())
    };
    assert!(reconcile([form("99999-000011")], [form("99999－000011")]).is_clean());
}

#[test]
fn units_by_category_on_one_side_and_by_product_on_the_other() {
    let products =
        ["01 - 171004 200 @99999-000021", "01 - 171004 200 @99999-000022", "01 - 171004 300 @99999-000023"];
    let category = ["01 - 171004 700"];
    assert_eq!(differ(&category, &products), ["P1/A1,2,3 actual-equipment"]);
    assert_eq!(differ(&products, &category), ["P1,2,3/A1 actual-equipment"]);
    let result = reconcile(lines(&products), lines(&category));
    assert_eq!(result.totals()[0].total.units_difference(), Some(0));
    // With other units there is no telling.
    assert_eq!(differ(&["01 - 171004 800"], &products).len(), 3);
}

#[test]
fn satellites_decide_between_equals_only() {
    assert_eq!(differ(&["15 0900-1000 111211 387 #1"], &["15 0900-1000 111211 387"]), NOTHING);
    let plan = ["15 0900-1000 111211 387 #1", "15 0900-1000 111211 387 #2"];
    let result =
        reconcile(lines(&plan), lines(&["15 0900-1000 111211 387 #2", "15 0901-1000 111211 387 #1"]));
    assert_eq!(told(&result), ["P1/A2 actual-time"]);
}
