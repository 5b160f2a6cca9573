//! The time, as it is handed in.

use enos::Timestamp;

/// A reading of both of the browser's clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// This machine's clock, which somebody may set.
    pub unix: Timestamp,
    /// The monotonic clock, in milliseconds, which begins anew with the page.
    pub monotonic: u64,
}

/// A clock that nobody can set, and that goes on where it stood before the page was loaded anew, as far as this machine's clock was not
/// set in between: milliseconds since 1970 at the start, and from then on the monotonic clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SteadyClock {
    start: Moment,
}

impl SteadyClock {
    pub(crate) const fn new(start: Moment) -> Self {
        Self { start }
    }

    /// In milliseconds since 1970.
    pub(crate) const fn read(self, at: Moment) -> u64 {
        let passed = at.monotonic.saturating_sub(self.start.monotonic);
        self.start.unix.as_millis().saturating_add(passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_changes_no_pace() {
        let moment = |unix, monotonic| Moment { unix: Timestamp::from_millis(unix), monotonic };
        let clock = SteadyClock::new(moment(1_000_000, 50));
        assert_eq!(clock.read(moment(5_000_000, 1_050)), 1_001_000);
        assert_eq!(clock.read(moment(0, 2_050)), 1_002_000);
    }
}
