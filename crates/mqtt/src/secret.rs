use alloc::vec::Vec;
use core::{fmt, hint::black_box, mem, ops::Deref};

/// Bytes that may hold a secret: overwritten with zeros when dropped, and shown by length only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Payload(Vec<u8>);

impl Payload {
    /// The bytes themselves.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, from now on in the care of the caller, who has to wipe them.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<u8> {
        mem::take(&mut self.0)
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Payload {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Deref for Payload {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Payload {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Payload({} bytes)", self.0.len())
    }
}

impl Drop for Payload {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Overwrites bytes with zeros. The black box keeps the compiler from leaving out a write that nobody reads.
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    black_box(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{format, vec};

    #[test]
    fn debug_shows_the_length_only() {
        assert_eq!(format!("{:?}", Payload::from(&b"secret"[..])), "Payload(6 bytes)");
    }

    #[test]
    fn wiping_leaves_zeros() {
        let mut bytes = vec![1, 2, 3];
        wipe(&mut bytes);
        assert_eq!(bytes, [0, 0, 0]);
    }
}
