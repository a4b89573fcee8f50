//! The items about short stay (短期入所) on lines and persons that have none.

use super::line::Line;
use super::{OVER_30_DAYS, PRIOR_DAYS, SHORT_STAY, Spot};
use crate::check::FileContext;
use crate::families::hash::HashMap;
use crate::families::key::{self, PersonKey};
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{Ran, Row};
use crate::rule::Bilingual;
use careplan_model::{Applies, ServiceTypeCode, kind};

/// 短期入所, and the short use (短期利用) of other services, which is counted in days too.
const SHORT_STAY_TYPES: [&[u8; 2]; 15] =
    [b"21", b"22", b"23", b"2A", b"24", b"25", b"26", b"2B", b"27", b"28", b"38", b"39", b"68", b"69", b"79"];

fn is_short_stay(service_type: ServiceTypeCode) -> bool {
    SHORT_STAY_TYPES.iter().any(|known| service_type.as_bytes() == *known)
}

const OTHER_SERVICE: Bilingual =
    Bilingual { ja: "短期入所ではないサービスの行です", en: "the service is no short stay" };

const OTHER_PERSON: Bilingual = Bilingual {
    ja: "この利用者の行に短期入所のサービスがありません",
    en: "the person has no line of a short stay",
};

/// The persons of a file with days of short stay in the month before, or with short stay: 72 bytes each.
#[derive(Default)]
pub(super) struct ShortStay {
    persons: HashMap<PersonKey, Person>,
}

#[derive(Default)]
struct Person {
    /// Whether there is a line of a short stay, or one that may be.
    has_short_stay: bool,
    /// The first line with days of the month before.
    prior: Option<Spot>,
}

impl ShortStay {
    pub(super) fn record(&mut self, line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let service_type = line.service_type();
        // A line whose code cannot be read may be a short stay.
        let is_short_stay = service_type.map_or(true, is_short_stay);
        let prior = row.value(PRIOR_DAYS);
        // Actuals hold the services of one office alone. No number of days has more than five digits, and the
        // item's own rule says so.
        let is_plan = row.file.is(&kind::PLAN);
        let has_prior =
            is_plan && prior.is_ok_and(|days| days.is_some_and(|days| (1..100_000).contains(&days)));
        if is_short_stay || has_prior {
            let person = self.persons.entry(key::person(row)?).or_default();
            person.has_short_stay |= is_short_stay;
            if has_prior && person.prior.is_none() {
                person.prior = Spot::of(row, PRIOR_DAYS);
            }
        }
        prior?;
        // Types that are not exchanged have their own rule.
        if row.need(OVER_30_DAYS)? == Applies::Yes && !is_short_stay && service_type?.is_in_scope() {
            let found = Found::new(&SHORT_STAY, row.at(OVER_30_DAYS));
            findings.add(found.with("item", OVER_30_DAYS.item().name).with("reason", OTHER_SERVICE));
        }
        service_type.map(|_| ())
    }

    pub(super) fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let mut spots: Vec<Spot> = self
            .persons
            .drain()
            .filter_map(|(_, person)| person.prior.filter(|_| !person.has_short_stay))
            .collect();
        spots.sort_unstable();
        for spot in spots {
            let found = Found::new(&SHORT_STAY, spot.location(file, PRIOR_DAYS));
            findings.add(found.with("item", PRIOR_DAYS.item().name).with("reason", OTHER_PERSON));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Person, PersonKey};

    #[test]
    fn persons_are_small() {
        assert!(size_of::<(PersonKey, Person)>() <= 72);
    }
}
