//! Puts a tool into the cache folder, or Debian's packages onto the system.

use std::path::Path;

use anyhow::{Result, bail};
use xshell::{Shell, cmd};

use super::cache::Cache;
use super::catalogue::{NPM_LOCK, NPM_MANIFEST, NpmGroup, Source, Wanted};
use crate::program::{cargo, say};

/// Installs a tool that was not found. The caller holds the cache's lock.
pub(super) fn install(shell: &Shell, wanted: &Wanted, cache: &Cache) -> Result<()> {
    let (root, title) = (cache.root_of(wanted), wanted.title());
    let kept = format!("once; it is kept in {}", root.display());
    match wanted.source {
        Source::Crate { minutes, options } => {
            if fetch_crate(shell, wanted, &root) {
                return Ok(());
            }
            say(&format!("installing {title} by compiling it: this may take {minutes} minutes, {kept}"));
            compile_crate(shell, &wanted.package(), options, &root, &cache.build_folder())
        }
        Source::Npm { group, .. } => {
            say(&format!("installing {title} with npm: this may take a minute, {kept}"));
            install_from_npm(shell, &root, group)
        }
        Source::Python { package } => {
            say(&format!("installing {title} with pip: this may take a minute, {kept}"));
            cmd!(shell, "python3 -m venv {root}").run()?;
            let pip = root.join("bin/pip");
            Ok(cmd!(shell, "{pip} install --quiet {package}").run()?)
        }
        Source::Debian { packages } => install_from_debian(shell, packages),
    }
}

/// A prebuilt program, where cargo-binstall is there and can fetch one.
fn fetch_crate(shell: &Shell, wanted: &Wanted, root: &Path) -> bool {
    if cmd!(shell, "cargo-binstall -V").quiet().ignore_stdout().ignore_stderr().run().is_err() {
        return false;
    }
    say(&format!("installing {} with cargo-binstall", wanted.title()));
    // We compile with a lighter profile than it would.
    // Only what the tool's own authors publish: what others have built for them carries nobody's signature.
    let package = wanted.package();
    let options = ["--no-confirm", "--disable-strategies", "compile,quick-install"];
    let fetched = cargo(cmd!(shell, "cargo binstall {options...} --root {root} {package}")).run();
    fetched.map_err(|error| say(&format!("{error}; compiling it instead"))).is_ok()
}

/// All tools are compiled in one folder, where each finds the dependencies that an earlier one has compiled.
fn compile_crate(shell: &Shell, package: &str, options: &[&str], root: &Path, build: &Path) -> Result<()> {
    // Not in the clone, whose Cargo settings are not for tools.
    let _in_the_build_folder = shell.push_dir(shell.create_dir(build)?);
    // Tools are compiled once and run for seconds: a quick build beats a quick program.
    cargo(cmd!(shell, "cargo install --locked {options...} --root {root} {package}"))
        .env("CARGO_TARGET_DIR", build)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .run()?;
    Ok(())
}

/// Exactly what the lock file names, in one folder for all of npm's tools, which is there as a whole or not at all.
fn install_from_npm(shell: &Shell, root: &Path, group: NpmGroup) -> Result<()> {
    let part = root.with_extension("part");
    shell.remove_path(&part)?;
    shell.remove_path(root)?;
    shell.write_file(part.join("package.json"), NPM_MANIFEST)?;
    shell.write_file(part.join("package-lock.json"), NPM_LOCK)?;
    let omitted = match group {
        NpmGroup::Dependencies => Some("--omit=dev"),
        NpmGroup::All => None,
    };
    // None of the packages needs a script of its own to be installed. That of esbuild only makes its start a little faster.
    cmd!(shell, "npm ci --ignore-scripts --no-audit --no-fund --prefix {part} {omitted...}").run()?;
    Ok(std::fs::rename(&part, root)?)
}

fn install_from_debian(shell: &Shell, packages: &[&str]) -> Result<()> {
    if !Path::new("/usr/bin/apt-get").exists() {
        bail!("this system has no apt-get, so it is not installed by itself");
    }
    if cmd!(shell, "id -u").read()? != "0" {
        bail!("only root may install it");
    }
    say(&format!("installing {} with apt-get: this may take two minutes, once", packages.join(" and ")));
    let _without_questions = shell.push_env("DEBIAN_FRONTEND", "noninteractive");
    cmd!(shell, "apt-get update --quiet").run()?;
    Ok(cmd!(shell, "apt-get install --quiet --yes --no-install-recommends {packages...}").run()?)
}
