//! Checking on several cores, with the report of one.
//!
//! Units of sending have nothing to do with each other but for what some checks keep until the end of all that lie
//! together. Each thread has checks of its own and takes the next unit; what it found, and what its checks keep, is put
//! together in the order of the units.
//!
//! A large unit is not cut into pieces, as most rules keep something from one record to the next; but no check of the
//! standard knows of another, and no two report the same rule. So it is read by several threads, each with some of the
//! checks, and the findings of a rule still come in their order. Of checks of other crates nobody knows that.

use super::Checker;
use super::jobs::{Candidate, Identifier, Job, Jobs};
use super::work::{Files, Seen, Share, Worker};
use crate::check::Family;
use crate::families;
use crate::findings::Findings;
use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How many threads check.
pub(super) fn count(checker: &Checker) -> usize {
    let is_by_unit =
        |family: &&'static Family| is_known(family) || family.check.is_none_or(|check| check().is_by_unit());
    if checker.registry.families().iter().all(is_by_unit) { wanted(checker) } else { 1 }
}

/// Whether its check is one of the standard's, or it has none.
fn is_known(family: &'static Family) -> bool {
    families::STANDARD.iter().any(|known| std::ptr::eq(*known, family)) || family.check.is_none()
}

fn wanted(checker: &Checker) -> usize {
    match checker.threads {
        _ if !cfg!(feature = "parallel") => 1,
        0 => thread::available_parallelism().map_or(1, std::num::NonZero::get),
        threads => threads,
    }
}

/// Looks at the first records of all documents.
pub(super) fn look_at(checker: &Checker, all: &mut [Candidate<'_>]) {
    let look = |some: &mut [Candidate<'_>]| {
        let mut identifier = Identifier::new(checker);
        for one in some {
            identifier.look_at(one);
        }
    };
    let share = all.len().div_ceil(wanted(checker));
    // Threads cost more than a few files do.
    if share < 16 || wanted(checker) == 1 {
        return look(all);
    }
    thread::scope(|scope| {
        for some in all.chunks_mut(share) {
            scope.spawn(|| look(some));
        }
    });
}

/// What one thread does before it takes something else.
enum Task<'a> {
    Job(Job<'a>),
    /// A share of the checks of a large unit.
    Share(Arc<Files<'a>>, Share),
}

/// What came of a task.
struct Part<'c, 'a> {
    findings: Findings<'c>,
    seen: Seen<'a>,
    /// What checks keep until the end, by their places.
    kept: Vec<(usize, Box<dyn Any + Send>)>,
    is_last_of_place: bool,
}

/// Units with fewer bytes are not worth reading twice.
const LARGE: u64 = 1 << 20;

/// More shares would all do little but read.
const SHARES: usize = 3;

/// The jobs as tasks.
struct Tasks<'c, 'a> {
    checker: &'c Checker,
    jobs: Jobs<'c, 'a>,
    /// How many shares are made of a large unit.
    shares: usize,
    /// A unit of so many bytes is large: by a quarter more than each thread would get of all there is, so that one
    /// thread alone would be busy with it when all others are done.
    large: u64,
    /// The shares that are left of the last large unit.
    waiting: VecDeque<Task<'a>>,
}

impl<'c, 'a> Tasks<'c, 'a> {
    fn new(checker: &'c Checker, threads: usize, jobs: Jobs<'c, 'a>) -> Self {
        let fair = jobs.size() / threads as u64;
        let large = LARGE.max(fair + fair / 4);
        let all_known = checker.registry.families().iter().all(|family| is_known(family));
        let shares = if all_known { threads.min(SHARES) } else { 1 };
        Self { checker, jobs, shares, large, waiting: VecDeque::new() }
    }
}

impl<'a> Iterator for Tasks<'_, 'a> {
    type Item = Task<'a>;

    fn next(&mut self) -> Option<Task<'a>> {
        if let Some(task) = self.waiting.pop_front() {
            return Some(task);
        }
        let job = self.jobs.next()?;
        let is_large = self.shares > 1 && job.size() >= self.large;
        let Some(unit) = job.unit.filter(|_| is_large) else { return Some(Task::Job(job)) };
        let files = Arc::new(Files::new(unit, job, self.checker));
        let share = |number| Task::Share(Arc::clone(&files), Share { number, of: self.shares });
        self.waiting = (0..self.shares).map(share).collect();
        self.waiting.pop_front()
    }
}

/// Does the jobs on so many threads.
pub(super) fn run<'c, 'a>(
    checker: &'c Checker,
    threads: usize,
    jobs: Jobs<'c, 'a>,
    findings: &mut Findings<'c>,
    seen: &mut Seen<'a>,
) {
    let threads = threads.min(jobs.left() * if jobs.size() < LARGE { 1 } else { SHARES }).max(1);
    let tasks = Mutex::new(Tasks::new(checker, threads, jobs).enumerate());
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = |parts: &Sender<(usize, Part<'c, 'a>)>| {
        let mut worker = Worker::new(checker);
        while let Some((number, task)) = next() {
            let (mut findings, mut seen) = (Findings::new(&checker.profile), Seen::default());
            let is_last_of_place = matches!(&task, Task::Job(job) if job.is_last_of_place());
            match task {
                Task::Job(job) => worker.job(job, &mut findings, &mut seen),
                Task::Share(files, share) => worker.files(&files, share, &mut findings, &mut seen),
            }
            let checks = worker.checks.iter_mut().enumerate();
            let kept = checks.filter_map(|(place, check)| Some((place, check.hand_over()?))).collect();
            if parts.send((number, Part { findings, seen, kept, is_last_of_place })).is_err() {
                return;
            }
            // Behind files that are no unit the end of all would come.
            if is_last_of_place {
                worker = Worker::new(checker);
            }
        }
    };
    thread::scope(|scope| {
        let (sender, parts) = channel();
        for _ in 0..threads {
            let (sender, work) = (sender.clone(), &work);
            scope.spawn(move || work(&sender));
        }
        drop(sender);
        let mut ending = Worker::new(checker);
        let mut waiting = BTreeMap::new();
        let mut number = 0;
        for (place, part) in parts {
            waiting.insert(place, part);
            while let Some(part) = waiting.remove(&number) {
                number += 1;
                for (place, kept) in part.kept {
                    if let Some(check) = ending.checks.get_mut(place) {
                        check.take_over(kept);
                    }
                }
                findings.absorb(part.findings);
                seen.absorb(part.seen);
                if part.is_last_of_place {
                    ending.end(findings);
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checker::jobs;
    use crate::document::Document;
    use crate::profile::Profile;
    use crate::progress::Progress;
    use crate::report::Report;
    use std::path::Path;

    /// The shares of each task, none for a whole job.
    fn shares(threads: usize, sizes: [usize; 3]) -> Vec<Option<(usize, usize)>> {
        let checker = Checker::new(Profile::send());
        let bytes = sizes.map(|size| b"\r\n".repeat(size / 2));
        let mut all = Vec::new();
        for (number, bytes) in bytes.iter().enumerate() {
            let name = format!("UPJSK_202604_9970100021_11_9970100013_43_2026050109000{number}.CSV");
            all.push(Document::new(name, bytes).into());
        }
        look_at(&checker, &mut all);
        let jobs = jobs::of(&checker, all, &mut Seen::default());
        let share = |task| match task {
            Task::Job(_) => None,
            Task::Share(_, share) => Some((share.number, share.of)),
        };
        Tasks::new(&checker, threads, jobs).map(share).collect()
    }

    /// Checks a unit of one file in two shares; `between` is called before the second.
    fn in_two_shares(path: &Path, between: impl Fn()) -> Report {
        let progress = Arc::new(Progress::default());
        let checker = Checker::new(Profile::receive()).with_progress(Arc::clone(&progress));
        let mut all = vec![Document::open(path).into()];
        look_at(&checker, &mut all);
        let (mut seen, mut findings) = (Seen::default(), Findings::new(&checker.profile));
        let job = jobs::of(&checker, all, &mut seen).next().unwrap();
        let files = Files::new(job.unit.unwrap(), job, &checker);
        let mut worker = Worker::new(&checker);
        worker.files(&files, Share { number: 0, of: 2 }, &mut findings, &mut seen);
        assert_eq!(progress.done(), 0);
        between();
        worker.files(&files, Share { number: 1, of: 2 }, &mut findings, &mut seen);
        assert_eq!(progress.done(), 1);
        seen.report
    }

    #[test]
    fn a_file_that_one_share_cannot_read_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("UPJSK_202604_9970100021_11_9970100013_43_20260501090000.CSV");
        let write = || std::fs::write(&path, b"202407,991018\r\n").unwrap();
        let remove = || std::fs::remove_file(&path).unwrap();
        write();
        let report = in_two_shares(&path, || {});
        assert_eq!((report.files.len(), report.files[0].records, report.unreadable.len()), (1, 1, 0));
        let report = in_two_shares(&path, remove);
        assert_eq!((report.files.len(), report.unreadable.len()), (1, 1));
        assert_eq!(report.unreadable[0].error.kind(), std::io::ErrorKind::NotFound);
    }

    #[test]
    fn a_unit_that_would_keep_one_thread_busy_is_shared() {
        let large = 2 << 20;
        assert_eq!(shares(2, [10, large, 10]), [None, Some((0, 2)), Some((1, 2)), None, None]);
        assert_eq!(shares(8, [large, 10, 10])[..4], [Some((0, 3)), Some((1, 3)), Some((2, 3)), None]);
        // Two of the same size are one for each thread, and a small one is not worth the trouble.
        assert_eq!(shares(2, [large, large, 10]), [None; 4]);
        assert_eq!(shares(2, [10, 1 << 19, 10]), [None; 4]);
        let all = |checks: usize, of| {
            let places: Vec<_> = (0..checks).collect();
            (0..of).flat_map(|number| places[Share { number, of }.range(checks)].to_vec()).collect::<Vec<_>>()
        };
        for (checks, of) in [(14, 1), (14, 2), (14, 3), (2, 3), (0, 2)] {
            assert_eq!(all(checks, of), (0..checks).collect::<Vec<_>>());
        }
    }
}
