//! `fukushi transfer` on the bundled slips, sent without product codes.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{Inbox, WriteOptions, read_unit, write_unit};
use careplan_examples::{Outcome, fukushi};
use careplan_fukushi::{EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind, provisional};
use careplan_model::{FileContent, FormFile, Table6, Table7, Transmission};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn run(arguments: &[&str]) -> (Outcome, String, String) {
    let arguments: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = fukushi(&arguments, &mut out, &mut errors).unwrap();
    (outcome, String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap())
}

fn bundled(folder: &str) -> Transmission<FormFile> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/valid").join(folder);
    read_unit(&Inbox::open(path).transmissions[0]).unwrap()
}

/// The plans that say what the slips say.
fn plans(unit: &Transmission<FormFile>) -> Vec<EquipmentPlan> {
    let mut plans = BTreeMap::new();
    for slip in unit.files.iter().flat_map(FormFile::forms::<Table6>) {
        if slip.service_code.equipment_category().is_none() {
            continue;
        }
        let (date, service) = ("20251001".parse().unwrap(), "17".parse().unwrap());
        let header = EquipmentPlanHeader::new(
            slip.csv_version,
            slip.insurer,
            slip.insured,
            date,
            slip.provider,
            service,
            "見本　太郎".to_owned(),
        );
        let plan = plans.entry((slip.insurer, slip.insured)).or_insert_with(|| EquipmentPlan::new(header));
        let number = i32::try_from(plan.lines.len()).unwrap() + 1;
        let mut line = EquipmentPlanLine::new(
            slip.csv_version,
            slip.insurer,
            slip.insured,
            date,
            slip.provider,
            service,
            number,
            SupplyKind::Rental,
        );
        line.service_code = Some(slip.service_code);
        line.units = slip.units;
        (line.tais_code, line.notified_code) = (slip.tais_code, slip.notified_code);
        line.equipment_name.clone_from(&slip.equipment_name);
        line.discriminator = slip.discriminator;
        plan.lines.push(line);
    }
    plans.into_values().collect()
}

/// The unit as it was sent in an emergency; `numbers` says whether 明細判別コード tells products apart.
fn without_codes(mut unit: Transmission<FormFile>, numbers: bool) -> Transmission<FormFile> {
    for file in &mut unit.files {
        let FileContent::Forms(forms) = &mut file.content else { continue };
        for form in forms.of_mut::<Table6>().into_iter().flatten() {
            (form.tais_code, form.notified_code, form.equipment_name) = (None, None, None);
            form.discriminator = form.discriminator.filter(|_| numbers);
        }
        for form in forms.of_mut::<Table7>().into_iter().flatten() {
            (form.tais_code, form.notified_code, form.equipment_name) = (None, None, None);
        }
    }
    unit
}

struct Folders {
    all: tempfile::TempDir,
}

impl Folders {
    fn new(plans: &[EquipmentPlan], slips: &[Transmission<FormFile>]) -> Self {
        let folders = Self { all: tempfile::tempdir().unwrap() };
        for name in ["plans", "slips"] {
            fs::create_dir(folders.all.path().join(name)).unwrap();
        }
        let (office, planner) = (slips[0].receiver, slips[0].sender);
        let timestamp = "20251020090000".parse().unwrap();
        let options = WriteOptions::new();
        let unit = provisional::plans_to_unit(plans, office, planner, timestamp, &options).unwrap();
        write_unit(&unit, folders.path("plans"), &options).unwrap();
        for unit in slips {
            write_unit(unit, folders.path("slips"), &options).unwrap();
        }
        folders
    }

    fn path(&self, name: &str) -> String {
        self.all.path().join(name).to_str().unwrap().to_owned()
    }

    fn run(&self, options: &[&str]) -> (Outcome, String, String) {
        let (plans, slips, out) = (self.path("plans"), self.path("slips"), self.path("out"));
        let paths = ["transfer", &plans, &slips, &out, "--timestamp", "20251021100000"];
        run(&[&paths, options].concat())
    }

    fn out(&self) -> Vec<Transmission<FormFile>> {
        Inbox::open(self.path("out")).transmissions.iter().map(|unit| read_unit(unit).unwrap()).collect()
    }
}

#[test]
fn codes_arrive_after_the_slip_was_sent() {
    let original = bundled("slip-4.1");
    let folders = Folders::new(&plans(&original), &[without_codes(original.clone(), true)]);
    let (outcome, text, errors) = folders.run(&[]);
    assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{text}");
    // All is as if it had been sent with codes at once.
    let expected = original
        .clone()
        .readdressed(original.sender, original.receiver, "20251021100000".parse().unwrap())
        .unwrap();
    assert_eq!(folders.out(), [expected]);
    assert!(text.contains("UPPLAN_202510_9970100013_43_9970100062_17_20251021100000.CSV　131件"), "{text}");
    assert!(text.contains("転記しました　TAISコード＝99999-000011"), "{text}");
    for personal in ["9000000001", "0000000102", "見本　太郎"] {
        assert!(!text.contains(personal), "{personal}");
    }
    let report =
        careplan_rules::Checker::new(careplan_rules::Profile::send()).check_paths([folders.path("out")]);
    assert!(!report.has_errors());
    // Nothing is overwritten.
    let (outcome, _, errors) = folders.run(&[]);
    assert_eq!(outcome, Outcome::CouldNotRun);
    assert!(!errors.is_empty());
    assert_eq!(folders.out().len(), 1);
}

#[test]
fn what_is_left_open_is_listed_and_sent_in_an_emergency_only() {
    let original = bundled("slip-4.1");
    let folders = Folders::new(&plans(&original), &[without_codes(original, false)]);
    let (outcome, text, _) = folders.run(&[]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("何も書き出しませんでした"), "{text}");
    assert!(text.contains("対応する明細が一つに定まりません"), "{text}");
    assert!(!Path::new(&folders.path("out")).exists());
    let (outcome, text, _) = folders.run(&["--emergency", "--format", "json"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["written"], true);
    let lines = json["units"][0]["lines"].as_array().unwrap();
    let count = |outcome: &str| lines.iter().filter(|line| line["outcome"] == outcome).count();
    // Ten lines in each table; two of one person are alike but for their product.
    assert_eq!((lines.len(), count("filled"), count("ambiguous")), (20, 16, 4));
    assert_eq!(json["plan_lines"], serde_json::json!([]));
    assert_eq!(folders.out().len(), 1);
}

#[test]
fn a_slip_that_was_replaced_is_not_sent_again() {
    let (original, update) = (bundled("slip-4.1"), bundled("slip-update-4.1"));
    let folders = Folders::new(
        &plans(&original),
        &[without_codes(original.clone(), true), without_codes(update.clone(), true)],
    );
    let (_, text, _) = folders.run(&["--emergency", "--timestamp", "20251101100000"]);
    let out = folders.out();
    let persons = |unit: &Transmission<FormFile>| {
        let forms = unit.files.iter().flat_map(FormFile::forms::<Table6>);
        forms.map(|form| form.insured).collect::<std::collections::BTreeSet<_>>()
    };
    let replaced = persons(&update);
    assert_eq!((replaced.len(), persons(&original).len()), (1, 4));
    let older: Vec<_> =
        out.iter().filter(|unit| unit.timestamp == "20251101100000".parse().unwrap()).collect();
    assert_eq!(older.len(), 1, "{text}");
    assert_eq!(persons(older[0]).len(), 3);
    assert!(persons(older[0]).is_disjoint(&replaced));
}

#[test]
fn without_arguments_it_fills_the_slips_of_the_story() {
    // It says where it writes, and empties that folder the next time.
    for _ in 0..2 {
        let (outcome, text, errors) = run(&["transfer"]);
        assert_eq!((outcome, &*errors), (Outcome::Fine, ""), "{text}");
        assert_eq!(text.matches("転記しました").count(), 10);
        assert!(text.lines().next().unwrap().ends_with("target/fukushi-transfer"), "{text}");
    }
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/fukushi-transfer");
    let units = Inbox::open(out);
    assert_eq!(units.transmissions.len(), 1);
    assert_eq!(units.transmissions[0].timestamp, "20260507100000".parse().unwrap());
}

#[test]
fn what_cannot_be_done_is_said() {
    assert_eq!(run(&["transfer", "--help"]).0, Outcome::Fine);
    assert_eq!(run(&["transfer", "one"]).0, Outcome::CouldNotRun);
    assert_eq!(run(&["transfer", "none", "none", "out"]).0, Outcome::CouldNotRun);
    let original = bundled("slip-4.1");
    let folders = Folders::new(&plans(&original), std::slice::from_ref(&original));
    // All codes are there: nothing to send.
    let (outcome, text, _) = folders.run(&[]);
    assert_eq!(outcome, Outcome::Fine, "{text}");
    assert!(text.contains("転記するものはありません"));
    assert!(!Path::new(&folders.path("out")).exists());
    // A timestamp before that of the slip.
    let (outcome, text, _) = folders.run(&["--timestamp", "20250101000000"]);
    assert_eq!(outcome, Outcome::DataHasErrors);
    assert!(text.contains("後ではありません"), "{text}");
    // No slips there.
    let plans = folders.path("plans");
    let (outcome, text, _) = run(&["transfer", &plans, &plans, &folders.path("out")]);
    assert_eq!(outcome, Outcome::DataHasErrors, "{text}");
}
