//! The activation message, with the faults it may have.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use enos::{DeviceKey, ProductKey, Secret};
use mqtt::{Packet, PacketId, Publish, PublishQos, Qos, Topic};
use zeroize::Zeroizing;

use crate::broker::faults::PushFault;
use crate::{Activation, Cloud, SessionId, Time};

/// More than any activation message has, and than any reader of one should take.
const HUGE: usize = 64 * 1024;

/// The messages to send to a session that is to get its secret.
pub(super) fn messages(fault: PushFault, cloud: &mut Cloud, session: SessionId, now: Time) -> Vec<Activation> {
    let mut next = || cloud.activate(session, now);
    let Some(first) = (match fault {
        PushFault::Never => None,
        PushFault::None
        | PushFault::Twice
        | PushFault::OtherDevice
        | PushFault::OtherTopic
        | PushFault::BrokenJson
        | PushFault::HugeJson => next(),
    }) else {
        return Vec::new();
    };
    match fault {
        PushFault::Never | PushFault::None => vec![first],
        PushFault::Twice => [first].into_iter().chain(next()).collect(),
        PushFault::OtherDevice => match foreign() {
            Some(other) => vec![Activation { topic: first.topic, ..other }],
            None => vec![first],
        },
        PushFault::OtherTopic => foreign().into_iter().collect(),
        PushFault::BrokenJson => vec![Activation { payload: half(&first.payload), ..first }],
        PushFault::HugeJson => vec![Activation { payload: padded(&first.payload), ..first }],
    }
}

/// The message as a packet. `None` when it is more than MQTT can carry.
pub(super) fn packet(activation: &Activation, qos: Qos, id: PacketId) -> Option<Vec<u8>> {
    let publish = Publish {
        topic: Topic::parse(&activation.topic).ok()?,
        payload: activation.payload.as_bytes(),
        retain: false,
        qos: match qos {
            Qos::AtMostOnce => PublishQos::AtMostOnce,
            Qos::AtLeastOnce => PublishQos::AtLeastOnce { id, dup: false },
            Qos::ExactlyOnce => PublishQos::ExactlyOnce { id, dup: false },
        },
    };
    Packet::Publish(publish).to_vec().ok()
}

/// A message for a device that nobody has.
fn foreign() -> Option<Activation> {
    let product = ProductKey::parse("SomeOtherProduct").ok()?;
    let device = DeviceKey::parse("some-other-device").ok()?;
    Some(Activation::new(1, &product, &device, &Secret::parse("some-other-device-secret").ok()?))
}

fn half(json: &str) -> Zeroizing<String> {
    Zeroizing::new(json.chars().take(json.chars().count() / 2).collect())
}

fn padded(json: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(json.len() + HUGE + 16));
    text.push_str("{\"padding\":\"");
    text.extend(core::iter::repeat_n('x', HUGE));
    text.push_str("\",");
    text.push_str(json.strip_prefix('{').unwrap_or(json));
    text
}
