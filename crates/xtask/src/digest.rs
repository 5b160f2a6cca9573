//! Digests of files.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

/// As it stands in names: the first 16 digits of the SHA-256.
pub(crate) fn short(content: impl AsRef<[u8]>) -> String {
    let mut digest = hex::encode(Sha256::digest(content));
    digest.truncate(16);
    digest
}

/// As a browser writes it.
pub(crate) fn sha256(content: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_digests_as_names_and_browsers_have_them() {
        assert_eq!(short(""), "e3b0c44298fc1c14");
        assert_eq!(sha256(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
