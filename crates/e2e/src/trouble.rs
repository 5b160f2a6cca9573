//! What can keep a test from running, as opposed to failing.

use std::fmt;
use std::io;

use fantoccini::error::{CmdError, NewSessionError};

/// A result of the harness.
pub type Result<T> = std::result::Result<T, Trouble>;

/// Something in the harness went wrong, or the page did not show what was waited for.
#[derive(Debug)]
pub enum Trouble {
    /// The system refused something.
    System(io::Error),
    /// The browser's driver refused something.
    Browser(Box<CmdError>),
    /// The browser did not start.
    NoSession(Box<NewSessionError>),
    /// A program did not come up.
    NotServing {
        /// Which one.
        program: String,
        /// What was seen instead.
        seen: String,
    },
    /// Something has to be built first.
    NotBuilt {
        /// The file that is not there.
        file: String,
    },
    /// The run is to be in a browser that there is not.
    UnknownBrowser {
        /// What it is called.
        name: String,
    },
    /// Something was asked of another browser than Chromium that only Chromium does.
    ChromiumOnly {
        /// What was asked.
        what: &'static str,
    },
    /// The browser did not do what a command of `WebDriver BiDi` asks for.
    Refused {
        /// The command.
        command: &'static str,
        /// What was seen instead of its result.
        seen: String,
    },
    /// The page did not show something in time.
    NotShown {
        /// What was waited for.
        what: String,
        /// What the page showed instead.
        instead: String,
    },
}

impl Trouble {
    /// Whether the page has drawn another element in the place of the one that was meant.
    pub(crate) fn is_redrawn(&self) -> bool {
        matches!(self, Self::Browser(error) if error.is_stale_element_reference())
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::System(error) => error.fmt(f),
            Self::Browser(error) => error.fmt(f),
            Self::NoSession(error) => error.fmt(f),
            Self::NotServing { program, seen } => write!(f, "{program} is not serving: {seen}"),
            Self::NotBuilt { file } => write!(f, "{file} is not there; `cargo xtask test` builds it"),
            Self::UnknownBrowser { name } => {
                write!(f, "the browser is to be `{name}`; there are: chromium, firefox")
            }
            Self::ChromiumOnly { what } => write!(f, "`{what}` is a command that only Chromium knows"),
            Self::Refused { command, seen } => write!(f, "`{command}` was not done: {seen}"),
            Self::NotShown { what, instead } => write!(f, "no {what} on the page, which shows:\n{instead}"),
        }
    }
}

impl std::error::Error for Trouble {}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl From<CmdError> for Trouble {
    fn from(error: CmdError) -> Self {
        Self::Browser(Box::new(error))
    }
}

impl From<NewSessionError> for Trouble {
    fn from(error: NewSessionError) -> Self {
        Self::NoSession(Box::new(error))
    }
}
