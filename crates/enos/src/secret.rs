//! Text that must not leak.

use alloc::boxed::Box;
use core::fmt;

use zeroize::Zeroizing;

/// A product secret, a device secret, or a computed password: no `Display`, `Debug` prints `Secret(..)`,
/// zeroed on drop, and read only through [`Secret::expose`]. At most 1,024 bytes.
///
/// Zeroing is best effort: copies that a browser, an operating system or a socket makes are out of reach.
#[derive(Clone)]
pub struct Secret(Zeroizing<Box<str>>);

/// Says why a secret was refused, without a trace of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretError {
    /// Nothing was given.
    Empty,
    /// More bytes than allowed.
    TooLong {
        /// The bytes given.
        length: usize,
    },
    /// A line break or another control character, which comes from a careless copy.
    ControlCharacter {
        /// Its place, counted in characters from 1.
        position: usize,
    },
}

impl Secret {
    /// The most bytes that are taken.
    pub const LIMIT: usize = 1024;

    /// Takes a secret as it stands, spaces included.
    ///
    /// # Errors
    /// When it is empty, longer than [`Secret::LIMIT`], or holds a control character.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        if text.is_empty() {
            return Err(SecretError::Empty);
        }
        if text.len() > Self::LIMIT {
            return Err(SecretError::TooLong { length: text.len() });
        }
        match (1..).zip(text.chars()).find(|(_, character)| character.is_control()) {
            Some((position, _)) => Err(SecretError::ControlCharacter { position }),
            None => Ok(Self::hold(text)),
        }
    }

    /// The text itself. Every use of it is a place to audit.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// How many characters it has, which may be shown.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Whether it starts or ends with white space, which is nearly always a slip of the copying hand.
    #[must_use]
    pub fn has_outer_space(&self) -> bool {
        self.0.trim().len() != self.0.len()
    }

    pub(crate) fn hold(text: &str) -> Self {
        Self(Zeroizing::new(text.into()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl fmt::Display for SecretError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => formatter.write_str("the secret is empty"),
            Self::TooLong { length } => {
                write!(formatter, "the secret has {length} bytes, and at most {} are allowed", Secret::LIMIT)
            }
            Self::ControlCharacter { position } => {
                write!(
                    formatter,
                    "the secret contains a line break or another control character (character {position})"
                )
            }
        }
    }
}

impl core::error::Error for SecretError {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::ToString;

    #[test]
    fn never_shows_its_text() {
        assert_eq!(format!("{:?}", Secret::parse("planted").unwrap()), "Secret(..)");
        assert_eq!(format!("{:#?}", Some(Secret::parse("planted").unwrap())), "Some(\n    Secret(..),\n)");
    }

    #[test]
    fn refuses_nothing_too_much_and_line_breaks() {
        assert_eq!(Secret::parse("").unwrap_err(), SecretError::Empty);
        assert!(Secret::parse(&"x".repeat(1024)).is_ok());
        let error = Secret::parse(&"x".repeat(1025)).unwrap_err();
        assert_eq!(error.to_string(), "the secret has 1025 bytes, and at most 1024 are allowed");
        let error = Secret::parse("ab\nplanted").unwrap_err();
        assert_eq!(error.to_string(), "the secret contains a line break or another control character (character 3)");
    }

    #[test]
    fn keeps_spaces_but_notices_them() {
        let secret = Secret::parse(" a b").unwrap();
        assert_eq!(secret.expose(), " a b");
        assert!(secret.has_outer_space());
        assert!(!Secret::parse("a b").unwrap().has_outer_space());
        assert_eq!(Secret::parse("设备").unwrap().length(), 2);
    }
}
