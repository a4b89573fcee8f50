//! Services of a day: visits, day service, short stay.

use super::{Left, Pairing};
use crate::reconcile::assign::NEVER;
use crate::reconcile::codes;
use crate::reconcile::compare::{Joined, count};
use crate::reconcile::line::Line;
use careplan_model::Date;

/// More lines than this on one side of a day are not searched for visits that were split or merged.
const SEARCHED: usize = 48;

pub(super) fn pair(left: Left, pairing: &mut Pairing<'_>) -> Left {
    let left = left.by(
        |line| (line.day, line.code),
        |same| {
            join(same, pairing);
            pairing.assign(same, apart);
        },
    );
    let left = left.by(
        |line| line.day,
        |day| {
            join(day, pairing);
            pairing.assign(day, other_code);
        },
    );
    left.by(|line| line.code, |code| pairing.assign(code, other_day))
}

/// How far apart two lines of the same code are, on the clock before all else. Below 10 million.
fn apart(planned: &Line, actual: &Line) -> i64 {
    let minutes = match (planned.span(), actual.span()) {
        (Some(one), Some(other)) => (one.0 - other.0).abs() + (one.1 - other.1).abs(),
        (None, None) => 0,
        // A line with a time rather goes with one that has a time too.
        _ => 3 * 24 * 60,
    };
    i64::from(minutes) * 1000
        + 100 * i64::from(planned.count != actual.count)
        + 10 * i64::from(planned.units != actual.units)
        + i64::from(planned.satellite != actual.satellite)
}

/// The same visit under another code: a code of the same class, at about the same time. The nearer code comes
/// before the nearer time.
fn other_code(planned: &Line, actual: &Line) -> i64 {
    let at_the_same_time = match (planned.span(), actual.span()) {
        (Some(one), Some(other)) => one.0 == other.0 || (one.0 < other.1 && other.0 < one.1),
        // Without times only codes that begin alike.
        (None, None) => codes::class(planned.code) == codes::class(actual.code),
        _ => false,
    };
    if !at_the_same_time || !codes::are_alike(planned.code, actual.code) {
        return NEVER;
    }
    let units = match (planned.units, actual.units) {
        (Some(one), Some(other)) => i64::from(one.abs_diff(other)).min(9_999),
        _ => 9_999,
    };
    codes::distance(planned.code, actual.code) * 1_000_000_000_000 + apart(planned, actual) * 10_000 + units
}

/// The same service on another day: the nearest day, then the nearest time.
fn other_day(planned: &Line, actual: &Line) -> i64 {
    (number(planned.day) - number(actual.day)).abs() * 10_000_000 + apart(planned, actual)
}

/// A number for the day that grows from day to day.
fn number(day: Date) -> i64 {
    (i64::from(day.year()) * 12 + i64::from(day.month())) * 31 + i64::from(day.day())
}

/// Finds visits that stand as one line on one side and as several on the other: サービス回数 against lines,
/// a visit that was split, visits that were merged (the earliest start with the latest end).
fn join(left: &mut Left, pairing: &mut Pairing<'_>) {
    if left.planned.len().max(left.actual.len()) > SEARCHED {
        return;
    }
    join_side(&mut left.planned, &mut left.actual, &mut |whole, parts| {
        pairing.entry(whole, parts, Joined::Visits);
    });
    join_side(&mut left.actual, &mut left.planned, &mut |whole, parts| {
        pairing.entry(parts, whole, Joined::Visits);
    });
}

fn join_side(wholes: &mut Vec<Line>, others: &mut Vec<Line>, found: &mut impl FnMut(Line, Vec<Line>)) {
    let only_one = wholes.len() == 1;
    wholes.retain(|whole| {
        let mut tried = Vec::new();
        for code in others.iter().map(|line| line.code) {
            if !tried.contains(&code) {
                tried.push(code);
            }
        }
        for code in tried.into_iter().filter(|code| codes::are_alike(whole.code, *code)) {
            let is_part = |line: &Line| line.code == code && lies_in(line, whole);
            let parts: Vec<Line> = others.iter().copied().filter(is_part).collect();
            if make_up(whole, &parts) {
                others.retain(|line| !is_part(line));
                found(*whole, parts);
                return false;
            }
            let all: Vec<Line> = others.iter().copied().filter(|line| line.code == code).collect();
            if only_one && code == whole.code && all.len() > 1 && count(&all) == i64::from(whole.count) {
                others.retain(|line| line.code != code);
                found(*whole, all);
                return false;
            }
        }
        true
    });
}

fn lies_in(part: &Line, whole: &Line) -> bool {
    matches!((part.span(), whole.span()), (Some(part), Some(whole)) if whole.0 <= part.0 && part.1 <= whole.1)
}

/// Whether several lines, one after the other, begin and end with the whole.
fn make_up(whole: &Line, parts: &[Line]) -> bool {
    let mut spans: Vec<(i32, i32)> = parts.iter().filter_map(Line::span).collect();
    spans.sort_unstable();
    let apart = spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.1 <= next.0);
    let (Some(first), Some(last), Some(whole)) = (spans.first(), spans.last(), whole.span()) else {
        return false;
    };
    spans.len() > 1 && apart && first.0 == whole.0 && last.1 == whole.1
}
