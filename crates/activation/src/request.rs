//! What is asked of a flow.

use enos::{AuthMode, Identity, SecureMode, Timestamp};

use crate::{Goal, Limits};

/// The number of an attempt. Whoever makes attempts counts them: two of them never have the same number, also where they begin at the
/// same time. The greater one was begun later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(u64);

impl AttemptId {
    /// The attempt of this number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }

    /// The number of the attempt after this one.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// One device and how it logs in. Every attempt is a new request with a new number and a new timestamp.
#[derive(Clone, Debug)]
pub struct Request {
    /// The number of the attempt.
    pub id: AttemptId,
    /// The device.
    pub identity: Identity,
    /// Its mode, and with it what is to be reached: dynamic activates, static logs in.
    pub mode: AuthMode,
    /// The time to sign.
    pub timestamp: Timestamp,
    /// How long each step may take.
    pub limits: Limits,
}

impl Request {
    /// What is to be reached.
    #[must_use]
    pub const fn goal(&self) -> Goal {
        match self.mode.secure_mode() {
            SecureMode::Static => Goal::Login,
            SecureMode::Dynamic => Goal::Activate,
        }
    }
}
