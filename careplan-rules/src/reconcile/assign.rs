//! Who goes with whom: pairs of the smallest total cost, in bounded time.

/// A pair that is not allowed. Far above any cost, and far below where sums of it would overflow.
pub(super) const NEVER: i64 = 1 << 50;

/// `fewer² × more` up to which the exact method is used: some 30 against 30. What people plan for one
/// person, office and day is far below; beyond it a greedy pass keeps hostile files linear.
const EXACT: usize = 32 * 32 * 32;

/// Pairs of (left, right) so that as many as allowed are paired and the sum of their costs is the smallest.
///
/// Beyond [`EXACT`] the pairs are good, not the best: both sides are walked in their order, so callers
/// give them sorted.
pub(super) fn assign(left: usize, right: usize, cost: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let (fewer, more) = (left.min(right), left.max(right));
    if fewer == 0 {
        return Vec::new();
    }
    if fewer.saturating_mul(fewer).saturating_mul(more) > EXACT {
        return in_order(left, right, cost);
    }
    let flipped = left > right;
    let at = |row: usize, column: usize| if flipped { cost(column, row) } else { cost(row, column) };
    let mut pairs: Vec<(usize, usize)> = exact(fewer, more, &at)
        .into_iter()
        .filter(|(row, column)| at(*row, *column) < NEVER)
        .map(|(row, column)| if flipped { (column, row) } else { (row, column) })
        .collect();
    pairs.sort_unstable();
    pairs
}

/// A row of numbers that are there for every index that is asked for.
struct Numbers(Vec<i64>);

impl Numbers {
    fn of(count: usize, value: i64) -> Self {
        Self(vec![value; count])
    }

    fn get(&self, at: usize) -> i64 {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn set(&mut self, at: usize, value: i64) {
        if let Some(number) = self.0.get_mut(at) {
            *number = value;
        }
    }
}

/// The Hungarian method with potentials, `rows² × columns` steps; `rows` ≤ `columns`. Row and column 0
/// are the method's own, the others count from 1.
fn exact(rows: usize, columns: usize, cost: &impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let mut row_potential = Numbers::of(rows + 1, 0);
    let mut column_potential = Numbers::of(columns + 1, 0);
    let mut row_of = vec![0; columns + 1];
    let mut way = vec![0; columns + 1];
    let read = |list: &[usize], at: usize| list.get(at).copied().unwrap_or_default();
    let write = |list: &mut [usize], at: usize, value: usize| {
        if let Some(place) = list.get_mut(at) {
            *place = value;
        }
    };
    for row in 1..=rows {
        write(&mut row_of, 0, row);
        let mut least = Numbers::of(columns + 1, i64::MAX);
        let mut used = vec![false; columns + 1];
        let mut column = 0;
        loop {
            if let Some(mark) = used.get_mut(column) {
                *mark = true;
            }
            let from = read(&row_of, column);
            let (mut delta, mut next) = (i64::MAX, 0);
            for (to, _) in used.iter().enumerate().skip(1).filter(|(_, used)| !**used) {
                let reduced = cost(from - 1, to - 1)
                    .saturating_sub(row_potential.get(from))
                    .saturating_sub(column_potential.get(to));
                if reduced < least.get(to) {
                    least.set(to, reduced);
                    write(&mut way, to, column);
                }
                if least.get(to) < delta {
                    (delta, next) = (least.get(to), to);
                }
            }
            for (to, used) in used.iter().enumerate() {
                if *used {
                    let from = read(&row_of, to);
                    row_potential.set(from, row_potential.get(from).saturating_add(delta));
                    column_potential.set(to, column_potential.get(to).saturating_sub(delta));
                } else {
                    least.set(to, least.get(to).saturating_sub(delta));
                }
            }
            column = next;
            // Column 0 would mean that no column is free, but there are as many as rows.
            if column == 0 || read(&row_of, column) == 0 {
                break;
            }
        }
        while column != 0 {
            let before = read(&way, column);
            let moved = read(&row_of, before);
            write(&mut row_of, column, moved);
            column = before;
        }
    }
    row_of
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, row)| **row != 0)
        .map(|(to, row)| (row - 1, to - 1))
        .collect()
}

/// Walks both sides in their order: each left one takes the next right one as long as that becomes cheaper;
/// what was passed over is paired in order afterwards.
fn in_order(left: usize, right: usize, cost: impl Fn(usize, usize) -> i64) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut free_left, mut free_right) = (Vec::new(), Vec::new());
    let mut next = 0;
    for one in 0..left {
        while next + 1 < right && cost(one, next + 1) < cost(one, next) {
            free_right.push(next);
            next += 1;
        }
        if next < right && cost(one, next) < NEVER {
            pairs.push((one, next));
            next += 1;
        } else {
            free_left.push(one);
        }
    }
    free_right.extend(next..right);
    pairs.extend(free_left.into_iter().zip(free_right).filter(|(one, other)| cost(*one, *other) < NEVER));
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    #![allow(clippy::cast_possible_wrap)] // small numbers
    use super::*;
    use proptest::prelude::*;

    /// The best of all ways, by trying them.
    fn best(left: usize, right: usize, cost: &dyn Fn(usize, usize) -> i64) -> (usize, i64) {
        fn go(
            one: usize,
            left: usize,
            used: &mut Vec<bool>,
            cost: &dyn Fn(usize, usize) -> i64,
        ) -> (usize, i64) {
            if one == left {
                return (0, 0);
            }
            let mut best = go(one + 1, left, used, cost);
            for other in 0..used.len() {
                if !used[other] && cost(one, other) < NEVER {
                    used[other] = true;
                    let (count, sum) = go(one + 1, left, used, cost);
                    used[other] = false;
                    let found = (count + 1, sum + cost(one, other));
                    if found.0 > best.0 || (found.0 == best.0 && found.1 < best.1) {
                        best = found;
                    }
                }
            }
            best
        }
        go(0, left, &mut vec![false; right], cost)
    }

    proptest! {
        #[test]
        fn the_exact_method_finds_the_best(
            left in 0..6usize,
            right in 0..6usize,
            costs in proptest::collection::vec(prop_oneof![3 => 0..50i64, 1 => Just(NEVER)], 36),
        ) {
            let cost = |one: usize, other: usize| costs[one * 6 + other];
            let pairs = assign(left, right, cost);
            let sum = pairs.iter().map(|(one, other)| cost(*one, *other)).sum::<i64>();
            prop_assert_eq!((pairs.len(), sum), best(left, right, &cost));
        }

        #[test]
        fn nobody_is_paired_twice(left in 0..200usize, right in 0..200usize, seed in 0..1000i64) {
            let cost = |one: usize, other: usize| {
                let mixed = (one as i64 * 31 + other as i64 * 17 + seed) % 101;
                if mixed % 7 == 0 { NEVER } else { mixed }
            };
            for pairs in [assign(left, right, cost), in_order(left, right, cost)] {
                let (mut lefts, mut rights): (Vec<_>, Vec<_>) = pairs.iter().copied().unzip();
                lefts.sort_unstable();
                rights.sort_unstable();
                lefts.dedup();
                rights.dedup();
                prop_assert_eq!((lefts.len(), rights.len()), (pairs.len(), pairs.len()));
                prop_assert!(pairs.iter().all(|(one, other)| *one < left && *other < right));
            }
        }

        #[test]
        fn the_greedy_way_pairs_all_where_all_is_allowed(left in 0..300usize, right in 0..300usize) {
            let pairs = in_order(left, right, |one, other| (one as i64 * 3 - other as i64 * 2).abs());
            prop_assert_eq!(pairs.len(), left.min(right));
        }
    }
}
