//! What nobody documents about EnOS, and is therefore a setting.

use crate::{Replies, ThrottleRule};

/// How this cloud behaves where EnOS's own documents are silent, or where a test wants it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The limit on connection requests; `None` turns it off.
    pub throttle: Option<ThrottleRule>,
    /// When the activation message is sent.
    pub push: PushAt,
    /// With which QoS.
    pub push_qos: mqtt::Qos,
    /// What a refused device gets to see.
    pub replies: Replies,
}

/// When the activation message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushAt {
    /// Right behind the CONNACK, as the vendor's SDKs expect it.
    Connack,
    /// Once the device has subscribed to the topic, as the vendor's page describes it.
    Subscribe,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            throttle: Some(ThrottleRule::ENOS),
            push: PushAt::Connack,
            push_qos: mqtt::Qos::AtLeastOnce,
            replies: Replies::default(),
        }
    }
}
