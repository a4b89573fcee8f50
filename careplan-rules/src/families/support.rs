//! 支援計画 (UPYOBO_SUB): the three numbers of its lines.

use super::key;
use super::numbers::{Lines, Numbered, Standing, all, numbered};
use crate::check::{Check, Family, FileContext};
use crate::column::Column;
use crate::columns;
use crate::finding::Found;
use crate::findings::Findings;
use crate::level::Level;
use crate::row::{NotRun, Ran, Row};
use crate::rule::Bilingual;
use crate::rules;
use crate::sample::Edit::{Raw, Repeat, Set};
use crate::sample::SUPPORT;
use careplan_csv::Text;
use careplan_model::{PreventiveSupport, kind};

/// The rules of 支援計画.
pub static FAMILY: Family = Family {
    name: "support",
    title: Bilingual {
        ja: "介護予防サービス・支援計画書 支援計画", en: "Preventive plan, annex: support"
    },
    rules: ALL,
    check: Some(|| Box::<SupportCheck>::default()),
};

rules! {
    NUMBERS = "support-numbers" (Error, Warning) ["UPYOBO_SUB"] in "editions 4.0 and later"
        section "支援計画 No.5 課題ＮＯ、No.10 支援計画ＮＯ、No.14 利用サービスＮＯ",
        ja "課題ＮＯ・支援計画ＮＯ・利用サービスＮＯの組が重複しているか、番号がありません",
        en "two lines of a plan have the same three numbers, or a line lacks one",
        says ja "{item}：{fault}", en "{item}: {fault}",
        why ja "3つの番号の組は行を区別するキーです。重複していると、受信側で取込エラーになるか、前の行が上書きされて失われます。番号がない行は、どの課題・支援計画のものか分かりません。",
            en "The three numbers are the key of a line. Receivers fail on a second one, or overwrite the first; and they cannot tell where a line without a number belongs.",
        mend ja "課題・支援計画・利用サービスの番号を、それぞれ1から順に振り直してください（同じ課題や支援計画の行には同じ番号を繰り返します）。",
             en "Number needs, support plans and services anew from 1 on, and repeat the number of a need or a support plan on all its lines.",
        rejected [
            SUPPORT.with(&[Set("UPYOBO_SUB", 2, 14, "1")]),
            SUPPORT.with(&[Repeat("UPYOBO_SUB", 2)]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 2, 14, "")]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 2, 10, "")]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 2, 5, "0")]),
        ],
        accepted [
            SUPPORT.with(&[Raw("UPYOBO_SUB", 2, 14, "3")]),
            SUPPORT.with(&[Set("UPYOBO_SUB", 2, 10, "2"), Set("UPYOBO_SUB", 2, 14, "1")]),
            SUPPORT.with(&[
                Set("UPYOBO_SUB", 2, 14, ""),
                Set("UPYOBO_SUB", 2, 15, ""),
                Set("UPYOBO_SUB", 2, 16, ""),
                Set("UPYOBO_SUB", 2, 17, ""),
            ]),
        ];
}

columns! { PreventiveSupport:
    NEED_NO: Text<'static> = "need_no";
    SUPPORT_PLAN_NO: Text<'static> = "support_plan_no";
    SUPPORT_POINTS: Text<'static> = "support_points";
    INFORMAL_SUPPORT: Text<'static> = "self_care_and_informal_support";
    INSURED_SERVICES: Text<'static> = "insured_or_community_services";
    SERVICE_NO: Text<'static> = "service_no";
    SERVICE_KIND: Text<'static> = "service_kind";
    PROVIDER_NAME: Text<'static> = "provider_name";
    SERVICE_PERIOD: Text<'static> = "service_period";
}

/// The texts of a support plan.
const SUPPORT_PLAN: &[Column<Text<'static>>] = &[SUPPORT_POINTS, INFORMAL_SUPPORT, INSURED_SERVICES];
/// The texts of a service.
const SERVICE: &[Column<Text<'static>>] = &[SERVICE_KIND, PROVIDER_NAME, SERVICE_PERIOD];

const MISSING: Bilingual = Bilingual { ja: "番号がないか、0です", en: "missing or 0" };
const DUPLICATE: Bilingual = Bilingual {
    ja: "この計画の前の行と番号が重複しています",
    en: "an earlier line of the plan has the same numbers",
};

/// Keeps, of one file, the lines by their numbers ([`Lines`]).
#[derive(Default)]
struct SupportCheck {
    lines: Lines,
}

impl Check for SupportCheck {
    fn is_about(&self, file: &FileContext) -> bool {
        file.is(&kind::PREVENTIVE_SUPPORT)
    }

    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let numbers = [NEED_NO, SUPPORT_PLAN_NO, SERVICE_NO].map(|column| number(row, column));
        missing(row, numbers, findings);
        let ran = self.duplicate(row, numbers, findings);
        findings.ran(&NUMBERS, ran);
    }

    fn end_file(&mut self, _: &FileContext, _: &mut Findings<'_>) {
        *self = Self::default();
    }
}

/// The standard calls the numbers texts, so that full-width digits are numbers too.
fn number(row: &Row<'_>, column: Column<Text<'static>>) -> Numbered {
    let Some(text) = row.text(column)? else { return Ok(None) };
    let text = text.decode().map_err(|_| NotRun)?;
    let mut number = 0;
    for character in text.trim().chars() {
        let digit = match character {
            '０'..='９' => Some(u32::from(character) - u32::from('０')),
            _ => character.to_digit(10),
        };
        // Three digits are too many already.
        number = (number * 10 + digit.ok_or(NotRun)?).min(100);
    }
    numbered(i32::try_from(number).ok())
}

/// A need that no support plan serves yet has no number of one, and a support plan without services none of a
/// service: numbers are missing only where there is something to be numbered.
fn missing(row: &Row<'_>, numbers: [Numbered; 3], findings: &mut Findings<'_>) {
    let [need, support_plan, service] = numbers;
    let has_service = service != Ok(None) || is_filled(row, SERVICE);
    let has_support_plan = support_plan != Ok(None) || has_service || is_filled(row, SUPPORT_PLAN);
    let mut demand = |column: Column<Text<'static>>, number: Numbered, is_there: bool| {
        // Items that were cut off the record are the matter of its count of fields.
        if number == Ok(None) && is_there && row.field(column).is_some() {
            let found = Found::new(&NUMBERS, row.at(column)).at_most(Level::Warning);
            findings.add(found.with("item", column.item().name).with("fault", MISSING));
        }
    };
    demand(NEED_NO, need, true);
    demand(SUPPORT_PLAN_NO, support_plan, has_support_plan);
    demand(SERVICE_NO, service, has_service);
}

fn is_filled(row: &Row<'_>, columns: &[Column<Text<'static>>]) -> bool {
    columns.iter().any(|column| !row.is_blank(*column))
}

impl SupportCheck {
    fn duplicate(&mut self, row: &Row<'_>, numbers: [Numbered; 3], findings: &mut Findings<'_>) -> Ran {
        let key = key::person(row)?;
        let Some(numbers) = all(numbers)? else { return Ok(()) };
        let plan = self.lines.plan(key);
        if self.lines.add(plan, numbers) == Standing::Duplicate {
            let [need, support_plan, service] = numbers;
            let [need_no, support_plan_no, service_no] =
                [NEED_NO, SUPPORT_PLAN_NO, SERVICE_NO].map(|column| column.item().name);
            let item = format!("{need_no} {need}、{support_plan_no} {support_plan}、{service_no} {service}");
            findings
                .add(Found::new(&NUMBERS, row.at(SERVICE_NO)).with("item", item).with("fault", DUPLICATE));
        }
        Ok(())
    }
}
