use super::{PacketKind, header};
use crate::{EncodeError, PacketId, wire::Writer};

/// A packet whose length depends on what is in it.
pub(super) trait Body {
    const KIND: PacketKind;

    /// The low four bits of the first byte.
    fn flags(&self) -> u8;

    /// The number of bytes behind the fixed header.
    fn remaining(&self) -> usize;

    /// Writes what stands behind the fixed header.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), EncodeError>;

    /// Writes the packet to the front of the buffer.
    #[inline]
    fn encode(&self, buffer: &mut [u8]) -> Result<usize, EncodeError> {
        let remaining = self.remaining();
        let needed = header::total_of(Self::KIND, remaining)?;
        let available = buffer.len();
        let Some(buffer) = buffer.get_mut(..needed) else {
            return Err(EncodeError::BufferTooSmall { needed, available });
        };
        let mut writer = Writer::new(buffer);
        header::write(&mut writer, (Self::KIND.number() << 4) | self.flags(), remaining)?;
        self.write(&mut writer)?;
        Ok(needed)
    }
}

/// Writes a packet that always has the same length.
#[inline]
pub(super) fn fixed<const N: usize>(buffer: &mut [u8], packet: [u8; N]) -> Result<usize, EncodeError> {
    let available = buffer.len();
    let Some(front) = buffer.first_chunk_mut() else {
        return Err(EncodeError::BufferTooSmall { needed: N, available });
    };
    *front = packet;
    Ok(N)
}

/// A packet of nothing but its packet identifier.
#[inline]
pub(super) const fn identified(first: u8, id: PacketId) -> [u8; 4] {
    let [high, low] = id.get().to_be_bytes();
    [first, 2, high, low]
}
