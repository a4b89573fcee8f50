//! What goes to whom (出力対象): from the whole month of a planning office, the units for each provider; from the
//! actuals of a provider, the units for each planning office.
//!
//! 第6表 and 第7表 hold every provider's services, not only the receiver's, and a person is sent to those who have
//! something to do with the person. Services that are not exchanged ([`Scope`](crate::Scope)) are left out.

mod actuals;
mod lines;
mod notes;
mod person;
mod planner;

pub use actuals::{ActualFiles, ActualNote, ActualUnits, Actuals, ActualsError, ActualsFault};
pub use notes::ScopeNote;
pub use person::PersonForms;
pub use planner::{Outgoing, OutgoingError, OutgoingFault, OutgoingUnit, PlannerUnits};
