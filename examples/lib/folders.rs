//! `folders`: what goes out, what came in, and what is kept as evidence.

mod archive;
mod assemble;
mod demonstration;
mod options;

use crate::cli::Outcome;
use careplan_csv::InboxOptions;
use careplan_csv::office::NamedOffices;
use careplan_rules::Language;
use careplan_rules::output::Plain;
use options::{Command, Options};
use std::io::{self, Write};
use std::path::Path;

/// Keeps folders as offices do: `folders offices|assemble|archive|verify …`; without arguments a demonstration on
/// bundled data in `target/folders`.
///
/// # Errors
///
/// Writing the report failed.
pub fn folders(arguments: &[String], out: &mut dyn Write, errors: &mut dyn Write) -> io::Result<Outcome> {
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        writeln!(out, "{}", options::USAGE)?;
        return Ok(Outcome::Fine);
    }
    let Options { command, language } = match Options::parse(arguments) {
        Ok(options) => options,
        Err(message) => {
            writeln!(errors, "{}", Plain(&message))?;
            writeln!(errors, "{}", options::USAGE)?;
            return Ok(Outcome::CouldNotRun);
        }
    };
    let mut talk = Talk { language, out, errors };
    match command {
        None => demonstration::run(&mut talk),
        Some(command) => run(&command, &mut talk),
    }
}

fn run(command: &Command, talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let folder = match command {
        Command::Offices(folder) | Command::Verify(folder) | Command::Archive { folder, .. } => folder,
        Command::Assemble { from, .. } => from,
    };
    // A path that is not there is a mistake of the caller, not of the data.
    match std::fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return talk.could_not(&format!("{}: not a folder", folder.display())),
        Err(error) => return talk.could_not(&format!("{}: {error}", folder.display())),
    }
    match command {
        Command::Offices(folder) => offices(folder, talk),
        Command::Assemble { from, to, timestamp, take_renamed } => {
            assemble::run(from, to, *timestamp, *take_renamed, talk)
        }
        Command::Archive { folder, time, direction, remark } => {
            archive::run(folder, *time, *direction, remark, talk)
        }
        Command::Verify(folder) => archive::verify(folder, talk),
    }
}

/// Prints the offices that the file names mean.
fn offices(folder: &Path, talk: &mut Talk<'_>) -> io::Result<Outcome> {
    let inbox = InboxOptions::new().open([folder]);
    let named = NamedOffices::of(inbox.files());
    if named.offices.is_empty() {
        return talk.could_not(&format!("{}: there is no file of the exchange here", folder.display()));
    }
    let mut outcome = Outcome::Fine;
    for office in &named.offices {
        let mark = if office.is_doubtful() { "!" } else { " " };
        talk.say(&format!("{mark} {office}"), &format!("{mark} {}", office.japanese()))?;
        if office.is_doubtful() {
            outcome = outcome.and(Outcome::DataHasErrors);
        }
    }
    for unreadable in &inbox.unreadable {
        let path = unreadable.path.display();
        talk.say(&format!("{path}: {}", unreadable.error), &unreadable.japanese())?;
        outcome = Outcome::CouldNotRun;
    }
    for (path, error) in &named.unreadable {
        talk.say(&format!("{}: {error}", path.display()), &format!("{}：{error}", path.display()))?;
        outcome = Outcome::CouldNotRun;
    }
    Ok(outcome)
}

/// Where the program speaks, and in which language.
struct Talk<'a> {
    language: Language,
    out: &'a mut dyn Write,
    errors: &'a mut dyn Write,
}

impl Talk<'_> {
    /// A line in the language of the caller. Names of files come from outside: they cannot steer the terminal.
    fn say(&mut self, english: &str, japanese: &str) -> io::Result<()> {
        let text = match self.language {
            Language::English => english,
            Language::Japanese => japanese,
        };
        writeln!(self.out, "{}", Plain(text))
    }

    /// Why the program could not do what it was asked for.
    fn could_not(&mut self, why: &str) -> io::Result<Outcome> {
        self.out.flush()?;
        writeln!(self.errors, "{}", Plain(why))?;
        Ok(Outcome::CouldNotRun)
    }
}
