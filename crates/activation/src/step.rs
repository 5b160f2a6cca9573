//! The steps that a technician sees.

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// Dynamic activation: EnOS sends the device its secret.
    Activate,
    /// Static login: EnOS accepts the device's secret, which verifies it.
    Login,
}

/// One step, named by what is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The WebSocket opens.
    Open,
    /// EnOS accepts the login: CONNECT to CONNACK.
    Connect,
    /// EnOS accepts the subscription: SUBSCRIBE to SUBACK. Beside the others, for EnOS sends the secret without it, too.
    Subscribe,
    /// The activation message arrives.
    Secret,
    /// The device replies and disconnects.
    SignOff,
}

impl Goal {
    /// The steps that lead to it, in the order in which they are shown.
    #[must_use]
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::Activate => &[Step::Open, Step::Connect, Step::Subscribe, Step::Secret, Step::SignOff],
            Self::Login => &[Step::Open, Step::Connect, Step::SignOff],
        }
    }
}
