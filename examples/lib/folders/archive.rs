//! `folders archive` and `folders verify`: what was handled, kept as evidence.

use super::Talk;
use crate::cli::Outcome;
use careplan_csv::office::{ArchiveOptions, Direction, RECEIPTS, Receipts};
use careplan_model::Timestamp;
use careplan_rules::Language;
use std::io;
use std::path::Path;

pub(super) fn run(
    folder: &Path,
    time: Timestamp,
    direction: Direction,
    remark: &str,
    talk: &mut Talk<'_>,
) -> io::Result<Outcome> {
    let report = ArchiveOptions::new(time, direction).remark(remark).archive(folder);
    for file in &report.archived {
        let name = file.path.file_name().unwrap_or_default().to_string_lossy();
        let line = format!("{name} → {}", file.moved_to);
        match file.occupied {
            None => talk.say(&line, &line)?,
            Some(occupied) => {
                talk.say(&format!("{line} ({occupied})"), &format!("{line}（{}）", occupied.japanese()))?;
            }
        }
    }
    let count = report.archived.len();
    talk.say(&format!("{count} files archived"), &format!("{count}ファイルを保管しました"))?;
    let mut outcome = Outcome::Fine;
    for failure in &report.failed {
        outcome = match talk.language {
            Language::English => talk.could_not(&failure.to_string())?,
            Language::Japanese => talk.could_not(&failure.japanese())?,
        };
    }
    Ok(outcome)
}

/// Compares the log of a folder with what is there.
pub(super) fn verify(folder: &Path, talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let receipts = match Receipts::open(folder) {
        Ok(receipts) => receipts,
        Err(error) => return talk.could_not(&format!("{}: {error}", folder.join(RECEIPTS).display())),
    };
    let mut outcome = Outcome::Fine;
    let mut intact = 0;
    for (receipt, state) in receipts.entries.iter().zip(receipts.verify()) {
        if state.is_intact() {
            intact += 1;
            continue;
        }
        outcome = Outcome::DataHasErrors;
        let place = &receipt.moved_to;
        talk.say(&format!("! {place}: {state}"), &format!("! {place}：{}", state.japanese()))?;
    }
    for damaged in &receipts.damaged {
        outcome = Outcome::DataHasErrors;
        talk.say(&format!("! {damaged}"), &format!("! {}", damaged.japanese()))?;
    }
    match receipts.unlisted() {
        Ok(unlisted) => {
            for path in unlisted {
                outcome = Outcome::DataHasErrors;
                let path = path.strip_prefix(folder).unwrap_or(&path).display();
                talk.say(&format!("! {path}: no receipt"), &format!("! {path}：記録がありません"))?;
            }
        }
        Err(error) => outcome = talk.could_not(&format!("{}: {error}", folder.display()))?,
    }
    talk.say(&format!("{intact} files are what they were"), &format!("{intact}ファイルは変わりありません"))?;
    Ok(outcome)
}
