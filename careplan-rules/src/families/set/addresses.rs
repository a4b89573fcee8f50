//! Whether 第1表 and 利用者補足情報 say the same of a person.

use super::ADDRESS_DIFFERS;
use crate::check::{Check, UnitContext};
use crate::column::Column;
use crate::columns;
use crate::families::hash::HashMap;
use crate::families::key::{self, PersonKey};
use crate::finding::Found;
use crate::findings::Findings;
use crate::row::{NotRun, Ran, Row};
use careplan_csv::Text;
use careplan_model::{
    CareLevel, CertificationStatus, Date, Form, Item, Layout, Table1, UserSupplement, kind,
};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// The columns of what both forms hold.
struct Columns {
    postal_code: Column<Text<'static>>,
    address_1: Column<Text<'static>>,
    address_2: Column<Text<'static>>,
    certified_on: Column<Date>,
    status: Column<CertificationStatus>,
    care_level: Column<CareLevel>,
}

const fn columns_of(layout: &'static Layout) -> Columns {
    Columns {
        postal_code: Column::of(layout, "user_postal_code"),
        address_1: Column::of(layout, "user_address_1"),
        address_2: Column::of(layout, "user_address_2"),
        certified_on: Column::of(layout, "certified_on"),
        status: Column::of(layout, "certification_status"),
        care_level: Column::of(layout, "care_level"),
    }
}

const TABLE1: Columns = columns_of(<Table1 as Form>::LAYOUT);
const SUPPLEMENT: Columns = columns_of(<UserSupplement as Form>::LAYOUT);
columns! { UserSupplement: LEVEL_CHANGED_ON: Date = "care_level_changed_on"; }

/// The persons of 第1表 in the unit at hand: 24 bytes of key and 72 of hashes and codes each, no text.
#[derive(Default)]
pub(super) struct Addresses {
    persons: HashMap<PersonKey, Facts>,
}

/// What both forms hold of a person.
struct Facts {
    postal_code: Option<u64>,
    address_1: Option<u64>,
    address_2: Option<u64>,
    /// Both parts without blanks: where one ends and the other begins is no difference.
    address: u64,
    certified_on: Option<Date>,
    status: Option<CertificationStatus>,
    care_level: Option<CareLevel>,
}

impl Check for Addresses {
    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        if row.file.is(&kind::TABLE1) {
            let ran = self.remember(row);
            findings.ran(&ADDRESS_DIFFERS, ran);
        } else if row.file.is(&kind::USER_SUPPLEMENT) && !self.persons.is_empty() {
            let ran = self.compare(row, findings);
            findings.ran(&ADDRESS_DIFFERS, ran);
        }
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, _: &mut Findings<'_>) {
        *self = Self::default();
    }
}

impl Addresses {
    fn remember(&mut self, row: &Row<'_>) -> Ran {
        let facts = Facts::of(row, &TABLE1)?;
        self.persons.entry(key::person(row)?).or_insert(facts);
        Ok(())
    }

    /// 第1表 comes before 利用者補足情報.
    fn compare(&self, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
        let Some(table1) = self.persons.get(&key::person(row)?) else { return Ok(()) };
        let supplement = Facts::of(row, &SUPPLEMENT)?;
        // Of a level that changes inside the month 第1表 may hold the old one or the new one.
        let level_changes = !row.is_blank(LEVEL_CHANGED_ON);
        let (moves, moves_within) = table1.addresses_differ(&supplement);
        let found = |place, item: &Item| Found::new(&ADDRESS_DIFFERS, place).with("item", item.name);
        let found = if differ(table1.postal_code, supplement.postal_code) {
            found(row.at(SUPPLEMENT.postal_code), SUPPLEMENT.postal_code.item())
        } else if moves {
            found(row.at(SUPPLEMENT.address_1), SUPPLEMENT.address_1.item())
        } else if moves_within {
            found(row.at(SUPPLEMENT.address_2), SUPPLEMENT.address_2.item())
        } else if differ(table1.certified_on, supplement.certified_on) {
            found(row.at(SUPPLEMENT.certified_on), SUPPLEMENT.certified_on.item())
        } else if differ(table1.status, supplement.status) {
            found(row.at(SUPPLEMENT.status), SUPPLEMENT.status.item())
        } else if !level_changes && differ(table1.care_level, supplement.care_level) {
            found(row.at(SUPPLEMENT.care_level), SUPPLEMENT.care_level.item())
        } else {
            return Ok(());
        };
        findings.add(found);
        Ok(())
    }
}

impl Facts {
    fn of(row: &Row<'_>, columns: &Columns) -> Result<Self, NotRun> {
        let (first, second) = (row.text(columns.address_1)?, row.text(columns.address_2)?);
        let status = row.value(columns.status)?;
        let care_level = row.value(columns.care_level)?;
        // A code that the list does not have is told by another rule.
        if matches!(status, Some(CertificationStatus::Other(_)))
            || matches!(care_level, Some(CareLevel::Other(_)))
        {
            return Err(NotRun);
        }
        let postal_code = row.text(columns.postal_code)?.map(words);
        let (first, second) = (first.map(words), second.map(words));
        Ok(Self {
            postal_code: postal_code.map(|text| hash(&text)),
            address_1: first.as_deref().map(hash),
            address_2: second.as_deref().map(hash),
            address: hash(&[first, second].map(Option::unwrap_or_default).concat()),
            certified_on: row.value(columns.certified_on)?,
            status,
            care_level,
        })
    }

    /// Whether the first or the second part of the address differs; nothing does where one form has the first
    /// part only.
    fn addresses_differ(&self, other: &Self) -> (bool, bool) {
        let is_same = self.address == other.address;
        (
            !is_same && differ(self.address_1, other.address_1),
            !is_same && differ(self.address_2, other.address_2),
        )
    }
}

/// What one form leaves out is no difference.
fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

/// A text without its blanks.
fn words(text: Text<'_>) -> String {
    let mut words = text.decode_lossy().into_owned();
    words.retain(|character| !character.is_whitespace());
    words
}

fn hash(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
