//! The simulated cloud's clock.

/// Milliseconds since a moment that the caller chooses: the start of a test, or 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(u64);

impl Time {
    /// That many milliseconds after the chosen moment.
    #[must_use]
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// The milliseconds since the chosen moment.
    #[must_use]
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Later by that many milliseconds; stays at the end of time.
    #[must_use]
    pub const fn after(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The milliseconds from an earlier time until this one; 0 when it is not earlier.
    #[must_use]
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
