//! What a family of rules is made of: its rules, and the check that finds what they are about.

use crate::finding::FileId;
use crate::findings::Findings;
use crate::row::Row;
use crate::rule::Rule;
use careplan_csv::{Encoding, Entry};
use careplan_model::{
    Endpoint, FileName, FileNameError, FormKind, Layout, LayoutFamily, Timestamp, YearMonth,
};
use std::any::Any;
use std::path::PathBuf;

/// A family of rules: what they say, and how they are checked.
#[derive(Debug)]
pub struct Family {
    /// Its name, with which the ids of its rules begin.
    pub name: &'static str,
    /// What it is about.
    pub title: crate::Bilingual,
    /// Its rules.
    pub rules: &'static [&'static Rule],
    /// Makes the check of one run; `None` for rules that something else reports.
    pub check: Option<fn() -> Box<dyn Check>>,
}

/// Looks at files one after the other, and reports what the rules of a family are about.
///
/// A check keeps keys and sums, never records. It is called in the order of the methods here: for every
/// file of a unit, then for the unit; at the end once. Files whose names tell no unit come last.
pub trait Check {
    /// Whether the records of a file are to be shown to this check.
    fn is_about(&self, file: &FileContext) -> bool {
        let _ = file;
        true
    }

    /// A file begins. Called for every file.
    fn start_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let _ = (file, findings);
    }

    /// A header row, a blank line, or a record over the limit, of which nothing was read.
    fn odd_line(&mut self, file: &FileContext, entry: &Entry<'_>, findings: &mut Findings<'_>) {
        let _ = (file, entry, findings);
    }

    /// A record whose last field lacks its closing quote: what follows it is lost. Only rules about single
    /// cells look at it.
    fn broken_record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let _ = (row, findings);
    }

    /// A record.
    fn record(&mut self, row: &Row<'_>, findings: &mut Findings<'_>) {
        let _ = (row, findings);
    }

    /// A file ends. Called for every file that [`is_about`](Self::is_about) accepts.
    fn end_file(&mut self, file: &FileContext, findings: &mut Findings<'_>) {
        let _ = (file, findings);
    }

    /// A unit of sending ends.
    fn end_unit(&mut self, unit: &UnitContext<'_>, findings: &mut Findings<'_>) {
        let _ = (unit, findings);
    }

    /// All units that lie together were seen.
    fn end(&mut self, findings: &mut Findings<'_>) {
        let _ = findings;
    }

    /// Whether units may be divided among several of these checks, each on a core of its own. Then nothing of a unit
    /// may be needed beyond its end but what is [handed over](Self::hand_over). Unless a check says so, all is checked
    /// on one core.
    fn is_by_unit(&self) -> bool {
        false
    }

    /// What is kept for the [`end`](Self::end) of the unit, or of the files that are none, that were seen last; the
    /// check forgets it.
    fn hand_over(&mut self) -> Option<Box<dyn Any + Send>> {
        None
    }

    /// Keeps for the [`end`](Self::end) what another of these checks handed over; in the order of the units.
    fn take_over(&mut self, kept: Box<dyn Any + Send>) {
        drop(kept);
    }
}

/// What the name of a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// A name of the standard.
    Standard(FileName),
    /// It was renamed: a name of the standard stands in its own.
    Renamed {
        /// The name of the standard.
        found: FileName,
        /// Why its own is none.
        fault: FileNameError,
    },
    /// No name of the standard; the content, or the beginning of the name, is that of a form.
    Other(FileNameError),
}

/// A file that is checked.
#[derive(Debug, Clone)]
pub struct FileContext {
    /// Its number in the report.
    pub id: FileId,
    /// Its name, without folders.
    pub name: String,
    /// Where it is, if it is a file on a disk.
    pub path: Option<PathBuf>,
    /// What its name says.
    pub naming: Naming,
    /// Its encoding, if that is not Shift_JIS; its records are not read then.
    pub encoding: Option<Encoding>,
    /// The kinds that its first records fit; empty if they fit none.
    pub content: Vec<&'static FormKind>,
    /// Whether it holds no record.
    pub is_empty: bool,
    /// The kind by whose layout it is read: that of its name, unless the content is clearly another's.
    pub kind: Option<&'static FormKind>,
    pub(crate) positions_in_v3: Vec<Option<usize>>,
    pub(crate) count_in_v3: usize,
}

impl Naming {
    /// The name by the standard; for a renamed file the one that stands in its name.
    pub fn file_name(&self) -> Option<&FileName> {
        match self {
            Self::Standard(name) | Self::Renamed { found: name, .. } => Some(name),
            Self::Other(_) => None,
        }
    }
}

impl FileContext {
    /// The name by the standard; for a renamed file the one that stands in its name.
    pub fn file_name(&self) -> Option<&FileName> {
        self.naming.file_name()
    }

    /// Whether the file is read as this kind.
    pub fn is(&self, kind: &FormKind) -> bool {
        self.kind.is_some_and(|own| own.prefix == kind.prefix)
    }

    /// Whether the file is read as one of these prefixes.
    pub fn is_one_of(&self, prefixes: &[&str]) -> bool {
        self.kind.is_some_and(|own| prefixes.contains(&own.prefix))
    }

    /// Whether the content is that of other kinds than the name says.
    pub fn contradicts_its_name(&self) -> bool {
        let named = self.file_name().map(FileName::kind);
        named.is_some_and(|kind| !self.content.is_empty() && !self.content.contains(&kind))
    }

    /// The layout by which its records are read.
    pub fn layout(&self) -> Option<&'static Layout> {
        self.kind?.layout
    }

    /// Where each item of the layout stands in a record of edition 3.x.
    pub(crate) fn positions_in_v3(layout: &Layout) -> Vec<Option<usize>> {
        let mut next = 0;
        let mut position = |is_there: bool| {
            let place = is_there.then_some(next);
            next += usize::from(is_there);
            place
        };
        layout.items.iter().map(|item| position(item.is_in(LayoutFamily::V3))).collect()
    }
}

/// A unit of sending (送信単位) that is checked.
#[derive(Debug, Clone)]
pub struct UnitContext<'f> {
    /// 送信元.
    pub sender: Endpoint,
    /// 送信先.
    pub receiver: Endpoint,
    /// ファイル連番.
    pub timestamp: Timestamp,
    /// 対象年月, if the unit has one.
    pub month: Option<YearMonth>,
    /// The files, in processing order.
    pub files: Vec<&'f FileContext>,
}

impl<'f> UnitContext<'f> {
    /// The first file that the names say is of this kind.
    pub fn file_of(&self, kind: &FormKind) -> Option<&'f FileContext> {
        self.files
            .iter()
            .copied()
            .find(|file| file.file_name().is_some_and(|name| name.kind().prefix == kind.prefix))
    }

    /// Whether the names of the files say that there is one of this kind.
    pub fn has(&self, kind: &FormKind) -> bool {
        self.file_of(kind).is_some()
    }
}
