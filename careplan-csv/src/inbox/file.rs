//! One file of an inbox: what its name says and what its content says.

use crate::error::Error;
use crate::reader::Reader;
use crate::sniff::{Encoding, Recogniser};
use careplan_model::{FileName, FileNameError, FileNameFault, FormKind};
use std::fs::File;
use std::io;
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
    /// The name by the standard that it has, or that stands in its own: the unit that it belongs to is not
    /// whole without it ([`Inbox::unreadable_of`](super::Inbox::unreadable_of)).
    pub name: Option<FileName>,
}

impl InboxFile {
    /// The kind that the name says.
    pub fn kind(&self) -> &'static FormKind {
        self.name.kind()
    }

    /// Whether its name is none of the standard's, and the one that it is sorted by was found in it: a guess.
    pub fn is_renamed(&self) -> bool {
        self.naming != Naming::Standard
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
    pub(crate) fn new(path: PathBuf, error: io::Error, kinds: &[&'static FormKind]) -> Self {
        let text = path.file_name().and_then(|name| name.to_str());
        let name = text.and_then(|text| {
            FileName::parse_with(text, kinds).ok().or_else(|| FileName::find_in_with(text, kinds))
        });
        Self { path, error, name }
    }

    /// Whether it was renamed: a name of the standard stands in its own and is not the whole of it.
    pub fn is_renamed(&self) -> bool {
        self.name.is_some_and(|name| {
            self.path.file_name().and_then(|own| own.to_str()) != Some(name.to_string().as_str())
        })
    }

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

/// What can be told of a file from its name and its first records, wherever its bytes are.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The name by the standard, or what is wrong with it.
    pub name: Result<FileName, FileNameError>,
    /// A name of the standard that stands inside a name that is none, as when a file was renamed.
    pub found: Option<FileName>,
    /// The encoding, if the beginning of the file is not Shift_JIS.
    pub encoding: Option<Encoding>,
    /// The kinds that its first records fit; empty if they fit none, and for files that are no CSV.
    pub content: Vec<&'static FormKind>,
    /// Whether it holds no record at all.
    pub is_empty: bool,
}

impl Identity {
    /// Looks at the first records of a file with this name, by the kinds given.
    ///
    /// # Errors
    ///
    /// Reading failed.
    ///
    /// ```
    /// use careplan_csv::Identity;
    /// use careplan_model::kind;
    /// let file = b"202407,435073,0000000001,202604\r\n";
    /// let identity = Identity::of("plan of April.csv", &file[..], kind::STANDARD)?;
    /// assert!(identity.name.is_err());
    /// assert_eq!(identity.content, [&kind::PLAN_DELETION]);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn of(file_name: &str, bytes: impl io::Read, kinds: &[&'static FormKind]) -> io::Result<Self> {
        let name = FileName::parse_with(file_name, kinds);
        let found = if name.is_ok() { None } else { FileName::find_in_with(file_name, kinds) };
        let is_csv = !matches!(&name, Ok(name) if name.kind().layout.is_none());
        let Look { encoding, content, is_empty } = look(bytes, kinds, is_csv)?;
        Ok(Self { name, found, encoding, content, is_empty })
    }

    /// Whether the file is to be taken for a form of the standard: by its name, by a name inside its name, or
    /// by its content. Other files travel along.
    pub fn is_form(&self) -> bool {
        match &self.name {
            Ok(_) => true,
            Err(fault) => {
                self.found.is_some()
                    || !self.content.is_empty()
                    || fault.kind != FileNameFault::NotAStandardName
            }
        }
    }
}

pub(super) fn sort(path: PathBuf, kinds: &[&'static FormKind]) -> Sorted {
    let file = match open(&path) {
        Ok(file) => file,
        Err(error) => return Sorted::Unreadable(Unreadable::new(path, error, kinds)),
    };
    let Some(text) = path.file_name().and_then(|name| name.to_str()) else {
        // A name that is not even text says nothing; the content may.
        return match look(file, kinds, true) {
            Ok(look) if !look.content.is_empty() => {
                Sorted::Stray(Box::new(StrayForm { path, content: look.content, fault: None }))
            }
            Ok(_) => Sorted::Attachment(path),
            Err(error) => Sorted::Unreadable(Unreadable::new(path, error, kinds)),
        };
    };
    let identity = match Identity::of(text, file, kinds) {
        Ok(identity) => identity,
        Err(error) => return Sorted::Unreadable(Unreadable::new(path, error, kinds)),
    };
    let is_form = identity.is_form();
    let Identity { name, found, encoding, content, is_empty } = identity;
    let (name, naming) = match (name, found) {
        (Ok(name), _) => (name, Naming::Standard),
        (Err(fault), Some(name)) => (name, Naming::Renamed(fault)),
        (Err(fault), None) if is_form => {
            return Sorted::Stray(Box::new(StrayForm { path, content, fault: Some(fault) }));
        }
        (Err(_), None) => return Sorted::Attachment(path),
    };
    Sorted::Placed(Box::new(InboxFile { path, name, naming, encoding, content, is_empty }))
}

/// Opens a file that is one.
fn open(path: &Path) -> io::Result<File> {
    // Asked before opening: opening a pipe waits for somebody to write into it.
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    File::open(path)
}

struct Look {
    encoding: Option<Encoding>,
    content: Vec<&'static FormKind>,
    is_empty: bool,
}

/// Looks at the first records of a file.
fn look(mut file: impl io::Read, kinds: &[&'static FormKind], is_csv: bool) -> io::Result<Look> {
    if !is_csv {
        let is_empty = file.read(&mut [0])? == 0;
        return Ok(Look { encoding: None, content: Vec::new(), is_empty });
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
