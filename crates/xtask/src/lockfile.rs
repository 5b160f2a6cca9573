//! Versions out of `Cargo.lock`: wasm-bindgen's program has to be of exactly the library's version.

use std::fs;

use crate::error::Error;
use crate::project::Project;

/// The version of `package` that the project is locked to.
pub(crate) fn locked_version(project: &Project, package: &str) -> Result<String, Error> {
    let path = project.root().join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(Error::file(&path))?;
    version_in(&text, package).map_or_else(
        || {
            let package = package.to_owned();
            Err(Error::NotLocked { package })
        },
        |version| Ok(version.to_owned()),
    )
}

/// Cargo writes `version` on the line below `name`; the first one counts when several versions are locked.
fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| quoted(line, "name") == Some(package))?;
    quoted(lines.next()?, "version")
}

fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let value = line.strip_prefix(key)?.strip_prefix(" = \"")?;
    value.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"registry\"\n";

    #[test]
    fn reads_the_version_of_exactly_that_package() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }

    #[test]
    fn reads_this_project_s_own_lock_file() {
        let version = locked_version(&Project::of_this_clone(), "xtask").unwrap();
        assert_eq!(version, env!("CARGO_PKG_VERSION"));
    }

    #[test]
    fn names_a_package_that_is_not_locked() {
        let error = locked_version(&Project::of_this_clone(), "no-such-package").unwrap_err();
        assert_eq!(error.to_string(), "Cargo.lock holds no package `no-such-package`");
    }
}
