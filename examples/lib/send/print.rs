//! What `send` prints.

use super::{Failure, Format, folder};
use crate::cli::Outcome;
use careplan_model::{Endpoint, Outgoing, OutgoingUnit, ScopeNote};
use careplan_rules::output::{self, Plain};
use careplan_rules::{Language, Level, Report};
use serde::Serialize;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// What keeps the units from being made. Nothing is written.
pub(super) fn problems(format: Format, problems: &[String], out: &mut dyn Write) -> io::Result<Outcome> {
    match format {
        Format::Text => {
            writeln!(out, "問題があるため、何も書き出しませんでした（{}件）", problems.len())?;
            for problem in problems {
                writeln!(out, "・{}", Plain(problem))?;
            }
        }
        Format::Json => pretty(&json!({ "written": false, "problems": problems }), out)?,
    }
    Ok(Outcome::DataHasErrors)
}

/// What the rules for sending find wrong. Nothing is written.
pub(super) fn findings(format: Format, report: &Report, out: &mut dyn Write) -> io::Result<Outcome> {
    match format {
        Format::Text => {
            output::write_text(report, Language::Japanese, &mut *out)?;
            writeln!(out, "送信できないエラーがあるため、何も書き出しませんでした")?;
        }
        Format::Json => {
            pretty(&json!({ "written": false, "report": report_json(report)? }), out)?;
        }
    }
    Ok(Outcome::DataHasErrors)
}

#[derive(Serialize)]
struct UnitJson {
    receiver: Endpoint,
    timestamp: String,
    month: Option<String>,
    /// The kind of unit, by its id.
    kind: Option<&'static str>,
    persons: usize,
    folder: String,
    files: Vec<FileJson>,
}

#[derive(Serialize)]
struct FileJson {
    name: String,
    records: usize,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    #[serde(flatten)]
    note: &'a ScopeNote,
    message: String,
}

fn unit_json(unit: &OutgoingUnit, to: &Path) -> UnitJson {
    let file = |file: &careplan_model::FormFile| FileJson {
        name: file.name.to_string(),
        records: file.record_count(),
    };
    UnitJson {
        receiver: unit.unit.receiver,
        timestamp: unit.unit.timestamp.to_string(),
        month: unit.unit.month.map(|month| month.iso().to_string()),
        kind: unit.unit.kind().ok().map(|kind| kind.id),
        persons: unit.persons.len(),
        folder: folder(to, unit).display().to_string(),
        files: unit.unit.files.iter().map(file).collect(),
    }
}

/// What is no error and should be seen by a person before the files are uploaded.
pub(super) fn warnings(
    format: Format,
    sender: Option<&str>,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == Format::Json {
        // All in one object, at the end.
        return Ok(());
    }
    if let Some(sender) = sender {
        writeln!(out, "！{sender}")?;
    }
    if !report.findings.is_empty() {
        writeln!(out, "送信前の確認（エラーはありません）")?;
        output::write_text(report, Language::Japanese, &mut *out)?;
    }
    Ok(())
}

/// Why the files could not be written. Nothing is.
pub(super) fn not_written(format: Format, failures: &[Failure], out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => {
            writeln!(out, "書き出せないため、何も書き出しませんでした")?;
            for failure in failures {
                writeln!(out, "・{}", Plain(&failure.ja))?;
            }
            Ok(())
        }
        Format::Json => {
            let failures: Vec<_> =
                failures.iter().map(|failure| json!({ "ja": failure.ja, "en": failure.en })).collect();
            pretty(&json!({ "written": false, "failures": failures }), out)
        }
    }
}

/// What was written, for whom, and what was left out.
pub(super) fn written(
    format: Format,
    outgoing: &Outgoing,
    sender: Option<&str>,
    report: &Report,
    to: &Path,
    out: &mut dyn Write,
) -> io::Result<()> {
    if format == Format::Json {
        let units: Vec<_> = outgoing.units.iter().map(|unit| unit_json(unit, to)).collect();
        let note = |note| NoteJson { note, message: ScopeNote::japanese(note) };
        let notes: Vec<_> = outgoing.notes.iter().map(note).collect();
        return pretty(
            &json!({
                "written": true,
                "units": units,
                "notes": notes,
                "warnings": report.count(Level::Warning),
                "sender_warning": sender,
                "report": report_json(report)?,
            }),
            out,
        );
    }
    let mut receiver = None;
    for unit in &outgoing.units {
        if receiver != Some(unit.unit.receiver) {
            receiver = Some(unit.unit.receiver);
            let service = unit.unit.receiver.service_type().and_then(careplan_model::ServiceTypeCode::name);
            let service = service.map(|name| format!("（{name}）")).unwrap_or_default();
            let folder = folder(to, unit).display().to_string();
            writeln!(out, "送信先 {}{service} → {}", unit.unit.receiver, Plain(&folder))?;
        }
        let kind = unit.unit.kind().map_or("", |kind| kind.name);
        let month = unit.unit.month.map(|month| format!(" {}", month.iso())).unwrap_or_default();
        writeln!(out, "  {kind}{month}　{}名", unit.persons.len())?;
        for file in &unit.unit.files {
            writeln!(out, "    {}　{}件", file.name, file.record_count())?;
        }
    }
    if outgoing.units.is_empty() {
        writeln!(out, "送信するファイルはありません")?;
    }
    if !outgoing.notes.is_empty() {
        writeln!(out, "除いたもの・確認すること")?;
        for note in &outgoing.notes {
            writeln!(out, "・{}", note.japanese())?;
        }
    }
    Ok(())
}

fn report_json(report: &Report) -> io::Result<serde_json::Value> {
    let mut bytes = Vec::new();
    output::write_json(report, Language::Japanese, &mut bytes)?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn pretty(value: &serde_json::Value, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}
