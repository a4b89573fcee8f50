//! One file, read for showing: its records as forms, and everything that was noticed.

use careplan_csv::ms932::{DecodeError, DecodeFault};
use careplan_csv::{DEFAULT_RECORD_LIMIT, Entry, Error, FromText, InboxFile, Naming, Part, Problem};
use careplan_csv::{ProblemKind, Reader, Record, StrayForm, Text};
use careplan_model::{AnyForm, CsvVersion, FormKind, Layout};
use std::fs::File;
use std::io;
use std::path::Path;
use std::thread;

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
    /// CSVバージョン of the first record that has one.
    pub(super) version: Option<CsvVersion>,
    has_records: bool,
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

    /// Whether the file is in another encoding, which is noted: whatever its records look like, their texts are no
    /// Shift_JIS.
    fn refuse_encoding(&mut self, reader: &mut Reader<File>) -> io::Result<bool> {
        let encoding = reader.encoding().map_err(io_error)?;
        self.faults.extend(encoding.map(|encoding| Error::NotShiftJis(encoding).japanese()));
        Ok(encoding.is_some())
    }

    fn entry(
        &mut self,
        entry: Entry<'_>,
        layout: &'static Layout,
        each: &mut impl FnMut(&Record<'_>, Option<AnyForm<Shown>>) -> io::Result<()>,
    ) -> io::Result<()> {
        for problem in entry.problems(layout) {
            if keeps_nothing_unread(&problem.kind) {
                self.odd(problem, 1);
            } else {
                self.problems.push(problem);
            }
        }
        if let Entry::Record(record) = entry {
            self.has_records = true;
            self.version = self.version.or(record.version());
            each(&record, record.any_form(layout).ok())?;
        }
        Ok(())
    }

    fn odd(&mut self, problem: Problem, times: u64) {
        match self.oddities.iter_mut().find(|(known, _)| same_oddity(&known.kind, &problem.kind)) {
            Some((_, count)) => *count += times,
            None => self.oddities.push((problem, times)),
        }
    }

    /// Takes what was found in the next part of the file.
    fn absorb(&mut self, later: Self) {
        self.version = self.version.or(later.version);
        self.has_records |= later.has_records;
        self.faults.extend(later.faults);
        self.problems.extend(later.problems);
        for (problem, times) in later.oddities {
            self.odd(problem, times);
        }
    }

    fn end(&mut self) {
        if !self.has_records {
            self.faults.push("レコードがありません".into());
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

/// What the name of a file of a unit claims and its content does not keep.
pub(super) fn add_contradiction(file: &InboxFile, found: &mut Found) {
    if file.contradicts_its_name() {
        found.faults.push(format!("内容はファイル名と違い、{}です", names(&file.content)));
    }
}

/// Reads a file of a unit by the layout of its kind; see [`read`].
pub(super) fn read_named(
    file: &InboxFile,
    layout: &'static Layout,
    each: impl FnMut(&Record<'_>, Option<AnyForm<Shown>>) -> io::Result<()>,
) -> io::Result<Found> {
    let mut found = read(&file.path, layout, each)?;
    add_contradiction(file, &mut found);
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
    if found.refuse_encoding(&mut reader)? {
        return Ok(found);
    }
    while let Some(entry) = reader.next_entry().map_err(io_error)? {
        found.entry(entry, layout, &mut each)?;
    }
    found.end();
    Ok(found)
}

/// How much of a large file a thread reads at a time.
const PART: usize = 1 << 18;

/// The same for a large file on several threads: each makes pieces of what `each` does with records, and `take` is
/// given them in the order of the file.
pub(super) fn read_large<P: Default + Send>(
    path: &Path,
    layout: &'static Layout,
    threads: usize,
    each: impl Fn(&mut P, &Record<'_>, Option<AnyForm<Shown>>) -> io::Result<()> + Sync,
    mut take: impl FnMut(P) -> io::Result<()>,
) -> io::Result<Found> {
    let mut found = Found::default();
    let buffer = vec![0; threads.saturating_mul(PART)];
    let mut reader = Reader::with_buffer(File::open(path)?, DEFAULT_RECORD_LIMIT, buffer);
    if found.refuse_encoding(&mut reader)? {
        return Ok(found);
    }
    let piece = |part: &Part<'_>| {
        let (mut piece, mut found) = (P::default(), Found::default());
        for entry in part.entries() {
            found.entry(entry, layout, &mut |record, form| each(&mut piece, record, form))?;
        }
        Ok::<_, io::Error>((piece, found))
    };
    while let Some(parts) = reader.parts(threads).map_err(io_error)? {
        let pieces: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = parts.iter().map(|part| scope.spawn(|| piece(part))).collect();
            let stopped = |_| Err(io::Error::other("a thread stopped"));
            threads.into_iter().map(|thread| thread.join().unwrap_or_else(stopped)).collect()
        });
        for made in pieces {
            let (piece, later) = made?;
            found.absorb(later);
            take(piece)?;
        }
    }
    found.end();
    Ok(found)
}

/// CSVバージョン of the first record that has one.
pub(super) fn version(path: &Path) -> io::Result<Option<CsvVersion>> {
    let mut reader = Reader::from_reader(File::open(path)?);
    if reader.encoding().map_err(io_error)?.is_some() {
        return Ok(None);
    }
    while let Some(record) = reader.next().map_err(io_error)? {
        if let Some(version) = record.version() {
            return Ok(Some(version));
        }
    }
    Ok(None)
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
