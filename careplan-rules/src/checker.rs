//! Runs all rules over files: records are read once, in processing order, and none is held.

use crate::check::{Check, FileContext, Naming, UnitContext};
use crate::document::Document;
use crate::finding::{FileId, Finding, Value};
use crate::findings::Findings;
use crate::profile::Profile;
use crate::registry::Registry;
use crate::report::{CheckedFile, Report, UnreadableFile};
use crate::row::{Memo, Row};
use careplan_csv::{Broken, Entry, FieldSpan, Identity, InboxOptions, Reader, ms932};
use careplan_model::{FileName, FormKind, Transmission};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

/// Checks files by a profile.
///
/// ```
/// use careplan_rules::{Checker, Document, Language, Profile};
/// let file = b"202407,991018,9000000001,202613\r\n";
/// let name = "DLTPLAN_202603_9970100013_43_9970100062_17_20260225100000.CSV";
/// let report = Checker::new(Profile::send()).check([Document::new(name, file)]);
/// let finding = &report.findings[0];
/// assert_eq!(finding.rule.id, "item-not-a-month");
/// assert_eq!((finding.location.record, finding.location.item.map(|item| item.number)), (Some(1), Some(4)));
/// assert!(report.has_errors());
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    registry: Registry,
    profile: Profile,
}

impl Checker {
    /// With the rules of the standard.
    pub fn new(profile: Profile) -> Self {
        Self::with_registry(Registry::standard(), profile)
    }

    /// With other rules too.
    pub fn with_registry(registry: Registry, profile: Profile) -> Self {
        Self { registry, profile }
    }

    /// Checks files and folders on a disk, subfolders too. What cannot be read is told in the report.
    pub fn check_paths<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Report {
        let listing = InboxOptions::new().subfolders(true).list(paths);
        let mut report = self.check(listing.files.into_iter().map(Document::open));
        let unreadable = |it: careplan_csv::Unreadable| UnreadableFile {
            name: it.path.display().to_string(),
            error: it.error,
        };
        report.unreadable.extend(listing.unreadable.into_iter().map(unreadable));
        report
    }

    /// Checks files.
    pub fn check<'a>(&self, documents: impl IntoIterator<Item = Document<'a>>) -> Report {
        Run::new(self).check(documents)
    }
}

/// A file with what is known of it.
struct Subject<'a> {
    document: Document<'a>,
    context: FileContext,
}

/// What groups files into units of sending.
struct Placed<'a> {
    name: FileName,
    subject: Subject<'a>,
}

impl AsRef<FileName> for Placed<'_> {
    fn as_ref(&self) -> &FileName {
        &self.name
    }
}

/// Files that lie together: all of them, but for units whose file names come twice. Each folder has its own copy
/// of such a unit, since a copy in another folder is no second file of it.
fn places(subjects: Vec<Subject<'_>>) -> Vec<Vec<Subject<'_>>> {
    let unit = |subject: &Subject<'_>| {
        let name = subject.context.file_name()?;
        Some((name.timestamp(), name.sender(), name.receiver()))
    };
    let mut names = HashSet::new();
    let mut repeated = HashSet::new();
    for subject in &subjects {
        if !names.insert(subject.context.name.clone()) {
            repeated.extend(unit(subject));
        }
    }
    let mut places = BTreeMap::<_, Vec<_>>::new();
    for subject in subjects {
        let is_repeated = unit(&subject).is_some_and(|unit| repeated.contains(&unit));
        let folder = subject.document.path().and_then(Path::parent).map(Path::to_owned);
        places.entry(folder.filter(|_| is_repeated)).or_default().push(subject);
    }
    places.into_values().collect()
}

struct Run<'c> {
    checker: &'c Checker,
    checks: Vec<Box<dyn Check>>,
    findings: Findings<'c>,
    report: Report,
    /// The fields of the record at hand; kept so that no record allocates.
    spans: Vec<FieldSpan>,
}

impl<'c> Run<'c> {
    fn new(checker: &'c Checker) -> Self {
        Self {
            checker,
            checks: checker.registry.families().iter().filter_map(|family| Some(family.check?())).collect(),
            findings: Findings::new(&checker.profile),
            report: Report::default(),
            spans: Vec::new(),
        }
    }

    fn check<'a>(mut self, documents: impl IntoIterator<Item = Document<'a>>) -> Report {
        let mut subjects = Vec::new();
        for document in documents {
            match self.identify(&document) {
                Ok(Some(context)) => subjects.push(Subject { document, context }),
                Ok(None) => self.report.attachments.push(document.name),
                Err(error) => self.unreadable(&document, error),
            }
        }
        let mut seen = Vec::new();
        for place in places(subjects) {
            self.place(place, &mut seen);
        }
        self.finish(&seen)
    }

    /// Checks files that lie together.
    fn place<'a>(&mut self, subjects: Vec<Subject<'a>>, seen: &mut Vec<Subject<'a>>) {
        let (mut placed, mut others) = (Vec::new(), Vec::new());
        for subject in subjects {
            match subject.context.file_name().copied() {
                Some(name) => placed.push(Placed { name, subject }),
                None => others.push(subject),
            }
        }
        for unit in Transmission::group(placed) {
            let (sender, receiver) = (unit.sender, unit.receiver);
            let (timestamp, month) = (unit.timestamp, unit.month);
            let mut subjects: Vec<_> = unit.files.into_iter().map(|placed| placed.subject).collect();
            for subject in &mut subjects {
                self.file(subject);
            }
            let files = subjects.iter().map(|subject| &subject.context).collect();
            let context = UnitContext { sender, receiver, timestamp, month, files };
            for check in &mut self.checks {
                check.end_unit(&context, &mut self.findings);
            }
            seen.extend(subjects);
        }
        for mut subject in others {
            self.file(&mut subject);
            seen.push(subject);
        }
        for check in &mut self.checks {
            check.end(&mut self.findings);
        }
    }

    /// What a document is; `None` for files that only travel along.
    fn identify(&self, document: &Document<'_>) -> io::Result<Option<FileContext>> {
        let identity = Identity::of(&document.name, document.source.read()?, self.checker.registry.kinds())?;
        if !identity.is_form() {
            return Ok(None);
        }
        let Identity { name, found, encoding, content, is_empty } = identity;
        let naming = match (name, found) {
            (Ok(name), _) => Naming::Standard(name),
            (Err(fault), Some(found)) => Naming::Renamed { found, fault },
            (Err(fault), None) => Naming::Other(fault),
        };
        let mut context = FileContext {
            id: FileId(0),
            name: document.name.clone(),
            path: document.path().map(Path::to_owned),
            naming,
            encoding,
            content,
            is_empty,
            kind: None,
            positions_in_v3: Vec::new(),
            count_in_v3: 0,
        };
        let named = context.file_name().map(FileName::kind);
        // 予定 and 実績 have one layout: what a deletion is named for, or a broken name begins with, is what the file
        // was meant to be.
        let is_meant = |kind: &&&FormKind| match named {
            Some(named) => named.deletes.contains(&kind.prefix),
            None => context.name.starts_with(kind.prefix),
        };
        let by_content = context.content.iter().find(is_meant).or(context.content.first()).copied();
        context.kind = if named.is_none() || context.contradicts_its_name() { by_content } else { named };
        context.positions_in_v3 = context.layout().map(FileContext::positions_in_v3).unwrap_or_default();
        context.count_in_v3 = context.positions_in_v3.iter().flatten().count();
        Ok(Some(context))
    }

    fn unreadable(&mut self, document: &Document<'_>, error: io::Error) {
        let name = document.path().map_or(document.name.clone(), |path| path.display().to_string());
        self.report.unreadable.push(UnreadableFile { name, error });
    }

    fn file(&mut self, subject: &mut Subject<'_>) {
        let id = FileId(u32::try_from(self.report.files.len()).unwrap_or(u32::MAX));
        subject.context.id = id;
        let context = &subject.context;
        for check in &mut self.checks {
            check.start_file(context, &mut self.findings);
        }
        let records = match self.records(context, &subject.document) {
            Ok(records) => records,
            Err(error) => {
                self.unreadable(&subject.document, error);
                0
            }
        };
        for check in self.checks.iter_mut().filter(|check| check.is_about(context)) {
            check.end_file(context, &mut self.findings);
        }
        let (name, path) = (context.name.clone(), context.path.clone());
        self.report.files.push(CheckedFile { name, path, kind: context.kind, records });
    }

    /// Reads the records, each once.
    fn records(&mut self, context: &FileContext, document: &Document<'_>) -> io::Result<u64> {
        let Some(layout) = context.layout() else { return Ok(0) };
        if context.encoding.is_some() {
            return Ok(0);
        }
        let mut checks: Vec<_> = self.checks.iter_mut().filter(|check| check.is_about(context)).collect();
        let limit = self.checker.profile.record_limit;
        let mut reader = Reader::with_record_limit(document.source.read()?, limit);
        let mut records = 0;
        while let Some(entry) = reader.next_entry_with(&mut self.spans).map_err(io_error)? {
            let record = match entry {
                Entry::Record(record) if record.broken() != Some(Broken::TooLong) => record,
                _ => {
                    records += u64::from(entry.record().is_some());
                    for check in &mut checks {
                        check.odd_line(context, &entry, &mut self.findings);
                    }
                    continue;
                }
            };
            records += 1;
            let memo = Memo::default();
            let row = Row::new(context, record, layout, &self.spans, &memo);
            for check in &mut checks {
                if record.broken().is_some() {
                    check.broken_record(&row, &mut self.findings);
                } else {
                    check.record(&row, &mut self.findings);
                }
            }
        }
        Ok(records)
    }

    fn finish(mut self, subjects: &[Subject<'_>]) -> Report {
        let (mut findings, tallies, mends) = self.findings.finish();
        if self.checker.profile.shows_values {
            for finding in &mut findings {
                finding.value = value_at(finding, subjects);
            }
        }
        self.report.findings = findings;
        self.report.tallies = tallies;
        self.report.mends = mends;
        self.report
    }
}

/// The characters at the place of a finding, read again from the file: findings do not hold them.
fn value_at(finding: &Finding, subjects: &[Subject<'_>]) -> Option<Value> {
    finding.location.item?;
    let bytes = finding.location.bytes.as_ref()?;
    let subject = subjects.iter().find(|subject| subject.context.id == finding.location.file)?;
    let part = subject.document.source.part(bytes.start, bytes.end.checked_sub(bytes.start)?).ok()?;
    Some(Value(ms932::decode_lossy(&part).into_owned()))
}

fn io_error(error: careplan_csv::Error) -> io::Error {
    match error {
        careplan_csv::Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
