//! The tools that the commands need: looked for on `PATH`, then in the cache folder, then installed there.
//!
//! - [`catalogue`]: what the tools are, in which versions, and where each comes from
//! - [`toolbox`]: hands out tools, and puts them on the `PATH` of what is run
//! - [`find`]: is it there already?
//! - [`install`]: puts it into the cache folder
//! - [`cache`]: that folder

mod cache;
mod catalogue;
mod find;
mod install;
mod toolbox;

use std::fmt::{self, Display, Formatter};
use std::path::Path;

use anyhow::Result;
use xshell::{Shell, cmd};

use crate::program::say;

pub(crate) use catalogue::Tool;
pub(crate) use toolbox::Toolbox;

/// A tool that was neither found nor installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing {
    /// What is missing.
    pub(crate) tool: String,
    /// Why it could not be installed.
    pub(crate) reason: String,
    /// What a person types to have it.
    pub(crate) command: String,
}

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { tool, reason, command } = self;
        write!(f, "{tool} is missing ({reason}); install it with: {command}")
    }
}

impl std::error::Error for Missing {}

/// Makes sure that Rust can compile for browsers.
pub(crate) fn need_wasm_target(shell: &Shell) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let target = TARGET;
    let folder = cmd!(shell, "rustc --print target-libdir --target {target}").read()?;
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    say("installing Rust's library for WebAssembly, which takes less than a minute");
    cmd!(shell, "rustup target add {target}").run().map_err(|error| {
        let (tool, command) = (format!("Rust's library for {TARGET}"), format!("rustup target add {TARGET}"));
        Missing { tool, reason: error.to_string(), command }.into()
    })
}
