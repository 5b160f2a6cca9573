//! Takes out of the page's program what it loads later, and puts both in the place of what Trunk built.
//!
//! Trunk knows nothing of such parts. So what it made of the program is replaced: parts out, then wasm-bindgen, wasm-opt and
//! esbuild as Trunk and we would have called them, then names and digests in `index.html`.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::program::Program;
use crate::project::Project;
use crate::short_names::shorten;
use crate::tools::{Tool, Toolbox};

/// The page's program.
const NAME: &str = "enos-provisioner";
/// How wasm-opt is called: small as it comes over the wire, which is not quite as small as it lies on disk; and with the features
/// that rustc takes for granted, which every browser of the last years has.
///
/// It goes over the program twice, since the first round leaves something for the second.
const OPTIMIZE: [&str; 10] = [
    "-Os",
    "-Os",
    "--strip-producers",
    "--strip-target-features",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// Prints two digests of a file: as names hold it, and as a browser writes it. Node is there for npm anyway.
const DIGESTS: &str = "\
const { createHash } = require('crypto'), { readFileSync } = require('fs');
const digest = (name, form) => createHash(name).update(readFileSync(process.argv[1])).digest(form);
console.log(digest('sha256', 'hex').slice(0, 16) + ' sha384-' + digest('sha384', 'base64'));";

/// A file that is finished: its name with a digest in it, and its digest as a browser writes it.
#[derive(Debug)]
struct Finished {
    name: String,
    integrity: String,
}

/// Does it for the page in `dist`.
pub(crate) fn take_parts_out(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    let program = project.target().join("wasm32-unknown-unknown/page").join(NAME).with_extension("wasm");
    let work = project.target().join("page-parts");
    if work.is_dir() {
        fs::remove_dir_all(&work).map_err(Error::file(&work))?;
    }
    fs::create_dir_all(&work).map_err(Error::file(&work))?;
    Program::cargo()
        .args(["run", "--quiet", "--locked", "--package", "page-parts", "--"])
        .args([program.as_os_str(), work.as_os_str(), NAME.as_ref()])
        .folder(project.root())
        .run()?;
    let out = format!("--out-dir={}", work.display());
    Program::new(toolbox.need(Tool::WasmBindgen)?)
        // The later parts enter their functions into the first one's table, whose export wasm-bindgen would drop.
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", &out])
        .args([work.join(NAME).with_extension("wasm")])
        .run()?;
    let loader = work.join("__wasm_split.js");
    let mut script = fs::read_to_string(&loader).map_err(Error::file(&loader))?;
    for part in parts_in(&work)? {
        let file = format!("{part}.wasm");
        let finished = finish_wasm(project, toolbox, &work.join(&file), part_name(&part))?;
        script = with_part(&script, &file, &finished);
    }
    fs::write(&loader, script).map_err(Error::file(&loader))?;
    put_in_place(project, toolbox, &work)
}

/// Gives short names to what the program and its script call each other by. The script is a small one already: in it, these names
/// stand for nothing else any more.
fn shorten_names(program: &Path, script: &Path) -> Result<(), Error> {
    let bytes = fs::read(program).map_err(Error::file(program))?;
    let text = fs::read_to_string(script).map_err(Error::file(script))?;
    let Some((bytes, text)) = shorten(&bytes, &text) else {
        return Err(Error::NotBuilt { file: format!("{NAME} with short names") });
    };
    fs::write(program, bytes).map_err(Error::file(program))?;
    fs::write(script, text).map_err(Error::file(script))
}

/// The names of the files of later parts in a folder with the loader for them, without `.wasm`.
fn parts_in(folder: &Path) -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(folder).map_err(Error::file(folder))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let wasm = names.filter_map(|name| name.strip_suffix(".wasm").map(str::to_owned));
    let mut parts: Vec<_> = wasm.filter(|name| name.starts_with("split_") || name.starts_with("chunk_")).collect();
    parts.sort();
    Ok(parts)
}

/// `split_road` is called after what it is; what several parts share has no name of its own.
fn part_name(part: &str) -> &str {
    part.strip_prefix("split_").unwrap_or("shared")
}

/// The loader asks for `file` under its finished name, and only takes what has its digest.
fn with_part(script: &str, file: &str, finished: &Finished) -> String {
    let before = format!("fetch(new URL(\"./{file}\", import.meta.url))");
    let after = format!(
        "fetch(new URL(\"./{}\", import.meta.url), {{ integrity: \"{}\" }})",
        finished.name, finished.integrity
    );
    script.replace(&before, &after)
}

/// Makes a WebAssembly small and puts it into `dist` under a name with its digest.
fn finish_wasm(project: &Project, toolbox: &mut Toolbox<'_>, file: &Path, name: &str) -> Result<Finished, Error> {
    let small = file.with_extension("small.wasm");
    let files = [file.as_os_str(), "-o".as_ref(), small.as_os_str()];
    Program::new(toolbox.need(Tool::WasmOpt)?).args(files).args(OPTIMIZE).printed()?;
    let (digest, integrity) = digests(&toolbox.need(Tool::Node)?, &small)?;
    // wasm-bindgen's own ending, so that the names of all programs look alike.
    let name = format!("{name}-{digest}_bg.wasm");
    let place = project.staging().join(&name);
    fs::copy(&small, &place).map_err(Error::file(&place))?;
    Ok(Finished { name, integrity })
}

/// Puts the program without its later parts, and one script for all, in the place of what Trunk built.
fn put_in_place(project: &Project, toolbox: &mut Toolbox<'_>, work: &Path) -> Result<(), Error> {
    let (dist, node) = (project.staging(), toolbox.need(Tool::Node)?);
    let index = dist.join("index.html");
    let mut html = fs::read_to_string(&index).map_err(Error::file(&index))?;
    let (program, bundle) = (work.join(format!("{NAME}_bg.wasm")), work.join("bundle.js"));
    let outfile = format!("--outfile={}", bundle.display());
    Program::new(toolbox.need(Tool::Esbuild)?)
        .args([work.join(NAME).with_extension("js").as_os_str()])
        // wasm-bindgen names the loader once for each part that it imports from there.
        .args(["--bundle", "--minify", "--format=esm", "--log-level=warning", &outfile])
        .args(["--log-override:duplicate-object-key=silent"])
        .run()?;
    shorten_names(&program, &bundle)?;
    let wasm = finish_wasm(project, toolbox, &program, NAME)?;
    let (digest, integrity) = digests(&node, &bundle)?;
    let script = Finished { name: format!("{NAME}-{digest}.js"), integrity };
    let place = dist.join(&script.name);
    fs::copy(&bundle, &place).map_err(Error::file(&place))?;
    for (ending, finished) in [("_bg.wasm", &wasm), (".js", &script)] {
        let Some(old) = trunk_s_file(&html, ending) else {
            return Err(Error::NotBuilt { file: format!("{NAME}-…{ending}") });
        };
        let path = dist.join(&old);
        let (_, before) = digests(&node, &path)?;
        html = html.replace(&before, &finished.integrity).replace(&old, &finished.name);
        if old != finished.name {
            fs::remove_file(&path).map_err(Error::file(&path))?;
        }
    }
    fs::write(&index, html).map_err(Error::file(&index))
}

/// The name that Trunk gave the program's file with this ending, as `index.html` holds it.
fn trunk_s_file(html: &str, ending: &str) -> Option<String> {
    let start = format!("{NAME}-");
    html.match_indices(&start).find_map(|(place, _)| {
        let rest = html.get(place + start.len()..)?;
        let end = rest.find(|character: char| !character.is_ascii_hexdigit())?;
        let name = format!("{start}{}{ending}", rest.get(..end)?);
        rest.get(end..)?.starts_with(ending).then_some(name)
    })
}

/// The digest of a file as names hold it, and as a browser writes it.
pub(crate) fn digests(node: &Path, file: &Path) -> Result<(String, String), Error> {
    let printed = Program::new(node).args(["-e", DIGESTS]).args([file]).printed()?;
    let text = String::from_utf8_lossy(&printed).trim().to_owned();
    let (short, long) = text.split_once(' ').unwrap_or_default();
    Ok((short.to_owned(), long.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_names_that_trunk_gave() {
        let html = "<link href=/enos-provisioner-0a1b.js rel=modulepreload><link href=/enos-provisioner-0a1b_bg.wasm>";
        assert_eq!(trunk_s_file(html, ".js").as_deref(), Some("enos-provisioner-0a1b.js"));
        assert_eq!(trunk_s_file(html, "_bg.wasm").as_deref(), Some("enos-provisioner-0a1b_bg.wasm"));
        assert_eq!(trunk_s_file(html, ".css"), None);
    }

    #[test]
    fn asks_for_a_part_under_its_finished_name_and_digest() {
        let script = "const src = fetch(new URL(\"./split_road.wasm\", import.meta.url));";
        let finished = Finished { name: "road-01.wasm".to_owned(), integrity: "sha384-A".to_owned() };
        assert_eq!(
            with_part(script, "split_road.wasm", &finished),
            "const src = fetch(new URL(\"./road-01.wasm\", import.meta.url), { integrity: \"sha384-A\" });"
        );
    }
}
