//! Why the gateway cannot start.

use std::io;
use std::path::Path;

/// What is wrong with an option, a key of the configuration or a file, in a sentence for the operator. It holds nothing
/// of any private key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(pub(crate) String);

impl ConfigError {
    /// `what` at `path` cannot be read.
    pub(crate) fn unreadable(what: &str, path: &Path, cause: &io::Error) -> Self {
        Self(format!("{what} '{}' cannot be read: {cause}", path.display()))
    }
}
