//! The JSON of `show`: one array, one object for each file.

use super::file::{self, Found, Shown};
use super::pieces::Source;
use crate::cli::Outcome;
use careplan_csv::{Inbox, InboxFile, Problem, StrayForm, Unreadable};
use careplan_model::{AnyForm, CsvVersion, FormKind, Layout};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// What is told of a file besides its records, which are written as they are read.
struct FileJson {
    file: String,
    /// The prefix of the kind; null for files that are no forms, or whose kind is not sure.
    kind: Option<&'static str>,
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
        Self { file, kind, problems: Vec::new() }
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

    fn write(&self, place: usize, threads: usize, out: &mut dyn Write) -> io::Result<Outcome> {
        out.write_all(if place == 0 { b"[\n" } else { b",\n" })?;
        match self {
            Self::File(file) => of_file(file, threads, out),
            Self::Stray(stray) => of_stray(stray, threads, out),
            Self::Attachment(path) => {
                FileJson::new(path, None).write_without_records(out)?;
                Ok(Outcome::Fine)
            }
            Self::Unreadable(unreadable) => {
                let mut json = FileJson::new(&unreadable.path, None);
                json.remark(unreadable.error.to_string());
                json.write_without_records(out)?;
                Ok(Outcome::DataHasErrors)
            }
        }
    }
}

fn of_file(file: &InboxFile, threads: usize, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut json = FileJson::new(&file.path, Some(file.kind()));
    let mut outcome = Outcome::Fine;
    match file.kind().layout {
        Some(layout) => {
            let mut found = json.write_records(&file.path, layout, threads, out);
            if let Ok(found) = &mut found {
                file::add_contradiction(file, found);
            }
            outcome = json.found(found);
        }
        None => json.begin(None, out)?,
    }
    for remark in file::remarks(file) {
        json.remark(remark);
    }
    json.end(out)?;
    Ok(outcome)
}

fn of_stray(stray: &StrayForm, threads: usize, out: &mut dyn Write) -> io::Result<Outcome> {
    let kind = if let [kind] = stray.content[..] { Some(kind) } else { None };
    let mut json = FileJson::new(&stray.path, kind);
    let mut outcome = Outcome::DataHasErrors;
    match file::stray_layout(stray) {
        Some(layout) => {
            let found = json.write_records(&stray.path, layout, threads, out);
            outcome = outcome.and(json.found(found));
        }
        None => json.begin(None, out)?,
    }
    json.remark(file::stray_remark(stray));
    json.end(out)?;
    Ok(outcome)
}

impl FileJson {
    /// Writes what stands before the records.
    fn begin(&self, edition: Option<CsvVersion>, out: &mut dyn Write) -> io::Result<()> {
        let edition = edition.map(|version| version.to_string());
        writeln!(out, "{{")?;
        writeln!(out, "  \"file\": {},", serde_json::to_string(&self.file)?)?;
        writeln!(out, "  \"kind\": {},", serde_json::to_string(&self.kind)?)?;
        writeln!(out, "  \"edition\": {},", serde_json::to_string(&edition)?)?;
        write!(out, "  \"records\": [")
    }

    /// Writes the records.
    fn write_records(
        &self,
        path: &Path,
        layout: &'static Layout,
        threads: usize,
        out: &mut dyn Write,
    ) -> io::Result<Found> {
        // What keeps it from being read is told below.
        self.begin(file::version(path).unwrap_or_default(), out)?;
        let mut is_first = true;
        let mut take = |piece: Piece| {
            let bytes = if is_first { piece.0.get(1..).unwrap_or_default() } else { &piece.0 };
            is_first &= piece.0.is_empty();
            out.write_all(bytes)
        };
        let found = if threads < 2 {
            file::read(path, layout, |_, form| {
                let mut piece = Piece::default();
                piece.add_form(form)?;
                take(piece)
            })
        } else {
            file::read_large(path, layout, threads, |piece: &mut Piece, _, form| piece.add_form(form), take)
        };
        if !is_first {
            out.write_all(b"\n  ")?;
        }
        found
    }

    /// Writes what stands behind the records.
    fn end(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "],\n  \"problems\": [")?;
        let mut piece = Piece::default();
        for (number, problem) in self.problems.iter().enumerate() {
            piece.add(problem)?;
            out.write_all(piece.0.get(usize::from(number == 0)..).unwrap_or_default())?;
            piece.0.clear();
        }
        out.write_all(if self.problems.is_empty() { b"]\n}" } else { b"\n  ]\n}" })
    }

    fn write_without_records(&self, out: &mut dyn Write) -> io::Result<()> {
        self.begin(None, out)?;
        self.end(out)
    }
}

/// Some elements of an array, each behind a comma.
#[derive(Default)]
struct Piece(Vec<u8>);

impl Piece {
    fn add(&mut self, value: &impl Serialize) -> io::Result<()> {
        // In JSON no text has a line break.
        let lines = serde_json::to_string_pretty(value)?;
        self.0.extend_from_slice(b",\n    ");
        self.0.extend_from_slice(lines.replace('\n', "\n    ").as_bytes());
        Ok(())
    }

    fn add_form(&mut self, form: Option<AnyForm<Shown>>) -> io::Result<()> {
        form.map_or(Ok(()), |form| self.add(&form))
    }
}
