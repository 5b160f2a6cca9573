//! Which files a browser loads before the page can be used.

use std::path::Path;

use anyhow::{Result, ensure};
use xshell::Shell;

use crate::page::html::{file, is_link, tags};

/// The kinds of links that a browser follows at once. An `apple-touch-icon`, say, is not among them.
const LOADED: [&str; 6] = ["stylesheet", "preload", "modulepreload", "manifest", "icon", "shortcut"];

/// `index.html` and everything that it loads, relative to `dist`, each once.
///
/// What it loads has to load nothing in turn: scripts are bundled, style sheets joined.
pub(crate) fn files_of_first_load(shell: &Shell, dist: &Path) -> Result<Vec<String>> {
    let mut files = vec!["index.html".to_owned()];
    for found in tags(&shell.read_file(dist.join("index.html"))?).flat_map(loaded_by) {
        let path = dist.join(&found);
        ensure!(path.is_file(), "the page loads `{found}`, which the build did not write");
        if files.contains(&found) {
            continue;
        }
        if let Some(kind @ ("js" | "css")) = path.extension().and_then(|kind| kind.to_str()) {
            let more = loads_more(kind, &shell.read_file(&path)?);
            ensure!(!more, "`{found}` loads another file, which nobody weighs");
        }
        files.push(found);
    }
    Ok(files)
}

/// The scripts and programs that the page loads only when they are needed: whatever else was built, but for the service worker
/// and for `js_api`, which is for other pages.
pub(crate) fn files_on_first_use(shell: &Shell, dist: &Path) -> Result<Vec<String>> {
    let first = files_of_first_load(shell, dist)?;
    let names = shell.read_dir(dist)?.into_iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    let is_program = |name: &String| name.rsplit_once('.').is_some_and(|(_, kind)| kind == "js" || kind == "wasm");
    let mut files: Vec<String> = names.filter(is_program).collect();
    files.retain(|name| name != "service-worker.js" && !name.starts_with("js_api") && !first.contains(name));
    Ok(files)
}

fn loaded_by(tag: &str) -> Vec<String> {
    let attributes: &[&str] = match tag.split([' ', '>']).next() {
        Some("<link") if is_link(tag, &LOADED) => &["href"],
        Some("<script") => &["src", "data-js", "data-wasm"],
        Some("<img") => &["src"],
        Some(_) | None => &[],
    };
    attributes.iter().filter_map(|name| file(tag, name)).collect()
}

/// Whether a script imports another one at once, as esbuild writes it, or a style sheet names a file.
fn loads_more(kind: &str, text: &str) -> bool {
    let words = if kind == "js" { ["from\"", "import\""] } else { ["url(", "@import"] };
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_page_and_names_what_is_not_there() {
        let shell = Shell::new().unwrap();
        let folder = shell.create_temp_dir().unwrap();
        let write = |file: &str, text: &str| shell.write_file(folder.path().join(file), text).unwrap();
        write(
            "index.html",
            "<link href=/a.css rel=stylesheet><link href=/big.png rel=apple-touch-icon><link href=./a.js rel=modulepreload>\
             <script data-js=./a.js data-wasm=./a.wasm src=./boot.js></script>",
        );
        for file in ["a.css", "a.js", "boot.js", "later.js", "js_api.js", "service-worker.js", "icon.svg"] {
            write(file, "");
        }
        let missing = files_of_first_load(&shell, folder.path()).unwrap_err();
        assert_eq!(missing.to_string(), "the page loads `a.wasm`, which the build did not write");
        write("a.wasm", "");
        let files = files_of_first_load(&shell, folder.path()).unwrap();
        assert_eq!(files, ["index.html", "a.css", "a.js", "boot.js", "a.wasm"]);
        assert_eq!(files_on_first_use(&shell, folder.path()).unwrap(), ["later.js"]);
        write("a.css", "body { background: url(dot.svg) }");
        let unseen = files_of_first_load(&shell, folder.path()).unwrap_err();
        assert_eq!(unseen.to_string(), "`a.css` loads another file, which nobody weighs");
    }

    #[test]
    fn finds_imports_and_nothing_that_looks_like_one() {
        let imports = ["import a from\"./a.js\";", "import*as b from\"./b.js\";", "import\"./c.js\";"];
        assert!(imports.iter().all(|script| loads_more("js", script)));
        let others = ["important(\"./no.js\");", "await import(\"./later.js\");", "export{e as from};"];
        assert!(!others.iter().any(|script| loads_more("js", script)));
    }
}
