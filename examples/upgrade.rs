//! Moves units of sending from edition 3.x to 4.1, and prints what a person must add.
//!
//! `cargo run --release --example upgrade -- IN_DIR OUT_DIR [--type OFFICE=TYPE]... [--format text|json]`
//!
//! Exit code 0: all is in OUT_DIR; 1: something could not be upgraded, which is printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::upgrade)
}
