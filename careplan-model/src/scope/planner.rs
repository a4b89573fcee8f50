//! From the whole months of a planning office to the units for each provider.

mod error;
mod shares;

pub use error::{OutgoingError, OutgoingFault};

use super::{PersonForms, ScopeNote};
use crate::file_name::{Endpoint, Timestamp};
use crate::form_file::FormFile;
use crate::transmission::{Transmission, UnitBuilder};
use crate::value::{Edition, YearMonth};
use shares::{Share, share};
use std::collections::BTreeMap;

/// Makes the units that a planning office sends to its providers.
///
/// - A receiver is an office and service type in scope that stands in 第6表 予定 of a person; it gets the persons
///   whom it serves, and of them all providers' lines. The satellites of an office and type are one receiver.
/// - Lines of service types that are not exchanged are left out of 第6表 and, with their subtotals, of 第7表. A
///   person who has no others is not sent.
/// - The care plan (第1–3表) of a person goes to the same receivers, whatever the month, and to those that the caller
///   names ([`PersonForms::receivers`]). Providers that stand in 第2表 only are told, as it does not say their
///   service type.
/// - Each month is a unit of its own. Units to one receiver get successive seconds from the timestamp on, the care
///   plan first: plan set and slip set must not share one.
/// - The planning office itself is no receiver of its own services.
///
/// Nothing is changed in the forms, and what is left out or cannot be decided is listed ([`ScopeNote`]).
///
/// ```
/// use careplan_model::{Endpoint, PersonForms, PlannerUnits};
/// let office = Endpoint { office: "2794900205".parse()?, service: Some("43".parse()?) };
/// let nobody = [PersonForms::default()];
/// let outgoing = PlannerUnits::new(office, "20260325093000".parse()?).divide(&nobody)?;
/// assert!(outgoing.units.is_empty());
/// assert_eq!(outgoing.notes[0].to_string(), "person 1: there is nothing to send");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct PlannerUnits {
    sender: Endpoint,
    timestamp: Timestamp,
    edition: Option<Edition>,
}

/// The units for all receivers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// By receiver; of each first the care plan, then the months.
    pub units: Vec<OutgoingUnit>,
    /// What was left out, and what could not be decided, person by person.
    pub notes: Vec<ScopeNote>,
}

/// A unit with the persons in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingUnit {
    /// The unit, ready to be written.
    pub unit: Transmission<FormFile>,
    /// The numbers of the persons in it, from 1.
    pub persons: Vec<usize>,
}

impl PlannerUnits {
    /// From this office; the timestamp is that of the first unit to each receiver.
    pub fn new(sender: Endpoint, timestamp: Timestamp) -> Self {
        Self { sender, timestamp, edition: None }
    }

    /// The edition that all units have to be of; without it, that of the records.
    pub fn edition(mut self, edition: Edition) -> Self {
        self.edition = Some(edition);
        self
    }

    /// The units for each receiver.
    ///
    /// # Errors
    ///
    /// All reasons why a unit cannot be made; none is, then.
    pub fn divide(&self, persons: &[PersonForms]) -> Result<Outgoing, OutgoingError> {
        let (mut notes, mut faults) = (Vec::new(), Vec::new());
        let mut receivers = BTreeMap::<Endpoint, Receiver<'_>>::new();
        let mut known = BTreeMap::new();
        for (number, person) in (1..).zip(persons) {
            let shares = share(number, person, self.sender, &mut known, &mut notes, &mut faults);
            if shares.receivers.is_empty() {
                notes.push(ScopeNote::NotSent { person: number });
            }
            for receiver in &shares.receivers {
                let entry = receivers.entry(*receiver).or_default();
                if shares.has_plan() {
                    entry.plan.push((number, shares.clone()));
                }
                for month in shares.months_of(receiver) {
                    entry.months.entry(month).or_default().push((number, shares.clone()));
                }
            }
        }
        if !faults.is_empty() {
            return Err(OutgoingError { faults });
        }
        let mut units = Vec::new();
        for (receiver, shares) in &receivers {
            self.units_of(*receiver, shares, &mut units, &mut faults);
        }
        if faults.is_empty() { Ok(Outgoing { units, notes }) } else { Err(OutgoingError { faults }) }
    }

    fn units_of(
        &self,
        receiver: Endpoint,
        shares: &Receiver<'_>,
        units: &mut Vec<OutgoingUnit>,
        faults: &mut Vec<OutgoingFault>,
    ) {
        let mut next = Some(self.timestamp);
        let mut add = |month: Option<YearMonth>,
                       persons: &[(usize, Share<'_>)],
                       fill: &dyn Fn(UnitBuilder) -> UnitBuilder| {
            let Some(timestamp) = next else {
                return faults.push(OutgoingFault::NoTimestamp { receiver });
            };
            let builder = UnitBuilder::new(self.sender, receiver, timestamp);
            let builder = self.edition.map_or(builder.clone(), |edition| builder.edition(edition));
            // A timestamp that is none is told by the builder, once for each receiver.
            next = timestamp.next_second();
            match fill(builder).build() {
                Ok(unit) => {
                    units.push(OutgoingUnit {
                        unit,
                        persons: persons.iter().map(|(number, _)| *number).collect(),
                    });
                }
                Err(error) => faults.push(OutgoingFault::Unit { receiver, month, error }),
            }
        };
        if !shares.plan.is_empty() {
            add(None, &shares.plan, &|builder| shares::plan_set(builder, &shares.plan));
        }
        for (month, persons) in &shares.months {
            add(Some(*month), persons, &|builder| shares::slip_set(builder, *month, persons));
        }
    }
}

/// What one receiver gets.
#[derive(Default)]
struct Receiver<'p> {
    plan: Vec<(usize, Share<'p>)>,
    months: BTreeMap<YearMonth, Vec<(usize, Share<'p>)>>,
}
