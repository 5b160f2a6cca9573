//! The registry file: products, devices, their faults and the cloud's rules, in TOML.

mod file;

use std::fs;
use std::path::{Path, PathBuf};

use simulator::Cloud;

use crate::registry::file::RegistryFile;

/// Says what is wrong with a registry file, and where.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RegistryFileError {
    /// The file cannot be read.
    #[error("cannot read {}: {}", .0.display(), .1)]
    Unreadable(PathBuf, std::io::Error),
    /// A line is not as it should be. The line itself is not shown, for it may hold a secret.
    #[error("{}:{}: {}", .0.display(), .1, .2)]
    Line(PathBuf, usize, String),
    /// The entries do not fit together.
    #[error("{}: {}", .0.display(), .1)]
    Contradiction(PathBuf, String),
}

/// Registers what the file describes, and sets its rules; those that it does not name are as usual.
pub(crate) fn load(path: &Path, cloud: &mut Cloud) -> Result<(), RegistryFileError> {
    let text = fs::read_to_string(path).map_err(|error| RegistryFileError::Unreadable(path.to_owned(), error))?;
    let registry: RegistryFile = toml::from_str(&text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
        RegistryFileError::Line(path.to_owned(), line, error.message().to_owned())
    })?;
    registry.register(cloud).map_err(|error| RegistryFileError::Contradiction(path.to_owned(), error.to_string()))
}

#[cfg(test)]
mod tests;
