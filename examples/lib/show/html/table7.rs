//! 第7表 with its subtotals and the grand total, office by office.

use super::super::file::Shown;
use super::book::Row;
use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::views::table7::Table7Month;
use careplan_model::{AnyForm, Layout, SpecialRow, Table7};
use std::collections::{HashMap, VecDeque};

/// The columns with numbers, and what stands above them.
const NUMBERS: &[(&str, &str)] = &[
    ("units", "単位数"),
    ("discounted_rate", "割引後率"),
    ("discounted_units", "割引後単位数"),
    ("quantity", "回数／日数"),
    ("service_units", "サービス単位"),
    ("managed_units", "給付管理単位数"),
    ("type_limit_excess_units", "種類限度超"),
    ("type_limit_units", "種類限度内"),
    ("limit_excess_units", "区分限度超"),
    ("limit_units", "区分限度内"),
    ("unit_price", "単位数単価"),
    ("total_cost", "費用総額"),
    ("benefit_rate", "給付率"),
    ("insurance_claim", "保険／事業費請求額"),
    ("fixed_copay_unit_price", "定額負担単価"),
    ("copay", "利用者負担（保険／事業対象分）"),
    ("full_copay", "利用者負担（全額負担分）"),
];

const SERVICE: &[&str] = &["service_code", "equipment_name", "tais_code", "notified_code"];
const PROVIDER: &[&str] = &["provider_name", "provider"];

/// Draws the table.
///
/// # Errors
///
/// Why the records make no month; nothing is drawn then.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) -> Result<(), String> {
    let forms: Vec<&Table7<Shown>> = sheet
        .rows
        .iter()
        .filter_map(|row| match &row.form {
            Some(AnyForm::Table7(form)) => Some(form),
            _ => None,
        })
        .collect();
    let read = Table7Month::read(forms.iter().copied()).map_err(|errors| {
        draw::why(sheet.book, errors.problems.iter().map(|it| (it.japanese(), it.to_string())))
    })?;
    let mut rows = Rows::of(&sheet.rows, &forms);
    let book = sheet.book;
    let numbers = NUMBERS.iter().map(|(field, _)| *field);
    let columns: Vec<&str> = SERVICE.iter().chain(PROVIDER).copied().chain(numbers).collect();
    let others = Others::of(layout, &sheet.rows, &columns);
    others.head(page, book, &sheet.rows, None);
    page.element("table", &[("class", "table7")], |page| {
        let names: Vec<&str> = ["事業所", "サービス"]
            .into_iter()
            .chain(NUMBERS.iter().map(|(_, name)| *name))
            .chain(["備考"])
            .collect();
        draw::columns(page, &names);
        for group in &read.month.groups {
            let group: Vec<_> =
                group.records().filter_map(|form| Some((form, rows.next_of(form)?))).collect();
            let all: Vec<&Row> = group.iter().map(|(_, row)| *row).collect();
            page.element("tbody", &[], |page| {
                for (place, (form, row)) in group.iter().enumerate() {
                    line(page, sheet, &others, form, row, |page| {
                        if place == 0 {
                            draw::merged(page, book, &all, PROVIDER, "provider");
                        }
                    });
                }
            });
        }
        if let Some(form) = &read.month.total
            && let Some(row) = rows.next_of(form)
        {
            page.element("tbody", &[], |page| {
                line(page, sheet, &others, form, row, |page| {
                    draw::cell(page, book, &[row], PROVIDER, &[("class", "provider")]);
                });
            });
        }
    });
    Ok(())
}

/// A row of the table.
fn line(
    page: &mut Markup,
    sheet: &Sheet<'_>,
    others: &Others,
    form: &Table7<Shown>,
    row: &Row,
    provider: impl FnOnce(&mut Markup),
) {
    let book = sheet.book;
    let sum = form.service_code.special();
    let class = match sum {
        None => "service",
        Some(SpecialRow::GrandTotal) => "total",
        Some(_) => "subtotal",
    };
    page.element("tr", &[("class", class)], |page| {
        provider(page);
        page.element("td", &[("class", "service")], |page| {
            if let Some(sum) = sum {
                page.leaf("b", &[], sum_name(sum));
            }
            for field in SERVICE {
                if draw::is_shown(book, &[row], field) {
                    page.element("div", &[], |page| draw::value(page, book, &[row], field));
                }
            }
        });
        for (field, _) in NUMBERS {
            draw::cell(page, book, &[row], &[field], &[("class", "number")]);
        }
        others.notes(page, book, &[row]);
    });
    page.new_line();
}

/// The records by what they say, so that each form of the month finds its own; equal ones in their order.
struct Rows<'b>(HashMap<String, VecDeque<&'b Row>>);

impl<'b> Rows<'b> {
    fn of(rows: &[&'b Row], forms: &[&Table7<Shown>]) -> Self {
        let mut known: HashMap<String, VecDeque<&'b Row>> = HashMap::new();
        for (row, form) in rows.iter().zip(forms) {
            known.entry(said(form)).or_default().push_back(row);
        }
        Self(known)
    }

    fn next_of(&mut self, form: &Table7<Shown>) -> Option<&'b Row> {
        self.0.get_mut(&said(form))?.pop_front()
    }
}

fn said(form: &Table7<Shown>) -> String {
    // Writing a form to a text cannot fail.
    serde_json::to_string(form).unwrap_or_default()
}

/// What a sum of 第7表 is called.
fn sum_name(row: SpecialRow) -> &'static str {
    match row {
        SpecialRow::Subtotal => "種類別小計",
        SpecialRow::OutsideLimit => "限度額対象外の小計",
        SpecialRow::Over30Days => "30日超の小計",
        SpecialRow::GrandTotal => "合計",
    }
}
