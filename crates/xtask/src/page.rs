//! Builds the page into `dist/`.

use std::fs;

use crate::error::Error;
use crate::program::{Program, say};
use crate::project::Project;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// Builds the page as it is shipped: profile `page`, wasm-opt, hashed names.
pub(crate) fn build_page(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    need_wasm_target()?;
    toolbox.need_all(&[Tool::WasmBindgen, Tool::WasmOpt])?;
    let trunk = toolbox.need(Tool::Trunk)?;
    say("building the page");
    // Trunk is to use the tools found, and never to fetch others; so the crates have to be there beforehand.
    Program::cargo().args(["fetch", "--quiet", "--locked"]).folder(project.root()).run()?;
    Program::new(trunk)
        .args(["build", "--offline", "--locked", "--release", "--cargo-profile", "page"])
        .env("PATH", toolbox.path())
        // Trunk reads NO_COLOR as its own option, which takes only `true` and `false`.
        .env("NO_COLOR", "true")
        .folder(project.root())
        .run()
}

/// The names of the tests that run in a browser: `tests/web_*.rs`.
pub(crate) fn browser_tests(project: &Project) -> Result<Vec<String>, Error> {
    let folder = project.root().join("tests");
    let entries = fs::read_dir(&folder).map_err(Error::file(&folder))?;
    let mut tests: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("web_"))
        .collect();
    tests.sort();
    Ok(tests)
}
