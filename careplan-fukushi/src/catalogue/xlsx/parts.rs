//! The parts that all sheets share: the workbook, its texts, its formats.

use super::cells::Text;
use super::package::{Package, Relation, attribute, next};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Excel allows 31 characters. The name stands in each message about the sheet, so that a long one costs memory.
const LONGEST_NAME: usize = 255;

/// One sheet for each month makes hundreds at most.
const MOST_SHEETS: usize = 1000;

/// The workbook: its sheets, in the order of their tabs.
pub(super) struct Workbook {
    pub(super) sheets: Vec<Tab>,
    relations: Vec<Relation>,
}

/// A sheet as the workbook lists it.
pub(super) struct Tab {
    pub(super) name: String,
    pub(super) hidden: bool,
    /// The part with its cells; `None` for charts and macros.
    pub(super) part: Option<String>,
}

impl Workbook {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, String> {
        let part = package
            .relations("")?
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .ok_or("it names no workbook")?
            .part;
        let relations = package.relations(&part)?;
        let by_id: BTreeMap<&str, &Relation> =
            relations.iter().rev().map(|relation| (relation.id.as_str(), relation)).collect();
        let text = package.required(&part)?;
        let mut xml = Reader::from_str(&text);
        let mut sheets = Vec::new();
        loop {
            match next(&mut xml)? {
                Event::Start(start) | Event::Empty(start) if start.local_name().as_ref() == "sheet" => {
                    let id = attribute(&start, "id")?;
                    let relation = id.and_then(|id| by_id.get(id.as_str()).copied());
                    let name = attribute(&start, "name")?.unwrap_or_default();
                    if name.chars().count() > LONGEST_NAME {
                        return Err("a sheet with a name that is none".to_owned());
                    }
                    if sheets.len() == MOST_SHEETS {
                        return Err("more sheets than any price list has".to_owned());
                    }
                    sheets.push(Tab {
                        name,
                        hidden: attribute(&start, "state")?.is_some_and(|state| state != "visible"),
                        part: relation
                            .filter(|relation| relation.kind == "worksheet")
                            .map(|relation| relation.part.clone()),
                    });
                }
                Event::Eof => return Ok(Self { sheets, relations }),
                _ => {}
            }
        }
    }

    fn part(&self, kind: &str) -> Option<&str> {
        self.relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.part.as_str())
    }

    /// The texts that cells refer to by number.
    pub(super) fn strings(&self, package: &mut Package<'_>) -> Result<Vec<String>, String> {
        let mut strings = Vec::new();
        let Some(part) = self.part("sharedStrings") else {
            return Ok(strings);
        };
        let text = package.required(part)?;
        let mut xml = Reader::from_str(&text);
        let mut item = Text::default();
        loop {
            let event = next(&mut xml)?;
            item.take_in(&event)?;
            match event {
                Event::Empty(start) if start.local_name().as_ref() == "si" => strings.push(String::new()),
                Event::End(end) if end.local_name().as_ref() == "si" => strings.push(item.finish()),
                Event::Eof => return Ok(strings),
                _ => {}
            }
        }
    }
}

/// Which formats of cells show a number as a date or a time.
#[derive(Default)]
pub(super) struct Styles {
    dates: Vec<bool>,
}

impl Styles {
    pub(super) fn read(workbook: &Workbook, package: &mut Package<'_>) -> Result<Self, String> {
        let Some(part) = workbook.part("styles") else {
            return Ok(Self::default());
        };
        let text = package.required(part)?;
        let mut xml = Reader::from_str(&text);
        let mut own = Vec::new();
        let mut dates = Vec::new();
        let mut in_cells = false;
        loop {
            match next(&mut xml)? {
                Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                    "numFmt" if attribute(&start, "formatCode")?.is_some_and(|code| is_date(&code)) => {
                        own.extend(attribute(&start, "numFmtId")?);
                    }
                    "cellXfs" => in_cells = true,
                    "xf" if in_cells => {
                        let format = attribute(&start, "numFmtId")?.unwrap_or_default();
                        // The formats that every program knows by number, the Japanese ones among them.
                        let known = format
                            .parse()
                            .is_ok_and(|number: u32| matches!(number, 14..=22 | 27..=36 | 45..=47 | 50..=58));
                        dates.push(known || own.contains(&format));
                    }
                    _ => {}
                },
                Event::End(end) if end.local_name().as_ref() == "cellXfs" => in_cells = false,
                Event::Eof => return Ok(Self { dates }),
                _ => {}
            }
        }
    }

    /// Whether the format with this number is one of dates.
    pub(super) fn is_date(&self, style: Option<&str>) -> bool {
        let place = style.and_then(|style| style.parse::<usize>().ok());
        place.and_then(|place| self.dates.get(place)).copied().unwrap_or(false)
    }
}

/// Whether a format has a year, a day or an hour outside quotes and brackets.
fn is_date(code: &str) -> bool {
    let mut closing = None;
    for character in code.chars() {
        if let Some(close) = closing {
            if character == close {
                closing = None;
            }
            continue;
        }
        match character {
            '"' => closing = Some('"'),
            '[' => closing = Some(']'),
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn formats_of_dates() {
        for date in ["yyyy/m/d", "[$-411]ggge\"年\"m\"月\"d\"日\"", "h:mm"] {
            assert!(is_date(date), "{date}");
        }
        for other in ["General", "#,##0_ ", "[Red]0", "0\"day\"", "@", ""] {
            assert!(!is_date(other), "{other}");
        }
    }
}
