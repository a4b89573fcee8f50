//! `send`: from the forms of persons to the units of sending for each provider.

mod input;
mod persons;
mod print;
mod unique;

use crate::cli::Outcome;
use crate::new_folders::NewFolders;
use careplan_csv::{Error, UnitError, WriteOptions, file_to_vec, write_unit};
use careplan_model::{Endpoint, Outgoing, OutgoingUnit, PlannerUnits, ServiceTypeCode};
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
    let report = match check(&input, &outgoing) {
        Ok(report) => report,
        Err(problems) => return print::problems(format, &problems, out),
    };
    if report.has_errors() {
        return print::findings(format, &report, out);
    }
    let warning = sender_warning(input.sender);
    // Before anything is written: a mistyped receiver is no error, and a person should see it.
    print::warnings(format, warning.as_deref(), &report, out)?;
    match write(&outgoing, to) {
        Ok(()) => {
            print::written(format, &outgoing, warning.as_deref(), &report, to, out)?;
            Ok(Outcome::Fine)
        }
        Err(failures) => {
            print::not_written(format, &failures, out)?;
            out.flush()?;
            for failure in &failures {
                writeln!(errors, "{}", Plain(&failure.en))?;
            }
            Ok(Outcome::CouldNotRun)
        }
    }
}

/// A sender that makes no plans, as far as the list of service types tells. Services with care managers of their own make
/// them too, and the list does not say which these are: so it is no error.
fn sender_warning(sender: Endpoint) -> Option<String> {
    let code = sender.service_type()?;
    let name = ServiceTypeCode::name(code).unwrap_or_default();
    if code.is_planning() || name.contains("小規模多機能") {
        return None;
    }
    let name = if name.is_empty() { String::new() } else { format!("（{name}）") };
    Some(format!(
        "送信元のサービス種類{code}{name}は計画を作成する種類（43・46・AF）ではありません。送信元を確かめてください"
    ))
}

/// What could not be written, and why, in both languages.
struct Failure {
    ja: String,
    en: String,
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
fn check(input: &Input, outgoing: &Outgoing) -> Result<Report, Vec<String>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    let all = outgoing.units.iter().flat_map(|unit| unit.unit.files.iter().map(move |file| (unit, file)));
    for (unit, file) in all {
        match file_to_vec(file, &WriteOptions::new()) {
            Ok(bytes) => files.push((file.name.to_string(), bytes)),
            Err(error) => problems.push((unit, file, error)),
        }
    }
    if !problems.is_empty() {
        // One text goes to several receivers; it is told once.
        let mut told = Vec::new();
        for (unit, file, error) in &problems {
            let problem = persons::unwritable(&input.persons, unit, file, error);
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        return Err(told);
    }
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    Ok(Checker::new(Profile::send()).check(documents))
}

/// Where a unit is written: offices upload the files for one receiver at a time.
fn folder(to: &Path, unit: &OutgoingUnit) -> PathBuf {
    to.join(unit.unit.receiver.to_string())
}

/// Writes all units, or none; else all files that are in the way, or the first that cannot be written.
fn write(outgoing: &Outgoing, to: &Path) -> Result<(), Vec<Failure>> {
    let mut taken = Vec::new();
    for unit in &outgoing.units {
        for file in &unit.unit.files {
            let path = folder(to, unit).join(file.name.to_string());
            if fs::symlink_metadata(&path).is_ok() {
                let path = path.display();
                taken.push(Failure {
                    ja: format!("{path}：同じ名前のファイルが既にあります"),
                    en: format!("{path}: already there"),
                });
            }
        }
    }
    if !taken.is_empty() {
        return Err(taken);
    }
    let (mut written, mut made) = (Vec::new(), NewFolders::default());
    for unit in &outgoing.units {
        let folder = folder(to, unit);
        let result = made
            .create(&folder)
            .map_err(|error| UnitError { files: vec![(folder.clone(), error.into())] })
            .and_then(|()| write_unit(&unit.unit, &folder, &WriteOptions::new()));
        match result {
            Ok(mut paths) => written.append(&mut paths),
            Err(error) => {
                for path in &written {
                    let _ = fs::remove_file(path);
                }
                made.take_back();
                return Err(error.files.iter().map(|(path, error)| Failure::of(path, error)).collect());
            }
        }
    }
    Ok(())
}

impl Failure {
    fn of(path: &Path, error: &Error) -> Self {
        let path = path.display();
        Self { ja: format!("{path}：{}", error.japanese()), en: format!("{path}: {error}") }
    }
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
