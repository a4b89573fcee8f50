//! `reconcile`: plan against actual (予定と実績の照合).

mod input;

use crate::cli::{Outcome, bundled_data};
use careplan_rules::Language;
use careplan_rules::output::Plain;
use careplan_rules::reconcile::{ReportOptions, reconcile as compare};
use input::{Side, Slips};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const USAGE: &str =
    "usage: reconcile PLAN ACTUAL [--format text|json] [--lang ja|en] [--all] [--show-personal]
Compares planned services (UPPLAN, 予定) with those that were done (UPJSK, 実績).
PLAN and ACTUAL are files, or folders (with their subfolders) of which the UPPLAN or UPJSK files are taken.
Without them: sample data of the project.
--all shows what matches too, --show-personal the insured numbers.
Exit code 0: nothing differs; 1: differences, or data errors, which are printed; 2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

struct Arguments {
    paths: Vec<PathBuf>,
    format: Format,
    options: ReportOptions,
}

/// Compares planned services with those that were done: `reconcile PLAN ACTUAL [--format text|json]`.
///
/// # Errors
///
/// Writing the report failed.
pub fn reconcile(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
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
    let bundled = [bundled_data().join("slip-4.1"), bundled_data().join("actual-4.1")];
    let (plan, actual) = match &parsed.paths[..] {
        [] => (&*bundled[0], &*bundled[1]),
        [plan, actual] => (&**plan, &**actual),
        _ => {
            writeln!(errors, "{USAGE}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let (plan, actual) = match (read(plan, Side::Plan), read(actual, Side::Actual)) {
        (Ok(plan), Ok(actual)) => (plan, actual),
        (plan, actual) => {
            for message in [plan.err(), actual.err()].into_iter().flatten() {
                writeln!(errors, "{}", Plain(&message))?;
            }
            return Ok(Outcome::CouldNotRun);
        }
    };
    print(plan, actual, parsed, out)
}

fn read(path: &Path, side: Side) -> Result<Slips, String> {
    Slips::read(path, side).map_err(|(path, error)| format!("{}: {error}", path.display()))
}

fn print(plan: Slips, actual: Slips, parsed: Arguments, out: &mut dyn Write) -> io::Result<Outcome> {
    let result = compare(plan.lines, actual.lines);
    let options = parsed
        .options
        .office_names(actual.offices)
        .office_names(plan.offices)
        .files(plan.files, actual.files);
    let problems: Vec<String> = plan.problems.into_iter().chain(actual.problems).collect();
    match parsed.format {
        Format::Text => {
            write!(out, "{}", result.text(&options))?;
            if !problems.is_empty() {
                writeln!(out, "\n■読めなかったもの（照合に含まれません）")?;
            }
            for problem in &problems {
                writeln!(out, "  {}", Plain(problem))?;
            }
        }
        Format::Json => {
            #[derive(serde::Serialize)]
            struct Report<R> {
                #[serde(flatten)]
                report: R,
                problems: Vec<String>,
            }
            let is_fine = problems.is_empty();
            let report = Report { report: result.json(&options), problems };
            serde_json::to_writer_pretty(&mut *out, &report)?;
            writeln!(out)?;
            return Ok(outcome(result.is_clean() && is_fine));
        }
    }
    Ok(outcome(result.is_clean() && problems.is_empty()))
}

fn outcome(is_fine: bool) -> Outcome {
    if is_fine { Outcome::Fine } else { Outcome::DataHasErrors }
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments { paths: Vec::new(), format: Format::Text, options: ReportOptions::new() };
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
                parsed.options = match rest.next().map(String::as_str) {
                    Some("ja") => parsed.options.language(Language::Japanese),
                    Some("en") => parsed.options.language(Language::English),
                    _ => return Err(format!("--lang is ja or en\n{USAGE}")),
                }
            }
            "--all" => parsed.options = parsed.options.show_matched(true),
            "--show-personal" => parsed.options = parsed.options.show_personal(true),
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            path => parsed.paths.push(PathBuf::from(path)),
        }
    }
    Ok(parsed)
}
