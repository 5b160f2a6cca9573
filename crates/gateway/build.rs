//! Puts the built page into the program, if the feature `embed` asks for it.
//!
//! The page is taken from `dist` at the top of the repository, or from the folder in `GATEWAY_DIST`. Where there is
//! none, the program is built without a page and serves one from a folder.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=GATEWAY_DIST");
    let mut files = Vec::new();
    if env::var_os("CARGO_FEATURE_EMBED").is_some() {
        let dist = dist();
        println!("cargo::rerun-if-changed={}", dist.display());
        if dist.join("index.html").is_file() {
            collect(&dist, "", &mut files)?;
        } else {
            println!("cargo::warning=no page to embed: {} holds no index.html", dist.display());
        }
    }
    files.sort();
    let mut source = "const PAGE: &[(&str, &[u8])] = &[\n".to_owned();
    for (name, path) in files {
        let path = path.display().to_string();
        let _ = writeln!(source, "    ({name:?}, include_bytes!({path:?})),");
    }
    source.push_str("];\n");
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(folder.join("page.rs"), source)
}

fn dist() -> PathBuf {
    match env::var_os("GATEWAY_DIST") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
    }
}

/// All files below `folder` but hidden ones, with their paths as the browser will ask for them.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else { continue };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), files)?;
        } else if kind.is_file() {
            files.push((format!("{prefix}{name}"), fs::canonicalize(entry.path())?));
        }
    }
    Ok(())
}
