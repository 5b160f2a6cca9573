//! `assets.json`: every file of the finished page, with its digest, and when a browser loads it.
//!
//! `{ "file": "tools-0a1b….wasm", "integrity": "sha256-…", "load": "tools" }`: `load` is `first` for what the page needs to start,
//! the name of a part for what comes with that part, and `none` for what the page itself never loads.
//!
//! `cargo xtask size` weighs by it, the service worker keeps what it says is loaded, and the gateway takes up a page that is built
//! anew once all of it is there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use xshell::Shell;

use super::Page;
use crate::digest;

/// The list beside the page.
const ASSETS: &str = "assets.json";
/// The service worker beside the page. It has no digest in its name: browsers look for a new one under the old name.
const WORKER: &str = "service-worker.js";
const WORKER_TEMPLATE: &str = include_str!("../../../../static/service-worker.js");

/// Loaded before the page can be used.
pub(crate) const FIRST: &str = "first";
/// Never loaded by the page itself: larger icons, `js_api`, the service worker.
const NONE: &str = "none";
/// The files whose names the build does not change, and when they are loaded.
const PLAIN: [(&str, &str); 6] = [
    ("index.html", FIRST),
    ("boot.js", FIRST),
    ("icon.svg", FIRST),
    ("manifest.webmanifest", FIRST),
    ("demo.js", "demo"),
    ("demo_bg.wasm", "demo"),
];

/// When which file is loaded: those whose names the build does not change, to begin with.
pub(super) type Loads = BTreeMap<String, String>;

pub(super) fn plain_loads() -> Loads {
    PLAIN.map(|(file, load)| (file.to_owned(), load.to_owned())).into()
}

/// A file of the finished page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Its path beside `index.html`.
    pub(crate) file: String,
    pub(super) integrity: String,
    pub(super) load: String,
}

impl Asset {
    /// Whether the page needs it to start.
    pub(crate) fn is_first(&self) -> bool {
        self.load == FIRST
    }

    /// Whether it comes with a part that is loaded on its first use.
    pub(crate) fn is_later(&self) -> bool {
        !self.is_first() && self.load != NONE
    }

    fn of(page: &Page<'_>, path: &Path) -> Result<Self> {
        let file = path.strip_prefix(&page.folder)?.to_str().context("a name that is not UTF-8")?.replace('\\', "/");
        let integrity = digest::sha256(page.shell.read_binary_file(path)?);
        let load = page.loads.get(&file).map_or(NONE, String::as_str).to_owned();
        Ok(Self { file, integrity, load })
    }

    fn from_json(value: &Value) -> Option<Self> {
        let text = |name| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self { file: text("file")?, integrity: text("integrity")?, load: text("load")? })
    }

    fn to_json(&self) -> Value {
        let Self { file, integrity, load } = self;
        json!({ "file": file, "integrity": integrity, "load": load })
    }
}

/// The list of a page that has been built.
pub(crate) fn read(shell: &Shell, dist: &Path) -> Result<Vec<Asset>> {
    let list: Value = serde_json::from_str(&shell.read_file(dist.join(ASSETS))?)?;
    let assets = list.as_array().into_iter().flatten().map(Asset::from_json).collect::<Option<_>>();
    assets.with_context(|| format!("{ASSETS} is not as the build writes it"))
}

/// Puts the service worker and the list beside a page that is finished otherwise.
pub(super) fn write(page: &Page<'_>) -> Result<()> {
    let mut assets = Vec::new();
    for file in files_below(page.shell, &page.folder)? {
        assets.push(Asset::of(page, &file)?);
    }
    let missing = page.loads.keys().find(|name| !assets.iter().any(|asset| asset.file == **name));
    ensure!(missing.is_none(), "the page loads `{}`, which the build did not write", missing.map_or("", |name| name));
    let worker = page.folder.join(WORKER);
    page.shell.write_file(&worker, filled_in(WORKER_TEMPLATE, &assets))?;
    assets.push(Asset::of(page, &worker)?);
    let list: Vec<Value> = assets.iter().map(Asset::to_json).collect();
    Ok(page.shell.write_file(page.folder.join(ASSETS), serde_json::to_string_pretty(&list)? + "\n")?)
}

/// All files in a folder and in those below it, in the order of their names.
pub(super) fn files_below(shell: &Shell, folder: &Path) -> xshell::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in shell.read_dir(folder)? {
        if path.is_dir() {
            files.extend(files_below(shell, &path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// What the page loads, at first or later: without a network, all of it has to be there already.
fn filled_in(template: &str, assets: &[Asset]) -> String {
    let kept = assets.iter().filter(|asset| asset.load != NONE);
    let kept: Map<String, Value> = kept.map(|asset| (asset.file.clone(), asset.integrity.as_str().into())).collect();
    let list = format!("{:#}", Value::Object(kept));
    let version = digest::short(&list);
    let version = format!("const VERSION = \"{version}\";");
    template.replacen("const SHELL = {};", &format!("const SHELL = {list};"), 1).replacen(
        "const VERSION = \"\";",
        &version,
        1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    #[test]
    fn lists_every_file_and_has_the_worker_keep_what_the_page_loads() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        let files = PLAIN.iter().map(|(file, _)| *file);
        for file in files.chain(["icons/large.png", "js_api.js"]) {
            shell.write_file(root.path().join(file), "").unwrap();
        }
        let mut page = Page::read(&shell, root.path().to_owned()).unwrap();
        page.put("tools_bg.wasm", b"", "tools").unwrap();
        super::write(&page).unwrap();

        let assets = read(&shell, root.path()).unwrap();
        let named = |test: fn(&Asset) -> bool| -> Vec<&str> {
            assets.iter().filter(|asset| test(asset)).map(|asset| &*asset.file).collect()
        };
        assert_eq!(named(Asset::is_first), ["boot.js", "icon.svg", "index.html", "manifest.webmanifest"]);
        let tools = "tools-e3b0c44298fc1c14_bg.wasm";
        assert_eq!(named(Asset::is_later), ["demo.js", "demo_bg.wasm", tools]);
        assert_eq!(named(|asset| asset.load == NONE), ["icons/large.png", "js_api.js", WORKER]);
        assert!(assets.iter().all(|asset| asset.file == WORKER || asset.integrity == EMPTY));

        let worker = shell.read_file(root.path().join(WORKER)).unwrap();
        assert!(worker.contains(&format!("  \"{tools}\": \"{EMPTY}\"\n}};")), "{worker}");
        assert!(!worker.contains("js_api") && !worker.contains("large.png"));
        assert_eq!(worker.lines().count(), WORKER_TEMPLATE.lines().count() + 8);
        let (_, version) = worker.split_once("const VERSION = \"").unwrap();
        let version = &version[..16];
        assert!(version.bytes().all(|digit| digit.is_ascii_hexdigit()), "{version}");

        page.put("tools_bg.wasm", b"other", "tools").unwrap();
        super::write(&page).unwrap();
        let next = shell.read_file(root.path().join(WORKER)).unwrap();
        assert!(!next.contains(version), "another file, another version");
    }

    #[test]
    fn names_what_the_page_loads_and_the_build_did_not_write() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        for (file, _) in PLAIN.iter().filter(|(file, _)| *file != "boot.js") {
            shell.write_file(root.path().join(file), "").unwrap();
        }
        let page = Page::read(&shell, root.path().to_owned()).unwrap();
        let missing = super::write(&page).unwrap_err();
        assert_eq!(missing.to_string(), "the page loads `boot.js`, which the build did not write");
    }

    #[test]
    fn refuses_a_list_that_is_not_as_the_build_writes_it() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        shell.write_file(root.path().join(ASSETS), "[{ \"file\": \"a.js\" }]").unwrap();
        let error = read(&shell, root.path()).unwrap_err();
        assert_eq!(error.to_string(), "assets.json is not as the build writes it");
    }

    #[test]
    fn the_template_of_the_worker_keeps_nothing_by_itself() {
        assert!(WORKER_TEMPLATE.contains("const SHELL = {};") && WORKER_TEMPLATE.contains("const VERSION = \"\";"));
        assert!(!WORKER_TEMPLATE.contains("settings.json"));
    }
}
