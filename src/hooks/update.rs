//! Whether a new build of the page waits.

use yew::prelude::*;

use crate::browser::{is_update_ready, on_update_ready};

/// Becomes true when a new build has been fetched and waits to be taken up, which it never is by itself.
#[hook]
pub fn use_update() -> bool {
    let is_ready = use_state_eq(|| false);
    {
        let is_ready = is_ready.setter();
        use_effect_with((), move |()| {
            // It may have come before we listened.
            is_ready.set(is_update_ready());
            let listener = on_update_ready(move || is_ready.set(true));
            move || drop(listener)
        });
    }
    *is_ready
}
