//! The built page with some files changed or added, as the gateway serves it.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::server::Server;
use crate::stage::{built, programs, root};
use crate::trouble::Result;

/// A gateway and its own copy of the page; both go when this is dropped. Nothing listens behind the gateway.
#[derive(Debug)]
pub struct ChangedPage {
    gateway: Server,
    _folder: TempDir,
}

impl ChangedPage {
    /// Copies the page, writes these files into the copy, and serves it.
    ///
    /// # Errors
    /// When there is no page, or the gateway does not start.
    pub fn serve(files: &[(&str, &[u8])]) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        copy(&built(root().join("dist"), "index.html")?, folder.path())?;
        for (name, contents) in files {
            fs::write(folder.path().join(name), contents)?;
        }
        let gateway = built(programs(&root()), "gateway")?.join("gateway");
        let arguments: [&OsStr; 7] = [
            "serve".as_ref(),
            "--upstream".as_ref(),
            "tcp://127.0.0.1:9".as_ref(),
            "--listen".as_ref(),
            "127.0.0.1:0".as_ref(),
            "--dist".as_ref(),
            folder.path().as_ref(),
        ];
        let gateway = Server::start(gateway.as_os_str(), arguments, "listening on ")?;
        Ok(Self { gateway, _folder: folder })
    }

    /// The address to open.
    #[must_use]
    pub fn url(&self) -> &str {
        self.gateway.said()
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
