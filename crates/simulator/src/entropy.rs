//! Where new device secrets come from.

use alloc::boxed::Box;
use alloc::string::String;

use enos::Secret;
use zeroize::Zeroizing;

/// Fills a buffer with random bytes: the operating system's, the browser's, or [`repeatable`] ones.
pub type Entropy = Box<dyn FnMut(&mut [u8]) + Send>;

const ALPHABET: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/// As long as the secrets in the vendor's examples.
const LENGTH: usize = 20;

/// The same bytes for the same seed (xorshift64): for tests and demos, and for nothing that must stay secret.
#[must_use]
pub fn repeatable(seed: u64) -> Entropy {
    // Zero is the one state that xorshift never leaves.
    let mut state = seed ^ 0x9E37_79B9_7F4A_7C15;
    if state == 0 {
        state = 1;
    }
    Box::new(move |bytes| {
        for byte in bytes {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            [*byte, ..] = state.to_le_bytes();
        }
    })
}

/// A new device secret: 20 letters and digits.
pub(crate) fn new_secret(entropy: &mut Entropy) -> Secret {
    let mut text = Zeroizing::new(String::with_capacity(LENGTH));
    let mut bytes = Zeroizing::new([0; LENGTH]);
    // A source that keeps giving the few bytes that are passed over must not hang the caller.
    for _ in 0..64 {
        entropy(&mut *bytes);
        let missing = LENGTH - text.len();
        // 248 is the largest multiple of 62 in a byte: above it, some letters would come more often.
        let fair = bytes.iter().filter(|byte| **byte < 248).take(missing);
        text.extend(fair.filter_map(|byte| ALPHABET.get(usize::from(*byte % 62))).map(|letter| char::from(*letter)));
        if text.len() == LENGTH {
            break;
        }
    }
    while text.len() < LENGTH {
        text.push('0');
    }
    match Secret::parse(&text) {
        Ok(secret) => secret,
        Err(_) => unreachable!("twenty letters and digits are a secret"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_twenty_letters_and_digits() {
        let mut entropy = repeatable(7);
        for _ in 0..100 {
            let secret = new_secret(&mut entropy);
            assert_eq!(secret.length(), 20);
            assert!(secret.expose().bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }
    }

    #[test]
    fn makes_another_one_each_time_and_the_same_ones_for_a_seed() {
        let mut entropy = repeatable(7);
        let (first, second) = (new_secret(&mut entropy), new_secret(&mut entropy));
        assert_ne!(first.expose(), second.expose());
        assert_eq!(new_secret(&mut repeatable(7)).expose(), first.expose());
        assert_ne!(new_secret(&mut repeatable(8)).expose(), first.expose());
    }

    #[test]
    fn survives_a_source_that_gives_nothing_usable() {
        let mut broken: Entropy = Box::new(|bytes| bytes.fill(255));
        assert_eq!(new_secret(&mut broken).length(), 20);
    }
}
