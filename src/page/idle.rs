//! Whether anybody still uses the page.

use super::core::Moment;

/// After this time without an action, in milliseconds, the page is wiped.
const LIMIT: u64 = 10 * 60 * 1_000;

/// When somebody last did something, by both clocks of the browser.
///
/// The clock that never goes back may stand still while a laptop sleeps; the other one goes on, but may be set.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct LastUse {
    monotonic: u64,
    unix: u64,
}

impl LastUse {
    /// At this moment.
    pub(crate) const fn at(at: Moment) -> Self {
        Self { monotonic: at.monotonic, unix: at.unix.as_millis() }
    }

    /// Whether it is too long ago at this moment.
    pub(crate) fn is_over_at(self, at: Moment) -> bool {
        let now = Self::at(at);
        let passed = now.monotonic.saturating_sub(self.monotonic).max(now.unix.saturating_sub(self.unix));
        passed >= LIMIT
    }
}

#[cfg(test)]
mod tests {
    use enos::Timestamp;

    use super::*;

    const USED: LastUse = LastUse { monotonic: 5_000, unix: 1_790_000_000_000 };

    fn at(monotonic: u64, unix: u64) -> Moment {
        Moment { unix: Timestamp::from_millis(unix), monotonic }
    }

    fn after(monotonic: u64, unix: u64) -> bool {
        USED.is_over_at(at(USED.monotonic + monotonic, USED.unix + unix))
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
        assert!(USED.is_over_at(at(USED.monotonic + LIMIT, USED.unix - 3_600_000)));
        assert!(!USED.is_over_at(at(USED.monotonic + 1, USED.unix - 3_600_000)));
    }
}
