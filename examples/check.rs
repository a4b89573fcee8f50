//! Checks files or folders of the care-plan data exchange by all rules.
//!
//! `cargo run --release --example check -- [PATH...] [--profile send|receive|emergency]
//! [--format text|json|sarif] [--lang ja|en] [--today YYYY-MM-DD] [--level ID=LEVEL]... [--fix OUT_DIR]`
//!
//! Exit code 0: no finding of level error; 1: some; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::check)
}
