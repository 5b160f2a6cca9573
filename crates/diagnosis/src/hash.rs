//! Three hashes behind one door, and HMAC on them.
//!
//! HMAC is written out here, since all three hash blocks of 64 bytes: the library's, made anew for each of them, weighs ten
//! kilobytes more in the page.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Which hash.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Sha256,
    Sha1,
    Md5,
}

/// A hash that is being computed.
#[derive(Clone)]
pub(crate) enum Hash {
    Sha256(Sha256),
    Sha1(Sha1),
    Md5(Md5),
}

/// A finished one.
pub(crate) struct Digested {
    bytes: Zeroizing<[u8; 32]>,
    kind: Kind,
}

/// The bytes in a block of each of the three.
const BLOCK: usize = 64;

impl Kind {
    /// The bytes of the result.
    pub(crate) const fn length(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha1 => 20,
            Self::Md5 => 16,
        }
    }
}

impl Hash {
    pub(crate) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Sha256 => Self::Sha256(Sha256::new()),
            Kind::Sha1 => Self::Sha1(Sha1::new()),
            Kind::Md5 => Self::Md5(Md5::new()),
        }
    }

    /// The inner and the outer hash of HMAC (RFC 2104, section 2).
    pub(crate) fn keyed(kind: Kind, key: &[u8]) -> (Self, Self) {
        let short = (key.len() > BLOCK).then(|| Self::new(kind).chain(key).finish());
        let key: &[u8] = short.as_deref().unwrap_or(key);
        let pad = |with: u8| {
            let mut block = Zeroizing::new([with; BLOCK]);
            block.iter_mut().zip(key).for_each(|(place, byte)| *place ^= byte);
            Self::new(kind).chain(&*block)
        };
        (pad(0x36), pad(0x5c))
    }

    // One copy of each compression is enough.
    #[inline(never)]
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(hash) => hash.update(bytes),
            Self::Sha1(hash) => hash.update(bytes),
            Self::Md5(hash) => hash.update(bytes),
        }
    }

    /// The same, by value.
    pub(crate) fn chain(mut self, bytes: &[u8]) -> Self {
        self.update(bytes);
        self
    }

    /// Whether this is the result.
    pub(crate) fn is(self, target: &[u8]) -> bool {
        &*self.finish() == target
    }

    #[inline(never)]
    pub(crate) fn finish(self) -> Digested {
        let mut bytes = Zeroizing::new([0; 32]);
        let mut fill = |digest: &[u8]| bytes.iter_mut().zip(digest).for_each(|(place, byte)| *place = *byte);
        let kind = match self {
            Self::Sha256(hash) => {
                fill(&hash.finalize());
                Kind::Sha256
            }
            Self::Sha1(hash) => {
                fill(&hash.finalize());
                Kind::Sha1
            }
            Self::Md5(hash) => {
                fill(&hash.finalize());
                Kind::Md5
            }
        };
        Digested { bytes, kind }
    }
}

impl core::ops::Deref for Digested {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.kind.length()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `hmac.new(b"k" * 65, b"text", name).hexdigest()` in Python.
    #[test]
    fn hashes_a_key_that_is_longer_than_a_block() {
        for (kind, expected) in [
            (Kind::Sha256, "5b69580123e3d7e788b7e8352ac37a3247b911c5ec0837147b74109a6382d3f5"),
            (Kind::Sha1, "23cdc442dba98c8865255f4fce14aca27f4444ba"),
            (Kind::Md5, "6f76317da2a4bc5061037a5ebb3f0ba0"),
        ] {
            let (inner, outer) = Hash::keyed(kind, &[b'k'; 65]);
            let digest = outer.chain(&inner.chain(b"text").finish()).finish();
            assert_eq!(hex::encode(&*digest), expected);
        }
    }
}
