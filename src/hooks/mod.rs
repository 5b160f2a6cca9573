//! The page's own hooks: the only way from screens to the browser.

mod address;
mod profiles;

pub use address::{go_to, guard_leaving, on_link, on_screen, screen_now, take_link};
pub use profiles::{copy, keep_profiles, keeps_profiles, kept_profiles, page_address, read_chosen_file};

use enos::Timestamp;

use crate::i18n::Page;

/// Which build of the page this is: the digest in its program's name; empty for one without.
#[must_use]
pub fn build() -> String {
    let page = web_sys::window().and_then(|window| window.document());
    let tag = page.and_then(|page| page.query_selector("script[data-wasm]").ok().flatten());
    let name = tag.and_then(|tag| tag.get_attribute("data-wasm")).unwrap_or_default();
    name.rsplit('-').next().and_then(|end| end.split('_').next()).unwrap_or_default().to_owned()
}

/// The time, as this machine believes. To be called from callbacks and effects, never while rendering.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(crate::browser::unix_millis())
}

/// The clock that never goes back, in milliseconds. To be called from callbacks and effects, never while rendering.
#[must_use]
pub fn monotonic() -> u64 {
    crate::browser::monotonic_millis()
}

/// Calls once, after that many milliseconds, whatever is on the screen by then.
pub fn later(millis: u64, call: impl FnOnce() + 'static) {
    let millis = u32::try_from(millis).unwrap_or(u32::MAX);
    gloo::timers::callback::Timeout::new(millis, call).forget();
}

/// Gives the browser a text as a file to save, and tells how that went. To be called from within a tap or a key press.
#[must_use]
pub fn save(name: &str, media_type: &str, text: &str) -> Page {
    if crate::browser::save_file(name, media_type, text) { Page::Saved } else { Page::SaveFailed }
}

/// Keeps a text for the next visit. Never a secret.
pub fn keep(name: &str, text: &str) {
    crate::browser::store(name, text);
}

/// What was kept under this name.
#[must_use]
pub fn kept(name: &str) -> Option<String> {
    crate::browser::load(name)
}

/// Sixteen hexadecimal digits by chance.
#[must_use]
pub fn salt() -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    crate::browser::chance().into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

/// Hours, minutes and seconds on this machine's clock.
#[must_use]
pub fn time_of_day(at: Timestamp) -> String {
    let seconds = u32::try_from(at.as_millis() / 1000).unwrap_or(u32::MAX);
    let digits = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    if !cfg!(target_arch = "wasm32") {
        // Native tests have no time zone.
        return [digits(seconds / 3_600 % 24), digits(seconds / 60 % 60), digits(seconds % 60)].join(":");
    }
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(f64::from(seconds) * 1000.0));
    [digits(date.get_hours()), digits(date.get_minutes()), digits(date.get_seconds())].join(":")
}
