//! Checking files one after the other.

use super::Checker;
use super::jobs::{Job, Unit};
use crate::check::{Check, FileContext, UnitContext};
use crate::document::Document;
use crate::findings::Findings;
use crate::report::{CheckedFile, Report, UnreadableFile};
use crate::row::{Memo, Row};
use careplan_csv::{Broken, Entry, FieldSpan, Reader};
use std::io;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What was looked at.
#[derive(Default)]
pub(super) struct Seen<'a> {
    /// The report as far as it goes; its findings come at the end.
    pub(super) report: Report,
    /// The documents by the numbers of the files, if values are to be shown.
    pub(super) documents: Vec<Document<'a>>,
}

impl Seen<'_> {
    pub(super) fn unreadable(&mut self, document: &Document<'_>, error: io::Error) {
        let name = document.path().map_or(document.name.to_string(), |path| path.display().to_string());
        self.report.unreadable.push(UnreadableFile { name, error });
    }

    /// Takes what was seen later.
    pub(super) fn absorb(&mut self, later: Self) {
        self.report.files.extend(later.report.files);
        self.report.unreadable.extend(later.report.unreadable);
        self.documents.extend(later.documents);
    }
}

/// A unit of sending with all that checks are told of its files.
pub(super) struct Files<'a> {
    unit: Unit,
    each: Vec<(FileContext, Document<'a>, OfShares)>,
    /// How many shares are through with all files.
    through: AtomicUsize,
}

impl<'a> Files<'a> {
    pub(super) fn new(unit: Unit, job: Job<'a>, checker: &Checker) -> Self {
        let opened = job.open(checker);
        let each = opened.map(|(context, document)| (context, document, OfShares::default())).collect();
        Self { unit, each, through: AtomicUsize::new(0) }
    }
}

/// What the shares of a unit say of a file together.
#[derive(Default)]
struct OfShares {
    /// Why one of them could not read it.
    unreadable: Mutex<Option<io::Error>>,
    /// How many are through with it.
    through: AtomicUsize,
}

impl OfShares {
    fn tell_unreadable(&self, document: &Document<'_>, seen: &mut Seen<'_>) {
        if let Some(error) = self.unreadable.lock().unwrap_or_else(PoisonError::into_inner).take() {
            seen.unreadable(document, error);
        }
    }
}

/// Some of the checks: so many equal shares are made of all, which keep their order.
#[derive(Clone, Copy)]
pub(super) struct Share {
    pub(super) number: usize,
    pub(super) of: usize,
}

impl Share {
    /// All checks.
    const ALL: Self = Self { number: 0, of: 1 };

    /// Whether it tells of the files what is told once.
    fn is_first(self) -> bool {
        self.number == 0
    }

    fn of(self, checks: &mut [Box<dyn Check>]) -> &mut [Box<dyn Check>] {
        let range = self.range(checks.len());
        checks.get_mut(range).unwrap_or_default()
    }

    /// Which of so many checks.
    pub(super) fn range(self, checks: usize) -> Range<usize> {
        self.number * checks / self.of..(self.number + 1) * checks / self.of
    }
}

/// The checks of all families with what they keep.
pub(super) struct Worker<'c> {
    checker: &'c Checker,
    pub(super) checks: Vec<Box<dyn Check>>,
    /// The fields of the record at hand; kept so that no record allocates.
    spans: Vec<FieldSpan>,
    /// The buffer of the reader; kept so that no small file pays for a large buffer.
    buffer: Vec<u8>,
}

impl<'c> Worker<'c> {
    pub(super) fn new(checker: &'c Checker) -> Self {
        let families = checker.registry.families().iter();
        Self {
            checker,
            checks: families.filter_map(|family| Some(family.check?())).collect(),
            spans: Vec::new(),
            buffer: Vec::new(),
        }
    }

    /// Checks the files of a job, and what they say together if they are a unit.
    pub(super) fn job<'a>(&mut self, job: Job<'a>, findings: &mut Findings<'c>, seen: &mut Seen<'a>) {
        if let Some(unit) = job.unit {
            let files = Files::new(unit, job, self.checker);
            return self.files(&files, Share::ALL, findings, seen);
        }
        // They are not looked at again, and there may be many.
        for (context, document) in job.open(self.checker) {
            let file = (context, document, OfShares::default());
            self.file(&file, Share::ALL, findings, seen);
            file.2.tell_unreadable(&file.1, seen);
        }
    }

    /// Checks the files of a unit by some of the checks.
    pub(super) fn files<'a>(
        &mut self,
        unit: &Files<'a>,
        share: Share,
        findings: &mut Findings<'c>,
        seen: &mut Seen<'a>,
    ) {
        for file in &unit.each {
            self.file(file, share, findings, seen);
        }
        // The last tells for all, in the order of the files.
        if unit.through.fetch_add(1, Ordering::AcqRel) + 1 == share.of {
            for (_, document, shares) in &unit.each {
                shares.tell_unreadable(document, seen);
            }
        }
        let Unit { sender, receiver, timestamp, month } = unit.unit;
        let files = unit.each.iter().map(|(context, ..)| context).collect();
        let context = UnitContext { sender, receiver, timestamp, month, files };
        for check in share.of(&mut self.checks) {
            check.end_unit(&context, findings);
        }
    }

    /// All files that lie together were seen.
    pub(super) fn end(&mut self, findings: &mut Findings<'c>) {
        for check in &mut self.checks {
            check.end(findings);
        }
    }

    fn file<'a>(
        &mut self,
        (context, document, shares): &(FileContext, Document<'a>, OfShares),
        share: Share,
        findings: &mut Findings<'c>,
        seen: &mut Seen<'a>,
    ) {
        for check in share.of(&mut self.checks) {
            check.start_file(context, findings);
        }
        let read = self.records(context, document, share, findings);
        for check in share.of(&mut self.checks).iter_mut().filter(|check| check.is_about(context)) {
            check.end_file(context, findings);
        }
        let records = read.unwrap_or_else(|error| {
            shares.unreadable.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            0
        });
        if let Some(progress) = &self.checker.progress
            && shares.through.fetch_add(1, Ordering::Relaxed) + 1 == share.of
        {
            progress.file_done();
        }
        if !share.is_first() {
            return;
        }
        let (name, path) = (Arc::clone(&document.name), document.file_path().cloned());
        seen.report.files.push(CheckedFile { name, path, kind: context.kind, records });
        if self.checker.profile.shows_values {
            seen.documents.push(document.clone());
        }
    }

    /// Reads the records.
    fn records(
        &mut self,
        context: &FileContext,
        document: &Document<'_>,
        share: Share,
        findings: &mut Findings<'c>,
    ) -> io::Result<u64> {
        let Some(layout) = context.layout() else { return Ok(0) };
        if context.encoding.is_some() {
            return Ok(0);
        }
        let all = share.of(&mut self.checks);
        let mut checks: Vec<_> = all.iter_mut().filter(|check| check.is_about(context)).collect();
        // Somebody has to count the records.
        if checks.is_empty() && !share.is_first() {
            return Ok(0);
        }
        let limit = self.checker.profile.record_limit;
        let buffer = std::mem::take(&mut self.buffer);
        let mut reader = Reader::with_buffer(document.read()?.0, limit, buffer);
        let mut records = 0;
        while let Some(entry) = reader.next_entry_with(&mut self.spans).map_err(io_error)? {
            let record = match entry {
                Entry::Record(record) if record.broken() != Some(Broken::TooLong) => record,
                _ => {
                    records += u64::from(entry.record().is_some());
                    for check in &mut checks {
                        check.odd_line(context, &entry, findings);
                    }
                    continue;
                }
            };
            records += 1;
            let memo = Memo::default();
            let row = Row::new(context, record, layout, &self.spans, &memo);
            for check in &mut checks {
                if record.broken().is_some() {
                    check.broken_record(&row, findings);
                } else {
                    check.record(&row, findings);
                }
            }
        }
        self.buffer = reader.into_buffer();
        Ok(records)
    }
}

fn io_error(error: careplan_csv::Error) -> io::Error {
    match error {
        careplan_csv::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
