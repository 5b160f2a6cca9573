//! The screen that the address names.

use gloo::events::EventListener;
use yew::prelude::*;

use crate::route::Screen;

/// The screen behind `#`, followed as it changes.
#[hook]
pub fn use_screen() -> Screen {
    let screen = use_state_eq(Screen::default);
    {
        let screen = screen.setter();
        use_effect_with((), move |()| {
            screen.set(current());
            let listener = web_sys::window()
                .map(|window| EventListener::new(&window, "hashchange", move |_| screen.set(current())));
            move || drop(listener)
        });
    }
    *screen
}

fn current() -> Screen {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Screen::of_hash(&hash.unwrap_or_default())
}
