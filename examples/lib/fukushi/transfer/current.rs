//! The slips that count: units as they were sent, without the persons whose slips were replaced or deleted by a
//! later unit. If they were sent again, they would replace the newer ones at the receiver.

use careplan_csv::Inbox;
use careplan_model::{
    FileContent, FormFile, InsuredNumber, InsurerNumber, PlanDeletion, Table6, Table7, Transmission,
    UserSupplement, YearMonth, kind,
};
use std::collections::BTreeSet;
use std::path::Path;

type Slip = (InsurerNumber, InsuredNumber, YearMonth);

/// The units with 第6表 予定 of a folder, in the order in which they were sent.
pub(super) fn slips(folder: &Path, problems: &mut Vec<String>) -> Vec<Transmission<FormFile>> {
    let inbox = Inbox::open(folder);
    problems.extend(inbox.unreadable.iter().map(careplan_csv::Unreadable::japanese));
    let stray = |path: &Path| format!("{}：ファイル名から送信元・送信先が分かりません", path.display());
    problems.extend(inbox.strays.iter().map(|it| stray(&it.path)));
    let mut units: Vec<Transmission<FormFile>> = Vec::new();
    for unit in &inbox.transmissions {
        if !unit.has(&kind::PLAN) && !unit.has(&kind::PLAN_DELETION) {
            continue;
        }
        match inbox.read_unit(unit) {
            Ok(unit) => {
                let later = persons(&unit);
                let same_way = |it: &&mut Transmission<FormFile>| {
                    (it.sender, it.receiver) == (unit.sender, unit.receiver)
                };
                units.iter_mut().filter(same_way).for_each(|earlier| drop_slips(earlier, &later));
                units.push(unit);
            }
            Err(error) => problems.push(error.japanese()),
        }
    }
    units.retain(|unit| unit.files_of(&kind::PLAN).any(|file| file.record_count() > 0));
    if units.is_empty() && problems.is_empty() {
        problems.push("第6表 予定（UPPLAN）がありません".into());
    }
    units
}

/// Whose slips of which month a unit replaces or deletes.
fn persons(unit: &Transmission<FormFile>) -> BTreeSet<Slip> {
    let mut persons = BTreeSet::new();
    for file in &unit.files {
        if file.kind() == &kind::PLAN {
            persons
                .extend(file.forms::<Table6>().iter().map(|it| (it.insurer, it.insured, it.service_month)));
        }
        persons
            .extend(file.forms::<PlanDeletion>().iter().map(|it| (it.insurer, it.insured, it.service_month)));
    }
    persons
}

fn drop_slips(unit: &mut Transmission<FormFile>, later: &BTreeSet<Slip>) {
    let month = unit.month;
    for file in &mut unit.files {
        let FileContent::Forms(forms) = &mut file.content else { continue };
        if let Some(table6) = forms.of_mut::<Table6>() {
            table6.retain(|it| !later.contains(&(it.insurer, it.insured, it.service_month)));
        }
        if let Some(table7) = forms.of_mut::<Table7>() {
            table7.retain(|it| !later.contains(&(it.insurer, it.insured, it.service_month)));
        }
        if let (Some(supplements), Some(month)) = (forms.of_mut::<UserSupplement>(), month) {
            supplements.retain(|it| !later.contains(&(it.insurer, it.insured, month)));
        }
    }
}
