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
use crate::transmission::{Transmission, UnitKind, unit_kind};
use crate::value::{LayoutFamily, ZerosOr};
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

/// The files of a unit that can be taken, in the order of processing. Of files with one name and one content
/// the first is; with different contents nobody knows which is meant, and none is, whichever came first.
fn files_to_take<'a>(unit: &'a Transmission<FormFile>, notes: &mut Vec<Note>) -> Vec<&'a FormFile> {
    // By each name the first file, and whether another one has another content.
    let mut by_name = BTreeMap::<FileName, (&FormFile, bool)>::new();
    for file in unit.files.iter().filter(|file| refusal(file, unit).is_none()) {
        // The extension may be written another way.
        let (first, differs) = by_name.entry(file.name.with_canonical_extension()).or_insert((file, false));
        *differs |= file.content != first.content;
    }
    let mut files = Vec::new();
    for file in &unit.files {
        let namesake = || match by_name.get(&file.name.with_canonical_extension()) {
            Some((_, true)) => Some(Refusal::Conflict),
            Some((first, false)) if !core::ptr::eq(*first, file) => Some(Refusal::Twice),
            _ => None,
        };
        match refusal(file, unit).or_else(namesake) {
            Some(refusal) => notes.push(Note::FileRefused { file: file.name, refusal }),
            None => files.push(file),
        }
    }
    files.sort_by(|a, b| a.name.processing_order(&b.name));
    files
}

/// What is to be noted of a unit in which a kind that leads is there without others that must go with it.
fn incomplete(leading: &FormKind, there: &[&FormKind], family: LayoutFamily) -> Option<Note> {
    let lacking = |unit: &UnitKind| -> Vec<&'static FormKind> {
        unit.required_in(family).filter(|kind| !there.contains(kind)).collect()
    };
    // A kind may lead several units (第6表 that of a report to a centre too): the one that lacks the fewest.
    let led = unit_kind::ALL.iter().copied().filter(|unit| unit.leading() == Some(leading));
    let unit = led.min_by_key(|unit| lacking(unit).len())?;
    let missing = lacking(unit);
    (!missing.is_empty()).then_some(Note::Incomplete { unit, missing })
}

impl Incoming {
    /// Takes a unit apart. Pictures that no record of the unit names are given to the entry that is held and
    /// names them.
    ///
    /// # Errors
    ///
    /// The notes, if there is no file that can be taken.
    pub(super) fn new(
        unit: &Transmission<FormFile>,
        held: &BTreeMap<EntryKey, Entry>,
    ) -> Result<Self, Vec<Note>> {
        let mut notes = Vec::new();
        let files = files_to_take(unit, &mut notes);
        let Some(origin) = origin(unit) else { return Err(notes) };
        let mut incoming = Self { origin, deletions: BTreeMap::new(), entries: BTreeMap::new(), notes };
        incoming.note_files(&files);
        for file in &files {
            if let FileContent::Forms(list) = &file.content {
                incoming.take(&file.name, list);
            }
        }
        incoming.take_images(&files, held);
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
        let is_empty =
            |file: &FormFile| matches!(&file.content, FileContent::Forms(forms) if forms.is_empty());
        for file in files.iter().filter(|file| is_empty(file)) {
            self.notes.push(Note::EmptyFile { file: file.name });
        }
        let there: Vec<_> = files.iter().map(|file| file.kind()).collect();
        let family = self.origin.sender().form().family();
        let mut leading: Vec<_> =
            files.iter().filter(|file| !is_empty(file)).map(|file| file.kind()).collect();
        leading.dedup();
        self.notes.extend(leading.into_iter().filter_map(|kind| incomplete(kind, &there, family)));
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

    /// Gives the pictures to the entries that name them: those of the unit, or else one that is held.
    fn take_images(&mut self, files: &[&FormFile], held: &BTreeMap<EntryKey, Entry>) {
        let names = files.iter().filter(|file| file.kind().layout.is_none()).map(|file| file.name);
        let mut pictures: Vec<(FileName, Vec<EntryKey>)> = names.map(|name| (name, Vec::new())).collect();
        // Nothing is looked through where there is no picture.
        if !pictures.is_empty() {
            let owners = image_owners(&self.entries);
            for (name, keys) in &mut pictures {
                keys.extend(owners.get(&name.with_canonical_extension()).into_iter().flatten());
            }
        }
        if pictures.iter().any(|(_, keys)| keys.is_empty()) {
            let owners = image_owners(held);
            for (name, keys) in pictures.iter_mut().filter(|(_, keys)| keys.is_empty()) {
                keys.extend(owners.get(&name.with_canonical_extension()).and_then(|keys| keys.first()));
            }
        }
        for (name, keys) in pictures {
            if keys.is_empty() {
                self.notes.push(Note::ImageWithoutOwner { file: name });
            }
            for key in keys {
                self.entries.entry(key).or_default().push_image(name.kind(), self.origin, name);
            }
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

/// The entries that name pictures (No.62), by these. The extension may be written either way.
fn image_owners(entries: &BTreeMap<EntryKey, Entry>) -> BTreeMap<FileName, Vec<EntryKey>> {
    let mut owners = BTreeMap::<FileName, Vec<EntryKey>>::new();
    for (key, entry) in entries {
        let names =
            entry.forms::<BasicInfo>().iter().filter_map(|form| form.family_image_file_name.as_deref());
        for name in names.filter_map(|name| FileName::parse(name).ok()) {
            let keys = owners.entry(name.with_canonical_extension()).or_default();
            // Entries come one after the other, so that one is there already only as the last.
            if keys.last() != Some(key) {
                keys.push(*key);
            }
        }
    }
    owners
}
