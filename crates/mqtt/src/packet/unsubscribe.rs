//! UNSUBSCRIBE (section 3.10): a client wants no more messages.
//!
//! ```text
//!           7   6   5   4   3   2   1   0
//! byte 1    1   0   1   0   0   0   1   0
//! byte 2…   remaining length
//!           packet identifier, two bytes
//! payload   once or more: topic filter
//! ```

use core::{fmt, slice};

use super::{PacketKind, body::Body};
use crate::{
    DecodeError, EncodeError, Field, PacketId, TopicFilter,
    wire::{Reader, Writer},
};

/// A client wants no more messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsubscribe<'a> {
    id: PacketId,
    list: List<'a>,
}

/// The filters of an [`Unsubscribe`], in order.
#[derive(Clone, Debug)]
pub struct Filters<'a>(Entries<'a>);

#[derive(Clone, Copy)]
enum List<'a> {
    /// As it came, and checked.
    Wire(&'a [u8]),
    Slice(&'a [TopicFilter<'a>]),
}

#[derive(Clone, Debug)]
enum Entries<'a> {
    Wire(&'a [u8]),
    Slice(slice::Iter<'a, TopicFilter<'a>>),
}

impl<'a> Unsubscribe<'a> {
    /// Gives these filters up.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.10.3-2]).
    pub const fn new(id: PacketId, filters: &'a [TopicFilter<'a>]) -> Result<Self, EncodeError> {
        if filters.is_empty() {
            return Err(EncodeError::EmptyList { packet: PacketKind::Unsubscribe });
        }
        Ok(Self { id, list: List::Slice(filters) })
    }

    /// The packet identifier, which UNSUBACK repeats.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// The filters, in order.
    #[must_use]
    pub fn filters(&self) -> Filters<'a> {
        self.list.iter()
    }

    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        let id = reader.packet_id()?;
        if reader.is_empty() {
            return Err(DecodeError::EmptyList { packet: PacketKind::Unsubscribe });
        }
        let list = List::Wire(reader.remaining());
        while !reader.is_empty() {
            reader.filter()?;
        }
        Ok(Self { id, list })
    }
}

impl Body for Unsubscribe<'_> {
    const KIND: PacketKind = PacketKind::Unsubscribe;

    fn flags(&self) -> u8 {
        0b0010
    }

    fn remaining(&self) -> usize {
        2 + match self.list {
            List::Wire(bytes) => bytes.len(),
            List::Slice(list) => list.iter().map(|filter| 2 + filter.as_str().len()).sum(),
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.packet_id(self.id)?;
        match self.list {
            List::Wire(bytes) => writer.bytes(bytes)?,
            List::Slice(list) => {
                for filter in list {
                    writer.binary(Field::TopicFilter, filter.as_str().as_bytes())?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> List<'a> {
    fn iter(self) -> Filters<'a> {
        Filters(match self {
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

impl<'a> Iterator for Filters<'a> {
    type Item = TopicFilter<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Entries::Wire(bytes) => {
                // The list has been checked as a whole, so that an error can only mean its end.
                let mut reader = Reader::new(PacketKind::Unsubscribe, bytes);
                let next = reader.filter().ok()?;
                *bytes = reader.remaining();
                Some(next)
            }
            Entries::Slice(list) => list.next().copied(),
        }
    }
}
