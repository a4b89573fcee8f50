//! All that was received, applied.

use careplan_csv::{Error, Inbox, InboxFile, StrayForm, Unreadable, read_unit};
use careplan_model::ledger::{Applied, Ledger, Note, Refusal};
use careplan_model::{Endpoint, FormFile, Transmission};
use careplan_rules::Language;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether units were applied that were not whole, as their notes tell.
    pub(super) has_incomplete: bool,
}

impl Received {
    pub(super) fn from_inbox(inbox: &Inbox, language: Language) -> Self {
        let mut received = Self::default();
        let receivers: BTreeSet<Endpoint> = inbox.transmissions.iter().map(|unit| unit.receiver).collect();
        for unit in &inbox.transmissions {
            match read(unit, language) {
                // A file that cannot be opened is in no unit: the rest of its unit is not the whole of it.
                (Some(_), problems) if inbox.unreadable_of(unit).next().is_some() => {
                    received.problems.extend(problems);
                    received.problems.push(of_incomplete(unit, language));
                }
                (Some(unit), problems) => {
                    received.problems.extend(problems);
                    let ledger = received.held.entry(known_as(unit.receiver, &receivers)).or_default();
                    let applied = ledger.apply(&unit);
                    received.has_incomplete |= applied.notes.iter().any(is_incomplete);
                    received.units.push(applied);
                }
                (None, problems) => received.problems.extend(problems),
            }
        }
        received.problems.extend(inbox.folders.iter().map(|folder| of_folder(folder, language)));
        received.problems.extend(inbox.strays.iter().map(|stray| of_stray(stray, language)));
        received.problems.extend(inbox.unreadable.iter().map(|file| of_unreadable(file, language)));
        received
    }
}

/// Names of editions before 4.0 give no service type. If newer ones name one of the office, and only one, that is
/// it: a deletion in 4.1 is meant for what came in 3.x too.
fn known_as(receiver: Endpoint, receivers: &BTreeSet<Endpoint>) -> Endpoint {
    if receiver.service.is_some() {
        return receiver;
    }
    let mut named =
        receivers.iter().filter(|known| known.office == receiver.office && known.service.is_some());
    match (named.next(), named.next()) {
        (Some(known), None) => *known,
        _ => receiver,
    }
}

/// Whether a note says that a unit was not whole. (A file that is there twice is no loss.)
fn is_incomplete(note: &Note) -> bool {
    match note {
        Note::Incomplete { .. } | Note::EmptyFile { .. } => true,
        Note::FileRefused { refusal, .. } => *refusal != Refusal::Twice,
        _ => false,
    }
}

fn of_incomplete(unit: &Transmission<InboxFile>, language: Language) -> String {
    let (timestamp, sender, receiver) = (unit.timestamp, unit.sender, unit.receiver);
    match language {
        Language::Japanese => {
            format!(
                "{timestamp} {sender} → {receiver}：読めないファイルがあるため、この送信全体を反映していません"
            )
        }
        Language::English => {
            format!(
                "{timestamp} {sender} → {receiver}: a file of it cannot be read: nothing of it was applied"
            )
        }
    }
}

fn of_folder(folder: &Path, language: Language) -> String {
    let folder = folder.display();
    match language {
        Language::Japanese => format!("{folder}：フォルダーへのリンクのため、中を読んでいません"),
        Language::English => format!("{folder}: a link to a folder; not looked into"),
    }
}

/// Reads a unit; `None` if a part of it cannot be read. And what is wrong with it.
fn read(unit: &Transmission<InboxFile>, language: Language) -> (Option<Transmission<FormFile>>, Vec<String>) {
    // The name of a renamed file is a guess: where a file has the name, that one is meant; where none has, a
    // person has to look.
    let mut named = Transmission { files: Vec::new(), ..unit.clone() };
    let (mut problems, mut is_whole) = (Vec::new(), true);
    for file in &unit.files {
        if file.is_renamed() {
            let namesake = Namesake::of(file, unit);
            is_whole &= namesake != Namesake::None;
            problems.push(of_renamed(file, namesake, language));
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

/// Whether a file has the name that was found in that of a renamed one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Namesake {
    None,
    /// With the same bytes.
    Same,
    Other,
}

impl Namesake {
    fn of(renamed: &InboxFile, unit: &Transmission<InboxFile>) -> Self {
        let mut named =
            unit.files.iter().filter(|file| !file.is_renamed() && file.name == renamed.name).peekable();
        if named.peek().is_none() {
            return Self::None;
        }
        // What cannot be read is not known to be the same.
        let Ok(bytes) = renamed.read() else { return Self::Other };
        if named.any(|file| file.read().is_ok_and(|known| known == bytes)) { Self::Same } else { Self::Other }
    }
}

fn of_renamed(file: &InboxFile, namesake: Namesake, language: Language) -> String {
    let (path, name) = (file.path.display(), file.name);
    match (language, namesake) {
        (Language::Japanese, Namesake::Same) => {
            format!("{path}：{name}の写し（同じ内容）のため、読みませんでした")
        }
        (Language::Japanese, Namesake::Other) => {
            format!(
                "{path}：{name}とは内容の違う、同じ名前の別のファイルです。読みませんでした。どちらが正しいか確認してください"
            )
        }
        (Language::Japanese, Namesake::None) => {
            format!("{path}：ファイル名が変えられています。{name}に戻してください")
        }
        (Language::English, Namesake::Same) => format!("{path}: a copy of {name}; not read"),
        (Language::English, Namesake::Other) => {
            format!(
                "{path}: another file of the name {name}, with another content; not read; see which is right"
            )
        }
        (Language::English, Namesake::None) => {
            format!("{path}: was renamed; give its name {name} back to it")
        }
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
