//! The folder that keeps what was installed for this project, outside the clone.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::catalogue::{Recipe, Wanted};
use crate::error::Error;

/// `$XDG_CACHE_HOME/enos-provisioner` or `~/.cache/enos-provisioner`; without a home folder, one in the clone's target folder.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The user's cache. Never a folder that other users may write to, since programs are run from it.
    pub(super) fn of_this_user(target: &Path) -> Self {
        let (xdg, home) = (env::var_os("XDG_CACHE_HOME"), env::home_dir());
        Self::in_folder(user_cache(xdg.as_deref(), home.as_deref(), target).join("enos-provisioner"))
    }

    /// A cache in a given folder.
    pub(super) fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where a tool is installed as a whole.
    pub(super) fn root_of(&self, wanted: &Wanted) -> PathBuf {
        self.folder.join("tools").join(wanted.folder())
    }

    /// Where the tool's programs lie within that.
    pub(super) fn programs_of(&self, wanted: &Wanted) -> PathBuf {
        let root = self.root_of(wanted);
        match wanted.recipe {
            Recipe::Npm { .. } => root.join("node_modules").join(".bin"),
            Recipe::NpmFiles { folder, .. } => root.join("node_modules").join(folder),
            Recipe::Crate { .. } | Recipe::Python { .. } | Recipe::Debian { .. } => root.join("bin"),
        }
    }

    /// Cargo's target folder while tools are compiled: they share many dependencies.
    pub(super) fn build_folder(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Keeps other runs of this program from installing at the same time, until the file is dropped.
    pub(super) fn lock(&self) -> Result<File, Error> {
        fs::create_dir_all(&self.folder).map_err(Error::file(&self.folder))?;
        let path = self.folder.join("lock");
        let file = File::create(&path).map_err(Error::file(&path))?;
        file.lock().map_err(Error::file(&path))?;
        Ok(file)
    }
}

/// An empty or relative `XDG_CACHE_HOME` counts for nothing, says the base directory specification.
fn user_cache(xdg: Option<&OsStr>, home: Option<&Path>, target: &Path) -> PathBuf {
    let absolute = |folder: &&Path| folder.is_absolute();
    match (xdg.map(Path::new).filter(absolute), home.filter(absolute)) {
        (Some(folder), _) => folder.to_owned(),
        (None, Some(home)) => home.join(".cache"),
        (None, None) => target.join("cache"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_base_directory_specification() {
        let cache = |xdg: Option<&str>| user_cache(xdg.map(OsStr::new), Some(Path::new("/home/ada")), Path::new("/t"));
        assert_eq!(cache(None), Path::new("/home/ada/.cache"));
        assert_eq!(cache(Some("relative")), Path::new("/home/ada/.cache"));
        assert_eq!(cache(Some("/var/ada")), Path::new("/var/ada"));
    }

    #[test]
    fn without_a_home_folder_tools_are_kept_in_the_clone_and_not_in_a_folder_of_everybody() {
        let target = Path::new("/clone/target");
        assert_eq!(user_cache(None, None, target), Path::new("/clone/target/cache"));
        assert_eq!(user_cache(None, Some(Path::new("")), target), Path::new("/clone/target/cache"));
    }

    #[test]
    fn npm_keeps_programs_in_a_folder_of_its_own() {
        let cache = Cache::in_folder(PathBuf::from("/cache"));
        let wanted = Wanted {
            name: "wasm-opt",
            programs: &["wasm-opt"],
            version: Some("132".to_owned()),
            recipe: Recipe::Npm { package: "binaryen@132.0.0" },
        };
        assert_eq!(cache.programs_of(&wanted), Path::new("/cache/tools/binaryen-132.0.0/node_modules/.bin"));
    }
}
