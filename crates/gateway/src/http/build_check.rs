//! Whether all that a page loads is there, and of the same build.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::page_file::{INDEX, PageFile};

/// The script that keeps the page for times without a network; it lists all files with their digests.
const WORKER: &str = "service-worker.js";
/// The tags that load what the page cannot do without.
const LOADING_TAGS: [&str; 2] = ["<link", "<script"];
/// The attributes that name what they load.
const LOADING_ATTRIBUTES: [&str; 5] = ["href", "src", "data-js", "data-wasm", "data-worker"];

/// The first file that the page names and that is missing, or has another digest than the page says.
pub(super) fn missing_part(files: &HashMap<String, PageFile>) -> Option<String> {
    let text = |name: &str| files.get(name).map(|file| String::from_utf8_lossy(file.body()).into_owned());
    let named_by_page = named_by_page(&text(INDEX)?);
    let named_by_worker = text(WORKER).map(|worker| named_by_worker(&worker)).unwrap_or_default();
    let mut named = named_by_page.into_iter().chain(named_by_worker);
    named.find(|part| !files.get(&part.name).is_some_and(|file| part.is(file.body()))).map(|part| part.name)
}

/// A file, and the digest that it must have where one is given.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    name: String,
    digest: Option<String>,
}

impl Part {
    fn is(&self, body: &[u8]) -> bool {
        let Some(digest) = &self.digest else { return true };
        let (kind, value) = digest.split_once('-').unwrap_or_default();
        let found = match kind {
            "sha256" => STANDARD.encode(Sha256::digest(body)),
            "sha384" => STANDARD.encode(Sha384::digest(body)),
            "sha512" => STANDARD.encode(Sha512::digest(body)),
            _ => return true,
        };
        found == value
    }
}

fn named_by_page(html: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for tag in without_comments(html).split_inclusive('>') {
        let Some(start) = tag.rfind('<') else { continue };
        let tag = tag.get(start..).unwrap_or_default().trim_end_matches('>');
        if !LOADING_TAGS.iter().any(|name| tag.starts_with(name)) || !is_needed(tag) {
            continue;
        }
        let digest = attribute(tag, "integrity").or_else(|| attribute(tag, "data-integrity"));
        for name in LOADING_ATTRIBUTES {
            let file = attribute(tag, name).and_then(|value| file_name(&value));
            // The digest is that of the file that the tag itself loads.
            let digest = digest.clone().filter(|_| matches!(name, "href" | "src"));
            parts.extend(file.map(|name| Part { name, digest }));
        }
    }
    parts
}

/// A link may lead to something that the page can do without: an icon, another page.
fn is_needed(tag: &str) -> bool {
    !tag.starts_with("<link")
        || attribute(tag, "rel").is_some_and(|rel| {
            rel.split_ascii_whitespace().any(|rel| ["stylesheet", "preload", "modulepreload"].contains(&rel))
        })
}

/// The value of an attribute, in quotation marks or without.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, behind) = (rest.get(..at)?, rest.get(at + name.len()..)?);
        rest = behind;
        let Some(value) = behind.trim_start().strip_prefix('=') else { continue };
        if !before.ends_with(|letter: char| letter.is_ascii_whitespace()) {
            continue;
        }
        let value = value.trim_start();
        let quoted = ['"', '\''].into_iter().find_map(|mark| value.strip_prefix(mark)?.split(mark).next());
        return quoted.or_else(|| value.split_ascii_whitespace().next()).map(str::to_owned);
    }
}

/// The file of this page that an address means; none for one that leads elsewhere.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_elsewhere = path.contains(':') || path.starts_with("//") || path.contains("..");
    let name = path.trim_start_matches("./").trim_start_matches('/');
    (!is_elsewhere && !name.is_empty()).then(|| name.to_owned())
}

/// The pairs `"name": "sha256-…"` of the worker's list.
fn named_by_worker(script: &str) -> Vec<Part> {
    let quoted: Vec<&str> = script.split('"').collect();
    let pairs = quoted.windows(3).filter_map(|window| match window {
        [name, colon, digest] if colon.trim() == ":" && digest.starts_with("sha") => {
            Some(Part { name: file_name(name)?, digest: Some((*digest).to_owned()) })
        }
        _ => None,
    });
    pairs.collect()
}

fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("-->").map_or("", |(_, behind)| behind))
}

#[cfg(test)]
mod tests {

    use super::*;

    fn page(files: &[(&str, &str)]) -> HashMap<String, PageFile> {
        let new = |(name, body): &(&str, &str)| ((*name).to_owned(), PageFile::new(body.as_bytes().to_vec().into()));
        files.iter().map(new).collect()
    }

    /// The digest of `a` and a `b` that it is not.
    const DIGEST: &str = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";

    #[test]
    fn a_page_that_names_nothing_is_complete() {
        assert_eq!(missing_part(&page(&[("index.html", "<!doctype html>new")])), None);
        assert_eq!(missing_part(&page(&[])), None);
    }

    #[test]
    fn every_script_style_and_program_that_the_page_names_must_be_there() {
        for tag in [
            "<script src=/a.js></script>",
            "<script type=\"module\" src=\"./a.js\"></script>",
            "<script src=boot.js data-js='/a.js'></script>",
            "<script src=boot.js data-wasm=./a.js ></script>",
            "<link rel=stylesheet href=/a.js>",
            "<link href=\"a.js?v=1\" rel=\"modulepreload\">",
        ] {
            let html = format!("<!doctype html><head>{tag}");
            let boot = ("boot.js", "");
            assert_eq!(missing_part(&page(&[("index.html", &html), boot])).as_deref(), Some("a.js"), "{tag}");
            assert_eq!(missing_part(&page(&[("index.html", &html), boot, ("a.js", "")])), None, "{tag}");
        }
    }

    #[test]
    fn what_the_page_can_do_without_need_not_be_there() {
        let html = "<link rel=icon href=/a.svg><a href=/b.html>b</a><!-- <script src=/c.js> --><script>1</script>\
                    <link rel=stylesheet href=https://elsewhere.example/d.css>";
        assert_eq!(missing_part(&page(&[("index.html", html)])), None);
    }

    #[test]
    fn a_file_of_another_build_is_not_the_one_that_the_page_names() {
        for name in ["integrity", "data-integrity"] {
            let html = format!("<link rel=preload as=fetch href=/a.wasm {name}={DIGEST}>");
            assert_eq!(missing_part(&page(&[("index.html", &html), ("a.wasm", "a")])), None, "{name}");
            let other = missing_part(&page(&[("index.html", &html), ("a.wasm", "b")]));
            assert_eq!(other.as_deref(), Some("a.wasm"), "{name}");
        }
    }

    #[test]
    fn all_that_the_service_worker_lists_must_be_there() {
        let worker = format!("const SHELL = {{\n  \"later-1.wasm\": \"{DIGEST}\",\n}};\nconst VERSION = \"1\";");
        let with = |body: &str| missing_part(&page(&[("index.html", ""), (WORKER, &worker), ("later-1.wasm", body)]));
        assert_eq!(with("a"), None);
        assert_eq!(with("b").as_deref(), Some("later-1.wasm"));
        assert_eq!(missing_part(&page(&[("index.html", ""), (WORKER, &worker)])).as_deref(), Some("later-1.wasm"));
    }
}
