//! Mended copies of files; the input is never touched.

use careplan_csv::InboxOptions;
use careplan_rules::{Checker, Document, Mend, Report};
use std::collections::HashMap;
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

/// Writes all files that were checked into a folder, mended where that is certain; says what was done.
pub(super) fn write_mended(
    report: &Report,
    checker: &Checker,
    inputs: &[PathBuf],
    folder: &Path,
) -> Result<Vec<String>, Failure> {
    refuse_inside(inputs, folder)?;
    let mends: HashMap<&Path, &Mend> = report
        .mends
        .iter()
        .filter_map(|(id, mend)| Some((report.file(*id)?.path.as_deref()?, mend)))
        .collect();
    let mut done = Vec::new();
    for input in inputs {
        for path in InboxOptions::new().subfolders(true).list([input]).files {
            let relative = if input.is_dir() { path.strip_prefix(input).ok() } else { None };
            let relative = relative.or(path.file_name().map(Path::new)).unwrap_or(&path);
            let mend = mends.get(&*path).copied();
            let name = mend.and_then(|mend| mend.name.as_deref());
            let mut written = folder.join(relative);
            if let Some(name) = name {
                written.set_file_name(name);
            }
            if let Some(parent) = written.parent() {
                fs::create_dir_all(parent).map_err(at(parent))?;
            }
            let what = write_one(&path, &written, mend, checker)?;
            done.push(format!("{what}: {}", written.display()));
        }
    }
    Ok(done)
}

/// Refuses a folder inside an input, which would be an input the next time.
fn refuse_inside(inputs: &[PathBuf], folder: &Path) -> Result<(), Failure> {
    let existing = folder.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    let existing = fs::canonicalize(existing).map_err(at(folder))?;
    for input in inputs.iter().filter(|input| input.is_dir()) {
        if existing.starts_with(fs::canonicalize(input).map_err(at(input))?) {
            return Err(at(folder)(io::Error::other("the output folder lies in the input folder")));
        }
    }
    Ok(())
}

fn write_one(
    path: &Path,
    written: &Path,
    mend: Option<&Mend>,
    checker: &Checker,
) -> Result<&'static str, Failure> {
    let mut out = BufWriter::new(File::create_new(written).map_err(at(written))?);
    let Some(mend) = mend else {
        copy(path, &mut out)?;
        return Ok("as it was");
    };
    let file = File::open(path).map_err(at(path))?;
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
