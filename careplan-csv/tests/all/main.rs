//! The tests of careplan-csv, in one program: linking each file of tests by itself takes minutes.

mod build;
mod bundled;
#[macro_use]
mod common;
mod editions;
mod fast_path;
mod faults;
mod glibc;
mod hostile;
mod inbox;
mod ledger;
mod lexer;
mod moving_editions;
mod ms932;
mod office_archive;
mod office_assemble;
mod office_names;
mod practice;
mod problems;
mod round_trip;
mod spans;
mod split;
mod standard_examples;
mod table7_samples;
mod text;
mod units;
mod views;
mod writer;
