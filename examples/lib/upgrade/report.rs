//! What `upgrade` prints.

use super::options::Format;
use careplan_model::Edition;
use careplan_model::editions::{EditionProblem, ToAdd};
use careplan_rules::Language;
use careplan_rules::output::Plain;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};

/// What became of a unit, or of another file.
pub(super) struct Done {
    /// Who sends to whom, for a unit.
    pub(super) sides: Option<(String, String)>,
    /// The files, below the folder: as they are in OUT_DIR, or as they were if they are not there.
    pub(super) files: Vec<String>,
    pub(super) status: Status,
}

pub(super) enum Status {
    Upgraded {
        from: Vec<Edition>,
        to_add: Vec<ToAdd>,
    },
    Copied,
    /// Not of an edition that can be moved, or not to be read.
    NotUpgraded(Vec<Reason>),
    /// A file cannot be written.
    Failed(Reason),
}

/// A sentence in both languages.
pub(super) struct Reason {
    pub(super) id: &'static str,
    pub(super) ja: String,
    pub(super) en: String,
}

impl Reason {
    pub(super) fn of(problem: &EditionProblem) -> Self {
        let (mut ja, mut en) = (problem.japanese(), problem.to_string());
        if let EditionProblem::ServiceType { office, proposals, .. } = problem {
            let given = match &proposals[..] {
                [proposal] => format!("--type {office}={proposal}"),
                _ => format!("--type {office}=TYPE"),
            };
            ja = format!("{ja}。確かめて「{given}」で指定してください");
            en = format!("{en}; confirm it and say {given}");
        }
        Self { id: problem.id(), ja, en }
    }

    fn say(&self, language: Language) -> &str {
        match language {
            Language::Japanese => &self.ja,
            Language::English => &self.en,
        }
    }
}

impl Status {
    const fn label(&self, language: Language) -> &'static str {
        match (language, self) {
            (Language::Japanese, Self::Upgraded { .. }) => "4.1版にしました",
            (Language::Japanese, Self::Copied) => "そのままコピーしました",
            (Language::Japanese, Self::NotUpgraded(_)) => "4.1版にできません",
            (Language::Japanese, Self::Failed(_)) => "書き出せません",
            (Language::English, Self::Upgraded { .. }) => "upgraded",
            (Language::English, Self::Copied) => "copied",
            (Language::English, Self::NotUpgraded(_)) => "not upgraded",
            (Language::English, Self::Failed(_)) => "not written",
        }
    }

    const fn id(&self) -> &'static str {
        match self {
            Self::Upgraded { .. } => "upgraded",
            Self::Copied => "copied",
            Self::NotUpgraded(_) => "not-upgraded",
            Self::Failed(_) => "failed",
        }
    }

    fn reasons(&self) -> &[Reason] {
        match self {
            Self::NotUpgraded(reasons) => reasons,
            Self::Failed(reason) => std::slice::from_ref(reason),
            Self::Upgraded { .. } | Self::Copied => &[],
        }
    }
}

pub(super) fn print(
    done: &[Done],
    format: Format,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Text => done.iter().try_for_each(|done| text(done, language, out)),
        Format::Json => {
            let entries: Vec<Value> = done.iter().map(|done| entry(done, language)).collect();
            serde_json::to_writer_pretty(&mut *out, &entries)?;
            writeln!(out)
        }
    }
}

fn text(done: &Done, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let sides = done.sides.as_ref().map(|(from, to)| format!("{from} → {to}  ")).unwrap_or_default();
    writeln!(out, "■ {sides}{}", done.status.label(language))?;
    for file in &done.files {
        writeln!(out, "  {}", Plain(file))?;
    }
    for reason in done.status.reasons() {
        // One reason may be several lines.
        for line in reason.say(language).lines() {
            writeln!(out, "    {}", Plain(line))?;
        }
    }
    if let Status::Upgraded { to_add, .. } = &done.status {
        let (notes, add): (Vec<_>, Vec<_>) = to_add.iter().partition(|entry| entry.is_note());
        let headings = match language {
            Language::Japanese => ["追加が必要なもの", "確かめること"],
            Language::English => ["to be added", "to be known"],
        };
        for (heading, entries) in headings.into_iter().zip([add, notes]) {
            if !entries.is_empty() {
                writeln!(out, "  {heading} ({})", entries.len())?;
            }
            for entry in entries {
                writeln!(out, "    {} [{}]", sentence(entry, language), entry.what.id())?;
            }
        }
    }
    Ok(())
}

fn sentence(entry: &ToAdd, language: Language) -> String {
    match language {
        Language::Japanese => entry.japanese(),
        Language::English => entry.to_string(),
    }
}

fn entry(done: &Done, language: Language) -> Value {
    #[derive(Serialize)]
    struct Add<'a> {
        #[serde(flatten)]
        entry: &'a ToAdd,
        note: bool,
        message: String,
    }
    let (from, to_add) = match &done.status {
        Status::Upgraded { from, to_add } => (&from[..], &to_add[..]),
        _ => (&[][..], &[][..]),
    };
    let to_add: Vec<_> = to_add
        .iter()
        .map(|entry| Add { entry, note: entry.is_note(), message: sentence(entry, language) })
        .collect();
    let problems: Vec<_> = done
        .status
        .reasons()
        .iter()
        .map(|reason| json!({ "id": reason.id, "message": reason.say(language) }))
        .collect();
    json!({
        "status": done.status.id(),
        "sender": done.sides.as_ref().map(|(from, _)| from),
        "receiver": done.sides.as_ref().map(|(_, to)| to),
        "files": done.files,
        "from": from,
        "to_add": to_add,
        "problems": problems,
    })
}
