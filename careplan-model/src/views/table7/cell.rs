//! What stands in an item while it is computed: nothing, a number, or what is missing for it.

use super::missing::Cause;
use std::collections::BTreeSet;

/// An item that is being computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// The item has no value there.
    Blank,
    /// Its value.
    Known(i64),
    /// It would have one, but for these.
    Lacks(BTreeSet<Cause>),
}

impl Cell {
    pub(super) fn lacks(cause: Cause) -> Self {
        Self::Lacks(BTreeSet::from([cause]))
    }

    /// The result of a computation; none is a number too large.
    pub(super) fn of(result: Option<i64>) -> Self {
        result.map_or_else(|| Self::lacks(Cause::TooLarge), Self::Known)
    }

    /// What follows from two items: blank where one is, and lacking what either lacks.
    pub(super) fn zip(&self, other: &Self, compute: impl FnOnce(i64, i64) -> Option<i64>) -> Self {
        match (self, other) {
            (Self::Blank, _) | (_, Self::Blank) => Self::Blank,
            (Self::Known(a), Self::Known(b)) => Self::of(compute(*a, *b)),
            (Self::Lacks(a), Self::Lacks(b)) => Self::Lacks(a | b),
            (Self::Lacks(causes), _) | (_, Self::Lacks(causes)) => Self::Lacks(causes.clone()),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        self.zip(other, i64::checked_add)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        self.zip(other, i64::checked_sub)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        self.zip(other, i64::checked_mul)
    }

    /// The sum of items. Blank ones add nothing; without any other the sum is blank.
    pub(super) fn sum<'a>(cells: impl IntoIterator<Item = &'a Self>) -> Self {
        cells.into_iter().fold(Self::Blank, |sum, cell| match (&sum, cell) {
            (_, Self::Blank) => sum,
            (Self::Blank, _) => cell.clone(),
            _ => sum.plus(cell),
        })
    }

    /// The number, if it is known.
    pub(super) fn known(&self) -> Option<i64> {
        if let Self::Known(value) = self { Some(*value) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cause, Cell};

    #[test]
    fn blanks_add_nothing_and_what_is_missing_spreads() {
        let (blank, one, lacking) = (Cell::Blank, Cell::Known(1), Cell::lacks(Cause::BenefitLimit));
        assert_eq!(Cell::sum([&blank, &one, &blank, &Cell::Known(2)]), Cell::Known(3));
        assert_eq!(Cell::sum([&blank, &blank]), Cell::Blank);
        assert_eq!(Cell::sum([&one, &lacking, &blank]), lacking);
        assert_eq!(one.minus(&blank), Cell::Blank);
        assert_eq!(Cell::Known(i64::MAX).plus(&one), Cell::lacks(Cause::TooLarge));
    }
}
