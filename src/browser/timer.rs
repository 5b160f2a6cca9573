//! One call, later.

use gloo::timers::callback::Timeout;

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
