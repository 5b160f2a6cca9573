use core::{ops::Add, time::Duration};

/// A moment on a monotonic clock of the caller's, in milliseconds since whatever it counts from.
///
/// The standard library's own type panics in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(u64);

impl Instant {
    /// The moment of that many milliseconds.
    #[must_use]
    pub const fn from_millis(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// The milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// The time from `earlier` to here; zero if it is not earlier.
    #[must_use]
    pub const fn saturating_since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    /// The moment that much later, at most the last one that can be told.
    fn add(self, duration: Duration) -> Self {
        // Not by way of `as_millis`, whose 128 bits cost the page a kilobyte of arithmetic.
        let millis = duration.as_secs().saturating_mul(1_000).saturating_add(u64::from(duration.subsec_millis()));
        Self(self.0.saturating_add(millis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adding_stops_at_the_last_moment() {
        assert_eq!(Instant(5) + Duration::from_secs(1), Instant(1_005));
        assert_eq!(Instant(5) + Duration::MAX, Instant(u64::MAX));
    }

    #[test]
    fn the_time_since_a_later_moment_is_zero() {
        assert_eq!(Instant(9).saturating_since(Instant(4)), Duration::from_millis(5));
        assert_eq!(Instant(4).saturating_since(Instant(9)), Duration::ZERO);
    }
}
