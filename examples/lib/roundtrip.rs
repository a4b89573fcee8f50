//! `roundtrip`: read typed, write canonically, compare the bytes.

use crate::cli::{Outcome, bundled_data};
use careplan_csv::{Error, InboxOptions, Text, WriteOptions, Writer};
use careplan_model::{FormKind, Layout};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: roundtrip IN_DIR OUT_DIR
Reads every file of IN_DIR (with its subfolders) typed and writes it canonically under the same name
into OUT_DIR, which must not hold that file yet. Other files are copied.
Without arguments: the sample data of the project, into target/roundtrip.";

/// Reads every file typed and writes it canonically under the same name: `roundtrip IN_DIR OUT_DIR`.
///
/// # Errors
///
/// Writing the report failed.
pub fn roundtrip(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    let (from, to) = match arguments {
        [] => {
            let to = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/roundtrip");
            // Our own output of the last time.
            let _ = fs::remove_dir_all(&to);
            (bundled_data(), to)
        }
        [from, to] if !from.starts_with("--") => (PathBuf::from(from), PathBuf::from(to)),
        _ => {
            writeln!(errors, "{USAGE}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    match run(&from, &to, out) {
        Ok(outcome) => Ok(outcome),
        Err(Failure::Report(error)) => Err(error),
        Err(Failure::File(path, error)) => {
            out.flush()?;
            writeln!(errors, "{}: {error}", path.display())?;
            Ok(Outcome::CouldNotRun)
        }
    }
}

enum Failure {
    /// The report cannot be written.
    Report(io::Error),
    /// A file or folder cannot be read or written.
    File(PathBuf, io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Report(error)
    }
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.to_owned();
    |error| Failure::File(path, error)
}

fn run(from: &Path, to: &Path, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let source = fs::canonicalize(from).map_err(at(from))?;
    // Asked of the part of the path that exists, so that a refusal leaves no folder behind.
    let existing = to.ancestors().find(|path| path.exists()).unwrap_or(Path::new("."));
    if fs::canonicalize(existing).map_err(at(existing))?.starts_with(&source) {
        return Err(at(to)(io::Error::other("the output folder lies in the input folder")));
    }
    fs::create_dir_all(to).map_err(at(to))?;
    let target = fs::canonicalize(to).map_err(at(to))?;
    let inbox = InboxOptions::new().subfolders(true).open([&source]);
    let mut files: Vec<(&Path, Option<&'static FormKind>)> =
        inbox.files().map(|file| (&*file.path, Some(file.kind()))).collect();
    files.extend(inbox.strays.iter().map(|stray| (&*stray.path, stray.content.first().copied())));
    files.extend(inbox.attachments.iter().map(|path| (&**path, None)));
    files.sort_by_key(|(path, _)| *path);

    let mut outcome = Outcome::Fine;
    for (path, kind) in files {
        let relative = path.strip_prefix(&source).unwrap_or(path);
        let written = target.join(relative);
        if let Some(folder) = written.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        if written.exists() {
            return Err(at(&written)(io::ErrorKind::AlreadyExists.into()));
        }
        let Some(layout) = kind.and_then(|kind| kind.layout) else {
            fs::copy(path, &written).map_err(at(&written))?;
            writeln!(out, "copied  {}", relative.display())?;
            continue;
        };
        match write_canonically(path, &written, layout)? {
            Ok(()) => writeln!(out, "{}  {}", compared(path, &written)?, relative.display())?,
            Err(problems) => {
                outcome = outcome.and(Outcome::DataHasErrors);
                writeln!(out, "not written  {}", relative.display())?;
                for problem in problems {
                    writeln!(out, "    {problem}")?;
                }
            }
        }
    }
    for unreadable in &inbox.unreadable {
        outcome = outcome.and(Outcome::DataHasErrors);
        writeln!(out, "not read  {}\n    {}", unreadable.path.display(), unreadable.error)?;
    }
    Ok(outcome)
}

/// Reads and writes record by record; the file gets its name only when all of it could be written.
fn write_canonically(
    path: &Path,
    written: &Path,
    layout: &'static Layout,
) -> Result<Result<(), Vec<String>>, Failure> {
    let partial = written.with_extension("partial");
    let mut reader = careplan_csv::Reader::from_reader(fs::File::open(path).map_err(at(path))?);
    let file = fs::File::create_new(&partial).map_err(at(&partial))?;
    let mut writer = Writer::new(BufWriter::new(file), WriteOptions::new());
    let mut problems = Vec::new();
    let encoding = reader.encoding().map_err(|error| at(path)(io::Error::other(error)))?;
    problems.extend(encoding.map(|encoding| Error::NotShiftJis(encoding).to_string()));
    while problems.is_empty() || encoding.is_none() {
        let record = match reader.next() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(Error::Io(error)) => return Err(at(path)(error)),
            Err(other) => {
                problems.push(other.to_string());
                break;
            }
        };
        match record.any_form::<Text<'_>>(layout) {
            Ok(form) => {
                // The layout of the file, also where its version value is another edition's.
                writer.set_layout(Some(record.family(layout).0));
                match writer.write_any(&form) {
                    Ok(()) => {}
                    Err(Error::Io(error)) => return Err(at(&partial)(error)),
                    Err(other) => problems.push(other.to_string()),
                }
            }
            Err(error) => {
                problems.extend(error.problems.iter().map(ToString::to_string));
                // The file is given up, but the writer counts on, for the problems that follow.
                writer.write_verbatim(&record).map_err(|error| at(&partial)(io::Error::other(error)))?;
            }
        }
    }
    writer.flush().map_err(|error| at(&partial)(io::Error::other(error)))?;
    drop(writer);
    if problems.is_empty() {
        fs::rename(&partial, written).map_err(at(written))?;
        Ok(Ok(()))
    } else {
        fs::remove_file(&partial).map_err(at(&partial))?;
        Ok(Err(problems))
    }
}

fn compared(path: &Path, written: &Path) -> Result<String, Failure> {
    let before = fs::read(path).map_err(at(path))?;
    let after = fs::read(written).map_err(at(written))?;
    Ok(match before.iter().zip(&after).position(|(a, b)| a != b) {
        None if before.len() == after.len() => "equal".into(),
        None => format!("different from byte {}", before.len().min(after.len())),
        Some(place) => format!("different from byte {place}"),
    })
}
