//! Works with 福祉用具サービス計画書 (the plan for welfare equipment): begun from the care plan, its product codes, and how
//! they get into slips. The layout of these plans is provisional.
//!
//! `cargo run --release --example fukushi -- codes PRICE_LIST QUERY... [--month YYYYMM] [--limit N] [--format text|json]`
//!
//! `cargo run --release --example fukushi -- draft CARE_PLAN_DIR --office NUMBER [--service-type 17|67] [--date YYYYMMDD] [--categories] [--format text|json]`
//!
//! `cargo run --release --example fukushi -- transfer PLAN_DIR SLIP_DIR OUT_DIR [--timestamp YYYYMMDDHHMMSS] [--emergency] [--format text|json]`
//!
//! `cargo run --release --example fukushi -- story [OUT_DIR] [--format text|json] [--lang ja|en]`
//!
//! Each command without arguments works on bundled data; without a command it is the story.
//!
//! Exit code 0: found, drafted, all filled in, or the story went as told; 1: nothing found, or something is left to
//! look at, which is printed; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::fukushi)
}
