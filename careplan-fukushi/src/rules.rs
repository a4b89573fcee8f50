//! Rules about 福祉用具サービス計画書, for the checker of `careplan-rules`.
//!
//! ```
//! use careplan_fukushi::rules;
//! use careplan_rules::{Checker, Document, Profile};
//! let checker = Checker::with_registry(rules::registry()?, Profile::send());
//! let sample = rules::NO_CODE.rejected[0].files_with(careplan_fukushi::kinds::ALL);
//! let report = checker.check(sample.iter().map(|file| Document::new(file.name.clone(), &file.bytes)));
//! assert_eq!(report.findings[0].rule.id, "fukushi-no-code");
//! # Ok::<(), careplan_rules::DuplicateRule>(())
//! ```
//!
//! What follows from the layout alone (a missing required item, a date that does not exist, an unknown code,
//! characters outside MS932) is said by the rules of the standard, which read these layouts too.
//!
//! A price above the published limit needs the price lists: see [`prices_over_limit`]. The rule
//! [`PRICE_LIMIT`] knows the limits only that the plan itself states.

mod header;
mod line;
mod list;
mod offer;
mod price;
mod sample;
mod unit;

pub use list::*;
pub use price::{PriceOverLimit, prices_over_limit};
pub use sample::{EQUIPMENT_PLAN, EQUIPMENT_PLAN_DELETION};

use crate::plan::PlanKey;
use crate::provisional::{EquipmentPlanHeader, EquipmentPlanNeed, kinds};
use careplan_model::{Date, InsuredNumber, InsurerNumber, OfficeNumber, ServiceTypeCode};
use careplan_rules::{
    Bilingual, Check, Column, DuplicateRule, Family, FileContext, Findings, Found, NotRun, Registry, Row,
    UnitContext, columns,
};

/// The family `fukushi`.
pub static FAMILY: Family = Family {
    name: "fukushi",
    title: Bilingual {
        ja: "福祉用具サービス計画書（暫定案）", en: "Equipment plan (provisional)"
    },
    rules: ALL,
    check: Some(|| Box::<PlanCheck>::default()),
};

/// The rules and kinds of the standard, and these.
///
/// # Errors
///
/// An id is there twice, which is a mistake of this crate.
pub fn registry() -> Result<Registry, DuplicateRule> {
    Ok(Registry::standard().with(&FAMILY)?.with_kinds(kinds::ALL.iter().copied()))
}

// All five records begin with the same six items.
columns! { EquipmentPlanHeader:
    INSURER: InsurerNumber = "insurer";
    INSURED: InsuredNumber = "insured";
    PLAN_DATE: Date = "plan_date";
    PROVIDER: OfficeNumber = "provider";
    PLAN_SERVICE_TYPE: ServiceTypeCode = "service_type";
}
columns! { EquipmentPlanNeed:
    NEED_NO: i32 = "need_no";
    REASON: careplan_csv::Text<'static> = "reason";
    GOAL: careplan_csv::Text<'static> = "goal";
}

/// Looks at the records of a unit one by one, and keeps of them what is to be compared.
#[derive(Default)]
struct PlanCheck {
    unit: unit::Unit,
}

impl Check for PlanCheck {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is_one_of(&[
            kinds::HEADER_PREFIX,
            kinds::NEED_PREFIX,
            kinds::LINE_PREFIX,
            kinds::OFFER_PREFIX,
            kinds::DELETION_PREFIX,
        ])
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let prefix = row.file.kind.map_or("", |kind| kind.prefix);
        // Of a record that is too short or too long nobody knows which item is which.
        if !row.is_whole() {
            for rule in ALL.iter().filter(|rule| rule.forms.contains(&prefix)) {
                findings.ran(rule, Err(NotRun));
            }
            self.unit.incomplete = true;
            return;
        }
        findings.run(&SERVICE_TYPE, row, |row, findings| {
            let service_type = row.need(PLAN_SERVICE_TYPE)?;
            if !matches!(service_type.as_str(), "17" | "67") {
                findings.add(Found::new(&SERVICE_TYPE, row.at(PLAN_SERVICE_TYPE)));
            }
            Ok(())
        });
        let ran = match prefix {
            kinds::HEADER_PREFIX => {
                header::check(row, findings);
                self.unit.header(row)
            }
            kinds::NEED_PREFIX => {
                need(row, findings);
                self.unit.need(row)
            }
            kinds::LINE_PREFIX => {
                line::check(row, findings);
                self.unit.line(row)
            }
            kinds::OFFER_PREFIX => {
                offer::check(row, findings);
                self.unit.offer(row)
            }
            _ => self.unit.deletion(row),
        };
        if ran.is_err() {
            self.unit.incomplete = true;
        }
    }

    fn end_unit(&mut self, _: &UnitContext<'_>, findings: &mut Findings<'_>) {
        core::mem::take(&mut self.unit).judge(findings);
    }

    /// What is left is of files whose names tell no unit.
    fn end(&mut self, _: &mut Findings<'_>) {
        self.unit = unit::Unit::default();
    }
}

/// The key of a record.
fn key(row: &Row<'_>) -> Result<PlanKey, NotRun> {
    Ok(PlanKey {
        insurer: row.need(INSURER)?,
        insured: row.need(INSURED)?,
        plan_date: row.need(PLAN_DATE)?,
        provider: row.need(PROVIDER)?,
        service_type: row.need(PLAN_SERVICE_TYPE)?,
    })
}

/// Reports a number that is not 1 to 99.
fn number(row: &Row<'_>, column: Column<i32>, findings: &mut Findings<'_>) {
    match row.need(column) {
        Ok(number) if !(1..=99).contains(&number) => {
            findings.add(Found::new(&NUMBER_RANGE, row.at(column)));
        }
        ran => findings.ran(&NUMBER_RANGE, ran.map(drop)),
    }
}

fn need(row: &Row<'_>, findings: &mut Findings<'_>) {
    number(row, NEED_NO, findings);
    if row.is_blank(REASON) && row.is_blank(GOAL) {
        findings.add(Found::new(&NEED_EMPTY, row.at(REASON)));
    }
}
