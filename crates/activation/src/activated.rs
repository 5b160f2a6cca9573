//! What an activation brings.

use alloc::boxed::Box;

use enos::{ActivationMessage, AssetId, DeviceKey, Fingerprint, Secret};

/// The device's secret, as EnOS sent it.
#[derive(Clone, Debug)]
pub struct Activated {
    /// The id of the message that brought it.
    pub message_id: Box<str>,
    /// The device's asset in EnOS, as far as EnOS named one.
    pub asset_id: AssetId,
    /// The secret with which the device logs in from now on.
    pub device_secret: Secret,
    /// The short mark of that secret.
    pub fingerprint: Fingerprint,
}

impl Activated {
    pub(crate) fn new(message: ActivationMessage, device_key: &DeviceKey) -> Self {
        let fingerprint = Fingerprint::of(device_key, &message.device_secret);
        Self { message_id: message.id, asset_id: message.asset_id, device_secret: message.device_secret, fingerprint }
    }
}
