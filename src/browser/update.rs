//! A new build of the page that waits for its turn. `boot.js` tells of it, and takes it up.

use gloo::events::EventListener;
use web_sys::{Event, window};

/// Whether one waits.
#[must_use]
pub fn is_update_ready() -> bool {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute("data-update"))
}

/// Calls back when one has come, for as long as what is returned lives.
#[must_use]
pub fn on_update_ready(call: impl Fn() + 'static) -> Option<EventListener> {
    window().map(|window| EventListener::new(&window, "update-ready", move |_| call()))
}

/// Loads the page anew, with the new build. The browser asks first if a secret would be lost.
pub fn take_update() {
    if let (Some(window), Ok(event)) = (window(), Event::new("update-now")) {
        let _ = window.dispatch_event(&event);
    }
}
