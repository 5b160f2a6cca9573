//! Where the work goes, the focus goes.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Puts the focus on an element, if it is there.
pub fn focus(id: &str) {
    let element = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
