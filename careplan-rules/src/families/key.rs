//! Whose record it is: the keys of the standard (要介護者等を特定するキー項目), the same in every family.

use crate::columns;
use crate::finding::Location;
use crate::row::{NotRun, Row};
use careplan_model::kind::Key;
use careplan_model::{
    ActualDeletion, BasicInfo, Date, FormKind, InsuredNumber, InsurerNumber, OfficeNumber, PlanDeletion,
    PreventivePlan, ServiceCode, ServiceTypeCode, Table1, Table1Deletion, Table2, Table6, UserSupplement,
    YearMonth, ZerosOr, kind,
};

/// A person and a date or month: what the records of a person share by the key of their kind. 24 bytes.
///
/// Actuals are held by office and service type besides: see [`ActualKey`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PersonKey {
    insurer: InsurerNumber,
    insured: InsuredNumber,
    when: When,
}

/// What the key of a kind holds beside the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum When {
    Date(Date),
    Month(YearMonth),
    AnyMonth,
}

impl PersonKey {
    /// Whether the key holds a month and no date.
    pub(crate) fn has_month(self) -> bool {
        matches!(self.when, When::Month(_) | When::AnyMonth)
    }

    /// The same with no month told apart: inside one unit, where another month is a fault of its own.
    pub(crate) fn in_any_month(self) -> Self {
        let when = if self.has_month() { When::AnyMonth } else { self.when };
        Self { when, ..self }
    }
}

/// What a deletion of actuals is about: the person's month, an office and a service type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ActualKey {
    person: PersonKey,
    provider: OfficeNumber,
    service_type: ServiceTypeCode,
}

// Every form begins with version, insurer and insured person.
columns! { Table1:
    INSURER: InsurerNumber = "insurer";
    INSURED: InsuredNumber = "insured";
    PLAN_DATE: Date = "plan_date";
}
columns! { Table1Deletion:
    DELETED_PLAN_DATE: Date = "plan_date";
}
columns! { Table2:
    // 第3表 has it at the same place.
    DEPENDENT_PLAN_DATE: Date = "plan_date";
}
columns! { Table6:
    // 第7表 has it at the same place.
    SERVICE_MONTH: YearMonth = "service_month";
    PROVIDER: OfficeNumber = "provider";
    SERVICE_CODE: ServiceCode = "service_code";
}
columns! { PlanDeletion:
    DELETED_MONTH: YearMonth = "service_month";
}
columns! { ActualDeletion:
    DELETED_PROVIDER: OfficeNumber = "provider";
    DELETED_SERVICE_TYPE: ServiceTypeCode = "service_type";
}
columns! { BasicInfo:
    // 別表1, 別表2 and the deletion have it at the same place.
    CONSULTED_ON: Date = "consulted_on";
}
columns! { PreventivePlan:
    // 別表 and the deletion have it at the same place.
    PREVENTIVE_PLAN_DATE: Date = "plan_date";
}
columns! { UserSupplement:
    SUPPLEMENT_DATE: ZerosOr<Date> = "plan_date";
    SUPPLEMENT_MONTH: ZerosOr<YearMonth> = "service_month";
}

/// The key of a record.
///
/// # Errors
///
/// An item of the key is blank or invalid, 利用者補足情報 says neither or both of date and month, or the kind is
/// none of the standard's.
pub(crate) fn person(row: &Row<'_>) -> Result<PersonKey, NotRun> {
    row.person()
}

/// The same, read from the record: [`Row`] remembers it.
pub(crate) fn read_person(row: &Row<'_>) -> Result<PersonKey, NotRun> {
    let kind = row.file.kind.filter(|kind| kind::STANDARD.contains(kind)).ok_or(NotRun)?;
    let when = match kind.key {
        Key::Plan => When::Date(row.need(match kind.prefix {
            "UP1KYO" => PLAN_DATE,
            "DLT1KYO" => DELETED_PLAN_DATE,
            _ => DEPENDENT_PLAN_DATE,
        })?),
        Key::Month | Key::ActualOfMonth => {
            When::Month(row.need(if kind.is_deletion() { DELETED_MONTH } else { SERVICE_MONTH })?)
        }
        Key::Consultation => When::Date(row.need(CONSULTED_ON)?),
        Key::PreventivePlan => When::Date(row.need(PREVENTIVE_PLAN_DATE)?),
        Key::PlanOrMonth => match (row.need(SUPPLEMENT_DATE)?, row.need(SUPPLEMENT_MONTH)?) {
            (ZerosOr::Value(date), ZerosOr::Zeros) => When::Date(date),
            (ZerosOr::Zeros, ZerosOr::Value(month)) => When::Month(month),
            _ => return Err(NotRun),
        },
    };
    Ok(PersonKey { insurer: row.need(INSURER)?, insured: row.need(INSURED)?, when })
}

/// 対象年月 of a record; `None` where it is zeros or the kind has none.
///
/// # Errors
///
/// It is blank or invalid.
pub(crate) fn month(row: &Row<'_>) -> Result<Option<YearMonth>, NotRun> {
    match row.file.kind.map(|kind| (kind.key, kind.is_deletion())) {
        Some((Key::Month | Key::ActualOfMonth, false)) => row.need(SERVICE_MONTH).map(Some),
        Some((Key::Month | Key::ActualOfMonth, true)) => row.need(DELETED_MONTH).map(Some),
        Some((Key::PlanOrMonth, _)) => row.need(SUPPLEMENT_MONTH).map(ZerosOr::value),
        _ => Ok(None),
    }
}

/// The place of 対象年月 in a record of a kind that is about one month.
pub(crate) fn month_at(row: &Row<'_>) -> Location {
    let is_deletion = row.file.kind.is_some_and(FormKind::is_deletion);
    row.at(if is_deletion { DELETED_MONTH } else { SERVICE_MONTH })
}

/// The key of actuals or of a deletion of actuals.
///
/// # Errors
///
/// As [`person`]; or the service code is of no service type.
pub(crate) fn actual(row: &Row<'_>) -> Result<ActualKey, NotRun> {
    let person = person(row)?;
    let (provider, service_type) = if row.file.is(&kind::ACTUAL_DELETION) {
        (row.need(DELETED_PROVIDER)?, row.need(DELETED_SERVICE_TYPE)?)
    } else {
        (row.need(PROVIDER)?, row.need(SERVICE_CODE)?.service_type().ok_or(NotRun)?)
    };
    Ok(ActualKey { person, provider, service_type })
}

#[cfg(test)]
mod tests {
    use super::*;
    use careplan_model::Layout;

    /// Columns of one form serve others where the items stand at the same place.
    #[test]
    fn shared_columns_are_at_the_same_place() {
        let place = |kind: &FormKind, field: &str| {
            let layout: &Layout = kind.layout.unwrap();
            layout.items.iter().position(|item| item.field == field).unwrap()
        };
        for kind in kind::STANDARD.iter().filter(|kind| kind.layout.is_some()) {
            assert_eq!(place(kind, "insurer"), INSURER.index, "{kind:?}");
            assert_eq!(place(kind, "insured"), INSURED.index, "{kind:?}");
        }
        for kind in [&kind::TABLE2, &kind::TABLE3] {
            assert_eq!(place(kind, "plan_date"), DEPENDENT_PLAN_DATE.index, "{kind:?}");
        }
        for kind in [&kind::PLAN, &kind::ACTUAL, &kind::TABLE7] {
            assert_eq!(place(kind, "service_month"), SERVICE_MONTH.index, "{kind:?}");
        }
        for kind in [&kind::PLAN_DELETION, &kind::ACTUAL_DELETION] {
            assert_eq!(place(kind, "service_month"), DELETED_MONTH.index, "{kind:?}");
        }
        for kind in [
            &kind::BASIC_INFO,
            &kind::BASIC_INFO_SCHEDULE,
            &kind::BASIC_INFO_HISTORY,
            &kind::BASIC_INFO_DELETION,
        ] {
            assert_eq!(place(kind, "consulted_on"), CONSULTED_ON.index, "{kind:?}");
        }
        for kind in [&kind::PREVENTIVE_PLAN, &kind::PREVENTIVE_SUPPORT, &kind::PREVENTIVE_PLAN_DELETION] {
            assert_eq!(place(kind, "plan_date"), PREVENTIVE_PLAN_DATE.index, "{kind:?}");
        }
    }

    #[test]
    fn keys_are_small() {
        assert!(size_of::<PersonKey>() <= 24);
    }
}
