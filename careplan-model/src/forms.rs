//! The forms of the standard, one file each; every file is the table of its form.

mod table1;

pub use table1::Table1;
