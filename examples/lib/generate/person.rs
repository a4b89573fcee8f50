//! A person and the services of a month.

use super::calendar::{Calendar, last, moved};
use super::office::{Kind, Office};
use super::random::Random;
use super::{Made, made, words};
use careplan_model::{CareLevel, Date, InsuredNumber, OfficeNumber, ServiceTime, Sex};

/// Somebody whom the office plans for.
pub(super) struct Person {
    pub(super) insured: InsuredNumber,
    pub(super) name: String,
    pub(super) kana: String,
    pub(super) sex: Sex,
    pub(super) born: Date,
    pub(super) postal_code: String,
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) level: Level,
    pub(super) certified_on: Date,
    pub(super) valid_from: Date,
    pub(super) valid_until: Date,
    /// 給付率.
    pub(super) rate: i32,
    pub(super) manager: String,
    pub(super) services: Vec<Service>,
}

/// How much care somebody needs, with the limit of the benefit in units a month.
#[derive(Clone, Copy)]
pub(super) struct Level {
    pub(super) care: CareLevel,
    pub(super) limit: i32,
    /// 要支援.
    pub(super) is_support: bool,
}

/// A service that comes again through the month.
pub(super) struct Service {
    pub(super) kind: Kind,
    pub(super) provider: OfficeNumber,
    pub(super) provider_name: String,
    pub(super) code: &'static str,
    pub(super) units: i32,
    pub(super) start: ServiceTime,
    pub(super) end: ServiceTime,
    /// The weekdays, Monday being 0; none for what is not by the week.
    pub(super) weekdays: Vec<u8>,
    pub(super) planned: Vec<u8>,
    /// The days on which it was done.
    pub(super) done: Vec<u8>,
    pub(super) product: Option<Product>,
    /// An addition to the service before, which is on no other form.
    pub(super) is_addition: bool,
}

/// A rental.
#[derive(Clone, Copy, Default)]
pub(super) struct Product {
    /// The last four digits of the service code.
    category: &'static str,
    care: &'static str,
    support: &'static str,
    pub(super) tais_code: &'static str,
    pub(super) name: &'static str,
    units: i32,
}

const fn product(
    codes: [&'static str; 3],
    tais_code: &'static str,
    name: &'static str,
    units: i32,
) -> Product {
    let [category, care, support] = codes;
    Product { category, care, support, tais_code, name, units }
}

/// Rentals for persons in need of care; the last few for those in need of support too.
const PRODUCTS: [Product; 9] = [
    product(["車いす", "171001", ""], "99999-000031", "見本車いす　リクライニング", 800),
    product(["特殊寝台", "171003", ""], "99999-000011", "見本ベッド　ＡＢ－１０００（３モーター）", 1000),
    product(["特殊寝台付属品", "171004", ""], "99999-000022", "例示サイドレール, ２本組", 200),
    product(["床ずれ防止用具", "171005", ""], "99998-000002", "例示エアマット　能Ａ", 900),
    product(["車いす", "171001", ""], "99999-000032", "見本車いす　介助用", 700),
    product(["手すり", "171007", "671007"], "99998-000001", "見本手すり\"置き型\"　ポール", 250),
    product(["スロープ", "171008", "671008"], "99999-000061", "見本スロープ折りたたみ２ｍ", 500),
    product(["歩行器", "171009", "671009"], "99999-000041", "例示歩行器　四輪", 300),
    product(["歩行補助つえ", "171010", "671010"], "99998-000003", "試験多点杖", 100),
];

impl Product {
    /// What it is called on a plan.
    pub(super) fn category(&self) -> &'static str {
        self.category
    }
}

/// The levels, as often as they are: eighteen of a hundred are 要支援.
const LEVELS: [(u64, CareLevel, i32); 7] = [
    (9, CareLevel::Support1, 5032),
    (18, CareLevel::Support2, 10531),
    (45, CareLevel::Care1, 16765),
    (66, CareLevel::Care2, 19705),
    (82, CareLevel::Care3, 27048),
    (93, CareLevel::Care4, 30938),
    (100, CareLevel::Care5, 36217),
];

fn level(random: &mut Random) -> Made<Level> {
    let chance = random.below(100);
    let (_, care, limit) = *made(LEVELS.iter().find(|(below, ..)| chance < *below))?;
    Ok(Level { care, limit, is_support: matches!(care, CareLevel::Support1 | CareLevel::Support2) })
}

impl Person {
    /// The person of this number in the region, from 0.
    pub(super) fn new(random: &mut Random, number: u64, office: &Office, calendar: &Calendar) -> Made<Self> {
        let (surname, surname_kana) = random.one_of(words::SURNAMES);
        let (given, given_kana, is_female) = random.one_of(words::GIVEN_NAMES);
        let born = made(calendar.month.year().checked_sub(65 + u16::from(random.small(35))))?;
        let valid_from = moved(calendar.month, -i32::from(random.small(24)))?;
        let level = level(random)?;
        let house = (1 + random.below(9), 1 + random.below(30), 1 + random.below(20));
        let mut person = Self {
            insured: made(format!("9{number:09}").parse().ok())?,
            name: format!("{surname}　{given}"),
            kana: format!("{surname_kana}　{given_kana}"),
            sex: if is_female { Sex::Female } else { Sex::Male },
            born: made(Date::new(born, 1 + random.small(12), 1 + random.small(28)))?,
            postal_code: format!("000-{:04}", random.below(10_000)),
            address: format!(
                "見本県例示市{}{}－{}－{}",
                office.town,
                wide(house.0),
                wide(house.1),
                wide(house.2)
            ),
            phone: format!("000-0000-{:04}", random.below(10_000)),
            level,
            certified_on: made(moved(valid_from, -1)?.day(20))?,
            valid_from: made(valid_from.day(1))?,
            valid_until: last(moved(valid_from, 35)?)?,
            rate: if random.chance(92) { 90 } else { 80 },
            manager: made(office.managers.get(usize::from(random.small(3))))?.clone(),
            services: Vec::new(),
        };
        let mut month = Month { random, office, calendar, services: Vec::new() };
        month.fill(level)?;
        person.services = month.services;
        Ok(person)
    }
}

/// A number in full-width digits, as addresses are written.
fn wide(number: u64) -> String {
    number.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect()
}

/// The services of a month while they are put together.
struct Month<'m> {
    random: &'m mut Random,
    office: &'m Office,
    calendar: &'m Calendar,
    services: Vec<Service>,
}

impl Month<'_> {
    fn fill(&mut self, level: Level) -> Made<()> {
        let rents_only = self.random.chance(35);
        if !rents_only && level.is_support {
            if self.random.chance(50) {
                self.weekly(Kind::Help, ("A22411", 287), (10, 11), 1)?;
            } else {
                self.monthly(Kind::Day, "A61111", 1798)?;
            }
        } else if !rents_only {
            let (help, day) = (self.random.chance(45), self.random.chance(55));
            if help {
                let (code, units) = self.random.one_of(&[("111211", 387), ("111111", 244), ("117311", 220)]);
                let visits = 1 + self.random.small(3);
                self.weekly(Kind::Help, (code, units), (9, 10), visits)?;
            }
            if day {
                // A few go on most days, and beyond what the insurance covers.
                let often = self.random.chance(4);
                let visits = if often { 5 } else { 1 + self.random.small(3) };
                self.weekly(Kind::Day, ("151343", 900), (10, 16), visits)?;
                self.addition("155301", 40);
            } else if self.random.chance(20) {
                self.weekly(Kind::Rehabilitation, ("161111", 760), (13, 15), 1)?;
            }
            if self.random.chance(12) {
                self.weekly(Kind::Nurse, ("131211", 471), (14, 15), 1)?;
            }
        }
        if self.services.is_empty() || self.random.chance(45) {
            self.rentals(level)?;
        }
        Ok(())
    }

    /// A service on so many weekdays.
    fn weekly(
        &mut self,
        kind: Kind,
        (code, units): (&'static str, i32),
        hours: (u8, u8),
        visits: u8,
    ) -> Made<()> {
        let first = self.random.small(7);
        // Two days on, so that visits of a week are apart; five are the weekdays.
        let mut weekdays: Vec<u8> = if visits > 3 {
            (0..visits).collect()
        } else {
            (0..visits).map(|visit| (first + 2 * visit) % 7).collect()
        };
        weekdays.sort_unstable();
        let mut planned: Vec<u8> = weekdays.iter().flat_map(|day| self.calendar.days_on(*day)).collect();
        planned.sort_unstable();
        let time = |hour| made(ServiceTime::new(hour, 0));
        let provider = self.office.provider(self.random, kind)?;
        let done = self.done(&planned);
        self.services.push(Service {
            kind,
            provider: provider.number,
            provider_name: provider.name.clone(),
            code,
            units,
            start: time(hours.0)?,
            end: time(hours.1)?,
            weekdays,
            planned,
            done,
            product: None,
            is_addition: false,
        });
        Ok(())
    }

    /// An addition to every time of the last service, with its time.
    fn addition(&mut self, code: &'static str, units: i32) {
        if let Some(last) = self.services.last() {
            let addition = Service {
                provider_name: last.provider_name.clone(),
                code,
                units,
                weekdays: Vec::new(),
                planned: last.planned.clone(),
                done: last.done.clone(),
                is_addition: true,
                ..*last
            };
            self.services.push(addition);
        }
    }

    /// What is billed once a month, without a time.
    fn monthly(&mut self, kind: Kind, code: &'static str, units: i32) -> Made<()> {
        let provider = self.office.provider(self.random, kind)?;
        let (number, name) = (provider.number, provider.name.clone());
        self.once(kind, (number, name), code, units, None);
        Ok(())
    }

    fn once(
        &mut self,
        kind: Kind,
        (provider, provider_name): (OfficeNumber, String),
        code: &'static str,
        units: i32,
        product: Option<Product>,
    ) {
        self.services.push(Service {
            kind,
            provider,
            provider_name,
            code,
            units,
            start: ServiceTime::NONE,
            end: ServiceTime::NONE,
            weekdays: Vec::new(),
            planned: vec![1],
            done: vec![1],
            product,
            is_addition: false,
        });
    }

    /// One to four different products of one rental office.
    fn rentals(&mut self, level: Level) -> Made<()> {
        let provider = self.office.provider(self.random, Kind::Rental)?;
        let (number, name) = (provider.number, provider.name.clone());
        let share = if level.is_support { 60 } else { 28 };
        let before = self.services.len();
        let rentable = |product: &Product| !level.is_support || !product.support.is_empty();
        for product in PRODUCTS.into_iter().filter(rentable) {
            if self.random.chance(share) {
                let code = if level.is_support { product.support } else { product.care };
                self.once(Kind::Rental, (number, name.clone()), code, product.units, Some(product));
            }
        }
        if self.services.len() == before {
            let product = self.random.one_of(PRODUCTS.get(5..).unwrap_or_default());
            let code = if level.is_support { product.support } else { product.care };
            self.once(Kind::Rental, (number, name), code, product.units, Some(product));
        }
        Ok(())
    }

    /// The days on which a service was done: of a hundred times three are cancelled, and three on another day.
    fn done(&mut self, planned: &[u8]) -> Vec<u8> {
        let mut done = Vec::with_capacity(planned.len());
        for day in planned {
            match self.random.below(100) {
                0..3 => {}
                3..6 => {
                    let other = day % self.calendar.month.days() + 1;
                    done.push(if planned.contains(&other) || done.contains(&other) { *day } else { other });
                }
                _ => done.push(*day),
            }
        }
        done.sort_unstable();
        done.dedup();
        done
    }
}
