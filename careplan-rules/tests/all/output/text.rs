//! The report as text.

use super::*;

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
