//! Looking for characters that may not be: in whole blocks, without an early exit, and with a last block that overlaps the
//! one before instead of a tail byte by byte.

/// Whether there is a zero byte.
#[inline]
pub(crate) fn holds_null(bytes: &[u8]) -> bool {
    let Some(last) = bytes.last_chunk() else {
        return bytes.contains(&0);
    };
    let (words, _) = bytes.as_chunks();
    let found = words
        .iter()
        .fold(zero_bytes(u64::from_ne_bytes(*last)), |found, word| found | zero_bytes(u64::from_ne_bytes(*word)));
    found != 0
}

/// Whether there is a zero byte, a `#` or a `+`.
///
/// Sixteen at a time, which compiles to vector instructions where there are any.
#[inline]
pub(crate) fn holds_null_or_wildcard(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk() {
        let (blocks, _) = bytes.as_chunks::<16>();
        let mut found = [0; 16];
        for block in blocks {
            mark(&mut found, block);
        }
        mark(&mut found, last);
        return u128::from_ne_bytes(found) != 0;
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return forbidden_bytes(u64::from_ne_bytes(*first)) | forbidden_bytes(u64::from_ne_bytes(*last)) != 0;
    }
    bytes.iter().any(|&byte| forbidden(byte))
}

#[inline]
fn mark(found: &mut [u8; 16], block: &[u8; 16]) {
    for (found, &byte) in found.iter_mut().zip(block) {
        *found |= u8::from(forbidden(byte));
    }
}

/// `#` is 0x23 and `+` is 0x2b: without the bit in which they differ, one comparison finds both.
const ALL_BUT_ONE_BIT: u8 = !0x08;

#[inline]
const fn forbidden(byte: u8) -> bool {
    // Not `||`, which would be a branch for each byte.
    (byte == 0) as u8 | (byte & ALL_BUT_ONE_BIT == b'#') as u8 != 0
}

/// The same for eight bytes at once: not 0 if there is one.
#[inline]
const fn forbidden_bytes(word: u64) -> u64 {
    let masked = (word & (EACH * ALL_BUT_ONE_BIT as u64)) ^ (EACH * b'#' as u64);
    zero_bytes(word) | zero_bytes(masked)
}

/// Not 0 if a byte is: subtracting 1 from each borrows into the highest bit of the lowest that is.
#[inline]
const fn zero_bytes(word: u64) -> u64 {
    word.wrapping_sub(EACH) & !word & (EACH << 7)
}

/// 1 in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn finds_a_forbidden_byte_at_every_place_of_every_length() {
        for length in 0..70 {
            let mut bytes = vec![0xc3; length];
            assert!(!holds_null(&bytes) && !holds_null_or_wildcard(&bytes));
            for place in 0..length {
                for byte in [0, 1, b'"', b'#', b'$', b'+', b'3', b';', 0x7f, 0x80, 0xa3, 0xff] {
                    bytes[place] = byte;
                    assert_eq!(holds_null(&bytes), byte == 0, "{byte} at {place} of {length}");
                    let forbidden = [0, b'#', b'+'].contains(&byte);
                    assert_eq!(holds_null_or_wildcard(&bytes), forbidden, "{byte} at {place} of {length}");
                }
                bytes[place] = 0xc3;
            }
        }
    }
}
