//! Files that somebody chooses.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlInputElement};

/// Reads the file that was chosen in the input that the event comes from. `None` for one with more than `limit` bytes, or that
/// cannot be read; nothing is told when none was chosen.
pub fn read_chosen_file(event: &Event, limit: usize, tell: impl FnOnce(Option<String>) + 'static) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
    // Otherwise the same file, mended meanwhile, could not be chosen again.
    input.set_value("");
    spawn_local(async move { tell(read(&file, limit).await) });
}

async fn read(file: &File, limit: usize) -> Option<String> {
    let limit = u32::try_from(limit).unwrap_or(u32::MAX);
    if file.size() > f64::from(limit) {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
