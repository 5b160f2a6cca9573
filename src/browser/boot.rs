//! What `boot.js` has found out before the program runs, and what it does for the program: errors in loading, new builds.

use gloo::events::EventListener;
use web_sys::{Event, window};

/// Why no secret may be typed into this page, in one word; nothing where one may.
#[must_use]
pub fn closed_because() -> Option<String> {
    window()?.document()?.document_element()?.get_attribute("data-closed")
}

/// Says that a part of the page could not be loaded, so that it is looked whether the server has another build by now.
pub fn part_is_missing() {
    if let (Some(window), Ok(event)) = (window(), Event::new("part-missing")) {
        let _ = window.dispatch_event(&event);
    }
}

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

/// Which build of the page this is: the digest in its program's name; empty for one without.
#[must_use]
pub fn build() -> String {
    let page = window().and_then(|window| window.document());
    let tag = page.and_then(|page| page.query_selector("script[data-wasm]").ok().flatten());
    let name = tag.and_then(|tag| tag.get_attribute("data-wasm")).unwrap_or_default();
    name.rsplit('-').next().and_then(|end| end.split('_').next()).unwrap_or_default().to_owned()
}
