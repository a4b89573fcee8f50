//! To which plan actual lines belong whose insurer no plan of the person has.
//!
//! Insured numbers come first: under 住所地特例 the provider corrects the insurer's number by hand. A plan is
//! not taken twice for an office, nor where the office has actuals under the plan's own insurer: then the other
//! person only happens to have the same insured number.

use super::{PersonKey, Stored};
use careplan_model::{InsurerNumber, YearMonth};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A person without regard to the insurer.
type NumberKey = (YearMonth, u32);

fn number(line: &Stored) -> NumberKey {
    (line.month, line.insured)
}

/// How a person of the actuals is found in the plan.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Planned {
    /// Under the same insurer.
    Same,
    /// Under other insurers only.
    Other,
    No,
}

/// Sets the owners of actual lines; `planned` is sorted.
pub(super) fn find(planned: &[Stored], actual: &mut [Stored]) {
    let mut strangers = Strangers::of(planned, actual);
    if strangers.owners.is_empty() {
        return;
    }
    strangers.assign(planned);
    for line in actual {
        if let Some(owner) = strangers.owners.get(&(line.person(), line.provider)) {
            line.owner = *owner;
        }
    }
}

struct Strangers {
    /// By person and office, in the order of insurers, so that the order of lines does not matter.
    owners: BTreeMap<(PersonKey, u32), InsurerNumber>,
    /// The plans that have actuals of an office.
    taken: HashSet<(PersonKey, u32)>,
}

impl Strangers {
    fn of(planned: &[Stored], actual: &[Stored]) -> Self {
        let mut strangers = Self { owners: BTreeMap::new(), taken: HashSet::new() };
        // Lines of one person mostly stand together.
        let mut last: Option<(PersonKey, Planned)> = None;
        let mut state = |line: &Stored| match last {
            Some((person, state)) if person == line.person() => state,
            _ => {
                let state = look_up(planned, line);
                last = Some((line.person(), state));
                state
            }
        };
        let mut numbers = HashSet::new();
        for line in actual {
            if state(line) == Planned::Other {
                strangers.owners.insert((line.person(), line.provider), line.insurer);
                numbers.insert(number(line));
            }
        }
        if !numbers.is_empty() {
            let known = actual.iter().filter(|line| numbers.contains(&number(line)));
            let known = known.filter(|line| state(line) == Planned::Same);
            strangers.taken = known.map(|line| (line.person(), line.provider)).collect();
        }
        strangers
    }

    fn assign(&mut self, planned: &[Stored]) {
        let numbers: HashSet<NumberKey> =
            self.owners.keys().map(|((month, insured, _), _)| (*month, *insured)).collect();
        // The insurers of the plans, by number and by number and office.
        let mut of_number = HashMap::<NumberKey, Vec<InsurerNumber>>::new();
        let mut of_office = HashMap::<(NumberKey, u32), Vec<InsurerNumber>>::new();
        for line in planned.iter().filter(|line| numbers.contains(&number(line))) {
            push_new(of_number.entry(number(line)).or_default(), line.owner);
            push_new(of_office.entry((number(line), line.provider)).or_default(), line.owner);
        }
        // How far each list was gone through: what was taken stays taken.
        let mut next = HashMap::<(NumberKey, u32), (usize, usize)>::new();
        for (((month, insured, _), provider), owner) in &mut self.owners {
            let key = ((*month, *insured), *provider);
            let (in_office, in_number) = next.entry(key).or_default();
            let free = |insurers: Option<&Vec<InsurerNumber>>, from: &mut usize| {
                let rest = insurers.and_then(|list| list.get(*from..)).unwrap_or_default();
                let is_taken = |insurer: &&InsurerNumber| {
                    self.taken.contains(&((*month, *insured, **insurer), *provider))
                };
                let skipped = rest.iter().take_while(is_taken).count();
                *from += skipped;
                rest.get(skipped).copied()
            };
            let found =
                free(of_office.get(&key), in_office).or_else(|| free(of_number.get(&key.0), in_number));
            if let Some(insurer) = found {
                self.taken.insert(((*month, *insured, insurer), *provider));
                *owner = insurer;
            }
        }
    }
}

fn push_new(list: &mut Vec<InsurerNumber>, insurer: InsurerNumber) {
    if list.last() != Some(&insurer) {
        list.push(insurer);
    }
}

fn look_up(planned: &[Stored], line: &Stored) -> Planned {
    let (key, person) = (number(line), line.person());
    if planned.binary_search_by(|other| other.person().cmp(&person)).is_ok() {
        Planned::Same
    } else if planned.binary_search_by(|other| number(other).cmp(&key)).is_ok() {
        Planned::Other
    } else {
        Planned::No
    }
}
