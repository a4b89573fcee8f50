//! `fukushi codes` on the sample price list.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, fukushi};
use std::path::Path;

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = fukushi(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn list(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/price-list").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_code_is_found_in_the_list_of_a_month() {
    for source in ["price-list.xlsx", "csv"] {
        let (outcome, text, errors) =
            run(&["codes", &list(source), "９９９９９－０００041", "--month", "202606"]);
        assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
        let expected = "99999-000041  試験工業  例示歩行器　四輪  WALK-4\n    \
                        令和8年5月  全国平均 2600  上限 2900  (code)\n\
                        1 found, 1 shown; lists: 2026-04, 2026-05\nsearched: the list of 2026-05\n";
        assert!(text.starts_with(expected), "{text}");
    }
}

#[test]
fn the_answer_in_json() {
    let (outcome, text, _) = run(&["codes", &list("csv"), "見本", "ﾍﾞｯﾄﾞ", "--limit", "1", "--format", "json"]);
    assert_eq!(outcome, Outcome::Fine);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["hits"][0]["rank"], "name");
    assert_eq!(
        json["hits"][0]["entry"],
        serde_json::json!({
            "month": "2026-05", "code": "99999-000013", "maker": "株式会社見本製作所", "name": "見本ベッド",
            "model": "AB-500", "average": {"yen": 6500}, "limit": {"yen": 7800}, "disputed": false, "row": 7
        })
    );
    assert_eq!(json["hits"].as_array().unwrap().len(), 1);
    assert_eq!(json["lists"][0]["month"], "2026-04");
    assert_eq!(
        (&json["list"], &json["elsewhere"], &json["problems"]),
        (&().into(), &0.into(), &serde_json::json!([]))
    );
}

#[test]
fn without_arguments_it_searches_the_invented_list() {
    let (outcome, text, errors) = run(&["codes"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert!(text.starts_with("99999-000013  株式会社見本製作所  見本ベッド  AB-500\n"), "{text}");
    assert!(text.contains("\n3 found, 3 shown; lists: 2026-04, 2026-05\n"), "{text}");
    // One word is no query: the list or what is to be found is missing.
    assert!(run(&["codes", "見本"]).2.contains("QUERY is missing"));
}

#[test]
fn what_is_not_in_the_list_of_the_month_is_told() {
    let (outcome, text, _) = run(&["codes", &list("csv"), "99999-000051", "--month", "202605"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert_eq!(
        text,
        "0 found, 0 shown; lists: 2026-04, 2026-05\nsearched: the list of 2026-05\n\
         1 more in lists of other months\n\
         warning: product code \"99999-000051\" is not in the price list of 2026-05, but in 2026-04\n"
    );
}

#[test]
fn problems_of_the_list_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    let rows = "見本一覧（令和8年4月）\nコード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n\
                99999-000010,見本,見本\u{1B}[31m一,M-1,,1000\n,見本,見本二,M-2,,1000\n";
    std::fs::write(&file, rows).unwrap();
    let (outcome, text, _) = run(&["codes", file.to_str().unwrap(), "M-1"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("全国平均 -  上限 1000"), "{text}");
    assert!(
        text.contains("\nproblem: list.csv, row 4: a row without a product code; not loaded\n"),
        "{text}"
    );
    assert!(!text.contains('\u{1B}'));
    let (_, json, _) = run(&["codes", file.to_str().unwrap(), "M-1", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json["problems"][0],
        serde_json::json!({
            "file": "list.csv", "sheet": null, "row": 4, "kind": "no_code", "severity": "problem",
            "message": "list.csv, row 4: a row without a product code; not loaded",
            "message_ja": "list.csv 4行: 商品コードのない行です（読み込んでいません）"
        })
    );
}

#[test]
fn what_cannot_run_says_so() {
    let empty = tempfile::tempdir().unwrap();
    let lists = list("csv");
    for arguments in [
        &["nonsense"][..],
        &["codes", &lists],
        &["codes", &lists, "", "　"],
        &["codes", "no/such/file", "見本"],
        &["codes", empty.path().to_str().unwrap(), "見本"],
        &["codes", &lists, "見本", "--month", "202613"],
        &["codes", &lists, "見本", "--limit"],
        &["codes", &lists, "見本", "--format", "xml"],
        &["codes", &lists, "見本", "--nonsense"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!(
            (outcome, out.is_empty(), errors.is_empty()),
            (Outcome::CouldNotRun, true, false),
            "{arguments:?}"
        );
    }
    assert_eq!(run(&["codes", "--help"]).0, Outcome::Fine);
    assert_eq!(run(&["--help"]).0, Outcome::Fine);
}
