//! The archive of a workbook: its parts, and which part refers to which.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// How many bytes the parts of one workbook may unpack to, all together: a year of lists is below a tenth of it.
const UNPACKED_LIMIT: u64 = 512 << 20;

/// The parts of a workbook.
pub(super) struct Package<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// A reference from one part to another.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`.
    pub(super) kind: String,
    /// The name of the other part.
    pub(super) part: String,
}

impl<'f> Package<'f> {
    pub(super) fn open(file: &'f [u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|error| error.to_string())?;
        Ok(Self { archive, left: UNPACKED_LIMIT })
    }

    /// The text of a part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, String> {
        self.part(name)?.ok_or_else(|| format!("it has no part {name}"))
    }

    /// The text of a part; some programs write the names in another case.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let same = |other: &str| other.replace('\\', "/").eq_ignore_ascii_case(name);
        let place = self
            .archive
            .index_for_name(name)
            .or_else(|| self.archive.file_names().position(|other| other.is_ok_and(|other| same(&other))));
        let Some(place) = place else {
            return Ok(None);
        };
        let failed = |error: &dyn std::fmt::Display| format!("part {name}: {error}");
        let part = self.archive.by_index(place).map_err(|error| failed(&error))?;
        let mut bytes = Vec::new();
        // What the archive says of its sizes is not believed.
        part.take(self.left + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
        self.left = u64::try_from(bytes.len())
            .ok()
            .and_then(|read| self.left.checked_sub(read))
            .ok_or_else(|| failed(&"the workbook unpacks to more than any price list"))?;
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            bytes.drain(..3);
        }
        String::from_utf8(bytes).map(Some).map_err(|error| failed(&error.utf8_error()))
    }

    /// The references of a part.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, String> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let relations = self.required(join(folder, &format!("_rels/{name}.rels")).as_str())?;
        let mut xml = Reader::from_str(&relations);
        let mut found = Vec::new();
        loop {
            match next(&mut xml)? {
                Event::Start(start) | Event::Empty(start)
                    if start.local_name().as_ref() == "Relationship" =>
                {
                    let of = |name| attribute(&start, name);
                    if let (Some(id), Some(kind), Some(target)) = (of("Id")?, of("Type")?, of("Target")?) {
                        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                        found.push(Relation { id, kind, part: join(folder, &target) });
                    }
                }
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

/// The name of a part, from the folder of the part that refers to it.
fn join(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The next event of a part.
pub(super) fn next<'x>(xml: &mut Reader<&'x [u8]>) -> Result<Event<'x>, String> {
    xml.read_event().map_err(|error| error.to_string())
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        if attribute.key.local_name().as_ref() == name {
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn names_of_parts() {
        assert_eq!(join("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(join("xl", "/xl/sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(join("xl/a", "../../b//./c.xml"), "b/c.xml");
        assert_eq!(join("", "../../x"), "x");
    }
}
