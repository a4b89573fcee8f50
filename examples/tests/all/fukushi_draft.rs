//! `fukushi draft` on the sample care plans.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_examples::{Outcome, fukushi};
use std::path::Path;

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = fukushi(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn folder(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/valid").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn as_text() {
    let (outcome, text, errors) = run(&["draft", &folder("plan-4.1"), "--office", "9970100062"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert_eq!(text.matches("■ ").count(), 4);
    for line in [
        "    11 居宅サービス計画作成（変更）日：20250920 [転記] ← UP1KYO No.14, record 1\n",
        "    16 利用者氏名：見本　太郎 [転記（補足）] ← UPHOSOKU No.6, record 1\n",
        "    8 福祉用具が必要な理由：転ばずに家の中を移動し、夜も自分でトイレに行きたい。 [下書き] ← UP2KYO No.7, record 1\n",
        "  意向の区分（プログラムの提案、確認が必要）\n    [見出し] 本人：\n    [利用者の意向] できるだけ長く、",
        "    福祉用具サービス計画書 1件目 項目No.4「福祉用具サービス計画作成（変更）日」：必須ですが、空欄です\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn as_json() {
    let folder = folder("preventive-4.1");
    let arguments = ["draft", &folder, "--office", "9970100062", "--date", "20250901", "--format", "json"];
    let (outcome, text, errors) = run(&arguments);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json.as_array().map(Vec::len), Some(1));
    let header = &json[0]["draft"]["header"];
    assert_eq!(header["service_type"]["text"], "67");
    assert_eq!(header["support_policy"]["sources"][0]["kind"], "UPYOBO");
    assert_eq!(header["user_wishes"], serde_json::Value::Null);
    assert_eq!(json[0]["proposed"]["family"], "長女：転ばないように歩いてほしい。\n長女：無理のない範囲で。");
}

#[test]
fn without_arguments_it_drafts_the_plan_of_the_story() {
    let (outcome, text, errors) = run(&["draft"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert!(text.starts_with("■ 9000000001 見本　太郎\n"), "{text}");
    assert_eq!(text.matches("■ ").count(), 1);
    // The day of the plan is that of the story, or the one that is said.
    let date = |arguments: &[&str]| {
        let json: serde_json::Value = serde_json::from_str(&run(arguments).1).unwrap();
        json[0]["draft"]["header"]["plan_date"]["text"].clone()
    };
    assert_eq!(date(&["draft", "--format", "json"]), "20260428");
    assert_eq!(date(&["draft", "--date", "20260429", "--format", "json"]), "20260429");
}

#[test]
fn nothing_to_draft_and_mistakes() {
    let folder = folder("plan-4.1");
    let (outcome, text, _) = run(&["draft", &folder, "--office", "9970100013"]);
    assert_eq!((outcome, text.as_str()), (Outcome::Fine, "no care plan has equipment of 9970100013\n"));
    for arguments in [
        &["draft", &folder][..],
        &["draft", "--office", "9970100062"],
        &["draft", &folder, "--office", "12"],
        &["draft", &folder, "--office", "9970100062", "--service-type", "43"],
        &["draft", "no-such-folder", "--office", "9970100062"],
    ] {
        let (outcome, text, errors) = run(arguments);
        assert_eq!((outcome, text.as_str()), (Outcome::CouldNotRun, ""), "{arguments:?}");
        assert!(!errors.is_empty());
    }
}
