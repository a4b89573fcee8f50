//! The list saved as CSV, in Shift_JIS or UTF-8.

use super::entry::Source;
use super::error::CatalogueError;
use super::problem::{ListProblem, ListProblemKind};
use super::table::{self, Cell, Row, Sheet};
use careplan_csv::{Encoding, ms932};
use careplan_model::YearMonth;

pub(super) fn read(
    file: &[u8],
    source: &Source,
    told: Option<YearMonth>,
    problems: &mut Vec<ListProblem>,
) -> Result<Sheet, CatalogueError> {
    let (utf8, text) = match Encoding::other_than_ms932(file) {
        None => (false, file),
        Some(Encoding::Utf8) => (true, file),
        Some(Encoding::Utf8Bom) => (true, file.get(3..).unwrap_or_default()),
        Some(other) => return Err(CatalogueError::Encoding(other)),
    };
    // No trail byte of Shift_JIS is a comma, a quote or a line end, so that the bytes can be split as they are.
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let rows = (0..).zip(reader.byte_records()).map(|(place, record)| {
        let record = record.map_err(std::io::Error::from)?;
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let number = lines.line_of(start.unwrap_or_default());
        let cells = (0..)
            .zip(&record)
            .filter(|(_, field)| !field.is_empty())
            .map(|(column, field)| (column, cell(field, utf8)))
            .collect();
        Ok::<_, CatalogueError>(Row { number, place, cells })
    });
    let sheet = table::read(rows, source, told, problems)?;
    if matches!(sheet, Sheet::NoHeader) {
        problems.push(ListProblem { source: source.clone(), row: None, kind: ListProblemKind::NoHeader });
    }
    Ok(sheet)
}

/// Counts lines. The reader's own count is behind where a record follows CR LF or blank lines.
struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    /// The line of the record that the reader begins to look for at a place, which never goes back.
    fn line_of(&mut self, start: usize) -> u32 {
        while let Some(byte) = self.text.get(self.at) {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => self.text.get(self.at + 1) != Some(&b'\n'),
                _ if self.at >= start => break,
                _ => false,
            };
            self.line = self.line.saturating_add(u32::from(ends_line));
            self.at += 1;
        }
        self.line
    }
}

fn cell(field: &[u8], utf8: bool) -> Cell {
    if utf8 {
        match str::from_utf8(field) {
            Ok(text) => Cell::Text(text.to_owned()),
            Err(_) => Cell::Broken(String::from_utf8_lossy(field).into_owned()),
        }
    } else {
        match ms932::decode(field) {
            Ok(text) => Cell::Text(text.into_owned()),
            Err(_) => Cell::Broken(ms932::decode_lossy(field).into_owned()),
        }
    }
}
