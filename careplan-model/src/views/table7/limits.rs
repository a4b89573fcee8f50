//! 種類支給限度 and 区分支給限度: what of each row lies within them, and who bears the rest.
//!
//! The limit of the type comes first: what lies beyond it is not counted against that of the level of care.

use super::cell::Cell;
use super::facts::{Bearer, Facts, OfficeService};
use super::gather::{Gathering, Part};
use super::missing::{Cause, Note};
use crate::service::ServiceCode;
use std::collections::BTreeSet;

/// Units within the limits and beyond them, of a row or of what is within 区分支給限度 of an office and type.
#[derive(Debug, Clone)]
pub(super) struct Split {
    /// All that is subject to the limits.
    pub(super) units: Cell,
    /// 種類支給限度基準超単位数; blank without a limit of the type, or where nobody knows on which row it is.
    pub(super) type_excess: Cell,
    /// 種類支給限度基準内単位数.
    pub(super) type_within: Cell,
    /// 区分支給限度基準超単位数; blank where nobody knows on which row it is.
    pub(super) excess: Cell,
    /// 区分支給限度基準内単位数.
    pub(super) within: Cell,
}

/// The splits of an office and service type.
#[derive(Debug, Clone)]
pub(super) struct GroupSplit {
    /// All its rows within 区分支給限度 (`AAAA`).
    pub(super) total: Split,
    /// Those rows, in their order.
    pub(super) rows: Vec<Split>,
}

/// Whoever may bear units beyond a limit.
struct Party {
    of: OfficeService,
    units: Cell,
    rows: Vec<(ServiceCode, Cell)>,
}

/// What a party bears: in all, and by row (blank where nobody knows on which).
#[derive(Clone)]
struct Share {
    total: Cell,
    rows: Vec<Cell>,
}

/// Splits the units of all groups.
pub(super) fn split<T>(
    groups: &[Gathering<T>],
    facts: &Facts,
    notes: &mut BTreeSet<Note>,
) -> Vec<GroupSplit> {
    let mut parties: Vec<Party> = groups.iter().map(Party::of).collect();
    let mut types: Vec<Option<Share>> = groups.iter().map(|_| None).collect();
    for limit in &facts.type_limits {
        let is_of = |party: &Party| party.of.service_type == limit.service_type && party.has_rows();
        let members: Vec<&Party> = parties.iter().filter(|party| is_of(party)).collect();
        let bearers = facts.type_bearers.iter().filter(|bearer| bearer.service_type == limit.service_type);
        let bearers: Vec<&Bearer> = bearers.collect();
        let service_type = limit.service_type;
        let cause = |units, borne| Cause::TypeBearer { service_type, units, borne };
        let shares = share(&members, &Cell::Known(limit.units.into()), &bearers, cause);
        let places = parties.iter().zip(&mut types).filter(|(party, _)| is_of(party));
        for ((_, place), share) in places.zip(shares) {
            *place = Some(share);
        }
    }
    let before = parties.iter().map(|party| {
        (party.units.clone(), party.rows.iter().map(|(_, units)| units.clone()).collect::<Vec<_>>())
    });
    let before: Vec<(Cell, Vec<Cell>)> = before.collect();
    for (party, share) in parties.iter_mut().zip(&types) {
        if let Some(share) = share {
            party.units = party.units.minus(&share.total);
            for ((_, units), share) in party.rows.iter_mut().zip(&share.rows) {
                *units = units.minus(share);
            }
        }
    }
    let limit = facts
        .benefit_limit
        .map_or_else(|| Cell::lacks(Cause::BenefitLimit), |limit| Cell::Known(limit.into()));
    let members: Vec<&Party> = parties.iter().filter(|party| party.has_rows()).collect();
    let bearers: Vec<&Bearer> = facts.bearers.iter().collect();
    let mut shares =
        share(&members, &limit, &bearers, |units, borne| Cause::Bearer { units, borne }).into_iter();

    let mut splits = Vec::with_capacity(groups.len());
    for ((party, by_type), (units, row_units)) in parties.iter().zip(&types).zip(before) {
        let blank = || Share { total: Cell::Blank, rows: party.rows.iter().map(|_| Cell::Blank).collect() };
        let by_level = if party.has_rows() { shares.next() } else { None }.unwrap_or_else(blank);
        let has_type = by_type.is_some();
        let by_type = by_type.clone().unwrap_or_else(blank);
        let of = |units: Cell, counted: &Cell, type_excess: &Cell, excess: &Cell| Split {
            units,
            type_excess: type_excess.clone(),
            type_within: if has_type { counted.clone() } else { Cell::Blank },
            excess: excess.clone(),
            within: counted.minus(excess),
        };
        let total = of(units, &party.units, &by_type.total, &by_level.total);
        let is_beyond = |cell: &Cell| cell.known().is_some_and(|units| units > 0);
        if is_beyond(&total.type_excess) && is_beyond(&total.excess) {
            let OfficeService { provider, service_type } = party.of;
            notes.insert(Note::BeyondBothLimits { provider, service_type });
        }
        let excesses = by_type.rows.iter().zip(&by_level.rows);
        let rows = row_units.into_iter().zip(&party.rows).zip(excesses);
        let rows = rows
            .map(|((units, (_, counted)), (type_excess, excess))| of(units, counted, type_excess, excess));
        splits.push(GroupSplit { total, rows: rows.collect() });
    }
    splits
}

impl Party {
    fn of<T>(group: &Gathering<T>) -> Self {
        let rows = group.rows.iter().filter(|row| row.part == Part::Within);
        let rows: Vec<(ServiceCode, Cell)> = rows.map(|row| (row.code, row.amount())).collect();
        Self { of: group.of, units: Cell::sum(rows.iter().map(|(_, units)| units)), rows }
    }

    /// Whether anything of it is within 区分支給限度.
    fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Whether a bearer means this party, and one of its rows.
    fn is_meant(&self, bearer: &Bearer) -> bool {
        (bearer.provider, bearer.service_type) == (self.of.provider, self.of.service_type)
            && self.targets(bearer).next().is_some()
    }

    /// The rows that a bearer means, by their places.
    fn targets<'a>(&'a self, bearer: &'a Bearer) -> impl Iterator<Item = usize> + 'a {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, (code, _))| bearer.service_code.is_none_or(|meant| meant == *code))
            .map(|(place, _)| place)
    }

    /// The units that a bearer means; none where some are not known.
    fn capacity(&self, bearer: &Bearer) -> i64 {
        let units = if bearer.service_code.is_some() {
            let rows = self.targets(bearer).filter_map(|place| self.rows.get(place));
            Cell::sum(rows.map(|(_, units)| units)).known()
        } else {
            self.units.known()
        };
        units.unwrap_or(0).max(0)
    }
}

/// Shares out what goes beyond a limit.
fn share(
    parties: &[&Party],
    limit: &Cell,
    bearers: &[&Bearer],
    cause: impl Fn(i64, i64) -> Cause,
) -> Vec<Share> {
    let all = Cell::sum(parties.iter().map(|party| &party.units));
    let beyond = all.zip(limit, |units, limit| Some(units.checked_sub(limit)?.max(0)));
    let Cell::Known(excess) = beyond else {
        return parties.iter().map(|party| Share::all(party, &beyond)).collect();
    };
    let given = give(parties, bearers, excess);
    let borne = given.iter().fold(0i64, |sum, units| sum.saturating_add(*units));
    if borne != excess {
        let lacks = Cell::lacks(cause(excess, borne));
        return parties.iter().map(|party| Share::all(party, &lacks)).collect();
    }
    let borne = bearers.iter().copied().zip(given).filter(|(_, units)| *units > 0);
    let borne: Vec<(&Bearer, i64)> = borne.collect();
    parties.iter().map(|party| Share::of(party, &borne)).collect()
}

/// What each bearer bears: what was said, then, in their order, what is left, as far as the units reach.
/// Who has no such service in the plan bears nothing, and leaves to nobody what it was said to bear.
fn give(parties: &[&Party], bearers: &[&Bearer], excess: i64) -> Vec<i64> {
    let said = bearers.iter().map(|bearer| i64::from(bearer.units.unwrap_or(0)));
    let mut rest = said.clone().fold(excess, i64::saturating_sub);
    let party_of = |bearer: &Bearer| parties.iter().find(|party| party.is_meant(bearer));
    let mut given: Vec<i64> = bearers
        .iter()
        .zip(said)
        .map(|(bearer, units)| if party_of(bearer).is_some() { units } else { 0 })
        .collect();
    for (place, bearer) in bearers.iter().enumerate() {
        let Some(party) = party_of(bearer).filter(|_| bearer.units.is_none() && rest > 0) else { continue };
        let is_same = |other: &Bearer| {
            party.is_meant(other)
                && (other.service_code.is_none()
                    || bearer.service_code.is_none()
                    || other.service_code == bearer.service_code)
        };
        let others = bearers.iter().zip(&given).filter(|(other, _)| is_same(other));
        let taken = others.fold(0i64, |sum, (_, units)| sum.saturating_add(*units));
        let units = rest.min(party.capacity(bearer).saturating_sub(taken).max(0));
        rest -= units;
        if let Some(given) = given.get_mut(place) {
            *given = units;
        }
    }
    given
}

impl Share {
    /// The same everywhere.
    fn all(party: &Party, cell: &Cell) -> Self {
        Self { total: cell.clone(), rows: party.rows.iter().map(|_| cell.clone()).collect() }
    }

    /// What those who bear something bear of it.
    fn of(party: &Party, borne: &[(&Bearer, i64)]) -> Self {
        let own = || borne.iter().filter(|(bearer, _)| party.is_meant(bearer));
        let total = own().fold(0i64, |sum, (_, units)| sum.saturating_add(*units));
        let OfficeService { provider, service_type } = party.of;
        let too_much = Cell::lacks(Cause::Share { provider, service_type });
        if total > 0 && party.units.known().is_some_and(|units| total > units) {
            return Self::all(party, &too_much);
        }
        let mut share = Self::all(party, &Cell::Known(0));
        share.total = Cell::Known(total);
        for (bearer, units) in own() {
            let targets: Vec<usize> = party.targets(bearer).collect();
            for place in &targets {
                let Some(cell) = share.rows.get_mut(*place) else { continue };
                // Of several rows nobody knows which.
                *cell = if targets.len() == 1 { cell.plus(&Cell::Known(*units)) } else { Cell::Blank };
            }
        }
        for (cell, (_, units)) in share.rows.iter_mut().zip(&party.rows) {
            if let (Cell::Known(share), Cell::Known(units)) = (&cell, units)
                && *share > 0
                && share > units
            {
                *cell = too_much.clone();
            }
        }
        share
    }
}
