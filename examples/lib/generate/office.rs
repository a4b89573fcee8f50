//! A planning office, and the providers around it.

use super::random::Random;
use super::{Made, made, words};
use careplan_model::{Endpoint, InsurerNumber, OfficeNumber};

/// How many offices there are for each planning office, itself and the centre included: their numbers are set apart.
const OFFICES: u64 = 24;

/// The kinds of providers: how many there are, how they are called, and the third digit of their numbers.
const KINDS: [(Kind, u64, &str, u64); 5] = [
    (Kind::Help, 6, "ヘルパーステーション", 7),
    (Kind::Day, 7, "デイサービスセンター", 7),
    (Kind::Nurse, 3, "訪問看護ステーション", 6),
    (Kind::Rehabilitation, 2, "通所リハビリテーション", 5),
    (Kind::Rental, 4, "福祉用具レンタル", 7),
];

/// What a provider does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// 訪問介護.
    Help,
    /// 通所介護.
    Day,
    /// 訪問看護.
    Nurse,
    /// 通所リハビリテーション.
    Rehabilitation,
    /// 福祉用具貸与.
    Rental,
}

/// A provider.
#[derive(Debug, Clone)]
pub(super) struct Provider {
    pub(super) kind: Kind,
    pub(super) number: OfficeNumber,
    pub(super) name: String,
}

/// A planning office (居宅介護支援事業所) with its centre and the providers that serve its persons.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) insurer: InsurerNumber,
    pub(super) endpoint: Endpoint,
    pub(super) number: OfficeNumber,
    pub(super) name: String,
    pub(super) town: &'static str,
    pub(super) managers: Vec<String>,
    pub(super) centre: Endpoint,
    pub(super) centre_name: String,
    pub(super) providers: Vec<Provider>,
}

impl Office {
    /// How many planning offices have numbers of their own.
    pub(super) const MOST: u64 = 1_000_000 / OFFICES;

    /// The office of this place in the region, from 0.
    pub(super) fn new(random: &mut Random, place: u64) -> Made<Self> {
        let number = office(7, place * OFFICES)?;
        let centre = office(0, place * OFFICES + 1)?;
        let town = random.one_of(words::TOWNS);
        let endpoint = |office, service: &str| -> Made<Endpoint> {
            Ok(Endpoint { office, service: Some(made(service.parse().ok())?) })
        };
        let mut providers = Vec::new();
        let mut next = place * OFFICES + 2;
        for (kind, count, name, digit) in KINDS {
            for _ in 0..count {
                let name = format!("見本{}{name}", random.one_of(words::TOWNS));
                providers.push(Provider { kind, number: office(digit, next)?, name });
                next += 1;
            }
        }
        let manager = |random: &mut Random| format!("例示　{}", random.one_of(words::GIVEN_NAMES).0);
        Ok(Self {
            // A town of its own for some twenty planning offices.
            insurer: insurer(place / 20)?,
            endpoint: endpoint(number, "43")?,
            number,
            name: format!("見本{town}居宅介護支援センター"),
            town,
            managers: (0..3).map(|_| manager(random)).collect(),
            centre: endpoint(centre, "46")?,
            centre_name: format!("例示市{town}地域包括支援センター見本"),
            providers,
        })
    }

    /// One of the providers of a kind, the first more often than the last.
    pub(super) fn provider(&self, random: &mut Random, kind: Kind) -> Made<&Provider> {
        let of_kind = || self.providers.iter().filter(|provider| provider.kind == kind);
        let count = of_kind().count() as u64;
        let place = random.below(count).min(random.below(count));
        made(of_kind().nth(usize::try_from(place).unwrap_or(0)))
    }
}

/// A number whose check digit fits: of the ten last digits exactly one does.
fn office(digit: u64, number: u64) -> Made<OfficeNumber> {
    let fitting = |last| {
        let number: OfficeNumber = format!("99{digit}{:06}{last}", number % 1_000_000).parse().ok()?;
        number.is_complete().then_some(number).filter(|number| number.check_digit().is_ok())
    };
    made((0..10).find_map(fitting))
}

/// As [`office`].
fn insurer(number: u64) -> Made<InsurerNumber> {
    let fitting = |last| {
        let number: InsurerNumber = format!("99{:03}{last}", number % 1000).parse().ok()?;
        Some(number).filter(|number| number.check_digit().is_ok())
    };
    made((0..10).find_map(fitting))
}
