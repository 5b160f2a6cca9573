//! The log: who connected, to which upstream, how many bytes passed and how it ended; never what the bytes were.
//!
//! Only this program's own lines are written. The libraries below it would write whole frames at their finest levels,
//! so they are left out at every level.

use std::time::{Duration, Instant};

use clap::ValueEnum;
use parking_lot::Mutex;
use tracing::level_filters::LevelFilter;
use tracing::warn;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

use crate::config::Warning;

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// One readable line for each event.
    #[default]
    Text,
    /// One JSON object for each event.
    Json,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// What keeps the gateway from working.
    Error,
    /// What an operator should look at, too.
    Warn,
    /// Each connection's end, too.
    #[default]
    Info,
    /// Each connection's start and each failed visit, too.
    Debug,
}

/// A line that is written once in a while, however often there is a reason for it.
#[derive(Debug)]
pub(crate) struct RateLimitedLine {
    every: Duration,
    /// When it was written, and how often it was not since.
    last: Mutex<Option<(Instant, u64)>>,
}

impl RateLimitedLine {
    pub(crate) fn new(every: Duration) -> Self {
        Self { every, last: Mutex::new(None) }
    }

    /// Calls `write` if it is time, with the number of times that it was not called since the last line.
    pub(crate) fn write(&self, write: impl FnOnce(u64)) {
        let mut last = self.last.lock();
        if let Some((written, left_out)) = &mut *last
            && written.elapsed() < self.every
        {
            *left_out += 1;
            return;
        }
        let previous = last.replace((Instant::now(), 0));
        drop(last);
        write(previous.map_or(0, |(_, left_out)| left_out));
    }
}

/// Starts the log, on standard error. A log that was started before stays.
pub fn start(format: LogFormat, level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let own = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level);
    let writer = fmt::layer().with_writer(std::io::stderr).with_target(false);
    let layer = match format {
        LogFormat::Text => writer.with_ansi(false).boxed(),
        LogFormat::Json => writer.json().flatten_event(true).boxed(),
    };
    let _ = tracing_subscriber::registry().with(layer.with_filter(own)).try_init();
}

/// Writes what an operator should know of the configuration.
pub fn log_warnings(warnings: &[Warning]) {
    for warning in warnings {
        warn!("{warning}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_written_once_and_the_others_are_counted() {
        let line = RateLimitedLine::new(Duration::from_hours(1));
        let mut written = Vec::new();
        for _ in 0..3 {
            line.write(|left_out| written.push(left_out));
        }
        assert_eq!(written, [0]);
        let always = RateLimitedLine::new(Duration::ZERO);
        always.write(|left_out| written.push(left_out));
        always.write(|left_out| written.push(left_out));
        assert_eq!(written, [0, 0, 0]);
    }
}
