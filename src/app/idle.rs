//! Whether anybody still uses the page.

use crate::browser::{monotonic, now};

/// After this time without an action, in milliseconds, the page is wiped.
const LIMIT: u64 = 10 * 60 * 1_000;

/// When somebody last did something, by both clocks of the browser.
///
/// The clock that never goes back may stand still while a laptop sleeps; the other one goes on, but may be set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LastUse {
    monotonic: u64,
    unix: u64,
}

impl LastUse {
    /// Now.
    pub(super) fn now() -> Self {
        Self { monotonic: monotonic(), unix: now().as_millis() }
    }

    /// Whether it is too long ago.
    pub(super) fn is_over(self) -> bool {
        self.is_over_at(Self::now())
    }

    fn is_over_at(self, now: Self) -> bool {
        let passed = now.monotonic.saturating_sub(self.monotonic).max(now.unix.saturating_sub(self.unix));
        passed >= LIMIT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USED: LastUse = LastUse { monotonic: 5_000, unix: 1_790_000_000_000 };

    fn after(monotonic: u64, unix: u64) -> bool {
        USED.is_over_at(LastUse { monotonic: USED.monotonic + monotonic, unix: USED.unix + unix })
    }

    #[test]
    fn ten_minutes_without_an_action_are_too_long() {
        assert!(!after(LIMIT - 1, LIMIT - 1));
        assert!(after(LIMIT, LIMIT));
    }

    #[test]
    fn a_laptop_that_slept_was_idle_although_one_clock_stood_still() {
        assert!(after(1_000, 8 * 3_600 * 1_000));
    }

    #[test]
    fn a_clock_that_was_set_back_hides_no_idleness() {
        let now = LastUse { monotonic: USED.monotonic + LIMIT, unix: USED.unix - 3_600_000 };
        assert!(USED.is_over_at(now));
        assert!(!USED.is_over_at(LastUse { monotonic: USED.monotonic + 1, ..now }));
    }
}
