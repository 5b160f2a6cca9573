//! EnOS's limit on connection requests: one a second for a device, and the fourth within two minutes closes the
//! device out for five.
//!
//! A request counts whether or not it is let in, except while the device is closed out; nobody documents whether those
//! prolong it.

use crate::Time;

/// The requests of one device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Throttle {
    /// The requests of the last window, newest first.
    requests: [Option<Time>; 3],
    closed_until: Option<Time>,
}

/// The numbers of the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(deny_unknown_fields))]
pub struct ThrottleRule {
    /// The least time between two requests, in milliseconds.
    #[cfg_attr(feature = "serde", serde(rename = "interval-ms"))]
    pub interval: u64,
    /// How much less than that is put up with, in milliseconds. On a real network the round trips carry a device past the
    /// second; on a loopback the vendor's C SDK comes after 0.9 s.
    #[cfg_attr(feature = "serde", serde(rename = "tolerance-ms", default))]
    pub tolerance: u64,
    /// The time within which a fourth request is one too many, in milliseconds.
    #[cfg_attr(feature = "serde", serde(rename = "window-ms"))]
    pub window: u64,
    /// How long the device is then closed out, in milliseconds.
    #[cfg_attr(feature = "serde", serde(rename = "lockout-ms"))]
    pub lockout: u64,
}

/// Why a request came too soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Throttled {
    /// Less than a second after the one before.
    TooFast,
    /// The device is closed out.
    ClosedOut {
        /// Until then.
        until: Time,
    },
}

impl ThrottleRule {
    /// EnOS's numbers: 1 s, 2 min, 5 min.
    pub const ENOS: Self = Self { interval: 1_000, tolerance: 0, window: 120_000, lockout: 300_000 };
}

impl Throttle {
    /// No request so far.
    #[must_use]
    pub const fn new() -> Self {
        Self { requests: [None; 3], closed_until: None }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When it comes too soon.
    pub fn admit(&mut self, now: Time, rule: &ThrottleRule) -> Result<(), Throttled> {
        if let Some(until) = self.closed_until.filter(|until| now < *until) {
            return Err(Throttled::ClosedOut { until });
        }
        let [newest, second, third] = self.requests;
        if third.is_some_and(|time| now.since(time) < rule.window) {
            let until = now.after(rule.lockout);
            *self = Self { requests: [None; 3], closed_until: Some(until) };
            return Err(Throttled::ClosedOut { until });
        }
        *self = Self { requests: [Some(now), newest, second], closed_until: None };
        if newest.is_some_and(|time| now.since(time).saturating_add(rule.tolerance) < rule.interval) {
            return Err(Throttled::TooFast);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(throttle: &mut Throttle, millis: u64) -> Result<(), Throttled> {
        throttle.admit(Time::from_millis(millis), &ThrottleRule::ENOS)
    }

    #[test]
    fn lets_three_requests_through_within_two_minutes() {
        let mut throttle = Throttle::new();
        for millis in [0, 1_000, 2_000] {
            assert_eq!(at(&mut throttle, millis), Ok(()));
        }
    }

    #[test]
    fn closes_a_device_out_for_five_minutes_at_the_fourth() {
        let mut throttle = Throttle::new();
        for millis in [0, 1_000, 2_000] {
            assert_eq!(at(&mut throttle, millis), Ok(()));
        }
        let closed_out = Err(Throttled::ClosedOut { until: Time::from_millis(419_999) });
        assert_eq!(at(&mut throttle, 119_999), closed_out);
        assert_eq!(at(&mut throttle, 419_998), closed_out);
        assert_eq!(at(&mut throttle, 419_999), Ok(()));
    }

    #[test]
    fn forgets_a_request_after_two_minutes() {
        let mut throttle = Throttle::new();
        for millis in [0, 60_000, 90_000, 120_000, 180_000, 210_000] {
            assert_eq!(at(&mut throttle, millis), Ok(()), "at {millis}");
        }
    }

    #[test]
    fn puts_up_with_as_much_less_than_a_second_as_it_is_told_to() {
        let rule = ThrottleRule { tolerance: 200, ..ThrottleRule::ENOS };
        let mut throttle = Throttle::new();
        for (millis, answer) in [(0, Ok(())), (900, Ok(())), (1_699, Err(Throttled::TooFast))] {
            assert_eq!(throttle.admit(Time::from_millis(millis), &rule), answer, "at {millis}");
        }
    }

    #[test]
    fn asks_for_a_second_between_two_requests() {
        let mut throttle = Throttle::new();
        assert_eq!(at(&mut throttle, 0), Ok(()));
        assert_eq!(at(&mut throttle, 999), Err(Throttled::TooFast));
        assert_eq!(at(&mut throttle, 1_500), Err(Throttled::TooFast), "a refused request counts too");
        assert!(matches!(at(&mut throttle, 3_000), Err(Throttled::ClosedOut { .. })));
    }
}
