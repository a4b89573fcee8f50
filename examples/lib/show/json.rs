//! The JSON of `show`: one array, one object for each file.

use super::file::{self, Found, Shown};
use super::pieces::Source;
use crate::cli::Outcome;
use careplan_csv::{Inbox, InboxFile, Problem, StrayForm, Unreadable};
use careplan_model::{AnyForm, FormKind};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

#[derive(Serialize)]
struct FileJson {
    file: String,
    /// The prefix of the kind; null for files that are no forms, or whose kind is not sure.
    kind: Option<&'static str>,
    /// The version value; null if there is none.
    edition: Option<String>,
    records: Vec<AnyForm<Shown>>,
    /// What was noticed; `record`, `line` and `item` are null where they do not apply.
    problems: Vec<ProblemJson>,
}

#[derive(Serialize)]
struct ProblemJson {
    record: Option<u64>,
    line: Option<u64>,
    item: Option<usize>,
    message: String,
}

impl FileJson {
    fn new(path: &Path, kind: Option<&'static FormKind>) -> Self {
        let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let kind = kind.map(|kind| kind.prefix);
        Self { file, kind, edition: None, records: Vec::new(), problems: Vec::new() }
    }

    fn remark(&mut self, message: impl Into<String>) {
        self.problems.push(ProblemJson { record: None, line: None, item: None, message: message.into() });
    }

    fn found(&mut self, found: io::Result<Found>) -> Outcome {
        let found = match found {
            Ok(found) => found,
            Err(error) => {
                self.remark(error.to_string());
                return Outcome::DataHasErrors;
            }
        };
        let outcome = if found.has_errors() { Outcome::DataHasErrors } else { Outcome::Fine };
        self.edition = found.version.map(|version| version.to_string());
        for fault in found.faults {
            self.remark(fault);
        }
        let placed = |problem: Problem, message: String| ProblemJson {
            record: (problem.place.record > 0).then_some(problem.place.record),
            line: Some(problem.place.line),
            item: problem.place.item.map(|item| item.number),
            message,
        };
        for problem in found.problems {
            let message = problem.kind.japanese();
            self.problems.push(placed(problem, message));
        }
        for (problem, count) in found.oddities {
            let message = format!("{}（{count}か所）", problem.kind.japanese());
            self.problems.push(placed(problem, message));
        }
        outcome
    }
}

/// What an element of the array is made of.
pub(super) enum Element<'i> {
    File(&'i InboxFile),
    Stray(&'i StrayForm),
    Attachment(&'i Path),
    Unreadable(&'i Unreadable),
}

/// Writes the array, one element for each file of an inbox.
pub(super) fn print(
    inbox: &Inbox,
    out: &mut dyn Write,
    pieces: impl FnOnce(&[Element<'_>], &mut dyn Write) -> io::Result<Outcome>,
) -> io::Result<Outcome> {
    let mut elements: Vec<Element<'_>> = inbox.files().map(Element::File).collect();
    elements.extend(inbox.strays.iter().map(Element::Stray));
    elements.extend(inbox.attachments.iter().map(|path| Element::Attachment(path)));
    elements.extend(inbox.unreadable.iter().map(Element::Unreadable));
    let outcome = pieces(&elements, out)?;
    writeln!(out, "{}", if elements.is_empty() { "[]" } else { "\n]" })?;
    Ok(outcome)
}

impl Source for Element<'_> {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(&file.path),
            Self::Stray(stray) => Some(&stray.path),
            Self::Attachment(_) | Self::Unreadable(_) => None,
        }
    }

    fn write(&self, place: usize, out: &mut dyn Write) -> io::Result<Outcome> {
        let (json, outcome) = match self {
            Self::File(file) => of_file(file),
            Self::Stray(stray) => of_stray(stray),
            Self::Attachment(path) => (FileJson::new(path, None), Outcome::Fine),
            Self::Unreadable(unreadable) => {
                let mut json = FileJson::new(&unreadable.path, None);
                json.remark(unreadable.error.to_string());
                (json, Outcome::DataHasErrors)
            }
        };
        out.write_all(if place == 0 { b"[\n" } else { b",\n" })?;
        serde_json::to_writer_pretty(out, &json)?;
        Ok(outcome)
    }
}

fn of_file(file: &InboxFile) -> (FileJson, Outcome) {
    let mut json = FileJson::new(&file.path, Some(file.kind()));
    let mut outcome = Outcome::Fine;
    if let Some(layout) = file.kind().layout {
        let mut records = Vec::new();
        let found = file::read_named(file, layout, |_, form| {
            records.extend(form);
            Ok(())
        });
        json.records = records;
        outcome = json.found(found);
    }
    for remark in file::remarks(file) {
        json.remark(remark);
    }
    (json, outcome)
}

fn of_stray(stray: &StrayForm) -> (FileJson, Outcome) {
    let kind = if let [kind] = stray.content[..] { Some(kind) } else { None };
    let mut json = FileJson::new(&stray.path, kind);
    let mut outcome = Outcome::DataHasErrors;
    if let Some(layout) = file::stray_layout(stray) {
        let mut records = Vec::new();
        let found = file::read(&stray.path, layout, |_, form| {
            records.extend(form);
            Ok(())
        });
        json.records = records;
        outcome = outcome.and(json.found(found));
    }
    json.remark(file::stray_remark(stray));
    (json, outcome)
}
