//! What `boot.js` has found out before the program was there, and what it sees to afterwards.

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
