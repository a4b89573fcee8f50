//! The report for people.

use super::persons::Persons;
use super::received::Received;
use careplan_model::ledger::{Applied, Entry, EntryKey, Note, Part};
use careplan_rules::Language;
use careplan_rules::output::Plain;
use std::io::{self, Write};

pub(super) fn print(
    received: &Received,
    persons: &Persons,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (units, held, problems) = match language {
        Language::Japanese => {
            ("■送信ごとの変更", "■保持しているもの", "■読めなかったもの（反映していません）")
        }
        Language::English => {
            ("What each unit changed", "What is held", "What could not be read (not applied)")
        }
    };
    writeln!(out, "{units}")?;
    for unit in &received.units {
        print_unit(unit, persons, language, out)?;
    }
    writeln!(out, "\n{held}")?;
    for (receiver, ledger) in &received.held {
        writeln!(out, "→ {receiver}")?;
        for (key, entry) in ledger.entries() {
            let (who, what) = (persons.name(key), describe(key, language));
            writeln!(out, "  {who} {what}: {}", parts(entry, language))?;
        }
    }
    if !received.problems.is_empty() {
        writeln!(out, "\n{problems}")?;
    }
    for problem in &received.problems {
        writeln!(out, "  {}", Plain(problem))?;
    }
    Ok(())
}

fn print_unit(
    applied: &Applied,
    persons: &Persons,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let unit = &applied.unit;
    writeln!(out, "● {} {} → {}", unit.timestamp, unit.sender, unit.receiver)?;
    for change in &applied.changes {
        let text = match language {
            Language::Japanese => change.japanese(),
            Language::English => change.to_string(),
        };
        writeln!(out, "  {} {text}", persons.name(&change.key))?;
    }
    for note in &applied.notes {
        writeln!(out, "  ※ {}", Plain(&describe_note(note, persons, language)))?;
    }
    Ok(())
}

/// A note, with the person that it is about.
pub(super) fn describe_note(note: &Note, persons: &Persons, language: Language) -> String {
    let text = match language {
        Language::Japanese => note.japanese(),
        Language::English => note.to_string(),
    };
    match note.key() {
        Some(key) => format!("{} {text}", persons.name(key)),
        None => text,
    }
}

pub(super) fn describe(key: &EntryKey, language: Language) -> String {
    match language {
        Language::Japanese => key.japanese(),
        Language::English => key.to_string(),
    }
}

fn parts(entry: &Entry, language: Language) -> String {
    let part = |part: &Part| match language {
        Language::Japanese => format!("{} {}件", part.kind().name, part.len()),
        Language::English => format!("{} {}", part.kind().name_en, part.len()),
    };
    entry.parts().iter().map(part).collect::<Vec<_>>().join(", ")
}
