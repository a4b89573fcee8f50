//! A set that was put together, and writing its copies.

use super::image::Edit;
use super::set::SetId;
use crate::new_file;
use crate::office::Digest;
use careplan_model::{FileName, FormKind, Timestamp};
use core::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A set that can be sent: which files it is made of, and the names that they get.
#[derive(Debug, Clone)]
pub struct ProposedSet {
    /// What it is.
    pub id: SetId,
    /// The ファイル連番 that all its files get.
    pub timestamp: Timestamp,
    /// Its files, leading form first.
    pub files: Vec<ProposedFile>,
    /// Kinds that are usually there and are not (別表).
    pub absent: Vec<&'static FormKind>,
}

/// A file of a set.
#[derive(Debug, Clone)]
pub struct ProposedFile {
    /// The name that it gets.
    pub name: FileName,
    path: PathBuf,
    found: FileName,
    is_renamed: bool,
    size: u64,
    sha256: Digest,
    edits: Vec<Edit>,
}

/// What a [`ProposedFile`] is made of.
pub(super) struct ProposedParts {
    pub(super) path: PathBuf,
    pub(super) found: FileName,
    pub(super) name: FileName,
    pub(super) is_renamed: bool,
    pub(super) size: u64,
    pub(super) sha256: Digest,
    pub(super) edits: Vec<Edit>,
}

impl ProposedFile {
    pub(super) fn new(parts: ProposedParts) -> Self {
        let ProposedParts { path, found, name, is_renamed, size, sha256, edits } = parts;
        Self { name, path, found, is_renamed, size, sha256, edits }
    }

    /// The file that is copied.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name of the standard that it has, or that was found in its name.
    pub fn found(&self) -> &FileName {
        &self.found
    }

    /// Whether it was renamed, so that its name was found and not read.
    pub fn is_renamed(&self) -> bool {
        self.is_renamed
    }

    /// The number of bytes that it had when it was looked at.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Their SHA-256.
    pub fn sha256(&self) -> Digest {
        self.sha256
    }

    /// In how many records No.62 of 利用者基本情報 is rewritten, so that it names the renamed picture. All other
    /// bytes stay.
    pub fn rewritten(&self) -> usize {
        self.edits.len()
    }

    /// The bytes of the copy.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or is not what it was when it was looked at.
    pub fn read(&self) -> Result<Vec<u8>, SetFault> {
        let bytes = fs::read(&self.path)?;
        if Digest::of(&bytes) != self.sha256 {
            return Err(SetFault::Changed);
        }
        let (mut copy, mut from) = (Vec::with_capacity(bytes.len()), 0);
        for edit in &self.edits {
            copy.extend_from_slice(bytes.get(from..edit.bytes.start).unwrap_or_default());
            copy.extend_from_slice(edit.text.as_bytes());
            from = edit.bytes.end;
        }
        copy.extend_from_slice(bytes.get(from..).unwrap_or_default());
        Ok(copy)
    }
}

/// Why sets were not written, file by file; never empty. Nothing of them is there then.
#[derive(Debug, thiserror::Error)]
#[error("{} of the set's files failed; the first: {first}", files.len(), first = files.first().map(|(path, fault)| format!("{}: {fault}", path.display())).unwrap_or_default())]
pub struct SetError {
    /// The files that failed: what could not be read, or the place that could not be written.
    pub files: Vec<(PathBuf, SetFault)>,
}

/// Why a file of a set was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetFault {
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The original was changed since the set was proposed.
    #[error("changed since it was looked at")]
    Changed,
    /// There is something under the name already.
    #[error("already there")]
    AlreadyThere,
}

impl SetFault {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Io(error) => format!("読み書きに失敗しました（{error}）"),
            Self::Changed => "確認した後に変更されています".into(),
            Self::AlreadyThere => "同じ名前のファイルが既にあります".into(),
        }
    }
}

impl SetError {
    /// The same in Japanese, a line for each file.
    pub fn japanese(&self) -> String {
        let line = |(path, fault): &(PathBuf, SetFault)| format!("{}：{}", path.display(), fault.japanese());
        self.files.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for ProposedSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.id, self.timestamp)
    }
}

impl ProposedSet {
    /// Writes the copies into a folder, which must exist. The originals stay as they are, nothing is overwritten, and
    /// either all files are there afterwards or none.
    ///
    /// # Errors
    ///
    /// All files that were changed since or cannot be read, and all names that are taken; else the first that cannot
    /// be written.
    pub fn write(&self, folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, SetError> {
        Self::write_all([self], folder)
    }

    /// Writes the copies of several sets into a folder, as [`write`](Self::write) does those of one: the files of all
    /// sets are there afterwards, or none of any.
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write), for the files of all sets.
    pub fn write_all<'s>(
        sets: impl IntoIterator<Item = &'s Self>,
        folder: impl AsRef<Path>,
    ) -> Result<Vec<PathBuf>, SetError> {
        let folder = folder.as_ref();
        let (mut ready, mut failed) = (Vec::new(), Vec::new());
        for file in sets.into_iter().flat_map(|set| &set.files) {
            let path = folder.join(file.name.to_string());
            if fs::symlink_metadata(&path).is_ok() {
                failed.push((path.clone(), SetFault::AlreadyThere));
            }
            match file.read() {
                Ok(bytes) => ready.push((path, bytes)),
                Err(fault) => failed.push((file.path.clone(), fault)),
            }
        }
        if !failed.is_empty() {
            return Err(SetError { files: failed });
        }
        // Half a set would be taken for a whole one.
        new_file::write_all(ready).map_err(|(path, error)| {
            let fault = match error.kind() {
                io::ErrorKind::AlreadyExists => SetFault::AlreadyThere,
                _ => SetFault::Io(error),
            };
            SetError { files: vec![(path, fault)] }
        })
    }
}
