//! The arguments of `check`.

use careplan_model::Date;
use careplan_rules::{Language, Level, Profile, Registry};
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) const USAGE: &str = "usage: check [PATH...] [--profile send|receive|emergency] [--format text|json|sarif] [--lang ja|en]
             [--today YYYY-MM-DD] [--level ID=LEVEL]... [--cap N] [--show-values] [--fix OUT_DIR]
             [--threads N]
Checks files or folders (with their subfolders) by all rules. Without PATH: the sample data of the project.
--profile      send (default): files about to be sent; receive: files that somebody else made; emergency: as send,
               with welfare equipment allowed to go without codes
--today        the date to judge by; the clock's without it
--level        off, info, warning or error for a rule, or for all whose ids begin so: --level table7=off
--cap          how many findings of one rule are listed (200); all are counted
--show-values  shows the characters at fault, which may be personal
--fix          writes mended copies of all files into a folder, which must not hold them yet
--threads      how many cores are used (all); the report is the same
Exit code 0: no finding of level error; 1: some; 2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    Sarif,
}

pub(super) struct Options {
    pub(super) paths: Vec<PathBuf>,
    pub(super) profile: Profile,
    pub(super) format: Format,
    pub(super) language: Language,
    pub(super) fix: Option<PathBuf>,
    /// 0 for all cores.
    pub(super) threads: usize,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut options = Self {
            paths: Vec::new(),
            profile: Profile::send(),
            format: Format::Text,
            language: Language::Japanese,
            fix: None,
            threads: 0,
        };
        let registry = Registry::standard();
        // The situation comes first, whatever its place: the other settings are put on top of it.
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            if argument == "--profile" {
                options.profile = match rest.next().map(String::as_str) {
                    Some("send") => Profile::send(),
                    Some("receive") => Profile::receive(),
                    Some("emergency") => Profile::emergency(),
                    _ => return Err(format!("--profile is send, receive or emergency\n{USAGE}")),
                };
            }
        }
        let mut today = None;
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || {
                let value = rest.next().filter(|value| !value.starts_with("--"));
                value.ok_or_else(|| format!("{argument} needs a value\n{USAGE}"))
            };
            let profile = options.profile.clone();
            match argument.as_str() {
                "--profile" => drop(value()?),
                "--format" => {
                    options.format = match value()?.as_str() {
                        "text" => Format::Text,
                        "json" => Format::Json,
                        "sarif" => Format::Sarif,
                        _ => return Err(format!("--format is text, json or sarif\n{USAGE}")),
                    }
                }
                "--lang" => {
                    options.language = match value()?.as_str() {
                        "ja" => Language::Japanese,
                        "en" => Language::English,
                        _ => return Err(format!("--lang is ja or en\n{USAGE}")),
                    }
                }
                "--today" => today = Some(date(value()?)?),
                "--level" => {
                    let (id, level) = level(value()?, &registry)?;
                    options.profile = profile.with_level(id, level);
                }
                "--cap" => {
                    let cap = value()?.parse().map_err(|_| format!("--cap is a number\n{USAGE}"))?;
                    options.profile = profile.with_cap(cap);
                }
                "--threads" => {
                    let threads = value()?.parse().ok().filter(|threads| (1..=256).contains(threads));
                    options.threads =
                        threads.ok_or_else(|| format!("--threads is a number from 1 to 256\n{USAGE}"))?;
                }
                "--show-values" => options.profile = profile.showing_values(true),
                "--fix" => {
                    options.fix = Some(PathBuf::from(value()?));
                    options.profile = profile.collecting_edits(true);
                }
                option if option.starts_with("--") => {
                    return Err(format!("unknown option {option}\n{USAGE}"));
                }
                path => options.paths.push(PathBuf::from(path)),
            }
        }
        if let Some(today) = today.or_else(clock) {
            options.profile = options.profile.on(today);
        }
        Ok(options)
    }
}

fn level(setting: &str, registry: &Registry) -> Result<(String, Level), String> {
    let (id, level) = setting.split_once('=').ok_or_else(|| format!("--level is ID=LEVEL\n{USAGE}"))?;
    if !registry.knows(id) {
        return Err(format!("no rule is called {id}, or begins so"));
    }
    let level = level.parse().map_err(|error| format!("--level {setting}: {error}"))?;
    Ok((id.to_owned(), level))
}

fn date(text: &str) -> Result<Date, String> {
    text.replace('-', "").parse().map_err(|_| format!("--today is a date, YYYY-MM-DD\n{USAGE}"))
}

/// Today in Japan.
fn clock() -> Option<Date> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let in_japan = i64::try_from(since.as_secs()).ok()? + 9 * 60 * 60;
    Date::try_from(chrono::DateTime::from_timestamp(in_japan, 0)?.date_naive()).ok()
}
