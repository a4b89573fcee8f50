//! Files to plans.

use super::PlanUnit;
use crate::plan::{EquipmentPlan, EquipmentRecords, GroupError};
use crate::provisional::{EquipmentPlanDeletion, kinds};
use careplan_csv::{Error, InboxFile, InboxOptions, Naming, StrayForm, Unreadable, from_slice};
use careplan_model::{FileContent, FileName, FileNameError, FormFile, FormOf, Transmission};
use core::fmt;
use std::path::{Path, PathBuf};

/// What keeps a file of plans, or the records of its unit, from being read.
#[derive(Debug)]
pub enum ReadProblem {
    /// The file or folder cannot be opened.
    Unreadable(Unreadable),
    /// It holds records of plans, or begins like their names, and its name tells no sender and receiver.
    Stray(StrayForm),
    /// It was renamed: a name of plans stands in its own.
    Renamed {
        /// Where it is.
        path: PathBuf,
        /// What stands in its name.
        found: FileName,
        /// Why its own is none.
        fault: FileNameError,
    },
    /// Its content is that of another kind than its name says.
    Contradiction {
        /// Where it is.
        path: PathBuf,
        /// The prefixes of the kinds that its content fits.
        content: Vec<&'static str>,
    },
    /// Another file of the unit has its kind.
    SecondOfKind {
        /// Where it is.
        path: PathBuf,
    },
    /// The kind is none of plans: the unit has to be built of these kinds only.
    OtherKind {
        /// Where it is.
        path: PathBuf,
    },
    /// Records of it cannot be read: all of them, with their places.
    Data {
        /// Where it is.
        path: PathBuf,
        /// What is wrong.
        error: Error,
    },
    /// The records of the unit make no plans.
    Records {
        /// The name that the files of the unit have or would have, with the prefix of the header.
        unit: String,
        /// What is wrong; records are counted in their files.
        error: GroupError,
    },
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(it) => write!(f, "{}: {}", it.path.display(), it.error),
            Self::Stray(it) => write!(f, "{}: the name tells no sender and receiver", it.path.display()),
            Self::Renamed { path, found, .. } => {
                write!(f, "{}: the file was renamed; its name was {found}", path.display())
            }
            Self::Contradiction { path, content } => {
                write!(f, "{}: the content is that of {}", path.display(), content.join(", "))
            }
            Self::SecondOfKind { path } => write!(f, "{}: a second file of its kind", path.display()),
            Self::OtherKind { path } => write!(f, "{}: not a file of an equipment plan", path.display()),
            Self::Data { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Records { unit, error } => write!(f, "{unit}: {error}"),
        }
    }
}

impl std::error::Error for ReadProblem {}

impl ReadProblem {
    /// The same in Japanese.
    pub fn japanese(&self) -> String {
        match self {
            Self::Unreadable(it) => it.japanese(),
            Self::Stray(it) => format!("{}：ファイル名から送信元・送信先が分かりません", it.path.display()),
            Self::Renamed { path, found, .. } => {
                format!("{}：ファイル名が変更されています（元の名前：{found}）", path.display())
            }
            Self::Contradiction { path, content } => {
                format!("{}：内容がファイル名と異なります（{}）", path.display(), content.join("、"))
            }
            Self::SecondOfKind { path } => format!("{}：同じ種類のファイルが2つあります", path.display()),
            Self::OtherKind { path } => {
                format!("{}：福祉用具サービス計画書のファイルではありません", path.display())
            }
            Self::Data { path, error } => format!("{}：{}", path.display(), error.japanese()),
            Self::Records { unit, error } => format!("{unit}：{}", error.japanese()),
        }
    }
}

/// All that keeps a unit from being read; never empty.
#[derive(Debug, thiserror::Error)]
#[error("{} problem(s) in a unit; the first: {first}", problems.len(), first = problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct ReadPlansError {
    /// The problems, by file, then those of the records together.
    pub problems: Vec<ReadProblem>,
}

impl ReadPlansError {
    /// The same in Japanese, a line for each problem.
    pub fn japanese(&self) -> String {
        self.problems.iter().map(ReadProblem::japanese).collect::<Vec<_>>().join("\n")
    }
}

/// What folders hold of plans.
#[derive(Debug, Default)]
pub struct Received {
    /// The units that can be read whole, in the order in which they are to be processed.
    pub units: Vec<PlanUnit>,
    /// Why files and units cannot be read. Of a unit with a problem nothing is taken over.
    pub problems: Vec<ReadProblem>,
    /// Files that are nothing of a plan: those of the standard, PDF and the like.
    pub others: Vec<PathBuf>,
    /// Subfolders that were not looked into.
    pub folders: Vec<PathBuf>,
}

/// Reads the plans and deletions of folders and files.
///
/// ```no_run
/// let received = careplan_fukushi::provisional::read_plans(["in"]);
/// for problem in &received.problems {
///     println!("{}", problem.japanese());
/// }
/// for unit in &received.units {
///     println!("{}: {} plans, {} deletions", unit.sender, unit.plans.len(), unit.deletions.len());
/// }
/// ```
pub fn read_plans<P: AsRef<Path>>(paths: impl IntoIterator<Item = P>) -> Received {
    let inbox = InboxOptions::new().kinds(kinds::ALL.iter().copied()).open(paths);
    let mut received = Received::default();
    for unit in &inbox.transmissions {
        let mut reader = UnitReader::default();
        for file in &unit.files {
            reader.inbox_file(file);
        }
        match reader.finish(unit) {
            // Without a file that cannot be opened, and that is told below, it is not the whole unit.
            Ok(_) if inbox.unreadable_of(unit).next().is_some() => {}
            Ok(unit) => received.units.push(unit),
            Err(error) => received.problems.extend(error.problems),
        }
    }
    received.problems.extend(inbox.unreadable.into_iter().map(ReadProblem::Unreadable));
    received.problems.extend(inbox.strays.into_iter().map(ReadProblem::Stray));
    (received.others, received.folders) = (inbox.attachments, inbox.folders);
    received
}

/// The plans and deletions of a unit whose files hold bytes: one from
/// [`plans_to_unit`](super::plans_to_unit), or one that [`careplan_csv::read_unit`] read with these
/// [`kinds`].
///
/// # Errors
///
/// All problems of all files; whoever takes a unit over takes all of it.
pub fn unit_to_plans(unit: &Transmission<FormFile>) -> Result<PlanUnit, ReadPlansError> {
    let mut reader = UnitReader::default();
    for file in &unit.files {
        match &file.content {
            FileContent::Bytes(bytes) => reader.file(&file.name, file.name.to_string().into(), bytes),
            FileContent::Forms(_) => {
                reader.problems.push(ReadProblem::OtherKind { path: file.name.to_string().into() });
            }
        }
    }
    reader.finish(unit)
}

/// The records of a unit while its files are read.
#[derive(Default)]
struct UnitReader {
    seen: Vec<&'static str>,
    records: EquipmentRecords,
    deletions: Vec<EquipmentPlanDeletion>,
    problems: Vec<ReadProblem>,
}

impl UnitReader {
    fn inbox_file(&mut self, file: &InboxFile) {
        let path = file.path.clone();
        if let Naming::Renamed(fault) = &file.naming {
            self.problems.push(ReadProblem::Renamed { path, found: file.name, fault: fault.clone() });
        } else if file.contradicts_its_name() {
            let content = file.content.iter().map(|kind| kind.prefix).collect();
            self.problems.push(ReadProblem::Contradiction { path, content });
        } else {
            match file.read() {
                Ok(bytes) => self.file(&file.name, path, &bytes),
                Err(error) => self.problems.push(ReadProblem::Unreadable(Unreadable {
                    path,
                    error,
                    name: Some(file.name),
                })),
            }
        }
    }

    fn file(&mut self, name: &FileName, path: PathBuf, bytes: &[u8]) {
        let prefix = name.kind().prefix;
        if self.seen.contains(&prefix) {
            self.problems.push(ReadProblem::SecondOfKind { path });
            return;
        }
        self.seen.push(prefix);
        let problems = &mut self.problems;
        match prefix {
            kinds::HEADER_PREFIX => self.records.headers = forms(bytes, path, problems),
            kinds::NEED_PREFIX => self.records.needs = forms(bytes, path, problems),
            kinds::LINE_PREFIX => self.records.lines = forms(bytes, path, problems),
            kinds::OFFER_PREFIX => self.records.offers = forms(bytes, path, problems),
            kinds::DELETION_PREFIX => self.deletions = forms(bytes, path, problems),
            _ => problems.push(ReadProblem::OtherKind { path }),
        }
    }

    fn finish<F: AsRef<FileName>>(mut self, unit: &Transmission<F>) -> Result<PlanUnit, ReadPlansError> {
        // Of files that cannot be read, nobody knows which records they would have held.
        if self.problems.is_empty() {
            match EquipmentPlan::from_records(self.records) {
                Ok(plans) => {
                    let (sender, receiver, timestamp) = (unit.sender, unit.receiver, unit.timestamp);
                    return Ok(PlanUnit { sender, receiver, timestamp, deletions: self.deletions, plans });
                }
                Err(error) => {
                    let prefix = kinds::HEADER_PREFIX;
                    let unit = format!("{prefix}_{}_{}_{}", unit.sender, unit.receiver, unit.timestamp);
                    self.problems.push(ReadProblem::Records { unit, error });
                }
            }
        }
        Err(ReadPlansError { problems: self.problems })
    }
}

fn forms<F: FormOf<String>>(bytes: &[u8], path: PathBuf, problems: &mut Vec<ReadProblem>) -> Vec<F> {
    from_slice(bytes).unwrap_or_else(|error| {
        problems.push(ReadProblem::Data { path, error });
        Vec::new()
    })
}
