//! Builds the page in a folder of its own, and puts it into `dist/` once it is finished.

use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::minify::minify_scripts;
use crate::parts::take_parts_out;
use crate::paths::BuilderPaths;
use crate::program::{Program, say};
use crate::project::Project;
use crate::shell::add_service_worker;
use crate::styles::join_styles;
use crate::tools::{Tool, Toolbox, need_wasm_target};

/// Builds the page as it is shipped: profile `page`, wasm-opt, hashed names.
pub(crate) fn build_page(project: &Project, toolbox: &mut Toolbox<'_>) -> Result<(), Error> {
    need_wasm_target()?;
    toolbox.need_all(&[Tool::WasmBindgen, Tool::WasmOpt])?;
    let trunk = toolbox.need(Tool::Trunk)?;
    let paths = BuilderPaths::of_this_machine(project);
    say("building the page");
    // Trunk is to use the tools found, and never to fetch others; so the crates have to be there beforehand.
    Program::cargo().args(["fetch", "--quiet", "--locked"]).folder(project.root()).run()?;
    Program::new(trunk)
        .args(["build", "--offline", "--locked", "--release", "--cargo-profile", "page", "--dist"])
        .args([project.staging()])
        .env("PATH", toolbox.path())
        .env(BuilderPaths::VARIABLE, paths.flags())
        // Trunk reads NO_COLOR as its own option, which takes only `true` and `false`.
        .env("NO_COLOR", "true")
        // A build error of the page is no error of Trunk's whose origin anybody wants to see.
        .env("RUST_BACKTRACE", "0")
        .folder(project.root())
        .run()?;
    take_parts_out(project, toolbox)?;
    let index = project.staging().join("index.html");
    let html = fs::read_to_string(&index).map_err(Error::file(&index))?;
    fs::write(&index, with_quiet_preload(&html)).map_err(Error::file(&index))?;
    join_styles(project, toolbox)?;
    minify_scripts(project, toolbox)?;
    add_service_worker(project, toolbox)?;
    paths.check(&project.staging())?;
    replace_folder(&project.staging(), &project.dist())
}

/// Puts the finished folder in the place of another, so that whoever reads it there finds one whole build or the other.
fn replace_folder(finished: &Path, place: &Path) -> Result<(), Error> {
    let before = place.with_extension("before");
    if before.exists() {
        fs::remove_dir_all(&before).map_err(Error::file(&before))?;
    }
    if place.exists() {
        fs::rename(place, &before).map_err(Error::file(place))?;
    }
    fs::rename(finished, place).map_err(Error::file(finished))?;
    if before.exists() {
        fs::remove_dir_all(&before).map_err(Error::file(&before))?;
    }
    Ok(())
}

/// Renames the digest of each preloaded fetch to `data-integrity`, where `boot.js` finds it.
///
/// Chromium does not check it on such a link and says so on the console at every start (crbug.com/981419); once it
/// does, this can go.
fn with_quiet_preload(html: &str) -> String {
    html.split_inclusive('>').fold(String::with_capacity(html.len()), |page, tag| {
        let preloads_a_fetch = tag.contains("as=fetch") || tag.contains("as=\"fetch\"");
        page + &if preloads_a_fetch { tag.replace(" integrity=", " data-integrity=") } else { tag.to_owned() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_folder_takes_the_place_of_the_one_before() {
        let root = std::env::temp_dir().join(format!("xtask-replace-{}", std::process::id()));
        let (finished, place) = (root.join("dist.building"), root.join("dist"));
        for build in ["one", "two"] {
            fs::create_dir_all(&finished).unwrap();
            fs::write(finished.join(build), "").unwrap();
            replace_folder(&finished, &place).unwrap();
            let names: Vec<_> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(names, [build]);
        }
        assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "nothing else is left");
        fs::remove_dir_all(&root).unwrap();
    }

    #[test]
    fn only_the_preloaded_fetch_loses_its_integrity_attribute() {
        let html = "<link href=a.js integrity=sha384-a rel=modulepreload><link as=fetch integrity=sha384-b><p>x</p>";
        let quiet =
            "<link href=a.js integrity=sha384-a rel=modulepreload><link as=fetch data-integrity=sha384-b><p>x</p>";
        assert_eq!(with_quiet_preload(html), quiet);
        assert_eq!(with_quiet_preload(quiet), quiet);
    }
}
