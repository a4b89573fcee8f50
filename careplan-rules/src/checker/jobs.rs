//! What is to be checked, in the order of processing: units of sending, and files whose names tell none.

// Lists of a million files are moved and grouped.
#![allow(clippy::vec_box)]

use super::Checker;
use super::work::Seen;
use crate::check::{FileContext, Naming};
use crate::document::Document;
use crate::finding::FileId;
use careplan_csv::{Encoding, Identity};
use careplan_model::{Endpoint, FileName, FormKind, Timestamp, Transmission, YearMonth};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

/// A file with what its name and first records tell.
pub(super) struct Subject<'a> {
    pub(super) document: Document<'a>,
    naming: Naming,
    encoding: Option<Encoding>,
    content: Vec<&'static FormKind>,
    is_empty: bool,
}

/// What a document is.
pub(super) enum Identified<'a> {
    Form(Box<Subject<'a>>),
    /// It only travels along.
    Attachment(Document<'a>),
    Unreadable(Document<'a>, io::Error),
}

/// Files that are checked one after the other.
pub(super) struct Job<'a> {
    /// The unit of sending; `None` for the files whose names tell none.
    pub(super) unit: Option<Unit>,
    /// The number of the first file in the report.
    pub(super) first: u32,
    pub(super) subjects: Vec<Box<Subject<'a>>>,
    /// Whether no other files lie beside these.
    pub(super) is_last_of_place: bool,
}

/// Whose unit it is.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) sender: Endpoint,
    pub(super) receiver: Endpoint,
    pub(super) timestamp: Timestamp,
    pub(super) month: Option<YearMonth>,
}

/// What groups files into units of sending.
struct Placed<'a> {
    name: FileName,
    subject: Box<Subject<'a>>,
}

impl AsRef<FileName> for Placed<'_> {
    fn as_ref(&self) -> &FileName {
        &self.name
    }
}

impl Job<'_> {
    /// How many files there are.
    pub(super) fn files(&self) -> u64 {
        self.subjects.len() as u64
    }
}

/// Looks at the first records of a document.
pub(super) fn identify<'a>(checker: &Checker, document: Document<'a>) -> Identified<'a> {
    let bytes = document.source.read();
    match bytes.and_then(|bytes| Identity::of(&document.name, bytes, checker.registry.kinds())) {
        Ok(identity) if identity.is_form() => Identified::Form(Box::new(Subject::new(document, identity))),
        Ok(_) => Identified::Attachment(document),
        Err(error) => Identified::Unreadable(document, error),
    }
}

/// The work in the order in which it is done; what is not checked is noted as seen.
pub(super) fn of<'a>(documents: Vec<Identified<'a>>, seen: &mut Seen<'a>) -> Vec<Job<'a>> {
    let mut subjects = Vec::with_capacity(documents.len());
    for document in documents {
        match document {
            Identified::Form(subject) => subjects.push(subject),
            Identified::Attachment(document) => seen.report.attachments.push(document.name),
            Identified::Unreadable(document, error) => seen.unreadable(&document, error),
        }
    }
    let (mut jobs, mut first) = (Vec::new(), 0_u32);
    let mut add = |unit, subjects: Vec<Box<Subject<'a>>>| {
        let next = first.saturating_add(u32::try_from(subjects.len()).unwrap_or(u32::MAX));
        jobs.push(Job {
            unit,
            first: std::mem::replace(&mut first, next),
            subjects,
            is_last_of_place: false,
        });
    };
    for place in places(subjects) {
        let (mut placed, mut others) = (Vec::new(), Vec::new());
        for subject in place {
            match subject.file_name().copied() {
                Some(name) => placed.push(Placed { name, subject }),
                None => others.push(subject),
            }
        }
        for unit in Transmission::group(placed) {
            let Transmission { sender, receiver, timestamp, month, files } = unit;
            let subjects = files.into_iter().map(|placed| placed.subject).collect();
            add(Some(Unit { sender, receiver, timestamp, month }), subjects);
        }
        // It may be empty, and ends the place.
        add(None, others);
    }
    for job in &mut jobs {
        job.is_last_of_place = job.unit.is_none();
    }
    jobs
}

/// Files that lie together: all of them, but for units whose file names come twice. Each folder has its own copy
/// of such a unit, since a copy in another folder is no second file of it.
fn places(subjects: Vec<Box<Subject<'_>>>) -> Vec<Vec<Box<Subject<'_>>>> {
    let unit = |subject: &Subject<'_>| {
        let name = subject.file_name()?;
        Some((name.timestamp(), name.sender(), name.receiver()))
    };
    let mut names = HashSet::with_capacity(subjects.len());
    let mut repeated = HashSet::new();
    for subject in &subjects {
        if !names.insert(subject.document.name.as_str()) {
            repeated.extend(unit(subject));
        }
    }
    drop(names);
    let mut places = BTreeMap::<_, Vec<_>>::new();
    if repeated.is_empty() {
        return if subjects.is_empty() { Vec::new() } else { vec![subjects] };
    }
    for subject in subjects {
        let is_repeated = unit(&subject).is_some_and(|unit| repeated.contains(&unit));
        let folder = subject.document.path().and_then(Path::parent).map(Path::to_owned);
        places.entry(folder.filter(|_| is_repeated)).or_default().push(subject);
    }
    places.into_values().collect()
}

impl<'a> Subject<'a> {
    fn new(document: Document<'a>, identity: Identity) -> Self {
        let Identity { name, found, encoding, content, is_empty } = identity;
        let naming = match (name, found) {
            (Ok(name), _) => Naming::Standard(name),
            (Err(fault), Some(found)) => Naming::Renamed { found, fault },
            (Err(fault), None) => Naming::Other(fault),
        };
        Self { document, naming, encoding, content, is_empty }
    }

    fn file_name(&self) -> Option<&FileName> {
        self.naming.file_name()
    }

    /// All that checks are told of the file.
    pub(super) fn context(&mut self, id: FileId) -> FileContext {
        let mut context = FileContext {
            id,
            name: self.document.name.clone(),
            path: self.document.path().map(Path::to_owned),
            naming: self.naming.clone(),
            encoding: self.encoding,
            content: std::mem::take(&mut self.content),
            is_empty: self.is_empty,
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
        context
    }
}
