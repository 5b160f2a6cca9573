//! SHA-256 over secrets, of which nothing stays behind.

use core::hint::black_box;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// SHA-256 over the pieces, one behind the other.
///
/// No copy of a piece outlives the call. The hasher works in place and zeroes itself at the end; `finalize` would move it away and
/// leave the last block where it was. And what its functions have put on the stack is overwritten by the same functions' work on
/// zeroes.
pub(crate) fn sha256<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Zeroizing<[u8; 32]> {
    let mut sha = Sha256::new();
    for piece in pieces {
        sha.update(piece);
    }
    let digest = Zeroizing::new(sha.finalize_reset().into());
    // Once within a block, once across its end and over a whole one.
    for _ in 0..2 {
        sha.update(black_box([0; 120]));
    }
    black_box(sha.finalize_reset());
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_sha256sum_however_the_text_is_cut() {
        // printf 'abcdefg' | sha256sum
        let expected = "7d1a54127b222502f5b79b5fb0803061152a44f92b37e23c6527baf665d4da9a";
        for pieces in [["abcdefg", ""], ["", "abcdefg"], ["abc", "defg"]] {
            assert_eq!(hex::encode(*sha256(pieces.map(str::as_bytes))), expected);
        }
    }
}
