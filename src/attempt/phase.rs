//! What the page shows of an attempt.

use std::rc::Rc;

use activation::{Activated, AttemptId, Failure, Goal, SecretId, SignOff, Timeline, UnreadMessage};
use enos::Identity;

use super::{Endpoint, Traffic};

/// Where the page stands: one snapshot, replaced as a whole.
#[derive(Clone, Debug)]
pub enum Phase {
    /// Nothing has been tried yet, or the last attempt was put away.
    Editing,
    /// An attempt is under way.
    Running(Attempt),
    /// It succeeded.
    Done(Attempt, Success),
    /// It failed. Nothing is tried again by itself.
    Failed(Attempt, Rc<Failure>),
}

/// One attempt, as far as it has come.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// Its number.
    pub id: AttemptId,
    /// The device.
    pub identity: Identity,
    /// What was to be reached.
    pub goal: Goal,
    /// Through which gateway, or in the demo.
    pub place: Endpoint,
    /// The steps.
    pub timeline: Timeline,
    /// The secret, from the moment it arrives, whatever happens then.
    pub secret: Option<Rc<Activated>>,
    /// How many secrets came before that one and are no longer valid.
    pub superseded: usize,
    /// A message on the activation topic that was not understood, the newest one that may be for this device.
    pub unread: Option<Rc<UnreadMessage>>,
    /// What was exchanged, while the driver keeps it.
    pub traffic: Rc<Traffic>,
}

impl Attempt {
    /// Which secret is shown, if there is one.
    #[must_use]
    pub fn secret_id(&self) -> Option<SecretId> {
        self.secret.as_ref().map(|activated| activated.id)
    }
}

/// How an attempt succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Success {
    /// The secret arrived; and how the connection ended behind it.
    Activated(SignOff),
    /// EnOS accepted the device's secret.
    LoggedIn,
}

impl Phase {
    /// Whether it is only a step on the way to a secret or to an end.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Running(Attempt { secret: None, .. }))
    }

    /// The attempt that is shown.
    #[must_use]
    pub fn attempt(&self) -> Option<&Attempt> {
        match self {
            Self::Editing => None,
            Self::Running(attempt) | Self::Done(attempt, _) | Self::Failed(attempt, _) => Some(attempt),
        }
    }

    /// The secret that is shown.
    #[must_use]
    pub fn secret(&self) -> Option<&Rc<Activated>> {
        self.attempt().and_then(|attempt| attempt.secret.as_ref())
    }

    /// Whether an attempt is under way.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}
