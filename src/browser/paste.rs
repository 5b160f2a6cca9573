//! What is pasted anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, window};

/// Takes what is pasted where nobody types, into the input of this id, and whatever `is_wanted` of the text for another input, for as
/// long as what is returned lives. Other inputs keep what is pasted into them. Tells whether it was another one.
#[must_use]
pub fn on_paste(
    id: &'static str,
    is_wanted: fn(&str, &str) -> bool,
    tell: impl Fn(String, bool) + 'static,
) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    Some(EventListener::new_with_options(&window, "paste", options, move |event| {
        if let Some((text, is_elsewhere)) = pasted(event, id, is_wanted) {
            event.prevent_default();
            tell(text, is_elsewhere);
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
