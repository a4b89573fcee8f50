//! 第7表 computed from 第6表: worked examples, what is missing, laws; and the month as a view.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "table7/data.rs"]
mod data;
#[cfg(feature = "serde")] // they look at records as JSON
#[path = "table7/laws.rs"]
mod laws;
#[path = "table7/limits.rs"]
mod limits;
#[path = "table7/missing.rs"]
mod missing;
#[path = "table7/money.rs"]
mod money;
#[path = "table7/rows.rs"]
mod rows;
#[path = "table7/view.rs"]
mod view;
