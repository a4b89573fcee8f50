//! Plan against actual on the bundled data, whose differences are known.

use crate::reconcile::lines::told;
use careplan_csv::{Text, forms};
use careplan_model::Table6;
use careplan_rules::Language;
use careplan_rules::reconcile::{Reconciliation, ReportOptions, ServiceStatus, SlipLine, reconcile};
use std::path::Path;

/// The lines of the file of a unit that has this prefix.
fn read(unit: &str, prefix: &str, file: u32) -> Vec<SlipLine> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/valid").join(unit);
    let found = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let path = found.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix));
    let bytes = std::fs::read(path.unwrap()).unwrap();
    forms::<Table6<Text<'_>>>(&bytes).map(|record| SlipLine::new(file, &record.unwrap())).collect()
}

fn plan(unit: &str) -> Vec<SlipLine> {
    read(unit, "UPPLAN", 0)
}

fn actual(unit: &str) -> Vec<SlipLine> {
    read(unit, "UPJSK", 0)
}

fn statuses(result: &Reconciliation, status: ServiceStatus) -> usize {
    result.persons.iter().flat_map(|person| &person.services).filter(|s| s.status == status).count()
}

#[test]
fn home_help_one_visit_moved_and_one_not_done() {
    let result = reconcile(plan("slip-4.1"), actual("actual-4.1"));
    assert_eq!(told(&result), ["P28/A11 actual-time", "P75/A actual-not-done"]);
    let counts = result.counts();
    assert_eq!((counts.planned_lines, counts.actual_lines, counts.matched), (131, 58, 57));
    assert_eq!(counts.without_actuals, 72);
    // 処遇改善加算 is a rate: 1,722 units planned, 0 done, and no difference.
    let rate = result.totals().into_iter().find(|total| total.total.code.as_str() == "116275").unwrap();
    assert_eq!((rate.total.units_difference(), rate.total.agrees()), (None, true));
    let text = result.text(&ReportOptions::new()).to_string();
    for expected in [
        "一致 57件、相違 2件",
        "・日時の相違：15日 09:00～10:00 → 09:10～10:10　コード111211（予定28行目、実績11行目）［actual-time］",
        "・実績なし（予定のみ）：23日 08:30～09:00　コード111111（予定75行目）［actual-not-done］",
        "計 111111：回数 予定8・実績7（-1）、単位 予定1,952・実績1,708（-244）",
        "相違のない利用者: 利用者3、利用者4",
        "福祉用具貸与　事業所9970100062　令和7年10月　利用者 4名、予定 10行",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let english = ReportOptions::new().language(Language::English);
    let text = result.text(&english).to_string();
    for expected in [
        "57 match, 2 differences",
        "- other day or time: 2025-10-15 09:00-10:00 → 09:10-10:10  code 111211 (plan line 28; actual line 11) [actual-time]",
        "- planned, not done: 2025-10-23 08:30-09:00  code 111111 (plan line 75) [actual-not-done]",
        "福祉用具貸与, office 9970100062, 2025-10: persons 4, planned lines 10",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
}

#[test]
fn rentals_and_short_stay_match() {
    let result = reconcile(plan("slip-4.1"), actual("actual-rental-4.1"));
    assert_eq!((told(&result).len(), result.counts().matched), (0, 10));
    let result = reconcile(plan("slip-4.1"), actual("actual-short-stay-4.1"));
    assert_eq!((told(&result).len(), result.counts().matched), (0, 8));
}

#[test]
fn several_files_of_actuals_at_once() {
    let files = ["actual-4.1", "actual-rental-4.1", "actual-short-stay-4.1"];
    let actuals = (0..).zip(files).flat_map(|(number, unit)| read(unit, "UPJSK", number));
    let result = reconcile(plan("slip-4.1"), actuals);
    assert_eq!(told(&result).len(), 2);
    assert_eq!(result.replaced_actual, 0);
    assert_eq!(result.counts().matched, 57 + 10 + 8);
    assert_eq!(statuses(&result, ServiceStatus::NoActuals), 5);
}

#[test]
fn a_newer_plan_replaces_the_persons_older_one() {
    let newer = read("slip-update-4.1", "UPPLAN", 1);
    let result = reconcile(plan("slip-4.1").into_iter().chain(newer), actual("actual-4.1"));
    assert_eq!((result.replaced_planned, result.replaced_actual), (14, 0));
    // The newer plan has another visit on the 10th, which was not done.
    assert!(told(&result).len() > 2, "{:?}", told(&result));
}

#[test]
fn preventive_care() {
    let result = reconcile(plan("preventive-report-4.1"), actual("preventive-report-4.1"));
    assert!(result.is_clean());
    assert_eq!(result.counts().matched, 11);
    let result = reconcile(plan("preventive-slip-4.1"), actual("preventive-actual-4.1"));
    assert_eq!(told(&result), ["P7/A actual-not-done"]);
}

#[test]
fn the_older_edition() {
    let result = reconcile(plan("slip-3.2"), actual("actual-3.2"));
    assert!(result.is_clean(), "{:?}", told(&result));
    assert_eq!(result.counts().matched, 33);
}
