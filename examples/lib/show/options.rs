//! The arguments of `show`.

use careplan_rules::Language;
use std::path::PathBuf;

pub(super) const USAGE: &str =
    "usage: show PATH... [--format text|json|html] [--lang ja|en] [--out FILE] [--threads N]
Reads files or folders (with their subfolders) and prints what they hold, personal data included.
Without PATH: the sample data of the project.
--format  text (default), json, or html: one page with the forms as on paper and what the rules find in them
--lang    the language of the page around the forms, ja (default) or en
--out     writes into a new file
--threads how many cores are used (all); the output is the same
Exit code 0: all was read; 1: the data has errors, which are printed; 2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    Html,
}

pub(super) struct Options {
    pub(super) paths: Vec<PathBuf>,
    pub(super) format: Format,
    pub(super) language: Language,
    pub(super) out: Option<PathBuf>,
    /// `None`: as many as there are cores.
    pub(super) threads: Option<usize>,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            paths: Vec::new(),
            format: Format::Text,
            language: Language::Japanese,
            out: None,
            threads: None,
        };
        let mut has_language = false;
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--format" => {
                    options.format = match rest.next().map(String::as_str) {
                        Some("text") => Format::Text,
                        Some("json") => Format::Json,
                        Some("html") => Format::Html,
                        _ => return Err(format!("--format is text, json or html\n{USAGE}")),
                    }
                }
                "--lang" => {
                    has_language = true;
                    options.language = match rest.next().map(String::as_str) {
                        Some("ja") => Language::Japanese,
                        Some("en") => Language::English,
                        _ => return Err(format!("--lang is ja or en\n{USAGE}")),
                    }
                }
                "--out" => match rest.next().filter(|value| !value.starts_with("--")) {
                    Some(file) => options.out = Some(PathBuf::from(file)),
                    None => return Err(format!("--out needs a file\n{USAGE}")),
                },
                "--threads" => {
                    let threads = rest.next().and_then(|value| value.parse().ok());
                    options.threads = threads.filter(|threads| (1..=256).contains(threads));
                    if options.threads.is_none() {
                        return Err(format!("--threads is a number from 1 to 256\n{USAGE}"));
                    }
                }
                option if option.starts_with("--") => {
                    return Err(format!("unknown option {option}\n{USAGE}"));
                }
                path => options.paths.push(PathBuf::from(path)),
            }
        }
        if has_language && options.format != Format::Html {
            return Err(format!("--lang goes with --format html\n{USAGE}"));
        }
        Ok(options)
    }
}
