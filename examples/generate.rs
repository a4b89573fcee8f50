//! A month of an invented region: what its offices exchange, for trying programs and measuring them.
//!
//! `cargo run --release --example generate -- --persons 1000 --month 202604 OUT_DIR`
//!
//! Exit code 0: written; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::generate)
}
