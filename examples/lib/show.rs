//! `show`: what files hold, form by form and person by person.

mod file;
mod html;
mod json;
mod options;
mod pieces;
mod table2;
mod text;

use crate::cli::{Outcome, bundled_data, cores};
use crate::progress::Progress;
use careplan_csv::{Inbox, InboxOptions};
use options::{Format, Options, USAGE};
use pieces::Count;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// Reads files or folders and prints what they hold: `show PATH... [--format text|json|html]`.
///
/// # Errors
///
/// Writing the output failed.
pub fn show(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let mut options = match Options::parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    if options.paths.is_empty() {
        options.paths.push(bundled_data());
    }
    // A path that is not there is a mistake of the caller, not of the data.
    let mut outcome = Outcome::Fine;
    for path in &options.paths {
        if let Err(error) = fs::metadata(path) {
            writeln!(errors, "{}: {error}", path.display())?;
            outcome = Outcome::CouldNotRun;
        }
    }
    if outcome != Outcome::Fine {
        return Ok(outcome);
    }
    let Some(file) = &options.out else { return print(&options, out) };
    match write(&options, file) {
        Ok(outcome) => Ok(outcome),
        Err(error) => {
            writeln!(errors, "{}: {error}", file.display())?;
            Ok(Outcome::CouldNotRun)
        }
    }
}

fn print(options: &Options, out: &mut dyn Write) -> io::Result<Outcome> {
    let out: &mut dyn Write = &mut Unforgiving { out, failed: None };
    let inbox = || -> Inbox { InboxOptions::new().subfolders(true).open(&options.paths) };
    let threads = options.threads.unwrap_or_else(cores);
    let count = Arc::new(Count::default());
    // What is printed to a terminal tells itself how far it is.
    let _progress = options.out.is_some().then(|| {
        let count = Arc::clone(&count);
        Progress::of(move || (count.done.load(Ordering::Relaxed), count.all.load(Ordering::Relaxed)))
    });
    match options.format {
        Format::Text => pieces::write(&text::parts(&inbox()), threads, &count, out),
        Format::Json => json::print(&inbox(), out, |files, out| pieces::write(files, threads, &count, out)),
        Format::Html => html::print(&options.paths, options.language, threads, out),
    }
}

/// An output that stays failed once it has, so that nothing is written behind a hole, nor the failure taken for one of
/// the files that are read.
struct Unforgiving<'o> {
    out: &'o mut dyn Write,
    /// The error, and what the system calls it.
    failed: Option<(io::ErrorKind, Option<i32>)>,
}

impl Unforgiving<'_> {
    fn then<T>(&mut self, work: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
        if let Some((kind, of_system)) = self.failed {
            return Err(of_system.map_or(kind.into(), io::Error::from_raw_os_error));
        }
        let done = work(self.out);
        if let Err(error) = &done
            && error.kind() != io::ErrorKind::Interrupted
        {
            self.failed = Some((error.kind(), error.raw_os_error()));
        }
        done
    }
}

impl Write for Unforgiving<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.then(|out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.then(|out| out.flush())
    }
}

/// Writes a new file: beside its place first, so that half a file never has its name.
fn write(options: &Options, file: &Path) -> io::Result<Outcome> {
    let taken = || io::Error::new(io::ErrorKind::AlreadyExists, "there is a file of this name already");
    if fs::symlink_metadata(file).is_ok() {
        return Err(taken());
    }
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let part = File::create_new(&beside)?;
    let written = (|| {
        let mut out = BufWriter::new(part);
        let outcome = print(options, &mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        // Somebody else may have been faster.
        if fs::symlink_metadata(file).is_ok() {
            return Err(taken());
        }
        fs::rename(&beside, file)?;
        Ok(outcome)
    })();
    if written.is_err() {
        // What is ours goes again; that it cannot, changes nothing of the error.
        let _ = fs::remove_file(&beside);
    }
    written
}
