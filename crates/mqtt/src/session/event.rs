use alloc::{string::String, vec::Vec};

use super::Ending;
use crate::{ConnackCode, PacketId, Payload, Qos, SubscribeOutcome};

/// What a session tells the application.
#[derive(Debug, PartialEq, Eq)]
pub enum Event {
    /// The server has accepted the connection. The session is always a clean one, so there is never an older one present.
    Connected,
    /// The server has refused the connection; [`Ending::Refused`] follows.
    Refused(ConnackCode),
    /// The server has answered a SUBSCRIBE.
    Subscribed {
        /// Which one.
        id: PacketId,
        /// One outcome for each filter, in the order of the filters ([MQTT-3.9.3-1]).
        granted: Vec<SubscribeOutcome>,
    },
    /// The server has answered an UNSUBSCRIBE. Messages already under way may still come.
    Unsubscribed {
        /// Which one.
        id: PacketId,
    },
    /// A message came.
    Message(Message),
    /// A PUBLISH with QoS 1 or 2 is through: the server has it.
    Published {
        /// Which one.
        id: PacketId,
    },
    /// The end: no further event follows, and no further input matters.
    Closed(Ending),
}

/// A message from the server.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    /// What it was published under.
    pub topic: String,
    /// Its content; `Debug` shows the length only, and dropping wipes it.
    pub payload: Payload,
    /// How surely it was delivered.
    pub qos: Qos,
    /// Whether the server had kept it from before the subscription ([MQTT-3.3.1-8]).
    pub retain: bool,
    /// Whether this delivery may be a repeated one; says nothing of the message ([MQTT-3.3.1-3]).
    pub dup: bool,
    /// With QoS 1 and 2: to be given to [`super::Session::accept`] once the message is in safe hands. Only then is it
    /// acknowledged ([MQTT-4.3.2-2]), wanted or not ([MQTT-4.5.0-2]).
    pub delivery: Option<Delivery>,
}

/// The duty to acknowledge one message.
#[derive(Debug, PartialEq, Eq)]
#[must_use = "a message that is never accepted is never acknowledged"]
pub struct Delivery {
    pub(super) number: u64,
    pub(super) id: PacketId,
}

impl Delivery {
    /// The packet identifier that the server gave the message.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }
}
