//! The service worker of a finished page: which files it keeps, and under which digests.

use anyhow::Result;

use super::Page;
use crate::digest;
use crate::size::{files_of_first_load, files_on_first_use};

/// Its name beside the page. It has no digest in it: browsers look for a new one under the old name.
const WORKER: &str = "service-worker.js";
const TEMPLATE: &str = include_str!("../../../../static/service-worker.js");

/// Puts the service worker beside the page, with the list of the files that it keeps.
pub(super) fn add(page: &Page<'_>) -> Result<()> {
    let mut files = files_of_first_load(page.shell, &page.folder)?;
    // Without a network, what is loaded on first use has to be there already.
    files.extend(files_on_first_use(page.shell, &page.folder)?);
    let mut kept = Vec::new();
    for file in files {
        let digest = digest::sha256(page.shell.read_binary_file(page.folder.join(&file))?);
        kept.push((file, digest));
    }
    Ok(page.shell.write_file(page.folder.join(WORKER), filled_in(TEMPLATE, &kept))?)
}

/// Names the service worker on the tag of `boot.js`, which registers it.
pub(super) fn with_worker(html: &str) -> String {
    html.replacen(" data-wasm=", &format!(" data-worker={WORKER} data-wasm="), 1)
}

/// The names are those of files that we built, and need no escaping.
fn filled_in(template: &str, kept: &[(String, String)]) -> String {
    let entries: Vec<_> = kept.iter().map(|(file, digest)| format!("  \"{file}\": \"{digest}\",\n")).collect();
    let all: Vec<_> = kept.iter().map(|(file, digest)| format!("{file}{digest}")).collect();
    let (entries, version) = (entries.concat(), digest::short(all.concat()));
    template.replacen("const SHELL = {};", &format!("const SHELL = {{\n{entries}}};"), 1).replacen(
        "const VERSION = \"\";",
        &format!("const VERSION = \"{version}\";"),
        1,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_worker_once_on_the_tag_that_starts_the_page() {
        let html = "<script data-js=/a.js data-wasm=/a.wasm src=/boot.js type=module></script>";
        let named =
            "<script data-js=/a.js data-worker=service-worker.js data-wasm=/a.wasm src=/boot.js type=module></script>";
        assert_eq!(with_worker(html), named);
    }

    #[test]
    fn fills_in_every_file_and_the_version() {
        let kept = [("index.html", "sha256-A="), ("a.css", "sha256-B=")];
        let kept = kept.map(|(file, digest)| (file.to_owned(), digest.to_owned()));
        let worker = filled_in(TEMPLATE, &kept);
        assert!(worker.contains("const SHELL = {\n  \"index.html\": \"sha256-A=\",\n  \"a.css\": \"sha256-B=\",\n};"));
        let version = digest::short("index.htmlsha256-A=a.csssha256-B=");
        assert!(worker.contains(&format!("const VERSION = \"{version}\";")));
        assert_eq!(worker.lines().count(), TEMPLATE.lines().count() + 3);
    }

    #[test]
    fn the_template_keeps_nothing_by_itself() {
        assert!(TEMPLATE.contains("const SHELL = {};") && TEMPLATE.contains("const VERSION = \"\";"));
        assert!(!TEMPLATE.contains("settings.json"));
    }
}
