use super::holds_null;
use crate::{DecodeError, Field, PacketId, PacketKind, Text, Topic, TopicFilter};

/// Reads the fields behind a fixed header, and cannot read past the remaining length.
pub(crate) struct Reader<'a> {
    packet: PacketKind,
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    #[inline]
    pub(crate) const fn new(packet: PacketKind, bytes: &'a [u8]) -> Self {
        Self { packet, bytes }
    }

    /// What is left, without taking it.
    #[inline]
    pub(crate) const fn peek(&self) -> &'a [u8] {
        self.bytes
    }

    #[inline]
    pub(crate) const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    #[inline]
    pub(crate) fn byte(&mut self, field: Field) -> Result<u8, DecodeError> {
        let Some((&byte, rest)) = self.bytes.split_first() else {
            return Err(self.truncated(field));
        };
        self.bytes = rest;
        Ok(byte)
    }

    #[inline]
    pub(crate) fn number(&mut self, field: Field) -> Result<u16, DecodeError> {
        let Some((&number, rest)) = self.bytes.split_first_chunk() else {
            return Err(self.truncated(field));
        };
        self.bytes = rest;
        Ok(u16::from_be_bytes(number))
    }

    /// The variable header of CONNECT: protocol name and level, which can only be `expected`, then the flags and the keep
    /// alive.
    #[inline]
    pub(crate) fn connect_header(&mut self, expected: [u8; 7]) -> Result<(u8, u16), DecodeError> {
        if let Some((found, rest)) = self.bytes.split_first_chunk()
            && *found == expected
            && let Some((&[flags, high, low], rest)) = rest.split_first_chunk()
        {
            self.bytes = rest;
            return Ok((flags, u16::from_be_bytes([high, low])));
        }
        Err(self.connect_header_error(expected))
    }

    #[cold]
    fn connect_header_error(&mut self, expected: [u8; 7]) -> DecodeError {
        let [_, _, name @ .., expected_level] = expected;
        match self.binary(Field::ProtocolName) {
            Ok(found) if found == name => {}
            Ok(_) => return DecodeError::ProtocolName,
            Err(error) => return error,
        }
        match self.byte(Field::ProtocolLevel) {
            Ok(level) if level == expected_level && self.is_empty() => self.truncated(Field::ConnectFlags),
            Ok(level) if level == expected_level => self.truncated(Field::KeepAlive),
            Ok(level) => DecodeError::ProtocolLevel { level },
            Err(error) => error,
        }
    }

    /// A two-byte length and that many bytes.
    #[inline]
    pub(crate) fn binary(&mut self, field: Field) -> Result<&'a [u8], DecodeError> {
        let Some((&length, rest)) = self.bytes.split_first_chunk() else {
            return Err(self.truncated(field));
        };
        let Some((value, rest)) = rest.split_at_checked(usize::from(u16::from_be_bytes(length))) else {
            return Err(self.truncated(field));
        };
        self.bytes = rest;
        Ok(value)
    }

    #[inline]
    pub(crate) fn text(&mut self, field: Field) -> Result<Text<'a>, DecodeError> {
        let text = utf8(self.binary(field)?, field)?;
        if holds_null(text.as_bytes()) {
            return Err(DecodeError::NullCharacter { field });
        }
        Ok(Text::checked(text))
    }

    #[inline]
    pub(crate) fn topic(&mut self, field: Field) -> Result<Topic<'a>, DecodeError> {
        let text = utf8(self.binary(field)?, field)?;
        Topic::of_short(text).map_err(|error| DecodeError::Topic { field, error })
    }

    #[inline]
    pub(crate) fn filter(&mut self) -> Result<TopicFilter<'a>, DecodeError> {
        let field = Field::TopicFilter;
        let text = utf8(self.binary(field)?, field)?;
        TopicFilter::of_short(text).map_err(|error| DecodeError::Topic { field, error })
    }

    #[inline]
    pub(crate) fn packet_id(&mut self) -> Result<PacketId, DecodeError> {
        let number = self.number(Field::PacketId)?;
        PacketId::new(number).ok_or(DecodeError::PacketIdZero { packet: self.packet })
    }

    /// Everything that is left, as the last field.
    #[inline]
    pub(crate) const fn rest(self) -> &'a [u8] {
        self.bytes
    }

    /// Everything that is still to be read.
    #[inline]
    pub(crate) const fn remaining(&self) -> &'a [u8] {
        self.bytes
    }

    /// Ends the packet.
    ///
    /// # Errors
    /// [`DecodeError::TrailingBytes`] if anything is left.
    #[inline]
    pub(crate) fn finish(self) -> Result<(), DecodeError> {
        self.at_most(0)
    }

    /// Says how much is left at most. A packet of fixed length says it first, so that it is refused for the same reason
    /// whether all of it has come or only its header.
    ///
    /// # Errors
    /// [`DecodeError::TrailingBytes`] if more is left.
    #[inline]
    pub(crate) fn at_most(&self, length: usize) -> Result<(), DecodeError> {
        if self.bytes.len() <= length { Ok(()) } else { Err(trailing(self.packet, self.bytes.len() - length)) }
    }

    const fn truncated(&self, field: Field) -> DecodeError {
        DecodeError::Truncated { packet: self.packet, field }
    }
}

#[cold]
pub(crate) fn trailing(packet: PacketKind, count: usize) -> DecodeError {
    DecodeError::TrailingBytes { packet, count: u32::try_from(count).unwrap_or(u32::MAX) }
}

#[inline]
fn utf8(bytes: &[u8], field: Field) -> Result<&str, DecodeError> {
    str::from_utf8(bytes).map_err(|_| DecodeError::IllFormedText { field })
}
