//! `ledger`: what is held after all that was received, and what each unit of sending changed.

mod json;
mod persons;
mod received;
mod text;

use crate::cli::{Outcome, bundled_data};
use careplan_csv::InboxOptions;
use careplan_rules::Language;
use persons::Persons;
use received::Received;
use std::io::{self, Write};
use std::path::PathBuf;

const USAGE: &str = "usage: ledger DIR [--format text|json] [--lang ja|en] [--show-personal]
Reads all units of sending below DIR, applies them in the order of their timestamps, and prints what each of
them changed and what every receiver holds in the end.
Units that cannot be read whole are listed with their problems and not applied.
Without DIR: the sample data of the project.
--show-personal shows the insured numbers; in JSON it also gives the whole of what is held, to be kept.
Exit code 0: all was applied; 1: something could not be read, or a unit was not whole, which is printed;
2: could not run.";

#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

struct Arguments {
    paths: Vec<PathBuf>,
    format: Format,
    language: Language,
    show_personal: bool,
}

/// Applies all units of a folder: `ledger DIR [--format text|json] [--lang ja|en] [--show-personal]`.
///
/// # Errors
///
/// Writing the output failed.
pub fn ledger(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let parsed = match parse(arguments) {
        Ok(parsed) => parsed,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let folder = match &parsed.paths[..] {
        [] => bundled_data(),
        [folder] => folder.clone(),
        _ => {
            writeln!(errors, "{USAGE}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    // A path that is not there is a mistake of the caller, not of the data.
    if let Err(error) = std::fs::metadata(&folder) {
        writeln!(errors, "{}: {error}", folder.display())?;
        return Ok(Outcome::CouldNotRun);
    }
    let inbox = InboxOptions::new().subfolders(true).open([folder]);
    let received = Received::from_inbox(&inbox, parsed.language);
    let persons = Persons::of(&received, parsed.language, parsed.show_personal);
    match parsed.format {
        Format::Text => text::print(&received, &persons, parsed.language, out)?,
        Format::Json => json::print(&received, &persons, parsed.language, out)?,
    }
    let is_fine = received.problems.is_empty() && !received.has_incomplete;
    Ok(if is_fine { Outcome::Fine } else { Outcome::DataHasErrors })
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments {
        paths: Vec::new(),
        format: Format::Text,
        language: Language::Japanese,
        show_personal: false,
    };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--format" => {
                parsed.format = match rest.next().map(String::as_str) {
                    Some("text") => Format::Text,
                    Some("json") => Format::Json,
                    _ => return Err(format!("--format is text or json\n{USAGE}")),
                }
            }
            "--lang" => {
                parsed.language = match rest.next().map(String::as_str) {
                    Some("ja") => Language::Japanese,
                    Some("en") => Language::English,
                    _ => return Err(format!("--lang is ja or en\n{USAGE}")),
                }
            }
            "--show-personal" => parsed.show_personal = true,
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            path => parsed.paths.push(PathBuf::from(path)),
        }
    }
    Ok(parsed)
}
