//! Takes lines in, finds out who is who, and hands out what belongs together.

mod owner;

use super::Options;
use super::difference::Difference;
use super::line::{Line, LinePlace, SlipLine};
use super::pairing::{pair, uncompared};
use super::result::{PersonMonth, Reconciliation, Service, ServiceStatus};
use careplan_model::{InsuredNumber, InsurerNumber, OfficeNumber, ServiceTypeCode, YearMonth};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// A person (numbered) in a month, under an insurer.
type PersonKey = (YearMonth, u32, InsurerNumber);

/// A line with its keys, numbers and offices as small numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stored {
    month: YearMonth,
    insured: u32,
    /// The insurer of the plan that the line belongs to; see [`owner`].
    owner: InsurerNumber,
    provider: u32,
    service_type: Option<ServiceTypeCode>,
    line: Line,
    insurer: InsurerNumber,
}

impl Stored {
    fn person(&self) -> PersonKey {
        (self.month, self.insured, self.owner)
    }
}

/// Gives values small numbers in the order of their first coming.
#[derive(Debug)]
struct Numbered<V> {
    numbers: HashMap<V, u32>,
    values: Vec<V>,
}

impl<V: Copy + Eq + Hash> Numbered<V> {
    fn new() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }

    fn number(&mut self, value: V) -> u32 {
        let next = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        let values = &mut self.values;
        *self.numbers.entry(value).or_insert_with(|| {
            values.push(value);
            next
        })
    }

    fn value(&self, number: u32) -> Option<V> {
        self.values.get(usize::try_from(number).ok()?).copied()
    }
}

struct Gatherer {
    insured: Numbered<InsuredNumber>,
    providers: Numbered<OfficeNumber>,
}

impl Gatherer {
    fn store(&mut self, lines: impl IntoIterator<Item = SlipLine>) -> Vec<Stored> {
        let mut stored: Vec<Stored> = lines
            .into_iter()
            .map(|line| Stored {
                month: line.service_month,
                insured: self.insured.number(line.insured),
                owner: line.insurer,
                provider: self.providers.number(line.provider),
                service_type: line.service_type(),
                line: line.line,
                insurer: line.insurer,
            })
            .collect();
        stored.shrink_to_fit();
        stored
    }
}

/// Keeps of each key only the lines of the last file; returns how many went.
fn replace<K: Eq + Hash>(lines: &mut Vec<Stored>, key: impl Fn(&Stored) -> K) -> u64 {
    let Some(first) = lines.first().map(|line| line.line.at.file) else { return 0 };
    if lines.iter().all(|line| line.line.at.file == first) {
        return 0;
    }
    let mut last = HashMap::new();
    for line in &*lines {
        let file = last.entry(key(line)).or_insert(0);
        *file = line.line.at.file.max(*file);
    }
    let before = lines.len();
    lines.retain(|line| last.get(&key(line)).is_none_or(|file| *file == line.line.at.file));
    (before - lines.len()) as u64
}

/// The whole of [`Options::reconcile`].
pub(super) fn run(
    options: Options,
    plan: impl IntoIterator<Item = SlipLine>,
    actuals: impl IntoIterator<Item = SlipLine>,
) -> Reconciliation {
    let mut gatherer = Gatherer { insured: Numbered::new(), providers: Numbered::new() };
    let mut planned = gatherer.store(plan);
    let mut actual = gatherer.store(actuals);
    let replaced_planned = replace(&mut planned, Stored::person);
    let replaced_actual = replace(&mut actual, |line| (line.person(), line.provider, line.service_type));
    planned.sort_unstable();
    owner::find(&planned, &mut actual);
    actual.sort_unstable();
    let received: HashSet<_> =
        actual.iter().map(|line| (line.month, line.provider, line.service_type)).collect();

    let mut persons = Vec::new();
    let mut sides = (&planned[..], &actual[..]);
    while let Some(person) = first_key(&sides, Stored::person) {
        let mine = take_while(&mut sides, |line| line.person() == person);
        let Some(insured) = gatherer.insured.value(person.1) else { continue };
        let is_planned = !mine.0.is_empty();
        let mut other_insurers: Vec<InsurerNumber> =
            mine.1.iter().map(|line| line.insurer).filter(|insurer| *insurer != person.2).collect();
        other_insurers.sort_unstable();
        other_insurers.dedup();
        let mut result = PersonMonth {
            ordinal: 0,
            service_month: person.0,
            insured,
            insurer: person.2,
            other_insurers,
            is_planned,
            services: Vec::new(),
        };
        let mut rest = mine;
        while let Some((provider, service_type)) = first_key(&rest, |line| (line.provider, line.service_type))
        {
            let its =
                take_while(&mut rest, |line| (line.provider, line.service_type) == (provider, service_type));
            let Some(office) = gatherer.providers.value(provider) else { continue };
            let status = if !is_planned {
                ServiceStatus::UnknownPerson
            } else if its.1.is_empty() && !received.contains(&(person.0, provider, service_type)) {
                ServiceStatus::NoActuals
            } else if its.0.is_empty()
                && mine.0.binary_search_by_key(&provider, |line| line.provider).is_err()
            {
                ServiceStatus::UnknownOffice
            } else {
                ServiceStatus::Compared
            };
            result.services.push(service(office, service_type, status, its, options));
        }
        // Small numbers are given in the order of the lines, which must not show.
        result.services.sort_by_key(|service| (service.provider, service.service_type));
        persons.push((place(is_planned, mine), result));
    }
    Reconciliation { persons: number(persons), replaced_planned, replaced_actual }
}

fn service(
    provider: OfficeNumber,
    service_type: Option<ServiceTypeCode>,
    status: ServiceStatus,
    (planned, actual): (&[Stored], &[Stored]),
    options: Options,
) -> Service {
    let lines = |side: &[Stored]| side.iter().map(|stored| stored.line).collect::<Vec<Line>>();
    let (planned, actual) = (lines(planned), lines(actual));
    let (entries, totals) = match status {
        ServiceStatus::Compared => pair(planned, actual, options),
        ServiceStatus::NoActuals => uncompared(planned, actual, None, options),
        ServiceStatus::UnknownOffice => uncompared(planned, actual, Some(Difference::UnknownOffice), options),
        ServiceStatus::UnknownPerson => uncompared(planned, actual, Some(Difference::UnknownPerson), options),
    };
    Service { provider, service_type, status, entries, totals }
}

type Sides<'a> = (&'a [Stored], &'a [Stored]);

/// The smaller key of the first lines of both sides.
fn first_key<K: Ord>(sides: &Sides<'_>, key: impl Fn(&Stored) -> K) -> Option<K> {
    let (one, other) = (sides.0.first().map(&key), sides.1.first().map(&key));
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Takes the first lines of both sides for which something holds.
fn take_while<'a>(sides: &mut Sides<'a>, holds: impl Fn(&Stored) -> bool) -> Sides<'a> {
    let split = |side: &'a [Stored]| side.split_at(side.partition_point(&holds));
    let (one, other) = (split(sides.0), split(sides.1));
    *sides = (one.1, other.1);
    (one.0, other.0)
}

/// What persons are ordered by: those with a plan first, by where they stand first.
fn place(is_planned: bool, (planned, actual): Sides<'_>) -> (bool, Option<LinePlace>) {
    let side = if is_planned { planned } else { actual };
    (!is_planned, side.iter().map(|line| line.line.at).min())
}

/// Puts the persons in order and gives them their ordinals.
fn number(mut persons: Vec<((bool, Option<LinePlace>), PersonMonth)>) -> Vec<PersonMonth> {
    persons.sort_by_key(|(place, person)| (*place, person.service_month, person.insurer, person.insured));
    let mut ordinals = Numbered::new();
    persons
        .into_iter()
        .map(|(_, mut person)| {
            person.ordinal = ordinals.number((person.insured, person.insurer)).saturating_add(1);
            person
        })
        .collect()
}
