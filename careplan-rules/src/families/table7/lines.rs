//! What a single row has to agree on with itself.

use super::{
    BENEFIT_RATE, CLAIM, COPAY, COST, DISCOUNTED_RATE, DISCOUNTED_UNITS, EXCESS, FIXED_COPAY, FULL_COPAY,
    INSURED, LIMIT_SPLIT, MANAGED, MANAGED_UNITS, MONEY, OVER_30_DAYS, PRODUCT, PROVIDER, QUANTITY,
    SERVICE_CODE, SERVICE_UNITS, SPECIAL_ROWS, TYPE_EXCESS, TYPE_WITHIN, UNIT_PRICE, UNITS, WITHIN,
};
use crate::column::Column;
use crate::finding::{Found, Location, Parameter};
use crate::findings::Findings;
use crate::level::Level;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use careplan_model::{Applies, Item, OfficeNumber, ServiceCode, SpecialRow};

/// What the rules ask of a row by its サービスコード.
#[derive(Clone, Copy)]
pub(super) struct Line {
    code: ServiceCode,
    special: Option<SpecialRow>,
}

impl Line {
    pub(super) fn of(row: &Row<'_>) -> Result<Self, NotRun> {
        row.need(SERVICE_CODE).map(|code| Self { code, special: code.special() })
    }

    pub(super) fn code(self) -> ServiceCode {
        self.code
    }
}

/// 居宅療養管理指導: never within 区分支給限度.
pub(super) fn is_outside_type(code: &[u8]) -> bool {
    matches!(code.get(..2), Some(b"31" | b"34"))
}

/// 訪問型・通所型サービス（独自／定額): the person pays a fixed amount.
fn has_fixed_copay(code: ServiceCode) -> bool {
    matches!(code.as_bytes().get(..2), Some(b"A4" | b"A8"))
}

/// ３０日超区分, if it is one of its two codes.
pub(super) fn is_over_30_days(row: &Row<'_>) -> Result<bool, NotRun> {
    match row.need(OVER_30_DAYS)? {
        Applies::Yes => Ok(true),
        Applies::No => Ok(false),
        Applies::Other(_) => Err(NotRun),
    }
}

/// Whether a row may be computed as a rate: an addition, by the first character of サービス項目コード, that
/// stands there once. 単位数 may be the rate or the result then.
pub(super) fn may_be_a_rate(code: ServiceCode, quantity: i32) -> bool {
    let class = code.as_bytes().get(2).copied();
    let is_addition = match class {
        _ if code.is_equipment_rental() => code.equipment_category().is_none(),
        Some(class) => matches!(class, b'4' | b'5' | b'6' | b'8') || class.is_ascii_uppercase(),
        None => true,
    };
    is_addition && quantity <= 1
}

pub(super) fn product(Line { code, special }: Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    if special.is_some() {
        return Ok(());
    }
    let (units, quantity) = (row.need(UNITS)?, row.need(QUANTITY)?);
    let discounted = row.value(DISCOUNTED_UNITS)?.filter(|units| *units != 0);
    let Some(found) = row.value(SERVICE_UNITS)? else { return Ok(()) };
    let units = discounted.unwrap_or(units);
    let expected = i64::from(units) * i64::from(quantity);
    // A monthly rent is not multiplied by its days, nor a deduction that stands on the first day only.
    if found == units && (units < 0 || code.is_equipment_rental()) {
        return Ok(());
    }
    if units != 0 && expected != i64::from(found) && !may_be_a_rate(code, quantity) {
        let place = Found::new(&PRODUCT, row.at(SERVICE_UNITS)).with("code", code.as_str());
        findings.add(place.with("expected", expected).with("found", found));
    }
    Ok(())
}

pub(super) fn limit_split(Line { code, special }: Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    // The parts of the total are sums, which another rule adds up.
    if special == Some(SpecialRow::GrandTotal) || is_over_30_days(row)? {
        return Ok(());
    }
    let (Some(units), Some(managed)) = (row.value(SERVICE_UNITS)?, row.value(MANAGED_UNITS)?) else {
        return Ok(());
    };
    // They differ where a large office or one in the same building is billed otherwise than it is managed.
    if units != managed {
        return Ok(());
    }
    let managed = i64::from(managed);
    let split = |excess: Column<i32>, within: Column<i32>| {
        let parts = row.value(excess)?.zip(row.value(within)?);
        // Two zeros are how some write nothing.
        Ok(parts
            .filter(|parts| *parts != (0, 0))
            .map(|(excess, within)| (i64::from(excess), i64::from(within))))
    };
    let by_type = split(TYPE_EXCESS, TYPE_WITHIN)?;
    let by_level = split(EXCESS, WITHIN)?;
    let mut report = |column: Column<i32>, found: i64, expected: i64| {
        let place = Found::new(&LIMIT_SPLIT, row.at(column)).with("code", code.as_str());
        findings.add(place.with("item", column.item().name).with("found", found).with("expected", expected));
    };
    if let Some((excess, within)) = by_type
        && excess + within != managed
    {
        report(TYPE_WITHIN, excess + within, managed);
    }
    if let Some((excess, within)) = by_level {
        // What lies beyond the limit of the type does not count against that of the level of care.
        let in_type = by_type.map_or([managed; 2], |(excess, within)| [within, managed - excess]);
        if excess + within != managed && !in_type.contains(&(excess + within)) {
            report(WITHIN, excess + within, managed);
        }
    }
    Ok(())
}

pub(super) fn money(line: Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let Line { code, special } = line;
    if special == Some(SpecialRow::GrandTotal) || has_fixed_copay(code) || !row.is_blank(FIXED_COPAY) {
        return Ok(());
    }
    let Some(rate) = row.value(BENEFIT_RATE)? else { return Ok(()) };
    // At 100 percent, and for numbers with H, public assistance bears what the person would.
    if !(1..100).contains(&rate) || row.need(INSURED)?.is_public_assistance() {
        return Ok(());
    }
    let (cost, claim) = (row.value(COST)?, row.value(CLAIM)?);
    let (copay, full) = (row.value(COPAY)?, row.value(FULL_COPAY)?);
    // Where a subtotal follows, some write zeros on its rows.
    if special.is_none() && [cost, claim, copay, full].iter().all(|yen| yen.is_none_or(|yen| yen == 0)) {
        return Ok(());
    }
    let mut compare = |column: Column<i32>, found: i32, expected: i64| {
        let difference = i64::from(found).abs_diff(expected);
        if difference != 0 {
            let place = Found::new(&MONEY, row.at(column)).with("code", code.as_str());
            let place =
                place.with("item", column.item().name).with("found", found).with("expected", expected);
            // Fractions of a yen are cut off in more than one way.
            findings.add(place.at_most(if difference == 1 { Level::Info } else { Level::Error }));
        }
    };
    if let Some(price) = row.value(UNIT_PRICE)?.filter(|_| !is_outside(line, row)) {
        let (excess, within) = (row.value(EXCESS)?, row.value(WITHIN)?);
        let (units, managed) = (row.value(SERVICE_UNITS)?, row.value(MANAGED_UNITS)?);
        // Units that are managed otherwise than billed tell nothing of the cost.
        let is_billed = managed.is_none_or(|managed| units.is_none_or(|units| units == managed));
        let is_split = excess.unwrap_or(0) != 0 || within.unwrap_or(0) != 0;
        if is_billed && is_split {
            if let (Some(found), Some(within)) = (cost, within) {
                compare(COST, found, price.yen_for(within));
            }
            if let (Some(found), Some(excess)) = (full, excess) {
                // Beyond the limit of the type the person pays in full, too.
                let beyond_both = excess.saturating_add(row.value(TYPE_EXCESS)?.unwrap_or(0));
                let expected = [excess, beyond_both].map(|units| price.yen_for(units));
                let nearest = expected.into_iter().min_by_key(|yen| yen.abs_diff(found.into()));
                compare(FULL_COPAY, found, nearest.unwrap_or_default());
            }
        }
    }
    if let (Some(cost), Some(found)) = (cost, claim) {
        compare(CLAIM, found, (i64::from(cost) * i64::from(rate)).div_euclid(100));
    }
    if let (Some(cost), Some(claim), Some(found)) = (cost, claim, copay) {
        // Public funds may bear the whole share, which no item tells.
        if found != 0 {
            compare(COPAY, found, i64::from(cost) - i64::from(claim));
        }
    }
    Ok(())
}

/// Whether a row is known to lie outside 区分支給限度.
fn is_outside(Line { code, special }: Line, row: &Row<'_>) -> bool {
    match special {
        Some(SpecialRow::OutsideLimit | SpecialRow::Over30Days) => true,
        Some(SpecialRow::Subtotal | SpecialRow::GrandTotal) => false,
        None => is_outside_type(code.as_bytes()) || is_over_30_days(row) == Ok(true),
    }
}

const EMPTY: Bilingual = Bilingual { ja: "空", en: "empty" };

pub(super) fn special_rows(Line { code, special }: Line, row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let Some(special) = special else { return Ok(()) };
    let mut report = |place: Location, item: &Item, expected: Parameter| {
        let found = Found::new(&SPECIAL_ROWS, place).with("code", code.as_str());
        findings.add(found.with("item", item.name).with("expected", expected));
    };
    for column in [DISCOUNTED_RATE, DISCOUNTED_UNITS] {
        if !row.is_blank(column) {
            report(row.at(column), column.item(), EMPTY.into());
        }
    }
    let (provider, units) = (row.need(PROVIDER), row.need(UNITS)?);
    if units != 0 {
        report(row.at(UNITS), UNITS.item(), 0.into());
    }
    if special == SpecialRow::GrandTotal && provider? != OfficeNumber::PLACEHOLDER {
        report(row.at(PROVIDER), PROVIDER.item(), OfficeNumber::PLACEHOLDER.as_str().into());
    }
    Ok(())
}

pub(super) fn managed_units(line: Line, row: &Row<'_>, findings: &mut Findings<'_>) {
    if !row.is_blank(MANAGED_UNITS) && is_outside(line, row) {
        findings.add(Found::new(&MANAGED, row.at(MANAGED_UNITS)).with("code", line.code.as_str()));
    }
}
