//! What the browser keeps between visits. Never a secret: only language, theme, profiles, the address of the gateway and the like.

use gloo::events::EventListener;
use web_sys::{Storage, window};

/// What was kept under this name. Nothing, where the browser keeps nothing or forbids it.
#[must_use]
pub fn load(name: &str) -> Option<String> {
    local_storage()?.get_item(name).ok().flatten()
}

/// Keeps a text under this name; nothing, where the text is empty. Where the browser forbids it, the choice lasts as long as the page.
pub fn store(name: &str, text: &str) {
    if let Some(storage) = local_storage() {
        let _ = if text.is_empty() { storage.remove_item(name) } else { storage.set_item(name, text) };
    }
}

/// Calls back when another tab of the page has kept something, for as long as what is returned lives.
#[must_use]
pub fn on_other_tab(call: impl Fn() + 'static) -> Option<EventListener> {
    window().map(|window| EventListener::new(&window, "storage", move |_| call()))
}

fn local_storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
