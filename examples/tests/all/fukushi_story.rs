//! The bundled story of one person, from 第1表 to 実績, the emergency included: that it runs, and that its files, which
//! share no code with the crates, are what the crates read, write and find right.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::WriteOptions;
use careplan_examples::{Outcome, fukushi, roundtrip};
use careplan_fukushi::{provisional, rules};
use careplan_model::FileContent;
use careplan_rules::{Checker, Level, Profile, Report};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = fukushi(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn bundled(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/fukushi-story").join(folder)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn check(profile: Profile, folder: &Path) -> Report {
    let profile = profile.on("20260604".parse().unwrap());
    Checker::with_registry(rules::registry().unwrap(), profile).check_paths([folder])
}

#[test]
fn from_the_care_plan_to_what_was_done() {
    let all = tempfile::tempdir().unwrap();
    let (outcome, out, errors) = run(&["story", text(all.path()), "--format", "json"]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""), "{out}");
    let told: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert!(told.iter().all(|step| step["as_told"] == true));
    let figures: Vec<_> =
        told.iter().map(|step| (step["step"].as_str().unwrap(), step["figures"].clone())).collect();
    let plan_files = ["UPFYOGU", "UPFYOGU_NEED", "UPFYOGU_ITEM", "UPFYOGU_OFFER"]
        .map(|prefix| format!("{prefix}_9970100062_17_9970100013_43_20260501150000.CSV"));
    let slip_files = ["UPPLAN", "UPSIKYU", "UPHOSOKU"]
        .map(|prefix| format!("{prefix}_202605_9970100013_43_9970100062_17_20260507100000.CSV"));
    let expected = [
        ("care_plan", json!({ "files": 4, "records": 12, "errors": 0 })),
        (
            "draft",
            json!({
                "copied": 15, "joined": 7, "seeded": 5, "needs": 2, "split_proposed": true, "to_do": 52,
            }),
        ),
        ("slips_sent_early", json!({ "errors_emergency": 0, "errors_send": 10 })),
        ("plan_without_products", json!({ "lines": 5, "without_code": 5, "filled": 0 })),
        ("plan_completed", json!({ "texts": 45, "lines": 5, "listed": 5, "offers": 6, "warnings": 0 })),
        ("plan_sent", json!({ "files": plan_files, "findings": 0 })),
        ("plan_received", json!({ "replaced": 1, "filled": 5, "lost": 0 })),
        // Five rentals, in 第6表 and in 第7表.
        ("transfer", json!({ "filled": 10, "open": 0, "files": slip_files })),
        ("check", json!({ "errors": 0, "findings": 0, "differences": 0 })),
        ("actuals", json!({ "planned": 5, "actual": 5, "equal": 5, "differences": 0 })),
    ];
    assert_eq!(figures, expected);

    // The draft with what the specialist added is the plan that somebody else wrote, byte by byte.
    for file in plan_files {
        let ours = fs::read(all.path().join("plan").join(&file)).unwrap();
        assert_eq!(ours, fs::read(bundled("2-plan").join(&file)).unwrap(), "{file}");
    }
    // Nothing is overwritten.
    let again = run(&["story", text(all.path())]);
    assert_eq!((again.0, again.1.as_str(), again.2.is_empty()), (Outcome::CouldNotRun, "", false));
}

#[test]
fn in_words_and_without_arguments() {
    // Both at once would empty one folder: one after the other.
    let (outcome, japanese, errors) = run(&[]);
    assert_eq!((outcome, errors.as_str()), (Outcome::Fine, ""));
    assert!(japanese.contains(
        "\n10. 実績を予定と照合する（居宅介護支援事業所）\n   予定5件、実績5件、一致5件、相違0件\n"
    ));
    assert!(japanese.contains("「サービス利用票 第6表 予定」2件目　TAISコード＝99999-000011"), "{japanese}");
    let (outcome, english, _) = run(&["story", "--lang", "en"]);
    assert_eq!(outcome, Outcome::Fine);
    assert!(english.starts_with("1. The care plan arrives (rental office)\n"), "{english}");
    assert!(english.ends_with("target/fukushi-story\n"), "{english}");
    for personal in ["9000000001", "見本　太郎", "トイレ", "ミホン"] {
        assert!(!japanese.contains(personal) && !english.contains(personal), "{personal}");
    }
}

#[test]
fn what_cannot_run_says_so() {
    let out = tempfile::tempdir().unwrap();
    let folder = text(out.path());
    for arguments in [
        &["story", folder, folder][..],
        &["story", folder, "--format", "xml"],
        &["story", folder, "--lang", "fr"],
        &["story", folder, "--nonsense"],
    ] {
        let (outcome, out, errors) = run(arguments);
        assert_eq!((outcome, out.as_str()), (Outcome::CouldNotRun, ""), "{arguments:?}");
        assert!(errors.contains("usage: fukushi story"), "{errors}");
    }
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
    assert!(run(&["story", "--help"]).1.starts_with("usage: fukushi story"));
    assert!(run(&["--help"]).1.contains("story [OUT_DIR]"));
}

#[test]
fn the_files_of_the_standard_are_canonical() {
    let out = tempfile::tempdir().unwrap();
    for (folder, equal) in [
        ("1-care-plan", 4),
        ("3-slips", 3),
        ("4-actuals", 1),
        ("refused/slips", 3),
        ("refused/no-supplement", 2),
    ] {
        let to = out.path().join(folder);
        let arguments = [text(&bundled(folder)), text(&to)].map(str::to_owned);
        let (mut report, mut errors) = (Vec::new(), Vec::new());
        let outcome = roundtrip(&arguments, &mut report, &mut errors).unwrap();
        let report = String::from_utf8(report).unwrap();
        assert_eq!(outcome, Outcome::Fine, "{report}");
        assert_eq!(report.lines().filter(|line| line.starts_with("equal  ")).count(), equal, "{report}");
    }
}

#[test]
fn the_files_of_the_plans_are_canonical() {
    let mut equal = 0;
    for folder in [bundled("2-plan"), bundled("refused/plan")] {
        let received = provisional::read_plans([&folder]);
        assert!(received.problems.is_empty(), "{:?}", received.problems);
        for unit in &received.units {
            let options = WriteOptions::new();
            let (from, to) = (unit.sender, unit.receiver);
            let written =
                provisional::plans_to_unit(&unit.plans, from, to, unit.timestamp, &options).unwrap();
            for file in &written.files {
                let FileContent::Bytes(bytes) = &file.content else { continue };
                assert_eq!(*bytes, fs::read(folder.join(file.name.to_string())).unwrap(), "{}", file.name);
                equal += 1;
            }
        }
        let names = fs::read_dir(&folder).unwrap().count();
        let written: usize =
            received.units.iter().map(|unit| if unit.plans[0].offers.is_empty() { 3 } else { 4 }).sum();
        assert_eq!(names, written);
    }
    assert_eq!(equal, 10);
}

#[test]
fn the_files_are_right_by_the_rules_for_sending() {
    let ids =
        |report: &Report| -> Vec<&str> { report.findings.iter().map(|finding| finding.rule.id).collect() };
    for folder in ["1-care-plan", "4-actuals"] {
        assert_eq!(ids(&check(Profile::send(), &bundled(folder))), [""; 0], "{folder}");
    }
    // Of the plan, the codes and names of the first sending are missing, and nothing else.
    let plan = check(Profile::send(), &bundled("2-plan"));
    assert_eq!(ids(&plan), ["fukushi-no-code", "item-needed-missing"].repeat(5));
    assert_eq!(plan.count(Level::Error), 0);
    let slips = check(Profile::emergency(), &bundled("3-slips"));
    assert_eq!((slips.count(Level::Error), slips.count(Level::Warning)), (0, 0), "{:?}", ids(&slips));
}

#[test]
fn what_is_refused() {
    let out = tempfile::tempdir().unwrap();
    let to = out.path().join("out");
    let transfer = |plan: &str, slips: &str| {
        let (plan, slips) = (bundled(plan), bundled(slips));
        let stamp = ["--timestamp", "20260507100000", "--format", "json"];
        let (outcome, out, _) =
            run(&[&["transfer", text(&plan), text(&slips), text(&to)][..], &stamp].concat());
        (outcome, serde_json::from_str::<Value>(&out).unwrap())
    };
    // Two lines with equal units: nobody can say which is which.
    let (outcome, found) = transfer("refused/plan", "refused/slips");
    assert_eq!(outcome, Outcome::DataHasErrors);
    let outcomes: Vec<_> =
        found["units"][0]["lines"].as_array().unwrap().iter().map(|line| &line["outcome"]).collect();
    assert_eq!(outcomes, ["ambiguous"; 4]);
    assert_eq!(found["units"][0]["changed"], false);
    // All could be filled in, but without 補足 the set cannot be sent.
    let (outcome, found) = transfer("2-plan", "refused/no-supplement");
    assert_eq!((outcome, &found["written"]), (Outcome::DataHasErrors, &json!(false)));
    assert_eq!(found["problems"].as_array().unwrap().len(), 1);
    assert!(found["problems"][0].as_str().unwrap().contains("利用者補足情報"), "{found}");
    assert!(!to.exists());
}
