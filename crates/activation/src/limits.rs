//! How long each step may take.

use core::time::Duration;

/// The time limit of each step, counted from its own start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Until the WebSocket is open.
    pub open: Duration,
    /// From CONNECT to CONNACK.
    pub connack: Duration,
    /// From CONNACK to the activation message.
    pub secret: Duration,
    /// From the reply to its PUBACK. When it runs out, the activation has succeeded all the same.
    pub sign_off: Duration,
}

impl Default for Limits {
    /// 10 s, 10 s, 20 s (EnOS takes a second as a rule) and 5 s.
    fn default() -> Self {
        Self {
            open: Duration::from_secs(10),
            connack: Duration::from_secs(10),
            secret: Duration::from_secs(20),
            sign_off: Duration::from_secs(5),
        }
    }
}
