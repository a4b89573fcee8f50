//! Which lines of the slips are exchanged.

use crate::service::{Scope, ServiceCode, ServiceTypeCode};

/// Whether a line is exchanged, by its service type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// The exchange covers the type.
    In(ServiceTypeCode),
    /// It does not: the line is left out.
    Out(ServiceTypeCode),
    /// No list has the type, or it is no service of a slip (planning): nobody can decide, so the line stays and
    /// is told.
    Undecided(Option<ServiceTypeCode>),
}

/// Of the code of a service or of a subtotal. (The grand total of 第7表 is of no type, and not to be asked.)
pub(super) fn class(code: ServiceCode) -> Class {
    let Some(service_type) = code.service_type() else { return Class::Undecided(None) };
    if service_type.is_in_scope() {
        Class::In(service_type)
    } else if service_type.entries().any(|entry| entry.scope == Scope::OutOfScope) {
        Class::Out(service_type)
    } else {
        Class::Undecided(Some(service_type))
    }
}
