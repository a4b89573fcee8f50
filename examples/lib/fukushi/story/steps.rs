//! The steps of the story in their order, and what both offices do with files.

use super::super::bundled;
use super::specialist::Additions;
use super::{Step, care_manager, rental_office};
use careplan_csv::{Inbox, WriteOptions, write_unit};
use careplan_fukushi::{EquipmentPlans, rules};
use careplan_model::{FormFile, Transmission};
use careplan_rules::{Checker, Profile, Report};
use std::fs;
use std::path::Path;

pub(super) type Unit = Transmission<FormFile>;

/// Tells the whole story; writes to `out`.
pub(super) fn run(out: &Path) -> Result<Vec<Step>, String> {
    let (mut steps, mut held) = (Vec::new(), EquipmentPlans::new());
    // The rental office.
    let care_plan = rental_office::received(&mut steps)?;
    let additions = Additions::read(&bundled::story("specialist.json"))?;
    let mut draft = rental_office::begun(&care_plan, &additions, &mut steps)?;
    // The care manager cannot wait for it.
    let slips = care_manager::sent_early(&mut steps)?;
    care_manager::plan_without_products(&mut held, &slips, &mut steps)?;
    // The rental office again.
    let plan = rental_office::completed(&mut draft, &additions, &mut steps)?;
    let folder = rental_office::plan_sent(&plan, &care_plan, &out.join("plan"), &mut steps)?;
    // The care manager again.
    care_manager::plan_received(&folder, &mut held, &mut steps)?;
    let again = care_manager::transferred(&held, &slips, &out.join("slips"), &mut steps)?;
    care_manager::checked(&held, &again, &out.join("slips"), &mut steps)?;
    care_manager::compared(&again, &mut steps)?;
    Ok(steps)
}

pub(super) fn read(folder: &Path) -> Result<Unit, String> {
    let inbox = Inbox::open(folder);
    let [unit] = &inbox.transmissions[..] else {
        return Err(format!("{}: not one unit of sending", folder.display()));
    };
    inbox.read_unit(unit).map_err(|error| error.japanese())
}

/// Checks a folder by the rules of the standard and those of plans.
pub(super) fn check(profile: Profile, folder: &Path) -> Result<Report, String> {
    let registry = rules::registry().map_err(|error| error.to_string())?;
    Ok(Checker::with_registry(registry, profile).check_paths([folder]))
}

/// Writes a unit; the names of its files.
pub(super) fn write(unit: &Unit, to: &Path) -> Result<Vec<String>, String> {
    fs::create_dir_all(to).map_err(|error| format!("{}: {error}", to.display()))?;
    write_unit(unit, to, &WriteOptions::new()).map_err(|error| error.japanese())?;
    Ok(unit.files.iter().map(|file| file.name.to_string()).collect())
}
