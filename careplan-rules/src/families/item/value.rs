//! The value of one item: its length, and what its row of the layout says of it.

use super::shape::{self, Fault};
use super::{
    BAD_CHARACTERS, FIXED_VALUE, INSURED_SHAPE, INSURER_CHECK_DIGIT, NOT_A_DATE, NOT_A_MONTH, NOT_A_NUMBER,
    NOT_A_TIME, NOT_EMPTY, OFFICE_CHECK_DIGIT, PHONE_SHAPE, POSTAL_SHAPE, TOO_LONG, UNKNOWN_CODE,
    WRONG_LENGTH, is_key,
};
use crate::finding::Found;
use crate::findings::Findings;
use crate::fix::Fix;
use crate::level::Level;
use crate::row::{Cell, Row};
use crate::rule::{Bilingual, Rule};
use careplan_csv::ms932;
use careplan_model::{Identifier, Item, ItemType, Width};

/// What a cell holds, without quotes and blanks around it.
#[derive(Clone, Copy)]
pub(super) struct Content<'r> {
    pub(super) bytes: &'r [u8],
    /// Where it begins in the record.
    pub(super) begin: usize,
    /// Its length in characters.
    pub(super) length: usize,
}

pub(super) fn look_at(
    row: &Row<'_>,
    cell: &Cell<'_>,
    item: &'static Item,
    content: Content<'_>,
    findings: &mut Findings<'_>,
) {
    let found = |rule: &'static Rule| Found::new(rule, row.at_cell(cell));
    // Bytes that are no characters were reported.
    let Ok(text) = ms932::decode(content.bytes) else { return };
    if item.item_type == ItemType::Unused {
        return findings.add(found(&NOT_EMPTY));
    }
    if let Some(expected) = item.constant {
        if text != expected {
            findings.add(found(&FIXED_VALUE).with("expected", expected));
        }
        return;
    }
    let Some(fault) = shape::fault(item, row.family, &text) else { return };
    // What is right but for its width has that one fault, and a mend that is certain.
    let half = shape::half_width(&text);
    if *half != *text && shape::fault(item, row.family, &half).is_none() {
        let rule = match item.item_type {
            ItemType::PostalCode => &POSTAL_SHAPE,
            ItemType::Phone => &PHONE_SHAPE,
            _ => &BAD_CHARACTERS,
        };
        let bytes = row.byte(content.begin)..row.byte(content.begin + content.bytes.len());
        let fix = row.is_whole().then(|| Fix::replace(bytes, half.into_owned()));
        return findings.add(found(rule).fix(fix));
    }
    match fault {
        Fault::Length => length(row, cell, item, content.length, findings),
        Fault::Capitals if shape::fault(item, row.family, &text.to_ascii_uppercase()).is_none() => {
            findings.add(found(&BAD_CHARACTERS));
        }
        Fault::Characters | Fault::Capitals => findings.add(found(&BAD_CHARACTERS)),
        Fault::Date => findings.add(found(&NOT_A_DATE)),
        Fault::Month => findings.add(found(&NOT_A_MONTH)),
        Fault::Time => findings.add(found(&NOT_A_TIME)),
        Fault::Number => findings.add(found(&NOT_A_NUMBER)),
        Fault::Code(list) => {
            let codes: Vec<&str> = list.entries.iter().map(|(code, _)| *code).collect();
            findings.add(found(&UNKNOWN_CODE).with("list", list.name).with("codes", codes.join(", ")));
        }
        Fault::OfficeCheckDigit => findings.add(found(&OFFICE_CHECK_DIGIT)),
        Fault::InsurerCheckDigit => findings.add(found(&INSURER_CHECK_DIGIT)),
        Fault::Insured => {
            let lost = content.length < 10 && content.bytes.iter().all(u8::is_ascii_digit);
            let guess = if lost {
                Bilingual {
                    ja: "（10桁未満です。表計算ソフトで先頭の0が失われたと思われます）",
                    en: ": less than ten digits, so that a spreadsheet has probably removed leading zeros",
                }
            } else {
                Bilingual {
                    ja: "（10桁の数字、または「H」と9桁の数字です）",
                    en: ": ten digits, or H and nine digits",
                }
            };
            findings.add(found(&INSURED_SHAPE).with("guess", guess));
        }
        Fault::Postal => findings.add(found(&POSTAL_SHAPE)),
        Fault::Phone => findings.add(found(&PHONE_SHAPE)),
    }
}

/// Judges a length in characters.
pub(super) fn length(
    row: &Row<'_>,
    cell: &Cell<'_>,
    item: &'static Item,
    length: usize,
    findings: &mut Findings<'_>,
) {
    match item.width_in(row.family) {
        Width::Free => {}
        Width::Fixed(expected) if length < usize::from(expected) => {
            let found = Found::new(&WRONG_LENGTH, row.at_cell(cell));
            let found = found.with("length", length).with("expected", expected);
            findings.add(if is_key(item) { found.at_least(Level::Error) } else { found });
        }
        Width::Fixed(max) | Width::Max(max) => {
            let max = item.tolerated.map_or(max, |tolerated| tolerated.max(max));
            if length > usize::from(max) {
                let found = Found::new(&TOO_LONG, row.at_cell(cell)).with("max", max).with("length", length);
                let is_doubtful = shape::has_doubtful_length(row.layout, item);
                findings.add(if is_doubtful { found.at_most(Level::Warning) } else { found });
            }
        }
    }
}

/// What a code identifies, for those that have no shape of their own.
pub(super) const fn is_open(item: &Item) -> bool {
    matches!(item.identifier, Some(Identifier::Product | Identifier::Open))
}
