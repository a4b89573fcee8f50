//! The examples, run for their reports, and folders to run them on.

use super::data;
use careplan_examples::Outcome;
use careplan_model::{FileContent, FormFile, ListedForm, Transmission};
use serde_json::Value;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

type Program = fn(&[String], &mut dyn Write, &mut dyn Write) -> io::Result<Outcome>;

/// What a program prints as JSON.
#[track_caller]
pub(super) fn report(program: Program, arguments: &[&str]) -> Value {
    let arguments: Vec<String> =
        arguments.iter().chain(&["--format", "json"]).map(|it| (*it).to_owned()).collect();
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    program(&arguments, &mut out, &mut errors).unwrap();
    let said = String::from_utf8_lossy(&errors);
    serde_json::from_slice(&out).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{said}"))
}

/// The folders of a folder of the sample data.
pub(super) fn folders(of: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(data(of)).unwrap().map(|entry| entry.unwrap().path()).filter(|it| it.is_dir()).collect();
    folders.sort();
    folders
}

/// A new folder with the files of folders of the sample data, each in a subfolder.
pub(super) fn copied(folders: &[&str]) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for folder in folders {
        let below = to.path().join(folder.replace('/', "-"));
        fs::create_dir(&below).unwrap();
        for file in files(&data(folder)) {
            fs::copy(&file, below.join(file.file_name().unwrap())).unwrap();
        }
    }
    to
}

/// The files of a folder, by their names.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|it| it.is_file()).collect();
    files.sort();
    files
}

/// All forms of a kind in a unit.
pub(super) fn forms<F: ListedForm<String> + 'static>(
    unit: &mut Transmission<FormFile>,
) -> impl Iterator<Item = &mut F> {
    let lists = unit.files.iter_mut().filter_map(|file| match &mut file.content {
        FileContent::Forms(list) => list.of_mut::<F>(),
        FileContent::Bytes(_) => None,
    });
    lists.flatten()
}

pub(super) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
