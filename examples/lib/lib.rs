//! The example programs of careplan, as functions, so that tests can run them too.
//!
//! Each program is a thin `main` beside this folder:
//! `cargo run --release --example show -- PATH...`.

mod check;
mod cli;
mod folders;
mod fukushi;
mod ledger;
mod new_folders;
mod reconcile;
mod roundtrip;
mod send;
mod show;
mod upgrade;

pub use check::check;
pub use cli::{Outcome, run};
pub use folders::folders;
pub use fukushi::fukushi;
pub use ledger::ledger;
pub use reconcile::reconcile;
pub use roundtrip::roundtrip;
pub use send::send;
pub use show::show;
pub use upgrade::upgrade;

/// The code of the READMEs and of the pages in docs: it compiles, and runs where it can.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../../README.md")]
    mod readme {}
    #[doc = include_str!("../../README.ja.md")]
    mod readme_ja {}
    #[doc = include_str!("../../docs/migrating-to-4.1.md")]
    mod migrating {}
    #[doc = include_str!("../../docs/migrating-to-4.1.ja.md")]
    mod migrating_ja {}
    #[doc = include_str!("../../docs/fukushi.md")]
    mod fukushi {}
    #[doc = include_str!("../../docs/fukushi.ja.md")]
    mod fukushi_ja {}
}
