//! Folders that a program makes for what it writes, and takes away again when nothing is written.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that were made, in the order in which they were.
#[derive(Default)]
pub(crate) struct NewFolders(Vec<PathBuf>);

impl NewFolders {
    /// Makes a folder, and those above it that are not there. If that fails, what was made of them goes again.
    pub(crate) fn create(&mut self, folder: &Path) -> io::Result<()> {
        let before = self.0.len();
        let missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err())
            .collect();
        for path in missing.into_iter().rev() {
            match fs::create_dir(path) {
                Ok(()) => self.0.push(path.to_owned()),
                // Somebody else was faster: it is not ours to take away.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    remove(self.0.split_off(before));
                    return Err(error);
                }
            }
        }
        // What is there may be a file.
        fs::create_dir_all(folder)
    }

    /// Takes those away that are empty; what somebody has put into one stays.
    pub(crate) fn take_back(self) {
        remove(self.0);
    }
}

fn remove(folders: Vec<PathBuf>) {
    for folder in folders.into_iter().rev() {
        // Fails where something is in it.
        let _ = fs::remove_dir(folder);
    }
}
