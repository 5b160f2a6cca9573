//! The built page with some files changed or added, as the gateway serves it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use testkit::Gateway;

use crate::built::{dist, gateway};
use crate::trouble::Result;

/// A gateway and its own copy of the page; both go when this is dropped. Nothing listens behind the gateway.
#[derive(Debug)]
pub struct ChangedPage {
    gateway: Gateway,
    _folder: TempDir,
}

impl ChangedPage {
    /// Copies the page, writes these files into the copy, and serves it.
    ///
    /// # Errors
    /// When there is no page, or the gateway does not start.
    pub fn serve(files: &[(&str, &[u8])]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        copy(Path::new(&dist()?), folder.path())?;
        for (name, contents) in files {
            fs::write(folder.path().join(name), contents)?;
        }
        let dist = folder.path().display().to_string();
        let gateway = gateway("tcp://127.0.0.1:9", &["--dist", &dist])?;
        Ok(Self { gateway, _folder: folder })
    }

    /// The address to open.
    #[must_use]
    pub fn url(&self) -> String {
        self.gateway.url()
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let copied = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&copied)?;
            copy(&entry.path(), &copied)?;
        } else {
            fs::copy(entry.path(), &copied)?;
        }
    }
    Ok(())
}
