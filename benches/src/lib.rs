//! Data and the obvious way that the benches compare with.
//!
//! The obvious way is what a good engineer writes first: `encoding_rs` decodes the file, the `csv`
//! crate reads it, serde derives owned structs with chrono dates. It is given every advantage that
//! costs no thought: a buffer that is used again for the decoded text, `fast-kanji-encode`, link-time
//! optimization, structs that are dropped as soon as they are read.

pub mod check;
pub mod data;
pub mod hostile;
pub mod names;
pub mod obvious;
pub mod read;
pub mod ways;
pub mod work;
pub mod write;
