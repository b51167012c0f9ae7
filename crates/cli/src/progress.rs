//! A line on standard error that tells how far the work is: only on a terminal, only if it takes
//! longer than a second.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

pub(crate) struct Progress {
    start: Instant,
    last: Option<Instant>,
    wanted: bool,
}

impl Progress {
    /// `free`: the results do not go to the same terminal.
    pub(crate) fn new(free: bool) -> Progress {
        Progress { start: Instant::now(), last: None, wanted: free && io::stderr().is_terminal() }
    }

    /// After each report.
    pub(crate) fn tick(&mut self, count: u64) {
        let passed = self.start.elapsed();
        let due = self.last.is_none_or(|last| last.elapsed() > Duration::from_millis(200));
        if !self.wanted || passed < Duration::from_secs(1) || !due {
            return;
        }
        self.last = Some(Instant::now());
        let _ = write!(io::stderr(), "\r\x1b[K{count} reports, {:.0}/s", count as f64 / passed.as_secs_f64());
    }

    /// Takes the line away.
    pub(crate) fn clear(&mut self) {
        if self.last.take().is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
