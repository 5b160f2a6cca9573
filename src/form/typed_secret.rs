//! A secret while it is being typed.

use std::fmt;

use enos::{Secret, SecretError};
use zeroize::Zeroizing;

/// What stands in a secret's field, right or wrong. Never shown by `Debug`, zeroed on drop.
#[derive(Clone, Default)]
pub struct TypedSecret(Zeroizing<String>);

impl TypedSecret {
    /// Takes what was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Reads it as a secret.
    ///
    /// # Errors
    /// When it is empty, too long, or holds a control character.
    pub fn parse(&self) -> Result<Secret, SecretError> {
        Secret::parse(&self.0)
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
}

impl fmt::Debug for TypedSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TypedSecret(..)")
    }
}

impl PartialEq for TypedSecret {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl Eq for TypedSecret {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_shows_its_text() {
        assert_eq!(format!("{:?}", TypedSecret::new("planted".to_owned())), "TypedSecret(..)");
    }
}
