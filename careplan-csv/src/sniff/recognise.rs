//! Which form a file holds, told from its records alone.

use crate::lexer::Entry;
use crate::record::{ItemState, Record};
use crate::slice::entries;
use careplan_model::{FormKind, Layout, LayoutFamily};

/// How many records are looked at.
const RECORDS: usize = 16;

/// The kinds, of those given, whose layout the first records of a file fit best. Kinds with equal
/// layouts (予定 and 実績, some deletions) cannot be told apart and are all named.
///
/// Most records must have as many fields as one of the editions of the layout (or lack some at the end
/// that may be blank, as when a spreadsheet cuts them off), and of their items at least two thirds
/// must be what the layout expects; the layout with the fewest misfits is taken, one that lacks no fields first. So a column that a
/// spreadsheet has spoilt does not hide what the file is.
///
/// ```
/// use careplan_csv::recognise;
/// use careplan_model::kind;
/// let kinds = recognise(b"202407,435073,0000000001,202604\r\n", kind::STANDARD);
/// assert_eq!(kinds, [&kind::PLAN_DELETION]);
/// ```
pub fn recognise(file: &[u8], kinds: &[&'static FormKind]) -> Vec<&'static FormKind> {
    let mut recogniser = Recogniser::new(kinds);
    for record in entries(file).filter_map(Entry::record) {
        if !recogniser.look_at(&record) {
            break;
        }
    }
    recogniser.kinds()
}

/// Counts how well the records of a file fit each kind.
pub(crate) struct Recogniser {
    candidates: Vec<Candidate>,
    longest: usize,
    seen: usize,
}

struct Candidate {
    kind: &'static FormKind,
    layout: &'static Layout,
    /// By family: how many fields a record has, and how many at least if some at the end are cut off. Told once, since
    /// most files are small, and looking at all kinds of layouts for each record would take longer than to read them.
    fields: [(usize, usize); 2],
    /// Records with a fitting number of fields.
    records: usize,
    /// Items of those records that say something: values, and blanks that may not be.
    items: usize,
    misfits: usize,
    /// Whether records lack fields at the end. A layout that all fields fit goes before such a one.
    is_cut_off: bool,
}

impl Recogniser {
    pub(crate) fn new(kinds: &[&'static FormKind]) -> Self {
        let candidates: Vec<_> = kinds
            .iter()
            .filter_map(|kind| {
                let layout = kind.layout?;
                Some(Candidate {
                    kind,
                    layout,
                    fields: [LayoutFamily::V4, LayoutFamily::V3].map(|family| fields(layout, family)),
                    records: 0,
                    items: 0,
                    misfits: 0,
                    is_cut_off: false,
                })
            })
            .collect();
        let longest = candidates.iter().map(|candidate| candidate.layout.items.len()).max().unwrap_or(0);
        Self { candidates, longest, seen: 0 }
    }

    /// Looks at the next record; `false` when it has seen enough.
    pub(crate) fn look_at(&mut self, record: &Record<'_>) -> bool {
        self.seen += 1;
        // No more fields are counted than the longest layout has.
        let count = record.fields().take(self.longest + 1).count();
        for candidate in &mut self.candidates {
            candidate.look_at(record, count);
        }
        self.seen < RECORDS
    }

    pub(crate) fn kinds(&self) -> Vec<&'static FormKind> {
        let fitting = |candidate: &&Candidate| {
            candidate.records * 2 > self.seen
                && candidate.misfits * 3 <= candidate.items
                && candidate.items > 0
        };
        let fit = |candidate: &Candidate| (candidate.is_cut_off, candidate.misfits);
        let closest = self.candidates.iter().filter(fitting).map(fit).min();
        let best = |candidate: &&Candidate| Some(fit(candidate)) == closest;
        self.candidates.iter().filter(fitting).filter(best).map(|candidate| candidate.kind).collect()
    }
}

/// The number of fields in a family, and the number of those up to the last that must be there.
fn fields(layout: &'static Layout, family: LayoutFamily) -> (usize, usize) {
    let required = layout.items_in(family).enumerate().filter(|(_, item)| item.required);
    (layout.count_in(family), required.last().map_or(0, |(place, _)| place + 1))
}

impl Candidate {
    fn look_at(&mut self, record: &Record<'_>, count: usize) {
        let complete = |(all, _): &(usize, usize)| count == *all;
        let cut_off = |(all, least): &(usize, usize)| count < *all && count >= *least;
        if !self.fields.iter().any(|fields| complete(fields) || cut_off(fields)) {
            return;
        }
        self.records += 1;
        for entry in record.items(self.layout) {
            let Some(item) = entry.item else { continue };
            match entry.check() {
                ItemState::Blank if item.required => {
                    self.items += 1;
                    self.misfits += 1;
                }
                // What a text holds says nothing about the layout.
                ItemState::Blank => {}
                _ if item.item_type.is_text() => {}
                ItemState::Valid(()) => self.items += 1,
                ItemState::Invalid(_) => {
                    self.items += 1;
                    self.misfits += 1;
                }
            }
        }
        if !self.fields.iter().any(complete) {
            self.is_cut_off = true;
            self.misfits += 1;
        }
    }
}
