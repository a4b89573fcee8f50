//! The example programs of careplan, as functions, so that tests can run them too.
//!
//! Each program is a thin `main` beside this folder:
//! `cargo run --release --example show -- PATH...`.

mod cli;
mod roundtrip;
mod show;

pub use cli::{Outcome, run};
pub use roundtrip::roundtrip;
pub use show::show;
