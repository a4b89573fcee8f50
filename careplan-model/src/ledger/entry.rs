//! What is held of a key: its parts, each from a unit of sending.

#[cfg(feature = "serde")]
use super::{key::EntryKey, place};
use crate::file_name::{Endpoint, FileName, Timestamp};
use crate::form_list::{FormList, ListedForm};
use crate::kind::FormKind;
use core::cmp::Ordering;
use core::fmt;

/// The unit of sending from which something is held: its first file names it.
///
/// Units order as they are processed: by ファイル連番, then by the name of the first file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Origin(FileName);

impl Origin {
    /// The unit of these files; `None` if there is none.
    pub(super) fn of<'a>(files: impl IntoIterator<Item = &'a FileName>) -> Option<Self> {
        let first = files.into_iter().min_by(|a, b| a.processing_order(b))?;
        Some(Self(first.with_canonical_extension()))
    }

    /// The name of the first file of the unit.
    pub fn first_file(&self) -> &FileName {
        &self.0
    }

    /// Who sent it.
    pub fn sender(&self) -> Endpoint {
        self.0.sender()
    }

    /// To whom it was sent.
    pub fn receiver(&self) -> Endpoint {
        self.0.receiver()
    }

    /// ファイル連番.
    pub fn timestamp(&self) -> Timestamp {
        self.0.timestamp()
    }
}

impl Ord for Origin {
    fn cmp(&self, other: &Self) -> Ordering {
        self.timestamp().cmp(&other.timestamp()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Origin {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The name of the first file.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// All that is held of one key, by kinds of files; at least one part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// In the order of the kinds, each kind once.
    pub(super) parts: Vec<Part>,
}

/// The records of one kind that are held of a key.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    pub(super) kind: &'static FormKind,
    pub(super) origin: Origin,
    pub(super) records: Records,
}

/// Records, in the order in which they came.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Records {
    Forms(FormList),
    /// Of pictures only the names: their bytes stay with the caller.
    Images(Vec<FileName>),
}

impl Entry {
    /// Its parts, the leading one first.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The part of a kind.
    pub fn part(&self, kind: &FormKind) -> Option<&Part> {
        self.parts.iter().find(|part| part.kind == kind)
    }

    /// The part that the others depend on: 第1表, 第6表, 利用者基本情報 or 支援計画書. `None` if it never came,
    /// or came in a unit that is not applied yet.
    pub fn leading(&self) -> Option<&Part> {
        self.parts.iter().find(|part| part.is_leading())
    }

    /// The forms of a type; none if none are held.
    ///
    /// More than one of a form that a key should have once (第1表, 利用者補足情報 …) are held only where a
    /// unit repeats the key, which is noted when it is applied.
    pub fn forms<F: ListedForm<String>>(&self) -> &[F] {
        self.parts.iter().find_map(Part::forms).unwrap_or_default()
    }

    /// The names of the pictures of a 利用者基本情報.
    pub fn images(&self) -> &[FileName] {
        let names = |part: &Part| matches!(part.records, Records::Images(_));
        match self.parts.iter().find(|part| names(part)).map(|part| &part.records) {
            Some(Records::Images(names)) => names,
            _ => &[],
        }
    }

    pub(super) fn take(&mut self, kind: &FormKind) -> Option<Part> {
        let place = self.parts.iter().position(|part| part.kind == kind)?;
        Some(self.parts.remove(place))
    }

    /// Adds a form to the part of its kind.
    pub(super) fn push_form<F: ListedForm<String>>(
        &mut self,
        kind: &'static FormKind,
        origin: Origin,
        form: F,
    ) {
        let records = self.records_mut(kind, origin, || Records::Forms(F::into_list(Vec::new())));
        if let Some(Records::Forms(list)) = records
            && let Some(forms) = list.of_mut::<F>()
        {
            forms.push(form);
        }
    }

    pub(super) fn push_image(&mut self, kind: &'static FormKind, origin: Origin, name: FileName) {
        if let Some(Records::Images(names)) = self.records_mut(kind, origin, || Records::Images(Vec::new())) {
            names.push(name);
        }
    }

    /// The records of a kind, which are there then.
    fn records_mut(
        &mut self,
        kind: &'static FormKind,
        origin: Origin,
        records: impl FnOnce() -> Records,
    ) -> Option<&mut Records> {
        let place = self.parts.iter().position(|part| part.kind == kind).unwrap_or_else(|| {
            let place = self.parts.partition_point(|part| part.kind.order < kind.order);
            self.parts.insert(place, Part { kind, origin, records: records() });
            place
        });
        self.parts.get_mut(place).map(|part| &mut part.records)
    }

    /// Why it cannot be what is held of a key.
    #[cfg(feature = "serde")]
    pub(super) fn fault(&self, key: &EntryKey) -> Option<&'static str> {
        if self.parts.is_empty() {
            return Some("an entry without a record");
        }
        let is_foreign = |part: &Part| !key.kinds().any(|kind| kind == part.kind);
        let is_misplaced =
            |part: &Part| part.list().is_some_and(|list| !place::all_belong_to(list, part.kind, key));
        if self.parts.iter().any(is_foreign) {
            return Some("an entry with records of a kind that does not belong to its key");
        }
        self.parts.iter().any(is_misplaced).then_some("an entry with records of another key")
    }
}

impl Part {
    /// The kind of file that its records came in.
    pub fn kind(&self) -> &'static FormKind {
        self.kind
    }

    /// The last unit that brought these records, changed or not.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many records there are; of pictures, how many.
    pub fn len(&self) -> usize {
        match &self.records {
            Records::Forms(list) => list.len(),
            Records::Images(names) => names.len(),
        }
    }

    /// Whether there is no record; a part that is held has one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its forms, whichever they are; `None` for pictures.
    pub fn list(&self) -> Option<&FormList> {
        match &self.records {
            Records::Forms(list) => Some(list),
            Records::Images(_) => None,
        }
    }

    fn forms<F: ListedForm<String>>(&self) -> Option<&[F]> {
        self.list().and_then(FormList::of)
    }

    /// Whether the other parts of its entry depend on it.
    pub(super) fn is_leading(&self) -> bool {
        self.kind.depends_on.is_empty()
    }
}

/// Kind, number and origin: neither persons nor texts.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} × {} from {}", self.kind, self.len(), self.origin)
    }
}
