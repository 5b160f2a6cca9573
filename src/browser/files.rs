//! The clipboard and files: what leaves the page and what a person brings to it. The page never reads the clipboard.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlElement, HtmlInputElement, Url, window};

/// Puts a text on the clipboard and says whether that worked. To be called from within a tap or a key press, since browsers ask
/// for that. A page that came over plain HTTP, from elsewhere than this machine, has no clipboard.
pub fn write_to_clipboard(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = window().map(|window| window.navigator().clipboard()).filter(|clipboard| !clipboard.is_undefined());
    let Some(clipboard) = clipboard else { return done(false) };
    let written = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(written).await.is_ok()) });
}

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

/// Reads the file that was chosen in the input that the event comes from. `None` for one with more than `limit` bytes, or that
/// cannot be read; it does not call back when none was chosen.
pub fn read_chosen_file(event: &Event, limit: usize, call: impl FnOnce(Option<String>) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
    // Otherwise the same file, mended meanwhile, could not be chosen again.
    input.set_value("");
    spawn_local(async move { call(read(&file, limit).await) });
}

async fn read(file: &File, limit: usize) -> Option<String> {
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    if file.size() > f64::from(limit) {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
