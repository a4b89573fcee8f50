//! 明細判別コード: what tells rentals apart that share service code and units.

use super::duplicate::content;
use super::line::Line;
use super::{DISCRIMINATOR, EQUIPMENT_NAME, NOTIFIED_CODE, NUMBER, SATELLITE, Spot, TAIS_CODE, UNITS};
use crate::check::FileContext;
use crate::families::hash::{HashMap, Identities};
use crate::families::key;
use crate::finding::{Found, Location};
use crate::findings::Findings;
use crate::level::Level;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use careplan_model::ServiceCode;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;

const MISSING: Bilingual = Bilingual {
    ja: "サービスコードと単位数が同じで用具の違う行があるのに、番号がありません",
    en: "another product shares service code and units, and this line has no number",
};

const USED_TWICE: Bilingual = Bilingual {
    ja: "サービスコードと単位数が同じ別の用具と、同じ番号です",
    en: "another product shares service code and units, and has the same number",
};

const NOT_NEEDED: Bilingual = Bilingual {
    ja: "サービスコードと単位数が同じ行がほかにないので、不要です",
    en: "no other line shares service code and units, so that it is not needed",
};

const OTHER_TYPE: Bilingual = Bilingual {
    ja: "サービス種類17以外の行では空にします",
    en: "it is empty outside service type 17",
};

/// An item of two digits tells no more apart.
const MOST_LABELS: usize = 99;

/// The rentals of a file, by person, month, office, service code and units: 88 bytes for each such group, and
/// 16 for each further product in it.
#[derive(Default)]
pub(super) struct Discriminators {
    hasher: Identities,
    groups: HashMap<u64, Group>,
}

/// What tells a line apart: its number, and its product as a hash.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label {
    product: u64,
    number: Option<i32>,
}

impl Label {
    /// Lines are counted from 1.
    fn has_no_number(self) -> bool {
        self.number.is_none_or(|number| number == 0)
    }
}

struct Group {
    first: Label,
    /// Where the number of the first line stands.
    at: Spot,
    /// Whether a missing number was reported.
    was_reported: bool,
    others: Vec<Label>,
}

impl Group {
    fn labels(&self) -> impl Iterator<Item = &Label> {
        core::iter::once(&self.first).chain(&self.others)
    }
}

fn found(at: Location, reason: Bilingual) -> Found {
    Found::new(&DISCRIMINATOR, at).with("reason", reason)
}

impl Discriminators {
    pub(super) fn record(&mut self, line: &Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let code = line.code?;
        let number = row.value(NUMBER)?;
        // A negative number is for the rules of the items.
        if number.is_some_and(|number| number < 0) {
            return Err(NotRun);
        }
        if !code.as_bytes().starts_with(b"17") {
            if number.is_some() {
                findings.add(found(row.at(NUMBER), OTHER_TYPE).at_most(Level::Info));
            }
            return Ok(());
        }
        let label = Label { product: self.product(row, code), number };
        let at = Spot::of(row, NUMBER).ok_or(NotRun)?;
        let office = (line.provider?, content(row, SATELLITE));
        let group = self.hasher.hash_one((key::person(row)?, office, code, row.need(UNITS)?));
        match self.groups.entry(group) {
            Entry::Vacant(entry) => {
                entry.insert(Group { first: label, at, was_reported: false, others: Vec::new() });
            }
            Entry::Occupied(entry) => add_to(entry.into_mut(), label, row, findings),
        }
        Ok(())
    }

    /// The product of a line as a hash; the same for all lines that name none, such as additions.
    fn product(&self, row: &Row<'_>, code: ServiceCode) -> u64 {
        if code.equipment_category().is_none() {
            return 0;
        }
        let tais_code = row.value(TAIS_CODE).ok().flatten();
        let notified_code = row.value(NOTIFIED_CODE).ok().flatten();
        self.hasher.hash_one((
            tais_code.map(|code| code.normalized().unwrap_or(code)),
            notified_code.map(|code| code.normalized().unwrap_or(code)),
            content(row, EQUIPMENT_NAME),
        ))
    }

    pub(super) fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let is_not_needed = |group: &Group| group.others.is_empty() && group.first.number.is_some();
        let mut spots: Vec<Spot> =
            self.groups.drain().filter_map(|(_, group)| is_not_needed(&group).then_some(group.at)).collect();
        spots.sort_unstable();
        for spot in spots {
            findings.add(found(spot.location(file, NUMBER), NOT_NEEDED).at_most(Level::Info));
        }
    }
}

/// A further line of a group.
fn add_to(group: &mut Group, label: Label, row: &Row<'_>, findings: &mut Findings<'_>) {
    // The same product on another day.
    if group.labels().any(|known| *known == label) {
        return;
    }
    let is_another = |known: &&Label| known.product != label.product;
    if group.labels().any(|known| is_another(&known)) {
        if label.has_no_number() {
            findings.add(found(row.at(NUMBER), MISSING));
            group.was_reported = true;
        } else {
            if group.labels().filter(is_another).any(|known| known.number == label.number) {
                findings.add(found(row.at(NUMBER), USED_TWICE));
            }
            // The first line was alone when it was read.
            if group.first.has_no_number() && !group.was_reported {
                findings.add(found(group.at.location(row.file, NUMBER), MISSING));
                group.was_reported = true;
            }
        }
    }
    if group.others.len() < MOST_LABELS {
        group.others.push(label);
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Label};

    #[test]
    fn groups_are_small() {
        assert!(size_of::<Group>() <= 80 && size_of::<Label>() <= 16);
    }
}
