//! Where the clone keeps its things, and on what kind of machine it is.

use std::env;
use std::path::{Path, PathBuf};

use xshell::Shell;

/// This clone.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
    shell: Shell,
    place: Place,
}

/// What to make of a test that cannot run for want of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A person's machine: the test is skipped, with the reason.
    Desk,
    /// Continuous integration (`CI=true`): that is a failure.
    Ci,
}

impl Project {
    /// The clone that this program was compiled in.
    pub(crate) fn of_this_clone() -> xshell::Result<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).unwrap_or(here).to_owned();
        let shell = Shell::new()?;
        shell.change_dir(&root);
        let place = Place::from_variable(env::var("CI").ok().as_deref());
        Ok(Self { root, shell, place })
    }

    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Runs programs and reads files in that folder.
    pub(crate) fn shell(&self) -> &Shell {
        &self.shell
    }

    /// Whether a missing tool skips or fails.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
    }
}

impl Place {
    fn from_variable(ci: Option<&str>) -> Self {
        match ci {
            Some("true" | "1") => Self::Ci,
            Some(_) | None => Self::Desk,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_lock_file() {
        assert!(Project::of_this_clone().unwrap().root().join("Cargo.lock").is_file());
    }

    #[test]
    fn only_ci_true_makes_a_missing_tool_a_failure() {
        assert_eq!(Place::from_variable(Some("true")), Place::Ci);
        assert_eq!(Place::from_variable(Some("1")), Place::Ci);
        assert_eq!(Place::from_variable(Some("false")), Place::Desk);
        assert_eq!(Place::from_variable(None), Place::Desk);
    }
}
