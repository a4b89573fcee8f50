//! The JSON of `show`: one array, one object for each file.

use super::file::{self, Found};
use crate::cli::Outcome;
use careplan_csv::Inbox;
use careplan_model::{AnyForm, FormKind};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

#[derive(Serialize)]
struct FileJson {
    file: String,
    /// The prefix of the kind; null for files that are no forms.
    kind: Option<&'static str>,
    /// The version value; null if there is none.
    edition: Option<String>,
    records: Vec<AnyForm<String>>,
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
        Self {
            file,
            kind: kind.map(|kind| kind.prefix),
            edition: None,
            records: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn fault(&mut self, message: impl Into<String>) {
        self.problems.push(ProblemJson { record: None, line: None, item: None, message: message.into() });
    }

    fn found(&mut self, found: Found) {
        self.edition = found.version.map(|version| version.to_string());
        for fault in found.faults {
            self.fault(fault);
        }
        self.problems.extend(found.problems.into_iter().map(|problem| ProblemJson {
            record: (problem.place.record > 0).then_some(problem.place.record),
            line: Some(problem.place.line),
            item: problem.place.item.map(|item| item.number),
            message: problem.kind.japanese(),
        }));
    }
}

pub(super) fn print(inbox: &Inbox, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    let mut first = true;
    write!(out, "[")?;
    // File by file, so that a large folder is not held in memory as a whole.
    let mut put = |file: &FileJson, out: &mut dyn Write| -> io::Result<()> {
        write!(out, "{}", if first { "\n" } else { ",\n" })?;
        first = false;
        serde_json::to_writer_pretty(&mut *out, file).map_err(io::Error::from)
    };
    for file in inbox.files() {
        let mut json = FileJson::new(&file.path, Some(file.kind()));
        if let Some(layout) = file.kind().layout {
            let mut records = Vec::new();
            let read = file::read(file, layout, |_, form| {
                records.extend(form);
                Ok(())
            });
            match read {
                Ok(found) => {
                    if found.has_errors() {
                        outcome = outcome.and(Outcome::DataHasErrors);
                    }
                    json.records = records;
                    json.found(found);
                }
                Err(error) => {
                    outcome = outcome.and(Outcome::DataHasErrors);
                    json.fault(error.to_string());
                }
            }
        }
        if let careplan_csv::Naming::Renamed(fault) = &file.naming {
            json.fault(format!("{}。本来の名前: {}", fault.japanese(), file.name));
        }
        put(&json, out)?;
    }
    for stray in &inbox.strays {
        let mut json = FileJson::new(&stray.path, stray.content.first().copied());
        json.fault(super::text::stray_message(stray));
        outcome = outcome.and(Outcome::DataHasErrors);
        put(&json, out)?;
    }
    for path in &inbox.attachments {
        put(&FileJson::new(path, None), out)?;
    }
    for unreadable in &inbox.unreadable {
        let mut json = FileJson::new(&unreadable.path, None);
        json.fault(unreadable.error.to_string());
        outcome = outcome.and(Outcome::DataHasErrors);
        put(&json, out)?;
    }
    writeln!(out, "\n]")?;
    Ok(outcome)
}
