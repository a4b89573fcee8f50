//! One file, read for showing: its records as forms, and everything that was noticed.

use careplan_csv::{Encoding, Entry, Error, InboxFile, Problem, ProblemKind, Record, VersionFit};
use careplan_model::{AnyForm, CsvVersion, Layout};

/// What reading a file found beside its records.
#[derive(Default)]
pub(super) struct Found {
    /// CSVバージョン of the first record.
    pub(super) version: Option<CsvVersion>,
    pub(super) problems: Vec<Problem>,
    /// What concerns the file as a whole.
    pub(super) faults: Vec<String>,
}

impl Found {
    /// Whether something is wrong; oddities that lose nothing (line ends, blank lines) are not.
    pub(super) fn has_errors(&self) -> bool {
        !self.faults.is_empty() || self.problems.iter().any(|problem| is_error(&problem.kind))
    }
}

/// Whether a problem keeps something from being read.
pub(super) fn is_error(kind: &ProblemKind) -> bool {
    !matches!(
        kind,
        ProblemKind::BlankLine
            | ProblemKind::HeaderRow
            | ProblemKind::LineEnding(_)
            | ProblemKind::EditionByCount
            | ProblemKind::UnknownVersion
    )
}

/// Reads a file by a layout, giving each record with its form or its problems.
pub(super) fn read(
    file: &InboxFile,
    layout: &'static Layout,
    mut each: impl FnMut(&Record<'_>, Option<AnyForm<String>>) -> std::io::Result<()>,
) -> std::io::Result<Found> {
    let mut found = Found::default();
    if let Some(encoding) = file.encoding {
        found.faults.push(not_shift_jis(encoding));
        return Ok(found);
    }
    if file.is_empty {
        found.faults.push("レコードがありません".into());
        return Ok(found);
    }
    if file.contradicts_its_name() {
        let kinds: Vec<&str> = file.content.iter().map(|kind| kind.name).collect();
        found.faults.push(format!("内容はファイル名と違い、{}です", kinds.join("、または")));
    }
    let mut reader = file.reader()?;
    loop {
        match reader.next_entry() {
            Ok(Some(Entry::Record(record))) => {
                found.version = found.version.or(record.version());
                let form = record.any_form::<String>(layout);
                note(&mut found, &record, layout);
                match form {
                    Ok(form) => each(&record, Some(form))?,
                    Err(error) => {
                        each(&record, None)?;
                        found.problems.extend(error.problems);
                    }
                }
            }
            Ok(Some(Entry::Header(record))) => {
                found.problems.push(Problem { place: record.at().place(), kind: ProblemKind::HeaderRow });
            }
            Ok(Some(Entry::Blank(record))) => {
                found.problems.push(Problem { place: record.at().place(), kind: ProblemKind::BlankLine });
            }
            Ok(None) => break,
            Err(Error::Io(error)) => return Err(error),
            Err(other) => {
                found.faults.push(other.japanese());
                break;
            }
        }
    }
    Ok(found)
}

/// What is odd about a record and does not keep it from being read.
fn note(found: &mut Found, record: &Record<'_>, layout: &Layout) {
    let odd = |problem: &Problem| matches!(problem.kind, ProblemKind::LineEnding(_));
    found.problems.extend(record.oddities().filter(odd));
    let kind = match record.family(layout).1 {
        VersionFit::Agrees(_) => return,
        VersionFit::CountDecided(_) => ProblemKind::EditionByCount,
        VersionFit::Unknown => ProblemKind::UnknownVersion,
    };
    found.problems.push(Problem { place: record.at().place(), kind });
}

fn not_shift_jis(encoding: Encoding) -> String {
    format!("Shift_JISではなく{encoding}です")
}
