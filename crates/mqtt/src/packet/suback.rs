//! SUBACK (section 3.9): the server's answer to SUBSCRIBE.
//!
//! ```text
//!           7   6   5   4   3   2   1   0
//! byte 1    1   0   0   1   0   0   0   0
//! byte 2…   remaining length
//!           packet identifier, two bytes
//! payload   one byte for each filter: 0x00, 0x01, 0x02, or 0x80 for a refusal
//! ```

use super::{
    PacketKind,
    body::Body,
    list::{Entries, Entry, List},
};
use crate::{
    DecodeError, EncodeError, Field, PacketId, Qos,
    wire::{Reader, Writer},
};

/// The server's answer to SUBSCRIBE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suback<'a> {
    id: PacketId,
    list: List<'a, SubscribeOutcome>,
}

/// What became of one filter of a SUBSCRIBE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubscribeOutcome {
    /// Subscribed, with at most this QoS; it may be lower than what was asked for ([MQTT-3.8.4-6]).
    Granted(Qos),
    /// Refused: the return code 0x80.
    Refused,
}

/// The outcomes in a [`Suback`], in the order of the filters ([MQTT-3.9.3-1]).
#[derive(Clone, Debug)]
pub struct Outcomes<'a>(Entries<'a, SubscribeOutcome>);

impl<'a> Suback<'a> {
    /// Answers with these outcomes.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.8.4-5]).
    pub const fn new(id: PacketId, outcomes: &'a [SubscribeOutcome]) -> Result<Self, EncodeError> {
        match List::new(outcomes) {
            Ok(list) => Ok(Self { id, list }),
            Err(error) => Err(error),
        }
    }

    /// The packet identifier of the SUBSCRIBE that is answered.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// One outcome for each filter, in order.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes<'a> {
        Outcomes(self.list.iter())
    }

    #[inline]
    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        Ok(Self { id: reader.packet_id()?, list: List::decode(reader)? })
    }
}

impl Body for Suback<'_> {
    const KIND: PacketKind = PacketKind::Suback;

    fn flags(&self) -> u8 {
        0
    }

    #[inline]
    fn remaining(&self) -> usize {
        2 + self.list.length()
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.packet_id(self.id)?;
        self.list.write(writer)
    }
}

impl Entry<'_> for SubscribeOutcome {
    const KIND: PacketKind = PacketKind::Suback;

    #[inline]
    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let code = reader.byte(Field::ReturnCode)?;
        Self::from_code(code).ok_or(DecodeError::SubackCode { code })
    }

    #[inline]
    fn length(&self) -> usize {
        1
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.byte(self.code())
    }
}

impl SubscribeOutcome {
    /// The number on the wire: 0, 1, 2 or 0x80.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Granted(qos) => qos.level(),
            Self::Refused => 0x80,
        }
    }

    /// The outcome of that number; `None` for every reserved one ([MQTT-3.9.3-2]).
    #[must_use]
    pub const fn from_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Granted(Qos::AtMostOnce)),
            1 => Some(Self::Granted(Qos::AtLeastOnce)),
            2 => Some(Self::Granted(Qos::ExactlyOnce)),
            0x80 => Some(Self::Refused),
            _ => None,
        }
    }
}

impl Iterator for Outcomes<'_> {
    type Item = SubscribeOutcome;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match &self.0 {
            Entries::Wire(codes) => codes.len(),
            Entries::Slice(outcomes) => outcomes.len(),
        };
        (left, Some(left))
    }
}

impl ExactSizeIterator for Outcomes<'_> {}
