//! The list behind the packet identifier of SUBSCRIBE, SUBACK and UNSUBSCRIBE.

use core::{fmt, slice};

use super::PacketKind;
use crate::{
    DecodeError, EncodeError,
    wire::{Reader, Writer},
};

/// What such a list holds.
pub(super) trait Entry<'a>: Copy + Eq + fmt::Debug {
    /// The packet that the list stands in.
    const KIND: PacketKind;

    /// Reads one.
    fn read(reader: &mut Reader<'a>) -> Result<Self, DecodeError>;

    /// How many bytes it takes.
    fn length(&self) -> usize;

    /// Writes it.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError>;
}

/// A list that is not empty.
#[derive(Clone, Copy)]
pub(super) enum List<'a, E> {
    /// As it came, and checked.
    Wire(&'a [u8]),
    Slice(&'a [E]),
}

/// The entries of a list, in order.
#[derive(Clone, Debug)]
pub(super) enum Entries<'a, E> {
    Wire(&'a [u8]),
    Slice(slice::Iter<'a, E>),
}

impl<'a, E: Entry<'a>> List<'a, E> {
    pub(super) const fn new(entries: &'a [E]) -> Result<Self, EncodeError> {
        if entries.is_empty() {
            return Err(EncodeError::EmptyList { packet: E::KIND });
        }
        Ok(Self::Slice(entries))
    }

    /// Takes all that is left of the packet, and checks it.
    #[inline]
    pub(super) fn decode(mut reader: Reader<'a>) -> Result<Self, DecodeError> {
        if reader.is_empty() {
            return Err(DecodeError::EmptyList { packet: E::KIND });
        }
        let list = Self::Wire(reader.remaining());
        while !reader.is_empty() {
            E::read(&mut reader)?;
        }
        Ok(list)
    }

    #[inline]
    pub(super) fn iter(self) -> Entries<'a, E> {
        match self {
            Self::Wire(bytes) => Entries::Wire(bytes),
            Self::Slice(list) => Entries::Slice(list.iter()),
        }
    }

    /// How many bytes it takes.
    #[inline]
    pub(super) fn length(self) -> usize {
        match self {
            Self::Wire(bytes) => bytes.len(),
            Self::Slice(list) => list.iter().map(E::length).sum(),
        }
    }

    #[inline]
    pub(super) fn write(self, writer: &mut Writer<'_>) -> Result<(), EncodeError> {
        match self {
            Self::Wire(bytes) => writer.bytes(bytes),
            Self::Slice(list) => list.iter().try_for_each(|entry| entry.write(writer)),
        }
    }
}

impl<'a, E: Entry<'a>> PartialEq for List<'a, E> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a, E: Entry<'a>> Eq for List<'a, E> {}

impl<'a, E: Entry<'a>> fmt::Debug for List<'a, E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.iter()).finish()
    }
}

impl<'a, E: Entry<'a>> Iterator for Entries<'a, E> {
    type Item = E;

    #[inline]
    fn next(&mut self) -> Option<E> {
        match self {
            Self::Wire(bytes) => {
                // The list has been checked as a whole, so that an error can only mean its end.
                let mut reader = Reader::new(E::KIND, bytes);
                let next = E::read(&mut reader).ok()?;
                *bytes = reader.remaining();
                Some(next)
            }
            Self::Slice(list) => list.next().copied(),
        }
    }
}
