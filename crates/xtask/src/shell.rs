//! The service worker of a finished page: which files it keeps, and under which digests.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::program::Program;
use crate::project::Project;
use crate::size::{files_of_first_load, files_on_first_use};
use crate::tools::{Tool, Toolbox};

/// Its name beside the page. It has no digest in it: browsers look for a new one under the old name.
const WORKER: &str = "service-worker.js";

/// Prints the digest of each file named on the command line as a browser writes it, and then one of all these digests.
///
/// Node is there for npm anyway, and saves this program a library.
const DIGEST: &str = "\
const { createHash } = require('crypto'), { readFileSync } = require('fs');
const all = createHash('sha256');
for (const file of process.argv.slice(1)) {
  const digest = 'sha256-' + createHash('sha256').update(readFileSync(file)).digest('base64');
  all.update(file.split('/').pop() + digest);
  console.log(digest);
}
console.log(all.digest('hex').slice(0, 16));";

/// Puts the service worker beside the page, with the list of the files that it keeps, and names it in the page.
pub(crate) fn add_service_worker(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    let dist = project.staging();
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(Error::file(&index))?;
    fs::write(&index, with_worker(&html)).map_err(Error::file(&index))?;

    let mut files = files_of_first_load(&dist)?;
    // Without a network, what is loaded on first use has to be there already.
    files.extend(files_on_first_use(&dist)?);
    let digests = digests(&toolbox.need(Tool::Node)?, &dist, &files)?;
    let source = project.root().join("static").join(WORKER);
    let template = fs::read_to_string(&source).map_err(Error::file(&source))?;
    let worker = dist.join(WORKER);
    fs::write(&worker, filled_in(&template, &files, &digests)).map_err(Error::file(&worker))
}

fn digests(node: &Path, dist: &Path, files: &[String]) -> Result<Vec<String>, Error> {
    let program = Program::new(node).args(["-e", DIGEST]).args(files.iter().map(|file| dist.join(file)));
    let printed = program.printed()?;
    Ok(String::from_utf8_lossy(&printed).lines().map(str::to_owned).collect())
}

/// Names the service worker on the tag of `boot.js`, which registers it.
fn with_worker(html: &str) -> String {
    html.replacen(" data-wasm=", &format!(" data-worker={WORKER} data-wasm="), 1)
}

/// The names are those of files that we built, and need no escaping.
fn filled_in(template: &str, files: &[String], digests: &[String]) -> String {
    let pairs = files.iter().zip(digests);
    let entries: Vec<_> = pairs.map(|(file, digest)| format!("  \"{file}\": \"{digest}\",\n")).collect();
    let entries = entries.concat();
    let version = digests.last().map(String::as_str).unwrap_or_default();
    template.replacen("const SHELL = {};", &format!("const SHELL = {{\n{entries}}};"), 1).replacen(
        "const VERSION = \"\";",
        &format!("const VERSION = \"{version}\";"),
        1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../../static/service-worker.js");

    #[test]
    fn names_the_worker_once_on_the_tag_that_starts_the_page() {
        let html = "<script data-js=/a.js data-wasm=/a.wasm src=/boot.js type=module></script>";
        let named =
            "<script data-js=/a.js data-worker=service-worker.js data-wasm=/a.wasm src=/boot.js type=module></script>";
        assert_eq!(with_worker(html), named);
    }

    #[test]
    fn fills_in_every_file_and_the_version() {
        let files = ["index.html".to_owned(), "a.css".to_owned()];
        let digests = ["sha256-A=".to_owned(), "sha256-B=".to_owned(), "0123456789abcdef".to_owned()];
        let worker = filled_in(TEMPLATE, &files, &digests);
        assert!(worker.contains("const SHELL = {\n  \"index.html\": \"sha256-A=\",\n  \"a.css\": \"sha256-B=\",\n};"));
        assert!(worker.contains("const VERSION = \"0123456789abcdef\";"));
        assert_eq!(worker.lines().count(), TEMPLATE.lines().count() + 3);
    }

    #[test]
    fn the_template_keeps_nothing_by_itself() {
        assert!(TEMPLATE.contains("const SHELL = {};") && TEMPLATE.contains("const VERSION = \"\";"));
        assert!(!TEMPLATE.contains("settings.json"));
    }
}
