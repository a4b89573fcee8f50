//! How far a check is.

use std::sync::atomic::{AtomicU64, Ordering};

/// How far a check is, for a program that shows it: it is asked from another thread.
///
/// ```
/// use careplan_rules::{Checker, Document, Profile, Progress};
/// use std::sync::Arc;
/// let progress = Arc::new(Progress::default());
/// let checker = Checker::new(Profile::receive()).with_progress(Arc::clone(&progress));
/// checker.check([Document::new("DLT1KYO.CSV", b"202407,991018,9000000001,20260320\r\n")]);
/// assert_eq!((progress.done(), progress.files()), (1, 1));
/// ```
#[derive(Debug, Default)]
pub struct Progress {
    files: AtomicU64,
    done: AtomicU64,
}

impl Progress {
    /// How many files there are to check; 0 until all were looked at.
    pub fn files(&self) -> u64 {
        self.files.load(Ordering::Relaxed)
    }

    /// How many of them are checked.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// Another check begins.
    pub(crate) fn begin(&self, files: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.files.store(files, Ordering::Relaxed);
    }

    pub(crate) fn file_done(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}
