//! The files of the page, held in memory.
//!
//! Requests look names up in a table and never touch the file system, so no path can lead out of the folder.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};
use std::{fs, io, thread};

use bytes::Bytes;
use tracing::{info, warn};

use super::asset::Asset;
use super::embedded;
use crate::config::PageSource;

/// How long a look at the folder holds.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The file that makes a folder a page.
const INDEX: &str = "index.html";
/// What the name of a compressed twin ends in.
const TWIN: &str = ".br";
/// How deep folders may be nested.
const DEEPEST: usize = 8;

/// The page that is being served.
pub(crate) struct Site {
    folder: Option<PathBuf>,
    files: RwLock<Arc<Files>>,
    looked: Mutex<Instant>,
}

/// Why there is no page to serve.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The folder holds no built page.
    #[error(
        "the folder '{}' holds no index.html; build the page first, name its folder with --dist DIR, or type \
         --no-page to serve the bridge alone", .0.display()
    )]
    NoIndex(PathBuf),
    /// A file of it cannot be read.
    #[error("the page's file '{}' cannot be read: {cause}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
}

/// All files of one build.
#[derive(Default)]
struct Files {
    assets: HashMap<String, Asset>,
    built: Option<SystemTime>,
}

impl Site {
    /// Reads the page into memory and starts to compress it in the background.
    pub(crate) fn open(source: PageSource) -> Result<Self, SiteError> {
        let (folder, files) = match source {
            PageSource::Folder(folder) => {
                let files = Files::read(&folder)?;
                (Some(folder), files)
            }
            PageSource::Embedded => (None, Files::embedded()),
            PageSource::None => (None, Files::default()),
        };
        Ok(Self { folder, files: RwLock::new(serve_compressed(files)), looked: Mutex::new(Instant::now()) })
    }

    /// Calls `use_it` with the file at `path`, which starts with a slash; `None` if there is no such file.
    pub(crate) fn with<T>(&self, path: &str, use_it: impl FnOnce(&Asset) -> T) -> Option<T> {
        self.look();
        let name = path.strip_prefix('/')?;
        let name = if name.is_empty() { INDEX } else { name };
        let files = Arc::clone(&self.files.read().unwrap_or_else(PoisonError::into_inner));
        files.assets.get(name).map(use_it)
    }

    /// Takes up a page that was built anew since the last look.
    fn look(&self) {
        let Some(folder) = &self.folder else { return };
        {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            if looked.elapsed() < LOOK_EVERY {
                return;
            }
            *looked = Instant::now();
        }
        let built = built(folder);
        let serving = self.files.read().unwrap_or_else(PoisonError::into_inner).built;
        if built.is_none() || built == serving {
            return;
        }
        match Files::read(folder) {
            Ok(files) => {
                info!("the page was built anew and is served from now on");
                *self.files.write().unwrap_or_else(PoisonError::into_inner) = serve_compressed(files);
            }
            Err(error) => warn!(%error, "the page was built anew but cannot be read, the old one stays"),
        }
    }
}

impl Files {
    fn read(folder: &Path) -> Result<Self, SiteError> {
        let Some(built) = built(folder) else {
            return Err(SiteError::NoIndex(folder.to_owned()));
        };
        let mut found = HashMap::new();
        collect(folder, "", 0, &mut found)?;
        Ok(Self { assets: join_twins(found), built: Some(built) })
    }

    fn embedded() -> Self {
        let files = embedded::files().iter();
        let found = files.map(|(name, body)| ((*name).to_owned(), Bytes::from_static(body)));
        Self { assets: join_twins(found.collect()), built: None }
    }
}

/// Puts compressed twins (`name.br`) into the files that they belong to.
fn join_twins(found: HashMap<String, Bytes>) -> HashMap<String, Asset> {
    let (twins, originals): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(name, _)| name.strip_suffix(TWIN).is_some());
    let new = |(name, body): (String, Bytes)| (name.clone(), Asset::new(&name, body));
    let assets: HashMap<_, _> = originals.into_iter().map(new).collect();
    for (name, body) in twins {
        if let Some(asset) = name.strip_suffix(TWIN).and_then(|original| assets.get(original)) {
            asset.set_brotli(body);
        }
    }
    assets
}

/// When the page in `folder` was built; `None` if there is none.
fn built(folder: &Path) -> Option<SystemTime> {
    fs::metadata(folder.join(INDEX)).ok()?.modified().ok()
}

/// Reads all files below `folder`, except hidden ones and links, which could lead out of it.
fn collect(folder: &Path, prefix: &str, depth: usize, found: &mut HashMap<String, Bytes>) -> Result<(), SiteError> {
    let failed = |path: &Path, cause| SiteError::Read { path: path.to_owned(), cause };
    for entry in fs::read_dir(folder).map_err(|cause| failed(folder, cause))? {
        let entry = entry.map_err(|cause| failed(folder, cause))?;
        let path = entry.path();
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        let kind = entry.file_type().map_err(|cause| failed(&path, cause))?;
        if kind.is_dir() && depth < DEEPEST {
            collect(&path, &format!("{prefix}{name}/"), depth + 1, found)?;
        } else if kind.is_file() {
            let body = fs::read(&path).map_err(|cause| failed(&path, cause))?;
            found.insert(format!("{prefix}{name}"), body.into());
        }
    }
    Ok(())
}

/// Shares `files`, which are compressed while they are being served already.
fn serve_compressed(files: Files) -> Arc<Files> {
    let files = Arc::new(files);
    let work = Arc::clone(&files);
    let started = thread::Builder::new().name("compress".into()).spawn(move || {
        for asset in work.assets.values() {
            asset.compress();
        }
    });
    if let Err(error) = started {
        warn!(%error, "the page is sent uncompressed");
    }
    files
}
