//! What every record says of itself, whatever its form: edition, person, and date or month.

use crate::form_list::FormList;
use crate::value::{CsvVersion, Date, InsuredNumber, InsurerNumber, YearMonth, ZerosOr};

/// The head of a record. It names a person, so it has no `Debug`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) version: CsvVersion,
    pub(crate) insurer: InsurerNumber,
    pub(crate) insured: InsuredNumber,
    pub(crate) moment: Moment,
}

/// What the key of a record holds beside the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Moment {
    /// The date of a plan or of a consultation.
    Date(Date),
    /// 対象年月.
    Month(YearMonth),
    /// 利用者補足情報 that says neither or both.
    Unclear,
}

impl Moment {
    pub(crate) fn month(self) -> Option<YearMonth> {
        match self {
            Self::Month(month) => Some(month),
            Self::Date(_) | Self::Unclear => None,
        }
    }

    pub(crate) fn date(self) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date),
            Self::Month(_) | Self::Unclear => None,
        }
    }
}

/// Beside which forms a 利用者補足情報 stands: the plan of a date, or the slips of a month.
pub(crate) fn supplement_moment(date: ZerosOr<Date>, month: ZerosOr<YearMonth>) -> Moment {
    match (date, month) {
        (ZerosOr::Value(date), ZerosOr::Zeros) => Moment::Date(date),
        (ZerosOr::Zeros, ZerosOr::Value(month)) => Moment::Month(month),
        (ZerosOr::Zeros, ZerosOr::Zeros) | (ZerosOr::Value(_), ZerosOr::Value(_)) => Moment::Unclear,
    }
}

macro_rules! heads {
    ($list:expr, $($form:ident: $one:ident => $moment:expr;)*) => {
        match $list {
            $(FormList::$form(forms) => forms
                .iter()
                .map(|$one| Record {
                    version: $one.csv_version,
                    insurer: $one.insurer,
                    insured: $one.insured,
                    moment: $moment,
                })
                .collect(),)*
        }
    };
}

/// The heads of the records of a file, in their order.
pub(crate) fn heads<T>(list: &FormList<T>) -> Vec<Record> {
    heads! { list,
        UserSupplement: it => supplement_moment(it.plan_date, it.service_month);
        Table1: it => Moment::Date(it.plan_date);
        Table1Deletion: it => Moment::Date(it.plan_date);
        Table2: it => Moment::Date(it.plan_date);
        Table3: it => Moment::Date(it.plan_date);
        Table6: it => Moment::Month(it.service_month);
        Table7: it => Moment::Month(it.service_month);
        PlanDeletion: it => Moment::Month(it.service_month);
        ActualDeletion: it => Moment::Month(it.service_month);
        BasicInfo: it => Moment::Date(it.consulted_on);
        BasicInfoSchedule: it => Moment::Date(it.consulted_on);
        BasicInfoHistory: it => Moment::Date(it.consulted_on);
        BasicInfoDeletion: it => Moment::Date(it.consulted_on);
        PreventivePlan: it => Moment::Date(it.plan_date);
        PreventiveSupport: it => Moment::Date(it.plan_date);
        PreventivePlanDeletion: it => Moment::Date(it.plan_date);
    }
}
