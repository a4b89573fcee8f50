//! One file of an inbox: what its name says and what its content says.

use crate::error::Error;
use crate::reader::Reader;
use crate::sniff::{Encoding, Recogniser};
use careplan_model::{FileName, FileNameError, FileNameFault, FormKind};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// Records longer than this are not looked at when a file is recognised.
const LOOK: usize = 1 << 20;

/// So many bytes of a file are looked at, at most.
const LOOK_BYTES: u64 = 8 << 20;

/// A file that belongs to a unit of sending.
#[derive(Debug, Clone)]
pub struct InboxFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its name by the standard; for a renamed file the one that was found in its name.
    pub name: FileName,
    /// Whether it has that name.
    pub naming: Naming,
    /// The encoding, if its beginning is not Shift_JIS.
    pub encoding: Option<Encoding>,
    /// The kinds that its first records fit; empty if they fit none, and for files that are no CSV.
    pub content: Vec<&'static FormKind>,
    /// Whether it holds no record at all.
    pub is_empty: bool,
}

/// Whether a file has a name of the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// It has.
    Standard,
    /// It was renamed: a name of the standard stands in its own, with something before or behind. Why
    /// its own is none is said.
    Renamed(FileNameError),
}

/// A file whose content is a form of the standard, and whose name is not.
#[derive(Debug, Clone)]
pub struct StrayForm {
    /// Where it is.
    pub path: PathBuf,
    /// The kinds that its first records fit; empty if the name alone speaks for a form.
    pub content: Vec<&'static FormKind>,
    /// What is wrong with the name; `None` if it is not even text.
    pub fault: Option<FileNameError>,
}

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct Unreadable {
    /// Where it is.
    pub path: PathBuf,
    /// The reason.
    pub error: io::Error,
}

impl InboxFile {
    /// The kind that the name says.
    pub fn kind(&self) -> &'static FormKind {
        self.name.kind()
    }

    /// Whether the content is that of other kinds than the name says, as when 実績 are saved under the
    /// name of a deletion: whoever trusts the name alone would delete.
    pub fn contradicts_its_name(&self) -> bool {
        !self.content.is_empty() && !self.content.contains(&self.kind())
    }

    /// Opens the file for reading record by record.
    ///
    /// # Errors
    ///
    /// The file cannot be opened.
    pub fn reader(&self) -> io::Result<Reader<File>> {
        Ok(Reader::from_reader(File::open(&self.path)?))
    }

    /// The whole file.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn read(&self) -> io::Result<Vec<u8>> {
        std::fs::read(&self.path)
    }
}

impl Unreadable {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}：読めません（{}）", self.path.display(), self.error)
    }
}

/// What groups files into units of sending.
impl AsRef<FileName> for InboxFile {
    fn as_ref(&self) -> &FileName {
        &self.name
    }
}

/// What a file turned out to be.
pub(super) enum Sorted {
    Placed(Box<InboxFile>),
    Stray(Box<StrayForm>),
    Attachment(PathBuf),
    Unreadable(Unreadable),
}

pub(super) fn sort(path: PathBuf, kinds: &[&'static FormKind]) -> Sorted {
    let text = path.file_name().and_then(|name| name.to_str());
    let parsed = text.map(|text| FileName::parse_with(text, kinds));
    let found = text.and_then(|text| FileName::find_in_with(text, kinds));
    let is_csv = !matches!(&parsed, Some(Ok(name)) if name.kind().layout.is_none());
    let look = match look(&path, kinds, is_csv) {
        Ok(look) => look,
        Err(error) => return Sorted::Unreadable(Unreadable { path, error }),
    };
    let Look { encoding, content, is_empty } = look;
    let placed = |path, name, naming| {
        Sorted::Placed(Box::new(InboxFile {
            path,
            name,
            naming,
            encoding,
            content: content.clone(),
            is_empty,
        }))
    };
    match (parsed, found) {
        (Some(Ok(name)), _) => placed(path, name, Naming::Standard),
        (Some(Err(fault)), Some(name)) => placed(path, name, Naming::Renamed(fault)),
        (Some(Err(fault)), None) if !content.is_empty() || fault.kind != FileNameFault::NotAStandardName => {
            Sorted::Stray(Box::new(StrayForm { path, content, fault: Some(fault) }))
        }
        (None, _) if !content.is_empty() => Sorted::Stray(Box::new(StrayForm { path, content, fault: None })),
        _ => Sorted::Attachment(path),
    }
}

struct Look {
    encoding: Option<Encoding>,
    content: Vec<&'static FormKind>,
    is_empty: bool,
}

/// Looks at the first records of a file.
fn look(path: &Path, kinds: &[&'static FormKind], is_csv: bool) -> io::Result<Look> {
    // Asked before opening: opening a pipe waits for somebody to write into it.
    let metadata = std::fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let file = File::open(path)?;
    if !is_csv {
        return Ok(Look { encoding: None, content: Vec::new(), is_empty: metadata.len() == 0 });
    }
    let mut reader = Reader::with_record_limit(file.take(LOOK_BYTES), LOOK);
    let mut recogniser = Recogniser::new(kinds);
    let encoding = reader.encoding().map_err(io_error)?;
    let mut is_empty = true;
    loop {
        match reader.next() {
            Ok(Some(record)) => {
                is_empty = false;
                if !recogniser.look_at(&record) {
                    break;
                }
            }
            Ok(None) => break,
            Err(error) => return Err(io_error(error)),
        }
    }
    let content = if is_empty { Vec::new() } else { recogniser.kinds() };
    Ok(Look { encoding, content, is_empty })
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}
