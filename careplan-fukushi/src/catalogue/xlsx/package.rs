//! The archive of a workbook: its parts, and which part refers to which.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// How many bytes the parts of one workbook may unpack to, all together: a year of lists is below a tenth of it.
const UNPACKED_LIMIT: u64 = 512 << 20;

/// The parts of a workbook.
pub(super) struct Package<'f> {
    archive: ZipArchive<Cursor<&'f [u8]>>,
    /// The names as they are compared: some programs write them in another case, or with other slashes.
    names: BTreeMap<String, usize>,
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
        Self::with_limit(file, UNPACKED_LIMIT)
    }

    fn with_limit(file: &'f [u8], limit: u64) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(file)).map_err(|error| error.to_string())?;
        let mut names = BTreeMap::new();
        for (place, name) in archive.file_names().enumerate() {
            if let Ok(name) = name {
                names.entry(compared(&name)).or_insert(place);
            }
        }
        Ok(Self { archive, names, left: limit })
    }

    /// The text of a part that must be there.
    pub(super) fn required(&mut self, name: &str) -> Result<String, String> {
        self.part(name)?.ok_or_else(|| format!("it has no part {name}"))
    }

    /// The text of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let place = self.archive.index_for_name(name).or_else(|| self.names.get(&compared(name)).copied());
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

fn compared(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
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
    // Looking for attributes that are there twice takes the square of their number.
    for attribute in start.attributes().with_checks(false) {
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
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A part that packs a thousandfold: its unpacked size is not believed, and it is not unpacked to its end.
    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["xl/one.xml", "XL\\Two.xml", "xl/three.xml"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        let file = archive.finish().unwrap().into_inner();
        assert!(file.len() < 1 << 14, "{}", file.len());
        let mut package = Package::with_limit(&file, 3 << 20).unwrap();
        for name in ["xl/one.xml", "xl/two.xml", "XL/THREE.XML"] {
            assert_eq!(package.required(name).unwrap().len(), 1 << 20, "{name}");
        }
        assert_eq!(package.left, 0);
        let mut package = Package::with_limit(&file, (2 << 20) - 1).unwrap();
        assert!(package.part("xl/one.xml").unwrap().is_some());
        let error = package.part("xl/two.xml").unwrap_err();
        assert_eq!(error, "part xl/two.xml: the workbook unpacks to more than any price list");
    }

    #[test]
    fn names_of_parts() {
        assert_eq!(join("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(join("xl", "/xl/sheet1.xml"), "xl/sheet1.xml");
        assert_eq!(join("xl/a", "../../b//./c.xml"), "b/c.xml");
        assert_eq!(join("", "../../x"), "x");
    }
}
