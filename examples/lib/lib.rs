//! The example programs of careplan, as functions, so that tests can run them too.
//!
//! Each program is a thin `main` beside this folder:
//! `cargo run --release --example show -- PATH...`.

mod check;
mod cli;
mod folders;
mod fukushi;
mod generate;
mod ledger;
mod new_file;
mod new_folders;
mod progress;
mod reconcile;
mod roundtrip;
mod send;
mod show;
mod upgrade;

pub use check::check;
pub use cli::{Outcome, run};
pub use folders::folders;
pub use fukushi::fukushi;
pub use generate::generate;
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
    #[doc = include_str!("../../docs/guide/README.md")]
    mod guide {}
    #[doc = include_str!("../../docs/guide/reading.md")]
    mod reading {}
    #[doc = include_str!("../../docs/guide/writing.md")]
    mod writing {}
    #[doc = include_str!("../../docs/guide/checking.md")]
    mod checking {}
    #[doc = include_str!("../../docs/guide/importing.md")]
    mod importing {}
    #[doc = include_str!("../../docs/guide/characters.md")]
    mod characters {}
    #[doc = include_str!("../../docs/guide/privacy.md")]
    mod privacy {}
    #[doc = include_str!("../../docs/guide/provisional.md")]
    mod provisional {}
    #[doc = include_str!("../../docs/guide/ja/README.md")]
    mod guide_ja {}
    #[doc = include_str!("../../docs/guide/ja/reading.md")]
    mod reading_ja {}
    #[doc = include_str!("../../docs/guide/ja/writing.md")]
    mod writing_ja {}
    #[doc = include_str!("../../docs/guide/ja/checking.md")]
    mod checking_ja {}
    #[doc = include_str!("../../docs/guide/ja/importing.md")]
    mod importing_ja {}
    #[doc = include_str!("../../docs/guide/ja/characters.md")]
    mod characters_ja {}
    #[doc = include_str!("../../docs/guide/ja/privacy.md")]
    mod privacy_ja {}
    #[doc = include_str!("../../docs/guide/ja/provisional.md")]
    mod provisional_ja {}
}
