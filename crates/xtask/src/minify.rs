//! Makes the page's JavaScript small. Trunk's own minifier does not understand what wasm-bindgen writes.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::program::Program;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

/// Prints the digest of a file as a browser writes it. Node is there for npm anyway.
const DIGEST: &str = "\
const { createHash } = require('crypto'), { readFileSync } = require('fs');
process.stdout.write('sha384-' + createHash('sha384').update(readFileSync(process.argv[1])).digest('base64'));";

/// Minifies every script of the finished page, and puts the new digests where the old ones stand in `index.html`.
pub(crate) fn minify_scripts(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    let (esbuild, node) = (toolbox.need(Tool::Esbuild)?, toolbox.need(Tool::Node)?);
    let dist = project.staging();
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).map_err(Error::file(&index))?;
    for script in scripts(&dist)? {
        let before = digest(&node, &script)?;
        let options = [
            "--minify",
            "--format=esm",
            "--log-level=warning",
            "--allow-overwrite",
            "--log-override:duplicate-object-key=silent",
        ];
        let outfile = format!("--outfile={}", script.display());
        Program::new(&esbuild).args([script.as_os_str()]).args(options).args([outfile]).run()?;
        html = html.replace(&before, &digest(&node, &script)?);
    }
    fs::write(&index, html).map_err(Error::file(&index))
}

fn scripts(dist: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(dist).map_err(Error::file(dist))?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    Ok(paths.filter(|path| path.extension().is_some_and(|extension| extension == "js")).collect())
}

fn digest(node: &Path, file: &Path) -> Result<String, Error> {
    let program = Program::new(node).args(["-e", DIGEST]).args([file]);
    let printed = program.printed()?;
    Ok(String::from_utf8_lossy(&printed).into_owned())
}
