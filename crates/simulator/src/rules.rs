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
    /// What becomes of a login whose bare client id is longer than the specification allows.
    pub long_client_ids: LongClientIds,
    /// What a refused device gets to see.
    pub replies: Replies,
}

/// What becomes of a bare client id of more than 64 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongClientIds {
    /// It is taken, and noted in the device log: the vendor's current Java SDK sends such ones.
    Accept,
    /// The login is refused.
    Refuse,
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
            long_client_ids: LongClientIds::Accept,
            replies: Replies::default(),
        }
    }
}
