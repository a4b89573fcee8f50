//! The list as it is published: a workbook (.xlsx), one sheet for each month.
//!
//! A workbook is a ZIP archive of XML parts (ECMA-376, Office Open XML). This reads what a list of texts and numbers
//! needs of it, cell by cell and without a grid, so that neither a cell far away nor a declared size costs memory;
//! how much the parts may unpack to is limited.

mod cells;
mod package;
mod parts;

use super::entry::Source;
use super::error::CatalogueError;
use super::problem::{ListProblem, ListProblemKind as Kind};
use super::table::{self, Sheet};
use careplan_model::YearMonth;
use cells::Rows;
use package::Package;
use parts::{Styles, Workbook};

/// How many bytes of text the cells of a workbook may have that share texts: a year of lists is below a tenth of it.
const TEXT_LIMIT: usize = 256 << 20;

/// Reads the visible sheets of a workbook.
pub(super) fn read(
    file: &[u8],
    name: &str,
    told: Option<YearMonth>,
    problems: &mut Vec<ListProblem>,
) -> Result<Vec<(Source, Sheet)>, CatalogueError> {
    let mut package = Package::open(file).map_err(CatalogueError::Workbook)?;
    let workbook = Workbook::read(&mut package).map_err(CatalogueError::Workbook)?;
    let strings = workbook.strings(&mut package).map_err(CatalogueError::Workbook)?;
    let styles = Styles::read(&workbook, &mut package).map_err(CatalogueError::Workbook)?;
    let mut left = TEXT_LIMIT;
    let mut sheets = Vec::new();
    let mut without_header = Vec::new();
    let mut found = Vec::new();
    for sheet in &workbook.sheets {
        let source = Source { file: name.to_owned(), sheet: Some(sheet.name.clone()) };
        let Some(part) = &sheet.part else {
            without_header.push(source);
            continue;
        };
        if sheet.hidden {
            found.push(ListProblem { source, row: None, kind: Kind::HiddenSheet });
            continue;
        }
        let text = package.required(part).map_err(CatalogueError::Workbook)?;
        let rows = Rows::of(&text, &strings, &styles, &mut left);
        match table::read(rows, &source, told, &mut found).map_err(CatalogueError::Workbook)? {
            Sheet::NoHeader => without_header.push(source),
            list => sheets.push((source, list)),
        }
    }
    // A page of explanations beside lists is no fault; a workbook without any list is.
    let kind = if sheets.is_empty() { Kind::NoHeader } else { Kind::OtherSheet };
    problems.extend(without_header.into_iter().map(|source| ListProblem {
        source,
        row: None,
        kind: kind.clone(),
    }));
    problems.append(&mut found);
    Ok(sheets)
}
