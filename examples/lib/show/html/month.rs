//! 第6表 as a month: a line for each service, a column for each day, 予定 over 実績.

use super::book::{Book, Row};
use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::views::{Days, MonthGrid};
use careplan_model::{AnyForm, Layout, Table6, YearMonth, kind};
use chrono::{Datelike as _, NaiveDate, Weekday};
use std::collections::{BTreeMap, HashMap, VecDeque};

use super::super::file::Shown;

const COLUMNS: &[&str] = &[
    "service_start_time",
    "service_end_time",
    "service_code",
    "tais_code",
    "notified_code",
    "equipment_name",
    "discriminator",
    "provider_name",
    "provider",
    "satellite",
    "units",
    "service_date",
    "service_count",
];

/// What two lines have in common that are the plan and the actual of one service.
const SAME_SERVICE: &[&str] = &[
    "service_start_time",
    "service_end_time",
    "service_code",
    "tais_code",
    "notified_code",
    "discriminator",
    "provider",
    "satellite",
    "over_30_days",
];

/// A line of the grid with its records.
struct Line<'b> {
    rows: Vec<&'b Row>,
    days: BTreeMap<u8, &'b Row>,
    total: i64,
}

/// Draws the month.
///
/// # Errors
///
/// Why the records make no grid; nothing is drawn then.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) -> Result<(), String> {
    let book = sheet.book;
    let (month, plan) = lines(sheet, &sheet.rows)?;
    let actual = if sheet.actual.is_empty() { Vec::new() } else { lines(sheet, &sheet.actual)?.1 };
    let label = label(sheet);
    let others = Others::of(layout, &sheet.rows, COLUMNS);
    let actual_others = Others::of(layout, &sheet.actual, COLUMNS);
    others.head(page, book, &sheet.rows, Some(label));
    if !actual.is_empty() {
        actual_others.head(page, book, &sheet.actual, Some("実績"));
    }
    page.element("table", &[("class", "month")], |page| {
        heads(page, month);
        for (plan, actual) in pairs(&plan, &actual) {
            page.element("tbody", &[], |page| {
                let rows: Vec<&Row> =
                    [plan, actual].into_iter().flatten().flat_map(|line| &line.rows).copied().collect();
                let lines = [(plan, label, &others), (actual, "実績", &actual_others)];
                let count = lines.iter().filter(|(line, ..)| line.is_some()).count();
                let mut is_first = true;
                for (line, label, others) in lines {
                    let Some(line) = line else { continue };
                    page.element(
                        "tr",
                        &[("class", if label == "実績" { "actual" } else { "plan" })],
                        |page| {
                            if std::mem::take(&mut is_first) {
                                service(page, book, &rows, count);
                            }
                            page.leaf("th", &[("scope", "row"), ("class", "which")], label);
                            days(page, book, month, line);
                            page.leaf("td", &[("class", "total")], &line.total.to_string());
                            draw::cell(page, book, &line.rows, &["units"], &[("class", "number")]);
                            others.notes(page, book, &line.rows);
                        },
                    );
                    page.new_line();
                }
            });
        }
    });
    Ok(())
}

/// Whether the records are planned, done, or nobody knows.
fn label(sheet: &Sheet<'_>) -> &'static str {
    if sheet.source.is(&kind::PLAN) {
        "予定"
    } else if sheet.source.is(&kind::ACTUAL) {
        "実績"
    } else {
        "回数"
    }
}

/// The lines of the grid, each with its records.
fn lines<'b>(sheet: &Sheet<'_>, rows: &[&'b Row]) -> Result<(YearMonth, Vec<Line<'b>>), String> {
    let forms: Vec<Table6<Shown>> = rows
        .iter()
        .filter_map(|row| match &row.form {
            Some(AnyForm::Table6(form)) => Some(form.clone()),
            _ => None,
        })
        .collect();
    let grid = MonthGrid::from_records(&forms).map_err(|errors| {
        draw::why(sheet.book, errors.problems.iter().map(|it| (it.japanese(), it.to_string())))
    })?;
    // The grid tells what its lines hold, not which records they came from: it gives a record to the first line of
    // its service that has its day free, and so do we.
    let mut lines: Vec<Line<'b>> = Vec::new();
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    let mut used: HashMap<(String, u8), usize> = HashMap::new();
    for (row, mut form) in rows.iter().zip(forms) {
        let day = form.service_date.day();
        if let Some(first) = grid.service_month.day(1) {
            (form.service_date, form.service_count) = (first, 0);
        }
        let service = serde_json::to_string(&form).map_err(|error| error.to_string())?;
        let places = places.entry(service.clone()).or_default();
        let used = used.entry((service, day)).or_insert(0);
        let place = places.get(*used).copied().unwrap_or(lines.len());
        *used += 1;
        if place == lines.len() {
            places.push(place);
            lines.push(Line { rows: Vec::new(), days: BTreeMap::new(), total: 0 });
        }
        if let Some(line) = lines.get_mut(place) {
            line.rows.push(row);
            line.days.insert(day, row);
        }
    }
    let totals = grid.lines.iter().map(|line| &line.days);
    for (line, days) in lines.iter_mut().zip(totals) {
        line.total = Days::total(days);
    }
    Ok((grid.service_month, lines))
}

/// Each planned line with the actual of the same service; then what was done and not planned.
fn pairs<'l, 'b>(
    plan: &'l [Line<'b>],
    actual: &'l [Line<'b>],
) -> Vec<(Option<&'l Line<'b>>, Option<&'l Line<'b>>)> {
    let service = |line: &Line<'b>| -> Vec<&'b str> {
        let first = line.rows.first();
        SAME_SERVICE.iter().map(|field| first.map_or("", |row| row.content(field))).collect()
    };
    let mut done: HashMap<_, VecDeque<usize>> = HashMap::new();
    for (place, line) in actual.iter().enumerate() {
        done.entry(service(line)).or_default().push_back(place);
    }
    let mut taken = vec![false; actual.len()];
    let mut pairs = Vec::new();
    for line in plan {
        let place = done.get_mut(&service(line)).and_then(VecDeque::pop_front);
        if let Some(taken) = place.and_then(|place| taken.get_mut(place)) {
            *taken = true;
        }
        pairs.push((Some(line), place.and_then(|place| actual.get(place))));
    }
    let unplanned = actual.iter().zip(taken).filter(|(_, taken)| !taken);
    pairs.extend(unplanned.map(|(line, _)| (None, Some(line))));
    pairs
}

fn heads(page: &mut Markup, month: YearMonth) {
    page.element("thead", &[], |page| {
        for is_first in [true, false] {
            page.element("tr", &[], |page| {
                if is_first {
                    for name in ["提供時間帯", "サービス内容", "サービス事業者", ""] {
                        page.leaf("th", &[("rowspan", "2")], name);
                    }
                }
                for day in 1..=month.days() {
                    let text = if is_first { day.to_string() } else { weekday(month, day).0.to_owned() };
                    page.leaf("th", &[("class", weekday(month, day).1)], &text);
                }
                if is_first {
                    for name in ["回数計", "単位数", "備考"] {
                        page.leaf("th", &[("rowspan", "2")], name);
                    }
                }
            });
        }
    });
}

/// The day of the week, and the class of its column.
fn weekday(month: YearMonth, day: u8) -> (&'static str, &'static str) {
    let date = month.day(day).map(NaiveDate::from);
    match date.map(|date| date.weekday()) {
        Some(Weekday::Mon) => ("月", "d"),
        Some(Weekday::Tue) => ("火", "d"),
        Some(Weekday::Wed) => ("水", "d"),
        Some(Weekday::Thu) => ("木", "d"),
        Some(Weekday::Fri) => ("金", "d"),
        Some(Weekday::Sat) => ("土", "d sat"),
        Some(Weekday::Sun) => ("日", "d sun"),
        None => ("", "d"),
    }
}

/// What the lines of a service share.
fn service(page: &mut Markup, book: &Book, rows: &[&Row], count: usize) {
    let span = count.to_string();
    page.element("td", &[("class", "times"), ("rowspan", &span)], |page| {
        draw::value(page, book, rows, "service_start_time");
        // 9999 says twice that there is no time.
        if rows.iter().all(|row| {
            row.content("service_start_time") == "9999" && row.content("service_end_time") == "9999"
        }) {
            draw::marks(page, book, &book.findings.of_items(rows, "service_end_time"));
        } else {
            page.text("～");
            draw::value(page, book, rows, "service_end_time");
        }
    });
    let code = ["service_code", "equipment_name", "tais_code", "notified_code", "discriminator"];
    draw::cell(page, book, rows, &code, &[("class", "service"), ("rowspan", &span)]);
    let provider = ["provider_name", "provider", "satellite"];
    draw::cell(page, book, rows, &provider, &[("class", "provider"), ("rowspan", &span)]);
}

/// The counts of a line by day.
fn days(page: &mut Markup, book: &Book, month: YearMonth, line: &Line<'_>) {
    for day in 1..=month.days() {
        let class = weekday(month, day).1;
        let Some(row) = line.days.get(&day) else {
            page.leaf("td", &[("class", class)], "");
            continue;
        };
        let date = month.day(day).map(|date| date.wareki().to_string()).unwrap_or_default();
        page.element("td", &[("class", class), ("title", &date)], |page| {
            draw::value(page, book, &[row], "service_count");
            draw::marks(page, book, &book.findings.of_items(&[row], "service_date"));
        });
    }
}
