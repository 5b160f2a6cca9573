//! Hands out tools.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::Missing;
use super::cache::Cache;
use super::catalogue::{Source, Tool, Wanted};
use super::find::{find_in, is_a_snap, major_version};
use super::install::install;
use crate::program::say;
use crate::project::Project;

/// The tools found or installed so far. Whatever the project's shell runs finds them first on its `PATH`.
#[derive(Debug)]
pub(crate) struct Toolbox<'p> {
    project: &'p Project,
    cache: Cache,
    search: Vec<PathBuf>,
    tried: BTreeMap<Tool, Result<PathBuf, Missing>>,
    /// Half a build of a tool is kept, so that the next try goes on from there.
    keeps_build_folder: bool,
}

impl<'p> Toolbox<'p> {
    /// A toolbox that looks on `PATH` and keeps what it installs in the user's cache folder.
    pub(crate) fn new(project: &'p Project) -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        Self::looking_in(project, env::split_paths(&path).collect(), Cache::of_this_user(&project.target()))
    }

    fn looking_in(project: &'p Project, search: Vec<PathBuf>, cache: Cache) -> Self {
        Self { project, cache, search, tried: BTreeMap::new(), keeps_build_folder: false }
    }

    /// The program of a tool, found or installed; a tool that is not to be had is tried only once.
    pub(crate) fn need(&mut self, tool: Tool) -> Result<PathBuf> {
        if let Some(known) = self.tried.get(&tool) {
            return Ok(known.clone()?);
        }
        let wanted = tool.wanted(self.project)?;
        let outcome = match self.found_or_installed(&wanted)? {
            Ok(program) if tool == Tool::ChromeDriver => self.fits_the_browser(program, &wanted)?,
            Ok(program) if tool == Tool::Firefox && is_a_snap(&program) => {
                // It does not see the profile that GeckoDriver makes for it in the system's folder for temporary files, and hangs.
                Err(missing(&wanted, "the one on PATH is a snap, which geckodriver cannot drive"))
            }
            outcome => outcome,
        };
        self.tried.insert(tool, outcome.clone());
        self.put_on_path();
        Ok(outcome?)
    }

    /// All of the tools, or the first that is not to be had.
    pub(crate) fn need_all(&mut self, tools: &[Tool]) -> Result<()> {
        tools.iter().try_for_each(|tool| self.need(*tool).map(drop))
    }

    fn put_on_path(&self) {
        let ours = self.tried.values().flatten();
        let mut folders: Vec<PathBuf> = ours.filter_map(|program| program.parent().map(PathBuf::from)).collect();
        folders.retain(|folder| !self.search.contains(folder));
        folders.dedup();
        folders.extend(self.search.iter().cloned());
        // A folder with the separator in its name cannot stand in a PATH; then the user's own has to do.
        if let Ok(path) = env::join_paths(folders) {
            self.project.shell().set_var("PATH", path);
        }
    }

    fn find(&self, wanted: &Wanted) -> Option<PathBuf> {
        find_in(wanted, &self.search).or_else(|| find_in(wanted, &[self.cache.programs_of(wanted)]))
    }

    fn found_or_installed(&mut self, wanted: &Wanted) -> Result<Result<PathBuf, Missing>> {
        if let Some(program) = self.find(wanted) {
            return Ok(Ok(program));
        }
        if let Source::Npm { .. } = wanted.source {
            self.need(Tool::Node)?;
        }
        let _lock = self.cache.lock().context("the cache folder cannot be locked")?;
        // Another run may have installed it while we waited for the lock.
        if let Some(program) = self.find(wanted) {
            return Ok(Ok(program));
        }
        if let Err(error) = install(self.project.shell(), wanted, &self.cache) {
            self.keeps_build_folder |= matches!(wanted.source, Source::Crate { .. });
            return Ok(Err(missing(wanted, format!("{error:#}"))));
        }
        Ok(self
            .find(wanted)
            .ok_or_else(|| missing(wanted, "it was installed, and yet it is not found in that version")))
    }

    /// A driver works only with a browser of its own major version.
    fn fits_the_browser(&mut self, driver: PathBuf, wanted: &Wanted) -> Result<Result<PathBuf, Missing>> {
        let browser = self.need(Tool::Chromium)?;
        let (ours, theirs) = (major_version(&driver), major_version(&browser));
        if ours == theirs {
            return Ok(Ok(driver));
        }
        let number = |version: Option<u32>| version.map_or("none".to_owned(), |v| v.to_string());
        let reason = format!("it is of version {}, the browser of {}", number(ours), number(theirs));
        say(&reason);
        Ok(Err(missing(wanted, reason)))
    }
}

impl Drop for Toolbox<'_> {
    fn drop(&mut self) {
        if !self.keeps_build_folder
            && let Err(error) = self.cache.remove_build_folder()
        {
            say(&format!("{} is left: {error}", self.cache.build_folder().display()));
        }
    }
}

fn missing(wanted: &Wanted, reason: impl Into<String>) -> Missing {
    Missing { tool: wanted.title(), reason: reason.into(), command: wanted.command() }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    /// A folder for `PATH` and one for the cache, with programs in them that print a version.
    struct Machine(PathBuf);

    impl Machine {
        fn new(name: &str) -> Self {
            let folder = env::temp_dir().join(format!("xtask-toolbox-{name}-{}", std::process::id()));
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn with(self, program: &str, version: &str) -> Self {
            let path = self.0.join(program);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, format!("#!/bin/sh\necho '{version}'\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
            self
        }

        fn toolbox<'p>(&self, project: &'p Project) -> Toolbox<'p> {
            Toolbox::looking_in(project, vec![self.0.join("bin")], Cache { folder: self.0.join("cache") })
        }
    }

    impl Drop for Machine {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    const IN_CACHE: &str = "cache/tools/trunk-0.21.14/bin/trunk";

    #[test]
    fn takes_a_tool_of_the_right_version_from_path() {
        let project = Project::of_this_clone().unwrap();
        let machine = Machine::new("path").with("bin/trunk", "trunk 0.21.14").with(IN_CACHE, "trunk 0.21.14");
        let found = machine.toolbox(&project).need(Tool::Trunk).unwrap();
        assert_eq!(found, machine.0.join("bin/trunk"));
    }

    #[test]
    fn passes_over_another_version_and_puts_the_cached_one_first_on_path() {
        let project = Project::of_this_clone().unwrap();
        let machine = Machine::new("cache").with("bin/trunk", "trunk 0.20.0").with(IN_CACHE, "trunk 0.21.14");
        let mut toolbox = machine.toolbox(&project);
        let found = toolbox.need(Tool::Trunk).unwrap();
        assert_eq!(found, machine.0.join(IN_CACHE));
        let path = project.shell().var_os("PATH").unwrap();
        let folders: Vec<PathBuf> = env::split_paths(&path).collect();
        assert_eq!(folders, [found.parent().unwrap(), Path::new(&machine.0.join("bin"))]);
    }

    #[test]
    fn refuses_a_driver_that_does_not_fit_the_browser() {
        let project = Project::of_this_clone().unwrap();
        let machine = Machine::new("driver")
            .with("bin/chromium", "Chromium 156.0.1.2")
            .with("bin/chromedriver", "ChromeDriver 155.0.1.2");
        let error = machine.toolbox(&project).need(Tool::ChromeDriver).unwrap_err();
        assert_eq!(
            error.to_string(),
            "chromedriver is missing (it is of version 155, the browser of 156); \
             install it with: sudo apt-get install chromium chromium-driver"
        );
    }

    #[test]
    fn takes_firefox_but_not_as_a_snap() {
        let project = Project::of_this_clone().unwrap();
        let machine = Machine::new("firefox").with("bin/firefox", "Mozilla Firefox 153.0");
        assert_eq!(machine.toolbox(&project).need(Tool::Firefox).unwrap(), machine.0.join("bin/firefox"));
        let machine = Machine::new("snap").with("bin/firefox", "'; exec /snap/bin/firefox; '");
        assert_eq!(
            machine.toolbox(&project).need(Tool::Firefox).unwrap_err().to_string(),
            "firefox is missing (the one on PATH is a snap, which geckodriver cannot drive); \
             install it with: sudo apt-get install firefox-esr"
        );
    }
}
