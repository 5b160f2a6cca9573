//! How a flow ends.

use alloc::boxed::Box;

use crate::{Cause, Failure};

/// The end of a flow. There is exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The secret arrived. Whatever happened behind that does not take it back.
    Activated(SignOff),
    /// EnOS accepted the device's secret.
    LoggedIn,
    /// Neither.
    Failed(Box<Failure>),
}

/// How the connection ended once the secret had arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignOff {
    /// The reply was acknowledged.
    Acknowledged,
    /// The reply was not acknowledged in time. EnOS does not wait for one.
    Unanswered,
    /// The connection ended before the reply was acknowledged.
    Cut(Cause),
}
