//! A short mark by which two people can tell that they hold the same secret.

use core::fmt;

use crate::digest::sha256;
use crate::{DeviceKey, Secret};

/// The first 32 bits of SHA-256 over the device key, a zero byte and the secret, shown as `7F3A-19C2`.
///
/// Salted with the device key, so that equal secrets of two devices do not look equal; short, so that it
/// gives nothing away that would help to guess a secret of usual length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint([u8; 4]);

impl Fingerprint {
    /// Of a device's secret.
    #[must_use]
    pub fn of(device_key: &DeviceKey, secret: &Secret) -> Self {
        let digest = sha256([device_key.as_str(), "\0", secret.expose()].map(str::as_bytes));
        let [a, b, c, d, ..] = *digest;
        Self([a, b, c, d])
    }

    /// Reads one that was written by `Display`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let (first, second) =
            digits.split_at_checked(4).filter(|_| digits.len() == 9 && digits.get(4) == Some(&b'-'))?;
        let digit = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'A'..=b'F' => Some(digit - b'A' + 10),
            _ => None,
        };
        let mut bytes = [0; 4];
        let pairs = first.chunks_exact(2).chain(second.get(1..).unwrap_or_default().chunks_exact(2));
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let [high, low] = pair else { return None };
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(Self(bytes))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0;
        write!(formatter, "{a:02X}{b:02X}-{c:02X}{d:02X}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn agrees_with_sha256sum() {
        // printf 'test\0abcdefg' | sha256sum
        let fingerprint = Fingerprint::of(&DeviceKey::parse("test").unwrap(), &Secret::parse("abcdefg").unwrap());
        assert_eq!(fingerprint.to_string(), "D708-D019");
    }

    #[test]
    fn reads_what_it_has_written_and_nothing_else() {
        let fingerprint = Fingerprint::parse("D708-D019").unwrap();
        assert_eq!(fingerprint.to_string(), "D708-D019");
        for text in
            ["", "D708D019", "D708-D01", "D708-D0199", "d708-d019", "D708-D01G", "D708_D019", "D70-8D019", "设备设"]
        {
            assert_eq!(Fingerprint::parse(text), None, "{text}");
        }
    }
}
