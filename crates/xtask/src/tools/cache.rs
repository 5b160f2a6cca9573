//! The folder that keeps what was installed for this project, outside the clone.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::catalogue::{Source, Wanted};

/// `$XDG_CACHE_HOME/enos-provisioner` or `~/.cache/enos-provisioner`; without a home folder, one in the clone's target folder.
#[derive(Debug)]
pub(crate) struct Cache {
    pub(super) folder: PathBuf,
}

impl Cache {
    /// The user's cache. Never a folder that other users may write to, since programs are run from it.
    pub(super) fn of_this_user(target: &Path) -> Self {
        let (xdg, home) = (env::var_os("XDG_CACHE_HOME"), env::home_dir());
        Self { folder: user_cache(xdg.as_deref(), home.as_deref(), target).join("enos-provisioner") }
    }

    /// Where a tool is installed as a whole.
    pub(super) fn root_of(&self, wanted: &Wanted) -> PathBuf {
        self.folder.join("tools").join(wanted.folder())
    }

    /// Where the tool's programs lie within that.
    pub(super) fn programs_of(&self, wanted: &Wanted) -> PathBuf {
        let folder = match wanted.source {
            Source::Npm { folder, .. } => folder,
            Source::Crate { .. } | Source::Python { .. } | Source::Debian { .. } => "bin",
        };
        self.root_of(wanted).join(folder)
    }

    /// Cargo's target folder while tools are compiled: they share many dependencies.
    pub(super) fn build_folder(&self) -> PathBuf {
        self.folder.join("build")
    }

    /// Keeps other runs of this program from installing at the same time, until the file is dropped.
    pub(super) fn lock(&self) -> io::Result<File> {
        let file = self.lock_file()?;
        file.lock()?;
        Ok(file)
    }

    /// Removes what was left of compiling tools, unless another run is compiling some.
    pub(super) fn remove_build_folder(&self) -> io::Result<()> {
        if self.build_folder().is_dir() {
            let file = self.lock_file()?;
            file.try_lock()?;
            fs::remove_dir_all(self.build_folder())?;
        }
        Ok(())
    }

    fn lock_file(&self) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        File::create(self.folder.join("lock"))
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
}
