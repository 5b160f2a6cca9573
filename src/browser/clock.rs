//! The browser's two clocks.

use web_sys::js_sys::Date;
use web_sys::window;

/// Milliseconds on a clock that never goes back. Only differences mean anything.
#[must_use]
pub fn monotonic_millis() -> u64 {
    let millis = window().and_then(|window| window.performance()).map_or_else(Date::now, |clock| clock.now());
    whole(millis)
}

/// Milliseconds since 1970, as this machine believes.
#[must_use]
pub fn unix_millis() -> u64 {
    // Tests of the tools run natively.
    if cfg!(not(target_arch = "wasm32")) {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        return since.ok().and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or_default();
    }
    whole(Date::now())
}

/// The conversion saturates, and a clock has no negative or fractional milliseconds that anybody would miss.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(millis: f64) -> u64 {
    millis as u64
}
