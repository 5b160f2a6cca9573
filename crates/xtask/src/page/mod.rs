//! Builds the page in a folder of its own, and puts it into `dist/` once it is finished.
//!
//! - [`parts`]: takes out of the program what is loaded later
//! - [`short_names`]: shortens what the program and its script call each other by
//! - [`html`]: what `index.html` refers to, and changes of it
//! - [`worker`]: the service worker, which keeps the page for times without a network

pub(crate) mod html;
mod parts;
mod short_names;
mod worker;

use std::path::{Path, PathBuf};

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::digest;
use crate::paths::BuilderPaths;
use crate::program::{cargo, say};
use crate::project::Project;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// How esbuild is called. wasm-bindgen names the loader of later parts once for each part that it imports from there.
const ESBUILD: [&str; 4] =
    ["--minify", "--format=esm", "--log-level=warning", "--log-override:duplicate-object-key=silent"];

/// Builds the page as it is shipped: profile `page`, wasm-opt, hashed names.
pub(crate) fn build_page(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<()> {
    let shell = project.shell();
    need_wasm_target(shell)?;
    toolbox.need_all(&[Tool::WasmBindgen, Tool::WasmOpt, Tool::Esbuild])?;
    let trunk = toolbox.need(Tool::Trunk)?;
    let paths = BuilderPaths::of_this_machine(project);
    let staging = project.dist().with_extension("building");
    say("building the page");
    // Trunk is to use the tools found, and never to fetch others; so the crates have to be there beforehand.
    cargo(cmd!(shell, "cargo fetch --quiet --locked")).run()?;
    cmd!(shell, "{trunk} build --offline --locked --release --cargo-profile page --dist {staging}")
        .env(BuilderPaths::VARIABLE, paths.flags())
        // Trunk reads NO_COLOR as its own option, which takes only `true` and `false`.
        .env("NO_COLOR", "true")
        // A build error of the page is no error of Trunk's whose origin anybody wants to see.
        .env("RUST_BACKTRACE", "0")
        .run()?;
    let mut page = Page::read(shell, staging)?;
    parts::take_out(&mut page, &project.target(), toolbox)?;
    page.html = html::with_manifest_credentials(&html::with_quiet_preload(&page.html));
    page.join_styles()?;
    page.minify_scripts(&toolbox.need(Tool::Esbuild)?)?;
    page.html = worker::with_worker(&page.html);
    shell.write_file(page.folder.join("index.html"), &page.html)?;
    worker::add(&page)?;
    paths.check(&page.folder)?;
    replace_folder(shell, &page.folder, &project.dist())
}

/// A page that is being finished: `index.html` in memory, and the folder that holds all else.
#[derive(Debug)]
struct Page<'p> {
    shell: &'p Shell,
    folder: PathBuf,
    html: String,
}

/// A file with a digest in its name, and its digest as a browser writes it.
#[derive(Debug)]
struct Finished {
    name: String,
    integrity: String,
}

impl<'p> Page<'p> {
    fn read(shell: &'p Shell, folder: PathBuf) -> xshell::Result<Self> {
        let html = shell.read_file(folder.join("index.html"))?;
        Ok(Self { shell, folder, html })
    }

    /// Adds a file under a name with its digest in it.
    fn add(&self, name: &str, ending: &str, content: &[u8]) -> xshell::Result<Finished> {
        let name = format!("{name}-{}{ending}", digest::short(content));
        self.shell.write_file(self.folder.join(&name), content)?;
        Ok(Finished { name, integrity: digest::sha384(content) })
    }

    /// Puts one style sheet in the place of several, and the preloads before it.
    ///
    /// A browser opens six connections to a server without HTTP/2. Four style sheets, two scripts and the WebAssembly are more
    /// than that, and on a slow network the last one waits for a round trip: it must not be the biggest.
    fn join_styles(&mut self) -> Result<()> {
        let html::Head { before, preloads, sheets, behind } = html::Head::of(&self.html);
        let mut joined = String::new();
        for sheet in &sheets {
            let path = self.folder.join(sheet);
            joined.push_str(&self.shell.read_file(&path)?);
            self.shell.remove_path(&path)?;
        }
        let Finished { name, integrity } = self.add("page", ".css", joined.as_bytes())?;
        let sheet = format!("<link href=./{name} integrity={integrity} rel=stylesheet>");
        self.html = [before, preloads, sheet, behind].concat();
        Ok(())
    }

    /// Makes every script small. Trunk's own minifier does not understand what wasm-bindgen writes.
    fn minify_scripts(&mut self, esbuild: &Path) -> Result<()> {
        let files = self.shell.read_dir(&self.folder)?.into_iter();
        for path in files.filter(|path| path.extension().is_some_and(|extension| extension == "js")) {
            let script = self.shell.read_binary_file(&path)?;
            cmd!(self.shell, "{esbuild} {path} {ESBUILD...} --allow-overwrite --outfile={path}").run()?;
            let small = self.shell.read_binary_file(&path)?;
            self.html = self.html.replace(&digest::sha384(&script), &digest::sha384(&small));
        }
        Ok(())
    }
}

/// Puts the finished folder in the place of another, so that whoever reads it there finds one whole build or the other.
fn replace_folder(shell: &Shell, finished: &Path, place: &Path) -> Result<()> {
    let before = place.with_extension("before");
    shell.remove_path(&before)?;
    if place.exists() {
        std::fs::rename(place, &before)?;
    }
    std::fs::rename(finished, place)?;
    Ok(shell.remove_path(&before)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_folder_takes_the_place_of_the_one_before() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        let (finished, place) = (root.path().join("dist.building"), root.path().join("dist"));
        for build in ["one", "two"] {
            shell.write_file(finished.join(build), "").unwrap();
            replace_folder(&shell, &finished, &place).unwrap();
            assert_eq!(shell.read_dir(&place).unwrap(), [place.join(build)]);
        }
        assert_eq!(shell.read_dir(root.path()).unwrap(), [place], "nothing else is left");
    }

    #[test]
    fn joins_the_style_sheets_in_their_order() {
        let shell = Shell::new().unwrap();
        let root = shell.create_temp_dir().unwrap();
        shell.write_file(root.path().join("a.css"), "a{}").unwrap();
        shell.write_file(root.path().join("b.css"), "b{}").unwrap();
        let html = "<link href=./a.css rel=stylesheet><link href=/b.css rel=stylesheet><p>".to_owned();
        let mut page = Page { shell: &shell, folder: root.path().to_owned(), html };
        page.join_styles().unwrap();
        let [sheet] = &*shell.read_dir(root.path()).unwrap() else { panic!("one file is left") };
        assert_eq!(shell.read_file(sheet).unwrap(), "a{}b{}");
        let name = sheet.file_name().unwrap().to_str().unwrap();
        let link = format!("<link href=./{name} integrity={} rel=stylesheet><p>", digest::sha384("a{}b{}"));
        assert_eq!(page.html, link);
    }
}
