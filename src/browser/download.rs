//! Files that the page makes and the browser saves.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url, window};

/// How long the file stays readable for the browser, in milliseconds: some ask the person first where it is to go.
const READABLE: u32 = 60_000;

/// Gives the browser a text as a file to save, and says whether it took it. To be called from within a tap or a key press.
#[must_use]
pub fn save_file(name: &str, media_type: &str, text: &str) -> bool {
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let link = document.create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let link = link.filter(|link| {
        let attributes = [("href", url.as_str()), ("download", name)];
        attributes.into_iter().all(|(name, value)| link.set_attribute(name, value).is_ok())
    });
    if let Some(link) = &link {
        link.click();
    }
    // Without this, the file would stay in memory as long as the page.
    let revoke = move || drop(Url::revoke_object_url(&url));
    Timeout::new(READABLE, revoke).forget();
    link.is_some()
}
