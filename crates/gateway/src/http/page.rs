//! The files of the page, held in memory.
//!
//! Requests look names up in a table and never touch the file system, so no path can lead out of the folder. A page that is
//! built anew is taken up whole or not at all: once nothing in its folder changes any more, and all that it loads is there.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};

use bytes::Bytes;
use tracing::{debug, info, warn};

use super::build_check::missing_part;
use super::embedded;
use super::open_file::OpenFile;
use super::page_file::{BROTLI_EXTENSION, GZIP_EXTENSION, INDEX, PageFile, is_hashed, media_type};
use crate::config::PageSource;

/// How deep folders may be nested.
const DEEPEST: usize = 8;
/// What a private key in PEM begins with, whatever its kind.
const KEY_MARKS: [&[u8]; 2] = [b"-----BEGIN", b"PRIVATE KEY-----"];

/// The page that is being served.
#[derive(Clone)]
pub(super) struct Page {
    served: Arc<RwLock<Served>>,
}

/// Why there is no page to serve.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
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

/// The build that is served, and the one before it, of which open pages still load later parts.
struct Served {
    current: Arc<Files>,
    previous: Option<Arc<Files>>,
}

/// All files of one build.
#[derive(Default)]
struct Files {
    files: HashMap<String, PageFile>,
    stamps: Stamps,
}

/// Length and time of each file: what shows that something has changed.
type Stamps = BTreeMap<String, (u64, Option<SystemTime>)>;

impl Page {
    /// Reads the page into memory, starts to compress it, and from then on looks at its folder every `look_every`.
    pub(super) fn open(source: PageSource, look_every: Duration) -> Result<Self, PageError> {
        let files = match &source {
            PageSource::Folder(folder) => Files::first(folder)?,
            PageSource::Embedded => Files::embedded(),
            PageSource::None => Files::default(),
        };
        let served = Arc::new(RwLock::new(Served { current: serve_compressed(files), previous: None }));
        match source {
            PageSource::Folder(folder) => watch(folder, look_every, Arc::downgrade(&served)),
            PageSource::Embedded | PageSource::None => {}
        }
        Ok(Self { served })
    }

    /// The file of this name, or the compressed form of a file; `None` if there is no such file.
    pub(super) fn find(&self, name: &str) -> Option<OpenFile> {
        let (current, previous) = {
            let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
            (Arc::clone(&served.current), served.previous.clone())
        };
        let (name, extension) = split_form(name);
        // A name with a digest in it never means anything else.
        let previous = previous.as_ref().filter(|_| is_hashed(name));
        let file = current.files.get(name).or_else(|| previous?.files.get(name))?;
        match extension {
            Some(extension) => file.open_compressed(extension),
            None => Some(file.open()),
        }
    }
}

/// The name of a file, and the extension of its compressed form where the name means that one.
fn split_form(name: &str) -> (&str, Option<&'static str>) {
    let form = [BROTLI_EXTENSION, GZIP_EXTENSION]
        .into_iter()
        .find_map(|extension| Some((name.strip_suffix(extension)?, Some(extension))));
    form.unwrap_or((name, None))
}

/// Looks at the folder in a thread of its own, for as long as the page is served.
fn watch(folder: PathBuf, look_every: Duration, served: Weak<RwLock<Served>>) {
    let started = thread::Builder::new().name("page".into()).spawn(move || {
        let mut seen = Stamps::new();
        let mut complained = Stamps::new();
        loop {
            thread::sleep(look_every);
            let Some(served) = served.upgrade() else { return };
            let found = stamps(&folder);
            let is_served = found == served.read().unwrap_or_else(PoisonError::into_inner).current.stamps;
            let is_settled = found == seen;
            seen = found;
            if is_served || !is_settled || seen == complained || !seen.contains_key(INDEX) {
                continue;
            }
            match Files::whole(&folder) {
                Ok(files) if files.stamps == seen => {
                    info!("the page was built anew and is served from now on");
                    let files = serve_compressed(files);
                    let mut served = served.write().unwrap_or_else(PoisonError::into_inner);
                    served.previous = Some(std::mem::replace(&mut served.current, files));
                }
                // It has changed while it was being read.
                Ok(_) => {}
                Err(reason) => {
                    warn!(%reason, "the page has changed but cannot be served so, the old one stays");
                    complained.clone_from(&seen);
                }
            }
        }
    });
    if let Err(error) = started {
        warn!(%error, "a page that is built anew is not taken up");
    }
}

/// Why a changed page is not taken up.
#[derive(Debug, thiserror::Error)]
enum NotTaken {
    #[error(transparent)]
    Page(#[from] PageError),
    #[error("its part '{0}' is missing, or is not the one that it was built with")]
    Part(String),
}

impl Files {
    /// The page at the start, also where a part of it is missing: there is no other to serve.
    fn first(folder: &Path) -> Result<Self, PageError> {
        let mut files = Self::read(folder)?;
        if let Some(part) = missing_part(&files.files) {
            warn!(part, folder = %folder.display(), "the page is not complete: a part is missing, or is of another build");
            // So that it is looked at again.
            files.stamps.clear();
        }
        Ok(files)
    }

    /// The page, if it is complete.
    fn whole(folder: &Path) -> Result<Self, NotTaken> {
        let files = Self::read(folder)?;
        match missing_part(&files.files) {
            Some(part) => Err(NotTaken::Part(part)),
            None => Ok(files),
        }
    }

    fn read(folder: &Path) -> Result<Self, PageError> {
        if !folder.join(INDEX).is_file() {
            return Err(PageError::NoIndex(folder.to_owned()));
        }
        let before = stamps(folder);
        let mut found = Vec::new();
        for name in before.keys() {
            let path = folder.join(name);
            let body = fs::read(&path).map_err(|cause| PageError::Read { path, cause })?;
            found.push((name.clone(), body.into()));
        }
        let after = stamps(folder);
        let stamps = if before == after { before } else { Stamps::new() };
        Ok(Self { files: join_forms(found), stamps })
    }

    fn embedded() -> Self {
        let found = embedded::files().iter().map(|(name, body)| ((*name).to_owned(), Bytes::from_static(body)));
        Self { files: join_forms(found.collect()), stamps: Stamps::new() }
    }
}

/// Puts compressed forms (`name.br`, `name.gz`) into the files that they belong to, and leaves out what is no part of a page.
fn join_forms(found: Vec<(String, Bytes)>) -> HashMap<String, PageFile> {
    let (forms, originals): (Vec<_>, Vec<_>) = found.into_iter().partition(|(name, _)| split_form(name).1.is_some());
    let is_page = |(name, body): &(String, Bytes)| {
        if holds_private_key(body) {
            warn!(file = name, "a private key lies in the page's folder; it is not served, but does not belong there");
            return false;
        }
        if media_type(name).is_none() {
            debug!(file = name, "is of no type that a page is made of, and is not served");
            return false;
        }
        true
    };
    let originals = originals.into_iter().filter(is_page);
    let files: HashMap<_, _> = originals.map(|(name, body)| (name, PageFile::new(body))).collect();
    for (name, body) in forms {
        let (name, extension) = split_form(&name);
        if let (Some(file), Some(extension)) = (files.get(name), extension) {
            file.set_compressed(extension, body);
        }
    }
    files
}

fn holds_private_key(body: &[u8]) -> bool {
    // The page's own program, which looks for keys in what is pasted, is larger and no text.
    let is_text = body.len() < 64 * 1024 && !body.contains(&0);
    let at_line_start =
        |mark: &[u8]| body.split(|byte| *byte == b'\n').any(|line| line.trim_ascii_start().starts_with(mark));
    let [begin, key] = KEY_MARKS;
    is_text && at_line_start(begin) && body.windows(key.len()).any(|part| part == key)
}

/// All files below `folder`, except hidden ones and links, which could lead out of it. What cannot be read is left out.
fn stamps(folder: &Path) -> Stamps {
    let mut found = Stamps::new();
    collect(folder, "", 0, &mut found);
    found
}

fn collect(folder: &Path, prefix: &str, depth: usize, found: &mut Stamps) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_dir() && depth < DEEPEST {
            collect(&entry.path(), &format!("{prefix}{name}/"), depth + 1, found);
        } else if metadata.is_file() {
            found.insert(format!("{prefix}{name}"), (metadata.len(), metadata.modified().ok()));
        }
    }
}

/// Shares `files`, which are compressed while they are being served already.
fn serve_compressed(files: Files) -> Arc<Files> {
    let files = Arc::new(files);
    let work = Arc::clone(&files);
    let started = thread::Builder::new().name("compress".into()).spawn(move || {
        for (name, file) in &work.files {
            file.compress(name);
        }
    });
    if let Err(error) = started {
        warn!(%error, "the page is sent uncompressed");
    }
    files
}
