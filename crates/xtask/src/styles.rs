//! One style sheet in place of several, and the heavy files asked for first.
//!
//! A browser opens six connections to a server without HTTP/2. Four style sheets, two scripts and the WebAssembly are more than
//! that, and on a slow network the last one waits for a round trip: it must not be the biggest.

use std::fs;

use crate::error::Error;
use crate::parts::digests;
use crate::project::Project;
use crate::tools::{Tool, Toolbox};

/// Joins the style sheets of the finished page in their order, and puts what is preloaded in front of them.
pub(crate) fn join_styles(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    let dist = project.staging();
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(Error::file(&index))?;
    let Head { before, preloads, sheets, behind } = Head::of(&html);
    let mut joined = String::new();
    for sheet in &sheets {
        let path = dist.join(sheet);
        joined.push_str(&fs::read_to_string(&path).map_err(Error::file(&path))?);
        fs::remove_file(&path).map_err(Error::file(&path))?;
    }
    let path = dist.join("page.css");
    fs::write(&path, joined).map_err(Error::file(&path))?;
    let (digest, integrity) = digests(&toolbox.need(Tool::Node)?, &path)?;
    let name = format!("page-{digest}.css");
    let place = dist.join(&name);
    fs::rename(&path, &place).map_err(Error::file(&place))?;
    let sheet = format!("<link href=./{name} integrity={integrity} rel=stylesheet>");
    fs::write(&index, [before, preloads, sheet, behind].concat()).map_err(Error::file(&index))
}

/// A page, with the tags taken out of it that concern us.
#[derive(Debug, Default, PartialEq, Eq)]
struct Head {
    /// All before the first style sheet.
    before: String,
    /// The tags that preload something.
    preloads: String,
    /// The files of the style sheets.
    sheets: Vec<String>,
    /// All the rest.
    behind: String,
}

impl Head {
    fn of(html: &str) -> Self {
        let mut head = Self::default();
        for tag in html.split_inclusive('>') {
            let is_link = tag.starts_with("<link ");
            if is_link && tag.contains("rel=stylesheet") {
                head.sheets.extend(href(tag));
            } else if is_link && (tag.contains("rel=preload") || tag.contains("rel=modulepreload")) {
                head.preloads.push_str(tag);
            } else if head.sheets.is_empty() {
                head.before.push_str(tag);
            } else {
                head.behind.push_str(tag);
            }
        }
        head
    }
}

/// Where a tag leads, as Trunk's minifier writes it: without quotation marks.
fn href(tag: &str) -> Option<String> {
    let (_, value) = tag.split_once("href=")?;
    let end = value.find([' ', '>'])?;
    Some(value.get(..end)?.trim_start_matches("./").trim_start_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_tags_apart_in_their_order() {
        let html = "<head><meta x><link href=/a.css rel=stylesheet><link href=./b.css rel=stylesheet>\
            <script src=/boot.js></script><link href=/a.wasm rel=preload></head><p>text</p>";
        let head = Head {
            before: "<head><meta x>".to_owned(),
            preloads: "<link href=/a.wasm rel=preload>".to_owned(),
            sheets: vec!["a.css".to_owned(), "b.css".to_owned()],
            behind: "<script src=/boot.js></script></head><p>text</p>".to_owned(),
        };
        assert_eq!(Head::of(html), head);
    }
}
