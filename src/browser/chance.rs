//! What nobody can foresee.

use web_sys::window;

/// Eight bytes by chance; zeroes where the browser has none to give.
#[must_use]
pub fn chance() -> [u8; 8] {
    let mut bytes = [0; 8];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
