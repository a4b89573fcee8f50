//! 明細判別コード: 1, 2, 3 … on rental lines of type 17 that share person, month, office, service code and units.

use super::gather::{GroupKey, Slip};
use super::pairing::takes_discriminator;
use careplan_model::SatelliteNumber;
use std::collections::{BTreeMap, BTreeSet};

/// The item has two digits.
const MOST: i32 = 99;

/// The numbers to fill in for those of the lines that stand at `places`, by place in the list. Only groups of which every line `is_settled` get them, and
/// numbers that are there stay. `planned` is the number that the plan gives a line; it counts if it is free
/// and no gap would arise.
///
/// Lines whose product is not known are not numbered: a number given at random would be taken for what tells
/// them apart when the plan comes.
pub(super) fn missing_numbers(
    slips: &[Slip],
    places: impl Iterator<Item = usize>,
    is_settled: impl Fn(usize) -> bool,
    planned: impl Fn(usize) -> Option<i32>,
) -> Vec<(usize, i32)> {
    let mut groups = BTreeMap::<(GroupKey, Option<SatelliteNumber>, Option<i32>), Vec<usize>>::new();
    for (at, slip) in places.filter_map(|at| Some((at, slips.get(at)?))) {
        if slip.has_items && takes_discriminator(slip.key.code) {
            groups.entry((slip.key, slip.satellite, slip.units)).or_default().push(at);
        }
    }
    let mut missing = Vec::new();
    for group in groups.into_values() {
        if group.len() < 2 || !group.iter().all(|at| is_settled(*at)) {
            continue;
        }
        let number = |at: &usize| slips.get(*at).and_then(|slip| slip.discriminator);
        let mut used: BTreeSet<i32> = group.iter().filter_map(number).collect();
        let most = i32::try_from(group.len()).unwrap_or(MOST).min(MOST);
        let mut blank: Vec<_> = group.iter().copied().filter(|at| number(at).is_none()).collect();
        blank.retain(|at| {
            let wanted = planned(*at).filter(|number| (1..=most).contains(number));
            let is_given = wanted.is_some_and(|number| used.insert(number));
            if let Some(number) = wanted.filter(|_| is_given) {
                missing.push((*at, number));
            }
            !is_given
        });
        let free: Vec<_> = (1..=MOST).filter(|number| !used.contains(number)).collect();
        missing.extend(blank.into_iter().zip(free));
    }
    missing
}
