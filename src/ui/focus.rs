//! Where the work goes, the focus goes.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus on an element, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Closes a popover, if it is there and open.
pub fn close_popover(id: &str) {
    if let Some(element) = element(id) {
        // It throws where the popover is not open.
        let _ = element.hide_popover();
    }
}

fn element(id: &str) -> Option<HtmlElement> {
    let page = web_sys::window()?.document()?;
    page.get_element_by_id(id)?.dyn_into().ok()
}
