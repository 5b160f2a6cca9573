use core::mem;

use crate::{EncodeError, Field, PacketId};

/// Writes fields into a buffer of the caller's.
pub(crate) struct Writer<'b> {
    free: &'b mut [u8],
}

impl<'b> Writer<'b> {
    #[inline]
    pub(crate) const fn new(buffer: &'b mut [u8]) -> Self {
        Self { free: buffer }
    }

    #[inline]
    pub(crate) fn byte(&mut self, byte: u8) -> Result<(), EncodeError> {
        self.array([byte])
    }

    #[inline]
    pub(crate) fn number(&mut self, number: u16) -> Result<(), EncodeError> {
        self.array(number.to_be_bytes())
    }

    #[inline]
    pub(crate) fn packet_id(&mut self, id: PacketId) -> Result<(), EncodeError> {
        self.number(id.get())
    }

    /// A two-byte length and that many bytes.
    #[inline]
    pub(crate) fn binary(&mut self, field: Field, bytes: &[u8]) -> Result<(), EncodeError> {
        let Ok(length) = u16::try_from(bytes.len()) else {
            return Err(EncodeError::FieldTooLong { field, bytes: bytes.len() });
        };
        self.number(length)?;
        self.bytes(bytes)
    }

    #[inline]
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.claim(bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }

    #[inline]
    pub(crate) fn array<const N: usize>(&mut self, bytes: [u8; N]) -> Result<(), EncodeError> {
        let free = mem::take(&mut self.free);
        let available = free.len();
        let Some((claimed, free)) = free.split_first_chunk_mut() else {
            return Err(EncodeError::BufferTooSmall { needed: N, available });
        };
        *claimed = bytes;
        self.free = free;
        Ok(())
    }

    #[inline]
    fn claim(&mut self, length: usize) -> Result<&'b mut [u8], EncodeError> {
        let free = mem::take(&mut self.free);
        let available = free.len();
        let Some((claimed, free)) = free.split_at_mut_checked(length) else {
            return Err(EncodeError::BufferTooSmall { needed: length, available });
        };
        self.free = free;
        Ok(claimed)
    }
}
