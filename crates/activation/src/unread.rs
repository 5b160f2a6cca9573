//! A message on the activation topic that was not understood.

use core::fmt;

use enos::MessageError;
use mqtt::Payload;

/// A message on the activation topic that was not understood. It is not acknowledged and not replied to, and it may hold the
/// device's secret. `Debug` shows the reason only.
#[derive(Clone, PartialEq, Eq)]
pub struct UnreadMessage {
    /// Why it was not understood.
    pub error: MessageError,
    payload: Payload,
}

impl UnreadMessage {
    pub(crate) const fn new(error: MessageError, payload: Payload) -> Self {
        Self { error, payload }
    }

    /// Its bytes, as they came from the other side: untrusted, and secret. Every use of this is a place to audit.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.payload
    }
}

impl fmt::Debug for UnreadMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("UnreadMessage").field("error", &self.error).finish_non_exhaustive()
    }
}
