//! Hands out tools.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use super::cache::Cache;
use super::catalogue::{Tool, Wanted};
use super::find::{find_in, major_version};
use super::install::install;
use super::missing::Missing;
use crate::error::Error;
use crate::program::say;
use crate::project::Project;

/// The tools found or installed so far.
#[derive(Debug)]
pub(crate) struct Toolbox<'p> {
    project: &'p Project,
    cache: Cache,
    search: Vec<PathBuf>,
    tried: BTreeMap<Tool, Result<PathBuf, Missing>>,
}

impl<'p> Toolbox<'p> {
    /// A toolbox that looks on `PATH` and keeps what it installs in the user's cache folder.
    pub(crate) fn new(project: &'p Project) -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        Self {
            project,
            cache: Cache::of_this_user(),
            search: env::split_paths(&path).collect(),
            tried: BTreeMap::new(),
        }
    }

    /// The program of a tool, found or installed; a tool that is not to be had is tried only once.
    pub(crate) fn need(&mut self, tool: Tool) -> Result<PathBuf, Error> {
        if let Some(known) = self.tried.get(&tool) {
            return known.clone().map_err(Error::Missing);
        }
        let wanted = tool.wanted(self.project)?;
        let found = match self.find(&wanted) {
            Some(program) => Ok(program),
            None => self.install(&wanted)?,
        };
        let outcome = match found {
            Ok(program) if tool == Tool::ChromeDriver => self.fits_the_browser(program, &wanted)?,
            found => found,
        };
        self.tried.insert(tool, outcome.clone());
        outcome.map_err(Error::Missing)
    }

    /// All of the tools, or the first that is not to be had.
    pub(crate) fn need_all(&mut self, tools: &[Tool]) -> Result<(), Error> {
        tools.iter().try_for_each(|tool| self.need(*tool).map(drop))
    }

    /// The `PATH` on which every tool handed out so far comes first.
    pub(crate) fn path(&self) -> OsString {
        let ours = self.tried.values().flatten();
        let mut folders: Vec<PathBuf> = ours.filter_map(|program| program.parent().map(PathBuf::from)).collect();
        folders.retain(|folder| !self.search.contains(folder));
        folders.extend(self.search.iter().cloned());
        // A folder with the separator in its name cannot stand in a PATH; then the user's own has to do.
        env::join_paths(folders).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }

    fn find(&self, wanted: &Wanted) -> Option<PathBuf> {
        find_in(wanted, &self.search).or_else(|| find_in(wanted, &[self.cache.programs_of(wanted)]))
    }

    fn install(&self, wanted: &Wanted) -> Result<Result<PathBuf, Missing>, Error> {
        let _lock = self.cache.lock()?;
        // Another run may have installed it while we waited for the lock.
        if let Some(program) = self.find(wanted) {
            return Ok(Ok(program));
        }
        if let Err(error) = install(wanted, &self.cache) {
            return Ok(Err(if let Error::Missing(missing) = error {
                missing
            } else {
                Missing::of(wanted, error.to_string())
            }));
        }
        Ok(self
            .find(wanted)
            .ok_or_else(|| Missing::of(wanted, "it was installed, and yet it is not found in that version")))
    }

    /// A driver works only with a browser of its own major version.
    fn fits_the_browser(&mut self, driver: PathBuf, wanted: &Wanted) -> Result<Result<PathBuf, Missing>, Error> {
        let browser = self.need(Tool::Chromium)?;
        let (ours, theirs) = (major_version(&driver), major_version(&browser));
        if ours == theirs {
            return Ok(Ok(driver));
        }
        let number = |version: Option<u32>| version.map_or("none".to_owned(), |v| v.to_string());
        let reason = format!("it is of version {}, the browser of {}", number(ours), number(theirs));
        say(&reason);
        Ok(Err(Missing::of(wanted, reason)))
    }
}
