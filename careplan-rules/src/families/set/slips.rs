//! Whether 第6表 and 第7表 of a unit speak of the same services.

use super::persons::may_hold_others;
use super::units::is_unread;
use super::{COUNT_MISMATCH, EQUIPMENT_MISMATCH, UNITS_MISMATCH};
use crate::check::{Check, FileContext, UnitContext};
use crate::columns;
use crate::families::hash::HashMap;
use crate::families::key::{self, PersonKey};
use crate::families::place::Place;
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use careplan_csv::Entry;
use careplan_model::{
    DayFlags, EquipmentCodeShape, FileName, NotifiedCode, OfficeNumber, ServiceCode, ServiceTime, Table6,
    Table7, TaisCode, kind,
};

columns! { Table6:
    UNITS: i32 = "units";
    PRORATED_DAYS: DayFlags = "prorated_days";
    START: ServiceTime = "service_start_time";
    END: ServiceTime = "service_end_time";
    COUNT: i32 = "service_count";
    CODE: ServiceCode = "service_code";
    TAIS: TaisCode = "tais_code";
    NOTIFIED: NotifiedCode = "notified_code";
    PROVIDER: OfficeNumber = "provider";
}

columns! { Table7:
    ANNEX_PROVIDER: OfficeNumber = "provider";
    ANNEX_CODE: ServiceCode = "service_code";
    ANNEX_TAIS: TaisCode = "tais_code";
    ANNEX_NOTIFIED: NotifiedCode = "notified_code";
    ANNEX_UNITS: i32 = "units";
    DISCOUNTED_UNITS: i32 = "discounted_units";
    QUANTITY: i32 = "quantity";
}

/// What the unit at hand holds: 36 bytes for each person, 120 for each service of a person and office, 80 for
/// each product of a person; nothing for each line.
#[derive(Default)]
pub(super) struct Slips {
    numbers: HashMap<PersonKey, u32>,
    /// The person of the record before: most records of a person stand side by side.
    before: Option<(PersonKey, u32)>,
    persons: Vec<Person>,
    /// By person, office and code; satellites are taken together.
    services: HashMap<(u32, OfficeNumber, ServiceCode), Service>,
    products: HashMap<(u32, Product), Rented>,
    /// Lines of a table were not read, or nobody knows whose they are.
    is_uncertain: bool,
}

/// What of a person's lines could not be told.
#[derive(Default)]
struct Person {
    /// Lines whose service is not known.
    has_unknown_services: bool,
    /// Rentals without a product code that can be compared, in 第6表 and in 第7表.
    has_unnamed: [bool; 2],
    is_in_annex: bool,
}

/// A service of an office to a person.
#[derive(Default)]
struct Service {
    planned: i32,
    lines: u32,
    units: Units,
    has_untimed: bool,
    has_timed: bool,
    is_prorated: bool,
    annexed: i32,
    /// 回数 of its first row in 第7表.
    annex: Option<Place>,
}

/// The different units of the lines of a service, up to four.
#[derive(Default)]
struct Units {
    values: [i32; 4],
    count: u8,
    /// A line without them, or more than four.
    is_open: bool,
}

impl Units {
    fn known(&self) -> &[i32] {
        self.values.get(..usize::from(self.count)).unwrap_or_default()
    }

    fn add(&mut self, units: Option<i32>) {
        let Some(units) = units else {
            self.is_open = true;
            return;
        };
        if self.known().contains(&units) {
            return;
        }
        match self.values.get_mut(usize::from(self.count)) {
            Some(place) => {
                *place = units;
                self.count += 1;
            }
            None => self.is_open = true,
        }
    }
}

/// A product code: TAISコード or 福祉用具届出コード, with its hyphen written `-`.
type Product = [u8; 12];

struct Rented {
    /// Its first record in 第6表.
    planned: Option<Place>,
    is_annexed: bool,
}

impl Check for Slips {
    fn start_file(&mut self, file: &FileContext, _: &mut Findings<'_>) {
        let is_slip = |name: &FileName| [&kind::PLAN, &kind::TABLE7].contains(&name.kind());
        self.is_uncertain |= is_unread(file) && file.file_name().is_some_and(is_slip);
    }

    fn odd_line(&mut self, file: &FileContext, entry: &Entry<'_>, _: &mut Findings<'_>) {
        // A record that is too long is not read.
        if entry.record().is_some() {
            self.lose(file);
        }
    }

    fn broken_record(&mut self, row: &Row<'_>, _: &mut Findings<'_>) {
        self.lose(row.file);
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if may_hold_others(row) {
            self.lose(row.file);
        }
        let ran = if row.file.is(&kind::PLAN) {
            self.plan(row)
        } else if row.file.is(&kind::TABLE7) {
            self.annex(row, findings)
        } else {
            return;
        };
        for rule in [&COUNT_MISMATCH, &UNITS_MISMATCH, &EQUIPMENT_MISMATCH] {
            findings.ran(rule, ran);
        }
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, findings: &mut Findings<'_>) {
        let unit = std::mem::take(self);
        if unit.is_uncertain {
            for rule in [&COUNT_MISMATCH, &UNITS_MISMATCH, &EQUIPMENT_MISMATCH] {
                findings.ran(rule, Err(NotRun));
            }
            return;
        }
        let person = |number: u32| unit.persons.get(number as usize);
        let mut counts = Vec::new();
        for ((number, _, code), service) in &unit.services {
            if let Some(place) = service.annex
                && !person(*number).is_some_and(|person| person.has_unknown_services)
                && service.counts_differ()
            {
                counts.push((place, *code, service.planned, service.annexed));
            }
        }
        counts.sort_unstable_by_key(|(place, ..)| place.order());
        for (place, code, planned, annexed) in counts {
            let found = Found::new(&COUNT_MISMATCH, Location::from(place)).with("code", code.to_string());
            findings.add(found.with("planned", planned).with("annexed", annexed));
        }
        let is_missing = |number: u32| {
            person(number).is_some_and(|person| person.is_in_annex && !person.has_unnamed[ANNEX])
        };
        let products = unit.products.iter().filter(|((number, _), it)| !it.is_annexed && is_missing(*number));
        let mut places: Vec<Place> = products.filter_map(|(_, rented)| rented.planned).collect();
        places.sort_unstable_by_key(Place::order);
        for place in places {
            findings.add(Found::new(&EQUIPMENT_MISMATCH, Location::from(place)).with("other", "第7表"));
        }
    }
}

const PLAN: usize = 0;
const ANNEX: usize = 1;

impl Slips {
    /// Records of a file are lost: a quote is never closed, or one is too long.
    fn lose(&mut self, file: &FileContext) {
        self.is_uncertain |= file.is(&kind::PLAN) || file.is(&kind::TABLE7);
    }

    /// The number of the person of a record; `None` if it is not in 第6表.
    fn person(&mut self, row: &Row<'_>, adds: bool) -> Result<Option<u32>, NotRun> {
        let key = key::person(row).inspect_err(|_| self.is_uncertain = true)?.in_any_month();
        if let Some((before, number)) = self.before
            && before == key
        {
            return Ok(Some(number));
        }
        if !adds {
            return Ok(self.numbers.get(&key).copied());
        }
        let next = u32::try_from(self.persons.len()).map_err(|_| NotRun)?;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.persons.push(Person::default());
        }
        self.before = Some((key, number));
        Ok(Some(number))
    }

    fn plan(&mut self, row: &Row<'_>) -> Ran {
        let Some(number) = self.person(row, true)? else { return Ok(()) };
        let ran = self.plan_of(row, number);
        if ran.is_err()
            && let Some(person) = self.persons.get_mut(number as usize)
        {
            person.has_unknown_services = true;
            person.has_unnamed[PLAN] = true;
        }
        ran
    }

    fn plan_of(&mut self, row: &Row<'_>, number: u32) -> Ran {
        let code = row.need(CODE)?;
        let (start, end) = (row.need(START)?, row.need(END)?);
        let (count, units) = (row.need(COUNT)?, row.value(UNITS)?);
        let is_prorated = row.value(PRORATED_DAYS)?.is_some();
        if code.equipment_category().is_some() {
            match product(row, TAIS, NOTIFIED)? {
                Some((product, place)) => {
                    let new = || Rented { planned: Some(place), is_annexed: false };
                    self.products.entry((number, product)).or_insert_with(new);
                }
                None => self.unnamed(number, PLAN),
            }
        }
        let service = self.services.entry((number, row.need(PROVIDER)?, code)).or_default();
        service.planned = service.planned.saturating_add(count);
        service.lines = service.lines.saturating_add(1);
        service.units.add(units);
        let is_untimed = start.is_none() || end.is_none();
        service.has_untimed |= is_untimed;
        service.has_timed |= !is_untimed;
        service.is_prorated |= is_prorated;
        Ok(())
    }

    fn unnamed(&mut self, number: u32, table: usize) {
        if let Some(person) = self.persons.get_mut(number as usize) {
            person.has_unnamed[table] = true;
        }
    }

    /// 第6表 comes before 第7表.
    fn annex(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let Some(number) = self.person(row, false)? else { return Ok(()) };
        let ran = self.annex_of(row, number, findings);
        if ran.is_err()
            && let Some(person) = self.persons.get_mut(number as usize)
        {
            person.has_unknown_services = true;
            person.has_unnamed[ANNEX] = true;
        }
        ran
    }

    fn annex_of(&mut self, row: &Row<'_>, number: u32, findings: &mut Findings<'_>) -> Ran {
        let code = row.need(ANNEX_CODE)?;
        if code.special().is_some() {
            return Ok(());
        }
        if let Some(person) = self.persons.get_mut(number as usize) {
            person.is_in_annex = true;
        }
        let is_product = code.equipment_category().is_some();
        if is_product {
            self.annexed_product(row, number, findings)?;
        }
        let quantity = row.need(QUANTITY)?;
        let discounted = row.value(DISCOUNTED_UNITS)?;
        let units = discounted.map_or_else(|| row.need(ANNEX_UNITS), Ok)?;
        let Some(service) = self.services.get_mut(&(number, row.need(ANNEX_PROVIDER)?, code)) else {
            return Ok(());
        };
        service.annexed = service.annexed.saturating_add(quantity);
        service.annex.get_or_insert_with(|| row.at(QUANTITY).into());
        let is_known = !self.is_uncertain
            && !self.persons.get(number as usize).is_some_and(|person| person.has_unknown_services);
        if is_known && !is_product && service.units_differ(units, quantity) {
            let place = if discounted.is_some() { row.at(DISCOUNTED_UNITS) } else { row.at(ANNEX_UNITS) };
            let planned = service.units.known().first().copied().unwrap_or_default();
            let found = Found::new(&UNITS_MISMATCH, place).with("code", code.to_string());
            findings.add(found.with("planned", planned).with("annexed", units));
        }
        Ok(())
    }

    fn annexed_product(&mut self, row: &Row<'_>, number: u32, findings: &mut Findings<'_>) -> Ran {
        let Some((product, place)) = product(row, ANNEX_TAIS, ANNEX_NOTIFIED)? else {
            self.unnamed(number, ANNEX);
            return Ok(());
        };
        let may_be_unnamed = self.is_uncertain
            || self.persons.get(number as usize).is_some_and(|person| person.has_unnamed[PLAN]);
        let new = || Rented { planned: None, is_annexed: false };
        let rented = self.products.entry((number, product)).or_insert_with(new);
        if rented.planned.is_none() && !rented.is_annexed && !may_be_unnamed {
            findings.add(Found::new(&EQUIPMENT_MISMATCH, Location::from(place)).with("other", "第6表"));
        }
        rented.is_annexed = true;
        Ok(())
    }
}

impl Service {
    /// Only of services counted by the visit: all lines have times, none is billed by the day, and none has the
    /// units 0 of a rate. One time in 第7表 may be a monthly addition that stands on several lines.
    fn counts_differ(&self) -> bool {
        let is_counted = self.has_timed && !self.has_untimed && !self.is_prorated;
        let may_be_monthly = self.annexed == 1 && self.planned > 1;
        is_counted && !self.units.known().contains(&0) && !may_be_monthly && self.planned != self.annexed
    }

    /// Whether no line has the units of a row of 第7表. The standard does not list the codes that are computed as a
    /// rate, so that all are left out that may be one: without a time, and on one line or once in 第7表.
    fn units_differ(&self, units: i32, quantity: i32) -> bool {
        let may_be_rate = !self.has_timed && (self.lines == 1 || quantity == 1);
        let known = self.units.known();
        let is_compared = units != 0 && !self.units.is_open && !known.is_empty() && !known.contains(&0);
        is_compared && !may_be_rate && !known.contains(&units)
    }
}

/// The product code of a line with its place; `None` if there is none, or none that can be compared.
fn product(
    row: &Row<'_>,
    tais: crate::Column<TaisCode>,
    notified: crate::Column<NotifiedCode>,
) -> Result<Option<(Product, Place)>, NotRun> {
    if let Some(code) = row.value(tais)? {
        let is_comparable = code.shape() != EquipmentCodeShape::Other;
        return Ok(is_comparable.then(|| (letters(code.chars()), row.at(tais).into())));
    }
    Ok(row
        .value(notified)?
        .filter(|code| code.shape() != EquipmentCodeShape::Other)
        .map(|code| (letters(code.chars()), row.at(notified).into())))
}

/// The characters of a code of the right shape; its hyphen may be another.
fn letters(code: impl Iterator<Item = char>) -> Product {
    let mut product = [b'-'; 12];
    for (place, character) in product.iter_mut().zip(code) {
        *place = u8::try_from(character).unwrap_or(b'-');
    }
    product
}
