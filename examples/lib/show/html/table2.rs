//! 第2表 with merged cells: a need beside all its goals, a goal beside all its lines.

use super::book::Row;
use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::views::Table2Tree;
use careplan_model::{AnyForm, Layout};

const COLUMNS: &[&str] = &[
    "need_no",
    "need",
    "goal_no",
    "long_term_goal",
    "long_term_period",
    "short_term_goal",
    "short_term_period",
    "support_no",
    "service_content",
    "covered_by_insurance",
    "service_kind",
    "provider_name",
    "provider",
    "frequency",
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
            Some(AnyForm::Table2(form)) => Some(form.clone()),
            _ => None,
        })
        .collect();
    let tree = Table2Tree::from_records(&forms).map_err(|errors| {
        draw::why(sheet.book, errors.problems.iter().map(|it| (it.japanese(), it.to_string())))
    })?;
    let book = sheet.book;
    let others = Others::of(layout, &sheet.rows, COLUMNS);
    others.head(page, book, &sheet.rows, None);
    let has_notes = others.is_noted(book, &sheet.rows);
    // The lines of a tree stand in the order of its records.
    let firsts: Vec<_> = tree.lines().map(|line| line.is_first_of).collect();
    let needs = merged(&sheet.rows, firsts.iter().map(|first| first.need));
    let goals = merged(&sheet.rows, firsts.iter().map(|first| first.goal));
    let short_term_goals = merged(&sheet.rows, firsts.iter().map(|first| first.short_term_goal));
    page.element("table", &[("class", "tree table2")], |page| {
        let mut names = vec![
            "生活全般の解決すべき課題（ニーズ）",
            "長期目標",
            "（期間）",
            "短期目標",
            "（期間）",
            "サービス内容",
            "保険対象",
            "サービス種別",
            "事業所",
            "頻度",
            "期間",
        ];
        if has_notes {
            names.push("備考");
        }
        draw::columns(page, &names);
        page.element("tbody", &[], |page| {
            let lines = sheet.rows.iter().zip(&needs).zip(&goals).zip(&short_term_goals);
            for (((row, need), goal), short_term_goal) in lines {
                let one = std::slice::from_ref(row);
                page.element("tr", &[], |page| {
                    if let Some(rows) = need {
                        draw::merged(page, book, rows, &["need_no", "need"], "need numbered");
                    }
                    if let Some(rows) = goal {
                        draw::merged(page, book, rows, &["goal_no", "long_term_goal"], "numbered");
                        draw::merged(page, book, rows, &["long_term_period"], "period");
                    }
                    if let Some(rows) = short_term_goal {
                        draw::merged(page, book, rows, &["short_term_goal"], "");
                        draw::merged(page, book, rows, &["short_term_period"], "period");
                    }
                    draw::cell(page, book, one, &["support_no", "service_content"], &[("class", "numbered")]);
                    draw::cell(page, book, one, &["covered_by_insurance"], &[]);
                    draw::cell(page, book, one, &["service_kind"], &[]);
                    draw::cell(page, book, one, &["provider_name", "provider"], &[]);
                    draw::cell(page, book, one, &["frequency"], &[]);
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

/// The records of each merged cell, at its first line.
pub(super) fn merged<'s, 'b>(
    rows: &'s [&'b Row],
    firsts: impl Iterator<Item = bool>,
) -> Vec<Option<&'s [&'b Row]>> {
    let mut cells = vec![None; rows.len()];
    let starts: Vec<usize> =
        firsts.enumerate().filter(|(_, is_first)| *is_first).map(|(place, _)| place).collect();
    let ends = starts.iter().skip(1).copied().chain([rows.len()]);
    for (start, end) in starts.iter().copied().zip(ends) {
        if let Some(cell) = cells.get_mut(start) {
            *cell = rows.get(start..end);
        }
    }
    cells
}
