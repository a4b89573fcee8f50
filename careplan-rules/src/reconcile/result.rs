//! The typed result (照合結果): persons, their services, and in each what became of every line.

use super::difference::{Difference, DifferenceKind};
use super::line::{Line, Lines};
use careplan_model::{InsuredNumber, InsurerNumber, OfficeNumber, ServiceCode, ServiceTypeCode, YearMonth};
use serde::Serialize;
use std::collections::BTreeMap;

/// 予定 against 実績 (照合結果). Every line that was given stands in exactly one [`Entry`], or is counted as
/// [replaced](super#replacement).
///
/// `Debug` does not show insured numbers. For reading by people and machines: [`text`](Self::text),
/// [`json`](Self::json).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciliation {
    /// The persons with their months: those with a plan in its order, then those without.
    pub persons: Vec<PersonMonth>,
    /// How many planned lines were left out because a later file replaces them.
    pub replaced_planned: u64,
    /// How many actual lines were left out because a later file replaces them.
    pub replaced_actual: u64,
}

/// One person (利用者) in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonMonth {
    /// Numbers the persons from 1 (「利用者1」); the same person has the same number in every month.
    pub ordinal: u32,
    /// 対象年月.
    pub service_month: YearMonth,
    /// 被保険者番号. Personal: `Debug` hides it, and reports do unless asked.
    pub insured: InsuredNumber,
    /// 保険者番号 as planned; of a person without a plan as in the actuals.
    pub insurer: InsurerNumber,
    /// 保険者番号 of the actuals where it is another one (住所地特例).
    pub other_insurers: Vec<InsurerNumber>,
    /// Whether there is a plan.
    pub is_planned: bool,
    /// What the person has of each office and service type, by number and type.
    pub services: Vec<Service>,
}

/// How far the lines of a service could be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ServiceStatus {
    /// Both sides were there to be compared. (One of them may be empty: all planned, nothing done.)
    Compared,
    /// The office sent no actuals of this service type and month, for anybody: 実績 not received yet. This is
    /// no difference; its planned lines are in one entry.
    NoActuals,
    /// The person's plan does not have the office: one entry, one difference.
    UnknownOffice,
    /// The person has no plan: one entry, one difference.
    UnknownPerson,
}

/// The lines of one person, month, office (サービス事業所) and service type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// サービス事業者コード.
    pub provider: OfficeNumber,
    /// サービス種類コード; `None` for codes that are none of a service.
    pub service_type: Option<ServiceTypeCode>,
    /// How far it could be compared.
    pub status: ServiceStatus,
    /// What became of the lines, by day and time.
    pub entries: Vec<Entry>,
    /// Totals for each service code.
    pub totals: Vec<CodeTotal>,
}

/// Lines that belong together: mostly one planned and one actual line.
///
/// Several on one side are a visit that was split or merged, サービス回数 that stand on several lines, a rental
/// listed by category here and by product there, or (see [`ServiceStatus`]) all lines of a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What was planned.
    pub planned: Lines,
    /// What was done.
    pub actual: Lines,
    /// How they differ; empty when they match.
    pub differences: Vec<Difference>,
    /// A monthly addition stands once on one side and on several lines of the other: it is taken in once.
    pub taken_once: bool,
}

/// The totals of one service code (サービスコード), of one person or of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeTotal {
    /// サービスコード.
    pub code: ServiceCode,
    /// How often planned.
    pub planned_times: i64,
    /// Units planned: the sum of 単位数 × 回数 (× days of 日割対象日).
    pub planned_units: i64,
    /// How often done.
    pub actual_times: i64,
    /// Units done.
    pub actual_units: i64,
    /// Whether the units can be compared: not those of services computed as a rate, nor where 単位数 is blank.
    pub units_compared: bool,
}

/// The totals of one service code of one office and month, of all persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeTotal {
    /// 対象年月.
    pub service_month: YearMonth,
    /// サービス事業者コード.
    pub provider: OfficeNumber,
    /// The totals.
    pub total: CodeTotal,
}

/// How many lines and differences there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Planned lines, without replaced ones.
    pub planned_lines: u64,
    /// Actual lines, without replaced ones.
    pub actual_lines: u64,
    /// Entries of both sides without a difference.
    pub matched: u64,
    /// Planned lines of services that sent no actuals.
    pub without_actuals: u64,
    /// Differences by kind; only kinds that occur.
    pub differences: BTreeMap<DifferenceKind, u64>,
}

impl Counts {
    fn add(&mut self, service: &Service) {
        for entry in &service.entries {
            self.planned_lines += entry.planned.len() as u64;
            self.actual_lines += entry.actual.len() as u64;
            self.matched += u64::from(entry.is_match());
            if service.status == ServiceStatus::NoActuals {
                self.without_actuals += entry.planned.len() as u64;
            }
            for difference in &entry.differences {
                *self.differences.entry(difference.kind()).or_default() += 1;
            }
        }
    }

    /// All differences together.
    pub fn all_differences(&self) -> u64 {
        self.differences.values().sum()
    }
}

/// A difference with all that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The person and month.
    pub person: &'a PersonMonth,
    /// The office and service type.
    pub service: &'a Service,
    /// The lines.
    pub entry: &'a Entry,
    /// The difference.
    pub difference: &'a Difference,
}

impl Reconciliation {
    /// Every difference, in order.
    pub fn differences(&self) -> impl Iterator<Item = Found<'_>> {
        self.persons.iter().flat_map(|person| {
            person.services.iter().flat_map(move |service| {
                service.entries.iter().flat_map(move |entry| {
                    entry.differences.iter().map(move |difference| Found {
                        person,
                        service,
                        entry,
                        difference,
                    })
                })
            })
        })
    }

    /// Whether nothing differs. Offices that sent no actuals are no difference.
    pub fn is_clean(&self) -> bool {
        self.differences().next().is_none()
    }

    /// Counts everything.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.persons.iter().flat_map(|person| &person.services).for_each(|service| counts.add(service));
        counts
    }

    /// The totals for each month, office and service code, of all services but those without actuals.
    pub fn totals(&self) -> Vec<OfficeTotal> {
        let mut totals = BTreeMap::<_, CodeTotal>::new();
        for person in &self.persons {
            for service in person.services.iter().filter(|s| s.status != ServiceStatus::NoActuals) {
                for total in &service.totals {
                    let key = (person.service_month, service.provider, total.code);
                    totals.entry(key).or_insert(CodeTotal::of(total.code)).add(total);
                }
            }
        }
        totals
            .into_iter()
            .map(|((service_month, provider, _), total)| OfficeTotal { service_month, provider, total })
            .collect()
    }
}

impl PersonMonth {
    /// Counts the person's lines and differences.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.services.iter().for_each(|service| counts.add(service));
        counts
    }
}

impl Service {
    /// Counts the lines and differences of the service.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        counts.add(self);
        counts
    }
}

impl Entry {
    /// Whether both sides are there and nothing differs.
    pub fn is_match(&self) -> bool {
        self.differences.is_empty() && !self.planned.is_empty() && !self.actual.is_empty()
    }

    /// The first line, planned before done.
    pub fn first(&self) -> Option<&Line> {
        self.planned.first().or(self.actual.first())
    }
}

impl CodeTotal {
    pub(super) fn of(code: ServiceCode) -> Self {
        Self {
            code,
            planned_times: 0,
            planned_units: 0,
            actual_times: 0,
            actual_units: 0,
            units_compared: true,
        }
    }

    fn add(&mut self, other: &Self) {
        self.planned_times = self.planned_times.saturating_add(other.planned_times);
        self.planned_units = self.planned_units.saturating_add(other.planned_units);
        self.actual_times = self.actual_times.saturating_add(other.actual_times);
        self.actual_units = self.actual_units.saturating_add(other.actual_units);
        self.units_compared &= other.units_compared;
    }

    pub(super) fn add_planned(&mut self, line: &Line) {
        self.planned_times = self.planned_times.saturating_add(line.times());
        self.planned_units = self.planned_units.saturating_add(line.total_units());
    }

    pub(super) fn add_actual(&mut self, line: &Line) {
        self.actual_times = self.actual_times.saturating_add(line.times());
        self.actual_units = self.actual_units.saturating_add(line.total_units());
    }

    /// Done minus planned, in times.
    pub fn times_difference(&self) -> i64 {
        self.actual_times.saturating_sub(self.planned_times)
    }

    /// Done minus planned, in units; `None` where they cannot be compared.
    pub fn units_difference(&self) -> Option<i64> {
        self.units_compared.then(|| self.actual_units.saturating_sub(self.planned_units))
    }

    /// Whether planned and done are the same.
    pub fn agrees(&self) -> bool {
        self.times_difference() == 0 && self.units_difference().unwrap_or(0) == 0
    }
}
