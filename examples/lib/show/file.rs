//! One file, read for showing: its records as forms, and everything that was noticed.

use careplan_csv::ms932::{DecodeError, DecodeFault};
use careplan_csv::{Entry, Error, FromText, InboxFile, Naming, Problem, ProblemKind, Reader, Record};
use careplan_csv::{StrayForm, Text};
use careplan_model::{AnyForm, CsvVersion, FormKind, Layout};
use std::fs::File;
use std::io;
use std::path::Path;

/// A text for showing: 外字 stay, as the characters of private use that Windows gives them.
#[derive(Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub(super) struct Shown(pub(super) String);

impl FromText<'_> for Shown {
    fn from_text(text: Text<'_>) -> Result<Self, DecodeError> {
        text.decode_keeping_gaiji().map(|text| Self(text.into_owned()))
    }
}

/// What reading a file found beside its records.
#[derive(Default)]
pub(super) struct Found {
    /// CSVバージョン of the first record.
    pub(super) version: Option<CsvVersion>,
    /// What concerns the file as a whole and keeps it from being read.
    pub(super) faults: Vec<String>,
    /// What keeps single records from being read.
    pub(super) problems: Vec<Problem>,
    /// What is odd and loses nothing: the first place of each kind, and how often.
    pub(super) oddities: Vec<(Problem, u64)>,
}

impl Found {
    pub(super) fn has_errors(&self) -> bool {
        !self.faults.is_empty() || !self.problems.is_empty()
    }

    fn odd(&mut self, problem: Problem) {
        match self.oddities.iter_mut().find(|(known, _)| same_oddity(&known.kind, &problem.kind)) {
            Some((_, count)) => *count += 1,
            None => self.oddities.push((problem, 1)),
        }
    }
}

fn same_oddity(a: &ProblemKind, b: &ProblemKind) -> bool {
    a == b || matches!((a, b), (ProblemKind::Text(_), ProblemKind::Text(_)))
}

/// What the name of a file does not say, or says wrongly.
pub(super) fn remarks(file: &InboxFile) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Naming::Renamed(fault) = &file.naming {
        remarks.push(format!("{}。本来の名前: {}", fault.japanese(), file.name));
    }
    remarks
}

/// What is known of a form without a name of the standard.
pub(super) fn stray_remark(stray: &StrayForm) -> String {
    let fault = stray
        .fault
        .as_ref()
        .map_or_else(|| "ファイル名が読めません".into(), careplan_model::FileNameError::japanese);
    if stray.content.is_empty() {
        fault
    } else {
        format!("{fault}。内容は{}です", names(&stray.content))
    }
}

fn names(kinds: &[&'static FormKind]) -> String {
    kinds.iter().map(|kind| kind.name).collect::<Vec<_>>().join("、または")
}

/// The layout of a stray form, if all the kinds that it may be have the same.
pub(super) fn stray_layout(stray: &StrayForm) -> Option<&'static Layout> {
    let (first, rest) = stray.content.split_first()?;
    rest.iter().all(|kind| kind.layout == first.layout).then_some(first.layout)?
}

/// Reads a file of a unit by the layout of its kind; see [`read`].
pub(super) fn read_named(
    file: &InboxFile,
    layout: &'static Layout,
    each: impl FnMut(&Record<'_>, Option<AnyForm<Shown>>) -> io::Result<()>,
) -> io::Result<Found> {
    let mut found = read(&file.path, layout, each)?;
    if file.contradicts_its_name() {
        found.faults.push(format!("内容はファイル名と違い、{}です", names(&file.content)));
    }
    Ok(found)
}

/// Reads a file by a layout, giving each record with its form, if it is one.
pub(super) fn read(
    path: &Path,
    layout: &'static Layout,
    mut each: impl FnMut(&Record<'_>, Option<AnyForm<Shown>>) -> io::Result<()>,
) -> io::Result<Found> {
    let mut found = Found::default();
    let mut reader = Reader::from_reader(File::open(path)?);
    if let Some(encoding) = reader.encoding().map_err(io_error)? {
        // Whatever the records look like, their texts are no Shift_JIS.
        found.faults.push(Error::NotShiftJis(encoding).japanese());
        return Ok(found);
    }
    let mut is_empty = true;
    while let Some(entry) = reader.next_entry().map_err(io_error)? {
        for problem in entry.problems(layout) {
            if keeps_nothing_unread(&problem.kind) {
                found.odd(problem);
            } else {
                found.problems.push(problem);
            }
        }
        if let Entry::Record(record) = entry {
            is_empty = false;
            found.version = found.version.or(record.version());
            each(&record, record.any_form(layout).ok())?;
        }
    }
    if is_empty {
        found.faults.push("レコードがありません".into());
    }
    Ok(found)
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Whether a record is read all the same.
pub(super) fn keeps_nothing_unread(kind: &ProblemKind) -> bool {
    kind.loses_nothing() || is_gaiji(kind)
}

/// 外字 are shown, so that they keep nothing from being read.
fn is_gaiji(kind: &ProblemKind) -> bool {
    matches!(kind, ProblemKind::Text(error) if error.kind == DecodeFault::Gaiji)
}
