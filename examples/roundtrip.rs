//! Reads every file of a folder typed, writes it canonically under the same name into another
//! folder, and prints for each file whether the bytes are equal.
//!
//! `cargo run --release --example roundtrip -- IN_DIR OUT_DIR`
//!
//! Exit code 0: all was read and written; 1: the data has errors, which are printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::roundtrip)
}
