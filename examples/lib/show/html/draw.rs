//! What all forms are drawn with: values with the marks of their findings, items that all records share, items
//! that only some have, findings at the foot.

use super::book::{Book, Entry, Row};
use super::markup::{Attributes, Markup};
use super::sheet::Sheet;
use super::value;
use careplan_model::{Item, Layout};
use careplan_rules::{Bilingual, Finding, Language, Level};
use std::collections::BTreeSet;

/// So many marks stand in one cell; the findings at the foot name the places of all.
const MARKS: usize = 6;

/// Items that stand in the heading of every sheet.
pub(super) const IN_HEADING: &[&str] = &["insurer", "insured"];

/// Items that say nothing without their names, where they share a cell.
const LABELLED: &[&str] = &["discriminator", "satellite", "model_number", "price_limit_month"];

pub(super) fn say(language: Language, ja: &'static str, en: &'static str) -> &'static str {
    Bilingual { ja, en }.get(language)
}

/// The first reasons why records make no view, a line for each, from what both languages say.
pub(super) fn why(book: &Book, problems: impl Iterator<Item = (String, String)>) -> String {
    let said = problems.take(20).map(|(ja, en)| match book.language {
        Language::Japanese => ja,
        Language::English => en,
    });
    said.collect::<Vec<_>>().join("\n")
}

/// What an item of some records holds: each value once, with the marks of all. Blank items are nothing.
pub(super) fn value(page: &mut Markup, book: &Book, rows: &[&Row], field: &str) {
    let mut shown: Vec<&str> = Vec::new();
    for entry in rows.iter().filter_map(|row| row.entry(field)) {
        // Next to each other they are mostly equal; a merged cell of many values is none of ours.
        if !entry.content.is_empty() && !shown.contains(&entry.content.as_str()) {
            if !shown.is_empty() {
                page.text("\n");
            }
            shown.push(&entry.content);
            content(page, book.language, entry);
        }
    }
    marks(page, book, &book.findings.of_items(rows, field));
}

/// What one item holds.
pub(super) fn content(page: &mut Markup, language: Language, entry: &Entry) {
    let reading = match entry.fault {
        None => value::reading(entry.item, &entry.content, language),
        Some(_) => value::Reading { text: entry.content.clone(), aside: None },
    };
    page.leaf("span", &[("class", if entry.fault.is_some() { "v bad" } else { "v" })], &reading.text);
    if let Some(aside) = reading.aside {
        page.leaf("span", &[("class", "c")], &aside);
    }
}

/// The numbers of findings, each a link to its text.
pub(super) fn marks(page: &mut Markup, book: &Book, numbers: &BTreeSet<usize>) {
    for number in numbers.iter().take(MARKS) {
        let level = book.findings.get(*number).map_or("info", |finding| finding.level.label());
        let link = format!("#f{number}");
        page.leaf("a", &[("class", &format!("m {level}")), ("href", &link)], &number.to_string());
    }
    if numbers.len() > MARKS {
        page.leaf("span", &[("class", "more")], &format!("+{}", numbers.len() - MARKS));
    }
}

/// A cell of a table with some items of some records, one under the other.
pub(super) fn cell(
    page: &mut Markup,
    book: &Book,
    rows: &[&Row],
    fields: &[&str],
    attributes: Attributes<'_>,
) {
    page.element("td", attributes, |page| {
        for field in fields {
            let is_blank = rows.iter().all(|row| row.content(field).is_empty());
            if fields.len() == 1 {
                value(page, book, rows, field);
            } else if !is_blank || !book.findings.of_items(rows, field).is_empty() {
                page.element("div", &[], |page| {
                    if LABELLED.contains(field)
                        && let Some(item) = rows.iter().find_map(|row| row.entry(field)?.item)
                    {
                        page.leaf("span", &[("class", "n")], item.name);
                    }
                    value(page, book, rows, field);
                });
            }
        }
    });
}

/// A cell that runs over some lines of a table.
pub(super) fn merged(page: &mut Markup, book: &Book, rows: &[&Row], fields: &[&str], class: &str) {
    let span = rows.len().to_string();
    let attributes = [("class", class), ("rowspan", span.as_str())];
    cell(page, book, rows, fields, if rows.len() > 1 { &attributes } else { attributes.split_at(1).0 });
}

/// The heads of columns.
pub(super) fn columns(page: &mut Markup, names: &[&str]) {
    page.element("thead", &[], |page| {
        page.element("tr", &[], |page| names.iter().for_each(|name| page.leaf("th", &[], name)));
    });
}

/// The items that a drawing has no column for: those that all records share, and those that differ.
pub(super) struct Others {
    shared: Vec<&'static Item>,
    single: Vec<&'static Item>,
}

impl Others {
    /// Of records, beside these fields.
    pub(super) fn of(layout: &'static Layout, rows: &[&Row], columns: &[&str]) -> Self {
        let (mut shared, mut single) = (Vec::new(), Vec::new());
        for item in layout.items {
            if columns.contains(&item.field) || IN_HEADING.contains(&item.field) {
                continue;
            }
            let mut contents = rows.iter().map(|row| row.content(item.field));
            let first = contents.next().unwrap_or_default();
            if contents.all(|content| content == first) { &mut shared } else { &mut single }.push(item);
        }
        Self { shared, single }
    }

    /// Whether there is something to note of these records.
    pub(super) fn is_noted(&self, book: &Book, rows: &[&Row]) -> bool {
        self.single.iter().any(|item| is_shown(book, rows, item.field))
            || !book.findings.of_wholes(rows).is_empty()
            || rows.iter().flat_map(|row| &row.items).any(|entry| entry.item.is_none())
    }

    /// What all records share, above the table.
    pub(super) fn head(&self, page: &mut Markup, book: &Book, rows: &[&Row], label: Option<&str>) {
        let shown: Vec<_> = self.shared.iter().filter(|item| is_shown(book, rows, item.field)).collect();
        if shown.is_empty() {
            return;
        }
        page.element("dl", &[("class", "shared")], |page| {
            if let Some(label) = label {
                page.element("div", &[("class", "label")], |page| page.leaf("dt", &[], label));
            }
            for item in shown {
                page.element("div", &[], |page| {
                    page.leaf("dt", &[], item.name);
                    page.element("dd", &[], |page| value(page, book, rows, item.field));
                });
            }
        });
    }

    /// What a line has for itself, in a cell of its own; with what is to be said of its records as wholes.
    pub(super) fn notes(&self, page: &mut Markup, book: &Book, rows: &[&Row]) {
        page.element("td", &[("class", "notes")], |page| {
            for item in self.single.iter().filter(|item| is_shown(book, rows, item.field)) {
                page.element("div", &[], |page| {
                    page.leaf("span", &[("class", "n")], item.name);
                    value(page, book, rows, item.field);
                });
            }
            surplus(page, book, rows);
            marks(page, book, &book.findings.of_wholes(rows));
        });
    }
}

/// Fields behind the last item of the layout.
pub(super) fn surplus(page: &mut Markup, book: &Book, rows: &[&Row]) {
    for entry in rows.iter().flat_map(|row| &row.items) {
        if entry.item.is_none() && !entry.content.is_empty() {
            page.element("div", &[], |page| {
                page.leaf("span", &[("class", "n")], &format!("No.{}", entry.number));
                content(page, book.language, entry);
            });
        }
    }
}

/// Whether an item has a value or a finding.
pub(super) fn is_shown(book: &Book, rows: &[&Row], field: &str) -> bool {
    rows.iter().any(|row| !row.content(field).is_empty()) || !book.findings.of_items(rows, field).is_empty()
}

/// What was found in the records of a sheet.
pub(super) fn foot(page: &mut Markup, sheet: &Sheet<'_>) {
    let found = sheet.all_rows().flat_map(|row| sheet.book.findings.of_record(row).iter().copied());
    let numbers: BTreeSet<usize> = found.collect();
    findings(page, sheet.book, &numbers, false);
}

/// Findings with their numbers, places, messages and mends.
pub(super) fn findings(page: &mut Markup, book: &Book, numbers: &BTreeSet<usize>, names_file: bool) {
    if numbers.is_empty() {
        return;
    }
    page.element("ul", &[("class", "findings")], |page| {
        for number in numbers {
            let Some(finding) = book.findings.get(*number) else { continue };
            let id = format!("f{number}");
            page.element("li", &[("id", &id)], |page| {
                let class = format!("m {}", finding.level.label());
                page.leaf("span", &[("class", &class)], &number.to_string());
                page.leaf("b", &[], level(finding.level, book.language));
                page.leaf("span", &[("class", "place")], &place(book, finding, names_file));
                page.leaf("span", &[], &finding.message(book.language));
                page.leaf("code", &[], finding.rule.id);
                page.leaf("div", &[("class", "hint")], &finding.hint(book.language));
            });
            page.new_line();
        }
    });
}

fn level(level: Level, language: Language) -> &'static str {
    match language {
        Language::Japanese => level.japanese(),
        Language::English => level.label(),
    }
}

fn place(book: &Book, finding: &Finding, names_file: bool) -> String {
    let location = &finding.location;
    let is_japanese = book.language == Language::Japanese;
    let mut parts = Vec::new();
    if names_file {
        parts.push(book.findings.report.file_name(finding).to_owned());
    }
    if let Some(record) = location.record {
        parts.push(if is_japanese { format!("{record}件目") } else { format!("record {record}") });
    }
    if let Some(line) = location.line {
        parts.push(if is_japanese { format!("{line}行目") } else { format!("line {line}") });
    }
    if let Some(item) = location.item {
        parts.push(format!("No.{} {}", item.number, item.name().unwrap_or_default()));
    }
    parts.join(if is_japanese { "、" } else { ", " })
}
