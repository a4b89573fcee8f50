//! `fukushi story`: one person from 第1表 to 実績, the emergency included, on bundled data. No person is named.

mod care_manager;
mod rental_office;
mod specialist;
mod steps;

use super::bundled;
use crate::cli::Outcome;
use careplan_rules::Language;
use careplan_rules::output::Plain;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) const USAGE: &str = "usage: fukushi story [OUT_DIR] [--format text|json] [--lang ja|en]
Tells the story of one invented person, step by step: the care plan arrives, a plan of equipment is begun from it; the
slip goes out before the products are known; the specialist completes the plan and sends it; its codes are carried to the
slip, which is checked and sent again; what was rented is compared with it.
The units that it makes are written to OUT_DIR/plan and OUT_DIR/slips; without OUT_DIR into target/fukushi-story.
Exit code 0: it went as told; 1: it did not, which is printed; 2: could not run.";

/// A step that was done.
struct Step {
    name: &'static str,
    title: (&'static str, &'static str),
    /// In Japanese and in English.
    lines: Vec<(String, String)>,
    figures: Value,
    /// Whether it went as the story has it.
    is_as_told: bool,
}

struct Options {
    out: Option<PathBuf>,
    is_json: bool,
    language: Language,
}

/// Tells the story: `fukushi story [OUT_DIR]`.
pub(super) fn story(
    arguments: &[String],
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let options = match parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{message}\n{USAGE}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let folder = match options.out.map_or_else(|| bundled::fresh_folder("fukushi-story"), Ok) {
        Ok(folder) => folder,
        Err(error) => {
            writeln!(errors, "target/fukushi-story: {error}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let steps = match steps::run(&folder) {
        Ok(steps) => steps,
        Err(message) => {
            writeln!(errors, "{}", Plain(&message))?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    if options.is_json {
        let all: Vec<Value> = steps
            .iter()
            .map(|step| {
                let (ja, en) = step.title;
                let title = if options.language == Language::English { en } else { ja };
                json!({
                    "step": step.name, "title": title, "as_told": step.is_as_told, "figures": step.figures,
                })
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)?;
    } else {
        text(&steps, options.language, out)?;
        let written = if options.language == Language::English { "written to" } else { "書き出し先：" };
        writeln!(out, "{written} {}", Plain(&folder.display().to_string()))?;
    }
    let is_as_told = steps.iter().all(|step| step.is_as_told);
    Ok(if is_as_told { Outcome::Fine } else { Outcome::DataHasErrors })
}

fn text(steps: &[Step], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let pick = |ja, en| if language == Language::English { en } else { ja };
    for (number, step) in (1..).zip(steps) {
        writeln!(out, "{number}. {}", pick(step.title.0, step.title.1))?;
        for (ja, en) in &step.lines {
            writeln!(out, "   {}", Plain(pick(ja, en)))?;
        }
        if !step.is_as_told {
            writeln!(out, "   {}", pick("※ 見本の筋書きと異なります", "! not as the story has it"))?;
        }
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut options = Options { out: None, is_json: false, language: Language::Japanese };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--format" => match rest.next().map(String::as_str) {
                Some("text") => options.is_json = false,
                Some("json") => options.is_json = true,
                _ => return Err("--format is text or json".into()),
            },
            "--lang" => match rest.next().map(String::as_str) {
                Some("ja") => options.language = Language::Japanese,
                Some("en") => options.language = Language::English,
                _ => return Err("--lang is ja or en".into()),
            },
            option if option.starts_with("--") => return Err(format!("unknown option {option}")),
            path if options.out.is_none() => options.out = Some(PathBuf::from(path)),
            _ => return Err("one OUT_DIR".into()),
        }
    }
    Ok(options)
}
