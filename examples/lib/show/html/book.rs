//! What a page is made of: the files with their records, and what the rules found in them.

use super::super::file::{self, Shown};
use crate::cli::Outcome;
use careplan_csv::{Inbox, InboxOptions, ItemState, ProblemKind, Record, RecordPlace, ms932};
use careplan_fukushi::{kinds, rules};
use careplan_model::{AnyForm, CsvVersion, FormKind, Item, Layout, Transmission};
use careplan_rules::{CheckedFile, Checker, Finding, Language, Level, Profile, Report};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

/// All that is shown, held in memory: a page is for people, and they read no million records.
pub(super) struct Book {
    pub(super) language: Language,
    /// The files, those of units in processing order.
    pub(super) sources: Vec<Source>,
    /// The units of sending, with the numbers of their files.
    pub(super) units: Vec<(Transmission<careplan_csv::InboxFile>, Vec<usize>)>,
    /// Forms under names that tell no unit.
    pub(super) strays: Vec<usize>,
    pub(super) attachments: Vec<PathBuf>,
    /// Files that could not be read, with the reason.
    pub(super) unreadable: Vec<String>,
    pub(super) findings: Findings,
    pub(super) outcome: Outcome,
}

/// A file that was read.
pub(super) struct Source {
    pub(super) path: PathBuf,
    /// The kinds that it may be of; one, but for forms under names that do not tell.
    pub(super) kinds: Vec<&'static FormKind>,
    pub(super) layout: Option<&'static Layout>,
    pub(super) version: Option<CsvVersion>,
    pub(super) records: Vec<Row>,
}

/// A record.
pub(super) struct Row {
    /// The number of its file in [`Book::sources`].
    pub(super) source: usize,
    pub(super) at: RecordPlace,
    pub(super) items: Vec<Entry>,
    /// The form, if the standard has it and the record makes one.
    pub(super) form: Option<AnyForm<Shown>>,
    pub(super) is_readable: bool,
}

/// An item of a record.
pub(super) struct Entry {
    /// No. in the file's own edition.
    pub(super) number: usize,
    /// `None` for what stands behind the last item.
    pub(super) item: Option<&'static Item>,
    /// Its characters; empty if it is blank.
    pub(super) content: String,
    pub(super) fault: Option<ProblemKind>,
}

impl Row {
    fn of(source: usize, record: &Record<'_>, layout: &'static Layout, form: Option<AnyForm<Shown>>) -> Self {
        let items = record.items(layout).map(|entry| {
            let content = match entry.text() {
                ItemState::Valid(text) => text
                    .decode_keeping_gaiji()
                    .map_or_else(|_| text.decode_lossy().into_owned(), Cow::into_owned),
                ItemState::Blank => String::new(),
                // As it stands: a field with stray quotes is no text.
                ItemState::Invalid(_) => ms932::decode_lossy(entry.field.raw()).into_owned(),
            };
            let fault = match entry.check() {
                ItemState::Invalid(kind) => Some(kind),
                ItemState::Blank | ItemState::Valid(()) => None,
            };
            Entry { number: entry.number, item: entry.item, content, fault }
        });
        let is_readable = form.is_some()
            // Forms that the standard does not have are shown by their items.
            || (!AnyForm::<Shown>::LAYOUTS.contains(&layout)
                && record.problems(layout).iter().all(|problem| file::keeps_nothing_unread(&problem.kind)));
        Self { source, at: record.at(), items: items.collect(), form, is_readable }
    }

    /// The item of a field name; `None` if the record is too short for it, or its edition lacks it.
    pub(super) fn entry(&self, field: &str) -> Option<&Entry> {
        self.items.iter().find(|entry| entry.item.is_some_and(|item| item.field == field))
    }

    /// What an item holds; empty if it is blank or not there.
    pub(super) fn content(&self, field: &str) -> &str {
        self.entry(field).map_or("", |entry| &entry.content)
    }
}

impl Source {
    /// Its name without folders.
    pub(super) fn file_name(&self) -> String {
        name_of(&self.path)
    }

    /// What it is called.
    pub(super) fn kind_names(&self, language: Language) -> String {
        let names: Vec<&str> = self
            .kinds
            .iter()
            .map(|kind| match language {
                Language::Japanese => kind.name,
                Language::English => kind.name_en,
            })
            .collect();
        names.join(" / ")
    }

    /// Whether it is of this kind, surely.
    pub(super) fn is(&self, kind: &FormKind) -> bool {
        matches!(self.kinds[..], [only] if only == kind)
    }

    /// Whether its layout is a proposal of this project.
    pub(super) fn is_provisional(&self) -> bool {
        self.kinds.iter().any(|kind| kinds::ALL.contains(kind))
    }
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What the rules found, by file and record. The number of a finding counts from 1 over the whole page.
pub(super) struct Findings {
    pub(super) report: Report,
    by_record: HashMap<(usize, u64), Vec<usize>>,
}

impl Findings {
    fn of(report: Report, sources: &[Source]) -> Self {
        let numbers: HashMap<&Path, usize> =
            sources.iter().enumerate().map(|(number, source)| (source.path.as_path(), number)).collect();
        let mut by_record = HashMap::<_, Vec<usize>>::new();
        for (number, finding) in (1..).zip(&report.findings) {
            let path = report.file(finding.location.file).and_then(CheckedFile::path);
            let source = path.and_then(|path| numbers.get(&*path).copied());
            if let (Some(source), Some(record)) = (source, finding.location.record) {
                by_record.entry((source, record)).or_default().push(number);
            }
        }
        Self { report, by_record }
    }

    /// The finding of a number.
    pub(super) fn get(&self, number: usize) -> Option<&Finding> {
        self.report.findings.get(number.checked_sub(1)?)
    }

    /// The numbers of all findings of a record.
    pub(super) fn of_record(&self, row: &Row) -> &[usize] {
        self.by_record.get(&(row.source, row.at.record)).map_or(&[], Vec::as_slice)
    }

    /// Those of an item of records.
    pub(super) fn of_items(&self, rows: &[&Row], field: &str) -> BTreeSet<usize> {
        let of_item = |row: &Row| -> Vec<usize> {
            let found = self.of_record(row);
            if found.is_empty() {
                return Vec::new();
            }
            let is_there = |finding: &Finding| {
                finding.location.item.and_then(|item| item.item).is_some_and(|item| item.field == field)
            };
            found.iter().copied().filter(|number| self.get(*number).is_some_and(is_there)).collect()
        };
        rows.iter().flat_map(|row| of_item(row)).collect()
    }

    /// Those of records that concern no item of the layout.
    pub(super) fn of_wholes(&self, rows: &[&Row]) -> BTreeSet<usize> {
        let is_whole = |finding: &Finding| finding.location.item.and_then(|item| item.item).is_none();
        let of_row = |row: &&Row| self.of_record(row).to_vec();
        rows.iter().flat_map(of_row).filter(|number| self.get(*number).is_some_and(is_whole)).collect()
    }
}

/// Reads and checks files and folders.
pub(super) fn read(paths: &[PathBuf], language: Language, threads: usize) -> io::Result<Book> {
    let Inbox { transmissions, strays, attachments, unreadable, .. } =
        InboxOptions::new().subfolders(true).kinds(kinds::with_standard()).open(paths);
    let mut reading = Reading { sources: Vec::new(), unreadable: Vec::new(), outcome: Outcome::Fine };
    let mut units = Vec::new();
    for unit in transmissions {
        let mut numbers = Vec::new();
        for file in &unit.files {
            let kind = file.kind();
            numbers.extend(reading.add(&file.path, vec![kind], kind.layout, |number, layout, records| {
                file::read_named(file, layout, |record, form| {
                    records.push(Row::of(number, record, layout, form));
                    Ok(())
                })
            }));
        }
        units.push((unit, numbers));
    }
    let mut stray_numbers = Vec::new();
    for stray in &strays {
        reading.outcome = Outcome::DataHasErrors;
        let layout = file::stray_layout(stray);
        let kinds = stray.content.clone();
        stray_numbers.extend(reading.add(&stray.path, kinds, layout, |number, layout, records| {
            file::read(&stray.path, layout, |record, form| {
                records.push(Row::of(number, record, layout, form));
                Ok(())
            })
        }));
    }
    for file in &unreadable {
        reading.outcome = Outcome::DataHasErrors;
        reading.unreadable.push(match language {
            Language::Japanese => file.japanese(),
            Language::English => format!("{}: cannot be read ({})", file.path.display(), file.error),
        });
    }
    let registry = rules::registry().map_err(io::Error::other)?;
    let checker = Checker::with_registry(registry, Profile::receive()).on_threads(threads);
    let report = checker.check_paths(paths);
    let Reading { sources, unreadable, mut outcome } = reading;
    if report.count(Level::Error) > 0 {
        outcome = outcome.and(Outcome::DataHasErrors);
    }
    let findings = Findings::of(report, &sources);
    Ok(Book { language, sources, units, strays: stray_numbers, attachments, unreadable, findings, outcome })
}

/// Files while they are read.
struct Reading {
    sources: Vec<Source>,
    unreadable: Vec<String>,
    outcome: Outcome,
}

impl Reading {
    /// Reads a file; its number, unless it cannot be read.
    fn add(
        &mut self,
        path: &Path,
        kinds: Vec<&'static FormKind>,
        layout: Option<&'static Layout>,
        read: impl FnOnce(usize, &'static Layout, &mut Vec<Row>) -> io::Result<file::Found>,
    ) -> Option<usize> {
        let number = self.sources.len();
        let mut source = Source { path: path.to_owned(), kinds, layout, version: None, records: Vec::new() };
        if let Some(layout) = layout {
            match read(number, layout, &mut source.records) {
                Ok(found) => {
                    source.version = found.version;
                    if found.has_errors() {
                        self.outcome = self.outcome.and(Outcome::DataHasErrors);
                    }
                }
                Err(error) => {
                    self.unreadable.push(format!("{}: {error}", path.display()));
                    self.outcome = self.outcome.and(Outcome::DataHasErrors);
                    return None;
                }
            }
        }
        self.sources.push(source);
        Some(number)
    }
}
