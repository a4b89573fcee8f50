//! The output in pieces, which are made on all cores and written in their order.

use crate::cli::Outcome;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::thread;

/// So many pieces for each thread are made before they are written.
const AHEAD: usize = 16;

/// What is shown of a larger file is not held in memory: it is made in its turn, by all threads together, and written
/// as it comes. (All that is wrong with it is held, as it is told at its end.)
const LARGE: u64 = 1 << 20;

/// How far it is.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) done: AtomicU64,
    pub(super) all: AtomicU64,
}

/// Something of which a piece of the output is made.
pub(super) trait Source: Sync {
    /// The file that is read for it.
    fn path(&self) -> Option<&Path>;

    /// Writes the piece, on so many threads; `place` counts the pieces from 0.
    fn write(&self, place: usize, threads: usize, out: &mut dyn Write) -> io::Result<Outcome>;
}

/// Writes the pieces of all sources.
pub(super) fn write(
    sources: &[impl Source],
    threads: usize,
    count: &Count,
    out: &mut dyn Write,
) -> io::Result<Outcome> {
    count.all.store(sources.len() as u64, Ordering::Relaxed);
    let mut outcome = Outcome::Fine;
    let mut place = 0;
    while let Some(rest) = sources.get(place..).filter(|rest| !rest.is_empty()) {
        let together = if threads > 1 { side_by_side(rest, threads) } else { 0 };
        let Some(sources) = rest.get(..together).filter(|_| together > 1) else {
            if let Some(source) = rest.first() {
                let threads = if is_small(source) { 1 } else { threads };
                outcome = outcome.and(source.write(place, threads, out)?);
            }
            place += 1;
            count.done.fetch_add(1, Ordering::Relaxed);
            continue;
        };
        for (piece, of_piece) in made(sources, place, threads)? {
            out.write_all(&piece)?;
            outcome = outcome.and(of_piece);
        }
        place += together;
        count.done.fetch_add(together as u64, Ordering::Relaxed);
    }
    Ok(outcome)
}

/// How many of the next pieces are made side by side.
fn side_by_side(sources: &[impl Source], threads: usize) -> usize {
    sources.iter().take(threads * AHEAD).take_while(|source| is_small(*source)).count()
}

/// A file that is not there has a short piece.
fn is_small(source: &impl Source) -> bool {
    source.path().and_then(|path| path.metadata().ok()).map_or(0, |it| it.len()) <= LARGE
}

/// The pieces of some sources, of which the first has this place.
fn made(sources: &[impl Source], first: usize, threads: usize) -> io::Result<Vec<(Vec<u8>, Outcome)>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut pieces = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(source) = sources.get(number) else { return pieces };
            let mut bytes = Vec::new();
            let outcome = source.write(first + number, 1, &mut bytes);
            pieces.push((number, outcome.map(|outcome| (bytes, outcome))));
        }
    };
    let mut pieces = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(sources.len())).map(|_| scope.spawn(work)).collect();
        let mut pieces = work();
        for other in others {
            pieces.append(&mut other.join().map_err(|_| io::Error::other("a thread stopped"))?);
        }
        Ok::<_, io::Error>(pieces)
    })?;
    pieces.sort_unstable_by_key(|(number, _)| *number);
    pieces.into_iter().map(|(_, piece)| piece).collect()
}
