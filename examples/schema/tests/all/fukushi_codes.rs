//! What `fukushi codes` prints: of the bundled lists, and of lists with every fault.

use super::exact::Exact;
use super::programs::{report, text};
use super::{data, validator};
use careplan_examples::fukushi;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn found(list: &Path, query: &str, options: &[&str]) -> Value {
    report(fukushi, &[&["codes", text(list), query], options].concat())
}

/// A workbook of the crate's own tests.
fn workbook(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../careplan-fukushi/tests/data/price-list").join(name)
}

const TITLE: &str = "見本一覧（令和8年4月）\n";
const HEADER: &str = "商品コード,法人名,商品名,型番,全国平均貸与価格（円）,貸与価格の上限（円）\n";

/// A list as CSV.
fn csv(content: &[u8], query: &str, options: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.csv");
    fs::write(&file, content).unwrap();
    found(&file, query, options)
}

fn documents() -> Vec<Value> {
    let (lists, odd) = (data("price-list/csv"), workbook("odd.xlsx"));
    let mut documents = Vec::new();
    for (query, options) in [
        ("99999-000013", &[][..]),
        ("見本ベッド", &["--limit", "1"]),
        ("見本", &[]),
        ("例示 四輪", &[]),
        ("みほん ﾍﾞｯﾄﾞ", &["--month", "202606"]),
        ("nothing of the kind", &[]),
        // A code with a month is checked too.
        ("99999-000051", &["--month", "202605"]),
        ("00000-000000", &["--month", "202605"]),
        ("00000-000000", &["--month", "202501"]),
    ] {
        documents.push(found(&lists, query, options));
    }
    documents.push(found(&data("price-list/price-list.xlsx"), "99999-000013", &[]));
    documents.push(found(&odd, "見本", &["--limit", "100"]));
    documents.push(found(&odd, "99999-000010", &["--month", "202604"]));
    documents.push(found(&workbook("no-list.xlsx"), "99999-000010", &["--month", "202604"]));
    // A row that differs in all columns, and a header that has all of them twice.
    let rows = "99999-000010,a,b,c,1,2\n99999-000010,d,e,f,3,4\n";
    documents.push(csv(format!("{TITLE}{HEADER}{rows}").as_bytes(), "b", &[]));
    documents.push(csv(format!("{TITLE}{},{HEADER}", HEADER.trim_end()).as_bytes(), "b", &[]));
    // Texts that end in the middle of a character.
    let shift_jis = fs::read(lists.join("202605.csv")).unwrap();
    documents.push(csv(&[&*shift_jis, b"99999-000099,\x8E,\x8E,\x8E,,\r\n"].concat(), "99999-000011", &[]));
    documents
}

#[test]
fn the_report_of_finding_codes_is_as_its_schema_says() {
    let exact = Exact {
        schema: "fukushi-codes-report.schema.json",
        texts: &[
            "/lists/*/sources/*/file",
            "/hits/*/entry/code",
            "/hits/*/entry/*/unreadable",
            "/warnings/*/code",
            "/warnings/*/message",
            "/warnings/*/message_ja",
            "/problems/*/file",
            "/problems/*/message",
            "/problems/*/message_ja",
            "/problems/*/name",
            "/problems/*/text",
            "/problems/*/from",
            "/problems/*/code",
            "/problems/*/earlier/file",
        ],
        empty_texts: &[
            "/lists/*/sources/*/sheet",
            "/hits/*/entry/maker",
            "/hits/*/entry/name",
            "/hits/*/entry/model",
            "/problems/*/sheet",
            "/problems/*/earlier/sheet",
        ],
        ..Exact::default()
    };
    exact.check(&documents());
}

#[test]
fn a_problem_is_of_one_kind() {
    let validator = validator("fukushi-codes-report.schema.json");
    let report = found(&workbook("odd.xlsx"), "見本", &[]);
    let problems = report["problems"].as_array().unwrap();
    let mut refused = 0;
    for (at, problem) in problems.iter().enumerate() {
        for other in problems {
            let mut changed = report.clone();
            changed["problems"][at]["kind"] = other["kind"].clone();
            let keys = |problem: &Value| problem.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            if (keys(problem), &problem["severity"]) != (keys(other), &other["severity"]) {
                assert!(!validator.is_valid(&changed), "{problem} as {}", other["kind"]);
                refused += 1;
            }
        }
        let mut changed = report.clone();
        let is_note = problem["severity"] == "note";
        changed["problems"][at]["severity"] = json!(if is_note { "problem" } else { "note" });
        assert!(!validator.is_valid(&changed), "{problem}");
    }
    assert!(refused > 100, "{refused}");
}
