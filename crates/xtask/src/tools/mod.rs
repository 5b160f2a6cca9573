//! The tools that the chores need: looked for on `PATH`, then in the cache folder, then installed there.
//!
//! - [`catalogue`]: what the tools are, in which versions, and how each is installed
//! - [`toolbox`]: hands out tools, and the `PATH` that finds them
//! - [`find`]: is it there already?
//! - [`install`]: puts it into the cache folder
//! - [`cache`]: that folder
//! - [`missing`]: a tool that is not to be had here, in one sentence with the command to type
//! - [`target`]: Rust's library for WebAssembly, which rustup brings

mod cache;
mod catalogue;
mod find;
mod install;
mod missing;
mod target;
mod toolbox;

pub(crate) use catalogue::Tool;
pub(crate) use missing::Missing;
pub(crate) use target::need_wasm_target;
pub(crate) use toolbox::Toolbox;
