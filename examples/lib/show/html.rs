//! The page of `show`: the forms of files as people know them on paper, in one file that needs nothing else.
//!
//! The page holds no script and asks for nothing outside itself. It is XHTML that HTML readers take. What the
//! rules of `careplan-rules` find (profile *receive*) stands as a number in the cell and as a text at the
//! foot of its form. Like all of `show` it shows personal data, and says so.
//!
//! Nothing is left out: what has no place in the drawing of a form is listed beside it, records that make no
//! view or no form are shown item by item.

mod book;
mod designs;
mod draw;
mod figure;
mod form;
mod lines;
mod markup;
mod month;
mod page;
mod sheet;
mod support;
mod table2;
mod table7;
mod value;
mod week;

use crate::cli::Outcome;
use careplan_rules::Language;
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes the page of files and folders.
pub(super) fn print(
    paths: &[PathBuf],
    language: Language,
    threads: usize,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    let book = book::read(paths, language, threads)?;
    let plan = sheet::Plan::of(&book);
    out.write_all(page::write(&book, &plan).as_bytes())?;
    Ok(book.outcome)
}
