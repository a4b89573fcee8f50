//! `check`: everything that will break an import, and how to mend it.

mod fix;
mod options;

use crate::cli::{Outcome, bundled_data};
use crate::progress::Progress;
use careplan_rules::output::{self, Plain};
use careplan_rules::{Checker, Registry, Report};
use options::{Format, Options};
use std::io::{self, Write};
use std::sync::Arc;

/// Checks files or folders by all rules: `check [PATH...] [--profile send|receive|emergency] …`.
///
/// # Errors
///
/// Writing the report failed.
pub fn check(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{}", options::USAGE)?;
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
    let mut missing = false;
    for path in &options.paths {
        if let Err(error) = std::fs::metadata(path) {
            writeln!(errors, "{}", Plain(&format!("{}: {error}", path.display())))?;
            missing = true;
        }
    }
    if missing {
        return Ok(Outcome::CouldNotRun);
    }
    let checker = Checker::new(options.profile.clone()).on_threads(options.threads);
    let report = {
        let seen = Arc::new(careplan_rules::Progress::default());
        let checker = checker.clone().with_progress(Arc::clone(&seen));
        // Who reads JSON or SARIF is a program.
        let _progress =
            (options.format == Format::Text).then(|| Progress::of(move || (seen.done(), seen.files())));
        checker.check_paths(&options.paths)
    };
    print(&report, &options, out)?;
    if report.files.is_empty() && report.unreadable.is_empty() {
        writeln!(errors, "there is no file of the exchange here")?;
    }
    let mut outcome = match (report.unreadable.is_empty(), report.has_errors()) {
        (false, _) => Outcome::CouldNotRun,
        (true, true) => Outcome::DataHasErrors,
        (true, false) => Outcome::Fine,
    };
    if let Some(folder) = &options.fix {
        out.flush()?;
        match fix::write_mended(&report, &checker, &options.paths, folder) {
            Ok(results) => {
                for result in results {
                    if result.is_err() {
                        outcome = Outcome::CouldNotRun;
                    }
                    writeln!(errors, "{}", Plain(&result.unwrap_or_else(|failure| failure.to_string())))?;
                }
            }
            Err(failure) => {
                writeln!(errors, "{}", Plain(&failure.to_string()))?;
                outcome = Outcome::CouldNotRun;
            }
        }
    }
    Ok(outcome)
}

fn print(report: &Report, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    match options.format {
        Format::Text => output::write_text(report, options.language, out),
        Format::Json => output::write_json(report, options.language, out),
        Format::Sarif => {
            output::write_sarif(report, &Registry::standard(), &options.profile, options.language, out)
        }
    }
}
