//! Moving what was handled into a subfolder of the day, with a receipt for each file.

use super::digest::Digest;
use super::receipt::{Direction, Receipt, day_text};
use super::receipts::{Log, RECEIPTS};
use crate::inbox::InboxOptions;
use crate::new_file::NewFile;
use careplan_model::Timestamp;
use core::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// How files are archived: moved byte for byte into a subfolder of the day, each with a line in the receipt log
/// (`receipts.tsv`) of the folder.
///
/// - **Nothing is overwritten.** If the subfolder has a file of that name, the one that comes gets a number
///   (`name (2).CSV`), whether the bytes are the same or not; [`Archived::occupied`] says which.
/// - **Nothing is lost by a crash.** A file is first put into its new place (under a second name of the same
///   file, or as a copy where the file system has no such thing or is another one), read there again, then written
///   down and only then removed from its old place. Whoever is interrupted finds the file in both places; the
///   next run gives the second one a number.
/// - **One file does not stop the others.** What failed is listed; the rest is archived.
///
/// See [the module](super) for an example.
#[derive(Debug, Clone)]
pub struct ArchiveOptions {
    at: Timestamp,
    direction: Direction,
    remark: String,
    into: Option<PathBuf>,
    copies: bool,
}

/// What was archived, and what was not.
#[derive(Debug, Default)]
pub struct ArchiveReport {
    /// The files that were moved, in the order of their names.
    pub archived: Vec<Archived>,
    /// Files and folders that something went wrong with.
    pub failed: Vec<ArchiveFailure>,
    /// Subfolders, which are left as they are.
    pub folders: Vec<PathBuf>,
}

/// A file that was archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// Where it was.
    pub path: PathBuf,
    /// Where it is: a path below the folder of the log, with `/` between its parts.
    pub moved_to: String,
    /// What was there under its name, if it had to get a number.
    pub occupied: Option<Occupied>,
}

/// What was found in the place of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occupied {
    /// A file with the same bytes: it was archived before.
    SameBytes,
    /// A file with other bytes, or something that is no file.
    OtherBytes,
}

impl Occupied {
    /// What it says, in Japanese.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::SameBytes => "同じ名前で同じ内容のファイルが既にあるため、番号を付けました",
            Self::OtherBytes => "同じ名前で内容の違うファイルが既にあるため、番号を付けました",
        }
    }
}

impl fmt::Display for Occupied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SameBytes => "a file of that name with the same bytes is already there: it got a number",
            Self::OtherBytes => "a file of that name with other bytes is already there: it got a number",
        })
    }
}

/// A file or folder that could not be archived, or not to the end.
#[derive(Debug)]
pub struct ArchiveFailure {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: ArchiveError,
}

/// Why a file is not archived.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// It cannot be read, or its new place not be written. The file is where it was.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The time that the caller gave is no day of the calendar or no time of the clock. Nothing was done.
    #[error("the time {0} is none of the calendar and the clock")]
    NotATime(Timestamp),
    /// It is a link, or no regular file. It is where it was.
    #[error("a link, or no regular file")]
    NotAFile,
    /// The subfolder of the day is a link or a file. Nothing was done.
    #[error("there is something else in the place of the folder: a link or a file")]
    NotAFolder,
    /// Its name is no Unicode text, so that no receipt can name it. It is where it was.
    #[error("the name is no Unicode text")]
    NotUnicode,
    /// It was changed while it was being moved. It is where it was; what it was before may be in the new
    /// place, with a receipt.
    #[error("the file was changed while it was being moved")]
    Changed,
    /// The receipt cannot be written. The file is where it was.
    #[error("the receipt cannot be written: {0}")]
    Receipt(#[source] io::Error),
    /// It is in its new place and has its receipt, but cannot be removed from the old place.
    #[error("archived as {moved_to}, but the original cannot be removed: {error}")]
    NotRemoved {
        /// Where it is also.
        moved_to: String,
        /// Why it cannot be removed.
        #[source]
        error: io::Error,
    },
}

impl ArchiveError {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Io(error) => format!("読み書きに失敗しました（{error}）。元の場所にあります"),
            Self::NotATime(time) => format!("日時{time}は実在しません"),
            Self::NotAFile => "リンク、または通常のファイルではないため移動しません".into(),
            Self::NotAFolder => "日付フォルダーの場所にリンクまたはファイルがあります".into(),
            Self::NotUnicode => "ファイル名が文字として読めないため移動しません".into(),
            Self::Changed => "移動中にファイルが変更されました。元の場所にあります".into(),
            Self::Receipt(error) => format!("記録を書けないため移動しません（{error}）"),
            Self::NotRemoved { moved_to, error } => {
                format!("{moved_to}に保存し記録しましたが、元のファイルを削除できません（{error}）")
            }
        }
    }
}

impl fmt::Display for ArchiveFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

impl ArchiveFailure {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        format!("{}：{}", self.path.display(), self.error.japanese())
    }
}

impl ArchiveOptions {
    /// Archives at this time, which names the subfolder (`2026-04-02`) and stands in the receipts.
    pub fn new(at: Timestamp, direction: Direction) -> Self {
        Self { at, direction, remark: String::new(), into: None, copies: false }
    }

    /// What is to be written down with each file. It is not for personal data.
    #[must_use]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = remark.into();
        self
    }

    /// Puts the subfolder of the day and the log into another folder, which must be there.
    #[must_use]
    pub fn into_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.into = Some(folder.into());
        self
    }

    /// Moves as between two file systems: copies, and removes the original.
    #[doc(hidden)]
    #[must_use]
    pub fn copying(mut self) -> Self {
        self.copies = true;
        self
    }

    /// Archives all files that lie in a folder: forms and what travels along with them. Subfolders and the log stay;
    /// links are not followed, but the folder itself may be one.
    pub fn archive(&self, folder: impl AsRef<Path>) -> ArchiveReport {
        let folder = folder.as_ref();
        let listing = InboxOptions::new().list([folder]);
        let mut report = ArchiveReport { folders: listing.folders, ..ArchiveReport::default() };
        for unreadable in listing.unreadable {
            report.failed.push(ArchiveFailure { path: unreadable.path, error: unreadable.error.into() });
        }
        let log = folder.join(RECEIPTS);
        let files = listing.files.into_iter().filter(|path| *path != log);
        self.archive_files(files, self.into.as_deref().unwrap_or(folder), &mut report);
        report
    }

    /// Archives these files. Each goes into the subfolder of its own folder, unless another folder was
    /// [given](Self::into_folder).
    pub fn files<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> ArchiveReport {
        let mut report = ArchiveReport::default();
        for path in paths {
            let path = path.as_ref();
            let own = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let base = self.into.as_deref().or(own).unwrap_or(Path::new("."));
            self.archive_files([path.to_owned()], base, &mut report);
        }
        report
    }

    fn archive_files(
        &self,
        paths: impl IntoIterator<Item = PathBuf>,
        base: &Path,
        report: &mut ArchiveReport,
    ) {
        let mut paths = paths.into_iter().peekable();
        if paths.peek().is_none() {
            return;
        }
        let mut place = match self.place(base) {
            Ok(place) => place,
            Err((path, error)) => return report.failed.push(ArchiveFailure { path, error }),
        };
        for path in paths {
            match self.one(&path, &mut place) {
                Ok(archived) => report.archived.push(archived),
                Err(error) => report.failed.push(ArchiveFailure { path, error }),
            }
        }
        if place.is_new {
            // Fails where something was put into it, as it should.
            let _ = fs::remove_dir(&place.folder);
        }
    }

    /// The subfolder of the day and the log.
    fn place(&self, base: &Path) -> Result<Place, (PathBuf, ArchiveError)> {
        if !self.at.is_valid() {
            return Err((base.to_owned(), ArchiveError::NotATime(self.at)));
        }
        let day = day_text(self.at);
        let folder = base.join(&day);
        let is_new = match fs::symlink_metadata(&folder) {
            // A link may lead anywhere.
            Ok(metadata) if !metadata.is_dir() => return Err((folder, ArchiveError::NotAFolder)),
            Ok(_) => false,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(&folder).map_err(|error| (folder.clone(), error.into()))?;
                true
            }
            Err(error) => return Err((folder, error.into())),
        };
        match Log::open(base) {
            Ok(log) => Ok(Place { day, folder, is_new, log }),
            Err(error) => {
                if is_new {
                    let _ = fs::remove_dir(&folder);
                }
                Err((base.join(RECEIPTS), ArchiveError::Receipt(error)))
            }
        }
    }

    /// Puts one file into its new place, reads it there, writes it down, and removes it from the old place.
    fn one(&self, path: &Path, place: &mut Place) -> Result<Archived, ArchiveError> {
        let metadata = fs::symlink_metadata(path)?;
        if !metadata.is_file() {
            return Err(ArchiveError::NotAFile);
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or(ArchiveError::NotUnicode)?;
        let before = Digest::of_file(path)?;
        let (new_name, occupied) = self.put(path, name, before, place)?;
        let new_path = place.folder.join(&new_name);
        let (size, sha256) = before;
        let receipt = Receipt {
            time: self.at,
            direction: self.direction,
            name: name.to_owned(),
            size,
            sha256,
            moved_to: format!("{}/{new_name}", place.day),
            remark: self.remark.clone(),
        };
        // Taken back only while the old place has the same bytes: else this may be the last of them.
        let take_back = |error| {
            let same = Digest::of_file(path).and_then(|old| Ok(old == Digest::of_file(&new_path)?));
            if matches!(same, Ok(true)) {
                let _ = fs::remove_file(&new_path);
            }
            error
        };
        // The new name is to be on the disk before the old one goes; not every system syncs folders.
        if let Ok(folder) = File::open(&place.folder) {
            let _ = folder.sync_all();
        }
        match Digest::of_file(&new_path) {
            Ok(after) if after == before => {}
            Ok(_) => return Err(take_back(ArchiveError::Changed)),
            Err(error) => return Err(take_back(error.into())),
        }
        place.log.append(&receipt).map_err(|error| take_back(ArchiveError::Receipt(error)))?;
        // What somebody has put into the old place since is not ours to remove.
        match Digest::of_file(path) {
            Ok(now) if now == before => {}
            Ok(_) => return Err(ArchiveError::Changed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(ArchiveError::NotRemoved { moved_to: receipt.moved_to, error }),
        }
        match fs::remove_file(path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(ArchiveError::NotRemoved { moved_to: receipt.moved_to, error }),
        }
        Ok(Archived { path: path.to_owned(), moved_to: receipt.moved_to, occupied })
    }

    /// Puts a file into the subfolder under its name, or with a number where that is taken.
    fn put(
        &self,
        path: &Path,
        name: &str,
        content: (u64, Digest),
        place: &Place,
    ) -> io::Result<(String, Option<Occupied>)> {
        let mut occupied = None;
        for number in 1..=MOST {
            let new_name = numbered(name, number);
            let new_path = place.folder.join(&new_name);
            match self.put_as(path, &new_path) {
                Ok(()) => return Ok((new_name, occupied)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let is_same = fs::symlink_metadata(&new_path).is_ok_and(|there| there.is_file())
                        && Digest::of_file(&new_path).is_ok_and(|there| there == content);
                    if is_same {
                        occupied = Some(Occupied::SameBytes);
                    } else {
                        occupied.get_or_insert(Occupied::OtherBytes);
                    }
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Puts a file under a path that is not taken; both fail where it is.
    fn put_as(&self, path: &Path, new_path: &Path) -> io::Result<()> {
        if !self.copies {
            // Renaming would replace what is there; a second name for the file does not.
            match fs::hard_link(path, new_path) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
                // Another file system, or one that has no second names.
                Err(_) => {}
            }
        }
        copy_new(path, new_path)
    }
}

/// The most files of one name in a subfolder.
const MOST: u32 = 9999;

/// `name (2).CSV`; the name itself for number 1.
fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{stem} ({number}).{extension}"),
        _ => format!("{name} ({number})"),
    }
}

/// Copies a file to a path that is not taken, with its time.
fn copy_new(path: &Path, new_path: &Path) -> io::Result<()> {
    let mut from = File::open(path)?;
    let new = NewFile::create(new_path, |to| {
        io::copy(&mut from, to)?;
        // Not every file system keeps times; the bytes are what counts.
        if let Ok(modified) = from.metadata().and_then(|metadata| metadata.modified()) {
            let _ = to.set_modified(modified);
        }
        Ok(())
    })?;
    new.publish().map(|_| ())
}

/// Where files are put.
struct Place {
    /// `2026-04-02`.
    day: String,
    folder: PathBuf,
    /// Whether the folder was made for these files.
    is_new: bool,
    log: Log,
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn numbers_stand_before_the_extension() {
        for (name, second) in [
            ("a.CSV", "a (2).CSV"),
            ("a.b.CSV", "a.b (2).CSV"),
            ("a", "a (2)"),
            (".hidden", ".hidden (2)"),
            ("コピー.CSV", "コピー (2).CSV"),
        ] {
            assert_eq!(numbered(name, 1), name);
            assert_eq!(numbered(name, 2), second);
        }
    }
}
