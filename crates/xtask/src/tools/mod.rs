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

use std::path::Path;

use anyhow::Result;
use thiserror::Error;
use xshell::{Shell, cmd};

use crate::program::say;

pub(crate) use catalogue::Tool;
pub(crate) use toolbox::Toolbox;

/// A tool that was neither found nor installed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{tool} is missing ({reason}); install it with: {command}")]
pub(crate) struct Missing {
    /// What is missing.
    pub(crate) tool: String,
    /// Why it could not be installed.
    pub(crate) reason: String,
    /// What a person types to have it.
    pub(crate) command: String,
}

/// Makes sure that Rust can compile for browsers.
pub(crate) fn need_wasm_target(shell: &Shell) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    let folder = cmd!(shell, "rustc --print target-libdir --target {target}").read()?;
    if Path::new(&folder).is_dir() {
        return Ok(());
    }
    say("installing Rust's library for WebAssembly, which takes less than a minute");
    cmd!(shell, "rustup target add {target}").run().map_err(|error| {
        let (tool, command) = (format!("Rust's library for {target}"), format!("rustup target add {target}"));
        Missing { tool, reason: error.to_string(), command }.into()
    })
}
