//! What is shown in the place of the result.

use super::session::{Ending, Record};

/// The id of the heading above a secret or a login that was accepted.
pub const RESULT: &str = "result-title";

/// What is shown in the place of the result.
#[derive(Clone, Copy, Debug)]
pub enum Shown<'a> {
    /// Nothing: the form is being filled in.
    Form,
    /// An attempt that is under way; and the secret, as soon as it is there.
    Running(&'a Record),
    /// What came of an attempt.
    Ended(&'a Record),
    /// A secret, and the login that is to verify it.
    Verification {
        /// The attempt that brought the secret.
        secret: &'a Record,
        /// The login.
        login: &'a Record,
    },
}

impl<'a> Shown<'a> {
    /// The attempt whose steps are shown.
    #[must_use]
    pub const fn attempt(self) -> Option<&'a Record> {
        match self {
            Self::Form => None,
            Self::Running(record) | Self::Ended(record) | Self::Verification { login: record, .. } => Some(record),
        }
    }

    /// The attempt whose secret is shown, if it brought one.
    #[must_use]
    pub fn secret(self) -> Option<&'a Record> {
        let record = match self {
            Self::Form => return None,
            Self::Running(record) | Self::Ended(record) | Self::Verification { secret: record, .. } => record,
        };
        record.secret().map(|_| record)
    }

    /// Whether it failed.
    #[must_use]
    pub fn has_failed(self) -> bool {
        self.attempt().is_some_and(|record| matches!(record.ending, Ending::Failed(_)))
    }

    /// Whether something has come of it, so that the next device may come.
    #[must_use]
    pub fn is_done(self) -> bool {
        match self {
            Self::Form | Self::Running(_) => false,
            Self::Verification { .. } => true,
            Self::Ended(record) => record.secret().is_some() || record.is_login(),
        }
    }

    /// The heading that is to have the focus once there is a result.
    #[must_use]
    pub fn heading(self) -> Option<&'static str> {
        let record = match self {
            Self::Form | Self::Running(_) => return None,
            Self::Ended(record) | Self::Verification { login: record, .. } => record,
        };
        match record.ending {
            Ending::Running => None,
            Ending::Failed(_) => Some("failure-title"),
            Ending::Succeeded(_) => Some(RESULT),
        }
    }
}
