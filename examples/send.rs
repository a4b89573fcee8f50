//! From the forms of persons, as JSON, to the units of sending for each provider.
//!
//! `cargo run --release --example send -- PERSONS.json OUT_DIR [--format text|json]`
//!
//! Exit code 0: the units were written; 1: the input or the units have errors, nothing was written; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::send)
}
