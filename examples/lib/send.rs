//! `send`: from the forms of persons to the units of sending for each provider.

mod input;
mod print;
mod unique;

use crate::cli::Outcome;
use careplan_csv::{WriteOptions, file_to_vec, write_unit};
use careplan_model::{Outgoing, OutgoingUnit, PlannerUnits};
use careplan_rules::output::Plain;
use careplan_rules::{Checker, Document, Profile, Report};
use input::Input;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const USAGE: &str = "usage: send PERSONS.json OUT_DIR [--format text|json]
Makes the units of sending for each provider from the forms of persons, checks them by the rules for sending, and
writes them to OUT_DIR, a folder for each receiver. If anything is wrong, nothing is written; nothing is overwritten.
PERSONS.json: {\"sender\": {\"office\", \"service\"}, \"timestamp\": \"YYYYMMDDHHMMSS\", \"edition\": \"202407\",
\"persons\": [{\"UP1KYO\": {…}, \"UP2KYO\": […], \"UP3KYO\": […], \"UPHOSOKU\": […], \"UPPLAN\": […], \"UPSIKYU\": […],
\"receivers\": [{\"office\", \"service\"}]}]}, the forms as `show --format json` prints them.
Without arguments: invented persons of the project, into target/send.
Exit code 0: written; 1: errors, which are printed; 2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

struct Arguments {
    paths: Vec<PathBuf>,
    format: Format,
}

/// Makes the units of sending for each provider: `send PERSONS.json OUT_DIR [--format text|json]`.
///
/// # Errors
///
/// Writing the report failed.
pub fn send(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{USAGE}")?;
        return Ok(Outcome::Fine);
    }
    let arguments = match parse(arguments) {
        Ok(arguments) => arguments,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let (from, to) = match &arguments.paths[..] {
        [] => {
            let project = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
            let to = project.join("../target/send");
            // Our own output of the last time.
            let _ = fs::remove_dir_all(&to);
            (project.join("data/persons.json"), to)
        }
        [from, to] => (from.clone(), to.clone()),
        _ => {
            writeln!(errors, "{USAGE}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let bytes = match fs::read(&from) {
        Ok(bytes) => bytes,
        Err(error) => {
            writeln!(errors, "{}", Plain(&format!("{}: {error}", from.display())))?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    run(&bytes, &to, arguments.format, out, errors)
}

fn run(
    bytes: &[u8],
    to: &Path,
    format: Format,
    out: &mut dyn Write,
    errors: &mut dyn Write,
) -> io::Result<Outcome> {
    let input = match Input::read(bytes) {
        Ok(input) => input,
        Err(problems) => return print::problems(format, &problems, out),
    };
    let outgoing = match divide(&input) {
        Ok(outgoing) => outgoing,
        Err(problems) => return print::problems(format, &problems, out),
    };
    let report = match check(&outgoing) {
        Ok(report) => report,
        Err(problems) => return print::problems(format, &problems, out),
    };
    if report.has_errors() {
        return print::findings(format, &report, out);
    }
    match write(&outgoing, to) {
        Ok(()) => {
            print::written(format, &outgoing, &report, to, out)?;
            Ok(Outcome::Fine)
        }
        Err(message) => {
            out.flush()?;
            writeln!(errors, "{}", Plain(&message))?;
            Ok(Outcome::CouldNotRun)
        }
    }
}

fn divide(input: &Input) -> Result<Outgoing, Vec<String>> {
    let planner = PlannerUnits::new(input.sender, input.timestamp);
    let planner = match input.edition {
        Some(edition) => planner.edition(edition),
        None => planner,
    };
    planner
        .divide(&input.persons)
        .map_err(|error| error.faults.iter().flat_map(|fault| lines(&fault.japanese())).collect())
}

fn lines(message: &str) -> Vec<String> {
    message.lines().map(str::to_owned).collect()
}

/// Checks the units as they will be written.
fn check(outgoing: &Outgoing) -> Result<Report, Vec<String>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for file in outgoing.units.iter().flat_map(|unit| &unit.unit.files) {
        match file_to_vec(file, &WriteOptions::new()) {
            Ok(bytes) => files.push((file.name.to_string(), bytes)),
            Err(error) => problems.push(format!("{}：{}", file.name, error.japanese())),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Ok(Checker::new(Profile::send()).check(documents))
}

/// Where a unit is written: offices upload the files for one receiver at a time.
fn folder(to: &Path, unit: &OutgoingUnit) -> PathBuf {
    to.join(unit.unit.receiver.to_string())
}

/// Writes all units, or none.
fn write(outgoing: &Outgoing, to: &Path) -> Result<(), String> {
    let mut written = Vec::new();
    for unit in &outgoing.units {
        let folder = folder(to, unit);
        let result =
            fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display())).and_then(
                |()| write_unit(&unit.unit, &folder, &WriteOptions::new()).map_err(|error| error.to_string()),
            );
        match result {
            Ok(mut paths) => written.append(&mut paths),
            Err(message) => {
                for path in &written {
                    let _ = fs::remove_file(path);
                }
                return Err(message);
            }
        }
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Arguments, String> {
    let mut parsed = Arguments { paths: Vec::new(), format: Format::Text };
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
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            path => parsed.paths.push(PathBuf::from(path)),
        }
    }
    Ok(parsed)
}
