//! Checking files one after the other.

use super::Checker;
use super::jobs::{Job, Unit};
use crate::check::{Check, FileContext, UnitContext};
use crate::document::Document;
use crate::finding::FileId;
use crate::findings::Findings;
use crate::report::{CheckedFile, Report, UnreadableFile};
use crate::row::{Memo, Row};
use careplan_csv::{Broken, Entry, FieldSpan, Reader};
use std::io;

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
        let name = document.path().map_or(document.name.clone(), |path| path.display().to_string());
        self.report.unreadable.push(UnreadableFile { name, error });
    }

    /// Takes what was seen later.
    pub(super) fn absorb(&mut self, later: Self) {
        self.report.files.extend(later.report.files);
        self.report.unreadable.extend(later.report.unreadable);
        self.documents.extend(later.documents);
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
    pub(super) fn job<'a>(&mut self, job: &mut Job<'a>, findings: &mut Findings<'c>, seen: &mut Seen<'a>) {
        let mut contexts = Vec::with_capacity(job.subjects.len());
        for (id, mut subject) in (job.first..).map(FileId).zip(job.subjects.drain(..)) {
            let context = subject.context(id);
            self.file(&context, &subject.document, findings, seen);
            if self.checker.profile.shows_values {
                seen.documents.push(subject.document);
            }
            // Files whose names tell no unit are not looked at again.
            if job.unit.is_some() {
                contexts.push(context);
            }
        }
        if let Some(Unit { sender, receiver, timestamp, month }) = job.unit {
            let context =
                UnitContext { sender, receiver, timestamp, month, files: contexts.iter().collect() };
            for check in &mut self.checks {
                check.end_unit(&context, findings);
            }
        }
    }

    /// All files that lie together were seen.
    pub(super) fn end(&mut self, findings: &mut Findings<'c>) {
        for check in &mut self.checks {
            check.end(findings);
        }
    }

    fn file(
        &mut self,
        context: &FileContext,
        document: &Document<'_>,
        findings: &mut Findings<'c>,
        seen: &mut Seen<'_>,
    ) {
        for check in &mut self.checks {
            check.start_file(context, findings);
        }
        let records = match self.records(context, document, findings) {
            Ok(records) => records,
            Err(error) => {
                seen.unreadable(document, error);
                0
            }
        };
        for check in self.checks.iter_mut().filter(|check| check.is_about(context)) {
            check.end_file(context, findings);
        }
        let (name, path) = (context.name.clone(), context.path.clone());
        seen.report.files.push(CheckedFile { name, path, kind: context.kind, records });
        if let Some(progress) = &self.checker.progress {
            progress.file_done();
        }
    }

    /// Reads the records, each once.
    fn records(
        &mut self,
        context: &FileContext,
        document: &Document<'_>,
        findings: &mut Findings<'c>,
    ) -> io::Result<u64> {
        let Some(layout) = context.layout() else { return Ok(0) };
        if context.encoding.is_some() {
            return Ok(0);
        }
        let mut checks: Vec<_> = self.checks.iter_mut().filter(|check| check.is_about(context)).collect();
        let limit = self.checker.profile.record_limit;
        let buffer = std::mem::take(&mut self.buffer);
        let mut reader = Reader::with_buffer(document.source.read()?, limit, buffer);
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
