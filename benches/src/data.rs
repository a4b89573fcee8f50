//! Files to measure with: the same bytes for the same seed, and nobody's data.
//!
//! Insurers, offices and persons have numbers that begin with 9 (no prefecture has), the check digits
//! are right, and every name says that it is a specimen (見本).

mod random;
mod rentals;
mod table2;
mod table6;
mod words;

pub use random::Random;
pub use rentals::Rentals;

use careplan_csv::{Error, to_vec};
use careplan_model::{Date, InsuredNumber, InsurerNumber, OfficeNumber, Table2, Table6, YearMonth};

/// Which numbers the records of one file draw from.
#[derive(Debug, Clone)]
struct Register {
    insurers: Vec<InsurerNumber>,
    offices: Vec<(OfficeNumber, String)>,
    persons: Vec<InsuredNumber>,
}

/// Forms of 第6表 (short items): about so many bytes when written.
pub fn table6(random: &mut Random, bytes: usize) -> Option<Vec<Table6>> {
    let register = Register::new(random)?;
    (0..bytes / table6::BYTES_A_RECORD).map(|_| table6::form(random, &register)).collect()
}

/// Forms of 第2表 (long texts): about so many bytes when written.
pub fn table2(random: &mut Random, bytes: usize) -> Option<Vec<Table2>> {
    let register = Register::new(random)?;
    (0..bytes / table2::BYTES_A_RECORD).map(|_| table2::form(random, &register)).collect()
}

/// Plans of equipment of so many persons, and their slips without product codes.
pub fn rentals(random: &mut Random, persons: u32) -> Option<Rentals> {
    let register = Register::new(random)?;
    rentals::rentals(random, &register, persons)
}

/// The canonical file of forms of 第6表.
///
/// # Errors
///
/// None for generated forms.
pub fn table6_file(forms: &[Table6]) -> Result<Vec<u8>, Error> {
    to_vec(forms)
}

/// The canonical file of forms of 第2表.
///
/// # Errors
///
/// None for generated forms.
pub fn table2_file(forms: &[Table2]) -> Result<Vec<u8>, Error> {
    to_vec(forms)
}

impl Register {
    fn new(random: &mut Random) -> Option<Self> {
        let insurers = (0..40).map(|_| insurer(random)).collect::<Option<_>>()?;
        let offices = (0..400)
            .map(|_| {
                Some((
                    office(random)?,
                    format!("見本{}{}", random.one_of(words::TOWNS)?, random.one_of(words::OFFICES)?),
                ))
            })
            .collect::<Option<_>>()?;
        let persons = (0..5_000)
            .map(|_| format!("9{:09}", random.below(1_000_000_000)).parse().ok())
            .collect::<Option<_>>()?;
        Some(Self { insurers, offices, persons })
    }
}

/// A number whose check digit fits: of the ten last digits exactly one does.
fn insurer(random: &mut Random) -> Option<InsurerNumber> {
    let head = 99_000 + random.below(1_000);
    (0..10).find_map(|digit| {
        let number: InsurerNumber = format!("{head}{digit}").parse().ok()?;
        number.check_digit().is_ok().then_some(number)
    })
}

/// As [`insurer`].
fn office(random: &mut Random) -> Option<OfficeNumber> {
    let head = 997_000_000 + random.below(1_000_000);
    (0..10).find_map(|digit| {
        let number: OfficeNumber = format!("{head}{digit}").parse().ok()?;
        number.check_digit().is_ok().then_some(number)
    })
}

fn month(random: &mut Random) -> Option<YearMonth> {
    YearMonth::new(2026, u8::try_from(1 + random.below(12)).ok()?)
}

fn day(random: &mut Random, month: YearMonth) -> Option<Date> {
    month.day(u8::try_from(1 + random.below(u64::from(month.days()))).ok()?)
}
