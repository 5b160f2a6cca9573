//! What the browser keeps between visits. Never a secret: only language, theme and profiles.

use web_sys::{Storage, window};

/// What was kept under this name. Nothing, where the browser keeps nothing or forbids it.
#[must_use]
pub fn load(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under this name. Where the browser forbids it, the choice lasts as long as the page.
pub fn store(name: &str, text: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(name, text);
    }
}

fn local_storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
