//! Asks before the page is left.

use gloo::events::{EventListener, EventListenerOptions};
use yew::prelude::*;

/// While it is armed, the browser asks before it closes or reloads the page. The words are the browser's own.
#[hook]
pub fn use_leave_guard(armed: bool) {
    use_effect_with(armed, |armed| {
        let window = web_sys::window().filter(|_| *armed);
        let listener = window.map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window, "beforeunload", options, Event::prevent_default)
        });
        move || drop(listener)
    });
}
