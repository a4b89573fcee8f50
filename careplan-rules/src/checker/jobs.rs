//! What is to be checked, in the order of processing: units of sending, and files whose names tell none.
//!
//! There may be millions of files, so little is kept of each: its name, and what its first records tell. All else is
//! made of these when its turn comes.

use super::Checker;
use super::work::Seen;
use crate::check::{FileContext, Naming};
use crate::document::Document;
use crate::finding::FileId;
use careplan_csv::{Encoding, Identity};
use careplan_model::{Endpoint, FileName, FormKind, Timestamp, Transmission, YearMonth};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::ops::RangeFrom;
use std::sync::Arc;

/// A document and what it was found to be.
pub(super) struct Candidate<'a> {
    document: Document<'a>,
    /// `None` until somebody looks.
    found: Option<Found>,
}

enum Found {
    Form(Look),
    /// It only travels along.
    Attachment,
    Unreadable(io::Error),
}

/// What the first records of a form tell.
struct Look {
    /// How many bytes of it will be read, as far as that was to be seen.
    size: u64,
    encoding: Option<Encoding>,
    content: Kinds,
    is_empty: bool,
    /// When it is its turn, which is its number in the report. (Here it takes no room.)
    turn: u32,
}

/// Kinds that records fit; shared, as there are few such lists.
type Kinds = Arc<[&'static FormKind]>;

/// A file that is checked.
struct Subject<'a> {
    document: Document<'a>,
    look: Look,
}

/// Looks at the first records of documents.
pub(super) struct Identifier<'c> {
    checker: &'c Checker,
    /// All lists of kinds that were met.
    contents: Vec<Kinds>,
}

/// Files that are checked one after the other.
pub(super) struct Job<'a> {
    /// The unit of sending; `None` for the files whose names tell none.
    pub(super) unit: Option<Unit>,
    /// The number of the first file in the report.
    first: u32,
    subjects: Vec<Subject<'a>>,
}

/// The jobs in the order in which they are done. A job takes its files when its turn comes.
pub(super) struct Jobs<'c, 'a> {
    checker: &'c Checker,
    /// The first file comes last.
    subjects: Vec<Subject<'a>>,
    /// Whether the files are a unit, and how many there are.
    groups: std::vec::IntoIter<(bool, u32)>,
    /// The number of the next file in the report.
    next: u32,
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
struct Placed {
    name: FileName,
    /// Which of the files.
    at: u32,
}

impl AsRef<FileName> for Placed {
    fn as_ref(&self) -> &FileName {
        &self.name
    }
}

impl<'a> Job<'a> {
    /// Whether no other files lie beside these: files that are no unit, of which there may be none, come last.
    pub(super) fn is_last_of_place(&self) -> bool {
        self.unit.is_none()
    }

    /// How many bytes there are.
    pub(super) fn size(&self) -> u64 {
        self.subjects.iter().map(|subject| subject.look.size).sum()
    }

    /// The files with all that checks are told of them.
    pub(super) fn open(self, checker: &Checker) -> impl Iterator<Item = (FileContext, Document<'a>)> {
        let ids = (self.first..).map(FileId);
        let open = |(id, subject): (_, Subject<'a>)| (subject.context(id, checker), subject.document);
        ids.zip(self.subjects).map(open)
    }
}

impl Jobs<'_, '_> {
    /// How many jobs are left.
    pub(super) fn left(&self) -> usize {
        self.groups.len()
    }

    /// How many files there are.
    pub(super) fn files(&self) -> u64 {
        self.subjects.len() as u64
    }

    /// How many bytes there are.
    pub(super) fn size(&self) -> u64 {
        self.subjects.iter().map(|subject| subject.look.size).sum()
    }
}

impl<'a> Iterator for Jobs<'_, 'a> {
    type Item = Job<'a>;

    fn next(&mut self) -> Option<Job<'a>> {
        let (is_unit, count) = self.groups.next()?;
        let rest = self.subjects.len().saturating_sub(usize::try_from(count).unwrap_or(usize::MAX));
        let subjects: Vec<_> = self.subjects.drain(rest..).rev().collect();
        // Gives memory back while the report grows.
        if rest < self.subjects.capacity() / 2 {
            self.subjects.shrink_to_fit();
        }
        let name = subjects.first().filter(|_| is_unit).and_then(|first| first.file_name(self.checker));
        let unit = name.map(|name| Unit {
            sender: name.sender(),
            receiver: name.receiver(),
            timestamp: name.timestamp(),
            month: name.service_month(),
        });
        let first = self.next;
        self.next = first.saturating_add(count);
        Some(Job { unit, first, subjects })
    }
}

impl<'c> Identifier<'c> {
    pub(super) fn new(checker: &'c Checker) -> Self {
        Self { checker, contents: Vec::new() }
    }

    pub(super) fn look_at(&mut self, candidate: &mut Candidate<'_>) {
        let document = &candidate.document;
        let kinds = self.checker.registry.kinds();
        let identity =
            document.read().and_then(|(bytes, size)| Ok((Identity::of(&document.name, bytes, kinds)?, size)));
        candidate.found = Some(match identity {
            Ok((identity, size)) if identity.is_form() => {
                let Identity { name, encoding, is_empty, .. } = &identity;
                let has_records = name.as_ref().map_or(true, |name| name.kind().layout.is_some());
                let size = if has_records && encoding.is_none() { size } else { 0 };
                let content = self.shared(&identity.content);
                Found::Form(Look { size, encoding: *encoding, content, is_empty: *is_empty, turn: 0 })
            }
            Ok(_) => Found::Attachment,
            Err(error) => Found::Unreadable(error),
        });
    }

    fn shared(&mut self, content: &[&'static FormKind]) -> Kinds {
        if let Some(known) = self.contents.iter().find(|known| known[..] == *content) {
            return Arc::clone(known);
        }
        let content = Kinds::from(content);
        self.contents.push(Arc::clone(&content));
        content
    }
}

impl<'a> From<Document<'a>> for Candidate<'a> {
    fn from(document: Document<'a>) -> Self {
        Self { document, found: None }
    }
}

/// The work in the order in which it is done; what is not checked is noted as seen.
pub(super) fn of<'c, 'a>(checker: &'c Checker, all: Vec<Candidate<'a>>, seen: &mut Seen<'a>) -> Jobs<'c, 'a> {
    let form = |Candidate { document, found }| {
        match found? {
            Found::Form(look) => return Some(Subject { document, look }),
            Found::Attachment => seen.report.attachments.push(document.name.to_string()),
            Found::Unreadable(error) => seen.unreadable(&document, error),
        }
        None
    };
    let mut subjects: Vec<_> = all.into_iter().filter_map(form).collect();
    let (mut groups, mut turns) = (Vec::new(), 0..);
    for place in places(checker, &subjects) {
        take_turns(checker, &place, &mut subjects, &mut turns, &mut groups);
    }
    subjects.sort_unstable_by_key(|subject| Reverse(subject.look.turn));
    Jobs { checker, subjects, groups: groups.into_iter(), next: 0 }
}

/// Gives the files that lie together their turns. Adds the units that they are, then the rest, with the numbers of
/// their files.
fn take_turns(
    checker: &Checker,
    place: &[u32],
    subjects: &mut [Subject<'_>],
    turns: &mut RangeFrom<u32>,
    groups: &mut Vec<(bool, u32)>,
) {
    let subject = |at: u32| usize::try_from(at).ok();
    // Units come in the order of time, so that the files of a moment can be grouped by themselves: names take memory.
    let time_of = |at: u32| Some(subjects.get(subject(at)?)?.file_name(checker)?.timestamp());
    let mut by_time: Vec<_> = place.iter().map(|at| (time_of(*at), *at)).collect();
    by_time.sort_unstable_by_key(|(time, at)| (time.is_none(), *time, *at));
    let mut rest = 0;
    for moment in by_time.chunk_by(|(a, _), (b, _)| a == b) {
        let named = |at: u32| Some(Placed { name: subjects.get(subject(at)?)?.file_name(checker)?, at });
        let units = Transmission::group(moment.iter().filter_map(|(_, at)| named(*at)));
        let mut is_next = |at: u32| {
            if let Some(subject) = subject(at).and_then(|at| subjects.get_mut(at)) {
                subject.look.turn = turns.next().unwrap_or(u32::MAX);
            }
        };
        for unit in units {
            for placed in &unit.files {
                is_next(placed.at);
            }
            groups.push((true, u32::try_from(unit.files.len()).unwrap_or(u32::MAX)));
        }
        for (_, at) in moment.iter().filter(|(time, _)| time.is_none()) {
            is_next(*at);
            rest += 1;
        }
    }
    groups.push((false, rest));
}

/// Files that lie together, by their numbers: all of them, but for units whose file names come twice. Each folder has
/// its own copy of such a unit, since a copy in another folder is no second file of it.
fn places(checker: &Checker, subjects: &[Subject<'_>]) -> Vec<Vec<u32>> {
    let unit = |subject: &Subject<'_>| {
        let name = subject.file_name(checker)?;
        Some((name.timestamp(), name.sender(), name.receiver()))
    };
    let mut names = HashSet::with_capacity(subjects.len());
    let mut repeated = HashSet::new();
    for subject in subjects {
        if !names.insert(&*subject.document.name) {
            repeated.extend(unit(subject));
        }
    }
    drop(names);
    if repeated.is_empty() {
        return if subjects.is_empty() { Vec::new() } else { vec![(0..).take(subjects.len()).collect()] };
    }
    let mut places = BTreeMap::<_, Vec<_>>::new();
    for (at, subject) in (0..).zip(subjects) {
        let is_repeated = unit(subject).is_some_and(|unit| repeated.contains(&unit));
        let path = if is_repeated { subject.document.path() } else { None };
        let folder = path.and_then(|path| Some(path.parent()?.to_owned()));
        places.entry(folder).or_default().push(at);
    }
    places.into_values().collect()
}

/// What the name of a file is.
fn naming(name: &str, checker: &Checker) -> Naming {
    let kinds = checker.registry.kinds();
    match FileName::parse_with(name, kinds) {
        Ok(name) => Naming::Standard(name),
        Err(fault) => match FileName::find_in_with(name, kinds) {
            Some(found) => Naming::Renamed { found, fault },
            None => Naming::Other(fault),
        },
    }
}

impl Subject<'_> {
    fn file_name(&self, checker: &Checker) -> Option<FileName> {
        naming(&self.document.name, checker).file_name().copied()
    }

    /// All that checks are told of the file.
    fn context(&self, id: FileId, checker: &Checker) -> FileContext {
        let mut context = FileContext {
            id,
            name: self.document.name.to_string(),
            path: self.document.path().map(Cow::into_owned),
            naming: naming(&self.document.name, checker),
            encoding: self.look.encoding,
            content: self.look.content.to_vec(),
            is_empty: self.look.is_empty,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_a_file_is_small() {
        assert!(size_of::<Candidate<'_>>() <= 80, "{}", size_of::<Candidate<'_>>());
        // So that the one list becomes the other without a copy.
        assert!(size_of::<Subject<'_>>() <= size_of::<Candidate<'_>>());
    }
}
