//! Places and amounts of rows, kept until the file ends.

use super::{
    CLAIM, COPAY, COST, EXCESS, FULL_COPAY, MANAGED_UNITS, SERVICE_UNITS, TYPE_EXCESS, TYPE_WITHIN, WITHIN,
};
use crate::check::FileContext;
use crate::column::Column;
use crate::finding::{LocatedItem, Location};
use crate::row::Row;
use careplan_model::Item;

/// The columns that are added up. 回数／日数 is none: a sum of times, days and months says nothing, and the
/// standard asks for none.
pub(super) const COLUMNS: [Column<i32>; 10] =
    [SERVICE_UNITS, MANAGED_UNITS, TYPE_EXCESS, TYPE_WITHIN, EXCESS, WITHIN, COST, CLAIM, COPAY, FULL_COPAY];

/// Some of [`COLUMNS`], a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Columns(u16);

impl Columns {
    pub(super) const ALL: Self = Self((1 << COLUMNS.len()) - 1);
    /// サービス単位金額.
    pub(super) const UNITS: Self = Self(1);
    /// 給付管理単位数.
    pub(super) const MANAGED: Self = Self(0b10);
    /// Those that only services within the limit hold: 給付管理単位数 and the four parts.
    pub(super) const LIMITS: Self = Self(0b11_1110);
    /// 超単位数 of the type and of the level of care.
    pub(super) const EXCESSES: Self = Self(0b01_0100);
    /// What follows from the excess: 内単位数, and all in yen.
    pub(super) const CUT: Self = Self(0b11_1110_1000 | Self::MONEY.0);
    /// All in yen.
    pub(super) const MONEY: Self = Self(0b11_1100_0000);
    /// What the insurance bears a part of, in yen.
    pub(super) const COVERED: Self = Self(0b01_1100_0000);
    /// 利用者負担（全額負担分）.
    pub(super) const FULL_COPAY: Self = Self(0b10_0000_0000);

    /// The column at a place of [`COLUMNS`].
    pub(super) const fn at(place: usize) -> Self {
        Self(1 << place)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What some rows hold together: 88 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sum {
    values: [i64; COLUMNS.len()],
    /// How many rows.
    pub(super) rows: u32,
    /// What each of them holds.
    pub(super) held: Columns,
}

impl Default for Sum {
    /// Of no rows.
    fn default() -> Self {
        Self { values: [0; COLUMNS.len()], rows: 0, held: Columns::ALL }
    }
}

impl Sum {
    /// One row, and which of its cells are invalid.
    pub(super) fn of(row: &Row<'_>) -> (Self, Columns) {
        let mut sum = Self { rows: 1, held: Columns::default(), ..Self::default() };
        let mut invalid = Columns::default();
        for (place, (value, column)) in sum.values.iter_mut().zip(COLUMNS).enumerate() {
            match row.value(column) {
                Ok(Some(found)) => {
                    *value = found.into();
                    sum.held = sum.held.or(Columns::at(place));
                }
                Ok(None) => {}
                Err(_) => invalid = invalid.or(Columns::at(place)),
            }
        }
        (sum, invalid)
    }

    /// サービス単位金額 alone.
    pub(super) fn of_units(units: i64) -> Self {
        let mut sum = Self { rows: 1, held: Columns::UNITS, ..Self::default() };
        if let Some(value) = sum.values.first_mut() {
            *value = units;
        }
        sum
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (value, more) in self.values.iter_mut().zip(other.values) {
            *value += more;
        }
        self.rows = self.rows.saturating_add(other.rows);
        self.held = self.held.and(other.held);
    }

    /// サービス単位金額.
    pub(super) fn units(&self) -> i64 {
        self.values.first().copied().unwrap_or(0)
    }

    /// The sums with the places of their columns.
    pub(super) fn values(&self) -> impl Iterator<Item = (usize, i64)> {
        self.values.into_iter().enumerate()
    }

    pub(super) fn value(&self, place: usize) -> i64 {
        self.values.get(place).copied().unwrap_or(0)
    }

    /// Whether a value of some of the columns is not 0.
    pub(super) fn is_any(&self, columns: Columns) -> bool {
        self.values().any(|(place, value)| value != 0 && columns.has(Columns::at(place)))
    }

    /// Whether both have the same in some of the columns; what a sum does not hold is 0.
    pub(super) fn is_like(&self, other: &Self, columns: Columns) -> bool {
        self.values().all(|(place, value)| !columns.has(Columns::at(place)) || value == other.value(place))
    }
}

/// Where a record or one of its items stands: 32 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) record: u64,
    line: u64,
    start: u64,
    length: u32,
}

impl Spot {
    pub(super) fn of(location: &Location) -> Self {
        let bytes = location.bytes.clone().unwrap_or_default();
        Self {
            record: location.record.unwrap_or_default(),
            line: location.line.unwrap_or_default(),
            start: bytes.start,
            length: length(bytes.end.saturating_sub(bytes.start)),
        }
    }

    pub(super) fn location(self, file: &FileContext, item: Option<LocatedItem>) -> Location {
        let bytes = Some(self.start..self.start + u64::from(self.length));
        Location { file: file.id, record: Some(self.record), line: Some(self.line), item, bytes }
    }
}

fn length(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Where a row of sums stands with its columns: 120 bytes.
#[derive(Debug, Clone)]
pub(super) struct SumSpots {
    row: Spot,
    /// Starts, counted from that of the row, and lengths.
    cells: [(u32, u32); COLUMNS.len()],
    /// No. of the first column in the edition of the file.
    first: usize,
}

impl SumSpots {
    pub(super) fn of(row: &Row<'_>) -> Self {
        let place = Spot::of(&row.place());
        let cells = COLUMNS.map(|column| {
            let cell = row.field(column).map(|field| (field.start() as u64, field.raw().len() as u64));
            cell.map_or((0, place.length), |(start, bytes)| (length(start), length(bytes)))
        });
        let first = row.at(SERVICE_UNITS).item.map_or(0, |item| item.number);
        Self { row: place, cells, first }
    }

    /// The place of a column.
    pub(super) fn location(&self, file: &FileContext, place: usize) -> Location {
        let column = COLUMNS.get(place).copied().unwrap_or(SERVICE_UNITS);
        let (start, length) = self.cells.get(place).copied().unwrap_or_default();
        // No item between two of these columns is missing in any edition.
        let number = self.first + (column.index - SERVICE_UNITS.index);
        let item: &'static Item = column.item();
        let spot = Spot { start: self.row.start + u64::from(start), length, ..self.row };
        spot.location(file, Some(LocatedItem { number, item: Some(item) }))
    }
}
