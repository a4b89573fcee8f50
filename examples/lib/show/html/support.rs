//! 支援計画 (別表 of 介護予防サービス・支援計画書) with merged cells.

use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use super::table2::merged;
use careplan_model::views::PreventiveTree;
use careplan_model::{AnyForm, Layout};

const COLUMNS: &[&str] = &[
    "need_no",
    "overall_need",
    "proposed_goal_and_measures",
    "wishes_on_measures",
    "goal",
    "support_plan_no",
    "support_points",
    "self_care_and_informal_support",
    "insured_or_community_services",
    "service_no",
    "service_kind",
    "provider_name",
    "service_period",
];

/// Draws the table.
///
/// # Errors
///
/// Why the records make no tree; nothing is drawn then.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) -> Result<(), String> {
    let forms: Vec<_> = sheet
        .rows
        .iter()
        .filter_map(|row| match &row.form {
            Some(AnyForm::PreventiveSupport(form)) => Some(form.clone()),
            _ => None,
        })
        .collect();
    let tree = PreventiveTree::from_records(&forms).map_err(|errors| {
        draw::why(sheet.book, errors.problems.iter().map(|it| (it.japanese(), it.to_string())))
    })?;
    // A part without any below it is one line.
    let (mut needs, mut plans) = (Vec::new(), Vec::new());
    for need in &tree.needs {
        let before = needs.len();
        for plan in &need.support_plans {
            for line in 0..plan.services.len().max(1) {
                plans.push(line == 0);
                needs.push(needs.len() == before);
            }
        }
        if need.support_plans.is_empty() {
            plans.push(true);
            needs.push(true);
        }
    }
    let book = sheet.book;
    let others = Others::of(layout, &sheet.rows, COLUMNS);
    others.head(page, book, &sheet.rows, None);
    let has_notes = others.is_noted(book, &sheet.rows);
    let needs = merged(&sheet.rows, needs.into_iter());
    let plans = merged(&sheet.rows, plans.into_iter());
    page.element("table", &[("class", "tree support")], |page| {
        let mut names = vec![
            "総合的課題",
            "課題に対する目標と具体策の提案",
            "具体策についての意向 本人・家族",
            "目標",
            "目標についての支援のポイント",
            "本人等のセルフケアや家族の支援、インフォーマルサービス（民間サービス）",
            "介護保険サービス又は地域支援事業（総合事業のサービス）",
            "サービス種別",
            "事業所（利用先）",
            "期間",
        ];
        if has_notes {
            names.push("備考");
        }
        draw::columns(page, &names);
        page.element("tbody", &[], |page| {
            for ((row, need), plan) in sheet.rows.iter().zip(&needs).zip(&plans) {
                let one = std::slice::from_ref(row);
                page.element("tr", &[], |page| {
                    if let Some(rows) = need {
                        draw::merged(page, book, rows, &["need_no", "overall_need"], "numbered");
                        draw::merged(page, book, rows, &["proposed_goal_and_measures"], "");
                        draw::merged(page, book, rows, &["wishes_on_measures"], "");
                        draw::merged(page, book, rows, &["goal"], "");
                    }
                    if let Some(rows) = plan {
                        draw::merged(page, book, rows, &["support_plan_no", "support_points"], "numbered");
                        draw::merged(page, book, rows, &["self_care_and_informal_support"], "");
                        draw::merged(page, book, rows, &["insured_or_community_services"], "");
                    }
                    draw::cell(page, book, one, &["service_no", "service_kind"], &[("class", "numbered")]);
                    draw::cell(page, book, one, &["provider_name"], &[]);
                    draw::cell(page, book, one, &["service_period"], &[("class", "period")]);
                    if has_notes {
                        others.notes(page, book, one);
                    }
                });
                page.new_line();
            }
        });
    });
    Ok(())
}
