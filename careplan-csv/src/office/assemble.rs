//! Units of sending out of files that some software wrote form by form: found, judged, and written as copies with the
//! right names.

mod image;
mod objection;
mod proposed;
mod set;

pub use objection::{Objection, ObjectionKind};
pub use proposed::{ProposedFile, ProposedSet, SetError, SetFault};
pub use set::{SetId, SetKind};

use super::digest::Digest;
use crate::inbox::{InboxFile, InboxOptions, Naming};
use crate::slice::records;
use careplan_model::{FileName, FormKind, Timestamp, kind};
use image::Picture;
use proposed::ProposedParts;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// How sets are put together.
///
/// Files belong to one set if their names have the same sender, receiver and month, and their kinds complete each
/// other; timestamps may differ. Where each timestamp makes a complete set already, these are the sets. Nothing
/// is decided in silence: of two 第1表 for one receiver none is taken, and a renamed file counts only when the
/// caller says so. What keeps a set from being put together is an [`Objection`].
///
/// ```
/// use careplan_csv::office::{AssembleOptions, ObjectionKind};
/// use careplan_model::kind;
/// let folder = tempfile::tempdir()?;
/// let route = "9970100013_43_9970100062_17";
/// // 第6表 alone, written in the morning.
/// std::fs::write(folder.path().join(format!("UPPLAN_202604_{route}_20260325093000.CSV")), b"202407,\r\n")?;
/// let assembly = AssembleOptions::new().propose([folder.path()]);
/// assert!(assembly.sets.is_empty());
/// let missing = assembly.objections.iter().find_map(|objection| match &objection.kind {
///     ObjectionKind::Missing { kinds, .. } => Some(kinds.clone()),
///     _ => None,
/// });
/// assert_eq!(missing, Some(vec![&kind::TABLE7, &kind::USER_SUPPLEMENT]));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct AssembleOptions {
    timestamp: Option<Timestamp>,
    take_renamed: bool,
    subfolders: bool,
}

/// What was found: sets that can be written, and what keeps the others from it.
#[derive(Debug, Default)]
pub struct Assembly {
    /// The sets without objection, by sender, receiver, kind and month.
    pub sets: Vec<ProposedSet>,
    /// All objections. A set with one is not among [`sets`](Self::sets).
    pub objections: Vec<Objection>,
    /// Files that are no forms: PDF and the like. They travel along, and are not copied.
    pub attachments: Vec<PathBuf>,
    /// Subfolders that were not looked into.
    pub folders: Vec<PathBuf>,
}

impl AssembleOptions {
    /// The latest timestamp of its files for each set; renamed files refused; no subfolders.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives all sets this ファイル連番.
    #[must_use]
    pub fn timestamp(mut self, timestamp: Timestamp) -> Self {
        self.timestamp = Some(timestamp);
        self
    }

    /// Takes renamed files for what the name of the standard in their names says.
    #[must_use]
    pub fn take_renamed(mut self, yes: bool) -> Self {
        self.take_renamed = yes;
        self
    }

    /// Looks into subfolders too.
    #[must_use]
    pub fn subfolders(mut self, yes: bool) -> Self {
        self.subfolders = yes;
        self
    }

    /// Finds the sets in these folders and files. Nothing is written.
    pub fn propose<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Assembly {
        let inbox = InboxOptions::new().subfolders(self.subfolders).open(paths);
        let mut assembly =
            Assembly { attachments: inbox.attachments, folders: inbox.folders, ..Assembly::default() };
        let objection = |kind, path| Objection { set: None, kind, files: vec![path] };
        for unreadable in inbox.unreadable {
            let kind = ObjectionKind::Unreadable(unreadable.error);
            assembly.objections.push(objection(kind, unreadable.path));
        }
        for stray in inbox.strays {
            let kind = ObjectionKind::Unnamed { content: stray.content };
            assembly.objections.push(objection(kind, stray.path));
        }
        let mut groups = BTreeMap::<SetId, Vec<InboxFile>>::new();
        for file in inbox.transmissions.into_iter().flat_map(|unit| unit.files) {
            groups.entry(SetId::of(&file.name)).or_default().push(file);
        }
        let mut candidates: Vec<Candidate> =
            groups.into_iter().flat_map(|(id, files)| self.candidates(id, files)).collect();
        say_what_lies_elsewhere(&mut candidates);
        say_what_must_not_go_together(&mut candidates);
        for candidate in candidates {
            if candidate.objections.is_empty() {
                assembly.sets.push(candidate.set);
            } else {
                assembly.objections.extend(candidate.objections);
            }
        }
        assembly
    }

    /// The sets that the files of one sender, receiver, subject and month make.
    fn candidates(&self, id: SetId, files: Vec<InboxFile>) -> Vec<Candidate> {
        let mut stamps = BTreeMap::<Timestamp, Vec<InboxFile>>::new();
        for file in files {
            stamps.entry(file.name.timestamp()).or_default().push(file);
        }
        let is_complete = |files: &Vec<InboxFile>| {
            let kinds: BTreeSet<&str> = files.iter().map(|file| file.kind().prefix).collect();
            required(id).iter().all(|kind| kinds.contains(kind.prefix)) && several(files).is_empty()
        };
        if stamps.values().all(is_complete) {
            return stamps.into_iter().map(|(stamp, files)| self.candidate(id, stamp, files)).collect();
        }
        let latest = stamps.keys().next_back().copied();
        let files: Vec<InboxFile> = stamps.into_values().flatten().collect();
        latest.map(|latest| self.candidate(id, latest, files)).into_iter().collect()
    }

    fn candidate(&self, id: SetId, latest: Timestamp, mut files: Vec<InboxFile>) -> Candidate {
        files.sort_by(|a, b| a.name.kind().order.cmp(&b.name.kind().order).then(a.name.cmp(&b.name)));
        let mut objections = Objections { set: id, list: Vec::new() };
        let timestamp = self.timestamp.unwrap_or(latest);
        if !timestamp.is_valid() {
            objections.add(ObjectionKind::Timestamp, Vec::new());
        }
        let new_name = |old: &FileName| old.with_timestamp(timestamp).with_canonical_extension();
        let mut pictures = Vec::new();
        for file in files.iter().filter(|file| *file.kind() == kind::BASIC_INFO_IMAGE) {
            let new = new_name(&file.name);
            pictures.push(Picture { path: file.path.clone(), old: file.name, new });
        }
        let mut proposed: Vec<ProposedFile> = Vec::new();
        for file in &files {
            if let (Naming::Renamed(fault), false) = (&file.naming, self.take_renamed) {
                let kind = ObjectionKind::Renamed { found: file.name, fault: fault.clone() };
                objections.add(kind, vec![file.path.clone()]);
            }
            let bytes = match file.read() {
                Ok(bytes) => bytes,
                Err(error) => {
                    objections.add(ObjectionKind::Unreadable(error), vec![file.path.clone()]);
                    continue;
                }
            };
            for kind in content_objections(file, &bytes) {
                objections.add(kind, vec![file.path.clone()]);
            }
            let mut edits = Vec::new();
            if *file.kind() == kind::BASIC_INFO && !file.contradicts_its_name() {
                let (found, faults) = image::edits(&bytes, &pictures);
                edits = found;
                for (kind, path) in faults {
                    objections.add(kind, vec![path.unwrap_or_else(|| file.path.clone())]);
                }
            }
            proposed.push(ProposedFile::new(ProposedParts {
                path: file.path.clone(),
                found: file.name,
                name: new_name(&file.name),
                is_renamed: file.naming != Naming::Standard,
                size: bytes.len() as u64,
                sha256: Digest::of(&bytes),
                edits,
            }));
        }
        for (kind, same) in several(&files) {
            let mut digests =
                proposed.iter().filter(|file| same.contains(&file.path())).map(ProposedFile::sha256);
            let first = digests.next();
            let same_bytes = digests.all(|digest| Some(digest) == first);
            let paths = same.into_iter().map(Path::to_owned).collect();
            objections.add(ObjectionKind::Several { kind, same_bytes }, paths);
        }
        let has = |kind: &&FormKind| files.iter().any(|file| file.kind() == *kind);
        let missing: Vec<_> = required(id).into_iter().filter(|kind| !has(kind)).collect();
        if !missing.is_empty() {
            let kind = ObjectionKind::Missing { kinds: missing, elsewhere: Vec::new() };
            objections.add(kind, files.iter().map(|file| file.path.clone()).collect());
        }
        let absent = id.kind.usual().iter().copied().filter(|kind| !has(kind)).collect();
        Candidate { set: ProposedSet { id, timestamp, files: proposed, absent }, objections: objections.list }
    }
}

/// A set, whether it can be put together or not.
struct Candidate {
    set: ProposedSet,
    objections: Vec<Objection>,
}

struct Objections {
    set: SetId,
    list: Vec<Objection>,
}

impl Objections {
    fn add(&mut self, kind: ObjectionKind, files: Vec<PathBuf>) {
        self.list.push(Objection { set: Some(self.set), kind, files });
    }
}

fn required(id: SetId) -> Vec<&'static FormKind> {
    id.kind.required(id.sender.form().family())
}

/// Kinds of which there are several files, with these; pictures with one 枝番 count as such.
fn several(files: &[InboxFile]) -> Vec<(&'static FormKind, Vec<&Path>)> {
    let mut by_kind = BTreeMap::<_, (&'static FormKind, Vec<&Path>)>::new();
    for file in files {
        let kind = file.kind();
        let entry = by_kind.entry((kind.order, kind.prefix, file.name.branch()));
        entry.or_insert((kind, Vec::new())).1.push(&file.path);
    }
    by_kind.into_values().filter(|(_, paths)| paths.len() > 1).collect()
}

/// What the content of a file says against its name.
fn content_objections(file: &InboxFile, bytes: &[u8]) -> Vec<ObjectionKind> {
    let mut found = Vec::new();
    let kind = file.kind();
    if !kind.is_in(file.name.family()) {
        found.push(ObjectionKind::NotInEdition { kind });
    }
    if file.is_empty {
        found.push(ObjectionKind::Empty);
    } else if let Some(encoding) = file.encoding {
        found.push(ObjectionKind::Encoding(encoding));
    } else if file.contradicts_its_name() {
        found.push(ObjectionKind::Content { content: file.content.clone() });
    } else if let Some(layout) = kind.layout {
        if file.content.is_empty() {
            found.push(ObjectionKind::NoForm);
        }
        let month = file.name.month().map(|month| month.to_string());
        if let (Some(month), Some(item)) = (month, layout.field("service_month")) {
            let differs = |record: &crate::record::Record<'_>| {
                let mut items = record.items(layout);
                items
                    .find(|entry| entry.item == Some(item))
                    .is_some_and(|entry| !entry.field.is_blank() && entry.field.content() != month.as_bytes())
            };
            let mut others = records(bytes).filter(differs);
            if let Some(first) = others.next() {
                let count = 1 + others.count() as u64;
                found.push(ObjectionKind::Month { record: first.at().record, count });
            }
        }
    }
    found
}

/// Where a set lacks a kind that lies alone under another number or month: often a slip of the pen.
fn say_what_lies_elsewhere(candidates: &mut [Candidate]) {
    let lacks = |candidate: &Candidate| {
        candidate.objections.iter().any(|it| matches!(it.kind, ObjectionKind::Missing { .. }))
    };
    let mut lonely: Vec<(SetId, &'static FormKind, PathBuf)> = Vec::new();
    for candidate in candidates.iter().filter(|candidate| lacks(candidate)) {
        let set = &candidate.set;
        lonely.extend(set.files.iter().map(|file| (set.id, file.name.kind(), file.path().to_owned())));
    }
    for candidate in candidates {
        for objection in &mut candidate.objections {
            if let ObjectionKind::Missing { kinds, elsewhere } = &mut objection.kind {
                let fits = |(id, kind, _): &&(SetId, &'static FormKind, PathBuf)| {
                    *id != candidate.set.id && kinds.contains(kind)
                };
                *elsewhere = lonely.iter().filter(fits).map(|(_, _, path)| path.clone()).collect();
            }
        }
    }
}

/// Sets of one sender and receiver under one timestamp are one unit of sending for whoever reads them.
fn say_what_must_not_go_together(candidates: &mut [Candidate]) {
    let ids: Vec<(SetId, Timestamp)> =
        candidates.iter().map(|candidate| (candidate.set.id, candidate.set.timestamp)).collect();
    for (place, candidate) in candidates.iter_mut().enumerate() {
        let set = &candidate.set;
        let (id, timestamp) = (set.id, set.timestamp);
        let is_in_the_way = |(other_place, (other, stamp)): &(usize, &(SetId, Timestamp))| {
            let is_same_unit = (other.sender, other.receiver, *stamp) == (id.sender, id.receiver, timestamp);
            let goes = *other != id && id.kind.goes_with(other.kind, id.receiver.is_centre());
            *other_place != place && is_same_unit && !goes
        };
        let others: Vec<SetId> =
            ids.iter().enumerate().filter(is_in_the_way).map(|(_, (other, _))| *other).collect();
        for other in others {
            let files = candidate.set.files.iter().map(|file| file.path().to_owned()).collect();
            let kind = ObjectionKind::NotTogether { other };
            candidate.objections.push(Objection { set: Some(id), kind, files });
        }
    }
}
