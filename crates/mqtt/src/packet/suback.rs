//! SUBACK (section 3.9): the server's answer to SUBSCRIBE.
//!
//! ```text
//!           7   6   5   4   3   2   1   0
//! byte 1    1   0   0   1   0   0   0   0
//! byte 2…   remaining length
//!           packet identifier, two bytes
//! payload   one byte for each filter: 0x00, 0x01, 0x02, or 0x80 for a refusal
//! ```

use core::{fmt, slice};

use super::{PacketKind, body::Body};
use crate::{
    DecodeError, EncodeError, PacketId, Qos,
    wire::{Reader, Writer},
};

/// The server's answer to SUBSCRIBE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suback<'a> {
    id: PacketId,
    list: List<'a>,
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
pub struct Outcomes<'a>(Entries<'a>);

#[derive(Clone, Copy)]
enum List<'a> {
    /// As it came, and checked.
    Wire(&'a [u8]),
    Slice(&'a [SubscribeOutcome]),
}

#[derive(Clone, Debug)]
enum Entries<'a> {
    Wire(slice::Iter<'a, u8>),
    Slice(slice::Iter<'a, SubscribeOutcome>),
}

impl<'a> Suback<'a> {
    /// Answers with these outcomes.
    ///
    /// # Errors
    /// [`EncodeError::EmptyList`] without a single one ([MQTT-3.8.4-5]).
    pub const fn new(id: PacketId, outcomes: &'a [SubscribeOutcome]) -> Result<Self, EncodeError> {
        if outcomes.is_empty() {
            return Err(EncodeError::EmptyList { packet: PacketKind::Suback });
        }
        Ok(Self { id, list: List::Slice(outcomes) })
    }

    /// The packet identifier of the SUBSCRIBE that is answered.
    #[must_use]
    pub const fn id(&self) -> PacketId {
        self.id
    }

    /// One outcome for each filter, in order.
    #[must_use]
    pub fn outcomes(&self) -> Outcomes<'a> {
        self.list.iter()
    }

    #[inline]
    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        let id = reader.packet_id()?;
        let codes = reader.rest();
        if codes.is_empty() {
            return Err(DecodeError::EmptyList { packet: PacketKind::Suback });
        }
        for &code in codes {
            if SubscribeOutcome::from_code(code).is_none() {
                return Err(DecodeError::SubackCode { code });
            }
        }
        Ok(Self { id, list: List::Wire(codes) })
    }
}

impl Body for Suback<'_> {
    const KIND: PacketKind = PacketKind::Suback;

    fn flags(&self) -> u8 {
        0
    }

    #[inline]
    fn remaining(&self) -> usize {
        2 + match self.list {
            List::Wire(codes) => codes.len(),
            List::Slice(outcomes) => outcomes.len(),
        }
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        writer.packet_id(self.id)?;
        match self.list {
            List::Wire(codes) => writer.bytes(codes)?,
            List::Slice(outcomes) => {
                for outcome in outcomes {
                    writer.byte(outcome.code())?;
                }
            }
        }
        Ok(())
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

impl<'a> List<'a> {
    fn iter(self) -> Outcomes<'a> {
        Outcomes(match self {
            Self::Wire(codes) => Entries::Wire(codes.iter()),
            Self::Slice(outcomes) => Entries::Slice(outcomes.iter()),
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

impl Iterator for Outcomes<'_> {
    type Item = SubscribeOutcome;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Entries::Wire(codes) => SubscribeOutcome::from_code(*codes.next()?),
            Entries::Slice(outcomes) => outcomes.next().copied(),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Entries::Wire(codes) => codes.size_hint(),
            Entries::Slice(outcomes) => outcomes.size_hint(),
        }
    }
}

impl ExactSizeIterator for Outcomes<'_> {}
