//! The clipboard, written only: the page never reads it.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

/// Puts a text on the clipboard and says whether that worked. To be called from within a tap or a key press, since browsers ask
/// for that. A page that came over plain HTTP, from elsewhere than this machine, has no clipboard.
pub fn write_to_clipboard(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    let Some(clipboard) = clipboard else { return done(false) };
    let written = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(written).await.is_ok()) });
}
