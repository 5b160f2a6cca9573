//! The files of the page, held in memory.
//!
//! Requests look names up in a table and never touch the file system, so no path can lead out of the folder. A page that
//! is built anew is taken up whole or not at all: once nothing in its folder changes any more, and all that it loads is
//! there.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};
use std::{fs, thread};

use bytes::Bytes;
use parking_lot::RwLock;
use tracing::{debug, info, warn};

use super::build_check::{has_list, missing_part};
use super::page_file::{Form, INDEX, PageFile, is_hashed, media_type, split_form};
use crate::config::{ConfigError, PageSource};

/// How deep folders may be nested.
const DEEPEST: usize = 8;
/// What a private key in PEM begins with, whatever its kind.
const KEY_MARKS: [&[u8]; 2] = [b"-----BEGIN", b"PRIVATE KEY-----"];
/// The largest file that is looked at for a key. The page's own program, which looks for keys in what is pasted, is
/// larger and no text.
const LARGEST_KEY_FILE: usize = 64 * 1024;

/// Whether the program was built with a page.
pub(crate) fn has_embedded_page() -> bool {
    embedded::files().next().is_some()
}

/// The page inside the program.
#[cfg(feature = "embed")]
mod embedded {
    use std::borrow::Cow;

    use bytes::Bytes;
    use rust_embed::Embed;

    #[derive(Embed)]
    #[folder = "../../dist"]
    #[allow_missing = true]
    struct Dist;

    /// Each file with its path, but for hidden ones.
    pub(super) fn files() -> impl Iterator<Item = (String, Bytes)> {
        let names = Dist::iter().filter(|name| !name.split('/').any(|part| part.starts_with('.')));
        names.filter_map(|name| {
            let body = match Dist::get(&name)?.data {
                Cow::Borrowed(body) => Bytes::from_static(body),
                Cow::Owned(body) => body.into(),
            };
            Some((name.into_owned(), body))
        })
    }
}

/// Without the feature `embed` there is none.
#[cfg(not(feature = "embed"))]
mod embedded {
    use bytes::Bytes;

    pub(super) fn files() -> impl Iterator<Item = (String, Bytes)> {
        std::iter::empty()
    }
}

#[derive(Clone)]
pub(super) struct Page(Arc<RwLock<Served>>);

#[derive(Default)]
struct Served {
    current: Arc<Files>,
    /// The build before, of which open pages still load later parts.
    previous: Arc<Files>,
}

#[derive(Default)]
struct Files {
    files: HashMap<String, PageFile>,
    stamps: Stamps,
}

/// Length and time of each file: what shows that something has changed.
type Stamps = BTreeMap<String, (u64, Option<SystemTime>)>;

impl Page {
    /// Reads the page into memory, starts to compress it, and from then on looks at its folder every `look_every`.
    pub(super) fn open(source: &PageSource, look_every: Duration) -> Result<Self, ConfigError> {
        let page = Self(Arc::default());
        match source {
            PageSource::Folder(folder) => {
                page.0.write().current = compressed(Files::first(folder)?);
                watch(folder.clone(), look_every, Arc::downgrade(&page.0));
            }
            PageSource::Embedded => page.0.write().current = compressed(Files::embedded()),
            PageSource::None => {}
        }
        Ok(page)
    }

    /// The content of the file of this name, or the compressed form of a file; `None` if there is no such file.
    pub(super) fn find(&self, name: &str) -> Option<Form> {
        let served = self.0.read();
        let (name, extension) = split_form(name);
        // A name with a digest in it never means anything else.
        let previous = || served.previous.files.get(name).filter(|_| is_hashed(name));
        served.current.files.get(name).or_else(previous)?.form(extension)
    }
}

/// Looks at the folder in a thread of its own, for as long as the page is served.
fn watch(folder: PathBuf, look_every: Duration, served: Weak<RwLock<Served>>) {
    let started = thread::Builder::new().name("page".into()).spawn(move || {
        let (mut seen, mut complained) = (Stamps::new(), Stamps::new());
        loop {
            thread::sleep(look_every);
            let Some(served) = served.upgrade() else { return };
            let found = stamps(&folder);
            let is_settled = found == seen;
            seen = found;
            let is_served = seen == served.read().current.stamps;
            if is_served || !is_settled || seen == complained || !seen.contains_key(INDEX) {
                continue;
            }
            let before = Arc::clone(&served.read().current);
            match Files::whole(&folder, &before) {
                Ok(files) if files.stamps == seen => {
                    info!("the page was built anew and is served from now on");
                    let files = compressed(files);
                    let mut served = served.write();
                    served.previous = std::mem::replace(&mut served.current, files);
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

impl Files {
    /// The page at the start, also where a part of it is missing: there is no other to serve.
    fn first(folder: &Path) -> Result<Self, ConfigError> {
        let mut files = Self::read(folder)?;
        if let Some(part) = missing_part(&files.files) {
            warn!(part, folder = %folder.display(), "the page is not complete: a part is missing, or is of another build");
            // So that it is looked at again.
            files.stamps.clear();
        }
        Ok(files)
    }

    /// The page, if it is complete. One without a list of its files cannot be, if the page `before` it had one.
    fn whole(folder: &Path, before: &Self) -> Result<Self, ConfigError> {
        let files = Self::read(folder)?;
        if has_list(&before.files) && !has_list(&files.files) {
            return Err(ConfigError("the list of its files is missing".to_owned()));
        }
        match missing_part(&files.files) {
            Some(part) => {
                Err(ConfigError(format!("its part '{part}' is missing, or is not the one that it was built with")))
            }
            None => Ok(files),
        }
    }

    fn read(folder: &Path) -> Result<Self, ConfigError> {
        if !folder.join(INDEX).is_file() {
            return Err(ConfigError(format!(
                "the folder '{}' holds no index.html; build the page first, name its folder with --dist DIR, or type \
                 --no-page to serve the bridge alone",
                folder.display()
            )));
        }
        let before = stamps(folder);
        let mut found = Vec::new();
        for name in before.keys() {
            let path = folder.join(name);
            let body = fs::read(&path).map_err(|cause| ConfigError::unreadable("the page's file", &path, &cause))?;
            found.push((name.clone(), body.into()));
        }
        let stamps = if before == stamps(folder) { before } else { Stamps::new() };
        Ok(Self { files: join_forms(found), stamps })
    }

    fn embedded() -> Self {
        Self { files: join_forms(embedded::files().collect()), stamps: Stamps::new() }
    }
}

/// Puts compressed forms (`name.br`, `name.gz`) into the files that they belong to, and leaves out what is no part of a
/// page.
fn join_forms(found: Vec<(String, Bytes)>) -> HashMap<String, PageFile> {
    let (forms, originals): (Vec<_>, Vec<_>) = found.into_iter().partition(|(name, _)| split_form(name).1.is_some());
    let originals = originals.into_iter().filter(|(name, body)| is_of_page(name, body));
    let files: HashMap<_, _> = originals.map(|(name, body)| (name, PageFile::new(body))).collect();
    for (name, body) in forms {
        if let (name, Some(extension)) = split_form(&name)
            && let Some(file) = files.get(name)
        {
            file.set_compressed(extension, body);
        }
    }
    files
}

fn is_of_page(name: &str, body: &[u8]) -> bool {
    if holds_private_key(body) {
        warn!(file = name, "a private key lies in the page's folder; it is not served, but does not belong there");
        return false;
    }
    if media_type(name).is_none() {
        debug!(file = name, "is of no type that a page is made of, and is not served");
        return false;
    }
    true
}

fn holds_private_key(body: &[u8]) -> bool {
    let is_text = body.len() < LARGEST_KEY_FILE && !body.contains(&0);
    let [begin, key] = KEY_MARKS;
    is_text
        && body.split(|byte| *byte == b'\n').any(|line| line.trim_ascii_start().starts_with(begin))
        && body.windows(key.len()).any(|part| part == key)
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
fn compressed(files: Files) -> Arc<Files> {
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
