//! Plan against actual: each kind of difference close to its edge, the bundled data, laws, hostile input.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

mod data;
mod kinds;
mod laws;
mod lines;
mod reports;
mod who;
