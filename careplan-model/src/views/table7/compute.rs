//! 第7表 of a month, computed from 第6表 and facts.

use super::cell::Cell;
use super::facts::{Facts, OfficeService, Subtotals};
use super::gather::{Gathered, Gathering, Part, Row};
use super::limits::{self, GroupSplit, Split};
use super::missing::{Cause, MissingFact, Note};
use super::money::Terms;
use super::problem::ComputeErrors;
use super::sheet::{Column, Sheet};
use super::split::MonthKey;
use super::view::{Group, Table7Month};
use crate::codes::Applies;
use crate::forms::{Table6, Table7};
use crate::service::ServiceCode;
use crate::value::OfficeNumber;
use std::collections::BTreeMap;
use std::hash::Hash;

/// A computed 第7表.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Computed<T = String> {
    /// The rows, subtotals and grand total; [`Table7Month::into_records`] gives the records of a file.
    pub month: Table7Month<T>,
    /// What was missing, in a fixed order; empty if no item stays blank for want of a fact.
    pub missing: Vec<MissingFact>,
    /// What a person should look at.
    pub notes: Vec<Note>,
}

/// Computes 第7表 of one person and month from the lines of the planned 第6表 (for those of a file see
/// [`plan_months`](super::plan_months)) and facts.
///
/// # Rows
///
/// A row is what is billed alike: lines of one office, satellite, service code, units, ３０日超区分 and
/// product (codes and name; editions before 4.0 have none). 回数／日数 is the sum of サービス回数, or the days
/// flagged in 日割対象日 (days that several lines of a row flag count once); a monthly addition
/// ([`Facts::once_a_month`]) is taken in once. サービス単位金額 is 回数 times the units of 第6表, which are those
/// after discount. Percentage additions are rows like others: 第6表 holds their units.
///
/// # Subtotals and money
///
/// `AAAA` sums up the rows within 区分支給限度, `EEEE` those outside it, `ZZZZ` those over 30 days; which there
/// are is a habit ([`Subtotals`]). What is billed together is computed once: price, rate and amounts stand
/// on the subtotal, or on the row where no subtotal follows. 回数 of a sum is the sum of its rows. The grand
/// total sums up all that bear money, `EEEE` and `ZZZZ` included, in 回数, サービス単位金額, No.18, 21, 22, 24, 26,
/// 28 and 29; a column that none of them has is blank.
///
/// - 費用総額 = ⌊区分支給限度基準内単位数 × 単価⌋, 請求額 = ⌊費用総額 × 給付率 / 100⌋, 利用者負担 = 費用総額 − 請求額,
///   全額負担 = ⌊units beyond the limits × 単価⌋; for `EEEE` the same of all its units; for `ZZZZ` 全額負担 of all.
/// - 定額 (No.27): 利用者負担 = No.27 × 回数, 請求額 = 費用総額 − 利用者負担, no 給付率.
/// - The limit of the type is applied first (No.19, 20), that of the level of care to what is within it
///   (No.21, 22 make up No.20). 全額負担 holds what is beyond either. An office beyond both is
///   [noted](Note::BeyondBothLimits), since other readings of the standard exist.
/// - 給付管理単位数 is サービス単位金額 (No.17); offices for which the two differ (大規模型通所 and the like) are not
///   covered.
///
/// # Errors
///
/// Lines that are no plan of one person's month, and facts that contradict each other: all of them.
pub fn compute<'a, T: Clone + Eq + Hash + 'a>(
    plan: impl IntoIterator<Item = &'a Table6<T>>,
    facts: &Facts,
) -> Result<Computed<T>, ComputeErrors> {
    let mut gathered = Gathered::read(plan, facts)?;
    let mut notes = core::mem::take(&mut gathered.notes);
    let splits = limits::split(&gathered.groups, facts, &mut notes);
    let mut writer = Writer {
        facts,
        key: gathered.key,
        stay: [gathered.stay_days_before, Cell::Known(gathered.stay_days)],
        sheet: Sheet::default(),
        total: BTreeMap::new(),
    };
    let groups = gathered.groups.into_iter().zip(splits).map(|(group, split)| writer.group(group, &split));
    let groups = groups.collect();
    let total = Some(writer.total());
    Ok(Computed {
        month: Table7Month { groups, total },
        missing: writer.sheet.finish(),
        notes: Vec::from_iter(notes),
    })
}

/// What a part sums up to.
struct PartSum {
    part: Part,
    quantity: Cell,
    units: Cell,
    /// Whether a subtotal follows.
    has_subtotal: bool,
}

struct Writer<'a> {
    facts: &'a Facts,
    key: MonthKey,
    /// Days of short stay before this month and in it.
    stay: [Cell; 2],
    sheet: Sheet,
    /// What the grand total sums up.
    total: BTreeMap<Column, Cell>,
}

/// The columns of the grand total.
const SUMMED: [Column; 9] = [
    Column::Quantity,
    Column::ServiceUnits,
    Column::ManagedUnits,
    Column::LimitExcessUnits,
    Column::LimitUnits,
    Column::TotalCost,
    Column::InsuranceClaim,
    Column::Copay,
    Column::FullCopay,
];

impl Writer<'_> {
    fn group<T: Clone + PartialEq>(&mut self, group: Gathering<T>, split: &GroupSplit) -> Group<T> {
        let Gathering { of, name, has_satellite_names, rows } = group;
        let terms = Terms::new(of, &rows, self.facts);
        let sums = [Part::Within, Part::Outside, Part::Over30].map(|part| self.part_sum(part, &rows));
        let mut records = Vec::with_capacity(rows.len());
        let mut splits = split.rows.iter();
        for row in &rows {
            let split = if row.part == Part::Within { splits.next() } else { None };
            let is_billed = sums.iter().any(|sum| sum.part == row.part && !sum.has_subtotal);
            records.push(self.row(row, split, &terms, is_billed));
        }
        let [subtotal, outside_limit, over_30_days] = sums.map(|sum| {
            if !sum.has_subtotal {
                return None;
            }
            let record = self.subtotal(&sum, name.clone(), &split.total, &terms, &rows);
            if name.is_none() && has_satellite_names {
                self.sheet.lacks(Column::ProviderName, Cause::OfficeName { provider: of.provider });
            }
            Some(record)
        });
        let OfficeService { provider, service_type } = of;
        Group { provider, service_type, rows: records, subtotal, outside_limit, over_30_days }
    }

    fn part_sum<T>(&self, part: Part, rows: &[Row<T>]) -> PartSum {
        let own = || rows.iter().filter(move |row| row.part == part);
        let count = own().count();
        let has_subtotal = match self.facts.subtotals {
            Subtotals::Full => count > 0 && (part != Part::Within || rows.len() > 1),
            Subtotals::Several => count > 1,
        };
        let sum = |of: fn(&Row<T>) -> Cell| Cell::sum(&own().map(of).collect::<Vec<_>>());
        PartSum { part, quantity: sum(Row::quantity), units: sum(Row::amount), has_subtotal }
    }

    fn row<T: Clone>(
        &mut self,
        row: &Row<T>,
        split: Option<&Split>,
        terms: &Terms,
        is_billed: bool,
    ) -> Table7<T> {
        let mut record = self.record(terms.of.provider, row.code, row.part);
        record.provider_name.clone_from(&row.name);
        record.satellite = row.satellite;
        record.tais_code = row.product.tais;
        record.notified_code = row.product.notified;
        record.equipment_name.clone_from(&row.product.name);
        let mut cells = Vec::new();
        match row.discount {
            Ok(None) => cells.push((Column::Units, row.units.clone())),
            Ok(Some(given)) => cells.extend([
                (Column::Units, Cell::Known(given.units.into())),
                (Column::DiscountedRate, Cell::Known(given.discounted_rate.into())),
                (Column::DiscountedUnits, row.units.clone()),
            ]),
            Err(cause) => cells.extend(
                [Column::Units, Column::DiscountedRate, Column::DiscountedUnits]
                    .map(|column| (column, Cell::lacks(cause))),
            ),
        }
        let units = row.amount();
        cells.push((Column::Quantity, row.quantity()));
        cells.push((Column::ServiceUnits, units.clone()));
        if let Some(split) = split {
            cells.extend(self.limits(split));
        }
        if self.facts.short_stay_codes.contains(&row.code) {
            let [before, planned] = &self.stay;
            cells.extend([
                (Column::ShortStayPriorDayCount, before.clone()),
                (Column::ShortStayPlannedDayCount, planned.clone()),
                (Column::ShortStayCumulativeDayCount, before.plus(planned)),
            ]);
        }
        if is_billed {
            let rows = core::iter::once(row);
            cells.extend(money(row.part, &units, split, terms, rows, self.facts));
        }
        self.fill(&mut record, &cells, terms, is_billed);
        record
    }

    fn subtotal<T>(
        &mut self,
        sum: &PartSum,
        name: Option<T>,
        split: &Split,
        terms: &Terms,
        rows: &[Row<T>],
    ) -> Table7<T> {
        let suffix = match sum.part {
            Part::Within => "AAAA",
            Part::Outside => "EEEE",
            Part::Over30 => "ZZZZ",
        };
        // Two characters and four always make a code.
        let code = ServiceCode::new(&format!("{}{suffix}", terms.of.service_type));
        let code = code.unwrap_or(ServiceCode::GRAND_TOTAL);
        let mut record = self.record(terms.of.provider, code, sum.part);
        record.provider_name = name;
        let mut cells =
            vec![(Column::Quantity, sum.quantity.clone()), (Column::ServiceUnits, sum.units.clone())];
        let split = (sum.part == Part::Within).then_some(split);
        cells.extend(split.into_iter().flat_map(|split| self.limits(split)));
        let rows = rows.iter().filter(|row| row.part == sum.part);
        cells.extend(money(sum.part, &sum.units, split, terms, rows, self.facts));
        self.fill(&mut record, &cells, terms, true);
        record
    }

    fn total<T>(&mut self) -> Table7<T> {
        let mut record = self.record(OfficeNumber::PLACEHOLDER, ServiceCode::GRAND_TOTAL, Part::Within);
        let cells: Vec<_> = core::mem::take(&mut self.total).into_iter().collect();
        self.sheet.fill(&mut record, &cells);
        record
    }

    /// A record without numbers.
    fn record<T>(&self, provider: OfficeNumber, code: ServiceCode, part: Part) -> Table7<T> {
        let (insurer, insured, month) = self.key;
        let version = self.facts.edition.version();
        let over_30_days = if part == Part::Over30 { Applies::Yes } else { Applies::No };
        let mut record = Table7::new(
            version,
            insurer,
            insured,
            self.facts.created_on,
            month,
            provider,
            code,
            0,
            0,
            over_30_days,
        );
        record.placeholder_office = Some(OfficeNumber::PLACEHOLDER);
        record.entered_by = self.facts.entered_by;
        record.updated_by = self.facts.updated_by;
        record
    }

    /// No.18–22.
    fn limits(&self, split: &Split) -> Vec<(Column, Cell)> {
        let mut cells = Vec::new();
        if self.facts.fill_managed_units {
            cells.push((Column::ManagedUnits, split.units.clone()));
        }
        cells.extend([
            (Column::TypeLimitExcessUnits, split.type_excess.clone()),
            (Column::TypeLimitUnits, split.type_within.clone()),
            (Column::LimitExcessUnits, split.excess.clone()),
            (Column::LimitUnits, split.within.clone()),
        ]);
        cells
    }

    /// Fills a record in; if it bears money, the grand total takes it up.
    fn fill<T>(&mut self, record: &mut Table7<T>, cells: &[(Column, Cell)], terms: &Terms, is_billed: bool) {
        self.sheet.fill(record, cells);
        if !is_billed {
            return;
        }
        self.sheet.fill_price(record, &terms.price);
        for (column, cell) in cells.iter().filter(|(column, _)| SUMMED.contains(column)) {
            let sum = self.total.entry(*column).or_insert(Cell::Blank);
            *sum = Cell::sum([&*sum, cell]);
        }
    }
}

/// No.24–29 of what is billed together.
fn money<'a, T: 'a>(
    part: Part,
    units: &Cell,
    split: Option<&Split>,
    terms: &Terms,
    rows: impl Iterator<Item = &'a Row<T>> + Clone,
    facts: &Facts,
) -> Vec<(Column, Cell)> {
    match split {
        Some(split) => terms.amounts(&split.within, &split.beyond(), rows, facts),
        None if part == Part::Over30 => terms.in_full(units),
        None => terms.amounts(units, &Cell::Known(0), rows, facts),
    }
}
