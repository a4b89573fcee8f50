//! What `fukushi transfer` prints. No person is named: lines are told by file and record.

use super::{Findings, Format, Renewed};
use crate::cli::Outcome;
use careplan_fukushi::transfer::{LineKind, LineOutcome, LineResult, NoCounterpart};
use careplan_rules::output::{self, Plain};
use careplan_rules::{Language, Report};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// What keeps the units from being made. Nothing is written.
pub(super) fn problems(format: Format, problems: &[String], out: &mut dyn Write) -> io::Result<Outcome> {
    match format {
        Format::Text => {
            writeln!(out, "問題があるため、何も書き出しませんでした")?;
            for problem in problems.iter().flat_map(|problem| problem.lines()) {
                writeln!(out, "・{}", Plain(problem))?;
            }
        }
        Format::Json => pretty(&json!({ "written": false, "problems": problems }), out)?,
    }
    Ok(Outcome::DataHasErrors)
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    line: &'a LineResult,
    message: &'static str,
}

fn said(line: &LineResult) -> Line<'_> {
    Line { line, message: line.outcome.japanese() }
}

/// Prints all; whether nothing is left to look at.
pub(super) fn found(
    format: Format,
    found: &Findings,
    report: &Report,
    is_written: bool,
    to: &Path,
    out: &mut dyn Write,
) -> io::Result<bool> {
    let plan_lines = unmatched(&found.units);
    let mut is_settled = plan_lines.is_empty();
    for unit in &found.units {
        is_settled &= !slip_lines(unit).any(|line| is_open(unit, line));
    }
    if format == Format::Json {
        let unit = |unit: &Renewed| {
            let is_changed = unit.new.changes().next().is_some();
            let files: Vec<_> = unit.new.unit.files.iter().map(|file| file.name.to_string()).collect();
            json!({
                "sender": unit.new.unit.sender,
                "receiver": unit.new.unit.receiver,
                "sent": unit.old.to_string(),
                "changed": is_changed,
                "files": if is_changed { files } else { Vec::new() },
                "lines": slip_lines(unit).map(said).collect::<Vec<_>>(),
            })
        };
        let mut bytes = Vec::new();
        output::write_json(report, Language::Japanese, &mut bytes)?;
        let report: serde_json::Value = serde_json::from_slice(&bytes)?;
        let units: Vec<_> = found.units.iter().map(unit).collect();
        let plan_lines: Vec<_> = plan_lines.into_iter().map(said).collect();
        let all =
            json!({ "written": is_written, "units": units, "plan_lines": plan_lines, "report": report });
        pretty(&all, out)?;
        return Ok(is_settled);
    }
    for unit in &found.units {
        text_of_unit(unit, is_written, to, out)?;
    }
    if !plan_lines.is_empty() {
        writeln!(out, "利用票にない計画書の明細")?;
        for line in plan_lines {
            let (place, message) = (line.place.japanese(), line.outcome.japanese());
            match line.place.plan_line(&found.plans) {
                Some((plan, it)) => {
                    let date = plan.header.plan_date.iso();
                    writeln!(out, "・{place}（{date}の計画書の明細{}）：{message}", it.line_no)?;
                }
                None => writeln!(out, "・{place}：{message}")?,
            }
        }
    }
    if !report.findings.is_empty() {
        output::write_text(report, Language::Japanese, &mut *out)?;
    }
    if !is_written {
        writeln!(out, "送信できないエラーがあるため、何も書き出しませんでした")?;
    }
    Ok(is_settled)
}

fn text_of_unit(unit: &Renewed, is_written: bool, to: &Path, out: &mut dyn Write) -> io::Result<()> {
    let receiver = unit.new.unit.receiver;
    if unit.new.changes().next().is_none() {
        writeln!(out, "送信先 {receiver}　ファイル連番{}：転記するものはありません", unit.old)?;
    } else if is_written {
        let folder = to.display().to_string();
        writeln!(out, "送信先 {receiver}　ファイル連番{} → {}", unit.old, Plain(&folder))?;
        for file in &unit.new.unit.files {
            writeln!(out, "    {}　{}件", file.name, file.record_count())?;
        }
    } else {
        writeln!(out, "送信先 {receiver}　ファイル連番{}", unit.old)?;
    }
    for line in slip_lines(unit).filter(|line| !line.filled.is_empty() || is_open(unit, line)) {
        let mut text = format!("  {}：{}", line.place.japanese(), line.outcome.japanese());
        text.extend(line.filled.iter().map(|item| format!("　{}＝{item}", item.name())));
        text.extend(line.notes.iter().map(|note| format!("　※{}", note.japanese())));
        writeln!(out, "{}", Plain(&text))?;
    }
    Ok(())
}

fn slip_lines(unit: &Renewed) -> impl Iterator<Item = &LineResult> {
    unit.new.lines.iter().filter(|line| line.place.kind != LineKind::Plan)
}

/// Whether somebody has to look at a line of the slip. A line of an office whose plans are not here and that has
/// its code is none of them.
fn is_open(unit: &Renewed, line: &LineResult) -> bool {
    match line.outcome {
        LineOutcome::WithoutCounterpart(NoCounterpart::NoOther) => !has_code(unit, line),
        outcome => !outcome.is_settled(),
    }
}

fn has_code(unit: &Renewed, line: &LineResult) -> bool {
    let at = line.place.record.saturating_sub(1);
    let mut files = unit.new.unit.files_of(line.place.kind.file_kind());
    files.any(|file| match line.place.kind {
        LineKind::Table6 => {
            let forms: &[careplan_model::Table6] = file.forms();
            forms.get(at).is_some_and(|it| it.tais_code.is_some() || it.notified_code.is_some())
        }
        LineKind::Table7 => {
            let forms: &[careplan_model::Table7] = file.forms();
            forms.get(at).is_some_and(|it| it.tais_code.is_some() || it.notified_code.is_some())
        }
        LineKind::Plan => false,
    })
}

/// The lines of the plans that no slip has.
fn unmatched(units: &[Renewed]) -> Vec<&LineResult> {
    let mut found = BTreeMap::new();
    for line in units.iter().flat_map(|unit| &unit.new.lines).filter(|line| line.against == LineKind::Table6)
    {
        let is_without = |line: &LineResult| matches!(line.outcome, LineOutcome::WithoutCounterpart(_));
        let best = found.entry((line.place, line.month)).or_insert(line);
        if is_without(best) && !is_without(line) {
            *best = line;
        }
    }
    let lines = found.into_values();
    lines.filter(|line| matches!(line.outcome, LineOutcome::WithoutCounterpart(_))).collect()
}

fn pretty(value: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
