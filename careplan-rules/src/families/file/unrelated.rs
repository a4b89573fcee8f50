//! Persons who have nothing to do with the receiver.

use super::UNRELATED_PERSON;
use crate::check::{Check, FileContext};
use crate::columns;
use crate::families::hash::HashMap;
use crate::families::key::{self, PersonKey};
use crate::families::place::Place;
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::level::Level;
use crate::row::{NotRun, Ran, Row};
use careplan_csv::Entry;
use careplan_model::{OfficeNumber, ServiceCode, ServiceTypeCode, Table6, kind};

columns! { Table6:
    PROVIDER: OfficeNumber = "provider";
    SERVICE_CODE: ServiceCode = "service_code";
}

/// What a person has to do with the receiver; more is greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    Nothing,
    /// A line of the receiver's office, but of another kind of service.
    OfOffice,
    /// A line that could not be read, and may be one of the receiver's.
    Unknown,
    Served,
}

/// The persons of the plan at hand: 24 bytes of key and 56 of value for each.
#[derive(Default)]
pub(super) struct Unrelated {
    receiver: Option<(OfficeNumber, Option<ServiceTypeCode>)>,
    persons: HashMap<PersonKey, (Relation, Place)>,
    /// The person of the record before, and at least this relation.
    before: Option<(PersonKey, Relation)>,
    /// A line that may be the receiver's, of nobody knows whom.
    has_unknown_persons: bool,
}

impl Check for Unrelated {
    fn start_file(&mut self, file: &FileContext, _: &mut Findings<'_>) {
        *self = Self::default();
        let receiver = file.file_name().map(careplan_model::FileName::receiver);
        // Planners get the plans of their persons whoever serves them.
        let is_planner = |code: ServiceTypeCode| code.is_planning();
        let receiver = receiver.filter(|receiver| !receiver.service_type().is_some_and(is_planner));
        if file.is(&kind::PLAN) {
            self.receiver = receiver.map(|receiver| (receiver.office, receiver.service_type()));
        }
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if row.file.is(&kind::PLAN) && self.receiver.is_some() {
            let ran = self.line(row);
            findings.ran(&UNRELATED_PERSON, ran);
        }
    }

    fn odd_line(&mut self, _: &FileContext, entry: &Entry<'_>, _: &mut Findings<'_>) {
        // A record that is too long is not read.
        if entry.record().is_some() {
            self.has_unknown_persons = true;
        }
    }

    fn broken_record(&mut self, _: &Row<'_>, _: &mut Findings<'_>) {
        self.has_unknown_persons = true;
    }

    fn end_file(&mut self, _: &FileContext, findings: &mut Findings<'_>) {
        let mut persons: Vec<_> = std::mem::take(&mut self.persons).into_values().collect();
        if self.has_unknown_persons && self.receiver.is_some() {
            return findings.ran(&UNRELATED_PERSON, Err(NotRun));
        }
        persons.sort_unstable_by_key(|(_, place)| place.order());
        for (relation, place) in persons {
            let found = || Found::new(&UNRELATED_PERSON, Location::from(place));
            match relation {
                Relation::Nothing => findings.add(found()),
                Relation::OfOffice => findings.add(found().at_most(Level::Info)),
                Relation::Unknown | Relation::Served => {}
            }
        }
    }
}

impl Unrelated {
    fn line(&mut self, row: &Row<'_>) -> Ran {
        let Some((office, service_type)) = self.receiver else { return Ok(()) };
        let relation = relation(row, office, service_type);
        let key = key::person(row)
            .inspect_err(|_| self.has_unknown_persons |= relation != Ok(Relation::Nothing))?;
        let now = relation.unwrap_or(Relation::Unknown);
        if self.before.is_some_and(|(before, known)| before == key && known >= now) {
            return relation.map(|_| ());
        }
        let person = self.persons.entry(key).or_insert_with(|| (Relation::Nothing, row.place().into()));
        person.0 = person.0.max(now);
        self.before = Some((key, person.0));
        relation.map(|_| ())
    }
}

fn relation(
    row: &Row<'_>,
    office: OfficeNumber,
    service_type: Option<ServiceTypeCode>,
) -> Result<Relation, NotRun> {
    if row.need(PROVIDER)? != office {
        return Ok(Relation::Nothing);
    }
    // Names of 3.x have no service type: the office alone tells.
    let Some(of_receiver) = service_type else { return Ok(Relation::Served) };
    let of_line = row.need(SERVICE_CODE)?.service_type().ok_or(NotRun)?;
    Ok(if is_same_service(of_receiver, of_line) { Relation::Served } else { Relation::OfOffice })
}

/// The same service, be it preventive or by the short term: `13` and `63`, `73` and `68`.
fn is_same_service(a: ServiceTypeCode, b: ServiceTypeCode) -> bool {
    a == b || service(a).is_some_and(|service_of_a| service(b) == Some(service_of_a))
}

/// The name of a service type without what tells apart the benefits and variants of one service.
fn service(code: ServiceTypeCode) -> Option<&'static str> {
    let name = code.name()?;
    let name = name.strip_prefix("介護予防").unwrap_or(name);
    Some(name.split_once('（').map_or(name, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::is_same_service;

    #[test]
    fn variants_of_a_service() {
        let same = |a: &str, b: &str| is_same_service(a.parse().unwrap(), b.parse().unwrap());
        for (a, b) in [("13", "63"), ("17", "67"), ("73", "68"), ("75", "73"), ("A2", "A4"), ("99", "99")] {
            assert!(same(a, b), "{a} {b}");
        }
        for (a, b) in [("11", "17"), ("11", "A2"), ("15", "78"), ("98", "99"), ("13", "14")] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
