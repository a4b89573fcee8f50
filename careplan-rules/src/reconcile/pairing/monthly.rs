//! Services of the month: rentals, monthly fees, monthly additions. Their day says nothing.

use super::{Left, Pairing};
use crate::reconcile::assign::NEVER;
use crate::reconcile::codes;
use crate::reconcile::compare::{self, Joined, count, is_other_product, same_units};
use crate::reconcile::line::Line;

pub(super) fn pair(left: Left, pairing: &mut Pairing<'_>) -> Left {
    // All the same but the day.
    let left = left.by(without_day, |same| pairing.zip(same));
    let left = left.by(
        |line| line.code,
        |code| {
            join(code, pairing);
            let rate = code.planned.first().is_some_and(|line| pairing.codes.facts(line.code).rate);
            pairing.assign(code, |planned, actual| apart(planned, actual, rate));
        },
    );
    // A product that was planned under another code.
    let (products, others) = left.partition(is_product);
    let (named, mut left) = products.partition(|line| line.equipment.is_some());
    let mut named = named.by(
        |line| line.equipment,
        |product| {
            pairing.assign(product, |planned, actual| codes::distance(planned.code, actual.code));
        },
    );
    left.append(&mut named);
    let mut others = others.by(|line| codes::class(line.code), |class| pairing.assign(class, other_code));
    left.append(&mut others);
    left
}

/// Monthly additions that one side repeats on several lines are taken in once. Before all else, as one of them
/// may stand on the very day of the other side's.
pub(super) fn take_once(left: Left, pairing: &mut Pairing<'_>) -> Left {
    let (repeated, mut left) = left.partition(|line| pairing.codes.facts(line.code).repeated);
    let mut repeated = repeated.by(
        |line| line.code,
        |code| {
            if is_repeated(&code.planned) && is_repeated(&code.actual) {
                let (planned, actual) =
                    (core::mem::take(&mut code.planned), core::mem::take(&mut code.actual));
                pairing.entry(planned, actual, Joined::Repeated);
            }
        },
    );
    left.append(&mut repeated);
    left.planned.sort_unstable();
    left.actual.sort_unstable();
    left
}

/// All that is compared of a line without regard to its day.
fn without_day(line: &Line) -> Line {
    Line { day: line.day.year_month().day(1).unwrap_or(line.day), satellite: None, ..line.said() }
}

fn is_product(line: &Line) -> bool {
    line.code.equipment_category().is_some()
}

/// How far apart two lines of the same code are: the product before the units, and the day last.
fn apart(planned: &Line, actual: &Line, rate: bool) -> i64 {
    let product = if is_other_product(planned.equipment, actual.equipment) {
        20
    } else {
        i64::from(planned.equipment != actual.equipment)
    };
    let units = match (planned.units, actual.units) {
        _ if rate => 0,
        (Some(one), Some(other)) => i64::from(one.abs_diff(other)).min(99_999),
        _ => 1,
    };
    let count = i64::from(planned.count != actual.count || planned.billed_days != actual.billed_days);
    let days = i64::from(planned.day.day().abs_diff(actual.day.day()));
    product * 1_000_000_000 + units * 10_000 + count * 1_000 + days
}

/// A fee or an addition under another code, such as another grade of it.
fn other_code(planned: &Line, actual: &Line) -> i64 {
    if planned.code == actual.code || !codes::are_alike(planned.code, actual.code) {
        return NEVER;
    }
    codes::distance(planned.code, actual.code) * 100_000_000_000 + apart(planned, actual, false)
}

/// Finds what stands as one line on one side and as several on the other: a category (種目) against its
/// products, サービス回数 against lines.
fn join(code: &mut Left, pairing: &mut Pairing<'_>) {
    let (whole, parts) = match (&code.planned[..], &code.actual[..]) {
        ([whole], parts) | (parts, [whole]) if parts.len() > 1 => (whole, parts),
        _ => return,
    };
    let joined = if is_product(whole) {
        if compare::total(core::slice::from_ref(whole)) != compare::total(parts) {
            return;
        }
        Joined::ByCategory
    } else if count(parts) == i64::from(whole.count) && same_units(parts).is_some() {
        Joined::Visits
    } else {
        return;
    };
    let (planned, actual) = (core::mem::take(&mut code.planned), core::mem::take(&mut code.actual));
    pairing.entry(planned, actual, joined);
}

/// One line, or the same on several days.
fn is_repeated(lines: &[Line]) -> bool {
    let Some(first) = lines.first() else { return false };
    lines.iter().all(|line| line.count == 1 && line.units == first.units)
}
