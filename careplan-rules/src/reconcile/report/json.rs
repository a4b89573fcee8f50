//! The result as JSON (照合結果のJSON), with a shape that stays.

use super::ReportOptions;
use crate::reconcile::result::{
    CodeTotal, Counts, Entry, OfficeTotal, PersonMonth, Reconciliation, Service, ServiceStatus,
};
use careplan_model::{InsuredNumber, InsurerNumber, OfficeNumber, ServiceCode, ServiceTypeCode, YearMonth};
use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

/// The result for serde. Keys are in snake_case, codes are the standard's codes, dates `2026-04-01`, months
/// `2026-04`, times as in the files (`0930`, `9999`).
///
/// ```json
/// {
///   "counts": {
///     "planned_lines": 131, "actual_lines": 58, "matched": 57, "without_actuals": 72,
///     "replaced_planned_lines": 0, "replaced_actual_lines": 0,
///     "differences": { "actual-time": 1, "actual-not-done": 1 }
///   },
///   "plan_files": ["…"], "actual_files": ["…"],
///   "persons": [{
///     "person": 1, "service_month": "2025-10", "insurer": "991018", "other_insurers": [], "is_planned": true,
///     "services": [{
///       "provider": "9970100021", "name": "…", "service_type": "11", "service_type_name": "訪問介護",
///       "status": "compared",
///       "planned_lines": 24, "actual_lines": 24, "matched": 23,
///       "entries": [{
///         "planned": [{ "day": "2025-10-15", "start": "0900", "end": "1000", "code": "111211", "count": 1,
///                       "units": 387, "at": { "file": 0, "record": 28, "line": 28 } }],
///         "actual": [{ "…": "…" }],
///         "differences": [{
///           "rule": "actual-time",
///           "planned": { "day": "2025-10-15", "start": "0900", "end": "1000" },
///           "actual": { "day": "2025-10-15", "start": "0910", "end": "1010" }
///         }],
///         "taken_once": false
///       }],
///       "totals": [{ "code": "111211", "planned_times": 14, "planned_units": 5418, "actual_times": 14,
///                    "actual_units": 5418, "times_difference": 0, "units_difference": 0 }]
///     }]
///   }],
///   "totals": [{ "service_month": "2025-10", "provider": "9970100021", "code": "111211", "…": 0 }]
/// }
/// ```
///
/// - `status`: `compared`, `no_actuals`, `unknown_office`, `unknown_person` (see
///   [`ServiceStatus`]).
/// - `differences` of an entry: `rule` with `planned` and `actual` — a code for `actual-code`; a number for
///   `actual-units`; a number, with `of` (`times`, `billed_days`), for `actual-count`; day, start and end for
///   `actual-time`; `{"tais": "…"}`, `{"notified": "…"}` or `null` for `actual-equipment`; nothing for the others.
/// - A line has `billed_days`, `equipment`, `satellite` and `units` only where it has such.
/// - `units_difference` is `null` where units cannot be compared.
/// - `entries` holds the differences only, unless [`show_matched`](ReportOptions::show_matched); those of a
///   service without actuals are left out likewise. `insured` is there with
///   [`show_personal`](ReportOptions::show_personal) only, `name` for offices with a
///   [known name](ReportOptions::office_names).
#[derive(Debug, Clone, Copy)]
pub struct JsonReport<'a> {
    result: &'a Reconciliation,
    options: &'a ReportOptions,
}

impl<'a> JsonReport<'a> {
    pub(super) fn new(result: &'a Reconciliation, options: &'a ReportOptions) -> Self {
        Self { result, options }
    }
}

/// A sequence that is made while it is written.
struct Each<F>(F);

impl<F: Fn() -> I, I: IntoIterator<Item: Serialize>> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

impl Serialize for JsonReport<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { result, options } = *self;
        let mut report = serializer.serialize_struct("Reconciliation", 5)?;
        report.serialize_field("counts", &CountsOf(result))?;
        report.serialize_field("plan_files", &options.plan_files)?;
        report.serialize_field("actual_files", &options.actual_files)?;
        let persons = || result.persons.iter().map(|person| PersonOf { person, options });
        report.serialize_field("persons", &Each(persons))?;
        report.serialize_field("totals", &Each(|| result.totals().into_iter().map(OfficeTotalOf::new)))?;
        report.end()
    }
}

struct CountsOf<'a>(&'a Reconciliation);

impl Serialize for CountsOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Counts { planned_lines, actual_lines, matched, without_actuals, differences } = self.0.counts();
        let mut counts = serializer.serialize_map(Some(7))?;
        counts.serialize_entry("planned_lines", &planned_lines)?;
        counts.serialize_entry("actual_lines", &actual_lines)?;
        counts.serialize_entry("matched", &matched)?;
        counts.serialize_entry("without_actuals", &without_actuals)?;
        counts.serialize_entry("replaced_planned_lines", &self.0.replaced_planned)?;
        counts.serialize_entry("replaced_actual_lines", &self.0.replaced_actual)?;
        counts.serialize_entry("differences", &differences)?;
        counts.end()
    }
}

struct PersonOf<'a> {
    person: &'a PersonMonth,
    options: &'a ReportOptions,
}

#[derive(serde::Serialize)]
struct Person<'a, E> {
    #[serde(rename = "person")]
    ordinal: u32,
    service_month: YearMonth,
    #[serde(skip_serializing_if = "Option::is_none")]
    insured: Option<InsuredNumber>,
    insurer: InsurerNumber,
    other_insurers: &'a [InsurerNumber],
    is_planned: bool,
    services: E,
}

impl Serialize for PersonOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { person, options } = *self;
        let services = || person.services.iter().map(|service| ServiceOf { service, options });
        Person {
            ordinal: person.ordinal,
            service_month: person.service_month,
            insured: options.show_personal.then_some(person.insured),
            insurer: person.insurer,
            other_insurers: &person.other_insurers,
            is_planned: person.is_planned,
            services: Each(services),
        }
        .serialize(serializer)
    }
}

struct ServiceOf<'a> {
    service: &'a Service,
    options: &'a ReportOptions,
}

#[derive(serde::Serialize)]
struct ServiceFields<'a, E, T> {
    provider: OfficeNumber,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    service_type: Option<ServiceTypeCode>,
    service_type_name: Option<&'static str>,
    status: ServiceStatus,
    planned_lines: u64,
    actual_lines: u64,
    matched: u64,
    entries: E,
    totals: T,
}

impl Serialize for ServiceOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { service, options } = *self;
        let counts = service.counts();
        let is_shown = |entry: &&Entry| options.show_matched || !entry.differences.is_empty();
        ServiceFields {
            provider: service.provider,
            name: options.office_names.get(&service.provider).map(String::as_str),
            service_type: service.service_type,
            service_type_name: service.service_type.and_then(ServiceTypeCode::name),
            status: service.status,
            planned_lines: counts.planned_lines,
            actual_lines: counts.actual_lines,
            matched: counts.matched,
            entries: Each(|| service.entries.iter().filter(is_shown)),
            totals: Each(|| service.totals.iter().copied().map(TotalOf::new)),
        }
        .serialize(serializer)
    }
}

#[derive(serde::Serialize)]
struct TotalOf {
    code: ServiceCode,
    planned_times: i64,
    planned_units: i64,
    actual_times: i64,
    actual_units: i64,
    times_difference: i64,
    units_difference: Option<i64>,
}

impl TotalOf {
    fn new(total: CodeTotal) -> Self {
        Self {
            code: total.code,
            planned_times: total.planned_times,
            planned_units: total.planned_units,
            actual_times: total.actual_times,
            actual_units: total.actual_units,
            times_difference: total.times_difference(),
            units_difference: total.units_difference(),
        }
    }
}

#[derive(serde::Serialize)]
struct OfficeTotalOf {
    service_month: YearMonth,
    provider: OfficeNumber,
    #[serde(flatten)]
    total: TotalOf,
}

impl OfficeTotalOf {
    fn new(total: OfficeTotal) -> Self {
        Self {
            service_month: total.service_month,
            provider: total.provider,
            total: TotalOf::new(total.total),
        }
    }
}
