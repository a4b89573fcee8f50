//! What a check found, all together.

use crate::document::FilePath;
use crate::finding::{FileId, Finding};
use crate::findings::Tally;
use crate::fix::Mend;
use crate::level::Level;
use careplan_model::FormKind;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The result of a check: findings in source order, exact counts, what was not looked at.
#[derive(Debug, Default)]
pub struct Report {
    /// The files, in processing order; [`FileId`] counts in them.
    pub files: Vec<CheckedFile>,
    /// The findings in the order of files and bytes; of each rule no more than the profile's cap.
    pub findings: Vec<Finding>,
    /// How often each rule spoke or could not be run, by id. Rules that did neither are not listed.
    pub tallies: Vec<Tally>,
    /// Files that are no forms and travel along.
    pub attachments: Vec<String>,
    /// Files that could not be read, with the reason.
    pub unreadable: Vec<UnreadableFile>,
    /// What is certain to mend, by file, if the profile collects it.
    pub mends: BTreeMap<FileId, Mend>,
}

/// A file that was checked.
#[derive(Debug, Clone)]
pub struct CheckedFile {
    pub(crate) name: Arc<str>,
    pub(crate) path: Option<FilePath>,
    /// The kind as which it was read.
    pub kind: Option<&'static FormKind>,
    /// The number of its records.
    pub records: u64,
}

/// A file that could not be read.
#[derive(Debug)]
pub struct UnreadableFile {
    /// Its name or path.
    pub name: String,
    /// The reason.
    pub error: io::Error,
}

impl CheckedFile {
    /// A file of this name; with a path if it is one on a disk.
    pub fn new(
        name: impl Into<Arc<str>>,
        path: Option<&Path>,
        kind: Option<&'static FormKind>,
        records: u64,
    ) -> Self {
        let name = name.into();
        let path = path.map(|path| FilePath::new(path, &name, &mut None));
        Self { name, path, kind, records }
    }

    /// Its name, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it is, if it is a file on a disk.
    pub fn path(&self) -> Option<Cow<'_, Path>> {
        self.path.as_ref().map(|path| path.of(&self.name))
    }
}

impl Report {
    /// The file of a finding.
    pub fn file(&self, id: FileId) -> Option<&CheckedFile> {
        self.files.get(usize::try_from(id.0).ok()?)
    }

    /// The name of the file of a finding.
    pub fn file_name(&self, finding: &Finding) -> &str {
        self.file(finding.location.file).map_or("", |file| &file.name)
    }

    /// How many findings of a level there are, those over the cap included.
    pub fn count(&self, level: Level) -> u64 {
        let of = |tally: &Tally| match level {
            Level::Error => tally.errors,
            Level::Warning => tally.warnings,
            Level::Info => tally.infos,
            Level::Off => 0,
        };
        self.tallies.iter().map(of).sum()
    }

    /// Whether there is a finding of level error.
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }

    /// How many checks of a record or a person could not be run, because something they need was invalid.
    pub fn not_run(&self) -> u64 {
        self.tallies.iter().map(|tally| tally.not_run).sum()
    }
}
