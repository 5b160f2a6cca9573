/// Whether any of the bytes is a wanted one.
///
/// Whole blocks without an early exit, which compile to vector instructions, and a last block that overlaps the one
/// before instead of a tail byte by byte.
#[inline]
pub(crate) fn holds<const N: usize>(bytes: &[u8], wanted: [u8; N]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        let (blocks, _) = bytes.as_chunks::<16>();
        return blocks.iter().fold(block(last, wanted), |found, next| found | block(next, wanted)) != 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return block(first, wanted) | block(last, wanted) != 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return block(first, wanted) | block(last, wanted) != 0;
    }
    bytes.iter().any(|byte| wanted.contains(byte))
}

/// Not 0 if any of the bytes is a wanted one.
#[inline]
fn block<const N: usize, const LENGTH: usize>(bytes: &[u8; LENGTH], wanted: [u8; N]) -> u8 {
    let mut found = 0;
    for &byte in bytes {
        for one in wanted {
            found |= u8::from(byte == one);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn finds_a_wanted_byte_at_every_place_of_every_length() {
        for length in 0..70 {
            let mut bytes = vec![b'a'; length];
            assert!(!holds(&bytes, [0, b'#']));
            for place in 0..length {
                for wanted in [0, b'#'] {
                    bytes[place] = wanted;
                    assert!(holds(&bytes, [0, b'#']), "{place} of {length}");
                    bytes[place] = b'a';
                }
            }
        }
    }
}
