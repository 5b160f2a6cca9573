//! What is asked of a flow.

use enos::{AuthMode, Identity, SecureMode, Timestamp};

use crate::{Limits, Road};

/// One device and how it logs in. Every attempt is a new request with a new timestamp.
#[derive(Clone, Debug)]
pub struct Request {
    /// The device.
    pub identity: Identity,
    /// Its mode, and with it the road: dynamic activates, static logs in.
    pub mode: AuthMode,
    /// The time to sign.
    pub timestamp: Timestamp,
    /// How long each step may take.
    pub limits: Limits,
}

impl Request {
    /// What this request is to reach.
    #[must_use]
    pub const fn road(&self) -> Road {
        match self.mode.secure_mode() {
            SecureMode::Static => Road::Login,
            SecureMode::Dynamic => Road::Activate,
        }
    }
}
