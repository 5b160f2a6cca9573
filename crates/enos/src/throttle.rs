//! EnOS's limit on connection requests, counted along: one a second for a device, and the fourth within two minutes closes
//! the device out for five.
//!
//! Only requests of this program are known here; the device itself, or another program, makes requests of its own.

use alloc::vec::Vec;
use core::time::Duration;

/// What EnOS will say to the next request of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThrottleState {
    /// It is let in.
    Free {
        /// How many requests may be made within the two minutes, this one included: 1 to 3.
        left: u8,
    },
    /// It comes too soon after the one before.
    TooSoon {
        /// The time to wait.
        wait: Duration,
        /// How many requests may then be made: 1 to 3.
        left: u8,
    },
    /// It would be the fourth within two minutes.
    Spent {
        /// The time until one of the others no longer counts.
        wait: Duration,
    },
    /// There was a fourth, which locks the device out.
    LockedOut {
        /// The time until the device is let in again.
        wait: Duration,
    },
}

/// How a device stands that made its requests at these times, the earliest first.
///
/// Nobody documents whether requests of a device that is locked out extend the time. Here they do: who waits longer than
/// needed loses a little time, who waits too little is locked out again.
#[must_use]
pub fn throttle_state(requests: impl Iterator<Item = u64>, now: u64) -> ThrottleState {
    let mut counted: Vec<u64> = Vec::new();
    let mut closed_until = None;
    for at in requests {
        counted.retain(|earlier| at.saturating_sub(*earlier) < WINDOW);
        let is_closed = closed_until.is_some_and(|until| at < until);
        if is_closed || counted.len() >= ALLOWED {
            counted.clear();
            closed_until = Some(at + LOCKOUT);
        } else {
            counted.push(at);
        }
    }
    if let Some(until) = closed_until.filter(|until| now < *until) {
        return ThrottleState::LockedOut { wait: Duration::from_millis(until - now) };
    }
    let until = |at: u64, span: u64| Duration::from_millis((at + span).saturating_sub(now));
    counted.retain(|earlier| now.saturating_sub(*earlier) < WINDOW);
    let left = u8::try_from(ALLOWED.saturating_sub(counted.len())).unwrap_or_default();
    match (left, counted.first(), counted.last()) {
        (0, Some(oldest), _) => ThrottleState::Spent { wait: until(*oldest, WINDOW) },
        (_, _, Some(newest)) if now.saturating_sub(*newest) < INTERVAL => {
            ThrottleState::TooSoon { wait: until(*newest, INTERVAL), left }
        }
        _ => ThrottleState::Free { left },
    }
}

/// The fourth is one too many.
const ALLOWED: usize = 3;
/// In milliseconds: more than one second between two requests.
const INTERVAL: u64 = 1_001;
const WINDOW: u64 = 120_000;
const LOCKOUT: u64 = 300_000;
/// How long a request matters, in milliseconds: it may have locked a device out, and counts towards that for the window before.
pub const MATTERS_FOR: u64 = WINDOW + LOCKOUT;

#[cfg(test)]
mod tests {
    use super::*;

    fn after(requests: &[u64], now: u64) -> ThrottleState {
        throttle_state(requests.iter().copied(), now)
    }

    const fn wait(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    #[test]
    fn counts_down_from_three() {
        assert_eq!(after(&[], 0), ThrottleState::Free { left: 3 });
        assert_eq!(after(&[0], 5_000), ThrottleState::Free { left: 2 });
        assert_eq!(after(&[0, 2_000], 5_000), ThrottleState::Free { left: 1 });
    }

    #[test]
    fn asks_for_more_than_a_second_between_two_requests() {
        assert_eq!(after(&[5_000], 5_000), ThrottleState::TooSoon { wait: wait(1_001), left: 2 });
        assert_eq!(after(&[5_000], 6_000), ThrottleState::TooSoon { wait: wait(1), left: 2 });
        assert_eq!(after(&[5_000], 6_001), ThrottleState::Free { left: 2 });
    }

    #[test]
    fn a_request_counts_for_two_minutes() {
        assert_eq!(after(&[0, 10_000, 20_000], 30_000), ThrottleState::Spent { wait: wait(90_000) });
        assert_eq!(after(&[0, 10_000, 20_000], 119_999), ThrottleState::Spent { wait: wait(1) });
        assert_eq!(after(&[0, 10_000, 20_000], 120_000), ThrottleState::Free { left: 1 });
        assert_eq!(after(&[0, 10_000, 20_000], 140_000), ThrottleState::Free { left: 3 });
    }

    #[test]
    fn a_fourth_closes_the_device_out_for_five_minutes() {
        let four = [0, 10_000, 20_000, 100_000];
        assert_eq!(after(&four, 100_000), ThrottleState::LockedOut { wait: wait(300_000) });
        assert_eq!(after(&four, 399_999), ThrottleState::LockedOut { wait: wait(1) });
        assert_eq!(after(&four, 400_000), ThrottleState::Free { left: 3 });
    }

    #[test]
    fn a_request_while_closed_out_begins_the_five_minutes_anew() {
        let five = [0, 10_000, 20_000, 100_000, 200_000];
        assert_eq!(after(&five, 400_000), ThrottleState::LockedOut { wait: wait(100_000) });
        assert_eq!(after(&five, 500_000), ThrottleState::Free { left: 3 });
    }

    #[test]
    fn the_fourth_after_two_minutes_is_no_fourth() {
        assert_eq!(after(&[0, 10_000, 20_000, 120_000], 125_000), ThrottleState::Spent { wait: wait(5_000) });
    }
}
