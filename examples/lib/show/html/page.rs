//! The page: its head, the units of sending, their sheets.

use super::book::{Book, Source, name_of};
use super::draw::{self, say};
use super::markup::Markup;
use super::sheet::{Plan, Sheet};
use super::{figure, form, lines, month, support, table2, table7, week};
use careplan_csv::InboxFile;
use careplan_model::{Endpoint, Layout, ServiceTypeCode, Transmission, kind};
use careplan_rules::{Language, Level};
use std::collections::{BTreeMap, BTreeSet};

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn write(book: &Book, plan: &Plan<'_>) -> String {
    let mut page = Markup::default();
    let language = book.language;
    let lang = say(language, "ja", "en");
    let title = say(language, "ケアプランデータの内容", "What the care-plan files hold");
    page.element("html", &[("xmlns", "http://www.w3.org/1999/xhtml"), ("lang", lang)], |page| {
        page.element("head", &[], |page| {
            page.void("meta", &[("charset", "utf-8")]);
            page.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            // Nothing is to be asked for from outside, whatever a browser may think of the content.
            page.void(
                "meta",
                &[
                    ("http-equiv", "Content-Security-Policy"),
                    ("content", "default-src 'none'; style-src 'unsafe-inline'; img-src data:"),
                ],
            );
            page.void("meta", &[("name", "robots"), ("content", "noindex")]);
            page.leaf("title", &[], title);
            page.style(STYLE);
        });
        page.new_line();
        page.element("body", &[], |page| body(page, book, plan, title));
    });
    format!("<!DOCTYPE html>\n{}\n", page.into_string())
}

fn body(page: &mut Markup, book: &Book, plan: &Plan<'_>, title: &str) {
    let language = book.language;
    page.leaf("h1", &[], title);
    let warning = say(
        language,
        "このページには個人情報が含まれています。ファイルと印刷物の取扱いに注意してください。",
        "This page holds personal data. Take care of the file and of what is printed.",
    );
    page.leaf("p", &[("class", "warning")], warning);
    let count = |level| book.findings.report.count(level);
    let (errors, warnings, infos) = (count(Level::Error), count(Level::Warning), count(Level::Info));
    page.leaf(
        "p",
        &[],
        &match language {
            Language::Japanese => format!("受信時の検査：エラー{errors}件、警告{warnings}件、情報{infos}件"),
            Language::English => {
                format!("Checked as received: {errors} error(s), {warnings} warning(s), {infos} info(s)")
            }
        },
    );
    // What stands in no sheet: findings of files, and of records that nobody draws.
    let drawn: BTreeSet<usize> = plan
        .sheets
        .iter()
        .flat_map(Sheet::all_rows)
        .flat_map(|row| book.findings.of_record(row))
        .copied()
        .collect();
    let all = 1..=book.findings.report.findings.len();
    let others: BTreeSet<usize> = all.filter(|number| !drawn.contains(number)).collect();
    draw::findings(page, book, &others, true);
    over_the_cap(page, book);
    if !book.unreadable.is_empty() {
        page.leaf("h2", &[], say(language, "読めないファイル", "Files that cannot be read"));
        page.element("ul", &[], |page| book.unreadable.iter().for_each(|file| page.leaf("li", &[], file)));
    }
    if !book.attachments.is_empty() {
        page.leaf("h2", &[], say(language, "添付ファイル", "Attachments"));
        page.element("ul", &[], |page| {
            book.attachments.iter().for_each(|path| page.leaf("li", &[], &name_of(path)));
        });
    }
    let (units, strays) = plan.units.split_at(book.units.len().min(plan.units.len()));
    for ((unit, files), sheets) in book.units.iter().zip(units) {
        page.element("section", &[("class", "unit")], |page| {
            heading(page, book, unit);
            section(page, book, plan, files, sheets);
        });
    }
    if !book.strays.is_empty() {
        page.element("section", &[("class", "unit")], |page| {
            let title = say(
                language,
                "ファイル名から送信元・送信先が分からないファイル",
                "Files whose names tell no sender and receiver",
            );
            page.leaf("h2", &[], title);
            section(page, book, plan, &book.strays, strays.first().map_or(&[], Vec::as_slice));
        });
    }
}

/// The rules that found more than is listed.
fn over_the_cap(page: &mut Markup, book: &Book) {
    for tally in &book.findings.report.tallies {
        let more = tally.found().saturating_sub(tally.kept as u64);
        if more > 0 {
            let text = match book.language {
                Language::Japanese => {
                    format!("{}：ほかに{more}件（このページには示していません）", tally.rule.id)
                }
                Language::English => format!("{}: {more} more, not on this page", tally.rule.id),
            };
            page.leaf("p", &[], &text);
        }
    }
}

fn heading(page: &mut Markup, book: &Book, unit: &Transmission<InboxFile>) {
    let language = book.language;
    let is_equipment = unit.files.iter().all(|file| careplan_fukushi::kinds::ALL.contains(&file.kind()));
    let name = match (unit.kind(), language) {
        (Ok(kind), Language::Japanese) => kind.name,
        (Ok(kind), Language::English) => kind.name_en,
        (Err(_), _) if is_equipment => {
            say(language, "福祉用具サービス計画書（暫定案）", "Equipment plans (provisional)")
        }
        (Err(_), _) => say(language, "送信単位", "Unit of sending"),
    };
    page.leaf("h2", &[], name);
    page.element("dl", &[("class", "row")], |page| {
        let month = unit.month.map(|month| month.wareki().to_string());
        for (label, text) in [
            (say(language, "送信元", "sender"), endpoint(&unit.sender)),
            (say(language, "送信先", "receiver"), endpoint(&unit.receiver)),
            (say(language, "ファイル連番", "timestamp"), unit.timestamp.to_string()),
            (say(language, "対象年月", "month"), month.unwrap_or_else(|| "－".into())),
        ] {
            page.element("div", &[], |page| {
                page.leaf("dt", &[], label);
                page.leaf("dd", &[], &text);
            });
        }
    });
}

fn endpoint(endpoint: &Endpoint) -> String {
    match endpoint.service {
        None => endpoint.office.to_string(),
        Some(service) => {
            let name = endpoint.service_type().and_then(ServiceTypeCode::name).unwrap_or_default();
            format!("{} {service} {name}", endpoint.office)
        }
    }
}

/// The files of a unit and their sheets.
fn section(page: &mut Markup, book: &Book, plan: &Plan<'_>, files: &[usize], sheets: &[usize]) {
    let sources: Vec<&Source> = files.iter().filter_map(|number| book.sources.get(*number)).collect();
    page.element("table", &[("class", "files")], |page| {
        let language = book.language;
        draw::columns(
            page,
            &[
                say(language, "ファイル", "file"),
                say(language, "種類", "kind"),
                "CSVバージョン",
                say(language, "件数", "records"),
            ],
        );
        page.element("tbody", &[], |page| sources.iter().for_each(|source| file(page, book, source)));
    });
    page.element("nav", &[], |page| {
        for (number, sheet) in sheets.iter().filter_map(|number| Some((number, plan.sheets.get(*number)?))) {
            let text = format!("{} {}", sheet.person.unwrap_or_default(), title(sheet));
            page.leaf("a", &[("href", &format!("#s{number}"))], text.trim());
        }
    });
    page.new_line();
    let of_family = |source: &&&Source| source.is(&kind::BASIC_INFO_IMAGE);
    let mut pictures: BTreeMap<String, &Source> =
        sources.iter().filter(of_family).map(|source| (source.file_name(), *source)).collect();
    for number in sheets {
        if let Some(sheet) = plan.sheets.get(*number) {
            one(page, sheet, *number, &mut pictures);
        }
    }
    // Those that no record names.
    for picture in pictures.values() {
        figure::draw(page, picture);
    }
}

fn file(page: &mut Markup, book: &Book, source: &Source) {
    page.element("tr", &[], |page| {
        page.leaf("td", &[("title", &source.path.display().to_string())], &source.file_name());
        page.leaf("td", &[], &source.kind_names(book.language));
        let edition = source.version.map(|version| {
            let edition = version.edition().map_or_else(
                || say(book.language, "どの版にもない値", "of no edition").to_owned(),
                |edition| edition.to_string(),
            );
            format!("{version}（{edition}）")
        });
        page.leaf("td", &[], &edition.unwrap_or_else(|| "－".into()));
        let records = source.layout.map_or_else(|| "－".to_owned(), |_| source.records.len().to_string());
        page.leaf("td", &[("class", "number")], &records);
    });
}

/// What a sheet is called.
fn title(sheet: &Sheet<'_>) -> String {
    let language = sheet.book.language;
    let kinds = sheet.source.kind_names(language);
    let name = match sheet.source.layout {
        Some(layout) if kinds.is_empty() => layout.name.to_owned(),
        _ => kinds,
    };
    if sheet.is_unreadable {
        return format!("{name} {}", say(language, "読めないレコード", "records that cannot be read"));
    }
    name
}

/// A sheet.
fn one(page: &mut Markup, sheet: &Sheet<'_>, number: usize, pictures: &mut BTreeMap<String, &Source>) {
    let language = sheet.book.language;
    let Some(layout) = sheet.source.layout else { return };
    let is_sub = sheet.drawn_in.is_some()
        || matches!(
            layout.form,
            "BasicInfoSchedule"
                | "BasicInfoHistory"
                | "EquipmentPlanNeed"
                | "EquipmentPlanLine"
                | "EquipmentOffer"
        );
    let class = if is_sub { "sheet sub" } else { "sheet" };
    page.element("section", &[("class", class), ("id", &format!("s{number}"))], |page| {
        page.element("header", &[], |page| {
            page.leaf("h3", &[], &title(sheet));
            if !sheet.is_unreadable && sheet.drawn_in.is_none() {
                page.element("div", &[("class", "who")], |page| who(page, sheet, layout));
            }
        });
        page.leaf("div", &[("class", "source")], &sheet.source.file_name());
        if let Some(plan) = sheet.drawn_in {
            let text = say(language, "実績は予定の下に示しています。", "Drawn under the plan.");
            page.element("p", &[], |page| page.leaf("a", &[("href", &format!("#s{plan}"))], text));
            return;
        }
        if sheet.source.is_provisional() {
            let text = say(
                language,
                "暫定案：正式なレイアウトは公開されていません。この様式は本プロジェクトの提案です。",
                "Provisional: the official layout is not public. This form is the project's own proposal.",
            );
            page.leaf("p", &[("class", "provisional")], text);
        }
        contents(page, sheet, layout);
        for row in &sheet.rows {
            if let Some(picture) = pictures.remove(row.content("family_image_file_name")) {
                figure::draw(page, picture);
            }
        }
        draw::foot(page, sheet);
    });
    page.new_line();
}

/// The person that a sheet is about.
fn who(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) {
    if let Some(person) = sheet.person {
        page.leaf("span", &[("class", "name")], person);
    }
    let rows: Vec<_> = sheet.all_rows().collect();
    for item in draw::IN_HEADING.iter().filter_map(|field| layout.field(field)) {
        page.leaf("span", &[("class", "n")], item.name);
        draw::value(page, sheet.book, &rows, item.field);
    }
}

/// The form itself; item by item where it cannot be drawn.
fn contents(page: &mut Markup, sheet: &Sheet<'_>, layout: &'static Layout) {
    if sheet.is_unreadable {
        return lines::items(page, sheet);
    }
    let mut drawing = Markup::default();
    let drawn = match layout.form {
        "Table2" => table2::draw(&mut drawing, sheet, layout),
        "Table3" => week::draw(&mut drawing, sheet, layout),
        "Table6" => month::draw(&mut drawing, sheet, layout),
        "Table7" => table7::draw(&mut drawing, sheet, layout),
        "PreventiveSupport" => support::draw(&mut drawing, sheet, layout),
        _ => {
            if !form::draw(&mut drawing, sheet, layout) {
                lines::draw(&mut drawing, sheet, layout);
            }
            Ok(())
        }
    };
    match drawn {
        Ok(()) => page.append(&drawing),
        Err(why) => {
            let text = say(
                sheet.book.language,
                "様式の形にできないため、レコードごとに示します（次の件数はこの様式の中で数えています）。",
                "The records do not make the form, so they are shown one by one (counted here within the form).",
            );
            page.element("p", &[("class", "provisional")], |page| {
                page.text(text);
                page.text("\n");
                page.text(&why);
            });
            lines::items(page, sheet);
        }
    }
}
