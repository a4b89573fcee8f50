//! What a receiver holds, and what a unit of sending does to it: replacing, deleting, and what goes with a
//! deletion (keys and relations of the standard).
//!
//! - A newer unit with the same key replaces the older one **as a whole**, without a deletion: a plan set of
//!   edition 3.2, which has no 第3表, removes an older 第3表. The key is in a unit when the record that leads
//!   is: 第1表, 第6表, 利用者基本情報, 支援計画書. Persons and keys that a unit does not name stay.
//! - Records without the one that leads (software that sends form by form) replace their own part only.
//! - 第1表 削除 removes 第2表, 第3表 and 利用者補足情報 of the plan too; 第6表 削除 removes 第7表 and
//!   利用者補足情報 of the month, and no actuals; 利用者基本情報 削除 its 別表 and pictures; 支援計画書 削除 its
//!   別表; 実績 削除 the actuals of one office and service type. What is not held need not be deleted.
//! - 実績 are held by office and service type and replaced by those that the new file has lines of: a
//!   correction without the lines of one satellite removes these, and leaves the other service types.
//! - Units are to be applied in the order of their ファイル連番 ([`Ledger::apply_all`] sorts). A unit that comes
//!   late does not undo a newer one: each part remembers the unit that it came from ([`Origin`]). Deletions
//!   leave no trace: what comes late, and was deleted by a newer unit, is held again until the deletion is
//!   applied again.
//! - A unit that lacks files which must go with the one that leads is taken as a whole all the same, which is
//!   noted ([`Note::Incomplete`]). Files of one name with different contents are refused, all of them
//!   ([`Refusal::Conflict`]), and count as missing.
//! - Applying a unit twice, or all units again, gives the same ledger.
//!
//! A ledger is that of **one receiver**: a sender tells each receiver for itself when a month has nothing
//! more for it, so that the deletion for one says nothing of the others.

mod change;
mod entry;
mod incoming;
#[cfg(feature = "serde")]
mod json;
mod key;
mod note;
mod place;

pub use change::{Applied, Change, Effect, PartChange, PartEffect};
pub use entry::{Entry, Origin, Part};
pub use key::{EntryKey, Person};
pub use note::{Note, Refusal};

use crate::file_name::Endpoint;
use crate::form_file::FormFile;
use crate::kind::FormKind;
use crate::service::ServiceTypeCode;
use crate::transmission::Transmission;
use core::fmt;
use incoming::Incoming;
use std::collections::BTreeMap;

/// What a receiver holds.
///
/// ```
/// use careplan_model::ledger::{EntryKey, Ledger, Person};
/// use careplan_model::{FileContent, FormFile, Table1Deletion, Table2, Transmission};
///
/// // Units of sending; `careplan_csv::Inbox::read_unit` reads them from files.
/// let person = Person { insurer: "991018".parse()?, insured: "9000000001".parse()? };
/// let (version, plan_date) = ("202407".parse()?, "20250925".parse()?);
/// let line = Table2::new(version, person.insurer, person.insured, "20250922".parse()?, plan_date);
/// let gone = Table1Deletion::new(version, person.insurer, person.insured, plan_date);
/// let units = Transmission::group([
///     FormFile {
///         name: "UP2KYO_9970100013_43_9970100062_17_20250925100000.CSV".parse()?,
///         content: FileContent::Forms(vec![line.clone()].into()),
///     },
///     FormFile {
///         name: "DLT1KYO_9970100013_43_9970100062_17_20251120100001.CSV".parse()?,
///         content: FileContent::Forms(vec![gone].into()),
///     },
/// ]);
///
/// let mut ledger = Ledger::new();
/// let applied = ledger.apply(&units[0]);
/// assert_eq!(applied.changes[0].to_string(), "care plan of 2025-09-25: added; UP2KYO 0 → 1 (added)");
/// // There was no 第1表, which is noted.
/// assert_eq!(applied.notes.len(), 1);
/// let entry = ledger.get(&EntryKey::Plan { person, plan_date });
/// assert_eq!(entry.map(|entry| entry.forms::<Table2>()), Some(&[line][..]));
///
/// let applied = ledger.apply(&units[1]);
/// assert_eq!(
///     applied.changes[0].to_string(),
///     "care plan of 2025-09-25: removed; UP2KYO 1 → 0 (removed with what it depends on)"
/// );
/// assert!(ledger.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// In JSON it is a list of entries, each with its key and its parts, a part with the first file of the unit
/// that it came from and its records. `Debug` tells no person and no text.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: BTreeMap<EntryKey, Entry>,
}

impl Ledger {
    /// A ledger that holds nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Applies units in the order of processing: by ファイル連番, then by the name of the first file. One
    /// result for each, in that order.
    pub fn apply_all<'a>(
        &mut self,
        units: impl IntoIterator<Item = &'a Transmission<FormFile>>,
    ) -> Vec<Applied> {
        let mut units: Vec<_> = units.into_iter().collect();
        units.sort_by_cached_key(|unit| (unit.timestamp, incoming::origin(unit)));
        units.into_iter().map(|unit| self.apply(unit)).collect()
    }

    /// Applies a unit. It may be older than what is held; see the [module](self).
    pub fn apply(&mut self, unit: &Transmission<FormFile>) -> Applied {
        let mut changes = Vec::new();
        let notes = match Incoming::new(unit, &self.entries) {
            Err(notes) => notes,
            Ok(Incoming { origin, deletions, entries, mut notes }) => {
                for ((_, key), kind) in deletions {
                    note_sender(key, unit.sender, &mut notes);
                    changes.push(self.delete(key, kind, origin, &mut notes));
                }
                for (key, entry) in entries {
                    note_sender(key, unit.sender, &mut notes);
                    changes.push(self.update(key, entry, origin, &mut notes));
                }
                notes
            }
        };
        let names = unit.files.iter().map(|file| file.name).collect();
        let Transmission { sender, receiver, timestamp, month, .. } = *unit;
        Applied { unit: Transmission { sender, receiver, timestamp, month, files: names }, changes, notes }
    }

    /// The entry of a key.
    pub fn get(&self, key: &EntryKey) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// All entries, by keys: plans, months, actuals, 利用者基本情報, 支援計画書; of each kind by person, then
    /// by date.
    pub fn entries(&self) -> impl Iterator<Item = (&EntryKey, &Entry)> {
        self.entries.iter()
    }

    /// The entries of a person.
    pub fn entries_of(&self, person: Person) -> impl Iterator<Item = (&EntryKey, &Entry)> {
        self.entries().filter(move |(key, _)| key.person() == person)
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is held.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Carries a deletion out, as far as nothing newer is held.
    fn delete(
        &mut self,
        key: EntryKey,
        deletion: &'static FormKind,
        unit: Origin,
        notes: &mut Vec<Note>,
    ) -> Change {
        let Some(mut entry) = self.entries.remove(&key) else {
            return Change { key, effect: Effect::NotHeld, parts: Vec::new() };
        };
        let others = origins(&entry);
        let mut parts = Vec::new();
        entry.parts.retain(|part| {
            let stays = !deletion.deletes.contains(&part.kind.prefix) || part.origin >= unit;
            let effect = match (stays, part.is_leading()) {
                (true, _) => PartEffect::Outdated,
                (false, true) => PartEffect::Deleted,
                (false, false) => PartEffect::Cascaded,
            };
            let after = if stays { part.len() } else { 0 };
            parts.push(PartChange { kind: part.kind, before: part.len(), after, effect });
            stays
        });
        if !entry.parts.is_empty() {
            self.entries.insert(key, entry);
        }
        let is_removal = parts.iter().any(|part| part.effect.is_change());
        let effect = if is_removal { Effect::Removed } else { Effect::Outdated };
        note_others(key, effect, &others, unit, notes);
        Change { key, effect, parts }
    }

    /// Takes over what a unit has of a key, as far as nothing newer is held.
    fn update(&mut self, key: EntryKey, mut new: Entry, unit: Origin, notes: &mut Vec<Note>) -> Change {
        let mut held = self.entries.remove(&key).unwrap_or_default();
        let was_held = !held.parts.is_empty();
        let others = origins(&held);
        // A unit with the record that leads says of every part how it is from then on.
        let leads = new.leading().is_some();
        let led_by = held.leading().map(|part| part.origin);
        if !leads {
            notes.push(Note::WithoutLeading { key, leading_is_held: led_by.is_some() });
        }
        let (mut kept, mut parts) = (Vec::new(), Vec::new());
        for kind in key.kinds() {
            let (before, after) = (held.take(kind), new.take(kind));
            let newest = before.as_ref().map(|part| part.origin).max(led_by);
            let is_outdated = newest > Some(unit);
            let count = before.as_ref().map_or(0, Part::len);
            let (effect, part) = match (before, after) {
                (None, None) => continue,
                (Some(before), None) if leads && !is_outdated => {
                    drop(before);
                    (PartEffect::LeftOut, None)
                }
                // The unit says nothing of it.
                (before, None) => {
                    kept.extend(before);
                    continue;
                }
                (before, Some(_)) if is_outdated => (PartEffect::Outdated, before),
                (None, after) => (PartEffect::Added, after),
                (Some(before), Some(after)) if before.records == after.records => {
                    (PartEffect::Unchanged, Some(after))
                }
                (Some(_), after) => (PartEffect::Replaced, after),
            };
            let after = part.as_ref().map_or(0, Part::len);
            parts.push(PartChange { kind, before: count, after, effect });
            kept.extend(part);
        }
        self.entries.insert(key, Entry { parts: kept });
        let effect = if !was_held {
            Effect::Added
        } else if parts.iter().any(|part| part.effect.is_change()) {
            Effect::Replaced
        } else if parts.iter().all(|part| part.effect == PartEffect::Unchanged) {
            Effect::Unchanged
        } else {
            Effect::Outdated
        };
        note_others(key, effect, &others, unit, notes);
        Change { key, effect, parts }
    }
}

/// The units from which something of an entry is held.
fn origins(entry: &Entry) -> Vec<Origin> {
    let mut origins: Vec<Origin> = entry.parts.iter().map(|part| part.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    origins
}

/// Notes what is odd about the units from which an entry was held, before a unit changed it.
fn note_others(key: EntryKey, effect: Effect, others: &[Origin], unit: Origin, notes: &mut Vec<Note>) {
    for &other in others.iter().filter(|other| **other != unit) {
        if other.timestamp() == unit.timestamp() {
            notes.push(Note::SameTimestamp { key, other });
        }
        if effect.is_change() && !is_same(other.receiver(), unit.receiver()) {
            notes.push(Note::OtherReceiver { key, other });
        }
        if effect.is_change() && !is_same(other.sender(), unit.sender()) {
            notes.push(Note::OtherSender { key, other });
        }
    }
}

/// Notes actuals whose sender has no business with them. Names of editions before 4.0 do not tell a planner.
fn note_sender(key: EntryKey, sender: Endpoint, notes: &mut Vec<Note>) {
    let EntryKey::Actual { provider, .. } = key else { return };
    let is_planner = sender.service_type().is_some_and(ServiceTypeCode::is_planning);
    if sender.office != provider && sender.service.is_some() && !is_planner {
        notes.push(Note::ActualOfOtherOffice { key, sender });
    }
}

/// Names of editions before 4.0 give no service type: there, the office number decides.
fn is_same(a: Endpoint, b: Endpoint) -> bool {
    a.office == b.office && (a.service == b.service || a.service.is_none() || b.service.is_none())
}

/// Keys and numbers of records; neither persons nor texts.
impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.entries).finish()
    }
}
