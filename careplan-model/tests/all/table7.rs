//! 第7表 computed from 第6表: worked examples, what is missing, laws; and the month as a view.
#![allow(clippy::unwrap_used, clippy::panic)]

mod data;
#[cfg(feature = "serde")] // with the plans of the laws
mod exact;
#[cfg(feature = "serde")] // they look at records as JSON
mod laws;
mod limits;
mod missing;
mod money;
mod rows;
mod view;
