//! What must hold on arbitrary bytes, as plain functions: each takes bytes and panics when a law is broken.
//!
//! They are used twice: by the fuzz targets in `fuzz_targets/` (coverage-guided, for hours), and by the tests of
//! `examples` (`tests/all/fuzz.rs`), which include this file and run each function on the checked-in `corpus/` for
//! seconds. So what a run has found once is tested ever after.

mod files;
mod forms;
mod html;
mod inbox;
mod json;
mod ledger;
mod lexer;
mod names;
mod prices;
mod rules;
mod texts;
mod tree;

/// A law, and its name: that of its folder in `corpus/`.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 10] = [
    ("lexer", lexer::target),
    ("ms932", texts::target),
    ("forms", forms::target),
    ("file_names", names::target),
    ("inbox", inbox::target),
    ("rules", rules::target),
    ("price_list", prices::target),
    ("json", json::target),
    ("ledger", ledger::target),
    ("html", html::target),
];

/// Runs the law of this name.
///
/// # Panics
///
/// When it is broken, or there is none of this name.
pub fn run(name: &str, data: &[u8]) {
    let (_, target) = TARGETS.iter().find(|(known, _)| *known == name).expect("a target");
    target(data);
}
