//! Folders as offices keep them: one for what goes out, one for what came in, a subfolder for each day on which
//! something was handled.
//!
//! The standard knows units of sending; what people do with files around them is practice: some
//! software writes its files form by form, so that somebody has to put the set together; the common
//! errors at upload are a mistyped office number, a renamed file and a wrong combination of files; and what was received
//! is kept as evidence.
//!
//! | you want | use |
//! |---|---|
//! | a unit of sending out of files that were written one by one | [`AssembleOptions::propose`], [`ProposedSet::write`] |
//! | to see which offices the file names mean, before upload | [`NamedOffices::of`] |
//! | to move what was handled into a subfolder of the day, with a receipt | [`ArchiveOptions::archive`] |
//! | to see whether what was kept is still what it was | [`Receipts::open`], [`Receipts::verify`] |
//!
//! Nothing here overwrites a file, decides in silence, or asks the clock: times are told by the caller.
//!
//! ```
//! use careplan_csv::office::{ArchiveOptions, Direction, FileState, Receipts};
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("note.pdf"), b"abc")?;
//! let report = ArchiveOptions::new("20260402093000".parse()?, Direction::In).archive(folder.path());
//! assert_eq!(report.archived[0].moved_to, "2026-04-02/note.pdf");
//! assert!(report.failed.is_empty());
//! let receipts = Receipts::open(folder.path())?;
//! assert_eq!(receipts.entries[0].size, 3);
//! assert!(matches!(receipts.verify()[0], FileState::Intact));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod archive;
mod assemble;
mod digest;
mod named;
mod receipt;
mod receipts;

pub use archive::{ArchiveError, ArchiveFailure, ArchiveOptions, ArchiveReport, Archived, Occupied};
pub use assemble::{
    AssembleOptions, Assembly, Objection, ObjectionKind, ProposedFile, ProposedSet, SetError, SetFault,
    SetId, SetKind,
};
pub use digest::{Digest, NotADigest};
pub use named::{Likeness, NamedOffice, NamedOffices, NearMiss};
pub use receipt::{Direction, Receipt, ReceiptFault};
pub use receipts::{DamagedLine, FileState, NotALog, RECEIPTS, Receipts};
