//! `generate`: what the offices of an invented region exchange for a month.

mod calendar;
mod office;
mod options;
mod person;
mod plan;
mod preventive;
mod random;
mod slip;
mod words;

use crate::cli::Outcome;
use crate::progress::Progress;
use calendar::Calendar;
use careplan_csv::{WriteOptions, file_to_vec};
use careplan_model::{
    ActualUnits, FormFile, PersonForms, PlannerUnits, Table6, Timestamp, Transmission, YearMonth, ZerosOr,
};
use office::Office;
use options::Options;
use person::Person;
use plan::Plans;
use preventive::Preventive;
use random::Random;
use slip::Slips;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is made, or a fault of the generator itself.
type Made<T> = io::Result<T>;

fn broken() -> io::Error {
    io::Error::other("the generator made something that the standard does not have")
}

fn made<T>(value: Option<T>) -> Made<T> {
    value.ok_or_else(broken)
}

/// Writes a region: `generate --persons N --month YYYYMM OUT_DIR [--seed S] [--files-of PERSONS]`.
///
/// # Errors
///
/// Writing to `out` or `errors` failed.
pub fn generate(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{}", options::USAGE)?;
        return Ok(Outcome::Fine);
    }
    let options = match Options::parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{message}")?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    match region(&options) {
        Ok(total) => {
            let Total { units, files, bytes } = total;
            let persons = options.persons;
            writeln!(out, "{persons} persons, {units} units, {files} files, {bytes} bytes")?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            writeln!(errors, "{}: {error}", options.folder.display())?;
            Ok(Outcome::CouldNotRun)
        }
    }
}

/// What was written.
#[derive(Debug, Clone, Copy, Default)]
struct Total {
    units: u64,
    files: u64,
    bytes: u64,
}

impl Total {
    fn and(self, other: Self) -> Self {
        Self {
            units: self.units + other.units,
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
        }
    }
}

/// Writes office after office, on all cores: each begins its own random numbers, so that their order does not matter,
/// and nothing is kept of one that is written.
fn region(options: &Options) -> io::Result<Total> {
    fs::create_dir_all(&options.folder)?;
    let calendar = Calendar::new(options.month)?;
    let (next, done) = (AtomicU64::new(0), Arc::new(AtomicU64::new(0)));
    let work = || -> io::Result<Total> {
        let mut total = Total::default();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= options.offices() {
                return Ok(total);
            }
            let first = place * options.files_of;
            let persons = first..options.persons.min(first + options.files_of);
            let count = persons.end - persons.start;
            // Nobody needs the rest of a region that cannot be written.
            total = total.and(write_office(options, &calendar, place, persons).inspect_err(|_| {
                next.fetch_max(options.offices(), Ordering::Relaxed);
            })?);
            done.fetch_add(count, Ordering::Relaxed);
        }
    };
    let (seen, persons) = (Arc::clone(&done), options.persons);
    let _progress = Progress::of(move || (seen.load(Ordering::Relaxed), persons));
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..crate::cli::cores()).map(|_| scope.spawn(work)).collect();
        let first = work();
        others.into_iter().fold(first, |total, other| {
            let other = other.join().map_err(|_| io::Error::other("a thread stopped"))?;
            Ok(total?.and(other?))
        })
    })
}

/// All that one planning office sends and receives in the month.
fn write_office(
    options: &Options,
    calendar: &Calendar,
    place: u64,
    persons: std::ops::Range<u64>,
) -> io::Result<Total> {
    let office = Office::new(&mut Random::new(options.seed ^ 0x0FF1_CE00, place), place)?;
    let folder = options.folder.join(office.number.to_string());
    fs::create_dir(&folder)?;
    let (mut slips, plans) = (Slips::new(&office, calendar)?, Plans::new(&office, calendar)?);
    let mut preventive = Preventive::new(&office, calendar)?;
    let (mut forms, mut actual) = (Vec::new(), Vec::new());
    for number in persons {
        let random = &mut Random::new(options.seed, number);
        let person = Person::new(random, number, &office, calendar)?;
        let plan = slips.plan(&person)?;
        let (table7, excess) = slips.table7(&person, &plan)?;
        let month = (ZerosOr::Zeros, ZerosOr::Value(calendar.month));
        let mut sent = PersonForms {
            supplements: vec![slips.supplement(&person, month, excess)],
            plan,
            table7,
            ..PersonForms::default()
        };
        actual.extend(slips.actual(&person)?);
        // About every sixth plan is new in a month.
        if random.chance(17) {
            if person.level.is_support {
                preventive.add(random, &person);
            } else {
                let date = (ZerosOr::Value(plans.plan_date), ZerosOr::Zeros);
                sent.table1 = vec![plans.table1(random, &person)];
                sent.table2 = plans.table2(random, &person)?;
                sent.table3 = plans.table3(random, &person);
                sent.supplements.push(slips.supplement(&person, date, 0));
            }
        }
        forms.push(sent);
    }
    let at =
        |month: YearMonth, time: &str| -> Made<Timestamp> { made(format!("{month}{time}").parse().ok()) };
    let outgoing = PlannerUnits::new(office.endpoint, at(calendar.before, "25100000")?).divide(&forms);
    drop(forms);
    let mut total = Total::default();
    for unit in preventive.units(calendar)? {
        total = total.and(write_unit(&unit, &folder)?);
    }
    for unit in outgoing.map_err(|_| broken())?.units {
        total = total.and(write_unit(&unit.unit, &folder)?);
    }
    let timestamp = at(calendar.after, "02090000")?;
    for provider in &office.providers {
        let of_provider = |line: &&Table6| line.provider == provider.number;
        let lines: Vec<_> = actual.iter().filter(of_provider).cloned().collect();
        if lines.is_empty() {
            continue;
        }
        let units = ActualUnits::new(provider.number, timestamp).divide(&lines, |_| Some(office.endpoint));
        for unit in units.map_err(|_| broken())?.units {
            total = total.and(write_unit(&unit, &folder)?);
        }
    }
    Ok(total)
}

/// Writes the files of a unit. A region is no evidence: it does not wait until the disk has it.
fn write_unit(unit: &Transmission<FormFile>, folder: &Path) -> io::Result<Total> {
    let mut total = Total { units: 1, ..Total::default() };
    for file in &unit.files {
        let bytes = file_to_vec(file, &WriteOptions::new()).map_err(|_| broken())?;
        File::create_new(folder.join(file.name.to_string()))?.write_all(&bytes)?;
        total.files += 1;
        total.bytes += bytes.len() as u64;
    }
    Ok(total)
}
