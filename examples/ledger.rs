//! Applies all units of sending of a folder in order, and prints what each changed and what is held in the end.
//!
//! `cargo run --release --example ledger -- DIR [--format text|json] [--lang ja|en] [--show-personal]`
//!
//! Exit code 0: all units were applied; 1: some could not be read, which are printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::ledger)
}
