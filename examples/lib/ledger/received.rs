//! All that was received, applied.

use careplan_csv::{Error, Inbox, InboxFile, Naming, StrayForm, Unreadable, read_unit};
use careplan_model::ledger::{Applied, Ledger};
use careplan_model::{Endpoint, FormFile, Transmission};
use careplan_rules::Language;
use std::collections::BTreeMap;
use std::path::Path;

/// What came of all units.
#[derive(Default)]
pub(super) struct Received {
    /// What each unit changed, in the order of processing.
    pub(super) units: Vec<Applied>,
    /// What each receiver holds. A sender tells every receiver for itself what there is for it no more, so
    /// that a deletion for one says nothing of the others.
    pub(super) held: BTreeMap<Endpoint, Ledger>,
    /// What could not be read, and so was not applied.
    pub(super) problems: Vec<String>,
}

impl Received {
    pub(super) fn from_inbox(inbox: &Inbox, language: Language) -> Self {
        let mut received = Self::default();
        for unit in &inbox.transmissions {
            match read(unit, language) {
                (Some(unit), problems) => {
                    received.problems.extend(problems);
                    let ledger = received.held.entry(unit.receiver).or_default();
                    received.units.push(ledger.apply(&unit));
                }
                (None, problems) => received.problems.extend(problems),
            }
        }
        received.problems.extend(inbox.strays.iter().map(|stray| of_stray(stray, language)));
        received.problems.extend(inbox.unreadable.iter().map(|file| of_unreadable(file, language)));
        received
    }
}

/// Reads a unit; `None` if a part of it cannot be read. And what is wrong with it.
fn read(unit: &Transmission<InboxFile>, language: Language) -> (Option<Transmission<FormFile>>, Vec<String>) {
    // The name of a renamed file is a guess: where a file has the name, that one is meant; where none has, a
    // person has to look.
    let is_renamed = |file: &InboxFile| matches!(file.naming, Naming::Renamed(_));
    let has_original =
        |copy: &InboxFile| unit.files.iter().any(|file| !is_renamed(file) && file.name == copy.name);
    let mut named = Transmission { files: Vec::new(), ..unit.clone() };
    let (mut problems, mut is_whole) = (Vec::new(), true);
    for file in &unit.files {
        if is_renamed(file) {
            is_whole &= has_original(file);
            problems.push(of_renamed(file, has_original(file), language));
        } else {
            named.files.push(file.clone());
        }
    }
    match read_unit(&named) {
        Ok(forms) if is_whole => (Some(forms), problems),
        Ok(_) => (None, problems),
        Err(error) => {
            for (path, error) in &error.files {
                problems.extend(of_file(path, error, language));
            }
            (None, problems)
        }
    }
}

/// All that is wrong with a file.
fn of_file(path: &Path, error: &Error, language: Language) -> Vec<String> {
    let path = path.display();
    match (error, language) {
        (Error::Data(found), Language::Japanese) => {
            found.iter().map(|problem| format!("{path}：{}", problem.japanese())).collect()
        }
        (Error::Data(found), Language::English) => {
            found.iter().map(|problem| format!("{path}: {problem}")).collect()
        }
        (error, Language::Japanese) => vec![format!("{path}：{}", error.japanese())],
        (error, Language::English) => vec![format!("{path}: {error}")],
    }
}

fn of_renamed(file: &InboxFile, has_original: bool, language: Language) -> String {
    let (path, name) = (file.path.display(), file.name);
    match (language, has_original) {
        (Language::Japanese, true) => format!("{path}：{name}の写しと思われるため、読みませんでした"),
        (Language::Japanese, false) => {
            format!("{path}：ファイル名が変えられています。{name}に戻してください")
        }
        (Language::English, true) => format!("{path}: seems to be a copy of {name}; not read"),
        (Language::English, false) => format!("{path}: was renamed; give its name {name} back to it"),
    }
}

fn of_stray(stray: &StrayForm, language: Language) -> String {
    let path = stray.path.display();
    match language {
        Language::Japanese => {
            format!("{path}：ファイル名から送信元と送信先が分からないため、読みませんでした")
        }
        Language::English => format!("{path}: the name does not tell sender and receiver; not read"),
    }
}

fn of_unreadable(file: &Unreadable, language: Language) -> String {
    match language {
        Language::Japanese => file.japanese(),
        Language::English => format!("{}: {}", file.path.display(), file.error),
    }
}
