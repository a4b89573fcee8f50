//! Mended copies of files; the input is never touched.

use crate::new_file::NewFile;
use careplan_csv::InboxOptions;
use careplan_rules::{Checker, Document, Mend, Report};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A path that something went wrong at.
#[derive(Debug)]
pub(super) struct Failure {
    path: PathBuf,
    error: io::Error,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.error)
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |error| Failure { path, error }
}

/// Writes all files that were checked into a folder, mended where that is certain. Says of each file what was done,
/// or why it could not be; the others go on.
pub(super) fn write_mended(
    report: &Report,
    checker: &Checker,
    inputs: &[PathBuf],
    folder: &Path,
) -> Result<Vec<Result<String, Failure>>, Failure> {
    let folder = &output_folder(inputs, folder)?;
    let mends: HashMap<Cow<'_, Path>, &Mend> =
        report.mends.iter().filter_map(|(id, mend)| Some((report.file(*id)?.path()?, mend))).collect();
    let mut results = Vec::new();
    let mut targets = HashSet::new();
    for input in inputs {
        for path in InboxOptions::new().subfolders(true).list([input]).files {
            let relative = if input.is_dir() { path.strip_prefix(input).ok() } else { None };
            let relative = relative.or(path.file_name().map(Path::new)).unwrap_or(&path);
            let mend = mends.get(&*path).copied();
            let mut written = folder.join(relative);
            if let Some(name) = mend.and_then(|mend| mend.name.as_deref()) {
                written.set_file_name(name);
            }
            let is_first = targets.insert(written.clone());
            results.push(if is_first {
                write_one(&path, &written, mend, checker).map(|what| format!("{what}: {}", written.display()))
            } else {
                Err(at(&path)(io::Error::other("another file has the same name in the output folder")))
            });
        }
    }
    Ok(results)
}

/// The output folder, made if it is not there. It must not lie in an input, which would change it.
fn output_folder(inputs: &[PathBuf], folder: &Path) -> Result<PathBuf, Failure> {
    let refused = || at(folder)(io::Error::other("the output folder lies in the input folder"));
    let mut closed = Vec::new();
    for input in inputs {
        let place = if input.is_dir() { Some(&**input) } else { input.parent() };
        let place = place.filter(|place| !place.as_os_str().is_empty()).unwrap_or(Path::new("."));
        closed.push((input.is_dir(), fs::canonicalize(place).map_err(at(input))?));
    }
    // Below a folder that is checked, or beside a file that is.
    let is_closed = |path: &Path| {
        closed.iter().any(|(deep, place)| if *deep { path.starts_with(place) } else { path == place })
    };
    // Asked before the folder is made, so that a refusal leaves nothing behind, and after it, when its place is sure.
    let existing = folder.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    let existing_place = fs::canonicalize(existing).map_err(at(folder))?;
    if closed.iter().any(|(deep, place)| *deep && existing_place.starts_with(place)) {
        return Err(refused());
    }
    let is_new = !folder.exists();
    fs::create_dir_all(folder).map_err(at(folder))?;
    let place = fs::canonicalize(folder).map_err(at(folder))?;
    if is_closed(&place) {
        if is_new {
            // It is empty; if it cannot be removed it does no harm.
            let _ = fs::remove_dir(&place);
        }
        return Err(refused());
    }
    Ok(place)
}

fn write_one(
    path: &Path,
    written: &Path,
    mend: Option<&Mend>,
    checker: &Checker,
) -> Result<&'static str, Failure> {
    // Opening a pipe waits, and a device has no end.
    if !fs::metadata(path).map_err(at(path))?.is_file() {
        return Err(at(path)(io::Error::other("not a regular file")));
    }
    let file = File::open(path).map_err(at(path))?;
    if let Some(folder) = written.parent() {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let (out, new) = NewFile::create(written).map_err(at(written))?;
    let what = fill(path, file, written, BufWriter::new(out), mend, checker)?;
    new.publish().map_err(at(written))?;
    Ok(what)
}

fn fill(
    path: &Path,
    file: File,
    written: &Path,
    mut out: BufWriter<File>,
    mend: Option<&Mend>,
    checker: &Checker,
) -> Result<&'static str, Failure> {
    let Some(mend) = mend else {
        copy(path, &mut out)?;
        return Ok("as it was");
    };
    if !mend.recode {
        mend.write(file, &mut out).map_err(at(written))?;
        return Ok("mended");
    }
    let mut bytes = Vec::new();
    match mend.write(file, &mut bytes) {
        Ok(()) => {}
        // A character that Shift_JIS lacks: the file stays what it is.
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            copy(path, &mut out)?;
            return Ok("not to be mended, as it was");
        }
        Err(error) => return Err(at(path)(error)),
    }
    // Only now its records can be looked at.
    let name = written.file_name().unwrap_or_default().to_string_lossy();
    let again = checker.check([Document::new(name, &bytes)]);
    let mend = again.mends.into_values().next().unwrap_or_default();
    mend.write(&*bytes, &mut out).map_err(at(written))?;
    Ok("mended")
}

fn copy(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let mut file = File::open(path).map_err(at(path))?;
    io::copy(&mut file, out).and_then(|_| out.flush()).map_err(at(path))
}
