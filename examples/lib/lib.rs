//! The example programs of careplan, as functions, so that tests can run them too.
//!
//! Each program is a thin `main` beside this folder:
//! `cargo run --release --example show -- PATH...`.

mod check;
mod cli;
mod reconcile;
mod roundtrip;
mod show;

pub use check::check;
pub use cli::{Outcome, run};
pub use reconcile::reconcile;
pub use roundtrip::roundtrip;
pub use show::show;

/// The examples of the READMEs compile.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../../README.md")]
    mod english {}
    #[doc = include_str!("../../README.ja.md")]
    mod japanese {}
}
