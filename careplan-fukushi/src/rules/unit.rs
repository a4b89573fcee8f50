//! Rules about the records of a unit together: keys, numbers, and what lines, needs and candidates say of each
//! other. Kept are keys, codes, prices and places, never texts.

use super::line::{self, Columns};
use super::offer;
use super::{CARE_LEVEL, DOUBLE_KEY, DOUBLE_NUMBER, FEW_OFFERS, NEED_NUMBERS, NO_HEADER, TAKEN_DIFFERS, key};
use crate::category::Category;
use crate::codes::{SupplyKind, YesNo};
use crate::need_numbers::NeedNumbers;
use crate::plan::PlanKey;
use crate::provisional::EquipmentPlanHeader;
use careplan_model::{CareLevel, Form as _, NotifiedCode, TaisCode};
use careplan_rules::{Bilingual, Column, Findings, Found, Level, Location, NotRun, Ran, Row};
use std::collections::{BTreeMap, BTreeSet};

const LEVEL: Column<CareLevel> = Column::of(EquipmentPlanHeader::<String>::LAYOUT, "care_level");

const NO_SUCH_NEED: Bilingual = Bilingual {
    ja: "その番号の利用目標がありません",
    en: "the plan has no need of that number",
};
const NO_SUCH_LINE: Bilingual =
    Bilingual { ja: "その番号の明細がありません", en: "the plan has no line of that number" };
const OTHER_CATEGORY: Bilingual =
    Bilingual { ja: "種目が明細と異なります", en: "another 種目 than the line" };
const OTHER_PRODUCT: Bilingual = Bilingual {
    ja: "商品のコードが明細と異なります",
    en: "another product code than the line",
};
const OTHER_PRICE: Bilingual =
    Bilingual { ja: "価格が明細と異なります", en: "another price than the line" };

/// What is kept of the records of a unit.
#[derive(Default)]
pub(super) struct Unit {
    headers: Vec<(PlanKey, Option<CareLevel>, Location)>,
    deletions: Vec<(PlanKey, Location)>,
    needs: Vec<(PlanKey, i32, Location)>,
    lines: Vec<Line>,
    offers: Vec<Offer>,
    /// A record could not be read as far as it is needed: what seems missing may stand there.
    pub(super) incomplete: bool,
}

/// A line, or what a candidate has in common with it.
struct Line {
    key: PlanKey,
    number: i32,
    category: Option<Category>,
    tais_code: Option<TaisCode>,
    notified_code: Option<NotifiedCode>,
    price: Option<i32>,
    need_nos: Option<NeedNumbers>,
    is_rental: bool,
    at_number: Location,
    at_category: Location,
    at_codes: Location,
    at_price: Location,
    at_need_nos: Location,
}

struct Offer {
    line: Line,
    has_reason: bool,
    is_taken: bool,
    line_no: Option<i32>,
    at_line_no: Location,
}

impl Line {
    fn read(row: &Row<'_>, columns: &Columns, is_rental: bool) -> Result<Self, NotRun> {
        let has_tais = !row.is_blank(columns.tais_code);
        Ok(Self {
            key: key(row)?,
            number: row.need(columns.number)?,
            category: row.value(columns.category)?,
            tais_code: row.value(columns.tais_code)?,
            notified_code: row.value(columns.notified_code)?,
            price: row.value(columns.price)?,
            // How it is written is judged by itself.
            need_nos: row.value(columns.need_nos).unwrap_or_default(),
            is_rental,
            at_number: row.at(columns.number),
            at_category: row.at(columns.category),
            at_codes: if has_tais { row.at(columns.tais_code) } else { row.at(columns.notified_code) },
            at_price: row.at(columns.price),
            at_need_nos: row.at(columns.need_nos),
        })
    }

    /// Whether the product codes are there in both and differ; hyphens may be written otherwise.
    fn names_another_product(&self, other: &Self) -> bool {
        let tais = |line: &Self| line.tais_code.map(|code| code.normalized().unwrap_or(code));
        let notified = |line: &Self| line.notified_code.map(|code| code.normalized().unwrap_or(code));
        let differ = |same: Option<bool>| same == Some(false);
        let is_named = |line: &Self| line.tais_code.is_some() || line.notified_code.is_some();
        let tais_same = tais(self).zip(tais(other)).map(|(a, b)| a == b);
        let notified_same = notified(self).zip(notified(other)).map(|(a, b)| a == b);
        // One names it by the one code, the other by the other.
        let is_crossed = is_named(self) && is_named(other) && tais_same.is_none() && notified_same.is_none();
        differ(tais_same) || differ(notified_same) || is_crossed
    }
}

impl Unit {
    pub(super) fn header(&mut self, row: &Row<'_>) -> Ran {
        self.headers.push((key(row)?, row.value(LEVEL).unwrap_or_default(), row.place()));
        Ok(())
    }

    pub(super) fn deletion(&mut self, row: &Row<'_>) -> Ran {
        self.deletions.push((key(row)?, row.place()));
        Ok(())
    }

    pub(super) fn need(&mut self, row: &Row<'_>) -> Ran {
        self.needs.push((key(row)?, row.need(super::NEED_NO)?, row.at(super::NEED_NO)));
        Ok(())
    }

    pub(super) fn line(&mut self, row: &Row<'_>) -> Ran {
        let is_rental = row.need(line::SUPPLY)? == SupplyKind::Rental;
        self.lines.push(Line::read(row, &line::COLUMNS, is_rental)?);
        Ok(())
    }

    pub(super) fn offer(&mut self, row: &Row<'_>) -> Ran {
        self.offers.push(Offer {
            line: Line::read(row, &offer::COLUMNS, false)?,
            has_reason: !row.is_blank(offer::PROPOSAL_REASON),
            is_taken: row.value(offer::TAKEN)? == Some(YesNo::Yes),
            line_no: row.value(offer::LINE_NO)?,
            at_line_no: row.at(offer::LINE_NO),
        });
        Ok(())
    }

    /// Judges the unit, of which all records were seen.
    pub(super) fn judge(self, findings: &mut Findings<'_>) {
        if self.incomplete {
            for rule in [&NO_HEADER, &NEED_NUMBERS, &FEW_OFFERS, &TAKEN_DIFFERS, &CARE_LEVEL] {
                findings.ran(rule, Err(NotRun));
            }
        }
        let levels = self.keys(findings);
        self.numbers(findings);
        if self.incomplete {
            return;
        }
        self.orphans(&levels, findings);
        self.need_numbers(&levels, findings);
        self.taken(&levels, findings);
        self.few_offers(findings);
        for line in &self.lines {
            let level = levels.get(&line.key).copied().flatten();
            if let (true, Some(category), Some(level)) = (line.is_rental, line.category, level)
                && category.is_covered_at(level) == Some(false)
            {
                let found = Found::new(&CARE_LEVEL, line.at_category.clone());
                findings.add(found.with("category", category.code()));
            }
        }
    }

    /// The level of care of each plan; a key twice is reported.
    fn keys(&self, findings: &mut Findings<'_>) -> BTreeMap<PlanKey, Option<CareLevel>> {
        let mut levels = BTreeMap::new();
        for (key, level, at) in &self.headers {
            if levels.insert(*key, *level).is_some() {
                findings.add(Found::new(&DOUBLE_KEY, at.clone()));
            }
        }
        let mut deleted = BTreeSet::new();
        for (key, at) in &self.deletions {
            if !deleted.insert(*key) {
                findings.add(Found::new(&DOUBLE_KEY, at.clone()));
            }
        }
        levels
    }

    fn numbers(&self, findings: &mut Findings<'_>) {
        let needs = self.needs.iter().map(|(key, number, at)| (0, *key, *number, at));
        let lines = self.lines.iter().map(|line| (1, line.key, line.number, &line.at_number));
        let offers = self.offers.iter().map(|it| (2, it.line.key, it.line.number, &it.line.at_number));
        let mut seen = BTreeSet::new();
        for (kind, key, number, at) in needs.chain(lines).chain(offers) {
            if !seen.insert((kind, key, number)) {
                findings.add(Found::new(&DOUBLE_NUMBER, at.clone()));
            }
        }
    }

    fn orphans(&self, levels: &BTreeMap<PlanKey, Option<CareLevel>>, findings: &mut Findings<'_>) {
        let needs = self.needs.iter().map(|(key, _, at)| (key, at));
        let lines = self.lines.iter().map(|line| (&line.key, &line.at_number));
        let offers = self.offers.iter().map(|it| (&it.line.key, &it.line.at_number));
        for (key, at) in needs.chain(lines).chain(offers) {
            if !levels.contains_key(key) {
                findings.add(Found::new(&NO_HEADER, at.clone()));
            }
        }
    }

    fn need_numbers(&self, levels: &BTreeMap<PlanKey, Option<CareLevel>>, findings: &mut Findings<'_>) {
        let known: BTreeSet<(PlanKey, i32)> =
            self.needs.iter().map(|(key, number, _)| (*key, *number)).collect();
        let offers = self.offers.iter().map(|offer| &offer.line);
        for line in self.lines.iter().chain(offers).filter(|line| levels.contains_key(&line.key)) {
            let Some(numbers) = line.need_nos else { continue };
            if numbers.numbers().any(|number| !known.contains(&(line.key, number))) {
                let found = Found::new(&NEED_NUMBERS, line.at_need_nos.clone()).at_most(Level::Warning);
                findings.add(found.with("fault", NO_SUCH_NEED));
            }
        }
    }

    fn taken(&self, levels: &BTreeMap<PlanKey, Option<CareLevel>>, findings: &mut Findings<'_>) {
        let lines: BTreeMap<_, _> = self.lines.iter().map(|line| ((line.key, line.number), line)).collect();
        for offer in self.offers.iter().filter(|it| it.is_taken && levels.contains_key(&it.line.key)) {
            let Some(line_no) = offer.line_no else { continue };
            let mut report = |at: &Location, fault| {
                findings.add(Found::new(&TAKEN_DIFFERS, at.clone()).with("fault", fault));
            };
            let Some(line) = lines.get(&(offer.line.key, line_no)) else {
                report(&offer.at_line_no, NO_SUCH_LINE);
                continue;
            };
            if offer.line.category.zip(line.category).is_some_and(|(a, b)| a != b) {
                report(&offer.line.at_category, OTHER_CATEGORY);
            }
            if offer.line.names_another_product(line) {
                report(&offer.line.at_codes, OTHER_PRODUCT);
            }
            if offer.line.price.zip(line.price).is_some_and(|(a, b)| a != b) {
                report(&offer.line.at_price, OTHER_PRICE);
            }
        }
    }

    /// Plans without any candidate are not asked: the file may be missing.
    fn few_offers(&self, findings: &mut Findings<'_>) {
        let mut offers: BTreeMap<PlanKey, BTreeMap<&str, Vec<&Offer>>> = BTreeMap::new();
        for offer in &self.offers {
            let of_plan = offers.entry(offer.line.key).or_default();
            if let Some(category) = &offer.line.category {
                of_plan.entry(category.code()).or_default().push(offer);
            }
        }
        for of_category in offers.values().flat_map(BTreeMap::values) {
            if let [only] = of_category.as_slice()
                && !only.has_reason
            {
                let found = Found::new(&FEW_OFFERS, only.line.at_category.clone());
                findings.add(found.with("category", only.line.category.as_ref().map_or("", Category::code)));
            }
        }
        let mut seen = BTreeSet::new();
        for line in self.lines.iter().filter(|line| line.is_rental) {
            let (Some(category), Some(of_plan)) = (&line.category, offers.get(&line.key)) else { continue };
            if !of_plan.contains_key(category.code()) && seen.insert((line.key, category.code())) {
                let found = Found::new(&FEW_OFFERS, line.at_category.clone());
                findings.add(found.with("category", category.code()));
            }
        }
    }
}
