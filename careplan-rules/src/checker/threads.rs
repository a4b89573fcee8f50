//! Checking on several cores, with the report of one.
//!
//! Units of sending have nothing to do with each other but for what some checks keep until the end of all that lie
//! together. Each thread has checks of its own and takes the next unit; what it found, and what its checks keep, is put
//! together in the order of the units.

use super::Checker;
use super::jobs::{Identified, Job, identify as one};
use super::work::{Seen, Worker};
use crate::document::Document;
use crate::families;
use crate::findings::Findings;
use std::any::Any;
use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many threads check.
pub(super) fn count(checker: &Checker) -> usize {
    let is_standard =
        |family: &crate::check::Family| families::STANDARD.iter().any(|known| std::ptr::eq(*known, family));
    let is_by_unit = |family: &&'static crate::check::Family| {
        is_standard(family) || family.check.is_none_or(|check| check().is_by_unit())
    };
    if checker.registry.families().iter().all(is_by_unit) { wanted(checker) } else { 1 }
}

fn wanted(checker: &Checker) -> usize {
    match checker.threads {
        _ if !cfg!(feature = "parallel") => 1,
        0 => thread::available_parallelism().map_or(1, std::num::NonZero::get),
        threads => threads,
    }
}

/// Looks at the first records of all documents.
pub(super) fn identify<'a>(checker: &Checker, documents: Vec<Document<'a>>) -> Vec<Identified<'a>> {
    let all = |documents: Vec<Document<'a>>| -> Vec<Identified<'a>> {
        documents.into_iter().map(|document| one(checker, document)).collect()
    };
    let share = documents.len().div_ceil(wanted(checker));
    // Threads cost more than a few files do.
    if share < 16 || wanted(checker) == 1 {
        return all(documents);
    }
    let mut rest = documents.into_iter();
    let shares: Vec<Vec<Document<'a>>> =
        (0..wanted(checker)).map(|_| rest.by_ref().take(share).collect()).collect();
    thread::scope(|scope| {
        let threads: Vec<_> = shares.into_iter().map(|share| scope.spawn(|| all(share))).collect();
        let joined = threads.into_iter().map(thread::ScopedJoinHandle::join);
        joined.flat_map(|found| found.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// What came of a job.
struct Part<'c, 'a> {
    findings: Findings<'c>,
    seen: Seen<'a>,
    /// What checks keep until the end, by their places.
    kept: Vec<(usize, Box<dyn Any + Send>)>,
    is_last_of_place: bool,
}

/// Does the jobs on so many threads.
pub(super) fn run<'c, 'a>(
    checker: &'c Checker,
    threads: usize,
    jobs: Vec<Job<'a>>,
    findings: &mut Findings<'c>,
    seen: &mut Seen<'a>,
) {
    let threads = threads.min(jobs.len());
    let jobs = Mutex::new(jobs.into_iter().enumerate());
    let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = |parts: &Sender<(usize, Part<'c, 'a>)>| {
        let mut worker = Worker::new(checker);
        while let Some((number, mut job)) = next() {
            let (mut findings, mut seen) = (Findings::new(&checker.profile), Seen::default());
            worker.job(&mut job, &mut findings, &mut seen);
            let checks = worker.checks.iter_mut().enumerate();
            let kept = checks.filter_map(|(place, check)| Some((place, check.hand_over()?))).collect();
            let is_last_of_place = job.is_last_of_place;
            if parts.send((number, Part { findings, seen, kept, is_last_of_place })).is_err() {
                return;
            }
            // Behind files that are no unit the end of all would come.
            if job.unit.is_none() {
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
