//! How far long work is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Work that takes less is over before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(100);

/// A bar on the terminal while work goes on; it is taken away when this is dropped. Nothing is shown where the second
/// output is no terminal, and nothing of short work.
pub(crate) struct Progress {
    /// Nothing is sent: that it is dropped says that the work is over.
    work: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Shows what `look` tells now and then: how much is done, and of how much, as far as that is known.
    pub(crate) fn of(look: impl Fn() -> (u64, u64) + Send + 'static) -> Self {
        if !io::stderr().is_terminal() {
            return Self { work: None, thread: None };
        }
        let (work, over) = channel::<()>();
        let thread = std::thread::spawn(move || {
            let began = Instant::now();
            let mut bar: Option<ProgressBar> = None;
            while over.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                if began.elapsed() >= PATIENCE {
                    let bar = bar.get_or_insert_with(new_bar);
                    let (done, all) = look();
                    bar.set_length(all);
                    bar.set_position(done);
                }
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        });
        Self { work: Some(work), thread: Some(thread) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            // Only the bar would be lost with it.
            let _ = thread.join();
        }
    }
}

fn new_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} {elapsed}, {eta} to go");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}
