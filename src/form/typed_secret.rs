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

    /// Whether a text that would be shown holds the secret, in capitals or not, and also where a program has put one mark around it. Short
    /// secrets are left out of account: what they have in common with other texts says nothing.
    #[must_use]
    pub fn is_part_of(&self, text: &str) -> bool {
        let secret = self.0.trim();
        let is_long = secret.chars().count() >= 6;
        is_long && Zeroizing::new(text.to_lowercase()).contains(Zeroizing::new(secret.to_lowercase()).as_str())
    }

    /// Whether it holds white space.
    #[must_use]
    pub fn has_space(&self) -> bool {
        self.0.trim().contains(char::is_whitespace)
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
