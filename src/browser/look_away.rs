//! When nobody looks at the page any more.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::window;

/// Calls back when the page is hidden, and when its window is no longer the one that is worked in; for as long as what is returned
/// lives.
#[must_use]
pub fn on_look_away(call: impl Fn() + 'static) -> Vec<EventListener> {
    let Some(window) = window() else { return Vec::new() };
    let call = Rc::new(call);
    let blurred = {
        let call = Rc::clone(&call);
        EventListener::new(&window, "blur", move |_| call())
    };
    let hidden = window.document().map(|document| {
        EventListener::new(&document.clone(), "visibilitychange", move |_| {
            if document.hidden() {
                call();
            }
        })
    });
    [Some(blurred), hidden].into_iter().flatten().collect()
}
