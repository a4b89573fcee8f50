//! Which form a file holds, told from its records alone.

use crate::lexer::Entry;
use crate::record::{ItemState, Record};
use crate::slice::entries;
use careplan_model::{FormKind, Layout, LayoutFamily};

/// How many records are looked at.
const RECORDS: usize = 16;

/// The kinds, of those given, whose layout the first records of a file fit. Kinds with equal layouts
/// (予定 and 実績, some deletions) cannot be told apart and are all named.
///
/// A record fits a layout if it has as many fields as one of its editions, its required items are
/// there, and no item is of the wrong type. A file fits by the majority of its first records, so that
/// one bad cell does not hide what the file is.
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

/// Counts which kinds the records of a file fit.
pub(crate) struct Recogniser {
    votes: Vec<(&'static FormKind, usize)>,
    seen: usize,
}

impl Recogniser {
    pub(crate) fn new(kinds: &[&'static FormKind]) -> Self {
        Self { votes: kinds.iter().map(|kind| (*kind, 0)).collect(), seen: 0 }
    }

    /// Looks at the next record; `false` when it has seen enough.
    pub(crate) fn look_at(&mut self, record: &Record<'_>) -> bool {
        self.seen += 1;
        // The count tells most layouts apart; no more fields are counted than the longest layout has.
        let longest = self.votes.iter().filter_map(|(kind, _)| Some(kind.layout?.items.len())).max();
        let count = record.fields().take(longest.unwrap_or(0) + 1).count();
        for (kind, votes) in &mut self.votes {
            let may_fit = |layout: &Layout| {
                count == layout.count_in(LayoutFamily::V3) || count == layout.count_in(LayoutFamily::V4)
            };
            if kind.layout.is_some_and(|layout| may_fit(layout) && fits(record, layout)) {
                *votes += 1;
            }
        }
        self.seen < RECORDS
    }

    pub(crate) fn kinds(&self) -> Vec<&'static FormKind> {
        self.votes.iter().filter(|(_, votes)| votes * 2 > self.seen).map(|(kind, _)| *kind).collect()
    }
}

fn fits(record: &Record<'_>, layout: &'static Layout) -> bool {
    let (family, _) = record.family(layout);
    record.fields().count() == layout.count_in(family)
        && record.items(layout).all(|entry| {
            entry.item.is_some_and(|item| match entry.check() {
                ItemState::Blank => !item.required,
                ItemState::Valid(()) => true,
                // What a text holds says nothing about the layout.
                ItemState::Invalid(_) => item.item_type.is_text(),
            })
        })
}
