//! What the software of the rental office does: a plan begun from the care plan, completed, checked and sent.

use super::super::bundled;
use super::Step;
use super::specialist::Additions;
use super::steps::{Unit, check, read, write};
use careplan_csv::WriteOptions;
use careplan_fukushi::draft::{CarePlanSets, Carry, DraftOptions, EquipmentPlanDraft, draft};
use careplan_fukushi::{Catalogue, EquipmentPlan, provisional};
use careplan_model::{Date, FormFile};
use careplan_rules::{Level, Profile};
use serde_json::json;
use std::path::{Path, PathBuf};

pub(super) fn received(steps: &mut Vec<Step>) -> Result<Unit, String> {
    let folder = bundled::story("1-care-plan");
    let report = check(Profile::receive(), &folder)?;
    let unit = read(&folder)?;
    let (files, records) = (unit.files.len(), unit.files.iter().map(FormFile::record_count).sum::<usize>());
    let errors = report.count(Level::Error);
    steps.push(Step {
        name: "care_plan",
        title: ("居宅サービス計画を受け取る（貸与事業所）", "The care plan arrives (rental office)"),
        lines: vec![(
            format!("{files}ファイル、{records}件（ファイル連番{}）、エラー{errors}件", unit.timestamp),
            format!("{files} files, {records} records ({}), {errors} errors", unit.timestamp),
        )],
        figures: json!({ "files": files, "records": records, "errors": errors }),
        is_as_told: errors == 0,
    });
    Ok(unit)
}

pub(super) fn begun(
    unit: &Unit,
    additions: &Additions,
    steps: &mut Vec<Step>,
) -> Result<EquipmentPlanDraft, String> {
    let office = bundled::OFFICE.parse().map_err(|error| format!("{error}"))?;
    let date = additions.plan_date.parse().map_err(|error| format!("plan_date: {error}"))?;
    let sets = CarePlanSets::of_unit(unit);
    let mut ours = sets.sets.iter().filter(|set| set.concerns(office));
    let (Some(set), None) = (ours.next(), ours.next()) else {
        return Err("1-care-plan: not the care plan of one person".into());
    };
    let options = DraftOptions::new(office)
        .plan_date(date)
        .office_name(&*additions.office_name)
        .specialist_name(&*additions.specialist_name);
    let draft = draft(set, &options).map_err(|error| error.japanese())?;
    let carried = |carry| {
        let values = draft.records().flat_map(|(_, record)| record.values());
        values.filter(|(_, value)| value.carry == carry).count()
    };
    let (copied, joined, seeded) = (carried(Carry::Copy), carried(Carry::Join), carried(Carry::Seed));
    let (needs, to_do) = (draft.needs().len(), draft.to_do().len());
    let proposed = draft.proposed_split().is_some();
    let labels = if proposed {
        ("提案あり（確認が必要）", "proposed, to be confirmed")
    } else {
        ("提案なし", "not proposed")
    };
    steps.push(Step {
        name: "draft",
        title: (
            "福祉用具サービス計画書の下書きを作る（貸与事業所）",
            "A plan of equipment is begun (rental office)",
        ),
        lines: vec![
            (
                format!("転記{copied}項目、補足から{joined}項目、下書き{seeded}項目、利用目標{needs}件"),
                format!("{copied} items copied, {joined} joined from 補足, {seeded} begun, {needs} needs"),
            ),
            (
                format!("利用者と家族の意向の区分：{}。残りの作業{to_do}件", labels.0),
                format!("wishes of person and family: {}; {to_do} things left to do", labels.1),
            ),
        ],
        figures: json!({
            "copied": copied, "joined": joined, "seeded": seeded, "needs": needs, "split_proposed": proposed,
            "to_do": to_do,
        }),
        is_as_told: proposed,
    });
    Ok(draft)
}

pub(super) fn completed(
    draft: &mut EquipmentPlanDraft,
    additions: &Additions,
    steps: &mut Vec<Step>,
) -> Result<EquipmentPlan, String> {
    let plan = additions.complete(draft)?;
    let mut builder = Catalogue::builder();
    builder.add_file(bundled::price_list(), None).map_err(|error| error.japanese())?;
    let catalogue = builder.build();
    // Prices count by the month in which the rental begins.
    let mut warnings = Vec::new();
    let (mut lines, mut listed) = (Vec::new(), 0);
    for line in &plan.lines {
        let tais = line.tais_code.map(|code| code.to_string());
        let code = tais.or(line.notified_code.map(|code| code.to_string())).unwrap_or_default();
        let Some(month) = line.starts_on.map(Date::year_month) else { continue };
        let price = line.price.and_then(|price| u32::try_from(price).ok());
        warnings.extend(catalogue.check(&code, month, price));
        let limit = catalogue.limit(&code, month);
        listed += usize::from(limit.is_some());
        let yen = |yen: Option<u32>| yen.map_or("-".to_owned(), |yen| yen.to_string());
        let (price, limit, average) = (yen(price), yen(limit), yen(catalogue.average(&code, month)));
        lines.push((
            format!("明細{}：{code}　価格{price}円、全国平均{average}円、上限{limit}円", line.line_no),
            format!("line {}: {code}  {price} yen, average {average}, limit {limit}", line.line_no),
        ));
    }
    lines.extend(warnings.iter().map(|warning| (warning.japanese(), warning.to_string())));
    let (typed, offers) = (additions.text_count(), plan.offers.len());
    lines.push((
        format!(
            "意向の区分を確認。記入{typed}項目、選定提案{offers}件、商品コードの警告{}件",
            warnings.len()
        ),
        format!(
            "wishes confirmed, {typed} texts written, {offers} candidates, {} warnings about codes",
            warnings.len()
        ),
    ));
    steps.push(Step {
        name: "plan_completed",
        title: ("専門相談員が計画書を仕上げる（貸与事業所）", "The specialist completes the plan (rental office)"),
        lines,
        figures: json!({
            "texts": typed, "lines": plan.lines.len(), "listed": listed, "offers": offers, "warnings": warnings.len(),
        }),
        is_as_told: warnings.is_empty(),
    });
    Ok(plan)
}

pub(super) fn plan_sent(
    plan: &EquipmentPlan,
    care_plan: &Unit,
    to: &Path,
    steps: &mut Vec<Step>,
) -> Result<PathBuf, String> {
    let timestamp = "20260501150000".parse().map_err(|error| format!("{error}"))?;
    // It goes back to where the care plan came from.
    let (from, receiver) = (care_plan.receiver, care_plan.sender);
    let options = WriteOptions::new();
    let unit = provisional::plans_to_unit(core::slice::from_ref(plan), from, receiver, timestamp, &options)
        .map_err(|error| error.japanese())?;
    let names = write(&unit, to)?;
    let report = check(Profile::send(), to)?;
    let findings = report.findings.len();
    let mut lines: Vec<_> = names.iter().map(|name| (name.clone(), name.clone())).collect();
    lines.push((
        format!("送信前の検査：指摘{findings}件"),
        format!("checked for sending: {findings} findings"),
    ));
    steps.push(Step {
        name: "plan_sent",
        title: (
            "計画書を送る（貸与事業所。暫定レイアウト）",
            "The plan is sent (rental office; provisional layout)",
        ),
        lines,
        figures: json!({ "files": names, "findings": findings }),
        is_as_told: findings == 0,
    });
    Ok(to.to_owned())
}
