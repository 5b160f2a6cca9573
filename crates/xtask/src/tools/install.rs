//! Puts a tool into the cache folder, or Debian's packages onto the system.

use std::fs;
use std::path::Path;

use super::cache::Cache;
use super::catalogue::{Recipe, Wanted};
use super::missing::Missing;
use crate::error::Error;
use crate::program::{Program, say};

/// Installs a tool that was not found. The caller holds the cache's lock.
pub(super) fn install(wanted: &Wanted, cache: &Cache) -> Result<(), Error> {
    match wanted.recipe {
        Recipe::Crate { minutes } => install_crate(wanted, cache, minutes),
        Recipe::Npm { package } | Recipe::NpmFiles { package, .. } => install_from_npm(wanted, cache, package),
        Recipe::Python { package } => install_from_pypi(wanted, cache, package),
        Recipe::Debian { packages } => install_from_debian(wanted, packages),
    }
}

/// A prebuilt program where cargo-binstall can fetch one, else compiled.
fn install_crate(wanted: &Wanted, cache: &Cache, minutes: u32) -> Result<(), Error> {
    let root = cache.root_of(wanted);
    let package = match &wanted.version {
        Some(version) => format!("{}@{version}", wanted.name),
        None => wanted.name.to_owned(),
    };
    if has_binstall() {
        say(&format!("installing {} with cargo-binstall", wanted.title()));
        // We compile with a lighter profile than it would.
        // Only what the tool's own authors publish: what others have built for them carries nobody's signature.
        let options = ["binstall", "--no-confirm", "--disable-strategies", "compile,quick-install", "--root"];
        let fetched = Program::cargo().args(options).args([&root]).args([&package]).run();
        match fetched {
            Ok(()) => return Ok(()),
            Err(error) => say(&format!("{error}; compiling it instead")),
        }
    }
    say(&format!(
        "installing {} by compiling it: this may take {minutes} minutes, once; it is kept in {}",
        wanted.title(),
        root.display()
    ));
    let build = cache.build_folder();
    fs::create_dir_all(&build).map_err(Error::file(&build))?;
    let compiled = light(Program::cargo().args(["install", "--locked", "--root"]))
        .args([&root])
        .args([&package])
        .env("CARGO_TARGET_DIR", &build)
        // Not in the clone, whose Cargo settings are not for tools.
        .folder(&build)
        .run();
    match &compiled {
        // Half a build is kept, so that the next try goes on from there.
        Err(_) => {}
        Ok(()) => fs::remove_dir_all(&build).map_err(Error::file(&build))?,
    }
    compiled
}

/// Tools are compiled once and run for seconds: a quick build beats a quick program.
fn light(program: Program) -> Program {
    program
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
}

fn has_binstall() -> bool {
    let version = Program::new("cargo-binstall").args(["-V"]).output();
    version.is_ok_and(|output| output.status.success())
}

fn install_from_npm(wanted: &Wanted, cache: &Cache, package: &str) -> Result<(), Error> {
    let root = cache.root_of(wanted);
    fs::create_dir_all(&root).map_err(Error::file(&root))?;
    say(&format!(
        "installing {} with npm: this may take a minute, once; it is kept in {}",
        wanted.title(),
        root.display()
    ));
    // Without a package.json of its own, npm would look for one in the folders above.
    let manifest = root.join("package.json");
    if !manifest.exists() {
        fs::write(&manifest, "{\"private\": true}\n").map_err(Error::file(&manifest))?;
    }
    // No package of ours needs a script of its own to be installed.
    let options = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"];
    Program::new("npm").args(options).args([&root]).args([package]).run()
}

fn install_from_pypi(wanted: &Wanted, cache: &Cache, package: &str) -> Result<(), Error> {
    let root = cache.root_of(wanted);
    say(&format!(
        "installing {} with pip: this may take a minute, once; it is kept in {}",
        wanted.title(),
        root.display()
    ));
    Program::new("python3").args(["-m", "venv"]).args([&root]).run()?;
    Program::new(root.join("bin").join("pip")).args(["install", "--quiet", package]).run()
}

fn install_from_debian(wanted: &Wanted, packages: &[&str]) -> Result<(), Error> {
    if !Path::new("/usr/bin/apt-get").exists() {
        let reason = "this system has no apt-get, so it is not installed by itself";
        return Err(Missing::of(wanted, reason).into());
    }
    if !is_root() {
        return Err(Missing::of(wanted, "only root may install it").into());
    }
    say(&format!("installing {} with apt-get: this may take two minutes, once", packages.join(" and ")));
    apt(&["update", "--quiet"])?;
    let install = ["install", "--quiet", "--yes", "--no-install-recommends"];
    apt(&[&install, packages].concat())
}

fn apt(arguments: &[&str]) -> Result<(), Error> {
    let program = Program::new("apt-get").args(arguments);
    program.env("DEBIAN_FRONTEND", "noninteractive").run()
}

fn is_root() -> bool {
    let output = Program::new("id").args(["-u"]).output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
