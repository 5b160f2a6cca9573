//! Finds what the tests need, or installs it.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::missing::Missing;

/// Where Debian puts servers; not on everybody's `PATH`.
const SYSTEM_PROGRAMS: &str = "/usr/sbin";

/// A program of a Debian package. Root installs it if it is not there.
///
/// # Errors
/// When it is not there and cannot be installed.
pub fn debian_program(package: &str, name: &str) -> Result<PathBuf, Missing> {
    let missing = |reason: &str| Missing {
        what: name.to_owned(),
        reason: reason.to_owned(),
        command: format!("sudo apt-get install {package}"),
    };
    if let Some(program) = on_path(name) {
        return Ok(program);
    }
    let Some(apt) = on_path("apt-get") else {
        return Err(missing("this system has no apt-get"));
    };
    if !is_root() {
        return Err(missing("only root may install it"));
    }
    let _one_at_a_time = lock().map_err(|error| missing(&error.to_string()))?;
    if on_path(name).is_none() {
        let install = ["install", "--quiet", "--yes", "--no-install-recommends", package];
        let runs: [&[&str]; 2] = [&["update", "--quiet"], &install];
        for arguments in runs {
            let mut apt = Command::new(&apt);
            apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
            run(&mut apt).map_err(|error| missing(&error))?;
        }
    }
    on_path(name).ok_or_else(|| missing("the package was installed, but holds no such program"))
}

/// The folder above `node_modules` that holds these packages of npm, each with its exact version.
///
/// # Errors
/// When Node.js is not there, or a package cannot be installed.
pub fn npm_packages(packages: &[&str]) -> Result<PathBuf, Missing> {
    let missing = |reason: &str| Missing {
        what: packages.join(" and "),
        reason: reason.to_owned(),
        command: "sudo apt-get install nodejs npm".to_owned(),
    };
    if on_path("node").is_none() || on_path("npm").is_none() {
        return Err(missing("node or npm is not there"));
    }
    let _one_at_a_time = lock().map_err(|error| missing(&error.to_string()))?;
    let folder = cache().join("npm");
    if packages.iter().all(|package| is_installed(&folder, package)) {
        return Ok(folder);
    }
    let manifest = folder.join("package.json");
    if !manifest.exists() {
        // Without one of its own, npm would look for a package.json in the folders above.
        let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&manifest, "{\"private\": true}\n"));
        written.map_err(|error| missing(&error.to_string()))?;
    }
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(&folder).args(packages);
    run(&mut npm).map_err(|error| missing(&error))?;
    Ok(folder)
}

/// Whether the package is there in the version behind its `@`.
fn is_installed(folder: &Path, package: &str) -> bool {
    let Some((name, version)) = package.rsplit_once('@') else {
        return false;
    };
    let manifest = folder.join("node_modules").join(name).join("package.json");
    let named = |text: String| text.contains(&format!("\"version\": \"{version}\""));
    fs::read_to_string(manifest).is_ok_and(named)
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain([PathBuf::from(SYSTEM_PROGRAMS)]);
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Keeps other tests from installing at the same time, until the file is dropped.
pub(crate) fn lock() -> io::Result<File> {
    let folder = cache();
    fs::create_dir_all(&folder)?;
    let file = File::create(folder.join("interop.lock"))?;
    file.lock()?;
    Ok(file)
}

/// `$XDG_CACHE_HOME/enos-provisioner` or `~/.cache/enos-provisioner`.
pub(crate) fn cache() -> PathBuf {
    let xdg = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let folder = xdg.unwrap_or_else(|| env::home_dir().unwrap_or_else(env::temp_dir).join(".cache"));
    folder.join("enos-provisioner")
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(());
    }
    let printed = String::from_utf8_lossy(&output.stderr);
    let last = printed.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it failed");
    Err(last.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_programs_on_the_path_and_not_others() {
        assert!(on_path("sh").is_some());
        assert!(on_path("no-such-program-anywhere").is_none());
    }

    #[test]
    fn tells_the_last_line_of_what_went_wrong() {
        let error = run(Command::new("sh").args(["-c", "echo one >&2; echo two >&2; exit 3"])).unwrap_err();
        assert_eq!(error, "two");
    }
}
