//! Random numbers.

use web_sys::window;

/// Eight random bytes; zeroes where the browser has none to give.
#[must_use]
pub fn random_bytes() -> [u8; 8] {
    let mut bytes = [0; 8];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Sixteen random hexadecimal digits.
#[must_use]
pub fn random_hex() -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
    random_bytes().into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}
