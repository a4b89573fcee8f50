//! Folders as offices keep them: a set put together from files written one by one, the offices that the names mean,
//! and an archive with receipts.
//!
//! `cargo run --release --example folders -- offices DIR | assemble IN_DIR OUT_DIR [--timestamp YYYYMMDDHHMMSS]
//! [--take-renamed] | archive DIR --time YYYY-MM-DDTHH:MM:SS [--direction in|out] [--remark TEXT] | verify DIR`
//!
//! Exit code 0: fine; 1: a person has to look at something; 2: could not run.

fn main() -> std::process::ExitCode {
    careplan_examples::run(careplan_examples::folders)
}
