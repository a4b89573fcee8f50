//! `fukushi transfer`: product codes from 福祉用具サービス計画書 into slips that were sent before, as units to send
//! again.

mod current;
mod print;

use super::bundled;
use crate::cli::Outcome;
use careplan_csv::{WriteOptions, file_to_vec, write_unit};
use careplan_fukushi::transfer::{TransferredUnit, transfer_unit};
use careplan_fukushi::{EquipmentPlan, EquipmentPlans, provisional};
use careplan_model::{Date, FormFile, Timestamp, Transmission};
use careplan_rules::output::Plain;
use careplan_rules::{Checker, Document, Profile, Report};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

const USAGE: &str = "usage: fukushi transfer PLAN_DIR SLIP_DIR OUT_DIR [--timestamp YYYYMMDDHHMMSS] [--emergency] [--format text|json]
Fills TAISコード, 福祉用具届出コード, 用具名称 and 明細判別コード of rental lines into slips (第6表 予定 and 第7表) from the plans of
rental offices, and writes the units to send again to OUT_DIR. Nothing that is filled in is changed, nothing is
overwritten; what is ambiguous or conflicting is listed and left as it is.
PLAN_DIR holds files of 福祉用具サービス計画書 (UPFYOGU…, this project's provisional layout), SLIP_DIR the units of
sending as they were sent.
--timestamp  of the first new unit (now); each further unit is a second later
--emergency  codes may still be missing afterwards (急な入退院など)
Without folders: the plan and the slips of the bundled story, into target/fukushi-transfer.
Exit code 0: all is filled in; 1: something is left to look at, or errors keep the units from being written;
2: could not run.";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Text,
    Json,
}

struct Options {
    plans: PathBuf,
    slips: PathBuf,
    out: PathBuf,
    timestamp: Option<Timestamp>,
    emergency: bool,
    format: Format,
}

/// A unit before and after.
struct Renewed {
    old: Timestamp,
    new: TransferredUnit,
}

/// All that the command found out.
struct Findings {
    plans: Vec<EquipmentPlan>,
    units: Vec<Renewed>,
}

/// Fills codes into slips: `fukushi transfer PLAN_DIR SLIP_DIR OUT_DIR`.
pub(super) fn transfer(
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
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    for path in [&options.plans, &options.slips] {
        if let Err(error) = fs::metadata(path) {
            writeln!(errors, "{}", Plain(&format!("{}: {error}", path.display())))?;
            return Ok(Outcome::CouldNotRun);
        }
    }
    let Some(timestamp) = options.timestamp.or_else(now) else {
        writeln!(errors, "the clock is not readable: say --timestamp")?;
        return Ok(Outcome::CouldNotRun);
    };
    let found = match run(&options, timestamp) {
        Ok(found) => found,
        Err(problems) => return print::problems(options.format, &problems, out),
    };
    let report = match check(&found.units, options.emergency) {
        Ok(report) => report,
        Err(problems) => return print::problems(options.format, &problems, out),
    };
    let is_written = !report.has_errors();
    if is_written && let Err(message) = write(&found.units, &options.out) {
        writeln!(errors, "{}", Plain(&message))?;
        return Ok(Outcome::CouldNotRun);
    }
    let is_settled = print::found(options.format, &found, &report, is_written, &options.out, out)?;
    Ok(if is_written && is_settled { Outcome::Fine } else { Outcome::DataHasErrors })
}

fn run(options: &Options, timestamp: Timestamp) -> Result<Findings, Vec<String>> {
    let mut problems = Vec::new();
    let received = provisional::read_plans([&options.plans]);
    problems.extend(received.problems.iter().map(provisional::ReadProblem::japanese));
    let mut held = EquipmentPlans::new();
    for unit in &received.units {
        if let Err(error) = held.apply(unit) {
            problems.push(error.japanese());
        }
    }
    let slips = current::slips(&options.slips, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let plans: Vec<_> = held.plans().cloned().collect();
    let mut units = Vec::new();
    let mut next = Some(timestamp);
    for unit in &slips {
        let Some(timestamp) = next else {
            return Err(vec!["ファイル連番が日時の範囲を超えます".into()]);
        };
        match transfer_unit(&plans, unit, timestamp) {
            Ok(new) => {
                if new.changes().next().is_some() {
                    next = timestamp.next_second();
                }
                units.push(Renewed { old: unit.timestamp, new });
            }
            Err(error) => {
                problems.push(format!("{}（{}）：{}", unit.receiver, unit.timestamp, error.japanese()));
            }
        }
    }
    if problems.is_empty() { Ok(Findings { plans, units }) } else { Err(problems) }
}

/// The units that differ from what was sent.
fn to_send(units: &[Renewed]) -> impl Iterator<Item = &Transmission<FormFile>> {
    units.iter().filter(|it| it.new.changes().next().is_some()).map(|it| &it.new.unit)
}

/// Checks the units as they will be written.
fn check(units: &[Renewed], emergency: bool) -> Result<Report, Vec<String>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for file in to_send(units).flat_map(|unit| &unit.files) {
        match file_to_vec(file, &WriteOptions::new()) {
            Ok(bytes) => files.push((file.name.to_string(), bytes)),
            Err(error) => problems.push(format!("{}：{}", file.name, error.japanese())),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let documents = files.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    let profile = if emergency { Profile::emergency() } else { Profile::send() };
    Ok(Checker::new(profile).check(documents))
}

/// Writes all units, or none.
fn write(units: &[Renewed], to: &Path) -> Result<(), String> {
    let mut written = Vec::new();
    for unit in to_send(units) {
        let result = fs::create_dir_all(to)
            .map_err(|error| format!("{}: {error}", to.display()))
            .and_then(|()| write_unit(unit, to, &WriteOptions::new()).map_err(|error| error.to_string()));
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

fn parse(arguments: &[String]) -> Result<Options, String> {
    let mut paths = Vec::new();
    let (mut timestamp, mut emergency, mut format) = (None, false, Format::Text);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().map(String::as_str).unwrap_or_default();
        match argument.as_str() {
            "--timestamp" => {
                let given: Option<Timestamp> = value().parse().ok();
                let given = given.filter(|timestamp| timestamp.is_valid());
                timestamp = Some(
                    given.ok_or_else(|| format!("--timestamp is a day and time, YYYYMMDDHHMMSS\n{USAGE}"))?,
                );
            }
            "--emergency" => emergency = true,
            "--format" => {
                format = match value() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    _ => return Err(format!("--format is text or json\n{USAGE}")),
                }
            }
            option if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
            path => paths.push(PathBuf::from(path)),
        }
    }
    if paths.is_empty() {
        let out = bundled::fresh_folder("fukushi-transfer")
            .map_err(|error| format!("target/fukushi-transfer: {error}"))?;
        paths.extend([bundled::story("2-plan"), bundled::story("3-slips"), out]);
        timestamp = timestamp.or(bundled::SENT_AGAIN.parse().ok());
    }
    match <[PathBuf; 3]>::try_from(paths) {
        Ok([plans, slips, out]) => Ok(Options { plans, slips, out, timestamp, emergency, format }),
        Err(_) => Err(format!("PLAN_DIR, SLIP_DIR and OUT_DIR, or none of them\n{USAGE}")),
    }
}

/// The time in Japan.
fn now() -> Option<Timestamp> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    let in_japan = i64::try_from(since.as_secs()).ok()? + 9 * 60 * 60;
    let date = chrono::DateTime::from_timestamp(in_japan, 0)?.date_naive();
    let second_of_day = in_japan.rem_euclid(24 * 60 * 60);
    let part = |seconds: i64, most: i64| u8::try_from(second_of_day / seconds % most).ok();
    Timestamp::new(Date::try_from(date).ok()?, part(3600, 24)?, part(60, 60)?, part(1, 60)?)
}
