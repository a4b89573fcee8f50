//! `folders assemble`: from files that were written one by one to sets that can be sent.

use super::Talk;
use crate::cli::Outcome;
use crate::new_folders::NewFolders;
use careplan_csv::office::{AssembleOptions, Assembly, ProposedSet};
use careplan_model::Timestamp;
use careplan_rules::{Checker, Document, Language, Profile, output};
use std::fs;
use std::io;
use std::path::Path;

pub(super) fn run(
    from: &Path,
    to: &Path,
    timestamp: Option<Timestamp>,
    take_renamed: bool,
    talk: &mut Talk<'_>,
) -> io::Result<Outcome> {
    // Copies beside their originals would be the wrong combination of files that this is to prevent.
    if let (Ok(from), Ok(to)) = (fs::canonicalize(from), fs::canonicalize(to))
        && from == to
    {
        return talk.could_not("OUT_DIR is IN_DIR");
    }
    let mut options = AssembleOptions::new().take_renamed(take_renamed);
    if let Some(timestamp) = timestamp {
        options = options.timestamp(timestamp);
    }
    let assembly = options.propose([from]);
    describe(&assembly, talk)?;
    if !assembly.objections.is_empty() {
        talk.say("nothing was written", "書き出していません")?;
        return Ok(Outcome::DataHasErrors);
    }
    if assembly.sets.is_empty() {
        return talk.could_not(&format!("{}: there is no file of the exchange here", from.display()));
    }
    match is_right(&assembly.sets, talk)? {
        Outcome::Fine => write(&assembly.sets, to, talk),
        outcome => {
            talk.say("nothing was written", "書き出していません")?;
            Ok(outcome)
        }
    }
}

/// What was found, and what is in the way.
fn describe(assembly: &Assembly, talk: &mut Talk<'_>) -> io::Result<()> {
    for set in &assembly.sets {
        talk.say(&set.to_string(), &format!("{} ファイル連番 {}", set.id.japanese(), set.timestamp))?;
        for file in &set.files {
            let old = file.path().file_name().unwrap_or_default().to_string_lossy();
            let line = format!("  {old} → {}", file.name);
            match file.rewritten() {
                0 => talk.say(&line, &line)?,
                count => talk.say(
                    &format!("{line} (No.62 rewritten in {count} records)"),
                    &format!("{line}（No.62を{count}件書き換え）"),
                )?,
            }
        }
        for kind in &set.absent {
            talk.say(&format!("  without {}", kind.name_en), &format!("  {}はありません", kind.name))?;
        }
    }
    for path in &assembly.attachments {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        talk.say(&format!("not copied: {name}"), &format!("様式ではないため写しません：{name}"))?;
    }
    for objection in &assembly.objections {
        talk.say(&format!("! {objection}"), &format!("! {}", objection.japanese()))?;
    }
    Ok(())
}

/// Checks the copies by all rules for sending, before they are written.
fn is_right(sets: &[ProposedSet], talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let mut copies = Vec::new();
    for file in sets.iter().flat_map(|set| &set.files) {
        match file.read() {
            Ok(bytes) => copies.push((file.name.to_string(), bytes)),
            Err(fault) => return talk.could_not(&format!("{}: {fault}", file.path().display())),
        }
    }
    let mut profile = Profile::send();
    // The day of sending is that of the timestamp, not of the clock.
    if let Some(today) = sets.iter().map(|set| set.timestamp).max().and_then(Timestamp::date) {
        profile = profile.on(today);
    }
    let documents = copies.iter().map(|(name, bytes)| Document::new(name.clone(), bytes));
    let report = Checker::new(profile).check(documents);
    if !report.findings.is_empty() {
        output::write_text(&report, talk.language, &mut *talk.out)?;
    }
    Ok(if report.has_errors() { Outcome::DataHasErrors } else { Outcome::Fine })
}

/// Writes all sets, or none: whoever looks into the folder should not have to ask which were written.
fn write(sets: &[ProposedSet], to: &Path, talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let mut made = NewFolders::default();
    if let Err(error) = made.create(to) {
        return talk.could_not(&format!("{}: {error}", to.display()));
    }
    match ProposedSet::write_all(sets, to) {
        Ok(written) => {
            let (count, place) = (written.len(), to.display());
            talk.say(
                &format!("{count} files written into {place}"),
                &format!("{count}ファイルを{place}に書き出しました"),
            )?;
            Ok(Outcome::Fine)
        }
        Err(error) => {
            made.take_back();
            let english = error.files.iter().map(|(path, fault)| format!("{}: {fault}", path.display()));
            let said = match talk.language {
                Language::English => english.collect::<Vec<_>>().join("\n"),
                Language::Japanese => error.japanese(),
            };
            for line in said.lines() {
                talk.could_not(line)?;
            }
            talk.say("nothing was written", "書き出していません")?;
            Ok(Outcome::CouldNotRun)
        }
    }
}
