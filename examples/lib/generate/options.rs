//! The arguments of `generate`.

use careplan_model::{Edition, YearMonth};
use std::path::PathBuf;
use std::str::FromStr;

pub(super) const USAGE: &str = "usage: generate --persons N --month YYYYMM OUT_DIR [--seed S] [--files-of PERSONS]
Writes what the offices of an invented region exchange for a month, a folder for each planning office: plans, slips,
actuals of the providers (a share of them differs from the plan), forms of 介護予防. Nobody's data: all numbers
begin with 9, all names are specimens.
--month     the service month, from 202504 on (edition 4.1)
--seed      another region (1); the same seed gives the same bytes
--files-of  how many persons a planning office has (100): more of them make larger files, and fewer
OUT_DIR must not hold folders of the offices yet.
Exit code 0: written; 2: could not run.";

pub(super) struct Options {
    pub(super) persons: u64,
    pub(super) month: YearMonth,
    pub(super) folder: PathBuf,
    pub(super) seed: u64,
    pub(super) files_of: u64,
}

impl Options {
    pub(super) fn parse(arguments: &[String]) -> Result<Self, String> {
        let (mut persons, mut month, mut folder) = (None, None, None);
        let (mut seed, mut files_of) = (1, 100);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value\n{USAGE}"));
            match argument.as_str() {
                "--persons" => persons = Some(number(argument, value()?, 1..=1_000_000_000)?),
                "--month" => month = Some(service_month(value()?)?),
                "--seed" => seed = number(argument, value()?, 0..=u64::MAX)?,
                "--files-of" => files_of = number(argument, value()?, 1..=1_000_000_000)?,
                option if option.starts_with("--") => return Err(format!("unknown: {option}\n{USAGE}")),
                path if folder.is_none() => folder = Some(PathBuf::from(path)),
                _ => return Err(USAGE.to_owned()),
            }
        }
        let (Some(persons), Some(month), Some(folder)) = (persons, month, folder) else {
            return Err(USAGE.to_owned());
        };
        let options = Self { persons, month, folder, seed, files_of };
        if options.offices() > super::office::Office::MOST {
            return Err(format!("so many offices have no numbers of their own: raise --files-of\n{USAGE}"));
        }
        Ok(options)
    }

    /// How many planning offices there are.
    pub(super) fn offices(&self) -> u64 {
        self.persons.div_ceil(self.files_of)
    }
}

fn number(option: &str, text: &str, range: std::ops::RangeInclusive<u64>) -> Result<u64, String> {
    let number = u64::from_str(text).ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("{option} is a number from {} to {}\n{USAGE}", range.start(), range.end()))
}

fn service_month(text: &str) -> Result<YearMonth, String> {
    let month: Option<YearMonth> = text.parse().ok();
    // The forms are those of the current edition, and the year has to leave room for what comes before and after.
    let first = Edition::CURRENT.service_months_from();
    let is_possible = |month: &YearMonth| first.is_none_or(|first| *month >= first) && month.year() < 9000;
    month.filter(is_possible).ok_or_else(|| format!("--month is YYYYMM, from 202504 on\n{USAGE}"))
}
