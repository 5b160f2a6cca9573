//! Events of the whole document: keys, paste, the first interaction, hidden and left. Each listener lives as long as what is returned.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, KeyboardEvent, window};

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
    let options = EventListenerOptions::enable_prevent_default();
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

/// Takes what is pasted where nobody types, into the input of this id, and whatever `is_wanted` of the text for another input, for as
/// long as what is returned lives. Other inputs keep what is pasted into them. Tells whether it was another one.
#[must_use]
pub fn on_paste(
    id: &'static str,
    is_wanted: fn(&str, &str) -> bool,
    call: impl Fn(String, bool) + 'static,
) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    Some(EventListener::new_with_options(&window, "paste", options, move |event| {
        if let Some((text, is_elsewhere)) = pasted(event, id, is_wanted) {
            event.prevent_default();
            call(text, is_elsewhere);
        }
    }))
}

fn pasted(event: &Event, id: &str, is_wanted: fn(&str, &str) -> bool) -> Option<(String, bool)> {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok())?;
    let is_typed = ["INPUT", "TEXTAREA"].contains(&target.tag_name().as_str());
    let is_elsewhere = is_typed && target.id() != id;
    let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    let is_taken = !text.trim().is_empty() && (!is_elsewhere || is_wanted(&target.id(), &text));
    is_taken.then_some((text, is_elsewhere))
}

/// Calls back when the page is hidden, and when its window is no longer the one that is worked in; for as long as what is returned
/// lives.
#[must_use]
pub fn on_hidden(call: impl Fn() + 'static) -> Vec<EventListener> {
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

/// The events that count. A tap or a click begins with one of these, some time before it is a click.
const SIGNS: [&str; 4] = ["pointermove", "pointerdown", "keydown", "focusin"];

/// Calls back at every such event, for as long as what is returned lives.
#[must_use]
pub fn on_first_interaction(call: impl Fn() + 'static) -> Vec<EventListener> {
    let Some(window) = window() else { return Vec::new() };
    let call = Rc::new(call);
    let listen = |sign| {
        let call = Rc::clone(&call);
        EventListener::new(&window, sign, move |_| call())
    };
    SIGNS.map(listen).into()
}
