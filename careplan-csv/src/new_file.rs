//! Files that get their names when they are whole: half a file under its final name would be sent, or taken for all that
//! was received.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The most files of the same name that are written at one time, or were left behind by a crash.
const MOST: u32 = 99;

/// A file that was written beside its place. Dropped without [`publish`](Self::publish), it goes away.
pub(crate) struct NewFile {
    part: PathBuf,
    path: PathBuf,
}

impl NewFile {
    /// Writes a file beside its place: `NAME.1.part`, in the same folder.
    ///
    /// # Errors
    ///
    /// There is a file of the final name already ([`io::ErrorKind::AlreadyExists`]), or the folder does not take it.
    pub(crate) fn create(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<Self> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let (mut file, part) = part_of(path)?;
        let new = Self { part, path: path.to_owned() };
        fill(&mut file)?;
        file.sync_all()?;
        Ok(new)
    }

    /// The same with bytes that are at hand.
    pub(crate) fn of_bytes(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::create(path, |file| file.write_all(bytes))
    }

    /// Gives it its name.
    ///
    /// # Errors
    ///
    /// Somebody else was faster ([`io::ErrorKind::AlreadyExists`]), or the folder does not take it.
    pub(crate) fn publish(self) -> io::Result<PathBuf> {
        // Renaming would replace what is there; a second name for the file does not.
        match fs::hard_link(&self.part, &self.path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
            // A file system that has no second names.
            Err(_) if fs::symlink_metadata(&self.path).is_err() => fs::rename(&self.part, &self.path)?,
            Err(_) => return Err(io::ErrorKind::AlreadyExists.into()),
        }
        Ok(self.path.clone())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // After renaming there is none any more.
        let _ = fs::remove_file(&self.part);
    }
}

fn part_of(path: &Path) -> io::Result<(File, PathBuf)> {
    for number in 1..=MOST {
        let mut part = path.as_os_str().to_owned();
        part.push(format!(".{number}.part"));
        match File::create_new(&part) {
            Ok(file) => return Ok((file, part.into())),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("too many unfinished files of this name"))
}

/// Writes files, all or none; a file that fails is told with its path.
///
/// All are written beside their places first. So a crash leaves unfinished names behind, which no reader takes for the
/// files, and not half of them.
pub(crate) fn write_all(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut new = Vec::new();
    for (path, bytes) in files {
        new.push(NewFile::of_bytes(&path, &bytes).map_err(|error| (path, error))?);
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for file in new {
        let path = file.path.clone();
        match file.publish() {
            Ok(path) => written.push(path),
            Err(error) => {
                for path in &written {
                    let _ = fs::remove_file(path);
                }
                return Err((path, error));
            }
        }
    }
    // The names are to be on the disk, too; not every system syncs folders.
    if let Some(folder) = written.first().and_then(|path| path.parent())
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
    Ok(written)
}
