//! What the reports show, and what they do not.

use crate::reconcile::lines::{lines, of_file, of_person};
use careplan_rules::Language;
use careplan_rules::reconcile::{DifferenceKind, ReportOptions, reconcile};

#[test]
fn debug_and_reports_show_no_personal_data_unless_asked() {
    let stranger = of_person(lines(&["15 0900-1000 111211 387"]), "9000000777");
    let result = reconcile(lines(&["15 0900-1000 111211 387"]), stranger.clone());
    let hidden = ReportOptions::new();
    let english = ReportOptions::new().language(Language::English).show_matched(true);
    for shown in [
        format!("{result:?}"),
        format!("{stranger:?}"),
        result.text(&hidden).to_string(),
        result.text(&english).to_string(),
        serde_json::to_string(&result.json(&hidden)).unwrap(),
    ] {
        assert!(!shown.contains("9000000001") && !shown.contains("9000000777"), "{shown}");
    }
    let personal = ReportOptions::new().show_personal(true);
    assert!(result.text(&personal).to_string().contains("9000000777"));
    let json = serde_json::to_value(result.json(&personal)).unwrap();
    assert_eq!(json["persons"][1]["insured"], "9000000777");
}

#[test]
fn json_has_the_documented_shape() {
    let plan =
        lines(&["15 0900-1000 111211 387", "01 - 171003 1000 @99999-000011", "16 0900-1000 111211 387"]);
    let actual =
        lines(&["15 0910-1010 111211 390 x2", "01 - 171003 1000 !99998-000001", "16 0900-1000 111211 387"]);
    let result = reconcile(plan, actual);
    let json = serde_json::to_value(result.json(&ReportOptions::new())).unwrap();
    assert_eq!(json["counts"]["matched"], 1);
    assert_eq!(
        json["counts"]["differences"],
        serde_json::json!({
            "actual-equipment": 1, "actual-time": 1, "actual-count": 1, "actual-units": 1
        })
    );
    let person = &json["persons"][0];
    assert_eq!((&person["person"], &person["service_month"]), (&1.into(), &"2025-10".into()));
    let visits = &person["services"][0];
    assert_eq!(
        (&visits["provider"], &visits["service_type_name"]),
        (&"9970100021".into(), &"訪問介護".into())
    );
    assert_eq!((&visits["status"], &visits["matched"]), (&"compared".into(), &1.into()));
    assert_eq!(visits["entries"].as_array().unwrap().len(), 1);
    assert_eq!(
        visits["entries"][0],
        serde_json::json!({
            "planned": [{
                "day": "2025-10-15", "start": "0900", "end": "1000", "code": "111211", "count": 1, "units": 387,
                "at": { "file": 0, "record": 1, "line": 1 }
            }],
            "actual": [{
                "day": "2025-10-15", "start": "0910", "end": "1010", "code": "111211", "count": 2, "units": 390,
                "at": { "file": 0, "record": 1, "line": 1 }
            }],
            "differences": [
                {
                    "rule": "actual-time",
                    "planned": { "day": "2025-10-15", "start": "0900", "end": "1000" },
                    "actual": { "day": "2025-10-15", "start": "0910", "end": "1010" }
                },
                { "rule": "actual-count", "of": "times", "planned": 1, "actual": 2 },
                { "rule": "actual-units", "planned": 387, "actual": 390 }
            ],
            "taken_once": false
        })
    );
    assert_eq!(
        visits["totals"],
        serde_json::json!([{
            "code": "111211", "planned_times": 2, "planned_units": 774, "actual_times": 3, "actual_units": 1167,
            "times_difference": 1, "units_difference": 393
        }])
    );
    assert_eq!(
        person["services"][1]["entries"][0]["differences"][0],
        serde_json::json!({
            "rule": "actual-equipment",
            "planned": { "tais": "99999-000011" }, "actual": { "notified": "99998-000001" }
        })
    );
    let all = serde_json::to_value(result.json(&ReportOptions::new().show_matched(true))).unwrap();
    assert_eq!(all["persons"][0]["services"][0]["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn text_lists_days_and_lines_together() {
    let plan = ["01 0900-1000 111211 387", "08 0900-1000 111211 387", "15 0900-1000 111211 387"];
    let actual = of_file(lines(&["15 0900-1000 111211 387"]), 1);
    let result = reconcile(lines(&plan), actual);
    let text = result.text(&ReportOptions::new()).to_string();
    assert!(
        text.contains("・実績なし（予定のみ）：1・8日 09:00～10:00　コード111211（予定1,2行目）"),
        "{text}"
    );
    // Of a rental each product is told; places say the file where there are several.
    let plan = ["01 - 171004 200 @99999-000021", "01 - 171004 200 @99999-000022"];
    let actual = of_file(lines(&["01 - 171004 200 @99999-000022"]), 1);
    let result = reconcile(lines(&plan), actual);
    let all = ReportOptions::new().show_matched(true);
    let text = result.text(&all).to_string();
    assert!(text.contains("コード171004　用具99999-000021（予定1行目）"), "{text}");
    assert!(text.contains("・一致：1日　コード171004（予定2行目、実績[2]1行目）"), "{text}");
}

#[test]
fn the_ids_are_those_of_the_rules() {
    let mut ids = DifferenceKind::ALL.map(DifferenceKind::rule_id);
    ids.sort_unstable();
    assert_eq!(
        ids,
        [
            "actual-code",
            "actual-count",
            "actual-equipment",
            "actual-not-done",
            "actual-not-planned",
            "actual-time",
            "actual-units",
            "actual-unknown-office",
            "actual-unknown-person"
        ]
    );
    for kind in DifferenceKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.rule_id());
    }
}
