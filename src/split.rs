//! Where the parts of the page that come behind its first screen are joined, and how they are loaded.
//!
//! It belongs to the page's own program and not to its library, which other programs use whole. Each function marked `wasm_split` becomes a file of its own with everything that only it reaches; see `cargo xtask size` for
//! what that brings. Nothing else may name what stands behind [`AttemptPart`], [`Tools`] and the Chinese words.
// The functions are exported and imported under names of C; both sides are ours and built together.
#![allow(improper_ctypes, improper_ctypes_definitions)]
// Loading may fail, which the functions as written here cannot know.
#![allow(clippy::unnecessary_wraps)]

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use enos_provisioner::app::PartLoader;
use enos_provisioner::attempt::update::attempt_part;
use enos_provisioner::browser;
use enos_provisioner::i18n;
use enos_provisioner::i18n::Words;
use enos_provisioner::page::lazy::{AttemptPart, Tools};
use enos_provisioner::tools;

/// Loads each part when it is asked for. What could not be loaded is tried again at the next call.
pub(crate) const LOADER: PartLoader = PartLoader {
    attempt: |call| spawn_local(async move { call(load_attempt().await.ok().map(|part| *part)) }),
    tools: |call| spawn_local(async move { call(load_tools().await.ok()) }),
    chinese: |call| {
        spawn_local(async move {
            let words = load_chinese().await;
            if let Ok(words) = words {
                i18n::learn(words);
            }
            call(words.is_ok());
        });
    },
};

#[wasm_split(attempt, fallible)]
fn load_attempt() -> Result<Box<AttemptPart>, SplitLoaderError> {
    Ok(Box::new(attempt_part()))
}

#[wasm_split(tools, fallible)]
fn load_tools() -> Result<Box<dyn Tools>, SplitLoaderError> {
    Ok(tools::all(browser::load(tools::TEMPLATE)))
}

#[wasm_split(chinese, fallible)]
fn load_chinese() -> Result<&'static Words, SplitLoaderError> {
    Ok(i18n::chinese())
}
