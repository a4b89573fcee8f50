//! A unit taken apart: what it deletes, and what it brings for each key.

use super::entry::{Entry, Origin};
use super::key::EntryKey;
use super::note::{Note, Refusal};
use super::place::{Placed, supplement_keys, with_forms};
use crate::file_name::FileName;
use crate::form_file::{FileContent, FormFile};
use crate::form_list::{FormList, ListedForm};
use crate::forms::{BasicInfo, UserSupplement};
use crate::kind::{self, FormKind};
use crate::transmission::Transmission;
use crate::value::ZerosOr;
use std::collections::BTreeMap;

/// What a unit is about.
pub(super) struct Incoming {
    pub(super) origin: Origin,
    /// What is deleted, by the order of kinds, then by keys; and by which kind.
    pub(super) deletions: BTreeMap<(u8, EntryKey), &'static FormKind>,
    pub(super) entries: BTreeMap<EntryKey, Entry>,
    pub(super) notes: Vec<Note>,
}

/// The file by whose name a unit is sorted and remembered.
pub(super) fn origin(unit: &Transmission<FormFile>) -> Option<Origin> {
    let names = unit.files.iter().map(|file| &file.name);
    Origin::of(names.filter(|name| is_standard(name.kind()) && is_of_unit(name, unit)))
}

fn is_standard(kind: &FormKind) -> bool {
    kind::by_prefix(kind.prefix).is_some()
}

fn is_of_unit(name: &FileName, unit: &Transmission<FormFile>) -> bool {
    (name.sender(), name.receiver(), name.timestamp()) == (unit.sender, unit.receiver, unit.timestamp)
}

/// Whether a file is a copy of another; the extension may be written another way.
fn is_same(a: &FormFile, b: &FormFile) -> bool {
    a.name.with_canonical_extension() == b.name.with_canonical_extension() && a.content == b.content
}

/// Why a file cannot be taken.
fn refusal(file: &FormFile, unit: &Transmission<FormFile>) -> Option<Refusal> {
    if !is_standard(file.kind()) {
        return Some(Refusal::UnknownKind);
    }
    if !is_of_unit(&file.name, unit) {
        return Some(Refusal::OtherUnit);
    }
    let fits = match (&file.content, file.kind().layout) {
        (FileContent::Forms(list), Some(layout)) => list.layout() == layout,
        (FileContent::Bytes(_), None) => true,
        _ => false,
    };
    (!fits).then_some(Refusal::OtherContent)
}

impl Incoming {
    /// Takes a unit apart. Pictures that no record of the unit names are given to the entry that
    /// `owner_of` tells.
    ///
    /// # Errors
    ///
    /// The notes, if there is no file that can be taken.
    pub(super) fn new(
        unit: &Transmission<FormFile>,
        owner_of: impl Fn(&FileName) -> Option<EntryKey>,
    ) -> Result<Self, Vec<Note>> {
        let mut notes = Vec::new();
        let mut files: Vec<&FormFile> = Vec::new();
        for file in &unit.files {
            let twice = || files.iter().any(|known| is_same(known, file)).then_some(Refusal::Twice);
            match refusal(file, unit).or_else(twice) {
                Some(refusal) => notes.push(Note::FileRefused { file: file.name, refusal }),
                None => files.push(file),
            }
        }
        files.sort_by(|a, b| a.name.processing_order(&b.name));
        let Some(origin) = origin(unit) else { return Err(notes) };
        let mut incoming = Self { origin, deletions: BTreeMap::new(), entries: BTreeMap::new(), notes };
        incoming.note_files(&files);
        for file in &files {
            if let FileContent::Forms(list) = &file.content {
                incoming.take(&file.name, list);
            }
        }
        for file in files.iter().filter(|file| file.kind().layout.is_none()) {
            incoming.take_image(file.name, &owner_of);
        }
        incoming.note_repeated_keys();
        Ok(incoming)
    }

    /// Notes what is odd in the choice of files.
    fn note_files(&mut self, files: &[&FormFile]) {
        for kind in kind::STANDARD.iter().copied().filter(|kind| !kind.has_branch) {
            let count = files.iter().filter(|file| file.kind() == kind).count();
            if count > 1 {
                self.notes.push(Note::SeveralFiles { kind, files: count });
            }
        }
        let is_deletion = |file: &&FormFile| file.kind().is_deletion();
        if files.iter().any(is_deletion) && !files.iter().all(is_deletion) {
            self.notes.push(Note::DeletionBesideOthers);
        }
    }

    fn take(&mut self, name: &FileName, list: &FormList) {
        let kind = name.kind();
        if let FormList::UserSupplement(forms) = list {
            return self.take_supplements(name, forms);
        }
        with_forms!(list, forms => {
            for (form, record) in forms.iter().zip(1..) {
                match form.key(kind) {
                    Some(key) if kind.is_deletion() => {
                        self.deletions.insert((kind.order, key), kind);
                    }
                    Some(key) => self.push(key, kind, form.clone()),
                    None => self.notes.push(Note::ActualWithoutType { file: *name, record }),
                }
            }
        });
    }

    fn take_supplements(&mut self, name: &FileName, forms: &[UserSupplement]) {
        for (form, record) in forms.iter().zip(1..) {
            let key = match supplement_keys(form) {
                (Some(key), None) | (None, Some(key)) => key,
                (Some(plan), Some(month)) => {
                    let is_of_plan = name.month() == Some(ZerosOr::Zeros);
                    let key = if is_of_plan { plan } else { month };
                    self.notes.push(Note::SupplementOfBoth { key });
                    key
                }
                (None, None) => {
                    self.notes.push(Note::SupplementOfNeither { file: *name, record });
                    continue;
                }
            };
            self.push(key, name.kind(), form.clone());
        }
    }

    fn take_image(&mut self, name: FileName, owner_of: impl Fn(&FileName) -> Option<EntryKey>) {
        let is_owner = |entry: &Entry| names_image(entry, &name);
        let mut owners: Vec<EntryKey> =
            self.entries.iter().filter(|(_, entry)| is_owner(entry)).map(|(key, _)| *key).collect();
        if owners.is_empty() {
            owners.extend(owner_of(&name));
        }
        if owners.is_empty() {
            self.notes.push(Note::ImageWithoutOwner { file: name });
        }
        for key in owners {
            self.entries.entry(key).or_default().push_image(name.kind(), self.origin, name);
        }
    }

    fn push<F: ListedForm<String>>(&mut self, key: EntryKey, kind: &'static FormKind, form: F) {
        self.entries.entry(key).or_default().push_form(kind, self.origin, form);
    }

    /// Notes keys that stand several times where a form has one record for each.
    fn note_repeated_keys(&mut self) {
        let single = [&kind::TABLE1, &kind::USER_SUPPLEMENT, &kind::BASIC_INFO, &kind::PREVENTIVE_PLAN];
        for (key, entry) in &self.entries {
            for part in entry.parts().iter().filter(|part| part.len() > 1 && single.contains(&part.kind())) {
                let (key, kind, records) = (*key, part.kind(), part.len());
                self.notes.push(Note::RepeatedKey { key, kind, records });
            }
        }
    }
}

/// Whether a 利用者基本情報 of the entry names this picture (No.62). The extension may be written either way.
pub(super) fn names_image(entry: &Entry, image: &FileName) -> bool {
    let image = image.with_canonical_extension();
    entry.forms::<BasicInfo>().iter().any(|form| {
        let name = form.family_image_file_name.as_deref().and_then(|name| FileName::parse(name).ok());
        name.is_some_and(|name| name.with_canonical_extension() == image)
    })
}
