//! Lines that three numbers tell apart, from the top of a tree to its leaves: 第2表 and 支援計画.

use super::key::PersonKey;
use crate::families::hash::{HashMap, HashSet};
use crate::row::NotRun;

/// The three numbers of a line, each 1 to 99.
pub(super) type Numbers = [u8; 3];

/// One of them as its item holds it: `None` if it is blank or 0, an error if it is no number of two digits.
pub(super) type Numbered = Result<Option<u8>, NotRun>;

/// Reads a number of a line.
pub(super) fn numbered(value: Option<i32>) -> Numbered {
    match u8::try_from(value.unwrap_or(0)) {
        Ok(0) => Ok(None),
        Ok(number @ 1..=99) => Ok(Some(number)),
        _ => Err(NotRun),
    }
}

/// The three numbers of a line, if it has them all.
pub(super) fn all(numbers: [Numbered; 3]) -> Result<Option<Numbers>, NotRun> {
    let [top, middle, leaf] = numbers;
    let (top, middle, leaf) = (top?, middle?, leaf?);
    Ok(top.zip(middle).zip(leaf).map(|((top, middle), leaf)| [top, middle, leaf]))
}

/// The lines of a file by their plans: about 40 bytes for each plan and 10 for each line.
#[derive(Default)]
pub(super) struct Lines {
    plans: HashMap<PersonKey, PlanNumber>,
    /// The plan that was asked for last: mostly the lines of a plan stand together.
    current: Option<(PersonKey, PlanNumber)>,
    /// The numbers of the last line of each plan.
    last: Vec<Numbers>,
    seen: HashSet<(PlanNumber, Numbers)>,
}

/// A plan of the file, counted from 0.
pub(super) type PlanNumber = u32;

/// How a line stands to the lines of its plan before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Behind them.
    InOrder,
    /// One of them has the same numbers.
    Duplicate,
    /// The line just before it has higher numbers.
    TooLate,
}

impl Lines {
    /// The number of a plan.
    pub(super) fn plan(&mut self, key: PersonKey) -> PlanNumber {
        if let Some((_, plan)) = self.current.filter(|(current, _)| *current == key) {
            return plan;
        }
        let next = PlanNumber::try_from(self.plans.len()).unwrap_or(PlanNumber::MAX);
        let plan = *self.plans.entry(key).or_insert(next);
        self.current = Some((key, plan));
        plan
    }

    /// Takes a line. One that repeats another is not asked for its order.
    pub(super) fn add(&mut self, plan: PlanNumber, numbers: Numbers) -> Standing {
        if !self.seen.insert((plan, numbers)) {
            return Standing::Duplicate;
        }
        let place = usize::try_from(plan).unwrap_or(usize::MAX);
        if place >= self.last.len() {
            self.last.resize(self.plans.len(), Numbers::default());
        }
        let last = self.last.get_mut(place).map(|last| core::mem::replace(last, numbers));
        if last.is_some_and(|last| last > numbers) { Standing::TooLate } else { Standing::InOrder }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_digits() {
        assert_eq!(numbered(None), Ok(None));
        assert_eq!(numbered(Some(0)), Ok(None));
        assert_eq!(numbered(Some(1)), Ok(Some(1)));
        assert_eq!(numbered(Some(99)), Ok(Some(99)));
        for value in [-1, 100, 256, 257, i32::MIN, i32::MAX] {
            assert_eq!(numbered(Some(value)), Err(NotRun), "{value}");
        }
    }

    #[test]
    fn a_line_has_all_numbers_or_none() {
        assert_eq!(all([Ok(Some(1)), Ok(Some(2)), Ok(Some(3))]), Ok(Some([1, 2, 3])));
        assert_eq!(all([Ok(Some(1)), Ok(None), Ok(Some(3))]), Ok(None));
        assert_eq!(all([Ok(None), Ok(Some(2)), Err(NotRun)]), Err(NotRun));
    }

    #[test]
    fn lines_are_small() {
        assert!(size_of::<(PlanNumber, Numbers)>() <= 8);
        assert!(size_of::<(PersonKey, PlanNumber)>() <= 28);
    }
}
