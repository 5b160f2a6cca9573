//! Which files a browser loads before the page can be used.

use std::fs;
use std::path::Path;

use super::markup::{Tag, imports_of_script, tags, urls_of_style};
use crate::error::Error;

/// The kinds of links that a browser follows at once. An `apple-touch-icon`, say, is not among them.
const LOADED: [&str; 6] = ["stylesheet", "preload", "modulepreload", "manifest", "icon", "shortcut"];

/// `index.html` and everything that it loads, and that this loads in turn, relative to `dist`, each once.
pub(crate) fn files_of_first_load(dist: &Path) -> Result<Vec<String>, Error> {
    let mut files = vec!["index.html".to_owned()];
    let mut next = 0;
    while let Some(file) = files.get(next).cloned() {
        next += 1;
        for found in references(dist, &file)? {
            if !dist.join(&found).is_file() {
                return Err(Error::NotBuilt { file: found });
            }
            if !files.contains(&found) {
                files.push(found);
            }
        }
    }
    Ok(files)
}

/// The scripts and programs that the page loads only when they are needed: whatever else was built, but for the service worker
/// and for `js_api`, which is for other pages.
pub(crate) fn files_on_first_use(dist: &Path) -> Result<Vec<String>, Error> {
    let first = files_of_first_load(dist)?;
    let entries = fs::read_dir(dist).map_err(Error::file(dist))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_program = |name: &String| {
        let kind = Path::new(name).extension();
        kind.is_some_and(|kind| kind == "js" || kind == "wasm")
    };
    let ours = names.filter(is_program);
    let mut files: Vec<_> = ours
        .filter(|name| name != "service-worker.js" && !name.starts_with("js_api") && !first.contains(name))
        .collect();
    files.sort();
    Ok(files)
}

/// What one file loads: only pages, scripts and style sheets load others.
fn references(dist: &Path, file: &str) -> Result<Vec<String>, Error> {
    let path = dist.join(file);
    let extract: fn(&str) -> Vec<String> = match path.extension().and_then(|it| it.to_str()) {
        Some("html") => |text| tags(text).iter().flat_map(loaded_by).collect(),
        Some("js") => imports_of_script,
        Some("css") => urls_of_style,
        Some(_) | None => return Ok(Vec::new()),
    };
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    let found = extract(&text).into_iter();
    Ok(found.filter_map(|reference| resolve(file, &reference)).collect())
}

fn loaded_by(tag: &Tag) -> Vec<String> {
    let attributes: &[&str] = match tag.name.as_str() {
        "link" if is_loaded(tag) => &["href"],
        "script" => &["src", "data-js", "data-wasm"],
        "img" => &["src"],
        _ => &[],
    };
    attributes.iter().filter_map(|name| tag.attribute(name)).map(str::to_owned).collect()
}

fn is_loaded(link: &Tag) -> bool {
    let kinds = link.attribute("rel").unwrap_or_default();
    kinds.split_whitespace().any(|kind| LOADED.contains(&kind))
}

/// The path within `dist` that `reference` means when it stands in `file`; none for one that leads elsewhere.
fn resolve(file: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['?', '#']).next().unwrap_or_default();
    if reference.is_empty() || reference.contains(':') || reference.starts_with("//") {
        return None;
    }
    let mut folders: Vec<&str> = match reference.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => file.split('/').collect(),
    };
    folders.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(folders.pop()),
            part => folders.push(part),
        }
    }
    Some(folders.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_references_against_the_file_that_holds_them() {
        assert_eq!(resolve("index.html", "/app.js").as_deref(), Some("app.js"));
        assert_eq!(resolve("index.html", "./app.js?v=1").as_deref(), Some("app.js"));
        assert_eq!(resolve("css/a.css", "../icons/x.svg#i").as_deref(), Some("icons/x.svg"));
        assert_eq!(resolve("css/a.css", "b.css").as_deref(), Some("css/b.css"));
        assert_eq!(resolve("index.html", "https://elsewhere.example/x"), None);
        assert_eq!(resolve("index.html", "data:image/png;base64,AA"), None);
    }

    #[test]
    fn follows_pages_scripts_and_styles_and_names_what_is_not_there() {
        let dist = std::env::temp_dir().join(format!("xtask-first-load-{}", std::process::id()));
        fs::create_dir_all(dist.join("snippets")).unwrap();
        let write = |file: &str, text: &str| fs::write(dist.join(file), text).unwrap();
        write(
            "index.html",
            r#"<link rel="stylesheet" href="/a.css"><link rel="apple-touch-icon" href="/big.png">
               <link rel="modulepreload" href="/a.js"><script src="/boot.js" data-js="/a.js" data-wasm="/a.wasm"></script>"#,
        );
        write("a.css", "body { background: url(\"dot.svg\") }");
        write("a.js", "import { x } from './snippets/x.js';");
        write("snippets/x.js", "export const x = 1;");
        write("boot.js", "await import(url);");
        write("a.wasm", "");
        let missing = files_of_first_load(&dist).unwrap_err();
        write("dot.svg", "<svg/>");
        let files = files_of_first_load(&dist).unwrap();
        fs::remove_dir_all(&dist).unwrap();
        assert!(missing.to_string().contains("`dot.svg`"));
        assert_eq!(files, ["index.html", "a.css", "a.js", "boot.js", "a.wasm", "dot.svg", "snippets/x.js"]);
    }
}
