//! Reads files or folders of the care-plan data exchange and prints what they hold.
//!
//! `cargo run --release --example show -- PATH... [--format text|json|html] [--lang ja|en] [--out FILE]`
//!
//! Exit code 0: all was read; 1: the data has errors, which are printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::show)
}
