//! PUBLISH (section 3.3): a message, in either direction.
//!
//! ```text
//!           7   6   5   4   3    2   1   0
//! byte 1    0   0   1   1   DUP  QoS     RETAIN
//! byte 2…   remaining length
//!           topic name
//!           packet identifier, two bytes, with QoS 1 and 2 only
//! payload   the message, to the end of the packet
//! ```

use core::fmt;

use super::{PacketKind, body::Body};
use crate::{
    DecodeError, EncodeError, Field, PacketId, Qos, Topic,
    wire::{Reader, Writer},
};

const RETAIN: u8 = 0b0001;
const DUP: u8 = 0b1000;

/// A message under way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Publish<'a> {
    /// What it is published under.
    pub topic: Topic<'a>,
    /// The message: any bytes, perhaps none. `Debug` shows the length only.
    pub payload: &'a [u8],
    /// From a client: keep it for later subscribers. From a server: it had been kept.
    pub retain: bool,
    /// How surely it is delivered, with what that needs.
    pub qos: PublishQos,
}

/// The QoS of a PUBLISH with exactly the fields that it has: QoS 0 has no packet identifier ([MQTT-2.3.1-5]) and no DUP
/// ([MQTT-3.3.1-2]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishQos {
    /// QoS 0.
    AtMostOnce,
    /// QoS 1, answered by PUBACK.
    AtLeastOnce {
        /// Its identifier.
        id: PacketId,
        /// Whether it may have been sent before.
        dup: bool,
    },
    /// QoS 2, answered by PUBREC.
    ExactlyOnce {
        /// Its identifier.
        id: PacketId,
        /// Whether it may have been sent before.
        dup: bool,
    },
}

impl<'a> Publish<'a> {
    #[inline]
    pub(super) fn decode(flags: u8, mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        let topic = reader.topic(Field::TopicName)?;
        let dup = flags & DUP != 0;
        let qos = match flags & 0b0110 {
            0b0000 => PublishQos::AtMostOnce,
            0b0010 => PublishQos::AtLeastOnce { id: reader.packet_id()?, dup },
            0b0100 => PublishQos::ExactlyOnce { id: reader.packet_id()?, dup },
            _ => return Err(DecodeError::PublishQos3),
        };
        Ok(Self { topic, payload: reader.rest(), retain: flags & RETAIN != 0, qos })
    }
}

impl Body for Publish<'_> {
    const KIND: PacketKind = PacketKind::Publish;

    fn flags(&self) -> u8 {
        let dup = if self.qos.dup() { DUP } else { 0 };
        let retain = if self.retain { RETAIN } else { 0 };
        dup | (self.qos.qos().level() << 1) | retain
    }

    #[inline]
    fn remaining(&self) -> usize {
        let id = if self.qos == PublishQos::AtMostOnce { 0 } else { 2 };
        2 + self.topic.as_str().len() + id + self.payload.len()
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.binary(Field::TopicName, self.topic.as_str().as_bytes())?;
        if let Some(id) = self.qos.id() {
            writer.packet_id(id)?;
        }
        writer.bytes(self.payload)
    }
}

impl PublishQos {
    /// The level alone.
    #[must_use]
    #[inline]
    pub const fn qos(self) -> Qos {
        match self {
            Self::AtMostOnce => Qos::AtMostOnce,
            Self::AtLeastOnce { .. } => Qos::AtLeastOnce,
            Self::ExactlyOnce { .. } => Qos::ExactlyOnce,
        }
    }

    /// The packet identifier, with QoS 1 and 2.
    #[must_use]
    #[inline]
    pub const fn id(self) -> Option<PacketId> {
        match self {
            Self::AtMostOnce => None,
            Self::AtLeastOnce { id, .. } | Self::ExactlyOnce { id, .. } => Some(id),
        }
    }

    /// Whether the packet may have been sent before. It says nothing of the message in it ([MQTT-3.3.1-3]).
    #[must_use]
    #[inline]
    pub const fn dup(self) -> bool {
        match self {
            Self::AtMostOnce => false,
            Self::AtLeastOnce { dup, .. } | Self::ExactlyOnce { dup, .. } => dup,
        }
    }
}

impl fmt::Debug for Publish<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Publish")
            .field("topic", &self.topic)
            .field("payload", &format_args!("{} bytes", self.payload.len()))
            .field("retain", &self.retain)
            .field("qos", &self.qos)
            .finish()
    }
}
