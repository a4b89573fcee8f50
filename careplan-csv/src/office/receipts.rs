//! The receipt log of a folder: what was archived from it, read back and compared with what is there.

use super::digest::Digest;
use super::receipt::{Receipt, ReceiptFault};
use core::fmt;
use std::collections::HashSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// The name of the log in its folder.
pub const RECEIPTS: &str = "receipts.tsv";

/// The first line of a log, without its line end: what the fields are, and by it the format.
const HEADER: &str = "time\tdirection\tname\tsize\tsha256\tmoved_to\tremark";

/// The receipt log of a folder (`receipts.tsv`): UTF-8, a line of tab-separated fields for each file
/// ([`Receipt`]), lines ended by LF, and one header line.
///
/// The log is only ever appended to. A line is written when the file lies in its new place and before it
/// leaves the old one, so that each line tells of a file that was there, whatever happened after.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipts {
    /// The folder of the log; places in it are below this folder.
    pub folder: PathBuf,
    /// The receipts, oldest first.
    pub entries: Vec<Receipt>,
    /// Lines that are no receipts.
    pub damaged: Vec<DamagedLine>,
}

/// A line of a log that is no receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DamagedLine {
    /// The number of the line, from 1 for the header line.
    pub line: usize,
    /// What is wrong with it.
    pub fault: ReceiptFault,
}

impl fmt::Display for DamagedLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{RECEIPTS}, line {}: {}", self.line, self.fault)
    }
}

impl DamagedLine {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{RECEIPTS}の{}行目：{}", self.line, self.fault.japanese())
    }
}

/// What became of a file that a receipt tells of.
#[derive(Debug)]
pub enum FileState {
    /// It is there, with the same bytes.
    Intact,
    /// It is not there.
    Missing,
    /// Other bytes are there.
    Changed {
        /// The number of bytes now.
        size: u64,
        /// Their SHA-256.
        sha256: Digest,
    },
    /// It cannot be read, or is no file any more.
    Unreadable(io::Error),
}

impl FileState {
    /// Whether it is still what it was.
    pub fn is_intact(&self) -> bool {
        matches!(self, Self::Intact)
    }

    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Intact => "変わりありません".into(),
            Self::Missing => "ファイルがありません".into(),
            Self::Changed { size, .. } => format!("内容が変わっています（現在{size}バイト）"),
            Self::Unreadable(error) => format!("読めません（{error}）"),
        }
    }
}

impl fmt::Display for FileState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Intact => f.write_str("intact"),
            Self::Missing => f.write_str("missing"),
            Self::Changed { size, .. } => write!(f, "changed: {size} bytes now"),
            Self::Unreadable(error) => write!(f, "cannot be read: {error}"),
        }
    }
}

/// A file called `receipts.tsv` that is no receipt log; nothing is written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{RECEIPTS} is there and is no receipt log")]
pub struct NotALog;

impl Receipts {
    /// Reads the log of a folder.
    ///
    /// # Errors
    ///
    /// There is none ([`io::ErrorKind::NotFound`]), it cannot be read, or the file is no log
    /// ([`io::ErrorKind::InvalidData`] with [`NotALog`]). Lines that are damaged are no error; see
    /// [`damaged`](Self::damaged).
    pub fn open(folder: impl AsRef<Path>) -> io::Result<Self> {
        let folder = folder.as_ref().to_owned();
        let bytes = fs::read(folder.join(RECEIPTS))?;
        let mut receipts = Self { folder, ..Self::default() };
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n').enumerate();
        if lines.next().is_none_or(|(_, line)| line != format!("{HEADER}\n").as_bytes()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, NotALog));
        }
        for (place, line) in lines {
            // A line that was cut off got an end later, so that the next one could begin: blank it is not.
            let read = match line.strip_suffix(b"\n") {
                None => Err(ReceiptFault::Unfinished),
                Some(line) => str::from_utf8(line).map_err(|_| ReceiptFault::Encoding),
            };
            match read.and_then(Receipt::from_line) {
                Ok(receipt) => receipts.entries.push(receipt),
                Err(fault) => receipts.damaged.push(DamagedLine { line: place + 1, fault }),
            }
        }
        Ok(receipts)
    }

    /// Where the file of a receipt is to be.
    pub fn path_of(&self, receipt: &Receipt) -> PathBuf {
        receipt.moved_to.split('/').fold(self.folder.clone(), |path, part| path.join(part))
    }

    /// What became of the files, in the order of [`entries`](Self::entries).
    pub fn verify(&self) -> Vec<FileState> {
        let state = |receipt: &Receipt| match Digest::of_file(&self.path_of(receipt)) {
            Ok((size, sha256)) if (size, sha256) == (receipt.size, receipt.sha256) => FileState::Intact,
            Ok((size, sha256)) => FileState::Changed { size, sha256 },
            Err(error) if error.kind() == io::ErrorKind::NotFound => FileState::Missing,
            Err(error) => FileState::Unreadable(error),
        };
        self.entries.iter().map(state).collect()
    }

    /// Files in the subfolders of days (`2026-04-02`) that no receipt tells of, by name: put there by hand, or left
    /// when a machine stopped between moving and writing the receipt.
    ///
    /// # Errors
    ///
    /// A folder cannot be read.
    pub fn unlisted(&self) -> io::Result<Vec<PathBuf>> {
        let listed: HashSet<PathBuf> = self.entries.iter().map(|receipt| self.path_of(receipt)).collect();
        let mut unlisted = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if !entry.file_type()?.is_dir() || !entry.file_name().to_str().is_some_and(is_day) {
                continue;
            }
            for file in fs::read_dir(entry.path())? {
                let path = file?.path();
                if !listed.contains(&path) {
                    unlisted.push(path);
                }
            }
        }
        unlisted.sort();
        Ok(unlisted)
    }
}

/// Whether a folder has the name of a day.
fn is_day(name: &str) -> bool {
    name.len() == 10
        && name.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// A log that lines are appended to.
pub(super) struct Log {
    file: File,
}

impl Log {
    /// Opens the log of a folder, or begins it.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        let path = folder.join(RECEIPTS);
        if fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, NotALog));
        }
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path)?;
        let header = format!("{HEADER}\n");
        let mut begin = Vec::new();
        (&mut file).take(header.len() as u64).read_to_end(&mut begin)?;
        match header.as_bytes().strip_prefix(&*begin) {
            Some([]) => {}
            // New, or somebody was interrupted while beginning it: what is missing comes behind what is there.
            Some(missing) => {
                file.write_all(missing)?;
                file.sync_all()?;
                return Ok(Self { file });
            }
            None => return Err(io::Error::new(io::ErrorKind::InvalidData, NotALog)),
        }
        let mut last = [0];
        file.seek(SeekFrom::End(-1))?;
        file.read_exact(&mut last)?;
        if last != *b"\n" {
            // Somebody was interrupted while writing: his line stays what it is, and ours begins anew.
            file.write_all(b"\n")?;
        }
        Ok(Self { file })
    }

    /// Appends a receipt, and returns when it is on the disk.
    pub(super) fn append(&mut self, receipt: &Receipt) -> io::Result<()> {
        let mut line = receipt.to_line();
        line.push('\n');
        // One write, so that the lines of two programs do not mix.
        self.file.write_all(line.as_bytes())?;
        self.file.sync_data()
    }
}
