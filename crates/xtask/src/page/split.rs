//! Takes out of the page's program what it loads later, and puts both in the place of what Trunk built.
//!
//! Trunk knows nothing of such parts. So what it made of the program is replaced: parts out, then wasm-bindgen, wasm-opt and
//! esbuild as Trunk would have called them. Once Yew has lazy components (yewstack/yew#3932) and Trunk splits their code
//! (trunk-rs/trunk#1022), this file, `short_names` and the package `page-parts` can go.

use std::path::Path;

use anyhow::{Context, Result};
use xshell::{Shell, cmd};

use super::assets::{Asset, FIRST};
use super::short_names::shorten;
use super::{ESBUILD, Page};
use crate::program::cargo;
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

/// Does it for a page that Trunk has built, whose program lies in Cargo's target folder.
pub(super) fn take_out(page: &mut Page<'_>, target: &Path, toolbox: &mut Toolbox<'_>) -> Result<()> {
    let shell = page.shell;
    let program = target.join("wasm32-unknown-unknown/page").join(NAME).with_extension("wasm");
    let work = target.join("page-parts");
    shell.remove_path(&work)?;
    shell.create_dir(&work)?;
    cargo(cmd!(shell, "cargo run --quiet --locked --package page-parts -- {program} {work} {NAME}")).run()?;
    let (wasm_bindgen, wasm_opt) = (toolbox.need(Tool::WasmBindgen)?, toolbox.need(Tool::WasmOpt)?);
    let input = work.join(NAME).with_extension("wasm");
    // The later parts enter their functions into the first one's table, whose export wasm-bindgen would drop.
    cmd!(shell, "{wasm_bindgen} --target=web --no-typescript --keep-lld-exports --out-dir={work} {input}").run()?;
    let loader = work.join("__wasm_split.js");
    let mut script = shell.read_file(&loader)?;
    for part in parts_in(shell, &work)? {
        // What several parts share has no name of its own.
        let (file, name) = (format!("{part}.wasm"), part.strip_prefix("split_").unwrap_or("shared"));
        // wasm-bindgen's own ending, so that the names of all programs look alike.
        let finished = page.put(&format!("{name}_bg.wasm"), &small(shell, &wasm_opt, &work.join(&file))?, name)?;
        script =
            with_part(&script, &file, &finished).with_context(|| format!("the loader does not ask for `{file}`"))?;
    }
    shell.write_file(&loader, script)?;
    let (program, bundle) = (work.join(format!("{NAME}_bg.wasm")), work.join("bundle.js"));
    let (esbuild, script) = (toolbox.need(Tool::Esbuild)?, work.join(NAME).with_extension("js"));
    cmd!(shell, "{esbuild} {script} --bundle --format=esm {ESBUILD...} --outfile={bundle}").run()?;
    // The script is a small one already: in it, the names stand for nothing else any more.
    let short = shorten(&shell.read_binary_file(&program)?, &shell.read_file(bundle)?);
    let (bytes, script) = short.with_context(|| format!("`{NAME}` is not as wasm-bindgen leaves it"))?;
    shell.write_file(&program, bytes)?;
    page.put(&format!("{NAME}_bg.wasm"), &small(shell, &wasm_opt, &program)?, FIRST)?;
    page.put(&format!("{NAME}.js"), script.as_bytes(), FIRST).map(drop)
}

/// The names of the files of later parts in a folder with the loader for them, without `.wasm`.
fn parts_in(shell: &Shell, folder: &Path) -> Result<Vec<String>> {
    let files = shell.read_dir(folder)?.into_iter();
    let names = files.filter_map(|path| Some(path.file_name()?.to_str()?.strip_suffix(".wasm")?.to_owned()));
    Ok(names.filter(|name| name.starts_with("split_") || name.starts_with("chunk_")).collect())
}

/// The loader asks for `file` under its finished name, and only takes what has its digest.
fn with_part(script: &str, file: &str, Asset { file: name, integrity, .. }: &Asset) -> Option<String> {
    let before = format!("fetch(new URL(\"./{file}\", import.meta.url))");
    let after = format!("fetch(new URL(\"./{name}\", import.meta.url), {{ integrity: \"{integrity}\" }})");
    script.contains(&before).then(|| script.replace(&before, &after))
}

/// Makes a WebAssembly small.
fn small(shell: &Shell, wasm_opt: &Path, file: &Path) -> xshell::Result<Vec<u8>> {
    let small = file.with_extension("small.wasm");
    cmd!(shell, "{wasm_opt} {file} -o {small} {OPTIMIZE...}").quiet().ignore_stderr().run()?;
    shell.read_binary_file(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_a_part_under_its_finished_name_and_digest() {
        let script = "const src = fetch(new URL(\"./split_attempt.wasm\", import.meta.url));";
        let finished =
            Asset { file: "attempt-01.wasm".to_owned(), integrity: "sha256-A".to_owned(), load: "attempt".to_owned() };
        assert_eq!(
            with_part(script, "split_attempt.wasm", &finished).as_deref(),
            Some("const src = fetch(new URL(\"./attempt-01.wasm\", import.meta.url), { integrity: \"sha256-A\" });")
        );
        assert_eq!(with_part(script, "split_tools.wasm", &finished), None);
    }
}
