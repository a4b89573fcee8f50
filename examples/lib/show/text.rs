//! The text of `show`: units of sending, files, persons, records, items, in the words of the standard.

use super::file::{self, Found, Shown};
use super::pieces::Source;
use super::table2;
use crate::cli::Outcome;
use careplan_csv::{Inbox, InboxFile, ItemState, Record, StrayForm, Text, Unreadable, ms932};
use careplan_model::{AnyForm, Date, Endpoint, Item, ItemType, Layout, Transmission, kind};
use std::io::{self, Write};
use std::path::Path;

/// What the text is made of, in its order.
pub(super) enum Part<'i> {
    Unit(&'i Transmission<InboxFile>),
    File(&'i InboxFile),
    Stray(&'i StrayForm),
    Attachment(&'i Path),
    Unreadable(&'i Unreadable),
}

/// The parts of the text about an inbox.
pub(super) fn parts(inbox: &Inbox) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for unit in &inbox.transmissions {
        parts.push(Part::Unit(unit));
        parts.extend(unit.files.iter().map(Part::File));
    }
    parts.extend(inbox.strays.iter().map(Part::Stray));
    parts.extend(inbox.attachments.iter().map(|path| Part::Attachment(path)));
    parts.extend(inbox.unreadable.iter().map(Part::Unreadable));
    parts
}

impl Source for Part<'_> {
    fn path(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(&file.path),
            Self::Stray(stray) => Some(&stray.path),
            Self::Unit(_) | Self::Attachment(_) | Self::Unreadable(_) => None,
        }
    }

    fn write(&self, _: usize, threads: usize, out: &mut dyn Write) -> io::Result<Outcome> {
        match self {
            Self::Unit(unit) => heading(unit, out)?,
            Self::File(file) => return print_file(file, threads, out),
            Self::Stray(stray) => {
                print_stray(stray, threads, out)?;
                return Ok(Outcome::DataHasErrors);
            }
            Self::Attachment(path) => {
                writeln!(out, "\n● {}\n  添付ファイル（標準仕様の様式ではありません）", path.display())?;
            }
            Self::Unreadable(unreadable) => {
                writeln!(out, "\n● {}", unreadable.japanese())?;
                return Ok(Outcome::DataHasErrors);
            }
        }
        Ok(Outcome::Fine)
    }
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

fn print_file(file: &InboxFile, threads: usize, out: &mut dyn Write) -> io::Result<Outcome> {
    writeln!(out, "\n● {}  {}", file.kind().name, file.path.display())?;
    for remark in file::remarks(file) {
        writeln!(out, "  ※ {remark}")?;
    }
    let Some(layout) = file.kind().layout else { return Ok(Outcome::Fine) };
    let mut found = print_records(&file.path, layout, threads, out);
    if let Ok(found) = &mut found {
        file::add_contradiction(file, found);
    }
    print_found(found, out)
}

fn print_stray(stray: &StrayForm, threads: usize, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n● {}\n  ※ {}", stray.path.display(), file::stray_remark(stray))?;
    if let Some(layout) = file::stray_layout(stray) {
        print_found(print_records(&stray.path, layout, threads, out), out)?;
    }
    Ok(())
}

fn print_found(found: io::Result<Found>, out: &mut dyn Write) -> io::Result<Outcome> {
    let found = match found {
        Ok(found) => found,
        Err(error) => {
            writeln!(out, "  ※ 読めません: {error}")?;
            return Ok(Outcome::DataHasErrors);
        }
    };
    if let Some(version) = found.version {
        let edition =
            version.edition().map_or("どの版にもない値".into(), |edition| format!("{edition}版"));
        writeln!(out, "  CSVバージョン {version}（{edition}）")?;
    }
    for fault in &found.faults {
        writeln!(out, "  ※ {fault}")?;
    }
    for problem in &found.problems {
        writeln!(out, "  ※ {}", problem.japanese())?;
    }
    for (problem, count) in &found.oddities {
        writeln!(out, "  ・ {}（{count}か所、初めの場所）", problem.japanese())?;
    }
    Ok(if found.has_errors() { Outcome::DataHasErrors } else { Outcome::Fine })
}

fn print_records(
    path: &Path,
    layout: &'static Layout,
    threads: usize,
    out: &mut dyn Write,
) -> io::Result<Found> {
    // A line of 第2表 is shown below those before it.
    if threads < 2 || kind::TABLE2.layout == Some(layout) {
        let mut records = Records::default();
        return file::read(path, layout, |record, form| records.print(record, layout, form, out));
    }
    let mut last = None;
    let each = |piece: &mut Piece, record: &Record<'_>, form: Option<AnyForm<Shown>>| {
        piece.print(record, layout, form)
    };
    file::read_large(path, layout, threads, each, |piece: Piece| {
        if piece.first.is_some() && piece.first != last {
            heading_of(piece.first.as_deref().unwrap_or_default(), out)?;
        }
        last = piece.records.person.or(last.take());
        out.write_all(&piece.bytes)
    })
}

/// The records of one file, person by person.
#[derive(Default)]
struct Records {
    person: Option<String>,
    tree: table2::Tree,
}

impl Records {
    fn print(
        &mut self,
        record: &Record<'_>,
        layout: &'static Layout,
        form: Option<AnyForm<Shown>>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let person = person(record, layout);
        if self.person.as_ref() != Some(&person) {
            heading_of(&person, out)?;
            self.person = Some(person);
            self.tree = table2::Tree::default();
        }
        match form {
            Some(AnyForm::Table2(line)) => self.tree.print(line, out),
            _ => print_record(record, layout, out),
        }
    }
}

/// Records from inside of a file.
#[derive(Default)]
struct Piece {
    /// The person of the first record, who may stand above already.
    first: Option<String>,
    records: Records,
    bytes: Vec<u8>,
}

impl Piece {
    fn print(
        &mut self,
        record: &Record<'_>,
        layout: &'static Layout,
        form: Option<AnyForm<Shown>>,
    ) -> io::Result<()> {
        if self.first.is_none() {
            self.first = Some(person(record, layout));
            self.records.person.clone_from(&self.first);
        }
        self.records.print(record, layout, form, &mut self.bytes)
    }
}

fn heading_of(person: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n  ◆ 被保険者 {person}")
}

/// Whom a record is about, whether or not the record can be read.
fn person(record: &Record<'_>, layout: &'static Layout) -> String {
    let shown = |field: &str| {
        record
            .items(layout)
            .find(|entry| entry.item.is_some_and(|item| item.field == field))
            .map_or(String::new(), |entry| ms932::decode_lossy(entry.field.content()).into_owned())
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
        let content = ms932::decode_lossy(entry.field.content());
        match entry.check() {
            ItemState::Blank => {}
            ItemState::Valid(()) => {
                writeln!(out, "    {name}: {}", shown(entry.item, entry.text(), &content))?;
            }
            ItemState::Invalid(kind) => {
                writeln!(out, "    {name}: {}  ※ {}", indented(&content), kind.japanese())?;
            }
        }
    }
    Ok(())
}

/// A valid item for people: texts over several lines indented, codes with their labels, dates with
/// Japanese years.
fn shown(item: Option<&Item>, text: ItemState<Text<'_>>, content: &str) -> String {
    let Some(item) = item else { return content.into() };
    if item.item_type.is_text()
        && let ItemState::Valid(text) = text
    {
        return indented(&text.decode_lossy());
    }
    if let Some(label) = item.codes().and_then(|list| list.label(content)) {
        return format!("{content} {label}");
    }
    match content.parse::<Date>() {
        Ok(date) if item.item_type == ItemType::Date => format!("{content} {}", date.wareki()),
        _ => content.into(),
    }
}

fn indented(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\n      ")
}
