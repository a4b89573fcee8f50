//! Runs all rules over files: records are read in processing order, and none is held.

mod jobs;
mod threads;
mod work;

use crate::document::Document;
use crate::finding::{Finding, Value};
use crate::findings::Findings;
use crate::profile::Profile;
use crate::progress::Progress;
use crate::registry::Registry;
use crate::report::{Report, UnreadableFile};
use careplan_csv::{InboxOptions, ms932};
use jobs::Candidate;
use std::path::Path;
use std::sync::Arc;
use work::{Seen, Worker};

/// Checks files by a profile.
///
/// ```
/// use careplan_rules::{Checker, Document, Language, Profile};
/// let file = b"202407,991018,9000000001,202613\r\n";
/// let name = "DLTPLAN_202603_9970100013_43_9970100062_17_20260225100000.CSV";
/// let report = Checker::new(Profile::send()).check([Document::new(name, file)]);
/// let finding = &report.findings[0];
/// assert_eq!(finding.rule.id, "item-not-a-month");
/// assert_eq!((finding.location.record, finding.location.item.map(|item| item.number)), (Some(1), Some(4)));
/// assert!(report.has_errors());
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    registry: Registry,
    profile: Profile,
    threads: usize,
    progress: Option<Arc<Progress>>,
}

impl Checker {
    /// With the rules of the standard.
    pub fn new(profile: Profile) -> Self {
        Self::with_registry(Registry::standard(), profile)
    }

    /// With other rules too.
    pub fn with_registry(registry: Registry, profile: Profile) -> Self {
        Self { registry, profile, threads: 0, progress: None }
    }

    /// Checks on so many threads; 0, if nothing is said: as many as there are cores. The report is the same, whatever
    /// their number. Without the feature `parallel` there is always one, and for a registry with a check that does not
    /// know how to ([`Check::is_by_unit`](crate::Check::is_by_unit)).
    ///
    /// Units of sending are checked side by side. A unit of 1 MiB or more that is larger by a quarter than each thread's
    /// share of all bytes, as a single large file, is read by up to three threads at once, each of which runs some of the
    /// checks; not if there are checks of other crates.
    #[must_use]
    pub fn on_threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Tells how far it is.
    #[must_use]
    pub fn with_progress(mut self, progress: Arc<Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Checks files and folders on a disk, subfolders too. What cannot be read is told in the report.
    pub fn check_paths<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) -> Report {
        let (mut documents, mut folder) = (Vec::new(), None);
        let listing = InboxOptions::new().subfolders(true).list_each(paths, |path| {
            documents.push(Document::open_beside(&path, &mut folder).into());
        });
        let mut report = self.check_all(documents);
        let unreadable = |it: careplan_csv::Unreadable| UnreadableFile {
            name: it.path.display().to_string(),
            error: it.error,
        };
        report.unreadable.extend(listing.unreadable.into_iter().map(unreadable));
        report
    }

    /// Checks files.
    pub fn check<'a>(&self, documents: impl IntoIterator<Item = Document<'a>>) -> Report {
        self.check_all(documents.into_iter().map(Candidate::from).collect())
    }

    fn check_all(&self, mut all: Vec<Candidate<'_>>) -> Report {
        threads::look_at(self, &mut all);
        let mut seen = Seen::default();
        let jobs = jobs::of(self, all, &mut seen);
        if let Some(progress) = &self.progress {
            progress.begin(jobs.files());
        }
        let mut findings = Findings::new(&self.profile);
        match threads::count(self) {
            0 | 1 => {
                let mut worker = Worker::new(self);
                for job in jobs {
                    let is_last_of_place = job.is_last_of_place();
                    worker.job(job, &mut findings, &mut seen);
                    if is_last_of_place {
                        worker.end(&mut findings);
                    }
                }
            }
            threads => threads::run(self, threads, jobs, &mut findings, &mut seen),
        }
        let Seen { mut report, documents } = seen;
        (report.findings, report.tallies, report.mends) = findings.finish();
        for finding in &mut report.findings {
            finding.value = value_at(finding, &documents);
        }
        report
    }
}

/// The characters at the place of a finding, read again from the file: findings do not hold them. There are only
/// documents if the profile asked for values.
fn value_at(finding: &Finding, documents: &[Document<'_>]) -> Option<Value> {
    finding.location.item?;
    let bytes = finding.location.bytes.as_ref()?;
    let document = documents.get(usize::try_from(finding.location.file.0).ok()?)?;
    let part = document.part(bytes.start, bytes.end.checked_sub(bytes.start)?).ok()?;
    Some(Value(ms932::decode_lossy(&part).into_owned()))
}
