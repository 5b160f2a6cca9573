//! The address of the page: the screen that it names, and the question before it is left.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use yew::Event;

use crate::form::TypedSecret;
use crate::page::route::{Screen, is_link, names_a_secret};

/// The screen behind `#`.
#[must_use]
pub(super) fn screen_now() -> Screen {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Screen::from_hash(&hash.unwrap_or_default())
}

#[wasm_bindgen]
extern "C" {
    /// What `boot.js` has taken out of the address bar because it names a secret; empty when it had nothing to take.
    #[wasm_bindgen(catch, js_name = takePassedSecret)]
    fn take_passed_secret() -> Result<String, JsValue>;
}

/// The profile's link by which the page was opened, or another address that names a secret, which was passed on by mistake. It is
/// gone from the address bar at once, and from the history of this tab, since nobody can know what was passed on with it.
#[must_use]
pub(super) fn take_link() -> Option<TypedSecret> {
    let passed = take_passed_secret().ok().filter(|passed| !passed.is_empty());
    if let Some(passed) = passed {
        return Some(TypedSecret::new(passed));
    }
    let location = web_sys::window()?.location();
    let hash = TypedSecret::new(location.hash().ok().filter(|hash| is_link(hash) || names_a_secret(hash))?);
    let _ = location.replace(Screen::Device.href());
    Some(hash)
}

/// Calls back with each profile's link, or address that names a secret, that is opened while the page is there, for as long as the
/// listener is kept.
pub(super) fn on_link(call: impl Fn(TypedSecret) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| {
        if let Some(link) = take_link() {
            call(link);
        }
    }))
}

/// Goes to a screen.
pub(super) fn go_to(screen: Screen) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(screen.href());
    }
}

/// Calls back with every other screen, for as long as the listener is kept.
pub(super) fn on_screen(call: impl Fn(Screen) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| call(screen_now())))
}

/// For as long as the listener is kept, the browser asks before it closes or reloads the page. The words are the browser's own.
#[must_use]
pub(super) fn guard_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, Event::prevent_default))
}
