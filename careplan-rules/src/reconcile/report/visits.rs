//! Entries put together as people speak of them: the services of one visit, the same on several days.

use crate::reconcile::compare::slot;
use crate::reconcile::difference::{Difference, DifferenceKind, Slot};
use crate::reconcile::line::Line;
use crate::reconcile::result::Entry;
use careplan_model::{Date, ServiceCode, ServiceTime};
use std::collections::HashMap;

/// Entries that make one row of the text.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// The entries, at least one.
    pub(super) entries: Vec<&'a Entry>,
    /// The days of a row that is about several.
    pub(super) days: Vec<Date>,
}

impl<'a> Row<'a> {
    /// The planned, or the actual lines of all entries.
    pub(super) fn lines(&self, planned: bool) -> impl Iterator<Item = &'a Line> {
        self.entries.iter().flat_map(move |entry| if planned { &entry.planned } else { &entry.actual })
    }

    /// The codes of a side in order, each once.
    pub(super) fn codes(&self, planned: bool) -> Vec<ServiceCode> {
        let mut codes: Vec<ServiceCode> = self.lines(planned).map(|line| line.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// What makes entries one visit.
#[derive(PartialEq, Eq, Hash)]
enum VisitKey {
    /// One side only: kind and time.
    OneSided(DifferenceKind, Option<Slot>),
    /// Another time, the same for all services of the visit.
    Moved(Slot, Slot),
    /// By itself.
    Single(usize),
}

/// What makes visits of several days one row: kind, time, codes.
type DaysKey = (DifferenceKind, ServiceTime, ServiceTime, Vec<ServiceCode>);

/// The rows of a service, in the order of their first entries.
pub(super) fn rows<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Row<'a>> {
    let mut visits: Vec<(VisitKey, Row<'a>)> = Vec::new();
    let mut places = HashMap::new();
    for (number, entry) in entries.enumerate() {
        let place = *places.entry(key(entry, number)).or_insert(visits.len());
        if let Some((_, row)) = visits.get_mut(place) {
            row.entries.push(entry);
        } else {
            let days = entry.first().map(|line| line.day).into_iter().collect();
            visits.push((key(entry, number), Row { entries: vec![entry], days }));
        }
    }
    let mut rows: Vec<Row<'a>> = Vec::new();
    let mut places = HashMap::<DaysKey, usize>::new();
    for (key, visit) in visits {
        let VisitKey::OneSided(kind, Some(slot)) = key else {
            rows.push(visit);
            continue;
        };
        // All codes, so that two of the same do not count as one.
        let mut codes: Vec<ServiceCode> =
            visit.lines(true).chain(visit.lines(false)).map(|line| line.code).collect();
        codes.sort_unstable();
        let place = *places.entry((kind, slot.start, slot.end, codes)).or_insert(rows.len());
        match rows.get_mut(place) {
            Some(row) => {
                row.entries.extend(visit.entries);
                row.days.extend(visit.days);
            }
            None => rows.push(visit),
        }
    }
    rows
}

fn key(entry: &Entry, number: usize) -> VisitKey {
    if entry.first().is_some_and(|line| line.equipment.is_some()) {
        // Products are told one by one.
        return VisitKey::Single(number);
    }
    match *entry.differences {
        [Difference::NotDone] => VisitKey::OneSided(DifferenceKind::NotDone, slot(&entry.planned)),
        [Difference::NotPlanned] => VisitKey::OneSided(DifferenceKind::NotPlanned, slot(&entry.actual)),
        [Difference::Time { planned, actual }] if entry.planned.len() == 1 && entry.actual.len() == 1 => {
            VisitKey::Moved(planned, actual)
        }
        _ => VisitKey::Single(number),
    }
}
