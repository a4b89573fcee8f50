//! No report tells what is personal, unless it is asked for.

use super::*;

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
