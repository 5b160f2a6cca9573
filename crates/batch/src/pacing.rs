//! How fast, and how many at once.

use std::num::NonZeroU8;
use std::time::Duration;

/// The pace of a batch. EnOS's limits for each device are known, those for each source address are not, so one begins slowly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pacing {
    /// The least time between the beginnings of two connections. Zero turns the pace off; the limits for each device hold even then.
    pub interval: Duration,
    /// How many devices at once, at most.
    pub in_flight: NonZeroU8,
}

impl Pacing {
    /// How long an activation takes as a rule: EnOS sends the secret about a second after the login.
    pub const TYPICAL_ATTEMPT: Duration = Duration::from_secs(2);

    /// A pace of so many connections a second. Zero turns the pace off.
    #[must_use]
    pub fn per_second(connections: u8, in_flight: NonZeroU8) -> Self {
        let interval = Duration::from_secs(1).checked_div(u32::from(connections)).unwrap_or_default();
        Self { interval, in_flight }
    }

    /// How many connections may be opened before they are used: as many as the pace uses in eight seconds, and no more than ten.
    #[must_use]
    pub fn early_connections(self) -> usize {
        let used = EARLY.as_millis().checked_div(self.interval.as_millis());
        used.map_or(EARLY_LIMIT, |used| usize::try_from(used).unwrap_or(EARLY_LIMIT).clamp(1, EARLY_LIMIT))
    }

    /// How long so many devices take of which each takes so long.
    #[must_use]
    pub fn time_for(self, devices: usize, attempt: Duration) -> Duration {
        let Some(others) = devices.checked_sub(1) else { return Duration::ZERO };
        let others = u32::try_from(others).unwrap_or(u32::MAX);
        let at_once = attempt.checked_div(u32::from(self.in_flight.get())).unwrap_or_default();
        self.interval.max(at_once).saturating_mul(others).saturating_add(attempt)
    }
}

impl Default for Pacing {
    /// One new connection a second, and two devices at once.
    fn default() -> Self {
        Self { interval: Duration::from_secs(1), in_flight: NonZeroU8::MIN.saturating_add(1) }
    }
}

const EARLY: Duration = Duration::from_secs(8);
const EARLY_LIMIT: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn at_once(in_flight: u8) -> NonZeroU8 {
        NonZeroU8::new(in_flight).unwrap()
    }

    #[test]
    fn two_hundred_devices_take_less_than_four_minutes() {
        let pacing = Pacing::default();
        assert_eq!(pacing.time_for(200, Pacing::TYPICAL_ATTEMPT), Duration::from_secs(201));
        assert_eq!(pacing.time_for(0, Pacing::TYPICAL_ATTEMPT), Duration::ZERO);
        assert_eq!(pacing.time_for(1, Pacing::TYPICAL_ATTEMPT), Duration::from_secs(2));
    }

    #[test]
    fn without_a_pace_only_the_number_at_once_counts() {
        let pacing = Pacing::per_second(0, at_once(4));
        assert_eq!(pacing.time_for(1_001, Duration::from_secs(2)), Duration::from_secs(502));
    }

    #[test]
    fn opens_no_more_early_connections_than_are_used_in_eight_seconds() {
        assert_eq!(Pacing::default().early_connections(), 8);
        assert_eq!(Pacing::per_second(5, at_once(2)).early_connections(), 10);
        assert_eq!(Pacing { interval: Duration::from_secs(20), in_flight: at_once(1) }.early_connections(), 1);
        assert_eq!(Pacing::per_second(0, at_once(2)).early_connections(), 10);
    }
}
