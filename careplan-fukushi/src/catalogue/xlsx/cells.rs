//! The cells of a sheet, row by row.

use super::super::table::{Cell, Row};
use super::package::{attribute, next};
use super::parts::Styles;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

/// The most rows that a sheet has.
const ROWS: u32 = 1 << 20;
/// The most columns that a sheet has.
const COLUMNS: u32 = 1 << 14;

/// The text of an item or a cell, put together from its runs; the reading of Japanese words beside it is left out.
#[derive(Default)]
pub(super) struct Text {
    content: String,
    /// Inside an element that holds text.
    inside: bool,
    /// Inside the reading (ふりがな).
    reading: bool,
}

impl Text {
    /// Takes in what an event adds to the text.
    pub(super) fn take_in(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "t" | "v" => self.inside = true,
                "rPh" => self.reading = true,
                _ => {}
            },
            Event::End(end) => match end.local_name().as_ref() {
                "t" | "v" => self.inside = false,
                "rPh" => self.reading = false,
                _ => {}
            },
            Event::Text(text) if self.wanted() => self.content.push_str(&text.xml10_content()),
            Event::CData(text) if self.wanted() => self.content.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if self.wanted() => {
                match reference.resolve_char_ref().map_err(|error| error.to_string())? {
                    Some(character) => self.content.push(character),
                    None => self.content.push_str(
                        resolve_predefined_entity(reference)
                            .ok_or("a reference to something that is not there")?,
                    ),
                }
            }
            _ => {}
        }
        Ok(())
    }

    const fn wanted(&self) -> bool {
        self.inside && !self.reading
    }

    /// The text, and begins anew.
    pub(super) fn finish(&mut self) -> String {
        unescape(core::mem::take(self).content)
    }
}

/// Characters that XML cannot hold stand as `_x000D_` in workbooks.
fn unescape(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once("_x") {
        out.push_str(before);
        let character = behind
            .get(..4)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        let closed = behind.get(4..).and_then(|behind| behind.strip_prefix('_'));
        if let (Some(character), Some(closed)) = (character, closed) {
            out.push(character);
            rest = closed;
        } else {
            out.push_str("_x");
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// The rows of a sheet that have cells.
pub(super) struct Rows<'s> {
    xml: Reader<&'s [u8]>,
    strings: &'s [String],
    styles: &'s Styles,
    /// How many bytes of shared texts may still be copied: many cells can refer to one long text.
    left: &'s mut usize,
    /// The next row, if the sheet does not number it.
    next_row: u32,
    ended: bool,
}

impl<'s> Rows<'s> {
    pub(super) fn of(text: &'s str, strings: &'s [String], styles: &'s Styles, left: &'s mut usize) -> Self {
        Self { xml: Reader::from_str(text), strings, styles, left, next_row: 1, ended: false }
    }

    fn row(&mut self) -> Result<Option<Row>, String> {
        loop {
            match next(&mut self.xml)? {
                Event::Start(start) if start.local_name().as_ref() == "row" => {
                    let number = match attribute(&start, "r")? {
                        Some(number) => number.parse().map_err(|_| "a row without a number".to_owned())?,
                        None => self.next_row,
                    };
                    if number < self.next_row || number > ROWS {
                        return Err("rows out of order".to_owned());
                    }
                    self.next_row = number + 1;
                    let cells = self.cells(number)?;
                    return Ok(Some(Row { number, place: number - 1, cells }));
                }
                Event::End(end) if end.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Empty(empty) if empty.local_name().as_ref() == "sheetData" => return Ok(None),
                Event::Eof => return Err("a sheet that ends too early".to_owned()),
                _ => {}
            }
        }
    }

    /// The cells up to the end of their row.
    fn cells(&mut self, row: u32) -> Result<Vec<(u32, Cell)>, String> {
        let mut cells = Vec::new();
        let mut next_column = 0;
        loop {
            match next(&mut self.xml)? {
                Event::Start(start) if start.local_name().as_ref() == "c" => {
                    let column = column_of(&start, row, next_column)?;
                    next_column = column + 1;
                    cells.extend(self.cell(&start)?.map(|cell| (column, cell)));
                }
                Event::Empty(empty) if empty.local_name().as_ref() == "c" => {
                    next_column = column_of(&empty, row, next_column)? + 1;
                }
                Event::End(end) if end.local_name().as_ref() == "row" => return Ok(cells),
                Event::Eof => return Err("a row that ends too early".to_owned()),
                _ => {}
            }
        }
    }

    /// A cell up to its end; `None` when it is empty.
    fn cell(&mut self, start: &BytesStart<'_>) -> Result<Option<Cell>, String> {
        let kind = attribute(start, "t")?;
        let style = attribute(start, "s")?;
        let mut text = Text::default();
        loop {
            let event = next(&mut self.xml)?;
            text.take_in(&event)?;
            match event {
                Event::End(end) if end.local_name().as_ref() == "c" => break,
                Event::Eof => return Err("a cell that ends too early".to_owned()),
                _ => {}
            }
        }
        let text = text.finish();
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match kind.as_deref() {
            Some("s") => {
                let place = text.trim().parse().ok().and_then(|place: usize| self.strings.get(place));
                let text = place.ok_or("a cell with a text that is not there")?;
                *self.left = self.left.checked_sub(text.len()).ok_or("more text than any price list has")?;
                Cell::Text(text.clone())
            }
            Some("str" | "inlineStr") => Cell::Text(text),
            None | Some("n") => match text.trim().parse::<f64>() {
                // Excel turns some model numbers (1-2) into dates, and what was typed is gone.
                Ok(number) if !self.styles.is_date(style.as_deref()) => Cell::Number(number),
                _ => Cell::Broken(text),
            },
            // Errors (#N/A), truth values, dates.
            Some(_) => Cell::Broken(text),
        }))
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

/// The column of a cell, from 0: its reference (`AB12`), or the one after the last cell.
fn column_of(start: &BytesStart<'_>, row: u32, next_column: u32) -> Result<u32, String> {
    let column = match attribute(start, "r")? {
        None => Some(next_column),
        Some(reference) => column(&reference, row),
    };
    column
        .filter(|column| *column >= next_column && *column < COLUMNS)
        .ok_or_else(|| "a cell in no place of its row".to_owned())
}

fn column(reference: &str, row: u32) -> Option<u32> {
    let letters = reference.strip_suffix(&row.to_string())?;
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_cells() {
        for (reference, expected) in
            [("A7", Some(0)), ("Z7", Some(25)), ("AA7", Some(26)), ("XFD7", Some(16_383)), ("A17", None)]
        {
            assert_eq!(column(reference, 7), expected, "{reference}");
        }
        for wrong in ["", "7", "a7", "A", "A8", "ZZZZZZZZZZ7", "$A$7"] {
            assert_eq!(column(wrong, 7), None, "{wrong}");
        }
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        for (text, expected) in [
            ("見本_x000D_\n", "見本\r\n"),
            ("a_xb", "a_xb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x12", "_x12"),
            ("_xD800_", "_xD800_"),
            ("_x見本です", "_x見本です"),
        ] {
            assert_eq!(unescape(text.to_owned()), expected);
        }
    }
}
