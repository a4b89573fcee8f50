//! From the plan to 第6表 and 第7表: what is filled in, what is refused, and that nothing else changes.
#![allow(clippy::unwrap_used)]

mod agree;
mod laws;
mod month;
mod outcomes;
mod rental;
pub(crate) mod sample;
mod unit;
