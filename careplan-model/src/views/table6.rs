//! 第6表 as a month grid, 予定 and 実績 (standard, 第6表 No.1–25).
//!
//! The file has one record for each service, day and time. The printed form has one line for each service,
//! and a column for each day with the times of that day. Here a line holds all that is the same in its
//! records, and the times by day.

mod days;
mod line;

pub use days::{DayCount, Days};
pub use line::GridLine;

use super::ViewErrors;
use super::declare::view;
use super::printing::{stretches, views_of};
use super::problem::{Problems, ViewFault};
use crate::form::Form as _;
use crate::forms::Table6;
use crate::value::{CsvVersion, InsuredNumber, InsurerNumber, YearMonth};
use line::LineKey;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

view! {
    /// サービス利用票 第6表 of one person and month.
    ///
    /// ```
    /// use careplan_model::views::{GridLine, MonthGrid};
    /// use careplan_model::{Applies, ServiceTime};
    /// let mut grid = MonthGrid::<String>::new(
    ///     "202407".parse()?, "991018".parse()?, "9000000001".parse()?, "202510".parse()?,
    /// );
    /// let mut visit = GridLine::new(
    ///     "20250920".parse()?, "0900".parse()?, "1000".parse()?, "111211".parse()?, "9970100021".parse()?,
    ///     Applies::No,
    /// );
    /// visit.units = Some(387);
    /// visit.days.set(1, 1)?;
    /// visit.days.set(3, 2)?;
    /// grid.lines.push(visit);
    /// assert_eq!(grid.lines[0].days.total(), 3);
    /// assert_eq!(grid.lines[0].total_units(), Some(1161));
    ///
    /// let records = grid.to_records()?;
    /// assert_eq!(records.iter().map(|record| record.service_date.day()).collect::<Vec<_>>(), [1, 3]);
    /// assert_eq!(MonthGrid::from_records(&records)?, grid);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # What comes back
    ///
    /// All records of one person and month come back exactly, if they agree in No.1–3 and 5 and their days
    /// lie in the month; all reasons against that are listed. Two records of one line and day make a second
    /// line: they are not added up.
    ///
    /// [`to_records`](Self::to_records) writes by day, then by start (9999 last), then in the order of the
    /// lines. Records in another order come back in theirs, which the lines remember until
    /// [`forget_order`](Self::forget_order); days that were set later then stand behind them.
    ///
    /// Lines stand in the order in which their records first come. A grid that was made by hand comes back
    /// equal from its records if its lines stand so (first day, then start), and if no line could have taken
    /// a day of a later one that is the same in all else. Any other grid comes back as one that has the same
    /// records.
    pub struct MonthGrid<T> {
        /// CSVバージョン (No.1).
        pub csv_version: CsvVersion, shown;
        /// 保険者番号 (No.2).
        pub insurer: InsurerNumber, shown;
        /// 被保険者番号 (No.3).
        pub insured: InsuredNumber, shown;
        /// 対象年月 (No.5).
        pub service_month: YearMonth, shown;
        /// One line for each service.
        pub lines: Vec<GridLine<T>>, shown;
    }
}

impl<T> MonthGrid<T> {
    /// A grid without lines.
    pub fn new(
        csv_version: CsvVersion,
        insurer: InsurerNumber,
        insured: InsuredNumber,
        service_month: YearMonth,
    ) -> Self {
        Self { csv_version, insurer, insured, service_month, lines: Vec::new() }
    }

    /// The days of the month, from 1 to its last: the columns of the grid.
    pub fn days(&self) -> impl Iterator<Item = u8> + use<T> {
        1..=self.service_month.days()
    }

    /// How often services are planned or done on a day, all lines together.
    pub fn count_on(&self, day: u8) -> i64 {
        self.lines.iter().filter_map(|line| line.days.get(day)).map(i64::from).sum()
    }

    /// Forgets in which order the records were read; they are written in the usual one from now on.
    pub fn forget_order(&mut self) {
        for line in &mut self.lines {
            line.days.forget_order();
        }
    }

    /// The records of a file by person and month, in order: those that stand together and agree in insurer,
    /// insured person and 対象年月.
    pub fn months(records: &[Table6<T>]) -> impl Iterator<Item = &[Table6<T>]> {
        stretches(records, key)
    }
}

impl<T: PartialEq> MonthGrid<T> {
    /// The first line of a service: the one that is the same in everything but its days.
    pub fn line_mut(&mut self, service: &GridLine<T>) -> Option<&mut GridLine<T>> {
        self.lines.iter_mut().find(|line| line.is_same_service(service))
    }
}

impl<T: Clone + Eq + Hash> MonthGrid<T> {
    /// The grid of the records of one person and month.
    ///
    /// # Errors
    ///
    /// No records, or all items that are not as in the first record and all days outside the month.
    pub fn from_records(records: &[Table6<T>]) -> Result<Self, ViewErrors> {
        let mut problems = Problems::of(Table6::<T>::LAYOUT);
        match Self::one(0, records, &mut problems) {
            Some(grid) => problems.or(grid),
            None => problems.no_records(),
        }
    }

    /// The grids of all persons and months of a file, in order.
    ///
    /// # Errors
    ///
    /// All reasons of all of them, with the indexes of the file; and persons whose records do not stand
    /// together. To get the grids that there are, go through [`months`](Self::months).
    pub fn group(records: &[Table6<T>]) -> Result<Vec<Self>, ViewErrors> {
        views_of(records, key, "insured", Problems::of(Table6::<T>::LAYOUT), Self::one)
    }

    fn one(start: usize, records: &[Table6<T>], problems: &mut Problems) -> Option<Self> {
        let first = records.first()?;
        let mut grid = Self::new(first.csv_version, first.insurer, first.insured, first.service_month);
        let mut known = KnownLines::new();
        // The line and day of each record.
        let mut read = Vec::with_capacity(records.len());
        for (index, record) in (start..).zip(records) {
            let mut compare = |field, is_same: bool| {
                if !is_same {
                    problems.record(index, field, ViewFault::Differs);
                }
            };
            compare("csv_version", record.csv_version == first.csv_version);
            compare("insurer", record.insurer == first.insurer);
            compare("insured", record.insured == first.insured);
            compare("service_month", record.service_month == first.service_month);
            if !record.service_month.contains(record.service_date) {
                problems.record(index, "service_date", ViewFault::OutsideMonth);
            }
            let day = record.service_date.day();
            let place = known.line_for(record, day, &mut grid.lines);
            if let Some(line) = grid.lines.get_mut(place) {
                line.days.insert(day, record.service_count);
            }
            read.push((place, day));
        }
        // Only another order than the usual one has to be remembered.
        if grid.order() != read {
            for (at, (place, day)) in read.into_iter().enumerate() {
                if let Some(line) = grid.lines.get_mut(place) {
                    line.days.remember(day, at);
                }
            }
        }
        Some(grid)
    }

    /// The records of the grid.
    ///
    /// # Errors
    ///
    /// All lines without a day, which no record would carry, and all days that the month does not have; a
    /// grid without lines.
    pub fn to_records(&self) -> Result<Vec<Table6<T>>, ViewErrors> {
        let mut problems = Problems::of(Table6::<T>::LAYOUT);
        if self.lines.is_empty() {
            problems.part(&[], None, ViewFault::Empty);
        }
        for (place, line) in self.lines.iter().enumerate() {
            if line.days.is_empty() {
                problems.part(&[place], None, ViewFault::Empty);
            }
            for _ in line.days.iter().filter(|(day, _)| self.service_month.day(*day).is_none()) {
                problems.part(&[place], Some("service_date"), ViewFault::OutsideMonth);
            }
        }
        let records = self.order().into_iter().filter_map(|(place, day)| {
            let line = self.lines.get(place)?;
            Some(line.record(self, self.service_month.day(day)?, line.days.get(day)?))
        });
        problems.or(records.collect())
    }
}

impl<T> MonthGrid<T> {
    /// Line and day of each record, in the order of the records.
    fn order(&self) -> Vec<(usize, u8)> {
        let lines = self.lines.iter().enumerate();
        let mut order: Vec<_> = lines
            .flat_map(|(place, line)| {
                let days = line.days.iter_with_order();
                days.map(move |(day, at)| ((at.is_none(), at, day, line.service_start_time), place))
            })
            .collect();
        // The sort is stable, so that lines keep their order.
        order.sort_by_key(|(key, _)| *key);
        order.into_iter().map(|((_, _, day, _), place)| (place, day)).collect()
    }
}

/// The lines that were found so far, by all that tells them apart: a month may have thousands of lines of one service
/// that differ in their texts only.
struct KnownLines<'r, T>(HashMap<LineKey<'r, T>, SameLines>);

/// Lines that are the same in everything but their days: more than one, where a day has two records.
#[derive(Default)]
struct SameLines {
    places: Vec<usize>,
    /// How many records each day has.
    days: BTreeMap<u8, usize>,
}

impl<'r, T: Clone + Eq + Hash> KnownLines<'r, T> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    /// The place of the line that takes the record; a new line, if there is none.
    fn line_for(&mut self, record: &'r Table6<T>, day: u8, lines: &mut Vec<GridLine<T>>) -> usize {
        let same = self.0.entry(LineKey::of(record)).or_default();
        let used = same.days.entry(day).or_insert(0);
        let place = same.places.get(*used).copied();
        *used += 1;
        place.unwrap_or_else(|| {
            let next = lines.len();
            same.places.push(next);
            lines.push(GridLine::of(record));
            next
        })
    }
}

fn key<T>(record: &Table6<T>) -> (InsurerNumber, InsuredNumber, YearMonth) {
    (record.insurer, record.insured, record.service_month)
}
