//! The reports: text, JSON by its schema, SARIF; none tells what is personal.

#![allow(clippy::unwrap_used)]

use careplan_model::{Item, kind};
use careplan_rules::families::table1;
use careplan_rules::sample::{self, Edit as Change, Sample};
use careplan_rules::{
    Bilingual, CheckedFile, Checker, Document, Edit, FileId, Finding, Fix, Language, Level, LocatedItem,
    Location, Parameter, Profile, Registry, Report, Tally, UnreadableFile, Value, output,
};
use jsonschema::Validator;
use serde_json::{Value as Json, json};
use std::path::PathBuf;

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

fn check(sample: &Sample, profile: Profile) -> Report {
    let files = sample.files();
    let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
    Checker::new(sample.profile(profile)).check(documents)
}

fn text(report: &Report, language: Language) -> String {
    let mut out = Vec::new();
    output::write_text(report, language, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn json(report: &Report, language: Language) -> Json {
    let mut out = Vec::new();
    output::write_json(report, language, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn sarif_by(report: &Report, profile: &Profile, language: Language) -> Json {
    let mut out = Vec::new();
    output::write_sarif(report, &Registry::standard(), profile, language, &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

fn sarif(report: &Report, language: Language) -> Json {
    sarif_by(report, &Profile::send(), language)
}

/// All three reports in both languages, as they are written.
fn all(report: &Report) -> String {
    let reports = LANGUAGES.map(|language| {
        let (json, sarif) = (json(report, language), sarif(report, language));
        [text(report, language), json.to_string(), sarif.to_string()].concat()
    });
    reports.concat()
}

/// The schema as it is published.
fn schema() -> Json {
    serde_json::from_str(output::SCHEMA).unwrap()
}

/// The schema, and the same without keys that it does not describe.
fn validators() -> [Validator; 2] {
    let mut strict = schema();
    close(&mut strict);
    [schema(), strict].map(|schema| jsonschema::draft202012::new(&schema).unwrap())
}

fn close(schema: &mut Json) {
    match schema {
        Json::Object(object) => {
            if object.contains_key("properties") && object.get("type") == Some(&json!("object")) {
                object.insert("additionalProperties".into(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Json::Array(array) => array.iter_mut().for_each(close),
        _ => {}
    }
}

fn assert_valid(validators: &[Validator], report: &Report) {
    for language in LANGUAGES {
        let document = json(report, language);
        for validator in validators {
            let errors: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
        }
    }
}

fn table1_item(number: usize) -> LocatedItem {
    let items = kind::TABLE1.layout.unwrap().items;
    LocatedItem { number, item: Some(&items[number - 1]) }
}

fn finding(level: Level, location: Location) -> Finding {
    let parameters = vec![("later", "A".into()), ("earlier", "B".into())];
    Finding { rule: &table1::PERIOD, level, location, parameters, fix: None, value: None }
}

fn at(record: u64, item: Option<LocatedItem>) -> Location {
    Location {
        file: FileId(0),
        record: Some(record),
        line: Some(record + 1),
        item,
        bytes: Some(10 * record..10 * record + 4),
    }
}

fn checked(name: &str, path: Option<&str>) -> CheckedFile {
    CheckedFile { name: name.into(), path: path.map(PathBuf::from), kind: Some(&kind::TABLE1), records: 1234 }
}

/// A report that holds one of everything.
fn one_of_everything() -> Report {
    let field_past_the_end = Some(LocatedItem { number: 28, item: None });
    let fixed = |location, fix| Finding { fix: Some(fix), ..finding(Level::Warning, location) };
    let findings = vec![
        finding(Level::Error, Location::file(FileId(0))),
        finding(Level::Info, Location { line: Some(1), bytes: Some(0..4), ..Location::file(FileId(0)) }),
        finding(Level::Warning, at(1, None)),
        finding(Level::Warning, at(1, field_past_the_end)),
        fixed(at(2, Some(table1_item(20))), Fix::replace(30..38, "20250401")),
        fixed(Location::file(FileId(0)), Fix::Rename("UP1KYO.CSV".into())),
        fixed(Location::file(FileId(0)), Fix::Recode),
        Finding {
            parameters: vec![
                ("later", Parameter::Number(-3)),
                ("earlier", Parameter::Words(Bilingual { ja: "前", en: "before" })),
                ("later", Parameter::Word("a parameter that never holds".into())),
            ],
            value: Some(Value("\"a\r\nb\"".into())),
            ..finding(Level::Warning, at(3, Some(table1_item(20))))
        },
    ];
    let rule = &table1::PERIOD;
    let tally = Tally { rule, errors: 1, warnings: 2000, infos: 1, kept: findings.len(), not_run: 7 };
    Report {
        files: vec![
            checked("UP1KYO_a.CSV", Some("in box/UP1KYO_a.CSV")),
            CheckedFile { kind: None, ..checked("b.CSV", None) },
        ],
        findings,
        tallies: vec![tally],
        attachments: vec!["写真.jpg".into()],
        unreadable: vec![UnreadableFile { name: "c.CSV".into(), error: std::io::Error::other("no access") }],
        ..Report::default()
    }
}

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

#[test]
fn text_of_few_findings() {
    let sample = sample::PLAN
        .with(&[Change::Set("UP1KYO", 1, 20, "20250331"), Change::Set("UP1KYO", 1, 26, "家族が遠方のため")]);
    let report = check(&sample, Profile::send());
    let expected = "\
UP1KYO_9970100013_43_9970100062_17_20260325100000.CSV（居宅サービス計画書 第1表）
  エラー 1件目（1行目）、項目No.20「認定有効期間終了日」：「認定有効期間終了日」が「認定有効期間開始日」より前の日付です [table1-period]
  警告　 1件目（1行目）、項目No.26「その他理由」：算定理由コード「3 その他」とその他理由の有無が一致しません [table1-reason]

指摘のないファイル
  UP2KYO_9970100013_43_9970100062_17_20260325100000.CSV（居宅サービス計画書 第2表）
  UP3KYO_9970100013_43_9970100062_17_20260325100000.CSV（週間サービス計画表 第3表）
  UPHOSOKU_000000_9970100013_43_9970100062_17_20260325100000.CSV（利用者補足情報）

規則ごとの件数と直し方
  table1-period エラー1件
    期間や日付の前後関係が逆です
    直し方：日付を確認して直してください。
  table1-reason 警告1件
    算定理由コード「3 その他」とその他理由の有無が一致しません
    直し方：算定理由コードを3にするか、その他理由を記入または削除してください。

合計：エラー1件、警告1件、情報0件（ファイル4件、レコード8件を検査）
";
    assert_eq!(text(&report, Language::Japanese), expected);
}

#[test]
fn text_of_everything() {
    let expected = "\
in box/UP1KYO_a.CSV (Care plan, table 1)
  error   whole file: A is before B [table1-period]
  info    line 1: A is before B [table1-period]
  warning record 1, line 2: A is before B [table1-period]
  warning record 1, line 2, No.28: A is before B [table1-period]
  warning record 2, line 3, No.20 認定有効期間終了日: A is before B [table1-period] (can be mended)
  warning whole file: A is before B [table1-period] (can be mended)
  warning whole file: A is before B [table1-period] (can be mended)
  warning record 3, line 4, No.20 認定有効期間終了日: -3 is before before [table1-period] value「\"a\\r\\nb\"」

Other files that were checked (findings over the limit may stand in them)
  b.CSV

Files that are no forms of the standard, not checked
  写真.jpg

Files that could not be read
  c.CSV: no access

Counts and how to mend, by rule
  table1-period 1 error, 2,000 warnings, 1 info (8 shown)
    dates of a period are in the wrong order
    to mend: Check the dates and correct them.

Checks that were not run, because an item that they need is blank or wrong
  table1-period 7 times

Total: 1 error, 2,000 warnings, 1 info; 2 files with 2,468 records checked, 7 checks not run, 1 file not readable
";
    assert_eq!(text(&one_of_everything(), Language::English), expected);
}

#[test]
fn text_of_nothing() {
    let report = check(&sample::TABLE1_DELETION.with(&[]), Profile::send());
    let expected = "\
指摘のないファイル
  DLT1KYO_9970100013_43_9970100062_17_20260420100001.CSV（居宅サービス計画書 第1表 削除）

合計：エラー0件、警告0件、情報0件（ファイル1件、レコード1件を検査）
";
    assert_eq!(text(&report, Language::Japanese), expected);
    let expected = "Total: 0 errors, 0 warnings, 0 infos; 0 files with 0 records checked\n";
    assert_eq!(text(&Report::default(), Language::English), expected);
}

careplan_rules::rules! {
    HINTED = "test-hinted" (Error, Error)
        section "なし",
        ja "名前が違います", en "a wrong name",
        why ja "名前で見分けます。", en "Names tell files apart.",
        mend ja "名前を{name}にしてください。", en "Name it {name}.",
        rejected [], accepted [];
}

#[test]
fn a_hint_with_parameters_is_told_once_where_it_fits() {
    let hinted = |name: &str| Finding {
        rule: ALL[0],
        parameters: vec![("name", name.into())],
        ..finding(Level::Error, Location::file(FileId(0)))
    };
    let findings = vec![hinted("A.CSV"), hinted("B.CSV"), hinted("A.CSV")];
    let tallies = vec![Tally { rule: &HINTED, errors: 3, warnings: 0, infos: 0, kept: 3, not_run: 0 }];
    let report = Report { files: vec![checked("a.CSV", None)], findings, tallies, ..Report::default() };
    let expected = "\
a.CSV (Care plan, table 1)
  error   whole file: a wrong name [test-hinted]
    to mend: Name it A.CSV.
  error   whole file: a wrong name [test-hinted]
    to mend: Name it B.CSV.
  error   whole file: a wrong name [test-hinted]

Counts and how to mend, by rule
  test-hinted 3 errors
    a wrong name
    to mend: Name it ….

Total: 3 errors, 0 warnings, 0 infos; 1 file with 1,234 records checked
";
    assert_eq!(text(&report, Language::English), expected);
    // Rules that the registry does not know have no index.
    let result = &sarif(&report, Language::English)["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], result.get("ruleIndex")), (&"test-hinted".into(), None));
    assert_eq!(result["properties"]["hint"], "Name it A.CSV.");
}

#[test]
fn values_are_cut_in_text_only() {
    let long = "あ".repeat(100);
    let with = |value: &str| {
        let value = Some(Value(value.to_owned()));
        let findings = vec![Finding { value, ..finding(Level::Error, at(1, Some(table1_item(22)))) }];
        Report { findings, ..one_of_everything() }
    };
    assert!(text(&with(&long), Language::Japanese).contains(&format!("値「{}…」\n", "あ".repeat(80))));
    assert_eq!(json(&with(&long), Language::Japanese)["findings"][0]["value"], long);
    assert!(!text(&with(""), Language::Japanese).contains("値"));
}

#[test]
fn a_finding_is_one_line_and_does_nothing_to_a_terminal() {
    let mut report = one_of_everything();
    report.files[0] = checked("UP1KYO\n\u{1b}[2J\u{202E}.CSV", None);
    report.findings[0].parameters = vec![("later", "\u{1b}]0;x\u{7}\r\n".into())];
    report.attachments = vec!["a\u{9b}b\n".into()];
    report.unreadable[0].name = "c\n".into();
    for language in LANGUAGES {
        let report = text(&report, language);
        assert!(report.chars().all(|c| c == '\n' || !c.is_control()), "{report:?}");
        assert!(report.contains("UP1KYO\\n\\u{1b}[2J\\u{202e}.CSV"));
        assert!(report.contains("  a\\u{9b}b\\n\n  ") || report.contains("  a\\u{9b}b\\n\n\n"));
    }
}

#[test]
fn many_findings_are_counted_and_cut() {
    let one = "202407,991018,9000000001,20260320,000-0001,\"見本\",,\"例示\",\"見本\",000-0003,\"見本\",,9970100013,\
               20260320,20230401,21,2,20250320,20250401,20250331,23,\"本人\",\"なし\",\"なし\",,,9970100013,\r\n";
    let file = careplan_csv::ms932::encode(&one.repeat(3000)).unwrap();
    let name = "UP1KYO_9970100013_43_9970100062_17_20260325100000.CSV";
    let profile = Profile::send().with_level("file", Level::Off).with_level("set", Level::Off);
    let report = Checker::new(profile).check([Document::new(name, &file)]);
    let shown = text(&report, Language::Japanese);
    assert_eq!(shown.matches("[table1-period]").count(), Profile::DEFAULT_CAP);
    assert!(shown.contains("\n  table1-period エラー3,000件（うち200件を表示）\n"));
    assert_eq!(shown.matches(table1::PERIOD.hint.ja).count(), 1);
    let document = json(&report, Language::Japanese);
    assert_eq!(document["summary"]["errors"], 3000);
    assert_eq!(document["findings"].as_array().unwrap().len(), Profile::DEFAULT_CAP);
    let notes = &sarif(&report, Language::English)["runs"][0]["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes[0]["message"]["text"], "200 of 3000 findings are shown");
}

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

#[test]
fn personal_replacements_are_not_told() {
    let insured = table1_item(3);
    assert!(insured.is_personal());
    let secret = |value: Option<&str>| {
        let fix = Some(Fix::replace(14..34, "9000000999"));
        let value = value.map(|value| Value(value.to_owned()));
        let findings = vec![Finding { fix, value, ..finding(Level::Error, at(1, Some(insured))) }];
        Report { findings, ..one_of_everything() }
    };
    let (hidden, shown) = (secret(None), secret(Some("９０００００００９９９")));
    assert!(!all(&hidden).contains("9000000999"));
    let document = json(&hidden, Language::English);
    let edits = json!([{"bytes": [14, 34], "replacement": null}]);
    assert_eq!(document["findings"][0]["fix"], json!({"kind": "replace", "edits": edits}));
    assert!(document["findings"][0].get("value").is_none());
    assert!(sarif(&hidden, Language::English)["runs"][0]["results"][0]["fixes"].is_null());
    let document = json(&shown, Language::English);
    assert_eq!(document["findings"][0]["fix"]["edits"][0]["replacement"], "9000000999");
    assert_eq!(document["findings"][0]["value"], "９０００００００９９９");
    assert!(sarif(&shown, Language::English)["runs"][0]["results"][0]["fixes"].is_array());
    // Quotes and line ends around what is personal tell nothing.
    let quotes = vec![Edit { bytes: 14..14, replacement: b"\"".into() }];
    let findings =
        vec![Finding { fix: Some(Fix::Replace(quotes)), ..finding(Level::Error, at(1, Some(insured))) }];
    let report = Report { findings, ..one_of_everything() };
    assert_eq!(json(&report, Language::English)["findings"][0]["fix"]["edits"][0]["replacement"], "\"");
    assert_eq!(text(&report, Language::English).matches("can be mended").count(), 1);
}

/// Whether the item can hold this text without being of the wrong length.
fn holds_text(item: &Item) -> bool {
    item.item_type.is_quoted() && item.width.length().is_none_or(|length| length >= 8)
}

#[test]
fn values_of_people_are_told_only_on_request() {
    // Every personal text holds a word with a half-width kana behind a line feed and before a tab.
    let secret = "秘密ﾃｽﾄ\t＝";
    let mut seen = 0;
    for base in [sample::PLAN, sample::SLIP, sample::BASIC, sample::SUPPORT] {
        let mut files = base.with(&[]).files();
        for file in &mut files {
            let prefix = file.name.split_once("_99").unwrap().0.split("_2026").next().unwrap();
            let prefix = prefix.strip_suffix("_000000").unwrap_or(prefix);
            let Some(layout) = kind::by_prefix(prefix).and_then(|kind| kind.layout) else { continue };
            let mut bytes = Vec::new();
            for record in careplan_csv::records(&file.bytes) {
                let fields = record.fields().zip(layout.items).map(|(field, item)| {
                    if !item.personal || field.is_blank() {
                        field.raw().to_vec()
                    } else if holds_text(item) {
                        careplan_csv::ms932::encode(&format!("\"{secret}\"")).unwrap()
                    } else {
                        b"77777777".to_vec()
                    }
                });
                bytes.extend(fields.collect::<Vec<_>>().join(&b','));
                bytes.extend(b"\r\n");
            }
            file.bytes = bytes;
        }
        for profile in [Profile::send(), Profile::receive()] {
            let check = |profile: Profile| {
                let documents = files.iter().map(|file| Document::new(file.name.clone(), &file.bytes));
                Checker::new(profile).check(documents)
            };
            let hidden = all(&check(profile.clone()));
            for value in ["秘密", "ﾃｽﾄ", "77777777"] {
                assert!(!hidden.contains(value), "{value}");
            }
            let shown = all(&check(profile.showing_values(true)));
            seen += shown.matches("秘密").count() + shown.matches("77777777").count();
        }
    }
    assert!(seen > 0);
}

#[cfg(unix)]
#[test]
fn names_that_are_not_unicode_are_written_as_far_as_they_are() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join(std::ffi::OsStr::from_bytes(b"\x97\x5C"));
    std::fs::create_dir(&inner).unwrap();
    let name = b"DLT1KYO_9970100013_43_9970100062_17_20260420100001\xFF.CSV";
    let file = inner.join(std::ffi::OsStr::from_bytes(name));
    std::fs::write(file, "202407,991018,9000000001,20261320\r\n").unwrap();
    std::fs::write(inner.join(std::ffi::OsStr::from_bytes(b"\x8E.txt")), "memo").unwrap();
    let report = Checker::new(Profile::send()).check_paths([folder.path()]);
    assert_eq!((report.files.len(), report.attachments.len()), (1, 1));
    assert!(!report.findings.is_empty());
    assert_valid(&validators(), &report);
    assert!(text(&report, Language::English).contains("20260420100001\u{FFFD}.CSV"));
    let log = sarif(&report, Language::English);
    let uri = log["runs"][0]["artifacts"][0]["location"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///"), "{uri}");
    assert!(uri.ends_with("/%97%5C/DLT1KYO_9970100013_43_9970100062_17_20260420100001%FF.CSV"), "{uri}");
}

#[test]
fn errors_of_the_output_are_told() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let report = one_of_everything();
    let (registry, profile) = (Registry::standard(), Profile::send());
    let errors = [
        output::write_text(&report, Language::Japanese, Full),
        output::write_json(&report, Language::Japanese, Full),
        output::write_sarif(&report, &registry, &profile, Language::Japanese, Full),
    ];
    for error in errors {
        assert_eq!(error.unwrap_err().kind(), std::io::ErrorKind::BrokenPipe);
    }
}
