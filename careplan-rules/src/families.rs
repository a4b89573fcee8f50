//! The rules of the standard, one module for each family.

pub mod actual;
pub mod basic;
pub mod csv;
mod equipment;
pub mod file;
mod hash;
pub mod item;
pub(crate) mod key;
pub mod name;
mod numbers;
mod place;
pub mod set;
pub mod supplement;
pub mod support;
pub mod table1;
pub mod table2;
pub mod table3;
pub mod table6;
pub mod table7;
pub mod text;

use crate::check::Family;

/// The families of the standard, in the order in which they check.
pub static STANDARD: &[&Family] = &[
    &text::FAMILY,
    &name::FAMILY,
    &item::FAMILY,
    // Behind the items: where a record ends without a line end, its last quote comes before the line end.
    &csv::FAMILY,
    &file::FAMILY,
    &table1::FAMILY,
    &table2::FAMILY,
    &table3::FAMILY,
    &table6::FAMILY,
    &table7::FAMILY,
    &supplement::FAMILY,
    &basic::FAMILY,
    &support::FAMILY,
    &set::FAMILY,
    &actual::FAMILY,
];
