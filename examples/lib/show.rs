//! `show`: what files hold, form by form and person by person.

mod file;
mod json;
mod table2;
mod text;

use crate::cli::{Outcome, bundled_data};
use careplan_csv::{Inbox, InboxOptions};
use std::io::{self, Write};
use std::path::PathBuf;

const USAGE: &str = "usage: show PATH... [--format text|json]
Reads files or folders (with their subfolders) and prints what they hold.
Without PATH: the sample data of the project.
Exit code 0: all was read; 1: the data has errors, which are printed; 2: could not run.";

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

/// Reads files or folders and prints what they hold: `show PATH... [--format text|json]`.
///
/// # Errors
///
/// Writing the output failed.
pub fn show(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let (paths, format) = match parse(arguments) {
        Ok(parsed) => parsed,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let given = if paths.is_empty() { vec![bundled_data()] } else { paths };
    // A path that is not there is a mistake of the caller, not of the data.
    let mut outcome = Outcome::Fine;
    for path in &given {
        if let Err(error) = std::fs::metadata(path) {
            writeln!(errors, "{}: {error}", path.display())?;
            outcome = Outcome::CouldNotRun;
        }
    }
    if outcome != Outcome::Fine {
        return Ok(outcome);
    }
    let inbox: Inbox = InboxOptions::new().subfolders(true).open(&given);
    match format {
        Format::Text => text::print(&inbox, out),
        Format::Json => json::print(&inbox, out),
    }
}

fn parse(arguments: &[String]) -> Result<(Vec<PathBuf>, Format), String> {
    let mut paths = Vec::new();
    let mut format = Format::Text;
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--format" => {
                format = match rest.next().map(String::as_str) {
                    Some("text") => Format::Text,
                    Some("json") => Format::Json,
                    _ => return Err(format!("--format is text or json\n{USAGE}")),
                }
            }
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            path => paths.push(PathBuf::from(path)),
        }
    }
    Ok((paths, format))
}
