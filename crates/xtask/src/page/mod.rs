//! Builds the page: Trunk does, and calls the rest of this by the hooks in `Trunk.toml`, so that `trunk build` makes the same page.
//!
//! - [`split`]: takes out of the program what is loaded later
//! - [`short_names`]: shortens what the program and its script call each other by
//! - [`mod@paths`]: keeping the builder's folders out of what is shipped
//! - [`assets`]: the list of all files of the finished page, and the service worker, which keeps them

pub(crate) mod assets;
mod paths;
mod short_names;
mod split;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use xshell::{Shell, cmd};

use self::assets::{Asset, FIRST, Loads, plain_loads};
use self::paths::BuilderPaths;
use crate::digest;
use crate::program::{cargo, say};
use crate::project::Project;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// How esbuild is called. wasm-bindgen names the loader of later parts once for each part that it imports from there.
const ESBUILD: [&str; 3] = ["--minify", "--log-level=warning", "--log-override:duplicate-object-key=silent"];
/// The scripts that Trunk puts beside the page as they are; its own minifier does not understand what wasm-bindgen writes.
const SCRIPTS: [&str; 3] = ["boot.js", "demo.js", "js_api.js"];

/// Builds the page as it is shipped, into `dist`.
pub(crate) fn build_page(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<()> {
    let shell = project.shell();
    need_wasm_target(shell)?;
    toolbox.need_all(&[Tool::WasmBindgen, Tool::WasmOpt, Tool::Esbuild])?;
    let trunk = toolbox.need(Tool::Trunk)?;
    say("building the page");
    // Trunk is to use the tools found, and never to fetch others; so the crates have to be there beforehand.
    cargo(cmd!(shell, "cargo fetch --quiet --locked")).run()?;
    cargo(cmd!(shell, "{trunk} build --offline --locked"))
        // Trunk reads NO_COLOR as its own option, which takes only `true` and `false`.
        .env("NO_COLOR", "true")
        // A build error of the page is no error of Trunk's whose origin anybody wants to see.
        .env("RUST_BACKTRACE", "0")
        .run()?;
    Ok(())
}

/// Makes sure that `trunk build` makes the page that lies in `dist`, byte for byte: the lists hold the digest of every file.
pub(crate) fn same_page_by_trunk(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<()> {
    let (shell, trunk) = (project.shell(), toolbox.need(Tool::Trunk)?);
    let other = project.target().join("page-by-trunk");
    cargo(cmd!(shell, "{trunk} build --dist {other}")).env_remove("NO_COLOR").run()?;
    let same = assets::read(shell, &other)? == assets::read(shell, &project.dist())?;
    ensure!(same, "`trunk build` made another page, see {}", other.display());
    Ok(())
}

/// When Trunk calls us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Hook {
    /// Before it compiles anything.
    PreBuild,
    /// Once all that it builds lies in its staging folder.
    PostBuild,
}

/// Does Trunk's hooks.
pub(crate) fn trunk_hook(project: &Project, hook: Hook) -> Result<()> {
    let (shell, paths) = (project.shell(), BuilderPaths::of_this_machine(project));
    match hook {
        Hook::PreBuild => paths.tell_cargo(project),
        Hook::PostBuild => {
            let folder = env::var_os("TRUNK_STAGING_DIR").context("only Trunk calls this, and names its folder")?;
            let page = finish_page(project, folder.into())?;
            paths.check(shell, &page.folder)
        }
    }
}

fn finish_page(project: &Project, folder: PathBuf) -> Result<Page<'_>> {
    let (shell, mut toolbox) = (project.shell(), Toolbox::new(project));
    let esbuild = toolbox.need(Tool::Esbuild)?;
    let mut page = Page::read(shell, folder)?;
    let scripts = SCRIPTS.map(|script| page.folder.join(script));
    let out = &page.folder;
    cmd!(shell, "{esbuild} {scripts...} --format=esm {ESBUILD...} --allow-overwrite --outdir={out}").run()?;
    split::take_out(&mut page, &project.target(), &mut toolbox)?;
    // One style sheet: a browser opens six connections to a server without HTTP/2.
    let styles = cmd!(shell, "{esbuild} static/css/page.css --bundle {ESBUILD...}").read()?;
    page.put("page.css", styles.as_bytes(), FIRST)?;
    page.html = page.html.replace(" data-crossorigin=", " crossorigin=");
    shell.write_file(page.folder.join("index.html"), &page.html)?;
    assets::write(&page)?;
    Ok(page)
}

/// A page that is being finished: `index.html` in memory, and the folder that holds all else.
#[derive(Debug)]
struct Page<'p> {
    shell: &'p Shell,
    folder: PathBuf,
    html: String,
    loads: Loads,
}

impl<'p> Page<'p> {
    fn read(shell: &'p Shell, folder: PathBuf) -> xshell::Result<Self> {
        let html = shell.read_file(folder.join("index.html"))?;
        Ok(Self { shell, folder, html, loads: plain_loads() })
    }

    /// Puts a file beside the page under a name with its digest in it, and name and digest into `index.html`, where what is loaded
    /// first stands under its plain name.
    fn put(&mut self, plain: &str, content: &[u8], load: &str) -> Result<Asset> {
        ensure!(load != FIRST || self.html.contains(plain), "index.html does not load `{plain}`");
        let at = plain.find("_bg.").or_else(|| plain.rfind('.')).unwrap_or(plain.len());
        let (stem, ending) = plain.split_at(at);
        let file = format!("{stem}-{}{ending}", digest::short(content));
        let integrity = digest::sha256(content);
        self.html = self.html.replace(&format!("sha256 of {plain}"), &integrity).replace(plain, &file);
        // What Trunk made of the program.
        self.shell.remove_path(self.folder.join(plain))?;
        self.shell.write_file(self.folder.join(&file), content)?;
        self.loads.insert(file.clone(), load.to_owned());
        Ok(Asset { file, integrity, load: load.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gets_a_name_with_its_digest_which_the_page_then_loads() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        shell.write_file(root.path().join("a_bg.wasm"), "of Trunk").unwrap();
        let html = "<link href=a_bg.wasm integrity=\"sha256 of a_bg.wasm\"><script data-wasm=a_bg.wasm>".to_owned();
        shell.write_file(root.path().join("index.html"), html).unwrap();
        let mut page = Page::read(&shell, root.path().to_owned()).unwrap();
        let Asset { file: name, integrity, .. } = page.put("a_bg.wasm", b"", FIRST).unwrap();
        assert_eq!(name, "a-e3b0c44298fc1c14_bg.wasm");
        assert_eq!(page.html, format!("<link href={name} integrity=\"{integrity}\"><script data-wasm={name}>"));
        assert_eq!(shell.read_dir(root.path()).unwrap(), [&*name, "index.html"].map(|file| root.path().join(file)));
        assert_eq!(page.put("b.css", b"", "tools").unwrap().file, "b-e3b0c44298fc1c14.css");
        let unknown = page.put("b.css", b"", FIRST).unwrap_err();
        assert_eq!(unknown.to_string(), "index.html does not load `b.css`");
    }
}
