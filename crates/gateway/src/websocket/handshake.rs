//! The proof that a server has understood a handshake.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::{Digest, Sha1};

/// What every server knows (RFC 6455, 1.3).
const KNOWN_TO_ALL: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// The answer to a client's `Sec-WebSocket-Key` (RFC 6455, 4.2.2).
pub(crate) fn accept_key(key: &[u8]) -> String {
    STANDARD.encode(Sha1::new().chain_update(key).chain_update(KNOWN_TO_ALL).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_the_example_of_the_standard() {
        assert_eq!(accept_key(b"dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
