//! Which planned line and which actual line are the same service, within one person, month, office and
//! service type.
//!
//! In steps, each on what the steps before left over:
//!
//! 1. monthly additions that one side repeats, then lines that say the same;
//! 2. of a day ([`daily`]): the same day and code, by time; visits that were split or merged; the same day
//!    and about the same time, by code; the same code on another day, by days apart;
//! 3. of the month ([`monthly`]): the same code and product; a category against its products; another product
//!    of the code; another code of the product.
//!
//! Within a step the pairs are those of the smallest total difference ([`assign`](super::assign)).

mod daily;
mod monthly;

use super::Options;
use super::assign::assign;
use super::codes::Codes;
use super::compare::{self, Joined};
use super::difference::Difference;
use super::line::{Line, Lines};
use super::result::{CodeTotal, Entry};
use core::cmp::Ordering;

/// Lines of both sides that are not paired yet, each side in the order of [`Line`].
#[derive(Debug, Default)]
struct Left {
    planned: Vec<Line>,
    actual: Vec<Line>,
}

impl Left {
    fn is_one_sided(&self) -> bool {
        self.planned.is_empty() || self.actual.is_empty()
    }

    fn append(&mut self, other: &mut Self) {
        self.planned.append(&mut other.planned);
        self.actual.append(&mut other.actual);
    }

    /// Splits both sides.
    fn partition(self, mut first: impl FnMut(&Line) -> bool) -> (Self, Self) {
        let (planned, other_planned) = self.planned.into_iter().partition(&mut first);
        let (actual, other_actual) = self.actual.into_iter().partition(first);
        (Self { planned, actual }, Self { planned: other_planned, actual: other_actual })
    }

    /// Gives the lines with the same key to `each`; what that leaves over is left.
    fn by<K: Ord>(self, key: impl Fn(&Line) -> K, mut each: impl FnMut(&mut Self)) -> Self {
        if self.is_one_sided() {
            return self;
        }
        let keyed = |lines: Vec<Line>| {
            let mut keyed: Vec<(K, Line)> = lines.into_iter().map(|line| (key(&line), line)).collect();
            keyed.sort_unstable();
            keyed.into_iter().peekable()
        };
        let (mut planned, mut actual) = (keyed(self.planned), keyed(self.actual));
        let mut left = Self::default();
        let mut group = Self::default();
        while let (Some((one, _)), Some((other, _))) = (planned.peek(), actual.peek()) {
            if one < other {
                left.planned.extend(planned.next().map(|(_, line)| line));
            } else if one > other {
                left.actual.extend(actual.next().map(|(_, line)| line));
            } else if let Some((same, line)) = planned.next() {
                group.planned.push(line);
                group
                    .planned
                    .extend(core::iter::from_fn(|| planned.next_if(|(k, _)| *k == same)).map(|x| x.1));
                group.actual.extend(core::iter::from_fn(|| actual.next_if(|(k, _)| *k == same)).map(|x| x.1));
                each(&mut group);
                left.append(&mut group);
            }
        }
        left.planned.extend(planned.map(|(_, line)| line));
        left.actual.extend(actual.map(|(_, line)| line));
        left
    }
}

/// Collects the entries of one service.
struct Pairing<'a> {
    codes: &'a Codes,
    entries: Vec<Entry>,
}

impl Pairing<'_> {
    fn entry(&mut self, planned: impl Into<Lines>, actual: impl Into<Lines>, joined: Joined) {
        let (planned, actual) = (planned.into(), actual.into());
        if let Some(first) = planned.first() {
            let facts = self.codes.facts(first.code);
            self.entries.push(compare::entry(planned, actual, facts, joined));
        }
    }

    /// Pairs two sides that differ in nothing that is compared: the first with the first, and so on.
    fn zip(&mut self, left: &mut Left) {
        let both = left.planned.len().min(left.actual.len());
        let pairs = left.planned.drain(..both).zip(left.actual.drain(..both));
        for (planned, actual) in pairs {
            self.entry(planned, actual, Joined::Visits);
        }
    }

    /// Pairs lines that say the same. Both sides are in the order of [`Line`], in which those stand together.
    fn equal(&mut self, left: Left) -> Left {
        let mut rest = Left::default();
        let (mut planned, mut actual) =
            (left.planned.into_iter().peekable(), left.actual.into_iter().peekable());
        while let (Some(one), Some(other)) = (planned.peek(), actual.peek()) {
            match one.said().cmp(&other.said()) {
                Ordering::Less => rest.planned.extend(planned.next()),
                Ordering::Greater => rest.actual.extend(actual.next()),
                Ordering::Equal => {
                    if let (Some(one), Some(other)) = (planned.next(), actual.next()) {
                        self.entry(one, other, Joined::Visits);
                    }
                }
            }
        }
        rest.planned.extend(planned);
        rest.actual.extend(actual);
        rest
    }

    /// Pairs by the smallest total cost.
    fn assign(&mut self, left: &mut Left, cost: impl Fn(&Line, &Line) -> i64) {
        let never = super::assign::NEVER;
        let pairs = assign(left.planned.len(), left.actual.len(), |one, other| {
            match (left.planned.get(one), left.actual.get(other)) {
                (Some(planned), Some(actual)) => cost(planned, actual),
                _ => never,
            }
        });
        let planned: Vec<usize> = pairs.iter().map(|pair| pair.0).collect();
        let actual: Vec<usize> = pairs.iter().map(|pair| pair.1).collect();
        let (planned, actual) = (take(&mut left.planned, &planned), take(&mut left.actual, &actual));
        for (planned, actual) in planned.into_iter().zip(actual) {
            self.entry(planned, actual, Joined::Visits);
        }
    }
}

/// Takes the lines at these places out, in the order of the places.
fn take(lines: &mut Vec<Line>, places: &[usize]) -> Vec<Line> {
    let taken: Vec<Line> = places.iter().filter_map(|place| lines.get(*place).copied()).collect();
    let mut is_taken = vec![false; lines.len()];
    for place in places {
        if let Some(mark) = is_taken.get_mut(*place) {
            *mark = true;
        }
    }
    let mut marks = is_taken.into_iter();
    lines.retain(|_| !marks.next().unwrap_or(false));
    taken
}

/// Pairs the lines of one person, month, office and service type.
pub(super) fn pair(planned: Vec<Line>, actual: Vec<Line>, options: Options) -> (Vec<Entry>, Vec<CodeTotal>) {
    let codes = Codes::of(&planned, &actual, options);
    let mut pairing = Pairing { codes: &codes, entries: Vec::with_capacity(planned.len().max(actual.len())) };
    let mut left = Left { planned, actual };
    if codes.any_repeated() {
        left = monthly::take_once(left, &mut pairing);
    }
    left = pairing.equal(left);
    let (mut left, of_the_month) = left.partition(|line| codes.facts(line.code).daily);
    left = daily::pair(left, &mut pairing);
    left.append(&mut monthly::pair(of_the_month, &mut pairing));
    let mut entries = pairing.entries;
    entries.extend(left.planned.into_iter().map(|line| one_sided(line.into(), true)));
    entries.extend(left.actual.into_iter().map(|line| one_sided(line.into(), false)));
    entries.sort_by_cached_key(|entry| entry.first().copied());
    let totals = totals(&entries, &codes);
    (entries, totals)
}

fn one_sided(line: Lines, is_planned: bool) -> Entry {
    if is_planned {
        let differences = vec![Difference::NotDone];
        Entry { planned: line, actual: Lines::default(), differences, taken_once: false }
    } else {
        let differences = vec![Difference::NotPlanned];
        Entry { planned: Lines::default(), actual: line, differences, taken_once: false }
    }
}

/// One entry of lines that are not compared, with the one reason there is.
pub(super) fn uncompared(
    planned: Vec<Line>,
    actual: Vec<Line>,
    reason: Option<Difference>,
    options: Options,
) -> (Vec<Entry>, Vec<CodeTotal>) {
    let codes = Codes::of(&planned, &actual, options);
    let differences = reason.into_iter().collect();
    let entry = Entry { planned: planned.into(), actual: actual.into(), differences, taken_once: false };
    let totals = totals(core::slice::from_ref(&entry), &codes);
    (vec![entry], totals)
}

/// The totals for each code, in the order of the codes.
fn totals(entries: &[Entry], codes: &Codes) -> Vec<CodeTotal> {
    let mut totals: Vec<CodeTotal> = codes.all().map(CodeTotal::of).collect();
    for entry in entries {
        let once = if entry.taken_once { 1 } else { usize::MAX };
        let planned = entry.planned.iter().take(once).map(|line| (line, true));
        let actual = entry.actual.iter().take(once).map(|line| (line, false));
        for (line, is_planned) in planned.chain(actual) {
            let place = totals.binary_search_by_key(&line.code, |total| total.code);
            let Some(total) = place.ok().and_then(|place| totals.get_mut(place)) else { continue };
            if is_planned {
                total.add_planned(line);
            } else {
                total.add_actual(line);
            }
            let line = core::slice::from_ref(line);
            total.units_compared &= compare::units_are_known(line, &[], codes.facts(total.code));
        }
    }
    totals
}
