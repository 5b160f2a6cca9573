//! SUBSCRIBE (section 3.8): a client asks for messages.
//!
//! ```text
//!           7   6   5   4   3   2   1   0
//! byte 1    1   0   0   0   0   0   1   0
//! byte 2…   remaining length
//!           packet identifier, two bytes
//! payload   once or more: topic filter, then
//!           0   0   0   0   0   0   QoS
//! ```

use core::{fmt, slice};

use super::{PacketKind, body::Body};
use crate::{
    DecodeError, EncodeError, Field, PacketId, Qos, TopicFilter,
    wire::{Reader, Writer},
};

/// A client asks for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscribe<'a> {
    id: PacketId,
    list: List<'a>,
}

/// The filters of a [`Subscribe`] with the QoS asked for, in order.
#[derive(Clone, Debug)]
pub struct Subscriptions<'a>(Entries<'a>);

#[derive(Clone, Copy)]
enum List<'a> {
    /// As it came, and checked.
    Wire(&'a [u8]),
    Slice(&'a [(TopicFilter<'a>, Qos)]),
}

#[derive(Clone, Debug)]
enum Entries<'a> {
    Wire(&'a [u8]),
    Slice(slice::Iter<'a, (TopicFilter<'a>, Qos)>),
}

impl<'a> Subscribe<'a> {
    /// Asks for these filters.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.8.3-3]).
    pub const fn new(id: PacketId, subscriptions: &'a [(TopicFilter<'a>, Qos)]) -> Result<Self, EncodeError> {
        if subscriptions.is_empty() {
            return Err(EncodeError::EmptyList { packet: PacketKind::Subscribe });
        }
        Ok(Self { id, list: List::Slice(subscriptions) })
    }

    /// The packet identifier, which SUBACK repeats.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// The filters with the QoS asked for, in order.
    #[must_use]
    pub fn subscriptions(&self) -> Subscriptions<'a> {
        self.list.iter()
    }

    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        let id = reader.packet_id()?;
        if reader.is_empty() {
            return Err(DecodeError::EmptyList { packet: PacketKind::Subscribe });
        }
        let list = List::Wire(reader.remaining());
        while !reader.is_empty() {
            entry(&mut reader)?;
        }
        Ok(Self { id, list })
    }
}

impl Body for Subscribe<'_> {
    const KIND: PacketKind = PacketKind::Subscribe;

    fn flags(&self) -> u8 {
        0b0010
    }

    fn remaining(&self) -> usize {
        2 + match self.list {
            List::Wire(bytes) => bytes.len(),
            List::Slice(list) => list.iter().map(|(filter, _)| 2 + filter.as_str().len() + 1).sum(),
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.packet_id(self.id)?;
        match self.list {
            List::Wire(bytes) => writer.bytes(bytes)?,
            List::Slice(list) => {
                for (filter, qos) in list {
                    writer.binary(Field::TopicFilter, filter.as_str().as_bytes())?;
                    writer.byte(qos.level())?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> List<'a> {
    fn iter(self) -> Subscriptions<'a> {
        Subscriptions(match self {
            Self::Wire(bytes) => Entries::Wire(bytes),
            Self::Slice(list) => Entries::Slice(list.iter()),
        })
    }
}

impl PartialEq for List<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for List<'_> {}

impl fmt::Debug for List<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<'a> Iterator for Subscriptions<'a> {
    type Item = (TopicFilter<'a>, Qos);

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Entries::Wire(bytes) => {
                // The list has been checked as a whole, so that an error can only mean its end.
                let mut reader = Reader::new(PacketKind::Subscribe, bytes);
                let next = entry(&mut reader).ok()?;
                *bytes = reader.remaining();
                Some(next)
            }
            Entries::Slice(list) => list.next().copied(),
        }
    }
}

fn entry<'a>(reader: &mut Reader<'a>) -> Result<(TopicFilter<'a>, Qos), DecodeError> {
    let filter = reader.filter()?;
    let value = reader.byte(Field::RequestedQos)?;
    let qos = Qos::from_level(value).ok_or(DecodeError::RequestedQos { value })?;
    Ok((filter, qos))
}
