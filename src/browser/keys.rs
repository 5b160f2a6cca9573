//! Keys pressed anywhere on the page.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent, window};

/// A key that somebody pressed, without Control, Alt or the like.
#[derive(Debug)]
pub struct Key {
    /// Its name, as browsers give it.
    pub name: String,
    /// Whether it was pressed where one types.
    pub is_typed: bool,
}

/// What takes letters for itself.
const TYPED_IN: [&str; 3] = ["INPUT", "TEXTAREA", "SELECT"];

/// Calls back at every key for as long as what is returned lives. Where it returns `true`, the browser does nothing more.
#[must_use]
pub fn on_key(call: impl Fn(Key) -> bool + 'static) -> Option<EventListener> {
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let window = window()?;
    Some(EventListener::new_with_options(&window, "keydown", options, move |event| {
        if key(event).is_some_and(&call) {
            event.prevent_default();
        }
    }))
}

fn key(event: &Event) -> Option<Key> {
    let pressed: &KeyboardEvent = event.dyn_ref()?;
    if pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() || pressed.is_composing() {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let is_typed = target.is_some_and(|target| TYPED_IN.contains(&target.tag_name().as_str()));
    Some(Key { name: pressed.key(), is_typed })
}

/// Calls back when the page is left, for as long as what is returned lives.
#[must_use]
pub fn on_leave(call: impl Fn() + 'static) -> Option<EventListener> {
    window().map(|window| EventListener::new(&window, "pagehide", move |_| call()))
}
