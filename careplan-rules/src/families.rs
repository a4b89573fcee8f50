//! The rules of the standard, one module for each family.

pub mod actual;
pub mod basic;
pub mod csv;
mod equipment;
pub mod file;
pub mod item;
mod key;
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
    &csv::FAMILY,
    &name::FAMILY,
    &item::FAMILY,
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
