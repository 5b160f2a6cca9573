//! The fourteen control packets (chapter 3), each in a file of its own.
//!
//! Six packets carry a packet identifier and nothing else:
//!
//! ```text
//!          7   6   5   4   3   2   1   0
//! byte 1   packet type     0   0   0   0      PUBACK 4, PUBREC 5, PUBCOMP 7, UNSUBACK 11; PUBREL 6 has 0 0 1 0
//! byte 2   remaining length: 2
//! byte 3   packet identifier, high byte
//! byte 4   packet identifier, low byte
//! ```
//!
//! Three carry nothing: PINGREQ 12, PINGRESP 13, DISCONNECT 14, with remaining length 0.

mod body;
mod connack;
mod connect;
mod header;
mod kind;
mod limits;
mod list;
mod publish;
mod suback;
mod subscribe;
mod unsubscribe;

use alloc::{vec, vec::Vec};

use crate::{
    DecodeError, EncodeError, PacketId,
    wire::{Reader, trailing},
};

use body::{Body, fixed, identified};
pub use connack::{Connack, ConnackCode};
pub use connect::{Connect, Credentials, Will};
pub(crate) use header::Header;
pub use kind::PacketKind;
pub use limits::Limits;
pub use publish::{Publish, PublishQos};
pub use suback::{Outcomes, Suback, SubscribeOutcome};
pub use subscribe::{Subscribe, Subscriptions};
pub use unsubscribe::{Filters, Unsubscribe};

/// A control packet that borrows what it can from the bytes it was read from.
///
/// `Debug` shows neither passwords nor payloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packet<'a> {
    /// Client to server: asks for a connection.
    Connect(Connect<'a>),
    /// Server to client: the answer to CONNECT.
    Connack(Connack),
    /// Either way: a message.
    Publish(Publish<'a>),
    /// Either way: a PUBLISH with QoS 1 has been taken.
    Puback(PacketId),
    /// Either way: a PUBLISH with QoS 2 has been taken.
    Pubrec(PacketId),
    /// Either way: the answer to PUBREC.
    Pubrel(PacketId),
    /// Either way: the answer to PUBREL, which ends the exchange.
    Pubcomp(PacketId),
    /// Client to server: asks for messages.
    Subscribe(Subscribe<'a>),
    /// Server to client: the answer to SUBSCRIBE.
    Suback(Suback<'a>),
    /// Client to server: wants no more messages.
    Unsubscribe(Unsubscribe<'a>),
    /// Server to client: the answer to UNSUBSCRIBE.
    Unsuback(PacketId),
    /// Client to server: a sign of life.
    Pingreq,
    /// Server to client: the answer to PINGREQ.
    Pingresp,
    /// Client to server: the last packet of a client.
    Disconnect,
}

impl<'a> Packet<'a> {
    /// Reads the first packet of `bytes` and tells how many bytes it takes. Bytes behind it are left alone. Nothing is
    /// allocated. `Ok(None)`: so far so good, more bytes are needed.
    ///
    /// # Errors
    /// [`DecodeError`] for a breach of the standard or of the limits, as early as the bytes show it: what is wrong in the
    /// fixed header is refused before the rest has come.
    #[inline]
    pub fn decode(bytes: &'a [u8], limits: Limits) -> Result<Option<(Self, usize)>, DecodeError> {
        let Some(header) = Header::decode(bytes, limits)? else {
            return Ok(None);
        };
        let total = header.total();
        let Some(body) = bytes.get(header.length..total) else {
            return unfinished(header);
        };
        let reader = Reader::new(header.kind, body);
        // Each arm makes the whole answer, so that it is written where the caller wants it and not moved there.
        Ok(Some(match header.kind {
            PacketKind::Connect => (Self::Connect(Connect::decode(reader)?), total),
            PacketKind::Connack => (Self::Connack(Connack::decode(reader)?), total),
            PacketKind::Publish => (Self::Publish(Publish::decode(header.flags, reader)?), total),
            PacketKind::Puback => (Self::Puback(identifier(reader)?), total),
            PacketKind::Pubrec => (Self::Pubrec(identifier(reader)?), total),
            PacketKind::Pubrel => (Self::Pubrel(identifier(reader)?), total),
            PacketKind::Pubcomp => (Self::Pubcomp(identifier(reader)?), total),
            PacketKind::Subscribe => (Self::Subscribe(Subscribe::decode(reader)?), total),
            PacketKind::Suback => (Self::Suback(Suback::decode(reader)?), total),
            PacketKind::Unsubscribe => (Self::Unsubscribe(Unsubscribe::decode(reader)?), total),
            PacketKind::Unsuback => (Self::Unsuback(identifier(reader)?), total),
            PacketKind::Pingreq => (Self::Pingreq, nothing(reader, total)?),
            PacketKind::Pingresp => (Self::Pingresp, nothing(reader, total)?),
            PacketKind::Disconnect => (Self::Disconnect, nothing(reader, total)?),
        }))
    }

    /// The packet's type.
    #[must_use]
    pub const fn kind(&self) -> PacketKind {
        match self {
            Self::Connect(_) => PacketKind::Connect,
            Self::Connack(_) => PacketKind::Connack,
            Self::Publish(_) => PacketKind::Publish,
            Self::Puback(_) => PacketKind::Puback,
            Self::Pubrec(_) => PacketKind::Pubrec,
            Self::Pubrel(_) => PacketKind::Pubrel,
            Self::Pubcomp(_) => PacketKind::Pubcomp,
            Self::Subscribe(_) => PacketKind::Subscribe,
            Self::Suback(_) => PacketKind::Suback,
            Self::Unsubscribe(_) => PacketKind::Unsubscribe,
            Self::Unsuback(_) => PacketKind::Unsuback,
            Self::Pingreq => PacketKind::Pingreq,
            Self::Pingresp => PacketKind::Pingresp,
            Self::Disconnect => PacketKind::Disconnect,
        }
    }

    /// How many bytes [`Packet::encode`] writes.
    ///
    /// # Errors
    /// [`EncodeError::PacketTooLong`]
    #[inline]
    pub fn encoded_len(&self) -> Result<usize, EncodeError> {
        header::total_of(self.kind(), self.remaining())
    }

    /// Writes the packet to the front of `buffer` and tells how many bytes that took.
    ///
    /// # Errors
    /// [`EncodeError`] if the buffer is smaller than [`Packet::encoded_len`], or if the packet breaks a rule that its type
    /// cannot express. What stands in the buffer then is of no use.
    #[inline]
    pub fn encode(&self, buffer: &mut [u8]) -> Result<usize, EncodeError> {
        match self {
            Self::Connect(connect) => connect.encode(buffer),
            Self::Connack(connack) => fixed(buffer, connack.encode()?),
            Self::Publish(publish) => publish.encode(buffer),
            Self::Puback(id) => fixed(buffer, identified(0x40, *id)),
            Self::Pubrec(id) => fixed(buffer, identified(0x50, *id)),
            Self::Pubrel(id) => fixed(buffer, identified(0x62, *id)),
            Self::Pubcomp(id) => fixed(buffer, identified(0x70, *id)),
            Self::Subscribe(subscribe) => subscribe.encode(buffer),
            Self::Suback(suback) => suback.encode(buffer),
            Self::Unsubscribe(unsubscribe) => unsubscribe.encode(buffer),
            Self::Unsuback(id) => fixed(buffer, identified(0xb0, *id)),
            Self::Pingreq => fixed(buffer, [0xc0, 0x00]),
            Self::Pingresp => fixed(buffer, [0xd0, 0x00]),
            Self::Disconnect => fixed(buffer, [0xe0, 0x00]),
        }
    }

    /// The packet as bytes of its own.
    ///
    /// # Errors
    /// [`EncodeError`] if the packet breaks a rule that its type cannot express.
    pub fn to_vec(&self) -> Result<Vec<u8>, EncodeError> {
        let mut bytes = vec![0; self.encoded_len()?];
        self.encode(&mut bytes)?;
        Ok(bytes)
    }

    #[inline]
    fn remaining(&self) -> usize {
        match self {
            Self::Connect(connect) => connect.remaining(),
            Self::Publish(publish) => publish.remaining(),
            Self::Subscribe(subscribe) => subscribe.remaining(),
            Self::Suback(suback) => suback.remaining(),
            Self::Unsubscribe(unsubscribe) => unsubscribe.remaining(),
            Self::Connack(_)
            | Self::Puback(_)
            | Self::Pubrec(_)
            | Self::Pubrel(_)
            | Self::Pubcomp(_)
            | Self::Unsuback(_) => 2,
            Self::Pingreq | Self::Pingresp | Self::Disconnect => 0,
        }
    }
}

/// A packet that has not come in whole. Where its type has one length only, any other is refused without waiting.
#[cold]
fn unfinished<'a>(header: Header) -> Result<Option<(Packet<'a>, usize)>, DecodeError> {
    match header.kind.fixed_remaining() {
        Some(fixed) if header.remaining > fixed => Err(trailing(header.kind, header.remaining - fixed)),
        Some(_) | None => Ok(None),
    }
}

#[inline]
fn identifier(mut reader: Reader<'_>) -> Result<PacketId, DecodeError> {
    reader.at_most(2)?;
    reader.packet_id()
}

/// Ends a packet of nothing but its fixed header, and passes its length on.
#[inline]
fn nothing(reader: Reader<'_>, total: usize) -> Result<usize, DecodeError> {
    reader.finish().map(|()| total)
}
