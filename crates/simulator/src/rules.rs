//! What nobody documents about EnOS, and is therefore a setting.

use crate::{Replies, ThrottleRule};

/// How this cloud behaves where EnOS's own documents are silent, or where a test wants it otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "kebab-case", deny_unknown_fields, default)
)]
pub struct Rules {
    /// The limit on connection requests; `None` turns it off.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "written::throttle"))]
    pub throttle: Option<ThrottleRule>,
    /// When the activation message is sent.
    pub push: PushAt,
    /// With which QoS.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "written::push_qos"))]
    pub push_qos: mqtt::Qos,
    /// What becomes of a login whose bare client id is longer than the specification allows.
    pub long_client_ids: LongClientIds,
    /// What a refused device gets to see.
    pub replies: Replies,
}

/// What becomes of a bare client id of more than 64 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
pub enum LongClientIds {
    /// It is taken, and noted in the device log: the vendor's current Java SDK sends such ones.
    Accept,
    /// The login is refused.
    Refuse,
}

/// When the activation message is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize), serde(rename_all = "kebab-case"))]
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

/// What is written otherwise than it is kept.
#[cfg(feature = "serde")]
mod written {
    use alloc::format;

    use mqtt::Qos;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer};

    use crate::ThrottleRule;

    /// `"on"`, `"off"`, or the numbers.
    #[derive(Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Throttle {
        On,
        Off,
        #[serde(untagged)]
        Numbers(ThrottleRule),
    }

    pub(super) fn throttle<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ThrottleRule>, D::Error> {
        Ok(match Throttle::deserialize(deserializer)? {
            Throttle::On => Some(ThrottleRule::ENOS),
            Throttle::Off => None,
            Throttle::Numbers(rule) => Some(rule),
        })
    }

    pub(super) fn push_qos<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Qos, D::Error> {
        let level = u8::deserialize(deserializer)?;
        let qos = Qos::from_level(level);
        qos.ok_or_else(|| D::Error::custom(format!("push-qos is {level}, and only 0, 1 and 2 exist")))
    }
}
