//! Whose text cannot be written: persons are told by their numbers in the input, as everywhere.

use careplan_csv::Error;
use careplan_model::{FormFile, InsuredNumber, InsurerNumber, OutgoingUnit, PersonForms};
use careplan_model::{Table1, Table2, Table3, Table6, Table7, UserSupplement, kind};

/// What is wrong with a file that cannot be written, by the person where it is about a record of one.
pub(super) fn unwritable(
    persons: &[PersonForms],
    unit: &OutgoingUnit,
    file: &FormFile,
    error: &Error,
) -> String {
    let (Error::Encode { record, item, .. } | Error::Missing { record, item }) = error else {
        return format!("{}：{}", file.name, error.japanese());
    };
    let who = usize::try_from(*record).ok().and_then(|record| whose(file, record.checked_sub(1)?));
    let number = who.and_then(|who| {
        unit.persons.iter().copied().find(|number| {
            number.checked_sub(1).and_then(|place| persons.get(place)).and_then(of_person) == Some(who)
        })
    });
    let form = file.name.kind().name;
    match (number, error) {
        // The number of the record is that of the file, which no person has seen yet.
        (Some(number), Error::Encode { error, .. }) => {
            format!("{number}人目「{form}」項目No.{}「{}」：{}", item.number, item.name, error.japanese())
        }
        (Some(number), _) => {
            format!("{number}人目「{form}」項目No.{}「{}」：必須項目に値がありません", item.number, item.name)
        }
        (None, error) => format!("{}：{}", file.name, error.japanese()),
    }
}

type Who = (InsurerNumber, InsuredNumber);

/// The person of a record, by its place.
fn whose(file: &FormFile, place: usize) -> Option<Who> {
    macro_rules! record {
        ($form:ty) => {
            file.forms::<$form>().get(place).map(|form| (form.insurer, form.insured))
        };
    }
    match file.name.kind() {
        it if *it == kind::TABLE1 => record!(Table1),
        it if *it == kind::TABLE2 => record!(Table2),
        it if *it == kind::TABLE3 => record!(Table3),
        it if *it == kind::USER_SUPPLEMENT => record!(UserSupplement),
        it if *it == kind::PLAN => record!(Table6),
        it if *it == kind::TABLE7 => record!(Table7),
        _ => None,
    }
}

fn of_person(person: &PersonForms) -> Option<Who> {
    let plan = person.plan.first().map(|form| (form.insurer, form.insured));
    plan.or_else(|| person.table1.first().map(|form| (form.insurer, form.insured)))
}
