//! What the two trees share: lines by their numbers, texts filled down, and how they were printed.

use super::problem::{Problems, ViewFault};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

/// Where the text of an upper level is written when it belongs to several lines.
///
/// The standard lets the sender choose. A receiver fills texts down and understands both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Printing {
    /// On the first of the lines only, as the printed form shows it.
    #[default]
    FirstLine,
    /// On every line.
    EveryLine,
}

/// A record with its index.
pub(super) type Line<'a, R> = (usize, &'a R);

/// Puts lines of one number together, in the order in which the numbers first come. A number that comes
/// back after others is a problem; lines without a number stay where they are.
pub(super) fn by_number<'a, R, K: Hash + Eq>(
    lines: &[Line<'a, R>],
    number: impl Fn(&R) -> Option<K>,
    field: &str,
    problems: &mut Problems,
) -> Vec<Vec<Line<'a, R>>> {
    let mut groups: Vec<Vec<Line<'a, R>>> = Vec::new();
    let mut known = HashMap::new();
    // The group that the line before this one went to, and whether it has no number.
    let mut current = None;
    for line in lines {
        let key = number(line.1);
        let is_numbered = key.is_some();
        let place = match key {
            Some(key) => *known.entry(key).or_insert(groups.len()),
            None => {
                current.filter(|(_, was_numbered)| !was_numbered).map_or(groups.len(), |(place, _)| place)
            }
        };
        match groups.get_mut(place) {
            Some(group) => {
                if current.is_some_and(|(current, _)| current != place)
                    && let Some((first, _)) = group.first()
                {
                    problems.record(line.0, field, ViewFault::NumberReturns { first: *first });
                }
                group.push(*line);
            }
            None => groups.push(vec![*line]),
        }
        current = Some((place, is_numbered));
    }
    groups
}

/// Lists the lines whose number another line has already.
pub(super) fn find_repeated<R, K: Hash + Eq>(
    lines: &[Line<'_, R>],
    number: impl Fn(&R) -> Option<K>,
    field: &str,
    problems: &mut Problems,
) {
    let mut known = HashMap::new();
    for (index, record) in lines {
        let Some(key) = number(record) else { continue };
        let first = *known.entry(key).or_insert(*index);
        if first != *index {
            problems.record(*index, field, ViewFault::NumberRepeated { first });
        }
    }
}

/// Lists the parts of a view whose number another part beside them has already.
pub(super) fn find_repeated_parts<K: Hash + Eq>(
    parts: impl Iterator<Item = (Vec<usize>, Option<K>)>,
    field: &str,
    problems: &mut Problems,
) {
    let mut known = HashMap::new();
    for (place, (path, number)) in parts.enumerate() {
        let Some(number) = number else { continue };
        let first = *known.entry(number).or_insert(place);
        if first != place {
            problems.part(&path, Some(field), ViewFault::NumberRepeated { first });
        }
    }
}

/// The text that lines of one number have in common: the first that is there. Another one is a problem.
pub(super) fn filled_down<R, T: Clone + PartialEq>(
    lines: &[Line<'_, R>],
    text: impl Fn(&R) -> &Option<T>,
    field: &str,
    problems: &mut Problems,
) -> Option<T> {
    let mut said: Option<(usize, &T)> = None;
    for (index, record) in lines {
        let Some(text) = text(record) else { continue };
        match said {
            None => said = Some((*index, text)),
            Some((first, known)) if known != text => {
                problems.record(*index, field, ViewFault::TextConflict { first });
            }
            Some(_) => {}
        }
    }
    said.map(|(_, text)| text.clone())
}

/// What a line writes of the texts above it, by each habit.
pub(super) struct Habits<U> {
    pub(super) first_line: BTreeSet<U>,
    pub(super) every_line: BTreeSet<U>,
}

impl<U: Ord + Clone> Habits<U> {
    pub(super) fn of(&self, printing: Printing) -> &BTreeSet<U> {
        match printing {
            Printing::FirstLine => &self.first_line,
            Printing::EveryLine => &self.every_line,
        }
    }
}

/// The habit that most lines follow; [`Printing::FirstLine`] where nothing tells.
///
/// `lines` are what each line has, and what it would have by each habit.
pub(super) fn habit<'a, U: Ord + 'a>(
    lines: impl Iterator<Item = (&'a BTreeSet<U>, &'a Habits<U>)>,
) -> Printing {
    let (mut first, mut every) = (0usize, 0usize);
    for (printed, habits) in lines {
        first += usize::from(*printed != habits.first_line);
        every += usize::from(*printed != habits.every_line);
    }
    if every < first { Printing::EveryLine } else { Printing::FirstLine }
}

/// Splits records into those that stand together and have one key. A key that comes back is a problem of
/// the whole file, which the caller lists.
pub(super) fn stretches<R, K: PartialEq>(records: &[R], key: impl Fn(&R) -> K) -> impl Iterator<Item = &[R]> {
    records.chunk_by(move |a, b| key(a) == key(b))
}

/// Views of a whole file: each stretch of records through `view`, with all problems of all of them.
pub(super) fn views_of<R, K: PartialEq + Ord, V>(
    records: &[R],
    key: impl Fn(&R) -> K,
    key_field: &str,
    mut problems: Problems,
    mut view: impl FnMut(usize, &[R], &mut Problems) -> Option<V>,
) -> Result<Vec<V>, super::ViewErrors> {
    let mut known = BTreeMap::new();
    let mut start = 0;
    let mut views = Vec::new();
    for stretch in stretches(records, &key) {
        if let Some(record) = stretch.first() {
            let first = *known.entry(key(record)).or_insert(start);
            if first != start {
                problems.record(start, key_field, ViewFault::StandsApart { first });
            }
        }
        views.extend(view(start, stretch, &mut problems));
        start += stretch.len();
    }
    problems.or(views)
}
