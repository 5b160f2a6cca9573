//! Profiles on their way to and from the browser: what it keeps, links, files.

use yew::Event;

use crate::browser;

const PROFILES: &str = "profiles";

/// The text of the profiles that the browser keeps, if it keeps any.
#[must_use]
pub fn kept_profiles() -> Option<String> {
    browser::load(PROFILES)
}

/// Whether it keeps any.
#[must_use]
pub fn keeps_profiles() -> bool {
    kept_profiles().is_some()
}

/// Has the browser keep them. They hold no secret.
pub fn keep_profiles(text: &str) {
    browser::store(PROFILES, text);
}

/// The page's own address, to which a link leads.
#[must_use]
pub fn page_address() -> String {
    browser::page_address()
}

/// Puts a text without a secret on the clipboard, and says whether that worked.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    browser::write_to_clipboard(text, done);
}

/// Reads the file that somebody has chosen; `None` for one with more than `limit` bytes, or that cannot be read.
pub fn read_chosen_file(event: &Event, limit: usize, tell: impl FnOnce(Option<String>) + 'static) {
    browser::read_chosen_file(event, limit, tell);
}
