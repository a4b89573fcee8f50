//! Units moved from 3.x to 4.1 and back: what becomes of them, what is listed, what is refused.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

#[path = "editions/data.rs"]
mod data;
#[path = "editions/downgrades.rs"]
mod downgrades;
#[path = "editions/upgrades.rs"]
mod upgrades;
