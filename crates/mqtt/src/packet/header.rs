use super::{Limits, PacketKind};
use crate::{DecodeError, EncodeError, wire::Writer};

/// The highest remaining length (table 2.4): four bytes of seven bits.
pub(crate) const HIGHEST_REMAINING: usize = 268_435_455;

/// The fixed header (section 2.2).
///
/// ```text
///          7   6   5   4   3   2   1   0
/// byte 1   packet type     flags
/// byte 2…  remaining length, 1 to 4 bytes, low seven bits first; bit 7: another byte follows
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) kind: PacketKind,
    pub(crate) flags: u8,
    /// Bytes of the header itself, 2 to 5.
    pub(crate) length: usize,
    /// Bytes behind the header.
    pub(crate) remaining: usize,
}

impl Header {
    /// Reads a header and refuses what no further byte can make good. `None` if it is not complete.
    #[inline]
    pub(crate) fn decode(bytes: &[u8], limits: Limits) -> Result<Option<Self>, DecodeError> {
        let Some((&first, rest)) = bytes.split_first() else {
            return Ok(None);
        };
        let kind = first_byte(first)?;
        // A form longer than needed is legal in MQTT 3.1.1; a fifth byte is not.
        let (remaining, digits) = match *rest {
            [a, ..] if a < 0x80 => (usize::from(a), 1),
            [a, b, ..] if b < 0x80 => (seven_bits([a, b, 0, 0]), 2),
            [a, b, c, ..] if c < 0x80 => (seven_bits([a, b, c, 0]), 3),
            [a, b, c, d, ..] if d < 0x80 => (seven_bits([a, b, c, d]), 4),
            [_, _, _, _, ..] => return Err(DecodeError::RemainingLength),
            _ => return Ok(None),
        };
        let length = 1 + digits;
        if length + remaining > limits.max_packet() {
            return Err(too_large(length + remaining, limits));
        }
        Ok(Some(Self { kind, flags: first & 0x0f, length, remaining }))
    }

    /// The length of the whole packet, in bytes.
    #[inline]
    pub(crate) const fn total(self) -> usize {
        self.length + self.remaining
    }
}

/// The length of a whole packet with so many bytes behind its fixed header.
///
/// # Errors
/// [`EncodeError::PacketTooLong`]
#[inline]
pub(crate) const fn total_of(packet: PacketKind, remaining: usize) -> Result<usize, EncodeError> {
    let length = match remaining {
        0..=127 => 2,
        128..=16_383 => 3,
        16_384..=2_097_151 => 4,
        2_097_152..=HIGHEST_REMAINING => 5,
        _ => return Err(EncodeError::PacketTooLong { packet, remaining }),
    };
    Ok(length + remaining)
}

/// Writes a first byte and a remaining length that [`total_of`] has admitted.
#[inline]
pub(crate) fn write(writer: &mut Writer<'_>, first: u8, remaining: usize) -> Result<(), EncodeError> {
    let digit = |index: usize| low_seven_bits(remaining >> (7 * index));
    match remaining {
        0..=127 => writer.array([first, digit(0)]),
        128..=16_383 => writer.array([first, digit(0) | 0x80, digit(1)]),
        16_384..=2_097_151 => writer.array([first, digit(0) | 0x80, digit(1) | 0x80, digit(2)]),
        _ => writer.array([first, digit(0) | 0x80, digit(1) | 0x80, digit(2) | 0x80, digit(3)]),
    }
}

/// The packet type of every first byte that may be (table 2.2 and section 3.3.1).
#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "the compiler runs this, 0 to 255")]
const ADMITTED: [Option<PacketKind>; 256] = {
    let mut admitted = [None; 256];
    let mut first = 0;
    while first < 256 {
        if let Ok(kind) = check_first_byte(first as u8) {
            admitted[first] = Some(kind);
        }
        first += 1;
    }
    admitted
};

#[inline]
fn first_byte(first: u8) -> Result<PacketKind, DecodeError> {
    match ADMITTED.get(usize::from(first)) {
        Some(Some(kind)) => Ok(*kind),
        Some(None) | None => check_first_byte(first),
    }
}

#[cold]
const fn check_first_byte(first: u8) -> Result<PacketKind, DecodeError> {
    let flags = first & 0x0f;
    let Some(kind) = PacketKind::from_number(first >> 4) else {
        return Err(DecodeError::ReservedType { value: first >> 4 });
    };
    match kind.fixed_flags() {
        Some(fixed) if fixed == flags => Ok(kind),
        Some(_) => Err(DecodeError::ReservedFlags { packet: kind, flags }),
        None if flags & 0b0110 == 0b0110 => Err(DecodeError::PublishQos3),
        None if flags & 0b1110 == 0b1000 => Err(DecodeError::DupWithQos0),
        None => Ok(kind),
    }
}

/// The number whose digits of seven bits these bytes hold, the lowest first.
#[inline]
fn seven_bits(digits: [u8; 4]) -> usize {
    let [a, b, c, d] = digits.map(|digit| usize::from(digit & 0x7f));
    a | b << 7 | c << 14 | d << 21
}

#[cold]
fn too_large(length: usize, limits: Limits) -> DecodeError {
    DecodeError::TooLarge {
        length: u32::try_from(length).unwrap_or(u32::MAX),
        limit: u32::try_from(limits.max_packet()).unwrap_or(u32::MAX),
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the mask leaves seven bits")]
const fn low_seven_bits(number: usize) -> u8 {
    (number & 0x7f) as u8
}
