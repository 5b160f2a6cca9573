//! The mask over what a client sends (RFC 6455, 5.3): four bytes, again and again.

/// How many bytes are unmasked in one step; the compiler makes wide instructions of it.
const STEP: usize = 32;

/// Takes the mask off `bytes`; returns the mask as the byte behind them needs it.
pub(super) fn unmask(bytes: &mut [u8], mask: [u8; 4]) -> [u8; 4] {
    let mut wide = [0; STEP];
    for (byte, mask) in wide.iter_mut().zip(mask.iter().cycle()) {
        *byte = *mask;
    }
    let [first, second, third, fourth] = mask;
    let length = bytes.len();
    let (steps, rest) = bytes.as_chunks_mut::<STEP>();
    for step in steps {
        for (byte, mask) in step.iter_mut().zip(wide) {
            *byte ^= mask;
        }
    }
    for (byte, mask) in rest.iter_mut().zip(wide) {
        *byte ^= mask;
    }
    match length % 4 {
        1 => [second, third, fourth, first],
        2 => [third, fourth, first, second],
        3 => [fourth, first, second, third],
        _ => mask,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition: octet i is combined with octet i modulo 4 of the mask.
    fn by_definition(bytes: &[u8], mask: [u8; 4]) -> Vec<u8> {
        bytes.iter().enumerate().map(|(place, byte)| byte ^ mask[place % 4]).collect()
    }

    #[test]
    fn takes_the_mask_off_wherever_the_bytes_are_cut() {
        let mask = [0x37, 0xfa, 0x21, 0x3d];
        let bytes: Vec<u8> = (0..=255).collect();
        for cut in 0..=bytes.len() {
            let mut halves = bytes.clone();
            let (one, other) = halves.split_at_mut(cut);
            let next = unmask(one, mask);
            unmask(other, next);
            assert_eq!(halves, by_definition(&bytes, mask), "cut at {cut}");
        }
    }

    #[test]
    fn unmasks_the_example_of_the_standard() {
        // RFC 6455, 5.7.
        let mut bytes = [0x7f, 0x9f, 0x4d, 0x51, 0x58];
        unmask(&mut bytes, [0x37, 0xfa, 0x21, 0x3d]);
        assert_eq!(&bytes, b"Hello");
    }
}
