//! Forms of one record, drawn as the printed form lays its items out.

use super::book::Row;
use super::designs::{Block, design};
use super::draw;
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::Layout;

/// Draws the records of a form that has a design, and says whether it has.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) -> bool {
    let Some(sections) = design(layout) else { return false };
    for row in &sheet.rows {
        let one = std::slice::from_ref(row);
        let found = sheet.book.findings.of_wholes(one);
        if !found.is_empty() {
            page.element("p", &[], |page| draw::marks(page, sheet.book, &found));
        }
        for section in sections {
            let fields = section.blocks.iter().flat_map(Block::fields);
            // Parts of a form that nobody filled are left out, so that the rest can be read.
            if !fields.into_iter().any(|field| draw::is_shown(sheet.book, one, field)) {
                continue;
            }
            if !section.title.is_empty() {
                page.leaf("h4", &[], section.title);
            }
            for block in section.blocks {
                match block {
                    Block::Rows(rows) => {
                        rows.iter().for_each(|fields| line(page, sheet, layout, row, fields));
                    }
                    Block::Matrix { columns, rows } => matrix(page, sheet, row, columns, rows),
                }
            }
        }
        others(page, sheet, layout, row);
    }
    true
}

/// Items side by side, each under its name.
fn line(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout, row: &Row, fields: &[&str]) {
    if !fields.iter().any(|field| draw::is_shown(sheet.book, &[row], field)) {
        return;
    }
    page.element("dl", &[("class", "row")], |page| {
        for item in fields.iter().filter_map(|field| layout.field(field)) {
            page.element("div", &[], |page| {
                page.leaf("dt", &[], item.name);
                page.element("dd", &[], |page| draw::value(page, sheet.book, &[row], item.field));
            });
        }
    });
    page.new_line();
}

fn matrix(page: &mut Markup, sheet: &Sheet<'_>, row: &Row, columns: &[&str], rows: &[(&str, &[&str])]) {
    page.element("table", &[("class", "matrix")], |page| {
        draw::columns(page, columns);
        page.element("tbody", &[], |page| {
            for (name, fields) in rows {
                if !fields.iter().any(|field| draw::is_shown(sheet.book, &[row], field)) {
                    continue;
                }
                page.element("tr", &[], |page| {
                    page.leaf("th", &[("scope", "row")], name);
                    for field in *fields {
                        draw::cell(page, sheet.book, &[row], &[field], &[]);
                    }
                });
            }
        });
    });
    page.new_line();
}

/// What the design has no place for.
fn others(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout, row: &Row) {
    let placed: Vec<&str> = design(layout)
        .unwrap_or_default()
        .iter()
        .flat_map(|section| section.blocks)
        .flat_map(Block::fields)
        .chain(draw::IN_HEADING.iter().copied())
        .collect();
    let left: Vec<_> = layout
        .items
        .iter()
        .filter(|item| !placed.contains(&item.field) && draw::is_shown(sheet.book, &[row], item.field))
        .collect();
    page.element("dl", &[("class", "shared")], |page| {
        for item in left {
            page.element("div", &[], |page| {
                page.leaf("dt", &[], item.name);
                page.element("dd", &[], |page| draw::value(page, sheet.book, &[row], item.field));
            });
        }
    });
    draw::surplus(page, sheet.book, &[row]);
}
