//! The log: who connected, to which upstream, how many bytes passed and how it ended; never what the bytes were.
//!
//! Only this program's own lines are written. The libraries below it would write whole frames at their finest levels,
//! so they are left out at every level.

use clap::ValueEnum;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, fmt};

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

/// Starts the log, on standard error. A log that was started before stays.
pub fn start(format: LogFormat, level: LogLevel) {
    let own = Targets::new().with_target(env!("CARGO_CRATE_NAME"), level.filter());
    let writer = fmt::layer().with_writer(std::io::stderr).with_target(false);
    let layer = match format {
        LogFormat::Text => writer.with_ansi(false).boxed(),
        LogFormat::Json => writer.json().flatten_event(true).boxed(),
    };
    let _ = tracing_subscriber::registry().with(layer.with_filter(own)).try_init();
}

impl LogLevel {
    fn filter(self) -> LevelFilter {
        match self {
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}
