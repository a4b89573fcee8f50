//! From the plan to the slip: product codes and names carried over to 第6表 予定 and 第7表, and the check that all
//! three agree.
//!
//! "The way with least work and least error", as the ministry's guide for rental offices and care managers has
//! it: the care manager's software copies the codes of the plan, instead of somebody typing them.
//!
//! | you have | you want | use |
//! |---|---|---|
//! | plans, 第6表 and 第7表 | the same tables with the codes filled in, and what became of every line | [`transfer`] |
//! | a slip that was sent without codes, and the plan | the unit to send again | [`transfer_unit`] |
//! | a plan | lines of 第6表 for a month | [`rental_lines`] |
//! | plans, 第6表 and 第7表 | where they disagree | [`differences`] |
//!
//! # How lines find each other
//!
//! Lines of the plan and of the slip belong together if they are of one person, one office, one service code, and
//! the line of the plan is used in the month. Among those an equal product code tells, then equal units with an
//! equal name (width, kana, case, hyphens and blanks do not count), then equal units with an equal 明細判別コード. What is
//! left is matched where units fit (a blank fits any) and it makes no difference which line belongs to which; else
//! it is [ambiguous](LineOutcome::Ambiguous) and nothing is filled in. Rows of 第7表 that look alike follow the
//! lines of 第6表.
//!
//! - **Nothing is overwritten.** Only blank items are filled: No.16–19 of 第6表, No.10–12 of 第7表. Another
//!   product code than the plan's, or a name of another product, is a [conflict](LineOutcome::Conflicting).
//! - **Units** of the slip are those after discount, in both tables. Discounts and the half of a month are the
//!   caller's: a line whose units differ finds no counterpart, unless it has the code.
//! - **Which plan counts**: of each person, office and service type the latest one dated in the month or before;
//!   if all are dated later, because they were written after an emergency, the earliest.
//! - **明細判別コード** is filled in type 17 where several lines of a person, month and office have equal service code
//!   and units and the product of each is settled; never in type 67.
//! - Editions before 4.0 have no items for equipment: their lines are left alone, and told.

mod agree;
mod codes;
mod gather;
mod matching;
mod number;
mod pairing;
mod rental;
mod result;
mod unit;

pub use agree::{Difference, DifferenceKind, differences};
pub use rental::{RentalError, RentalMonth, RentalProblem, rental_lines};
pub use result::{
    FilledItem, LineKind, LineNote, LineOutcome, LinePlace, LineResult, NoCounterpart, NotConcerned,
};
pub use unit::{TransferUnitError, TransferredUnit, transfer_unit};

use crate::plan::EquipmentPlan;
use careplan_model::{Table6, Table7, YearMonth};
use codes::{Codes, Name, names_agree};
use gather::{PlanLine, Slip};
use matching::Found;
use number::missing_numbers;
use pairing::{Pairing, Part, months};

/// The tables after the transfer, and what became of every line.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Transferred {
    /// 第6表, its records in their order.
    pub table6: Vec<Table6>,
    /// 第7表, its records in their order.
    pub table7: Vec<Table7>,
    /// Every equipment line of 第6表, then of 第7表, then every line of the plans against 第6表 and against 第7表, for
    /// each month that the table has. A table without a record is not compared.
    pub lines: Vec<LineResult>,
}

impl Transferred {
    /// The lines in which something was filled in: what differs from before.
    pub fn changes(&self) -> impl Iterator<Item = &LineResult> {
        self.lines.iter().filter(|line| !line.filled.is_empty())
    }

    /// Whether nothing was filled in.
    pub fn is_unchanged(&self) -> bool {
        self.changes().next().is_none()
    }

    /// The lines that somebody has to look at: ambiguous, conflicting, without a code in the plan or without
    /// counterpart. A line of the slip of an office that no plan is there of is among them.
    pub fn open(&self) -> impl Iterator<Item = &LineResult> {
        self.lines.iter().filter(|line| !line.outcome.is_settled())
    }
}

/// Carries product codes and names from plans to 第6表 予定 and 第7表. It fills in what is unambiguous and touches
/// nothing else: see the [module](self).
///
/// Doing it again changes nothing. `plans` may hold older plans too; of two with one key the later one counts.
///
/// ```
/// use careplan_fukushi::transfer::{LineOutcome, RentalMonth, rental_lines, transfer};
/// # use careplan_fukushi::{Category, EquipmentPlan, EquipmentPlanHeader, EquipmentPlanLine, SupplyKind};
/// # let version = careplan_model::Edition::CURRENT.version();
/// # let (insurer, insured) = ("991018".parse()?, "9000000001".parse()?);
/// # let (date, office, service) = ("20260401".parse()?, "9970100062".parse()?, "17".parse()?);
/// # let header = EquipmentPlanHeader::new(version, insurer, insured, date, office, service, "見本　太郎".to_owned());
/// # let mut plan = EquipmentPlan::new(header);
/// # let mut bed = EquipmentPlanLine::new(version, insurer, insured, date, office, service, 1, SupplyKind::Rental);
/// # bed.category = Some(Category::SpecialBed);
/// # bed.units = Some(1000);
/// # plan.lines.push(bed);
/// // An emergency: the plan of a bed has no product code yet, and the slip of April is sent.
/// let april = RentalMonth::new("202604".parse()?, "20260325".parse()?, "9970100013".parse()?);
/// let slip = rental_lines(&plan, &april, |_| date)?;
///
/// plan.lines[0].tais_code = Some("99999-000011".parse()?);
/// plan.lines[0].equipment_name = Some("見本ベッド　ＡＢ－１０００".to_owned());
/// let after = transfer(&[plan.clone()], slip, Vec::new());
/// assert_eq!(after.table6[0].tais_code, Some("99999-000011".parse()?));
/// assert_eq!(after.lines[0].outcome, LineOutcome::Filled);
/// assert!(transfer(&[plan], after.table6, Vec::new()).is_unchanged());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn transfer(plans: &[EquipmentPlan], table6: Vec<Table6>, table7: Vec<Table7>) -> Transferred {
    let plan = gather::of_plans(plans);
    let (mut slips, mut rows) = (gather::of_table6(&table6), gather::of_table7(&table7));
    let months6 = months(table6.iter().map(|form| form.service_month), plans);
    let months7 = months(table7.iter().map(|form| form.service_month), plans);
    let mut judged6 = Judged::new(Pairing::new(&slips, &plan, &months6));
    let mut judged7 = Judged::new(Pairing::new(&rows, &plan, &months7));
    // What is filled in may tell more lines apart: until nothing is, so that a second transfer changes nothing.
    loop {
        let (mut filled6, mut filled7) = (vec![false; slips.len()], vec![false; rows.len()]);
        judged6.pairing.match_stale(&slips, &plan);
        judged6.judge(&slips, &plan);
        let items = judged6.items(&slips, &plan);
        fill(&mut slips, items, &mut filled6);
        number(&mut slips, &judged6, &plan, &mut filled6);
        judged7.pairing.match_stale(&rows, &plan);
        judged7.pairing.follow(&rows, &table7, &slips, |at| judged6.product(at, &slips, &plan));
        judged7.judge(&rows, &plan);
        let items = judged7.items(&rows, &plan);
        fill(&mut rows, items, &mut filled7);
        if !filled6.contains(&true) && !filled7.contains(&true) {
            break;
        }
        judged6.pairing.begin_anew(&filled6);
        judged7.pairing.begin_anew(&filled7);
    }
    let mut lines = judged6.of_slips(&slips, &plan);
    lines.extend(judged7.of_slips(&rows, &plan));
    lines.extend(judged6.of_lines(LineKind::Table6, &slips, &plan));
    lines.extend(judged7.of_lines(LineKind::Table7, &rows, &plan));
    let (mut table6, mut table7) = (table6, table7);
    for slip in slips {
        if let Some(form) = slip.place.record.checked_sub(1).and_then(|at| table6.get_mut(at)) {
            for item in slip.filled {
                match item {
                    FilledItem::TaisCode(code) => form.tais_code = Some(code),
                    FilledItem::NotifiedCode(code) => form.notified_code = Some(code),
                    FilledItem::EquipmentName(name) => form.equipment_name = Some(name),
                    FilledItem::Discriminator(number) => form.discriminator = Some(number),
                }
            }
        }
    }
    for row in rows {
        if let Some(form) = row.place.record.checked_sub(1).and_then(|at| table7.get_mut(at)) {
            for item in row.filled {
                match item {
                    FilledItem::TaisCode(code) => form.tais_code = Some(code),
                    FilledItem::NotifiedCode(code) => form.notified_code = Some(code),
                    FilledItem::EquipmentName(name) => form.equipment_name = Some(name),
                    // There is no such item, and no row ever gets one.
                    FilledItem::Discriminator(_) => {}
                }
            }
        }
    }
    Transferred { table6, table7, lines }
}

/// What became of the lines of a table, and of the plans against it.
struct Judged {
    pairing: Pairing,
    outcomes: Vec<LineOutcome>,
}

impl Judged {
    /// Judges nothing yet; what is in no group never is, as it is of an old edition.
    fn new(pairing: Pairing) -> Self {
        let outcomes = vec![LineOutcome::NotConcerned(NotConcerned::OldEdition); pairing.slips.len()];
        Self { pairing, outcomes }
    }

    /// Judges the lines that were matched just now.
    fn judge(&mut self, slips: &[Slip], plan: &[PlanLine]) {
        for at in self.pairing.stale().flatten().copied() {
            let (Some(slip), Some(found)) = (slips.get(at), self.pairing.slips.get(at)) else { continue };
            let outcome = match found {
                Found::Matched(lines) => match lines.first().and_then(|at| plan.get(*at)) {
                    Some(line) => compare(slip, line),
                    None => LineOutcome::Ambiguous,
                },
                Found::Several(lines) => {
                    let have_codes =
                        lines.iter().filter_map(|at| plan.get(*at)).all(|line| !line.codes.is_blank());
                    of_several(!slip.codes.is_blank() && have_codes)
                }
                Found::OtherUnits(_) => LineOutcome::WithoutCounterpart(NoCounterpart::OtherUnits),
                Found::Surplus => LineOutcome::WithoutCounterpart(NoCounterpart::Surplus),
                Found::Nothing => self.pairing.reason_of_slip(slip),
            };
            if let Some(place) = self.outcomes.get_mut(at) {
                *place = outcome;
            }
        }
    }

    fn outcome(&self, slip: usize) -> Option<LineOutcome> {
        self.outcomes.get(slip).copied()
    }

    /// The line of the plan that a slip belongs to.
    fn matched<'p>(&self, slip: usize, plan: &'p [PlanLine]) -> Option<&'p PlanLine> {
        match self.pairing.slips.get(slip)? {
            Found::Matched(lines) => plan.get(*lines.first()?),
            _ => None,
        }
    }

    /// The same, if they have no conflict.
    fn line<'p>(&self, slip: usize, plan: &'p [PlanLine]) -> Option<&'p PlanLine> {
        self.matched(slip, plan).filter(|_| self.outcome(slip) != Some(LineOutcome::Conflicting))
    }

    /// The one line of the plan that tells the product of a slip, which has its code.
    fn product(&self, slip: usize, slips: &[Slip], plan: &[PlanLine]) -> Option<usize> {
        self.line(slip, plan).filter(|_| slips.get(slip).is_some_and(|slip| !slip.codes.is_blank()))?;
        match self.pairing.slips.get(slip)? {
            Found::Matched(lines) if lines.len() == 1 => lines.first().copied(),
            _ => None,
        }
    }

    /// What to fill in, by line of the table: of those that were judged just now.
    fn items(&self, slips: &[Slip], plan: &[PlanLine]) -> Vec<(usize, FilledItem)> {
        let mut items = Vec::new();
        for at in self.pairing.stale().flatten().copied() {
            let (Some(slip), Some(line)) = (slips.get(at), self.line(at, plan)) else { continue };
            if slip.codes.is_blank() {
                // One of the two is wanted.
                let tais = line.codes.tais.map(FilledItem::TaisCode);
                let code = tais.or_else(|| line.codes.notified.map(FilledItem::NotifiedCode));
                items.extend(code.map(|code| (at, code)));
            }
            // A slip with a code that the plan lacks may be about another product.
            let is_same = !line.codes.is_blank() || slip.codes.is_blank();
            if let (None, Some(name), true) = (&slip.name, &line.name, is_same) {
                items.push((at, FilledItem::EquipmentName(name.text.clone())));
            }
        }
        items
    }

    fn of_slips(&self, slips: &[Slip], plan: &[PlanLine]) -> Vec<LineResult> {
        let result = |(at, slip): (usize, &Slip)| {
            let outcome = self.outcome(at)?;
            Some(LineResult {
                place: slip.place,
                against: LineKind::Plan,
                month: slip.key.month,
                outcome: filled_or(outcome, !slip.filled.is_empty()),
                counterparts: self.pairing.slips.get(at)?.places(|line| Some(plan.get(line)?.place)),
                filled: slip.filled.clone(),
                notes: self.matched(at, plan).map(|line| notes(slip, line)).unwrap_or_default(),
            })
        };
        slips.iter().enumerate().filter_map(result).collect()
    }

    fn of_lines(&self, table: LineKind, slips: &[Slip], plan: &[PlanLine]) -> Vec<LineResult> {
        let result = |month: YearMonth, line: &PlanLine, part: &Part| {
            let (outcome, counterparts) = match part {
                Part::LeftOut(outcome) => (*outcome, Vec::new()),
                Part::Compared(found) => (
                    self.of_line(month, line, found, slips),
                    found.places(|slip| Some(slips.get(slip)?.place)),
                ),
            };
            let (filled, notes) = (Vec::new(), Vec::new());
            LineResult { place: line.place, against: table, month, outcome, counterparts, filled, notes }
        };
        let months = self.pairing.lines.iter();
        months
            .flat_map(|(month, parts)| plan.iter().zip(parts).map(|(line, part)| result(*month, line, part)))
            .collect()
    }

    fn of_line(&self, month: YearMonth, line: &PlanLine, found: &Found, slips: &[Slip]) -> LineOutcome {
        match found {
            Found::Matched(own) => {
                let outcome = own.first().and_then(|slip| self.outcome(*slip));
                let is_filled =
                    own.iter().filter_map(|at| slips.get(*at)).any(|slip| !slip.filled.is_empty());
                filled_or(outcome.unwrap_or(LineOutcome::Ambiguous), is_filled)
            }
            Found::Several(own) => {
                let mut own = own.iter().filter_map(|at| slips.get(*at));
                of_several(!line.codes.is_blank() && own.all(|slip| !slip.codes.is_blank()))
            }
            Found::OtherUnits(_) => LineOutcome::WithoutCounterpart(NoCounterpart::OtherUnits),
            Found::Surplus => LineOutcome::WithoutCounterpart(NoCounterpart::Surplus),
            Found::Nothing => self.pairing.reason_of_line(month, line),
        }
    }
}

impl Found {
    fn places(&self, place: impl Fn(usize) -> Option<LinePlace>) -> Vec<LinePlace> {
        match self {
            Self::Matched(at) | Self::Several(at) | Self::OtherUnits(at) => {
                at.iter().filter_map(|at| place(*at)).collect()
            }
            Self::Surplus | Self::Nothing => Vec::new(),
        }
    }
}

const fn of_several(all_have_codes: bool) -> LineOutcome {
    if all_have_codes { LineOutcome::Conflicting } else { LineOutcome::Ambiguous }
}

fn filled_or(outcome: LineOutcome, is_filled: bool) -> LineOutcome {
    if outcome == LineOutcome::Equal && is_filled { LineOutcome::Filled } else { outcome }
}

/// What a line of the slip and its counterpart say of each other; `Filled` where there is something to fill in.
fn compare(slip: &Slip, line: &PlanLine) -> LineOutcome {
    match (slip.codes.is_blank(), line.codes.is_blank()) {
        (false, false) if slip.codes.name_same(line.codes) => LineOutcome::Equal,
        (_, true) => LineOutcome::NoCode,
        (true, false)
            if names_agree(name_key(slip.name.as_ref()), name_key(line.name.as_ref()), slip.key.code) =>
        {
            LineOutcome::Filled
        }
        (_, false) => LineOutcome::Conflicting,
    }
}

fn name_key(name: Option<&Name>) -> Option<&str> {
    name.and_then(Name::key)
}

fn notes(slip: &Slip, line: &PlanLine) -> Vec<LineNote> {
    let differ =
        |one: Option<i32>, other: Option<i32>| one.zip(other).is_some_and(|(one, other)| one != other);
    let names = name_key(slip.name.as_ref()).zip(name_key(line.name.as_ref()));
    let all = [
        (LineNote::NameDiffers, names.is_some_and(|(slip, line)| slip != line)),
        (LineNote::UnitsDiffer, differ(slip.units, line.units)),
        (LineNote::DiscriminatorDiffers, differ(slip.discriminator, line.discriminator)),
        (LineNote::CodeWrittenDifferently, slip.codes.are_written_differently(line.codes)),
        (LineNote::BothCodes, line.codes.are_both()),
    ];
    all.into_iter().filter_map(|(note, is_so)| is_so.then_some(note)).collect()
}

/// Fills items in, and notes where.
fn fill(slips: &mut [Slip], items: Vec<(usize, FilledItem)>, is_filled: &mut [bool]) {
    for (at, item) in items {
        let (Some(slip), Some(is_filled)) = (slips.get_mut(at), is_filled.get_mut(at)) else { continue };
        match &item {
            FilledItem::TaisCode(code) => slip.codes = Codes { tais: Some(*code), ..slip.codes },
            FilledItem::NotifiedCode(code) => slip.codes = Codes { notified: Some(*code), ..slip.codes },
            FilledItem::EquipmentName(name) => slip.name = Name::new(Some(name)),
            FilledItem::Discriminator(number) => slip.discriminator = Some(*number),
        }
        slip.filled.push(item);
        *is_filled = true;
    }
}

/// Fills 明細判別コード in, and notes where.
fn number(slips: &mut [Slip], judged: &Judged, plan: &[PlanLine], is_filled: &mut [bool]) {
    let is_settled = |at: usize| {
        let has_code = slips.get(at).is_some_and(|slip| !slip.codes.is_blank());
        let no_plan = LineOutcome::WithoutCounterpart(NoCounterpart::NoOther);
        let settles =
            |outcome| matches!(outcome, LineOutcome::Filled | LineOutcome::Equal) || outcome == no_plan;
        has_code && judged.outcome(at).is_some_and(settles)
    };
    let planned = |at: usize| judged.line(at, plan)?.discriminator;
    let mut items = Vec::new();
    // A line alone in its group needs no number.
    for group in judged.pairing.stale().filter(|group| group.len() > 1) {
        let missing = missing_numbers(slips, group.iter().copied(), is_settled, planned);
        items.extend(missing.into_iter().map(|(at, number)| (at, FilledItem::Discriminator(number))));
    }
    fill(slips, items, is_filled);
}
