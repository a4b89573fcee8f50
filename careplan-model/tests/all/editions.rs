//! Units moved from 3.x to 4.1 and back: what becomes of them, what is listed, what is refused.
#![allow(clippy::unwrap_used, clippy::panic)] // tests may panic

mod data;
mod downgrades;
mod upgrades;
