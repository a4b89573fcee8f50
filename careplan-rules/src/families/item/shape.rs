//! Whether characters are a value of an item, and if not, why.

use super::value::is_open;
use careplan_model::{
    CheckDigit, CodeList, Identifier, Item, ItemType, Layout, LayoutFamily, OfficeNumber, ServiceTime, Width,
};
use std::borrow::Cow;

/// Why characters are no value of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Length,
    Characters,
    /// Small letters, where capitals are meant.
    Capitals,
    Date,
    Month,
    Time,
    Number,
    Code(&'static CodeList),
    OfficeCheckDigit,
    InsurerCheckDigit,
    Insured,
    Postal,
    Phone,
}

/// What is wrong with the characters of an item, not blank and without blanks around it.
pub(super) fn fault(item: &'static Item, family: LayoutFamily, text: &str) -> Option<Fault> {
    match item.identifier {
        Some(Identifier::Version) => return None,
        Some(Identifier::Insured) => return insured(text),
        Some(Identifier::Insurer) => {
            return code(item, family, text, |byte| byte.is_ascii_digit()).or_else(|| insurer(text));
        }
        Some(Identifier::Office) => {
            return code(item, family, text, is_capital).or_else(|| office(text));
        }
        _ if is_open(item) => return too_long(item, family, text.chars().count()),
        _ => {}
    }
    match item.item_type {
        ItemType::Date => item.check(text).is_err().then_some(Fault::Date),
        ItemType::Month => item.check(text).is_err().then_some(Fault::Month),
        ItemType::Time => (!is_time(item, text)).then_some(Fault::Time),
        ItemType::Integer | ItemType::NumberText => integer(item, family, text),
        ItemType::Decimal => (!is_price(text)).then_some(Fault::Number),
        ItemType::Code(list) => list.label(text).is_none().then_some(Fault::Code(list)),
        ItemType::Digits => code(item, family, text, |byte| byte.is_ascii_digit()),
        ItemType::Alphanumeric => code(item, family, text, is_capital),
        ItemType::PostalCode => (!is_postal_code(text)).then_some(Fault::Postal),
        ItemType::Phone => phone(item, family, text),
        // Day flags are judged with their month (第6表); free text and what else there is has no shape.
        _ => None,
    }
}

pub(super) const fn is_capital(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase()
}

fn code(item: &Item, family: LayoutFamily, text: &str, is_allowed: fn(u8) -> bool) -> Option<Fault> {
    if !text.bytes().all(is_allowed) {
        let is_case_alone = text.to_ascii_uppercase().bytes().all(is_allowed);
        return Some(if is_case_alone { Fault::Capitals } else { Fault::Characters });
    }
    let too_short = matches!(item.width_in(family), Width::Fixed(length) if text.len() < usize::from(length));
    if too_short { Some(Fault::Length) } else { too_long(item, family, text.len()) }
}

fn too_long(item: &Item, family: LayoutFamily, length: usize) -> Option<Fault> {
    let max = item.tolerated.max(item.width_in(family).length())?;
    (length > usize::from(max)).then_some(Fault::Length)
}

fn insured(text: &str) -> Option<Fault> {
    let is_well_formed = |text: &str| {
        let digits = text.strip_prefix('H').unwrap_or(text);
        text.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    if is_well_formed(text) {
        None
    } else if is_well_formed(&text.to_ascii_uppercase()) {
        Some(Fault::Capitals)
    } else {
        Some(Fault::Insured)
    }
}

fn insurer(text: &str) -> Option<Fault> {
    let number: careplan_model::InsurerNumber = text.parse().ok()?;
    (number.check_digit() == CheckDigit::Mismatch).then_some(Fault::InsurerCheckDigit)
}

fn office(text: &str) -> Option<Fault> {
    let number: OfficeNumber = text.parse().ok()?;
    let is_right = matches!(number.check_digit(), CheckDigit::Ok | CheckDigit::OkMedical);
    (!is_right).then_some(Fault::OfficeCheckDigit)
}

fn is_time(item: &Item, text: &str) -> bool {
    if item.check(text).is_err() {
        return false;
    }
    let Ok(time) = text.parse::<ServiceTime>() else { return false };
    let is_midnight = time.minutes() == Some(24 * 60);
    (item.allows_9999 || !time.is_none()) && (item.allows_2400 || !is_midnight)
}

fn integer(item: &Item, family: LayoutFamily, text: &str) -> Option<Fault> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Fault::Number);
    }
    if digits.len() < text.len() && !may_be_negative(item) {
        return Some(Fault::Number);
    }
    too_long(item, family, digits.len())
}

/// Units and amounts may be deductions; numbers, counts and days may not be below zero.
fn may_be_negative(item: &Item) -> bool {
    ["単位", "額", "負担", "費"].iter().any(|word| item.name.contains(word))
}

/// 99.99: up to three digits, a point, two digits.
fn is_price(text: &str) -> bool {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(yen, sen)| {
        (1..=3).contains(&yen.len()) && sen.len() == 2 && is_number(yen) && is_number(sen)
    })
}

fn is_postal_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 3 { *byte == b'-' } else { byte.is_ascii_digit() })
}

/// Digits, hyphens, brackets, a plus and blanks, with six digits at least.
fn phone(item: &Item, family: LayoutFamily, text: &str) -> Option<Fault> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 6 || !text.bytes().all(|byte| byte.is_ascii_digit() || b"-()+ ".contains(&byte)) {
        return Some(Fault::Phone);
    }
    too_long(item, family, text.len())
}

/// Full-width letters, digits and signs in half width; hyphens of all kinds as `-`.
pub(in crate::families) fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let half = |character: char| match character {
        '\u{FF01}'..='\u{FF5E}' => u8::try_from(u32::from(character) - 0xFEE0).map_or(character, char::from),
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FF70}' => '-',
        other => other,
    };
    Cow::Owned(text.chars().map(half).collect())
}

/// Items whose printed length is in doubt: a longer value is no error.
pub(super) fn has_doubtful_length(layout: &Layout, item: &Item) -> bool {
    matches!((layout.form, item.number), ("Table6", 19) | ("Table7", 17 | 25))
}
