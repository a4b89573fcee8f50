//! Works with 福祉用具サービス計画書 (the plan for welfare equipment): its product codes, and how they get into slips.
//!
//! `cargo run --release --example fukushi -- codes PRICE_LIST QUERY [--month YYYYMM] [--limit N] [--format text|json]`
//!
//! `cargo run --release --example fukushi -- transfer PLAN_DIR SLIP_DIR OUT_DIR [--timestamp YYYYMMDDHHMMSS] [--emergency] [--format text|json]`
//!
//! Exit code 0: found, or all filled in; 1: nothing found, or something is left to look at, which is printed; 2: could
//! not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::fukushi)
}
