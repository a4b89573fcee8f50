//! Files that get their names when they are whole, so that half a file never has its name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A file that is written beside its place. Dropped without [`publish`](Self::publish), it goes away.
pub(crate) struct NewFile {
    part: PathBuf,
    path: PathBuf,
}

impl NewFile {
    /// Begins a file that is not there yet.
    pub(crate) fn create(path: &Path) -> io::Result<(File, Self)> {
        if fs::symlink_metadata(path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let file = File::create_new(&part)?;
        Ok((file, Self { part: part.into(), path: path.to_owned() }))
    }

    /// Gives it its name; all must be written.
    pub(crate) fn publish(self) -> io::Result<()> {
        // Somebody else may have been faster.
        if fs::symlink_metadata(&self.path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(&self.part, &self.path)
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // With its name given, there is none any more.
        let _ = fs::remove_file(&self.part);
    }
}
