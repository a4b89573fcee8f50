//! The views of the forms, both ways: worked examples, and the laws as properties.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[cfg(feature = "serde")]
mod json;
mod privacy;
mod supplement;
mod support;
mod table2;
mod table2_laws;
mod table3;
mod table6;

use careplan_model::views::{ViewErrors, ViewFault, ViewPlace};
use proptest::prelude::*;

/// A text, or none; few of them, so that they often repeat.
fn text() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        3 => Just(None),
        4 => prop_oneof![Just("甲"), Just("乙"), Just("丙")].prop_map(|text| Some(text.to_owned())),
    ]
}

fn owned(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The problems: place, No. of the item (0 for none), fault.
fn problems<V: std::fmt::Debug>(result: Result<V, ViewErrors>) -> Vec<(ViewPlace, u8, ViewFault)> {
    let problems = result.unwrap_err().problems;
    assert!(!problems.is_empty());
    problems.into_iter().map(|it| (it.place, it.item.map_or(0, |item| item.number), it.fault)).collect()
}

fn record(index: usize, item: u8, fault: ViewFault) -> (ViewPlace, u8, ViewFault) {
    (ViewPlace::Record(index), item, fault)
}

fn part(path: &[usize], item: u8, fault: ViewFault) -> (ViewPlace, u8, ViewFault) {
    (ViewPlace::Part(path.to_vec()), item, fault)
}
