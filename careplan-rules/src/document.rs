//! What is given to be checked: files on a disk, or bytes with a name.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

/// A file to be checked, wherever its bytes are. `Debug` does not show them.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its name, without folders: names say what files are.
    pub(crate) name: String,
    pub(crate) source: Source<'a>,
}

#[derive(Clone)]
pub(crate) enum Source<'a> {
    Bytes(&'a [u8]),
    Path(PathBuf),
}

impl core::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "«{} bytes»", bytes.len()),
            Self::Path(path) => path.fmt(f),
        }
    }
}

impl<'a> Document<'a> {
    /// Bytes in memory with the name that they have, or are to have.
    pub fn new(name: impl Into<String>, bytes: &'a [u8]) -> Self {
        Self { name: name.into(), source: Source::Bytes(bytes) }
    }

    /// A file on a disk.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, source: Source::Path(path) }
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::Bytes(_) => None,
            Source::Path(path) => Some(path),
        }
    }
}

impl Source<'_> {
    /// The bytes from the beginning.
    pub(crate) fn read(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(*bytes),
            Self::Path(path) => {
                // Asked before opening: opening a pipe waits for somebody to write into it.
                if !std::fs::metadata(path)?.is_file() {
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
                }
                Box::new(File::open(path)?)
            }
        })
    }

    /// Some of the bytes.
    pub(crate) fn part(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut part = Vec::new();
        match self {
            Self::Bytes(bytes) => {
                let from = usize::try_from(start).unwrap_or(usize::MAX);
                let rest = bytes.get(from..).unwrap_or_default();
                rest.take(length).read_to_end(&mut part)?;
            }
            Self::Path(path) => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(start))?;
                file.take(length).read_to_end(&mut part)?;
            }
        }
        Ok(part)
    }
}
