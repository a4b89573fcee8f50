//! 第3表 as a week: an hour to a line, a day to a column, the person's own day beside it.

use super::book::Row;
use super::draw::{self, Others};
use super::markup::Markup;
use super::sheet::Sheet;
use careplan_model::views::{Week, WeekEntry};
use careplan_model::{AnyForm, Layout, ServiceTime, Weekday};

const COLUMNS: &[&str] = &[
    "service_content",
    "weekday",
    "service_start_time",
    "service_end_time",
    "activity",
    "activity_start_time",
    "activity_end_time",
    "other_services",
];

const SERVICE: &[&str] = &["service_start_time", "service_end_time", "service_content"];
const ACTIVITY: &[&str] = &["activity_start_time", "activity_end_time", "activity"];

/// Something that stands in the week.
struct Block<'b> {
    row: &'b Row,
    /// Start, end and content.
    fields: &'static [&'static str],
    column: usize,
    start: Option<u16>,
    end: Option<u16>,
}

impl Block<'_> {
    /// The line of its start; the last, 24, for what has none.
    fn line(&self) -> u16 {
        self.start.map_or(24, |start| (start / 60).min(23))
    }

    /// Whether it goes on in an hour after the one in which it starts.
    fn goes_on_in(&self, hour: u16) -> bool {
        let (Some(start), Some(end)) = (self.start, self.end) else { return false };
        let first = hour * 60;
        if end >= start {
            first > start && first < end
        } else {
            // Over midnight.
            first > start || first < end
        }
    }
}

/// Draws the week.
///
/// # Errors
///
/// Why the records make no week; nothing is drawn then.
pub(super) fn draw(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) -> Result<(), String> {
    let forms: Vec<_> = sheet
        .rows
        .iter()
        .filter_map(|row| match &row.form {
            Some(AnyForm::Table3(form)) => Some(form.clone()),
            _ => None,
        })
        .collect();
    let week = Week::from_records(&forms).map_err(|errors| {
        draw::why(sheet.book, errors.problems.iter().map(|it| (it.japanese(), it.to_string())))
    })?;
    let book = sheet.book;
    let others = Others::of(layout, &sheet.rows, COLUMNS);
    others.head(page, book, &sheet.rows, None);

    // The columns: the days, then what has no day, if there is such, then the activities.
    let has_no_day = !week.services_on_no_weekday().is_empty();
    let activities = if has_no_day { 8 } else { 7 };
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for (row, entry) in sheet.rows.iter().zip(&week.entries) {
        let WeekEntry { service, activity, .. } = entry;
        if let Some(service) = service {
            let (column, start, end) =
                (column(service.weekday), minutes(service.start), minutes(service.end));
            blocks.push(Block { row, fields: SERVICE, column, start, end });
        }
        if let Some(activity) = activity {
            let (start, end) = (minutes(activity.start), minutes(activity.end));
            blocks.push(Block { row, fields: ACTIVITY, column: activities, start, end });
        }
    }
    blocks.sort_by_key(|block| (block.start.is_none(), block.start, block.end));

    page.element("table", &[("class", "week")], |page| {
        let mut names = vec!["時刻", "月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"];
        if has_no_day {
            names.push("曜日なし");
        }
        names.push("主な日常生活上の活動");
        draw::columns(page, &names);
        page.element("tbody", &[], |page| {
            let last = if blocks.iter().any(|block| block.start.is_none()) { 24 } else { 23 };
            for line in 0..=last {
                page.element("tr", &[], |page| {
                    let time = if line == 24 { "時刻なし".into() } else { format!("{line}:00") };
                    page.leaf("th", &[("scope", "row")], &time);
                    for column in 0..=activities {
                        hour(page, sheet, &blocks, line, column);
                    }
                });
                page.new_line();
            }
        });
    });
    rest(page, sheet, &others);
    Ok(())
}

/// One hour of one column.
fn hour(page: &mut Markup, sheet: &Sheet<'_>, blocks: &[Block<'_>], line: u16, column: usize) {
    let mut here = blocks.iter().filter(|block| block.column == column);
    let goes_on = line < 24 && here.clone().any(|block| block.goes_on_in(line));
    page.element("td", if goes_on { &[("class", "on")] } else { &[] }, |page| {
        for block in here.by_ref().filter(|block| block.line() == line) {
            let one = [block.row];
            page.element("div", &[("class", "block")], |page| {
                if let [start, end, content] = block.fields {
                    if block.start.is_some() || block.end.is_some() {
                        page.element("span", &[("class", "time")], |page| {
                            draw::value(page, sheet.book, &one, start);
                            page.text("～");
                            draw::value(page, sheet.book, &one, end);
                        });
                    } else {
                        draw::value(page, sheet.book, &one, start);
                        draw::value(page, sheet.book, &one, end);
                    }
                    draw::value(page, sheet.book, &one, content);
                }
                if block.fields == SERVICE {
                    // The column says it; what was found about it, or a day of no list, does not show there.
                    let found = sheet.book.findings.of_items(&one, "weekday");
                    if !found.is_empty() || (column == 7 && !block.row.content("weekday").is_empty()) {
                        draw::value(page, sheet.book, &one, "weekday");
                    }
                }
            });
        }
    });
}

/// 週単位以外のサービス, and what else records hold.
fn rest(page: &mut Markup, sheet: &Sheet<'_>, others: &Others) {
    let outside: Vec<&Row> = sheet
        .rows
        .iter()
        .copied()
        .filter(|row| draw::is_shown(sheet.book, &[row], "other_services"))
        .collect();
    if !outside.is_empty() {
        page.element("dl", &[("class", "outside")], |page| {
            page.leaf("dt", &[], "週単位以外のサービス");
            for row in outside {
                page.element("dd", &[], |page| draw::value(page, sheet.book, &[row], "other_services"));
            }
        });
    }
    for row in &sheet.rows {
        let one = std::slice::from_ref(row);
        let has_notes = others.is_noted(sheet.book, one);
        if has_notes {
            page.element("table", &[("class", "rest")], |page| {
                page.element("tbody", &[], |page| {
                    page.element("tr", &[], |page| {
                        page.leaf("th", &[("scope", "row")], &format!("#{}", row.at.record));
                        others.notes(page, sheet.book, one);
                    });
                });
            });
        }
    }
}

fn column(weekday: Option<Weekday>) -> usize {
    match weekday {
        Some(Weekday::Monday) => 0,
        Some(Weekday::Tuesday) => 1,
        Some(Weekday::Wednesday) => 2,
        Some(Weekday::Thursday) => 3,
        Some(Weekday::Friday) => 4,
        Some(Weekday::Saturday) => 5,
        Some(Weekday::Sunday) => 6,
        None | Some(_) => 7,
    }
}

/// Minutes of the day; `None` for a blank time and for 9999.
fn minutes(time: Option<ServiceTime>) -> Option<u16> {
    time.and_then(ServiceTime::minutes)
}
