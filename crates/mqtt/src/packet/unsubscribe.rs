//! UNSUBSCRIBE (section 3.10): a client wants no more messages.
//!
//! ```text
//!           7   6   5   4   3   2   1   0
//! byte 1    1   0   1   0   0   0   1   0
//! byte 2…   remaining length
//!           packet identifier, two bytes
//! payload   once or more: topic filter
//! ```

use super::{
    PacketKind,
    body::Body,
    list::{Entries, Entry, List},
};
use crate::{
    DecodeError, EncodeError, Field, PacketId, TopicFilter,
    wire::{Reader, Writer},
};

/// A client wants no more messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsubscribe<'a> {
    id: PacketId,
    list: List<'a, TopicFilter<'a>>,
}

/// The filters of an [`Unsubscribe`], in order.
#[derive(Clone, Debug)]
pub struct Filters<'a>(Entries<'a, TopicFilter<'a>>);

impl<'a> Unsubscribe<'a> {
    /// Gives these filters up.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.10.3-2]).
    pub const fn new(id: PacketId, filters: &'a [TopicFilter<'a>]) -> Result<Self, EncodeError> {
        match List::new(filters) {
            Ok(list) => Ok(Self { id, list }),
            Err(error) => Err(error),
        }
    }

    /// The packet identifier, which UNSUBACK repeats.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// The filters, in order.
    #[must_use]
    pub fn filters(&self) -> Filters<'a> {
        Filters(self.list.iter())
    }

    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        Ok(Self { id: reader.packet_id()?, list: List::decode(reader)? })
    }
}

impl Body for Unsubscribe<'_> {
    const KIND: PacketKind = PacketKind::Unsubscribe;

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

impl<'a> Entry<'a> for TopicFilter<'a> {
    const KIND: PacketKind = PacketKind::Unsubscribe;

    fn read(reader: &mut Reader<'a>) -> Result<Self, DecodeError> {
        reader.filter()
    }

    fn length(&self) -> usize {
        2 + self.as_str().len()
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.binary(Field::TopicFilter, self.as_str().as_bytes())
    }
}

impl<'a> Iterator for Filters<'a> {
    type Item = TopicFilter<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}
