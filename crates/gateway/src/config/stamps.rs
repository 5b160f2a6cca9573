//! Whether files have changed since they were looked at.

use std::path::Path;
use std::time::SystemTime;

/// The state of some files: when each was written, and how long it is. Links count as what they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamps(Vec<Option<(SystemTime, u64)>>);

impl Stamps {
    /// The state of these files now.
    pub(crate) fn of(files: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        let stamp = |file: &Path| {
            let found = std::fs::metadata(file).ok()?;
            Some((found.modified().ok()?, found.len()))
        };
        Self(files.into_iter().map(|file| stamp(file.as_ref())).collect())
    }
}
