//! What can go wrong in a chore.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::tools::Missing;

/// Why a chore stopped.
#[derive(Debug)]
pub(crate) enum Error {
    /// A program ran and reported failure.
    Failed {
        /// The command, as one would type it.
        command: String,
        /// How it ended.
        status: String,
    },
    /// A program could not be started.
    NotStarted {
        /// The command, as one would type it.
        command: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be read or written.
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// `Cargo.lock` does not name a package that a tool has to match.
    NotLocked {
        /// The package's name.
        package: String,
    },
    /// A tool is not there and could not be installed.
    Missing(Missing),
    /// A program that has to stay up has ended, or never came up.
    NotServing {
        /// Which program.
        program: &'static str,
        /// What was seen instead.
        seen: String,
    },
    /// Ctrl-C cannot be listened for.
    Signals(io::Error),
    /// The page's first load refers to a file that was not built.
    NotBuilt {
        /// The file, relative to the page.
        file: String,
    },
    /// A file of the finished page names a folder of the machine that built it.
    NamesTheBuilder {
        /// The file.
        file: PathBuf,
        /// The folder.
        folder: String,
    },
    /// The page's first load is too big.
    OverBudget {
        /// What it weighs, compressed with brotli.
        bytes: u64,
        /// What it may weigh.
        budget: u64,
    },
    /// The page is not good enough for Lighthouse.
    BelowBar {
        /// In which respect.
        category: String,
        /// What it got, of 100.
        score: u32,
        /// What it should get at least.
        bar: u32,
    },
    /// Lighthouse's reports do not hold the scores that were asked for.
    NoScores,
    /// There is no such benchmark.
    UnknownBench {
        /// The name asked for.
        name: String,
        /// The names that there are.
        known: String,
    },
}

impl Error {
    /// Ties a failure of the file system to the file.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl From<Missing> for Error {
    fn from(missing: Missing) -> Self {
        Self::Missing(missing)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { command, status } => write!(f, "`{command}` failed: {status}"),
            Self::NotStarted { command, source } => {
                write!(f, "`{command}` could not be started: {source}")
            }
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::NotLocked { package } => write!(f, "Cargo.lock holds no package `{package}`"),
            Self::Missing(missing) => missing.fmt(f),
            Self::NotServing { program, seen } => write!(f, "{program} is not serving: {seen}"),
            Self::Signals(source) => write!(f, "signals cannot be handled: {source}"),
            Self::NotBuilt { file } => {
                write!(f, "the page loads `{file}`, which the build did not write")
            }
            Self::NamesTheBuilder { file, folder } => {
                write!(f, "{} names the folder `{folder}` of the machine that built it", file.display())
            }
            Self::OverBudget { bytes, budget } => {
                write!(f, "the first load weighs {bytes} bytes, {budget} are allowed")
            }
            Self::BelowBar { category, score, bar } => {
                write!(f, "Lighthouse gives {category} {score} of 100; at least {bar} are wanted")
            }
            Self::NoScores => write!(f, "Lighthouse's reports do not hold the three scores that were asked for"),
            Self::UnknownBench { name, known } => {
                write!(f, "there is no benchmark `{name}`; there are: {known}")
            }
        }
    }
}
