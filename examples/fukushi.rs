//! Works with 福祉用具サービス計画書 (the plan for welfare equipment): its product codes.
//!
//! `cargo run --release --example fukushi -- codes PRICE_LIST QUERY [--month YYYYMM] [--limit N] [--format text|json]`
//!
//! Exit code 0: found; 1: nothing found, or the price list has problems, which are printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::fukushi)
}
