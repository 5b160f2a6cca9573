//! The first sign that somebody uses the page.

use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::window;

/// What tells of it. A tap or a click begins with one of these, some time before it is a click.
const SIGNS: [&str; 4] = ["pointermove", "pointerdown", "keydown", "focusin"];

/// Calls back at every such sign, for as long as what is returned lives.
#[must_use]
pub fn on_stir(call: impl Fn() + 'static) -> Vec<EventListener> {
    let Some(window) = window() else { return Vec::new() };
    let call = Rc::new(call);
    let listen = |sign| {
        let call = Rc::clone(&call);
        EventListener::new(&window, sign, move |_| call())
    };
    SIGNS.map(listen).into()
}
