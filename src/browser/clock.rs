//! The browser's two clocks, and calls after a while.

use enos::Timestamp;
use gloo::timers::callback::Timeout;
use web_sys::js_sys::Date;
use web_sys::window;

/// The monotonic clock, in milliseconds. Only differences mean anything.
#[must_use]
pub fn monotonic() -> u64 {
    // The page's decisions are tested natively, without a window.
    if cfg!(not(target_arch = "wasm32")) {
        return 0;
    }
    let millis = window().and_then(|window| window.performance()).map_or_else(Date::now, |clock| clock.now());
    whole(millis)
}

/// The wall clock of this machine.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_millis(unix_millis())
}

fn unix_millis() -> u64 {
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

/// Hours, minutes and seconds in this machine's time zone.
#[must_use]
pub fn time_of_day(at: Timestamp) -> String {
    let seconds = u32::try_from(at.as_millis() / 1000).unwrap_or(u32::MAX);
    let digits = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    if !cfg!(target_arch = "wasm32") {
        // Native tests have no time zone.
        return [digits(seconds / 3_600 % 24), digits(seconds / 60 % 60), digits(seconds % 60)].join(":");
    }
    let date = Date::new(&wasm_bindgen::JsValue::from_f64(f64::from(seconds) * 1000.0));
    [digits(date.get_hours()), digits(date.get_minutes()), digits(date.get_seconds())].join(":")
}

/// Calls once after that many milliseconds, whatever is on the screen by then. It cannot be cancelled.
pub fn call_after(millis: u64, call: impl FnOnce() + 'static) {
    Timeout::new(u32::try_from(millis).unwrap_or(u32::MAX), call).forget();
}

/// Calls back once, after a while, unless it is dropped before.
#[derive(Debug)]
pub struct Timer {
    _timeout: Timeout,
}

impl Timer {
    /// Starts. A browser cannot wait longer than 2^31 - 1 ms, so a longer while is cut to that; and in a tab that is not
    /// shown it may wait up to a minute longer.
    pub fn after(millis: u64, call: impl FnOnce() + 'static) -> Self {
        let longest = i32::MAX.unsigned_abs();
        let millis = u32::try_from(millis).unwrap_or(longest).min(longest);
        Self { _timeout: Timeout::new(millis, call) }
    }
}
