//! The lines of 第6表 put together into rows: what is billed alike.

use super::cell::Cell;
use super::facts::{Discount, Facts, OfficeService, RowOrder};
use super::missing::{Cause, Note};
use super::problem::{ComputeErrors, ComputeProblem};
use super::split::{MonthKey, table6_key};
use crate::codes::Applies;
use crate::forms::Table6;
use crate::service::ServiceCode;
use crate::value::{Date, LayoutFamily, NotifiedCode, OfficeNumber, SatelliteNumber, TaisCode, YearMonth};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

/// Which of the three sums a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    /// 区分支給限度基準内, `AAAA`.
    Within,
    /// 区分支給限度基準外, `EEEE`.
    Outside,
    /// 30日超, `ZZZZ`.
    Over30,
}

/// All of a person's month that 第7表 needs.
pub(super) struct Gathered<T> {
    pub(super) key: MonthKey,
    pub(super) groups: Vec<Gathering<T>>,
    /// Days with short stay.
    pub(super) stay_days: i64,
    /// 前月までの利用日数.
    pub(super) stay_days_before: Cell,
    pub(super) notes: BTreeSet<Note>,
}

/// An office and service type.
pub(super) struct Gathering<T> {
    pub(super) of: OfficeService,
    /// The name of the office itself, on a line that is of no satellite.
    pub(super) name: Option<T>,
    pub(super) has_satellite_names: bool,
    pub(super) rows: Vec<Row<T>>,
}

/// A service, at one place and of one product, with the units of one time.
pub(super) struct Row<T> {
    pub(super) name: Option<T>,
    pub(super) satellite: Option<SatelliteNumber>,
    pub(super) code: ServiceCode,
    pub(super) part: Part,
    /// Units for one time, after discount; blank on none.
    pub(super) units: Cell,
    /// The discount that leaves them; [`Cell::Lacks`] where one is said to be given and none fits.
    pub(super) discount: Result<Option<Discount>, Cause>,
    pub(super) product: Product<T>,
    counts: i64,
    /// The largest count of a line.
    largest: i32,
    /// 日割: a bit for each day.
    days: u32,
    is_once: bool,
}

/// TAISコード, 福祉用具届出コード and name of a rented product.
#[derive(Clone)]
pub(super) struct Product<T> {
    pub(super) tais: Option<TaisCode>,
    pub(super) notified: Option<NotifiedCode>,
    pub(super) name: Option<T>,
}

impl<T> Row<T> {
    /// 回数／日数: the times of all lines, or the days that are flagged; a monthly addition is taken in once.
    pub(super) fn quantity(&self) -> Cell {
        if self.is_once {
            return Cell::Known(self.largest.into());
        }
        Cell::of(self.counts.checked_add(self.days.count_ones().into()))
    }

    /// サービス単位金額.
    pub(super) fn amount(&self) -> Cell {
        self.units.times(&self.quantity())
    }
}

/// What makes a row: office and type, satellite, service, part, units of one time, product.
type RowKey<'p, T> =
    (OfficeService, Option<SatelliteNumber>, ServiceCode, Part, Option<i32>, ProductKey<'p, T>);

type ProductKey<'p, T> = (Option<TaisCode>, Option<NotifiedCode>, Option<&'p T>);

/// What is needed while lines are read.
struct Gatherer<'f, 'p, T> {
    facts: &'f Facts,
    month: YearMonth,
    groups: Vec<Gathering<T>>,
    group_places: HashMap<OfficeService, usize>,
    row_places: HashMap<RowKey<'p, T>, usize>,
    monthly: HashMap<(OfficeNumber, ServiceCode), usize>,
    stay_days: HashSet<Date>,
    stays_before: BTreeSet<i32>,
    notes: BTreeSet<Note>,
}

impl<T: Clone + Eq + Hash> Gathered<T> {
    pub(super) fn read<'p>(
        plan: impl IntoIterator<Item = &'p Table6<T>>,
        facts: &Facts,
    ) -> Result<Self, ComputeErrors>
    where
        T: 'p,
    {
        let mut problems = Vec::new();
        let mut month: Option<(MonthKey, Gatherer<'_, 'p, T>)> = None;
        for (number, line) in (1..).zip(plan) {
            let (key, gatherer) = month.get_or_insert_with(|| {
                let key = table6_key(line);
                (key, Gatherer::new(facts, key.2))
            });
            if *key != table6_key(line) {
                problems.push(ComputeProblem::OtherMonth { line: number });
                continue;
            }
            if let Err(problem) = gatherer.add(number, line) {
                problems.push(problem);
            }
        }
        if month.is_none() {
            problems.push(ComputeProblem::NoLine);
        }
        problems.extend(facts.problems());
        match month {
            Some((key, gatherer)) if problems.is_empty() => Ok(gatherer.finish(key)),
            _ => Err(ComputeErrors { problems }),
        }
    }
}

impl<'f, 'p, T: Clone + Eq + Hash> Gatherer<'f, 'p, T> {
    fn new(facts: &'f Facts, month: YearMonth) -> Self {
        Self {
            facts,
            month,
            groups: Vec::new(),
            group_places: HashMap::new(),
            row_places: HashMap::new(),
            monthly: HashMap::new(),
            stay_days: HashSet::new(),
            stays_before: BTreeSet::new(),
            notes: BTreeSet::new(),
        }
    }

    /// Takes up a line.
    fn add(&mut self, number: usize, line: &'p Table6<T>) -> Result<(), ComputeProblem> {
        let code = line.service_code;
        let Some(service_type) = code.service_type().filter(|_| code.special().is_none()) else {
            return Err(ComputeProblem::NoService { line: number, service_code: code });
        };
        let part = match line.over_30_days {
            Applies::Yes => Part::Over30,
            Applies::No if self.facts.is_outside(code) => Part::Outside,
            Applies::No => Part::Within,
            Applies::Other(_) => return Err(ComputeProblem::UnknownOver30Days { line: number }),
        };
        if !self.month.contains(line.service_date) {
            self.notes.insert(Note::DayOutsideMonth { line: number });
        }
        if self.facts.short_stay_codes.contains(&code) {
            self.stay_days.insert(line.service_date);
            self.stays_before.extend(line.short_stay_prior_day_count);
        }
        let days = self.days(number, line);
        let of = OfficeService { provider: line.provider, service_type };
        let place = *self.group_places.entry(of).or_insert(self.groups.len());
        if place == self.groups.len() {
            self.groups.push(Gathering { of, name: None, has_satellite_names: false, rows: Vec::new() });
        }
        let Some(group) = self.groups.get_mut(place) else { return Ok(()) };
        let mut is_named_alike = true;
        if line.satellite.is_some() {
            group.has_satellite_names |= line.provider_name.is_some();
        } else {
            is_named_alike = take_name(&mut group.name, line.provider_name.as_ref());
        }

        let (tais, notified, name) = if self.facts.edition.family() == LayoutFamily::V3 {
            (None, None, None)
        } else {
            (line.tais_code, line.notified_code, line.equipment_name.as_ref())
        };
        let key = (of, line.satellite, code, part, line.units, (tais, notified, name));
        let place = *self.row_places.entry(key).or_insert(group.rows.len());
        let is_once = self.facts.once_a_month.contains(&code);
        if place == group.rows.len() {
            let lacks = Cause::LineUnits { provider: of.provider, service_code: code };
            let units = line.units.map_or_else(|| Cell::lacks(lacks), |units| Cell::Known(units.into()));
            group.rows.push(Row {
                name: None,
                satellite: line.satellite,
                code,
                part,
                units,
                discount: self.facts.discount(of.provider, code, line.units),
                product: Product { tais, notified, name: name.cloned() },
                counts: 0,
                largest: line.service_count,
                days: 0,
                is_once,
            });
            if is_once {
                let rows = self.monthly.entry((of.provider, code)).or_default();
                *rows += 1;
                if *rows > 1 {
                    let note = Note::MonthlyRowsDiffer { provider: of.provider, service_code: code };
                    self.notes.insert(note);
                }
            }
        }
        let Some(row) = group.rows.get_mut(place) else { return Ok(()) };
        if is_once && row.largest != line.service_count {
            self.notes.insert(Note::MonthlyCountsDiffer { provider: of.provider, service_code: code });
        }
        row.largest = row.largest.max(line.service_count);
        match days {
            Some(days) => row.days |= days,
            // No file holds so many lines that this is ever cut.
            None => row.counts = row.counts.saturating_add(line.service_count.into()),
        }
        is_named_alike &= take_name(&mut row.name, line.provider_name.as_ref());
        if !is_named_alike {
            self.notes.insert(Note::NamesDiffer { provider: of.provider });
        }
        Ok(())
    }

    /// 日割対象日 as bits, without days that the month does not have.
    fn days(&mut self, number: usize, line: &Table6<T>) -> Option<u32> {
        let (days, others): (Vec<u8>, Vec<u8>) =
            line.prorated_days?.days().partition(|day| *day <= self.month.days());
        if !others.is_empty() {
            self.notes.insert(Note::FlagsOutsideMonth { line: number });
        }
        if days.is_empty() {
            self.notes.insert(Note::NoFlags { line: number });
        }
        Some(days.into_iter().fold(0, |bits, day| bits | 1 << day))
    }

    fn finish(mut self, key: MonthKey) -> Gathered<T> {
        let told: Vec<i32> = self.stays_before.iter().copied().collect();
        let stay_days_before = match (self.facts.short_stay_days_before, told.as_slice()) {
            (Some(given), told) => {
                if told.iter().any(|told| *told != given) {
                    self.notes.insert(Note::ShortStayDaysDiffer);
                }
                Cell::Known(given.into())
            }
            (None, [told]) => Cell::Known((*told).into()),
            (None, _) => Cell::lacks(Cause::ShortStayDaysBefore),
        };
        let first = |of: &OfficeService| self.facts.group_order.iter().position(|known| known == of);
        let mut groups = self.groups;
        groups.sort_by_key(|group| first(&group.of).unwrap_or(usize::MAX));
        if self.facts.row_order == RowOrder::Grouped {
            for group in &mut groups {
                let mut mentions = HashMap::new();
                for (place, row) in group.rows.iter().enumerate() {
                    mentions.entry((row.part, row.code)).or_insert(place);
                }
                group.rows.sort_by_key(|row| (row.part, mentions.get(&(row.part, row.code)).copied()));
            }
        }
        let stay_days = i64::try_from(self.stay_days.len()).unwrap_or(i64::MAX);
        Gathered { key, groups, stay_days, stay_days_before, notes: self.notes }
    }
}

/// Takes the first name; tells whether another one agrees with it.
fn take_name<T: Clone + PartialEq>(known: &mut Option<T>, name: Option<&T>) -> bool {
    match (&known, name) {
        (Some(known), Some(name)) => known == name,
        (None, Some(name)) => {
            *known = Some(name.clone());
            true
        }
        _ => true,
    }
}
