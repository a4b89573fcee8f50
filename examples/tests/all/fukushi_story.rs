//! The story of the sample persons, from 第1表 to 実績, the emergency included: the care plan arrives, the rental office
//! begins its plans from it, the slip goes out without product codes, the codes follow, and what was done is
//! compared with what was planned.
#![allow(clippy::unwrap_used)] // tests may panic

use careplan_csv::{Inbox, WriteOptions, read_unit, write_unit};
use careplan_examples::{Outcome, fukushi, reconcile};
use careplan_fukushi::draft::{CarePlanSets, DraftOptions, WishesDecision, draft};
use careplan_fukushi::{EquipmentPlan, EquipmentPlanLine, SupplyKind, WishesSplit, provisional};
use careplan_model::{FileContent, FormFile, InsuredNumber, Table6, Table7, Transmission};
use careplan_rules::{Checker, Profile};
use std::fs;
use std::path::{Path, PathBuf};

const RENTAL: &str = "9970100062";

fn bundled(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/valid").join(folder)
}

fn unit(folder: &Path) -> Transmission<FormFile> {
    read_unit(&Inbox::open(folder).transmissions[0]).unwrap()
}

/// What the specialist decides: the products that the person will have.
fn add_products(plan: &mut EquipmentPlan, rented: &[Table6]) {
    let key = plan.header.clone();
    for (number, product) in (1..).zip(rented) {
        let mut line = EquipmentPlanLine::new(
            key.csv_version,
            key.insurer,
            key.insured,
            key.plan_date,
            key.provider,
            key.service_type,
            number,
            SupplyKind::Rental,
        );
        line.service_code = Some(product.service_code);
        (line.units, line.discriminator) = (product.units, product.discriminator);
        (line.tais_code, line.notified_code) = (product.tais_code, product.notified_code);
        line.equipment_name.clone_from(&product.equipment_name);
        plan.lines.push(line);
    }
}

/// The slip as it was sent before the plan was there.
fn without_products(mut unit: Transmission<FormFile>) -> Transmission<FormFile> {
    for file in &mut unit.files {
        let FileContent::Forms(forms) = &mut file.content else { continue };
        for form in forms.of_mut::<Table6>().into_iter().flatten() {
            (form.tais_code, form.notified_code, form.equipment_name) = (None, None, None);
        }
        for form in forms.of_mut::<Table7>().into_iter().flatten() {
            (form.tais_code, form.notified_code, form.equipment_name) = (None, None, None);
        }
    }
    unit
}

fn has_errors(profile: Profile, folder: &Path) -> bool {
    Checker::new(profile.on("20251104".parse().unwrap())).check_paths([folder]).has_errors()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn from_the_care_plan_to_what_was_done() {
    let all = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = all.path().join(name);
        fs::create_dir(&folder).unwrap();
        folder
    };

    // 第1–3表 arrive, and the plans of equipment begin from them.
    let care_plan = unit(&bundled("plan-4.1"));
    let options = DraftOptions::new(RENTAL.parse().unwrap()).plan_date("20251001".parse().unwrap());
    let done = unit(&bundled("actual-rental-4.1"));
    let rented = |insured: InsuredNumber| -> Vec<Table6> {
        let lines = done.files.iter().flat_map(FormFile::forms::<Table6>);
        lines.filter(|line| line.insured == insured).cloned().collect()
    };
    let mut plans = Vec::new();
    let mut confirmed = 0;
    for set in &CarePlanSets::of_unit(&care_plan).sets {
        assert!(set.concerns(RENTAL.parse().unwrap()));
        let mut draft = draft(set, &options).unwrap();
        if draft.proposed_split().is_some() {
            draft.confirm_split(WishesDecision::AsProposed).unwrap();
            confirmed += 1;
        }
        let mut plan = draft.to_plan().unwrap();
        let products = rented(plan.header.insured);
        add_products(&mut plan, &products);
        plans.push(plan);
    }
    // Wishes without labels are not split, and nobody confirmed anything there.
    let splits = plans
        .iter()
        .filter(|plan| plan.header.wishes_split == Some(WishesSplit::ProposedAndConfirmed))
        .count();
    assert_eq!((plans.len(), confirmed, splits), (4, 3, 3));
    assert_eq!(plans.iter().map(|plan| plan.lines.len()).sum::<usize>(), 10);

    // Meanwhile the slip had to go out: right in an emergency, and not otherwise.
    let slip = unit(&bundled("slip-4.1"));
    let slips = folder("slips");
    write_unit(&without_products(slip.clone()), &slips, &WriteOptions::new()).unwrap();
    assert!(!has_errors(Profile::emergency(), &slips));
    assert!(has_errors(Profile::send(), &slips));

    // The plans go to the care manager, who fills the codes in and sends the slip again.
    let to = folder("plans");
    let timestamp = "20251020090000".parse().unwrap();
    let options = WriteOptions::new();
    let sent = provisional::plans_to_unit(&plans, slip.receiver, slip.sender, timestamp, &options).unwrap();
    write_unit(&sent, &to, &options).unwrap();
    let again = all.path().join("again");
    let arguments = ["transfer", text(&to), text(&slips), text(&again), "--timestamp", "20251021100000"];
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = fukushi(&arguments.map(str::to_owned), &mut out, &mut errors).unwrap();
    assert_eq!((outcome, &errors[..]), (Outcome::Fine, &b""[..]), "{}", String::from_utf8_lossy(&out));
    assert!(!has_errors(Profile::send(), &again));
    let expected = slip.clone().readdressed(slip.sender, slip.receiver, "20251021100000".parse().unwrap());
    assert_eq!(unit(&again), expected.unwrap());

    // What was done is what was planned, product by product.
    let actual = bundled("actual-rental-4.1");
    let arguments = [text(&again), text(&actual)].map(str::to_owned);
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let outcome = reconcile(&arguments, &mut out, &mut errors).unwrap();
    assert_eq!((outcome, &errors[..]), (Outcome::Fine, &b""[..]), "{}", String::from_utf8_lossy(&out));
}
