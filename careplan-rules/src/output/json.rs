//! The report for programs.

use super::{Each, code, may_show};
use crate::finding::{Finding, Parameter};
use crate::findings::Tally;
use crate::fix::{Edit, Fix};
use crate::level::Level;
use crate::report::{CheckedFile, Report};
use crate::rule::Language;
use careplan_csv::ms932;
use core::ops::Range;
use serde::{Serialize, Serializer};
use std::io::{self, BufWriter, Write};

/// The JSON Schema (draft 2020-12) of what [`write_json`] writes. A later version may add keys: pass over those
/// that you do not know.
pub const SCHEMA: &str = include_str!("../../schema/check-report.schema.json");

/// Writes a report for programs, as [`SCHEMA`] describes it: `summary`, `files`, `findings`.
///
/// # Errors
///
/// Writing failed.
pub fn write_json(report: &Report, language: Language, out: impl Write) -> io::Result<()> {
    let mut out = BufWriter::new(out);
    let document = DocumentJson {
        summary: SummaryJson::new(report, language),
        files: Each(|| report.files.iter().map(FileJson::new)),
        findings: Each(|| report.findings.iter().map(|finding| FindingJson::new(report, finding, language))),
    };
    serde_json::to_writer_pretty(&mut out, &document)?;
    out.write_all(b"\n")?;
    out.flush()
}

#[derive(Serialize)]
struct DocumentJson<'r, F, G> {
    summary: SummaryJson<'r>,
    files: F,
    findings: G,
}

#[derive(Serialize)]
struct SummaryJson<'r> {
    language: &'static str,
    errors: u64,
    warnings: u64,
    infos: u64,
    files: usize,
    records: u64,
    not_run: u64,
    rules: Vec<RuleJson>,
    attachments: &'r [String],
    unreadable: Vec<UnreadableJson<'r>>,
}

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    summary: &'static str,
    section: &'static str,
    errors: u64,
    warnings: u64,
    infos: u64,
    found: u64,
    shown: usize,
    not_run: u64,
}

#[derive(Serialize)]
struct UnreadableJson<'r> {
    file: &'r str,
    reason: String,
}

impl<'r> SummaryJson<'r> {
    fn new(report: &'r Report, language: Language) -> Self {
        let rule = |tally: &Tally| RuleJson {
            rule: tally.rule.id,
            summary: tally.rule.summary.get(language),
            section: tally.rule.section,
            errors: tally.errors,
            warnings: tally.warnings,
            infos: tally.infos,
            found: tally.found(),
            shown: tally.kept,
            not_run: tally.not_run,
        };
        let unreadable = report
            .unreadable
            .iter()
            .map(|file| UnreadableJson { file: &file.name, reason: file.error.to_string() });
        Self {
            language: code(language),
            errors: report.count(Level::Error),
            warnings: report.count(Level::Warning),
            infos: report.count(Level::Info),
            files: report.files.len(),
            records: report.files.iter().map(|file| file.records).sum(),
            not_run: report.not_run(),
            rules: report.tallies.iter().map(rule).collect(),
            attachments: &report.attachments,
            unreadable: unreadable.collect(),
        }
    }
}

#[derive(Serialize)]
struct FileJson<'r> {
    file: &'r str,
    path: Option<String>,
    kind: Option<&'static str>,
    records: u64,
}

impl<'r> FileJson<'r> {
    fn new(file: &'r CheckedFile) -> Self {
        let kind = file.kind.map(|kind| kind.prefix);
        Self { file: &file.name, path: super::path(file), kind, records: file.records }
    }
}

#[derive(Serialize)]
struct FindingJson<'r> {
    rule: &'static str,
    level: Level,
    file: &'r str,
    path: Option<String>,
    record: Option<u64>,
    line: Option<u64>,
    item: Option<usize>,
    item_name: Option<&'static str>,
    bytes: Option<[u64; 2]>,
    message: String,
    hint: String,
    parameters: Parameters<'r>,
    fix: Option<FixJson<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'r str>,
}

impl<'r> FindingJson<'r> {
    fn new(report: &'r Report, finding: &'r Finding, language: Language) -> Self {
        let location = &finding.location;
        Self {
            rule: finding.rule.id,
            level: finding.level,
            file: report.file_name(finding),
            path: report.file(location.file).and_then(super::path),
            record: location.record,
            line: location.line,
            item: location.item.map(|item| item.number),
            item_name: location.item.and_then(|item| item.name()),
            bytes: location.bytes.as_ref().map(ends),
            message: finding.message(language),
            hint: finding.hint(language),
            parameters: Parameters(&finding.parameters),
            fix: finding.fix.as_ref().map(|fix| FixJson::new(fix, finding)),
            value: finding.value.as_ref().map(|value| value.0.as_str()),
        }
    }
}

const fn ends(bytes: &Range<u64>) -> [u64; 2] {
    [bytes.start, bytes.end]
}

/// An object. Of two parameters of one name the first holds, as in messages.
struct Parameters<'r>(&'r [(&'static str, Parameter)]);

impl Serialize for Parameters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let is_first = |(place, (name, _)): &(usize, &(&str, Parameter))| {
            self.0.iter().position(|(known, _)| known == name) == Some(*place)
        };
        let first = self.0.iter().enumerate().filter(is_first);
        serializer.collect_map(first.map(|(_, (name, parameter))| (name, parameter)))
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum FixJson<'r> {
    Replace { edits: Vec<EditJson> },
    Rename { name: &'r str },
    Recode,
}

#[derive(Serialize)]
struct EditJson {
    bytes: [u64; 2],
    /// `None` where it is not to be shown.
    replacement: Option<String>,
}

impl<'r> FixJson<'r> {
    fn new(fix: &'r Fix, finding: &Finding) -> Self {
        let edit = |edit: &Edit| EditJson {
            bytes: ends(&edit.bytes),
            replacement: may_show(edit, finding).then(|| ms932::decode_lossy(&edit.replacement).into_owned()),
        };
        match fix {
            Fix::Replace(edits) => Self::Replace { edits: edits.iter().map(edit).collect() },
            Fix::Rename(name) => Self::Rename { name },
            Fix::Recode => Self::Recode,
        }
    }
}
