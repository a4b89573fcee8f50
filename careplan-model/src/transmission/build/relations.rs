//! What the records of a unit have to share: month, persons, offices.

use super::{BuildUnitFault, Records, tie};
use crate::file_name::Side;
use crate::form::Form;
use crate::form_list::FormList;
use crate::forms::{ActualDeletion, Table6};
use crate::kind::{self, FormKind};
use crate::layout::{Item, Layout};
use crate::service::{Benefit, ServiceCode, ServiceTypeCode};
use crate::transmission::record::Moment;
use crate::value::{OfficeNumber, YearMonth};
use std::collections::HashSet;

/// The kinds of which every person of a leading kind has a record. (第3表 may have nothing to say of one.)
const NEEDED: &[(&FormKind, &[&FormKind])] = &[
    (&kind::TABLE1, &[&kind::TABLE2, &kind::USER_SUPPLEMENT]),
    (&kind::PLAN, &[&kind::TABLE7, &kind::USER_SUPPLEMENT]),
];

pub(super) fn check(
    files: &[Records],
    month: Option<YearMonth>,
    has_month: bool,
    faults: &mut Vec<BuildUnitFault>,
) {
    for file in files {
        months(file, month, has_month, faults);
    }
    for file in files {
        orphans(file, files, has_month, faults);
    }
    for (leading, needed) in NEEDED {
        for file in files.iter().filter(|file| file.is(leading)) {
            for missing in *needed {
                persons_missing(file, missing, files, faults);
            }
        }
    }
}

/// A file of a month holds that month only; 利用者補足情報 is of the variant of the unit.
fn months(
    Records { kind: file, records }: &Records,
    month: Option<YearMonth>,
    has_month: bool,
    faults: &mut Vec<BuildUnitFault>,
) {
    let mut told = false;
    for (record, head) in (1..).zip(records) {
        if file.zero_month {
            let fits = match head.moment {
                Moment::Date(_) => !has_month,
                Moment::Month(_) => has_month,
                Moment::Unclear => false,
            };
            if !fits {
                faults.push(BuildUnitFault::SupplementVariant { record, with_month: has_month });
                continue;
            }
        }
        if file.has_month && has_month && head.moment.month() != month && !told {
            told = true;
            faults.push(BuildUnitFault::OtherMonth { file, record });
        }
    }
}

fn orphans(file: &Records, files: &[Records], has_month: bool, faults: &mut Vec<BuildUnitFault>) {
    let leading = if file.kind.zero_month {
        if has_month { Some(&kind::PLAN) } else { Some(&kind::TABLE1) }
    } else {
        file.kind.depends_on.first().and_then(|prefix| kind::by_prefix(prefix))
    };
    let Some(leading) = leading else { return };
    // A leading file that is missing is told as such.
    if !files.iter().any(|file| file.is(leading) && !file.records.is_empty()) {
        return;
    }
    let mut known: HashSet<_> = keys(files, leading);
    for (record, head) in (1..).zip(&file.records) {
        let fits = if has_month { head.moment.month().is_some() } else { head.moment.date().is_some() };
        let is_wrong_variant = file.kind.zero_month && !fits;
        // Each person once.
        if !is_wrong_variant && known.insert(tie(head)) {
            faults.push(BuildUnitFault::Orphan { file: file.kind, record, leading });
        }
    }
}

fn persons_missing(
    file: &Records,
    missing: &'static FormKind,
    files: &[Records],
    faults: &mut Vec<BuildUnitFault>,
) {
    if !files.iter().any(|file| file.is(missing) && !file.records.is_empty()) {
        return;
    }
    let mut known = keys(files, missing);
    for (record, head) in (1..).zip(&file.records) {
        if known.insert(tie(head)) {
            faults.push(BuildUnitFault::PersonMissing { file: file.kind, record, missing });
        }
    }
}

type Tie = (crate::InsurerNumber, crate::InsuredNumber, Option<Moment>);

fn keys(files: &[Records], kind: &FormKind) -> HashSet<Tie> {
    files.iter().filter(|file| file.is(kind)).flat_map(|file| file.records.iter().map(tie)).collect()
}

/// The offices of records that have to be sender or receiver. As in the rule about names: 予定 is of the office
/// that plans, 実績 goes from the provider to the office that plans; preventive services are passed on under
/// 委託, so their offices are not judged.
pub(super) fn offices(
    file: &'static FormKind,
    forms: &FormList,
    sender: OfficeNumber,
    receiver: OfficeNumber,
    faults: &mut Vec<BuildUnitFault>,
) {
    let mut told = HashSet::new();
    let mut compare = |record, layout: &'static Layout, field, side, found: Option<OfficeNumber>| {
        let named = if side == Side::Sender { sender } else { receiver };
        let item: Option<&'static Item> = layout.field(field);
        if let (Some(item), Some(found)) = (item, found)
            && found != named
            && told.insert(item.number)
        {
            faults.push(BuildUnitFault::OtherOffice { file, record, item, side });
        }
    };
    if let Some(lines) = forms.of::<Table6>() {
        let layout = <Table6 as Form>::LAYOUT;
        for (record, line) in (1..).zip(lines).filter(|(_, line)| is_long_term_care(line.service_code)) {
            if file == &kind::PLAN {
                compare(record, layout, "care_office", Side::Sender, line.care_office);
            } else if file == &kind::ACTUAL {
                compare(record, layout, "care_office", Side::Receiver, line.care_office);
                compare(record, layout, "provider", Side::Sender, Some(line.provider));
            }
        }
    }
    if let Some(deletions) = forms.of::<ActualDeletion>() {
        for (record, deletion) in (1..).zip(deletions) {
            compare(record, ActualDeletion::LAYOUT, "provider", Side::Sender, Some(deletion.provider));
        }
    }
}

/// Whether a service is one of 介護給付; of codes that no list has nobody knows, and they are compared.
fn is_long_term_care(code: ServiceCode) -> bool {
    let mut entries = code.service_type().into_iter().flat_map(ServiceTypeCode::entries);
    entries.all(|entry| entry.benefit == Benefit::LongTermCare)
}
