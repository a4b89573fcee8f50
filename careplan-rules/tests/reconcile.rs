//! Plan against actual: each kind of difference close to its edge, the bundled data, laws, hostile input.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

#[path = "reconcile/data.rs"]
mod data;
#[path = "reconcile/kinds.rs"]
mod kinds;
#[path = "reconcile/laws.rs"]
mod laws;
#[path = "reconcile/lines.rs"]
mod lines;
#[path = "reconcile/reports.rs"]
mod reports;
#[path = "reconcile/who.rs"]
mod who;
