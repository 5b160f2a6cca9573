//! Where the clone keeps its things, and on what kind of machine it is.

use std::env;
use std::path::{Path, PathBuf};

/// This clone.
#[derive(Debug)]
pub(crate) struct Project {
    root: PathBuf,
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
    pub(crate) fn of_this_clone() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.ancestors().nth(2).unwrap_or(here).to_owned();
        let place = Place::from_variable(env::var("CI").ok().as_deref());
        Self { root, place }
    }

    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Whether a missing tool skips or fails.
    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The built page.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The folder beside it in which the page is built before it is put there.
    pub(crate) fn staging(&self) -> PathBuf {
        self.root.join("dist.building")
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> PathBuf {
        match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
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
        assert!(Project::of_this_clone().root().join("Cargo.lock").is_file());
    }

    #[test]
    fn only_ci_true_makes_a_missing_tool_a_failure() {
        assert_eq!(Place::from_variable(Some("true")), Place::Ci);
        assert_eq!(Place::from_variable(Some("1")), Place::Ci);
        assert_eq!(Place::from_variable(Some("false")), Place::Desk);
        assert_eq!(Place::from_variable(None), Place::Desk);
    }
}
