//! The arguments of `folders`.

use careplan_csv::office::Direction;
use careplan_model::Timestamp;
use careplan_rules::Language;
use std::path::PathBuf;

pub(super) const USAGE: &str = "usage: folders offices DIR
       folders assemble IN_DIR OUT_DIR [--timestamp YYYYMMDDHHMMSS] [--take-renamed]
       folders archive DIR --time YYYY-MM-DDTHH:MM:SS [--direction in|out] [--remark TEXT]
       folders verify DIR
       (all with [--lang ja|en])
offices    which offices the file names mean: check digit, service type, what the contents call them
assemble   finds the files of IN_DIR that make units of sending, whatever their timestamps, checks them by all rules for
           sending, and writes copies with one timestamp (the latest of the files, or the one given) into OUT_DIR.
           If anything is wrong nothing is written. --take-renamed: a name found in a renamed file's counts
archive    moves the files of DIR into a subfolder of the day, with a receipt for each in DIR/receipts.tsv
verify     tells whether what was archived is still what it was
Without arguments: a demonstration on bundled data, in target/folders.
Exit code 0: fine; 1: a person has to look at something; 2: could not run.";

pub(super) enum Command {
    Offices(PathBuf),
    Assemble { from: PathBuf, to: PathBuf, timestamp: Option<Timestamp>, take_renamed: bool },
    Archive { folder: PathBuf, time: Timestamp, direction: Direction, remark: String },
    Verify(PathBuf),
}

pub(super) struct Options {
    /// `None`: the demonstration.
    pub(super) command: Option<Command>,
    pub(super) language: Language,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let mut words: Vec<&str> = Vec::new();
        let mut language = Language::Japanese;
        let (mut timestamp, mut take_renamed) = (None, false);
        let (mut time, mut direction, mut remark) = (None, None, None);
        let mut rest = arguments.iter().map(String::as_str);
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument {
                "--lang" => {
                    language = match value()? {
                        "ja" => Language::Japanese,
                        "en" => Language::English,
                        _ => return Err("--lang is ja or en".into()),
                    }
                }
                "--timestamp" => {
                    let stamp = value()?.parse().ok().filter(|stamp: &Timestamp| stamp.is_valid());
                    timestamp = Some(stamp.ok_or("--timestamp is a date and time (YYYYMMDDHHMMSS)")?);
                }
                "--take-renamed" => take_renamed = true,
                "--time" => {
                    let at = time_of(value()?);
                    time = Some(at.ok_or("--time is a date and time (YYYY-MM-DDTHH:MM:SS)")?);
                }
                "--direction" => {
                    direction = Some(match value()? {
                        "in" => Direction::In,
                        "out" => Direction::Out,
                        _ => return Err("--direction is in or out".into()),
                    });
                }
                "--remark" => remark = Some(value()?.to_owned()),
                option if option.starts_with("--") => return Err(format!("unknown option {option}")),
                word => words.push(word),
            }
        }
        let for_assemble = timestamp.is_some() || take_renamed;
        let for_archive = time.is_some() || direction.is_some() || remark.is_some();
        let command = match words[..] {
            [] if !for_assemble && !for_archive => None,
            ["offices", folder] if !for_assemble && !for_archive => Some(Command::Offices(folder.into())),
            ["verify", folder] if !for_assemble && !for_archive => Some(Command::Verify(folder.into())),
            ["assemble", from, to] if !for_archive => {
                Some(Command::Assemble { from: from.into(), to: to.into(), timestamp, take_renamed })
            }
            ["archive", folder] if !for_assemble => {
                let time = time.ok_or("archive needs --time")?;
                let direction = direction.unwrap_or(Direction::In);
                let remark = remark.unwrap_or_default();
                Some(Command::Archive { folder: folder.into(), time, direction, remark })
            }
            _ => return Err("these arguments make no command".into()),
        };
        Ok(Self { command, language })
    }
}

/// `2026-04-02T09:30:00` as a timestamp.
fn time_of(text: &str) -> Option<Timestamp> {
    let shape: String = text.chars().map(|it| if it.is_ascii_digit() { '0' } else { it }).collect();
    if shape != "0000-00-00T00:00:00" {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|time: &Timestamp| time.is_valid())
}
