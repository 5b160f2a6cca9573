//! What an activation brings.

use alloc::vec::Vec;

use enos::{ActivationMessage, AssetId, DeviceKey, Fingerprint, MessageId, Remark, Secret};

use crate::AttemptId;

/// The device's secret, as EnOS sent it.
#[derive(Clone, Debug)]
pub struct Activated {
    /// Which of the secrets that have arrived it is.
    pub id: SecretId,
    /// The id of the message that brought it, where it had one.
    pub message_id: Option<MessageId>,
    /// The device's asset in EnOS, as far as EnOS named one.
    pub asset_id: AssetId,
    /// The secret with which the device logs in from now on.
    pub device_secret: Secret,
    /// The short mark of that secret.
    pub fingerprint: Fingerprint,
    /// How the message differed from the specification.
    pub remarks: Vec<Remark>,
}

/// Tells a secret that has arrived from every other one: by the number of its attempt, and its place among the secrets of that
/// attempt. The one with the greater place came later, and makes the earlier ones worthless.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecretId {
    attempt: AttemptId,
    place: u32,
}

impl Activated {
    pub(crate) fn new(id: SecretId, message: ActivationMessage, device_key: &DeviceKey) -> Self {
        let ActivationMessage { id: message_id, asset_id, device_secret, remarks } = message;
        let fingerprint = Fingerprint::of(device_key, &device_secret);
        Self { id, message_id, asset_id, device_secret, fingerprint, remarks }
    }
}

impl SecretId {
    /// The first one of an attempt.
    #[must_use]
    pub const fn first(attempt: AttemptId) -> Self {
        Self { attempt, place: 0 }
    }

    pub(crate) const fn next(self) -> Self {
        Self { place: self.place.wrapping_add(1), ..self }
    }
}
