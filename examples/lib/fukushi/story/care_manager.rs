//! What the software of the care-management office does: the slip sent early, the plan taken over, codes carried to the
//! slip, which is checked and sent again, and actuals compared with it.

use super::super::bundled;
use super::Step;
use super::steps::{Unit, check, read, write};
use careplan_fukushi::transfer::{differences, transfer_unit};
use careplan_fukushi::{EquipmentPlan, EquipmentPlans, PlanChangeKind, provisional};
use careplan_model::{FormFile, Table6, Table7, Timestamp};
use careplan_rules::reconcile::{LinePlace, SlipLine, reconcile};
use careplan_rules::{Level, Profile};
use serde_json::json;
use std::path::Path;

pub(super) fn sent_early(steps: &mut Vec<Step>) -> Result<Unit, String> {
    let folder = bundled::story("3-slips");
    let emergency = check(Profile::emergency(), &folder)?.count(Level::Error);
    let send = check(Profile::send(), &folder)?.count(Level::Error);
    let unit = read(&folder)?;
    steps.push(Step {
        name: "slips_sent_early",
        title: (
            "緊急のため、用具コードのない利用票を送る（居宅介護支援事業所）",
            "In an emergency the slip goes out without product codes (care manager)",
        ),
        lines: vec![(
            format!(
                "ファイル連番{}。エラーは緊急時の検査で{emergency}件、通常の検査で{send}件",
                unit.timestamp
            ),
            format!(
                "{}; errors by the rules for an emergency: {emergency}, by those for sending: {send}",
                unit.timestamp
            ),
        )],
        figures: json!({ "errors_emergency": emergency, "errors_send": send }),
        is_as_told: emergency == 0 && send > 0,
    });
    Ok(unit)
}

pub(super) fn plan_without_products(
    held: &mut EquipmentPlans,
    slips: &Unit,
    steps: &mut Vec<Step>,
) -> Result<(), String> {
    let folder = bundled::story("2-plan");
    let units = read_plans(&folder)?;
    let Some(unit) = units.first() else { return Err("2-plan: no plan".into()) };
    let changes = held.apply(unit).map_err(|error| error.japanese())?;
    let lines: usize = held.plans().map(|plan| plan.lines.len()).sum();
    let without = held.plans().flat_map(|plan| &plan.lines).filter(|line| !line.has_code()).count();
    let (plans, timestamp) = (all(held), sent_again()?);
    let filled = transfer_unit(&plans, slips, timestamp).map_err(|error| error.japanese())?.changes().count();
    steps.push(Step {
        name: "plan_without_products",
        title: (
            "商品が未定の計画書が届く（居宅介護支援事業所）",
            "A plan without products arrives (care manager)",
        ),
        lines: vec![(
            format!(
                "ファイル連番{}、明細{lines}件のうちコードなし{without}件。利用票に転記できるもの{filled}件",
                unit.timestamp
            ),
            format!(
                "{}, {lines} lines, {without} of them without a code; {filled} can be carried to the slip",
                unit.timestamp
            ),
        )],
        figures: json!({ "lines": lines, "without_code": without, "filled": filled }),
        is_as_told: changes.len() == 1 && without == lines && filled == 0,
    });
    Ok(())
}

pub(super) fn plan_received(
    folder: &Path,
    held: &mut EquipmentPlans,
    steps: &mut Vec<Step>,
) -> Result<(), String> {
    let (mut replaced, mut filled, mut lost) = (0, 0, 0);
    for unit in read_plans(folder)? {
        for change in held.apply(&unit).map_err(|error| error.japanese())? {
            replaced += usize::from(change.kind == PlanChangeKind::Replaced);
            (filled, lost) = (filled + change.filled.len(), lost + change.lost.len());
        }
    }
    steps.push(Step {
        name: "plan_received",
        title: (
            "計画書が届き、前のものを置き換える（居宅介護支援事業所）",
            "The plan replaces the one before (care manager)",
        ),
        lines: vec![(
            format!("置換{replaced}件。コードが新たに入った明細{filled}件、なくなった明細{lost}件"),
            format!("{replaced} replaced; {filled} lines have a code now, {lost} lost theirs"),
        )],
        figures: json!({ "replaced": replaced, "filled": filled, "lost": lost }),
        is_as_told: replaced == 1 && filled > 0 && lost == 0,
    });
    Ok(())
}

pub(super) fn transferred(
    held: &EquipmentPlans,
    slips: &Unit,
    to: &Path,
    steps: &mut Vec<Step>,
) -> Result<Unit, String> {
    let renewed = transfer_unit(&all(held), slips, sent_again()?).map_err(|error| error.japanese())?;
    let open = renewed.lines.iter().filter(|line| !line.outcome.is_settled()).count();
    let changes = renewed.changes().count();
    let mut lines: Vec<_> = renewed
        .changes()
        .map(|line| {
            let items: Vec<_> = line.filled.iter().map(|item| format!("　{}＝{item}", item.name())).collect();
            let items = items.concat();
            (format!("{}{items}", line.place.japanese()), format!("{}{items}", line.place))
        })
        .collect();
    let names = write(&renewed.unit, to)?;
    lines.push((
        format!("転記{changes}件、残り{open}件。新しいファイル連番{}", renewed.unit.timestamp),
        format!("{changes} lines filled in, {open} left open; sent again as {}", renewed.unit.timestamp),
    ));
    steps.push(Step {
        name: "transfer",
        title: (
            "コードを第6表・第7表に転記する（居宅介護支援事業所）",
            "Codes are carried to 第6表 and 第7表 (care manager)",
        ),
        lines,
        figures: json!({ "filled": changes, "open": open, "files": names }),
        is_as_told: changes > 0 && open == 0,
    });
    Ok(renewed.unit)
}

pub(super) fn checked(
    held: &EquipmentPlans,
    unit: &Unit,
    folder: &Path,
    steps: &mut Vec<Step>,
) -> Result<(), String> {
    let report = check(Profile::send(), folder)?;
    let (errors, findings) = (report.count(Level::Error), report.findings.len());
    let (table6, table7) = (forms::<Table6>(unit), forms::<Table7>(unit));
    // Of the other offices nobody has plans of equipment, and their services are none.
    let differ = differences(&all(held), &table6, &table7).len();
    steps.push(Step {
        name: "check",
        title: (
            "送信前に検査する（居宅介護支援事業所）",
            "The new slip is checked for sending (care manager)",
        ),
        lines: vec![(
            format!("エラー{errors}件、指摘{findings}件。計画書・第6表・第7表の不一致{differ}件"),
            format!("{errors} errors, {findings} findings; plan, 第6表 and 第7表 differ in {differ} places"),
        )],
        figures: json!({ "errors": errors, "findings": findings, "differences": differ }),
        is_as_told: errors == 0 && differ == 0,
    });
    Ok(())
}

pub(super) fn compared(unit: &Unit, steps: &mut Vec<Step>) -> Result<(), String> {
    let actuals = read(&bundled::story("4-actuals"))?;
    let result = reconcile(slip_lines(unit), slip_lines(&actuals));
    let counts = result.counts();
    let (planned, actual) = (counts.planned_lines - counts.without_actuals, counts.actual_lines);
    let (equal, differ) = (counts.matched, counts.all_differences());
    steps.push(Step {
        name: "actuals",
        title: (
            "実績を予定と照合する（居宅介護支援事業所）",
            "Actuals are compared with the slip (care manager)",
        ),
        lines: vec![(
            format!("予定{planned}件、実績{actual}件、一致{equal}件、相違{differ}件"),
            format!("{planned} planned, {actual} done, {equal} equal, {differ} differences"),
        )],
        figures: json!({ "planned": planned, "actual": actual, "equal": equal, "differences": differ }),
        is_as_told: result.is_clean() && equal > 0,
    });
    Ok(())
}

fn all(held: &EquipmentPlans) -> Vec<EquipmentPlan> {
    held.plans().cloned().collect()
}

fn forms<F: careplan_model::ListedForm<String> + Clone>(unit: &Unit) -> Vec<F> {
    unit.files.iter().flat_map(FormFile::forms::<F>).cloned().collect()
}

fn slip_lines(unit: &Unit) -> Vec<SlipLine> {
    let lines = unit.files.iter().flat_map(FormFile::forms::<Table6>);
    // Where a line stands matters only to those who read the report.
    (1..)
        .zip(lines)
        .map(|(record, form)| SlipLine::of(LinePlace { file: 0, record, line: record }, form))
        .collect()
}
fn sent_again() -> Result<Timestamp, String> {
    bundled::SENT_AGAIN.parse().map_err(|error| format!("{error}"))
}

fn read_plans(folder: &Path) -> Result<Vec<provisional::PlanUnit>, String> {
    let received = provisional::read_plans([folder]);
    if received.problems.is_empty() {
        return Ok(received.units);
    }
    Err(received.problems.iter().map(provisional::ReadProblem::japanese).collect::<Vec<_>>().join("\n"))
}
