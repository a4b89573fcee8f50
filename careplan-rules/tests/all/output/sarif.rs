//! The report as SARIF.

use super::*;

#[test]
fn sarif_names_its_rules() {
    let profile = Profile::emergency().with_level("table1-reason", Level::Off);
    let report = check(&table1::PERIOD.rejected[0], profile.clone());
    let log = sarif_by(&report, &profile, Language::Japanese);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, Registry::standard().rules().iter().map(|rule| rule.id).collect::<Vec<_>>());
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!((&result["ruleId"], ids[index]), (&"table1-period".into(), "table1-period"));
    let rule = &rules[index];
    assert_eq!(rule["shortDescription"]["text"], table1::PERIOD.summary.ja);
    assert_eq!(rule["defaultConfiguration"], json!({"enabled": true, "level": "error"}));
    assert_eq!(rule["properties"]["receive"], "warning");
    assert_eq!(rule["properties"]["section"], table1::PERIOD.section);
    let set = &run["invocations"][0]["ruleConfigurationOverrides"];
    assert_eq!(set.as_array().unwrap().len(), 1);
    assert_eq!(set[0]["descriptor"]["id"], "table1-reason");
    assert_eq!(set[0]["configuration"], json!({"enabled": false, "level": "none"}));
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
}

#[test]
fn sarif_names_places_and_safe_fixes() {
    let log = sarif(&one_of_everything(), Language::English);
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let file = json!({"uri": "in%20box/UP1KYO_a.CSV", "index": 0});
    assert_eq!(run["artifacts"][0]["location"], file);
    assert_eq!(results[0]["locations"], json!([{"physicalLocation": {"artifactLocation": file}}]));
    assert_eq!(results[1]["locations"][0]["physicalLocation"]["region"], json!({"startLine": 1}));
    assert_eq!(
        results[4]["locations"],
        json!([{
            "physicalLocation": {"artifactLocation": file, "region": {"startLine": 3}},
            "logicalLocations": [{"name": "認定有効期間終了日", "fullyQualifiedName": "2/No.20", "kind": "item"}],
            "annotations": [{
                "byteOffset": 20,
                "byteLength": 4,
                "message": {"text": "record 2, line 3, No.20 認定有効期間終了日"},
            }],
        }])
    );
    assert_eq!(
        results[4]["fixes"],
        json!([{
            "description": {"text": table1::PERIOD.hint.en},
            "artifactChanges": [{
                "artifactLocation": file,
                "replacements": [{
                    "deletedRegion": {"byteOffset": 30, "byteLength": 8},
                    "insertedContent": {"binary": "MjAyNTA0MDE="},
                }],
            }],
        }])
    );
    // Another name or encoding of a file cannot be told in SARIF.
    assert!(results[5]["fixes"].is_null() && results[6]["fixes"].is_null());
    assert_eq!(results[7]["locations"][0]["annotations"][0]["snippet"]["text"], "\"a\r\nb\"");
    let levels: Vec<&str> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
    assert_eq!(levels[..3], ["error", "note", "warning"]);
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notes = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notes[0]["level"], "error");
    assert_eq!(notes[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "c.CSV");
    assert_eq!(notes[1]["message"]["text"], "8 of 2002 findings are shown; not run, times: 7");
    assert_eq!(notes[1]["associatedRule"]["id"], "table1-period");
}

#[test]
fn sarif_doubles_braces() {
    let mut report = one_of_everything();
    report.findings[0].parameters = vec![("later", "{0}".into()), ("earlier", "}".into())];
    let log = sarif(&report, Language::English);
    assert_eq!(log["runs"][0]["results"][0]["message"]["text"], "{{0}} is before }}");
}
