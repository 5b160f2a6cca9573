//! What is pasted anywhere on the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlElement, window};

/// Takes what is pasted where nobody types, and into the input of this id, for as long as what is returned lives. Other inputs
/// keep what is pasted into them.
#[must_use]
pub fn on_paste(id: &'static str, tell: impl Fn(String) + 'static) -> Option<EventListener> {
    let options = EventListenerOptions::enable_prevent_default();
    let window = window()?;
    Some(EventListener::new_with_options(&window, "paste", options, move |event| {
        if let Some(text) = pasted(event, id) {
            event.prevent_default();
            tell(text);
        }
    }))
}

fn pasted(event: &Event, id: &str) -> Option<String> {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok())?;
    let is_typed = ["INPUT", "TEXTAREA"].contains(&target.tag_name().as_str());
    if is_typed && target.id() != id {
        return None;
    }
    let text = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?.get_data("text/plain").ok()?;
    (!text.trim().is_empty()).then_some(text)
}
