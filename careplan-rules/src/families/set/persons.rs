//! Whether all files of a unit speak of the same persons.

use super::units::is_unread;
use super::{ORPHAN, PERSON_MISSING};
use crate::check::{Check, FileContext, UnitContext};
use crate::families::hash::{HashMap, HashSet};
use crate::families::key::{self, PersonKey};
use crate::families::place::Place;
use crate::finding::{FileId, Found, Location};
use crate::findings::Findings;
use crate::row::{NotRun, Row};
use crate::rule::Bilingual;
use careplan_csv::Entry;
use careplan_model::{FileName, FormKind, kind};
use std::collections::BTreeSet;

/// The kinds of which every person of the leading kind has a record.
const NEEDED: &[(&FormKind, &[&FormKind])] = &[
    (&kind::TABLE1, &[&kind::TABLE2, &kind::USER_SUPPLEMENT]),
    (&kind::PLAN, &[&kind::TABLE7, &kind::USER_SUPPLEMENT]),
];

/// What was seen in the unit at hand: 96 bytes for each person of a leading file, 28 for each person of a
/// dependent file who is not there.
#[derive(Default)]
pub(super) struct Persons {
    leading: HashMap<(&'static str, PersonKey), Leading>,
    orphans: HashSet<(FileId, PersonKey)>,
    /// The kinds of the unit, by their names.
    present: BTreeSet<&'static str>,
    /// What the records of the file at hand depend on, and whether others depend on them.
    leader: Option<&'static str>,
    leads: bool,
    /// The person of the record before: most records of a person stand side by side.
    before: Option<PersonKey>,
    /// The kinds with records whose persons are not known: nobody can be said to be missing there.
    uncertain: BTreeSet<&'static str>,
}

struct Leading {
    place: Place,
    /// Bits by the places in the list of needed kinds.
    has: u8,
}

fn needed(leader: &str) -> &'static [&'static FormKind] {
    NEEDED.iter().find(|(kind, _)| kind.prefix == leader).map_or(&[], |(_, needed)| needed)
}

/// The kind that the records of a file depend on.
fn leader_of(file: &FileContext) -> Option<&'static str> {
    let kind = file.kind?;
    if *kind == kind::USER_SUPPLEMENT {
        // Its name says beside which form it stands.
        let has_month = file.file_name().and_then(FileName::service_month).is_some();
        return Some(if has_month { kind::PLAN.prefix } else { kind::TABLE1.prefix });
    }
    kind.depends_on.first().copied()
}

impl Check for Persons {
    fn start_file(&mut self, file: &FileContext, _: &mut Findings<'_>) {
        self.before = None;
        self.leader = leader_of(file);
        self.leads = file.kind.is_some_and(|kind| kind::STANDARD.iter().any(|other| kind.leads(other)));
        let Some(kind) = file.file_name().map(FileName::kind) else { return };
        self.present.insert(kind.prefix);
        if is_unread(file) {
            self.uncertain.insert(kind.prefix);
        }
    }

    fn odd_line(&mut self, file: &FileContext, entry: &Entry<'_>, _: &mut Findings<'_>) {
        // A record that is too long is not read.
        if entry.record().is_some() {
            self.lose(file);
        }
    }

    fn broken_record(&mut self, row: &Row<'_>, _: &mut Findings<'_>) {
        self.lose(row.file);
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let Some(kind) = row.file.kind.filter(|kind| kind::STANDARD.contains(kind)) else { return };
        if may_hold_others(row) {
            self.lose(row.file);
        }
        let (leader, leads) = (self.leader, self.leads);
        if leader.is_none() && !leads {
            return;
        }
        let fits =
            |key: &PersonKey| leader.is_none_or(|leader| key.has_month() == (leader == kind::PLAN.prefix));
        let Some(key) = key::person(row).ok().filter(fits) else {
            self.uncertain.insert(kind.prefix);
            let rule = if leader.is_some() { &ORPHAN } else { &PERSON_MISSING };
            return findings.ran(rule, Err(NotRun));
        };
        // A unit has one month; another one is told by other rules.
        let key = key.in_any_month();
        if self.before.replace(key) == Some(key) {
            return;
        }
        if leads {
            self.leading
                .entry((kind.prefix, key))
                .or_insert_with(|| Leading { place: row.place().into(), has: 0 });
        }
        if let Some(leader) = leader {
            self.depends(leader, kind, key, row, findings);
        }
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, findings: &mut Findings<'_>) {
        let Self { leading, present, uncertain, .. } = std::mem::take(self);
        let mut missing = Vec::new();
        for ((leader, _), person) in leading {
            for (bit, kind) in needed(leader).iter().enumerate() {
                if person.has & (1 << bit) != 0 || !present.contains(kind.prefix) {
                    continue;
                }
                if uncertain.contains(kind.prefix) {
                    findings.ran(&PERSON_MISSING, Err(NotRun));
                } else {
                    missing.push((person.place, *kind));
                }
            }
        }
        missing.sort_unstable_by_key(|(place, kind)| (place.order(), kind.order));
        for (place, kind) in missing {
            let name = Bilingual { ja: kind.name, en: kind.name_en };
            findings.add(Found::new(&PERSON_MISSING, Location::from(place)).with("missing", name));
        }
    }
}

/// Whether a quote at the wrong place may have made one record of several.
pub(super) fn may_hold_others(row: &Row<'_>) -> bool {
    row.field_count() > row.layout.items.len()
}

impl Persons {
    /// Records of a file are lost: a quote is never closed, or one is too long.
    fn lose(&mut self, file: &FileContext) {
        self.uncertain.extend(file.kind.map(|kind| kind.prefix));
    }

    /// The leading file comes before the files that depend on it.
    fn depends(
        &mut self,
        leader: &'static str,
        kind: &'static FormKind,
        key: PersonKey,
        row: &Row<'_>,
        findings: &mut Findings<'_>,
    ) {
        if let Some(person) = self.leading.get_mut(&(leader, key)) {
            if let Some(bit) = needed(leader).iter().position(|needed| *needed == kind) {
                person.has |= 1 << bit;
            }
            return;
        }
        if !self.present.contains(leader) || !self.orphans.insert((row.file.id, key)) {
            return;
        }
        if self.uncertain.contains(leader) {
            return findings.ran(&ORPHAN, Err(NotRun));
        }
        let Some(leader) = kind::by_prefix(leader) else { return };
        let name = Bilingual { ja: leader.name, en: leader.name_en };
        findings.add(Found::new(&ORPHAN, row.place()).with("leading", name));
    }
}
