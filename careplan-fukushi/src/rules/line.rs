//! Rules about one line of a plan.

use super::{
    CATEGORY_MISSING, CHOICE_BASIS, CHOICE_CATEGORY, CODE_SHAPE, NEED_NUMBERS, NO_CODE, PLAN_SERVICE_TYPE,
    PRICE_UNITS, SERVICE_CODE, number,
};
use crate::category::Category;
use crate::codes::{ChoiceScheme, SupplyKind};
use crate::need_numbers::NeedNumbers;
use crate::provisional::EquipmentPlanLine;
use careplan_csv::Text;
use careplan_model::{Date, EquipmentCodeShape, Form, NotifiedCode, ServiceCode, TaisCode};
use careplan_rules::{Bilingual, Column, Findings, Found, NotRun, Ran, Row, columns};

columns! { EquipmentPlanLine:
    LINE_NO: i32 = "line_no";
    CATEGORY: Category = "category";
    LINE_SERVICE_CODE: ServiceCode = "service_code";
    TAIS_CODE: TaisCode = "tais_code";
    NOTIFIED_CODE: NotifiedCode = "notified_code";
    UNITS: i32 = "units";
    PRICE: i32 = "price";
    NEED_NOS: NeedNumbers = "need_nos";
    CHOICE_SCHEME: ChoiceScheme = "choice_scheme";
    BASIS: Text<'static> = "choice_basis";
    STARTS_ON: Date = "starts_on";
    REVIEW_ON: Date = "review_on";
}

pub(super) const SUPPLY: Column<SupplyKind> = Column::of(<EquipmentPlanLine as Form>::LAYOUT, "supply");

pub(super) const COLUMNS: Columns = Columns {
    number: LINE_NO,
    category: CATEGORY,
    tais_code: TAIS_CODE,
    notified_code: NOTIFIED_CODE,
    price: PRICE,
    need_nos: NEED_NOS,
};

/// What lines and candidates have in common.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    pub(super) number: Column<i32>,
    pub(super) category: Column<Category>,
    pub(super) tais_code: Column<TaisCode>,
    pub(super) notified_code: Column<NotifiedCode>,
    pub(super) price: Column<i32>,
    pub(super) need_nos: Column<NeedNumbers>,
}

const MISSING: Bilingual = Bilingual { ja: "ありません", en: "missing" };
const OTHER_TYPE: Bilingual =
    Bilingual { ja: "サービス種類コードと合いません", en: "not of the service type" };
const OTHER_CATEGORY: Bilingual =
    Bilingual { ja: "種目コードと合いません", en: "not of the 種目" };
const NO_PRODUCT: Bilingual = Bilingual {
    ja: "福祉用具の貸与のコードではありません",
    en: "not that of a rented product",
};
const BADLY_WRITTEN: Bilingual =
    Bilingual { ja: "「1;3」の形ではありません", en: "not written as in 1;3" };
const NO_BASIS: Bilingual = Bilingual { ja: "根拠がありません", en: "its basis is missing" };
const NO_REVIEW: Bilingual =
    Bilingual { ja: "貸与継続の検討予定日がありません", en: "the date of review is missing" };
const LATE_REVIEW: Bilingual = Bilingual {
    ja: "貸与継続の検討予定日が開始から6か月以内ではありません",
    en: "the review is not within six months of the start",
};

pub(super) fn check(row: &Row<'_>, findings: &mut Findings<'_>) {
    number(row, LINE_NO, findings);
    shapes(row, &COLUMNS, findings);
    needs_are_written(row, &COLUMNS, findings);
    findings.run(&CATEGORY_MISSING, row, |row, findings| {
        if is_rental(row)? && row.is_blank(CATEGORY) {
            findings.add(Found::new(&CATEGORY_MISSING, row.at(CATEGORY)));
        }
        Ok(())
    });
    findings.run(&NO_CODE, row, |row, findings| {
        if is_rental(row)? && row.is_blank(TAIS_CODE) && row.is_blank(NOTIFIED_CODE) {
            findings.add(Found::new(&NO_CODE, row.at(TAIS_CODE)));
        }
        Ok(())
    });
    findings.run(&SERVICE_CODE, row, service_code);
    findings.run(&PRICE_UNITS, row, |row, findings| {
        if let (true, Some(units), Some(price)) = (is_rental(row)?, row.value(UNITS)?, row.value(PRICE)?)
            && units.checked_mul(10) != Some(price)
        {
            findings.add(Found::new(&PRICE_UNITS, row.at(PRICE)));
        }
        Ok(())
    });
    findings.run(&CHOICE_CATEGORY, row, |row, findings| {
        if let (true, Some(category)) = (has_choice(row)?, row.value(CATEGORY)?)
            && !category.may_be_chosen()
        {
            findings.add(Found::new(&CHOICE_CATEGORY, row.at(CHOICE_SCHEME)));
        }
        Ok(())
    });
    findings.run(&CHOICE_BASIS, row, choice_basis);
}

fn is_rental(row: &Row<'_>) -> Result<bool, NotRun> {
    Ok(row.need(SUPPLY)? == SupplyKind::Rental)
}

fn has_choice(row: &Row<'_>) -> Result<bool, NotRun> {
    Ok(matches!(row.value(CHOICE_SCHEME)?, Some(ChoiceScheme::ChoseRental | ChoiceScheme::ChoseSale)))
}

fn service_code(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    let category = row.value(CATEGORY)?;
    let fault = match row.value(LINE_SERVICE_CODE)? {
        None if is_rental(row)? => Some(MISSING),
        None => None,
        Some(code) => match (Category::of_service_code(code), category) {
            (None, _) => Some(NO_PRODUCT),
            _ if code.service_type() != Some(row.need(PLAN_SERVICE_TYPE)?) => Some(OTHER_TYPE),
            (Some(of_code), Some(category)) if of_code != category => Some(OTHER_CATEGORY),
            _ => None,
        },
    };
    if let Some(fault) = fault {
        findings.add(Found::new(&SERVICE_CODE, row.at(LINE_SERVICE_CODE)).with("fault", fault));
    }
    Ok(())
}

fn choice_basis(row: &Row<'_>, findings: &mut Findings<'_>) -> Ran {
    if !has_choice(row)? {
        return Ok(());
    }
    if row.is_blank(BASIS) {
        findings.add(Found::new(&CHOICE_BASIS, row.at(BASIS)).with("fault", NO_BASIS));
    }
    if row.value(CHOICE_SCHEME)? != Some(ChoiceScheme::ChoseRental) {
        return Ok(());
    }
    let fault = match (row.value(STARTS_ON)?, row.value(REVIEW_ON)?) {
        (_, None) => Some(NO_REVIEW),
        (Some(start), Some(review)) if !is_within_six_months(start, review) => Some(LATE_REVIEW),
        _ => None,
    };
    if let Some(fault) = fault {
        findings.add(Found::new(&CHOICE_BASIS, row.at(REVIEW_ON)).with("fault", fault));
    }
    Ok(())
}

/// Six months from a day end on the day of the same number, or with the month that lacks it.
fn is_within_six_months(start: Date, review: Date) -> bool {
    let months = |date: Date| u32::from(date.year()) * 12 + u32::from(date.month());
    start <= review && (months(review), review.day()) <= (months(start) + 6, start.day())
}

pub(super) fn shapes(row: &Row<'_>, columns: &Columns, findings: &mut Findings<'_>) {
    let tais = row.value(columns.tais_code).map(|code| code.map(|code| code.shape()));
    let notified = row.value(columns.notified_code).map(|code| code.map(|code| code.shape()));
    for (shape, place) in [(tais, row.at(columns.tais_code)), (notified, row.at(columns.notified_code))] {
        match shape {
            Ok(None | Some(EquipmentCodeShape::Ok)) => {}
            Ok(Some(_)) => findings.add(Found::new(&CODE_SHAPE, place)),
            Err(not_run) => findings.ran(&CODE_SHAPE, Err(not_run)),
        }
    }
}

pub(super) fn needs_are_written(row: &Row<'_>, columns: &Columns, findings: &mut Findings<'_>) {
    if row.value(columns.need_nos).is_err() {
        findings.add(Found::new(&NEED_NUMBERS, row.at(columns.need_nos)).with("fault", BADLY_WRITTEN));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provisional::EquipmentOffer;

    #[test]
    fn six_months() {
        let within =
            |start: &str, review: &str| is_within_six_months(start.parse().unwrap(), review.parse().unwrap());
        assert!(within("20260401", "20261001"));
        assert!(!within("20260401", "20261002"));
        assert!(within("20260831", "20270228"));
        assert!(!within("20260831", "20270301"));
        assert!(!within("20260401", "20260331"));
        assert!(within("20261115", "20270515"));
    }

    /// The columns of the key are those of the header; all records have them at the same places.
    #[test]
    fn the_key_stands_at_one_place() {
        let head = |layout: &careplan_model::Layout| -> Vec<&str> {
            layout.items.iter().take(6).map(|item| item.field).collect()
        };
        let header = head(crate::EquipmentPlanHeader::<String>::LAYOUT);
        assert_eq!(header, ["csv_version", "insurer", "insured", "plan_date", "provider", "service_type"]);
        assert_eq!(head(crate::EquipmentPlanNeed::<String>::LAYOUT), header);
        assert_eq!(head(EquipmentPlanLine::<String>::LAYOUT), header);
        assert_eq!(head(EquipmentOffer::<String>::LAYOUT), header);
        assert_eq!(head(crate::EquipmentPlanDeletion::LAYOUT), header);
    }
}
