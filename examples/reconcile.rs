//! Compares planned services (UPPLAN) with those that were done (UPJSK), and prints how they differ.
//!
//! `cargo run --release --example reconcile -- PLAN ACTUAL [--format text|json]`
//!
//! Exit code 0: nothing differs; 1: differences, or data errors, which are printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::reconcile)
}
