//! What of a person goes to whom.

use super::OutgoingFault;
use crate::file_name::{Endpoint, NameService};
use crate::forms::{Table6, Table7, UserSupplement};
use crate::kind::{self, FormKind};
use crate::scope::lines::{Class, class};
use crate::scope::{PersonForms, ScopeNote};
use crate::service::{ServiceCode, ServiceTypeCode};
use crate::transmission::{Moment, UnitBuilder, supplement_moment};
use crate::value::{Date, InsuredNumber, InsurerNumber, OfficeNumber, YearMonth};
use std::collections::{BTreeMap, BTreeSet};

/// The forms of a person that go out, and who gets them.
#[derive(Clone)]
pub(super) struct Share<'p> {
    person: &'p PersonForms,
    /// Everybody who gets something.
    pub(super) receivers: BTreeSet<Endpoint>,
    /// Who gets the slips of a month.
    slips: BTreeSet<(Endpoint, YearMonth)>,
}

impl Share<'_> {
    pub(super) fn has_plan(&self) -> bool {
        !self.person.table1.is_empty()
    }

    pub(super) fn months_of<'s>(&'s self, receiver: &'s Endpoint) -> impl Iterator<Item = YearMonth> + 's {
        self.slips.iter().filter(move |(endpoint, _)| endpoint == receiver).map(|(_, month)| *month)
    }
}

/// The numbers of persons that came before, to whom nobody may be equal.
pub(super) type Known = BTreeMap<(InsurerNumber, InsuredNumber), usize>;

/// Looks through the forms of a person.
pub(super) fn share<'p>(
    number: usize,
    person: &'p PersonForms,
    sender: Endpoint,
    known: &mut Known,
    notes: &mut Vec<ScopeNote>,
    faults: &mut Vec<OutgoingFault>,
) -> Share<'p> {
    one_person(number, person, known, faults);
    let mut share = Share { person, receivers: BTreeSet::new(), slips: BTreeSet::new() };
    let mut counts = BTreeMap::<_, (usize, usize)>::new();
    let mut own = BTreeSet::new();
    for line in &person.plan {
        let month = line.service_month;
        match class(line.service_code) {
            Class::In(service_type) => {
                let receiver = endpoint(line.provider, service_type, sender);
                if receiver == sender {
                    if own.insert((month, service_type)) {
                        notes.push(ScopeNote::OwnService { person: number, month, service_type });
                    }
                } else {
                    share.receivers.insert(receiver);
                    share.slips.insert((receiver, month));
                }
            }
            other => counts.entry((month, line.provider, Told::of(other))).or_default().0 += 1,
        }
    }
    for row in rows(&person.table7) {
        if let told @ (Class::Out(_) | Class::Undecided(_)) = class(row.service_code) {
            counts.entry((row.service_month, row.provider, Told::of(told))).or_default().1 += 1;
        }
    }
    for ((month, office, told), (planned, annexed)) in counts {
        notes.push(told.note(number, month, office, planned, annexed));
    }
    for month in months(&person.plan) {
        if counts_what_is_left_out(&person.table7, month) {
            notes.push(ScopeNote::GrandTotal { person: number, month });
        }
    }
    if share.has_plan() {
        plan_receivers(number, &mut share, sender, notes);
    }
    complete(number, &share, faults);
    share
}

/// Who gets the files for a line; names of 3.x do not tell service types.
fn endpoint(office: OfficeNumber, service_type: ServiceTypeCode, sender: Endpoint) -> Endpoint {
    let service = sender.service.and_then(|_| NameService::try_from(service_type).ok());
    Endpoint { office, service }
}

/// The rows of 第7表 that are of a service type, subtotals included: all but the grand total.
fn rows(table7: &[Table7]) -> impl Iterator<Item = &Table7> {
    table7.iter().filter(|row| row.service_code != ServiceCode::GRAND_TOTAL)
}

fn months(plan: &[Table6]) -> BTreeSet<YearMonth> {
    plan.iter().map(|line| line.service_month).collect()
}

/// Lines that are told of, in the order of the service types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    service_type: Option<ServiceTypeCode>,
    is_out: bool,
}

impl Told {
    fn of(class: Class) -> Self {
        match class {
            Class::In(service_type) => Self { service_type: Some(service_type), is_out: false },
            Class::Out(service_type) => Self { service_type: Some(service_type), is_out: true },
            Class::Undecided(service_type) => Self { service_type, is_out: false },
        }
    }

    fn note(
        self,
        person: usize,
        month: YearMonth,
        office: OfficeNumber,
        planned: usize,
        annexed: usize,
    ) -> ScopeNote {
        match self {
            Self { service_type: Some(service_type), is_out: true } => {
                ScopeNote::OutOfScope { person, month, office, service_type, planned, annexed }
            }
            Self { service_type, .. } => {
                ScopeNote::Undecided { person, month, office, service_type, planned, annexed }
            }
        }
    }
}

/// Whether rows are left out of a month's 第7表 whose units its grand total counts: it is then not the sum of what
/// stays. (No.17, which every service has; without it nobody can tell, and it is told.)
fn counts_what_is_left_out(table7: &[Table7], month: YearMonth) -> bool {
    let services =
        || rows(table7).filter(|row| row.service_month == month && row.service_code.special().is_none());
    let is_out = |row: &Table7| matches!(class(row.service_code), Class::Out(_));
    let mut totals = table7
        .iter()
        .filter(|row| row.service_month == month && row.service_code == ServiceCode::GRAND_TOTAL);
    if !services().any(is_out) {
        return false;
    }
    let kept: Option<i64> =
        services().filter(|row| !is_out(row)).map(|row| row.service_units.map(i64::from)).sum();
    totals.any(|total| kept.is_none() || total.service_units.map(i64::from) != kept)
}

/// The care plan goes to the providers of 第6表 and to those that the caller names; 第2表 gives no service types.
fn plan_receivers(number: usize, share: &mut Share<'_>, sender: Endpoint, notes: &mut Vec<ScopeNote>) {
    let person = share.person;
    share.receivers.extend(person.receivers.iter().filter(|receiver| **receiver != sender));
    let mut decided: BTreeSet<OfficeNumber> = person.plan.iter().map(|line| line.provider).collect();
    decided.extend(person.receivers.iter().map(|receiver| receiver.office));
    decided.insert(sender.office);
    for office in person.table2.iter().filter_map(|line| line.provider) {
        if decided.insert(office) {
            notes.push(ScopeNote::UnknownReceiver { person: number, office });
        }
    }
}

/// Whether all forms are of one person, whom no person before is.
fn one_person(number: usize, person: &PersonForms, known: &mut Known, faults: &mut Vec<OutgoingFault>) {
    let mut first = None;
    let mut look = |form: &'static FormKind, records: Vec<(InsurerNumber, InsuredNumber)>| {
        let mut told = false;
        for (record, who) in (1..).zip(records) {
            if *first.get_or_insert(who) != who && !told {
                told = true;
                faults.push(OutgoingFault::OtherPerson { person: number, form, record });
            }
        }
    };
    look(&kind::TABLE1, person.table1.iter().map(|it| (it.insurer, it.insured)).collect());
    look(&kind::TABLE2, person.table2.iter().map(|it| (it.insurer, it.insured)).collect());
    look(&kind::TABLE3, person.table3.iter().map(|it| (it.insurer, it.insured)).collect());
    look(&kind::PLAN, person.plan.iter().map(|it| (it.insurer, it.insured)).collect());
    look(&kind::TABLE7, person.table7.iter().map(|it| (it.insurer, it.insured)).collect());
    look(&kind::USER_SUPPLEMENT, person.supplements.iter().map(|it| (it.insurer, it.insured)).collect());
    if let Some(who) = first {
        let before = *known.entry(who).or_insert(number);
        if before != number {
            faults.push(OutgoingFault::SamePerson { person: number, first: before });
        }
    }
}

/// Whether what goes out has all that belongs to it, and nothing depends on what is not there.
fn complete(number: usize, share: &Share<'_>, faults: &mut Vec<OutgoingFault>) {
    let PersonForms { table1, table2, table3, supplements, plan, table7, .. } = share.person;
    let moments: Vec<Moment> =
        supplements.iter().map(|it| supplement_moment(it.plan_date, it.service_month)).collect();
    let supplement_dates: BTreeSet<Date> = moments.iter().filter_map(|moment| moment.date()).collect();
    let supplement_months: BTreeSet<YearMonth> = moments.iter().filter_map(|moment| moment.month()).collect();
    let dates: BTreeSet<Date> = table1.iter().map(|it| it.plan_date).collect();
    let dates2: BTreeSet<Date> = table2.iter().map(|it| it.plan_date).collect();
    let months = months(plan);
    let months7: BTreeSet<YearMonth> = table7.iter().map(|it| it.service_month).collect();

    let mut missing = |missing, form, record| {
        faults.push(OutgoingFault::Missing { person: number, missing, form, record });
    };
    if !share.receivers.is_empty() {
        for (record, form) in (1..).zip(table1) {
            for (kind, dates) in [(&kind::TABLE2, &dates2), (&kind::USER_SUPPLEMENT, &supplement_dates)] {
                if !dates.contains(&form.plan_date) {
                    missing(kind, &kind::TABLE1, record);
                }
            }
        }
    }
    let mut sent: BTreeSet<YearMonth> = share.slips.iter().map(|(_, month)| *month).collect();
    for (record, line) in (1..).zip(plan) {
        // Each month once.
        if sent.remove(&line.service_month) {
            for (kind, months) in [(&kind::TABLE7, &months7), (&kind::USER_SUPPLEMENT, &supplement_months)] {
                if !months.contains(&line.service_month) {
                    missing(kind, &kind::PLAN, record);
                }
            }
        }
    }

    let mut orphan = |form, record, leading| {
        faults.push(OutgoingFault::Orphan { person: number, form, record, leading });
    };
    let unknown = |date: Date| !dates.contains(&date);
    if let Some(at) = table2.iter().position(|it| unknown(it.plan_date)) {
        orphan(&kind::TABLE2, at + 1, &kind::TABLE1);
    }
    if let Some(at) = table3.iter().position(|it| unknown(it.plan_date)) {
        orphan(&kind::TABLE3, at + 1, &kind::TABLE1);
    }
    if let Some(at) = table7.iter().position(|it| !months.contains(&it.service_month)) {
        orphan(&kind::TABLE7, at + 1, &kind::PLAN);
    }
    for (record, moment) in (1..).zip(&moments) {
        match moment {
            Moment::Date(date) if unknown(*date) => orphan(&kind::USER_SUPPLEMENT, record, &kind::TABLE1),
            Moment::Month(month) if !months.contains(month) => {
                orphan(&kind::USER_SUPPLEMENT, record, &kind::PLAN);
            }
            _ => {}
        }
    }
    for (record, moment) in (1..).zip(&moments) {
        if *moment == Moment::Unclear {
            faults.push(OutgoingFault::UnclearSupplement { person: number, record });
        }
    }
}

/// The care plans of these persons.
pub(super) fn plan_set(builder: UnitBuilder, persons: &[(usize, Share<'_>)]) -> UnitBuilder {
    let all = || persons.iter().map(|(_, share)| share.person);
    builder.plan_set(
        all().flat_map(|person| person.table1.iter().cloned()).collect(),
        all().flat_map(|person| person.table2.iter().cloned()).collect(),
        all().flat_map(|person| person.table3.iter().cloned()).collect(),
        all().flat_map(|person| supplements(person, |moment| moment.date().is_some())).collect(),
    )
}

/// The slips of these persons in a month, without the lines that are not exchanged.
pub(super) fn slip_set(
    builder: UnitBuilder,
    month: YearMonth,
    persons: &[(usize, Share<'_>)],
) -> UnitBuilder {
    let all = || persons.iter().map(|(_, share)| share.person);
    let stays = |code: ServiceCode| !matches!(class(code), Class::Out(_));
    let plan = all().flat_map(|person| &person.plan);
    let table7 = all().flat_map(|person| &person.table7);
    builder.slip_set(
        plan.filter(|it| it.service_month == month && stays(it.service_code)).cloned().collect(),
        table7.filter(|it| it.service_month == month && stays(it.service_code)).cloned().collect(),
        all().flat_map(|person| supplements(person, |moment| moment.month() == Some(month))).collect(),
    )
}

fn supplements(
    person: &PersonForms,
    wanted: impl Fn(Moment) -> bool,
) -> impl Iterator<Item = UserSupplement> {
    let is_wanted = move |it: &&UserSupplement| wanted(supplement_moment(it.plan_date, it.service_month));
    person.supplements.iter().filter(is_wanted).cloned()
}
