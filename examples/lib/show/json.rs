//! The JSON of `show`: one array, one object for each file.

use super::file::{self, Found, Shown};
use crate::cli::Outcome;
use careplan_csv::{Inbox, Problem};
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

pub(super) fn print(inbox: &Inbox, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut array = Array { out, first: true };
    // File by file, so that a large folder is not held in memory as a whole.
    for file in inbox.files() {
        let mut json = FileJson::new(&file.path, Some(file.kind()));
        if let Some(layout) = file.kind().layout {
            let mut records = Vec::new();
            let found = file::read_named(file, layout, |_, form| {
                records.extend(form);
                Ok(())
            });
            json.records = records;
            outcome = outcome.and(json.found(found));
        }
        for remark in file::remarks(file) {
            json.remark(remark);
        }
        array.put(&json)?;
    }
    for stray in &inbox.strays {
        let kind = if let [kind] = stray.content[..] { Some(kind) } else { None };
        let mut json = FileJson::new(&stray.path, kind);
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
        outcome = outcome.and(Outcome::DataHasErrors);
        array.put(&json)?;
    }
    for path in &inbox.attachments {
        array.put(&FileJson::new(path, None))?;
    }
    for unreadable in &inbox.unreadable {
        let mut json = FileJson::new(&unreadable.path, None);
        json.remark(unreadable.error.to_string());
        outcome = outcome.and(Outcome::DataHasErrors);
        array.put(&json)?;
    }
    writeln!(array.out, "{}", if array.first { "[]" } else { "\n]" })?;
    Ok(outcome)
}

/// A JSON array written one element at a time.
struct Array<'o> {
    out: &'o mut dyn Write,
    first: bool,
}

impl Array<'_> {
    fn put(&mut self, file: &FileJson) -> io::Result<()> {
        self.out.write_all(if self.first { b"[\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer_pretty(&mut *self.out, file).map_err(io::Error::from)
    }
}
