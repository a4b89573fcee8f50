//! What is given to be checked: files on a disk, or bytes with a name.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file to be checked, wherever its bytes are. `Debug` does not show them.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its name, without folders: names say what files are.
    pub(crate) name: Arc<str>,
    source: Source<'a>,
}

#[derive(Clone)]
enum Source<'a> {
    Bytes(&'a [u8]),
    File(FilePath),
}

/// Where a file is. Millions of files are few folders: those that lie together share the path of theirs.
#[derive(Debug, Clone)]
pub(crate) enum FilePath {
    /// The folder; the rest is the name of the file.
    Folder(Arc<Path>),
    /// The whole path, where it is not its folder and a name that is Unicode.
    Whole(Arc<Path>),
}

impl core::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "«{} bytes»", bytes.len()),
            Self::File(path) => path.fmt(f),
        }
    }
}

impl FilePath {
    /// The path, as it was given.
    pub(crate) fn of(&self, name: &str) -> Cow<'_, Path> {
        match self {
            Self::Folder(folder) => Cow::Owned(folder.join(name)),
            Self::Whole(path) => Cow::Borrowed(path),
        }
    }

    /// The path of a file with this name. The folder given is shared if it is that of the file, else it becomes so.
    pub(crate) fn new(path: &Path, name: &str, folder: &mut Option<Arc<Path>>) -> Self {
        // A path may be written in several ways, and is told as it was given.
        let parent = path.parent().filter(|parent| parent.join(name).as_os_str() == path.as_os_str());
        let Some(parent) = parent else { return Self::Whole(path.into()) };
        match folder {
            Some(folder) if folder.as_os_str() == parent.as_os_str() => Self::Folder(Arc::clone(folder)),
            _ => Self::Folder(Arc::clone(folder.insert(parent.into()))),
        }
    }
}

impl<'a> Document<'a> {
    /// Bytes in memory with the name that they have, or are to have.
    pub fn new(name: impl Into<String>, bytes: &'a [u8]) -> Self {
        Self { name: name.into().into(), source: Source::Bytes(bytes) }
    }

    /// A file on a disk.
    pub fn open(path: impl Into<PathBuf>) -> Self {
        Self::open_beside(&path.into(), &mut None)
    }

    /// A file on a disk, perhaps in the folder of the one before it.
    pub(crate) fn open_beside(path: &Path, folder: &mut Option<Arc<Path>>) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let source = Source::File(FilePath::new(path, &name, folder));
        Self { name: name.into(), source }
    }

    pub(crate) fn file_path(&self) -> Option<&FilePath> {
        match &self.source {
            Source::Bytes(_) => None,
            Source::File(path) => Some(path),
        }
    }

    pub(crate) fn path(&self) -> Option<Cow<'_, Path>> {
        self.file_path().map(|path| path.of(&self.name))
    }

    /// The bytes from the beginning, and how many there are.
    pub(crate) fn read(&self) -> io::Result<(Box<dyn Read + '_>, u64)> {
        Ok(match &self.source {
            Source::Bytes(bytes) => (Box::new(*bytes), bytes.len() as u64),
            Source::File(path) => {
                let path = path.of(&self.name);
                // Asked before opening: opening a pipe waits for somebody to write into it.
                let metadata = std::fs::metadata(&path)?;
                if !metadata.is_file() {
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
                }
                (Box::new(File::open(&path)?), metadata.len())
            }
        })
    }

    /// Some of the bytes.
    pub(crate) fn part(&self, start: u64, length: u64) -> io::Result<Vec<u8>> {
        let mut part = Vec::new();
        match &self.source {
            Source::Bytes(bytes) => {
                let from = usize::try_from(start).unwrap_or(usize::MAX);
                let rest = bytes.get(from..).unwrap_or_default();
                rest.take(length).read_to_end(&mut part)?;
            }
            Source::File(path) => {
                let mut file = File::open(path.of(&self.name))?;
                file.seek(SeekFrom::Start(start))?;
                file.take(length).read_to_end(&mut part)?;
            }
        }
        Ok(part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_as_they_were_given_and_folders_are_shared() {
        let mut folder = None;
        for path in
            ["a/b.CSV", "a/c.CSV", "a//d.CSV", "a/./e.CSV", "f.CSV", "./g.CSV", "/h.CSV", "..", "/", "", "i/"]
        {
            let document = Document::open_beside(Path::new(path), &mut folder);
            assert_eq!(document.path().unwrap().as_os_str(), path);
        }
        let [a, b] = ["j/k", "j/l"].map(|path| Document::open_beside(Path::new(path), &mut folder));
        match (a.file_path(), b.file_path()) {
            (Some(FilePath::Folder(a)), Some(FilePath::Folder(b))) => assert!(Arc::ptr_eq(a, b)),
            _ => panic!("no folders"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_unicode_keep_their_bytes() {
        use std::os::unix::ffi::OsStrExt as _;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"in/\x97\x5C.CSV"));
        let document = Document::open(path);
        assert_eq!(document.path().unwrap(), path);
        assert_eq!(&*document.name, "\u{FFFD}\\.CSV");
    }
}
