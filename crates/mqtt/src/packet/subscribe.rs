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

use super::{
    PacketKind,
    body::Body,
    list::{Entries, Entry, List},
};
use crate::{
    DecodeError, EncodeError, Field, PacketId, Qos, TopicFilter,
    wire::{Reader, Writer},
};

/// A client asks for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subscribe<'a> {
    id: PacketId,
    list: List<'a, (TopicFilter<'a>, Qos)>,
}

/// The filters of a [`Subscribe`] with the QoS asked for, in order.
#[derive(Clone, Debug)]
pub struct Subscriptions<'a>(Entries<'a, (TopicFilter<'a>, Qos)>);

impl<'a> Subscribe<'a> {
    /// Asks for these filters.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.8.3-3]).
    pub const fn new(id: PacketId, subscriptions: &'a [(TopicFilter<'a>, Qos)]) -> Result<Self, EncodeError> {
        match List::new(subscriptions) {
            Ok(list) => Ok(Self { id, list }),
            Err(error) => Err(error),
        }
    }

    /// The packet identifier, which SUBACK repeats.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// The filters with the QoS asked for, in order.
    #[must_use]
    pub fn subscriptions(&self) -> Subscriptions<'a> {
        Subscriptions(self.list.iter())
    }

    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        Ok(Self { id: reader.packet_id()?, list: List::decode(reader)? })
    }
}

impl Body for Subscribe<'_> {
    const KIND: PacketKind = PacketKind::Subscribe;

    fn flags(&self) -> u8 {
        0b0010
    }

    fn remaining(&self) -> usize {
        2 + self.list.length()
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.packet_id(self.id)?;
        self.list.write(writer)
    }
}

impl<'a> Entry<'a> for (TopicFilter<'a>, Qos) {
    const KIND: PacketKind = PacketKind::Subscribe;

    fn read(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        let filter = reader.filter()?;
        let value = reader.byte(Field::RequestedQos)?;
        let qos = Qos::from_level(value).ok_or(DecodeError::RequestedQos { value })?;
        Ok((filter, qos))
    }

    fn length(&self) -> usize {
        2 + self.0.as_str().len() + 1
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.binary(Field::TopicFilter, self.0.as_str().as_bytes())?;
        writer.byte(self.1.level())
    }
}

impl<'a> Iterator for Subscriptions<'a> {
    type Item = (TopicFilter<'a>, Qos);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
