//! The address of the page: the screen that it names, and the question before it is left.

use gloo::events::{EventListener, EventListenerOptions};
use yew::Event;

use crate::route::Screen;

/// The screen behind `#`.
#[must_use]
pub fn screen_now() -> Screen {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Screen::of_hash(&hash.unwrap_or_default())
}

/// Goes to a screen.
pub fn go_to(screen: Screen) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(screen.href());
    }
}

/// Tells of every other screen, for as long as the listener is kept.
pub fn on_screen(tell: impl Fn(Screen) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| tell(screen_now())))
}

/// For as long as the listener is kept, the browser asks before it closes or reloads the page. The words are the browser's own.
#[must_use]
pub fn guard_leaving() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, Event::prevent_default))
}
