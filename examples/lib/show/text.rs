//! The text of `show`: units of sending, files, persons, records, items, in the words of the standard.

use super::file::{self, Found};
use super::table2;
use crate::cli::Outcome;
use careplan_csv::{Inbox, InboxFile, ItemState, Naming, Record, StrayForm, Text};
use careplan_model::{AnyForm, Endpoint, FormKind, Item, Layout, Transmission};
use std::io::{self, Write};

pub(super) fn print(inbox: &Inbox, out: &mut dyn Write) -> io::Result<Outcome> {
    let mut outcome = Outcome::Fine;
    for unit in &inbox.transmissions {
        heading(unit, out)?;
        for file in &unit.files {
            outcome = outcome.and(print_file(file, out)?);
        }
    }
    for stray in &inbox.strays {
        writeln!(out, "\n● {}\n  ※ {}", stray.path.display(), stray_message(stray))?;
        outcome = outcome.and(Outcome::DataHasErrors);
    }
    for path in &inbox.attachments {
        writeln!(out, "\n● {}\n  添付ファイル（標準仕様の様式ではありません）", path.display())?;
    }
    for unreadable in &inbox.unreadable {
        writeln!(out, "\n● {}\n  ※ 読めません: {}", unreadable.path.display(), unreadable.error)?;
        outcome = outcome.and(Outcome::DataHasErrors);
    }
    Ok(outcome)
}

pub(super) fn stray_message(stray: &StrayForm) -> String {
    let kinds: Vec<&str> = stray.content.iter().map(|kind| kind.name).collect();
    let fault = stray.fault.as_ref().map_or_else(
        || "ファイル名が読めません".into(),
        careplan_model::FileNameError::japanese,
    );
    if kinds.is_empty() { fault } else { format!("{fault}。内容は{}です", kinds.join("、または")) }
}

fn heading(unit: &Transmission<InboxFile>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "\n■ {} → {}  連番 {}", endpoint(&unit.sender), endpoint(&unit.receiver), unit.timestamp)?;
    match unit.month {
        Some(month) => writeln!(out, "  対象年月 {}", month.wareki()),
        None => writeln!(out),
    }
}

fn endpoint(endpoint: &Endpoint) -> String {
    let name = endpoint.service_type().and_then(careplan_model::ServiceTypeCode::name);
    format!("{}{}", endpoint.office, name.map_or(String::new(), |name| format!("（{name}）")))
}

fn print_file(file: &InboxFile, out: &mut dyn Write) -> io::Result<Outcome> {
    let kind: &FormKind = file.kind();
    writeln!(out, "\n● {}  {}", kind.name, file.path.display())?;
    if let Naming::Renamed(fault) = &file.naming {
        writeln!(out, "  ※ {}。本来の名前: {}", fault.japanese(), file.name)?;
    }
    let Some(layout) = kind.layout else { return Ok(Outcome::Fine) };
    let mut person = None;
    let mut tree = table2::Tree::default();
    let read = file::read(file, layout, |record, form| {
        let insured = insured(record, layout);
        if person.as_ref() != Some(&insured) {
            writeln!(out, "\n  ◆ 被保険者 {insured}")?;
            person = Some(insured);
            tree = table2::Tree::default();
        }
        match form {
            Some(AnyForm::Table2(line)) => tree.print(&line, out),
            _ => print_record(record, layout, out),
        }
    });
    let found = match read {
        Ok(found) => found,
        Err(error) => {
            writeln!(out, "  ※ 読めません: {error}")?;
            return Ok(Outcome::DataHasErrors);
        }
    };
    print_found(&found, out)?;
    Ok(if found.has_errors() { Outcome::DataHasErrors } else { Outcome::Fine })
}

fn print_found(found: &Found, out: &mut dyn Write) -> io::Result<()> {
    if let Some(version) = found.version {
        let edition = version.edition().map_or("どの版にもない値".into(), |edition| format!("{edition}版"));
        writeln!(out, "  CSVバージョン {version}（{edition}）")?;
    }
    for fault in &found.faults {
        writeln!(out, "  ※ {fault}")?;
    }
    for problem in &found.problems {
        let mark = if file::is_error(&problem.kind) { "※" } else { "・" };
        writeln!(out, "  {mark} {}", problem.japanese())?;
    }
    Ok(())
}

/// Whom a record is about, whether or not the record can be read.
fn insured(record: &Record<'_>, layout: &'static Layout) -> String {
    let shown = |field: &str| {
        record
            .items(layout)
            .find(|entry| entry.item.is_some_and(|item| item.field == field))
            .map_or(String::new(), |entry| careplan_csv::ms932::decode_lossy(entry.field.content()).into_owned())
    };
    format!("{}（保険者 {}）", shown("insured"), shown("insurer"))
}

/// A record item by item; blank items, the version and the person (who stands above) are left out.
fn print_record(record: &Record<'_>, layout: &'static Layout, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  - {}件目", record.at().record)?;
    for entry in record.items(layout) {
        let name = entry.item.map_or("（余分な項目）", |item| item.name);
        if entry.item.is_some_and(|item| matches!(item.field, "csv_version" | "insurer" | "insured")) {
            continue;
        }
        let content = careplan_csv::ms932::decode_lossy(entry.field.content());
        match entry.check() {
            ItemState::Blank => {}
            ItemState::Valid(()) => writeln!(out, "    {name}: {}", shown(entry.item, entry.text(), &content))?,
            ItemState::Invalid(kind) => writeln!(out, "    {name}: {content}  ※ {}", kind.japanese())?,
        }
    }
    Ok(())
}

/// A valid item for people: texts over several lines indented, codes with their labels, dates in
/// Japanese years.
fn shown(item: Option<&Item>, text: ItemState<Text<'_>>, content: &str) -> String {
    let Some(item) = item else { return content.into() };
    if item.item_type.is_text()
        && let ItemState::Valid(text) = text
    {
        return text.decode_lossy().replace("\r\n", "\n").replace('\n', "\n      ");
    }
    if let Some(label) = item.codes().and_then(|list| list.label(content)) {
        return format!("{content} {label}");
    }
    match content.parse::<careplan_model::Date>() {
        Ok(date) if item.item_type == careplan_model::ItemType::Date => format!("{content} {}", date.wareki()),
        _ => content.into(),
    }
}
