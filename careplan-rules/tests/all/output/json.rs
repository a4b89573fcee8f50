//! The report as JSON, by its schema.

use super::*;

#[test]
fn json_is_as_its_schema_says() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
    let validators = validators();
    assert_valid(&validators, &Report::default());
    assert_valid(&validators, &one_of_everything());
    let rules = Registry::standard();
    for sample in rules.rules().iter().flat_map(|rule| rule.rejected.iter().chain(rule.accepted)) {
        for profile in [Profile::send(), Profile::receive().showing_values(true).with_cap(1)] {
            assert_valid(&validators, &check(sample, profile));
        }
    }
}

#[test]
fn the_schema_rejects_what_is_wrong() {
    let [open, strict] = validators();
    let right = json(&one_of_everything(), Language::Japanese);
    let mut more = right.clone();
    more["findings"][0]["colour"] = json!("red");
    assert!(open.is_valid(&more) && !strict.is_valid(&more));
    let wrong: [(&str, Json); 9] = [
        ("/summary/errors", json!(-1)),
        ("/summary/language", json!("fr")),
        ("/summary/rules/0/rule", json!("Table1 Period")),
        ("/findings/0/level", json!("off")),
        ("/findings/2/record", json!(0)),
        ("/findings/2/bytes", json!([1])),
        ("/findings/2/parameters/later", json!(null)),
        ("/findings/4/fix/kind", json!("guess")),
        ("/files", json!(2)),
    ];
    for (place, value) in wrong {
        let mut document = right.clone();
        *document.pointer_mut(place).unwrap() = value;
        assert!(!open.is_valid(&document), "{place}");
    }
}

#[test]
fn json_tells_what_the_report_holds() {
    let document = json(&one_of_everything(), Language::English);
    let summary = &document["summary"];
    assert_eq!(
        (&summary["errors"], &summary["warnings"], &summary["infos"]),
        (&1.into(), &2000.into(), &1.into())
    );
    assert_eq!(
        (&summary["files"], &summary["records"], &summary["not_run"]),
        (&2.into(), &2468.into(), &7.into())
    );
    assert_eq!((&summary["rules"][0]["found"], &summary["rules"][0]["shown"]), (&2002.into(), &8.into()));
    assert_eq!(summary["unreadable"], json!([{"file": "c.CSV", "reason": "no access"}]));
    assert_eq!(document["files"][1], json!({"file": "b.CSV", "path": null, "kind": null, "records": 1234}));
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(
        findings[4],
        json!({
            "rule": "table1-period",
            "level": "warning",
            "file": "UP1KYO_a.CSV",
            "path": "in box/UP1KYO_a.CSV",
            "record": 2,
            "line": 3,
            "item": 20,
            "item_name": "認定有効期間終了日",
            "bytes": [20, 24],
            "message": "A is before B",
            "hint": table1::PERIOD.hint.en,
            "parameters": {"later": "A", "earlier": "B"},
            "fix": {"kind": "replace", "edits": [{"bytes": [30, 38], "replacement": "20250401"}]},
        })
    );
    let nothing = ["record", "line", "item", "item_name", "bytes", "fix"];
    assert!(nothing.iter().all(|key| findings[0][key].is_null()));
    assert_eq!(findings[1]["line"], 1);
    assert_eq!((&findings[3]["item"], &findings[3]["item_name"]), (&28.into(), &Json::Null));
    assert_eq!(findings[5]["fix"], json!({"kind": "rename", "name": "UP1KYO.CSV"}));
    assert_eq!(findings[6]["fix"], json!({"kind": "recode"}));
    assert_eq!(findings[7]["parameters"], json!({"later": -3, "earlier": {"ja": "前", "en": "before"}}));
    assert_eq!(findings[7]["message"], "-3 is before before");
    assert_eq!(findings[7]["value"], "\"a\r\nb\"");
    assert_eq!(
        json(&one_of_everything(), Language::Japanese)["findings"][7]["message"],
        "「-3」が「前」より前の日付です"
    );
}

#[test]
fn json_agrees_with_the_checker() {
    let report = check(&table1::PERIOD.rejected[0], Profile::send());
    let document = json(&report, Language::Japanese);
    let found = &document["findings"][0];
    assert_eq!((&found["rule"], &found["level"]), (&"table1-period".into(), &"error".into()));
    assert_eq!((&found["record"], &found["line"], &found["item"]), (&1.into(), &1.into(), &20.into()));
    assert_eq!(found["file"], "UP1KYO_9970100013_43_9970100062_17_20260325100000.CSV");
    assert_eq!(document["summary"]["errors"], 1);
}
