//! Why a field was refused, and the words for it.

use enos::{ClientId, IdentityFault, SecretError, SecureMode};
use foreign_text::{Odd, code_point, odd};

use super::{AddressError, Field};
use crate::i18n::{Label, Language, Reason, fill};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// A name: product key, device key or client id.
    Name(IdentityFault),
    /// The device key was to be the client id as well, and is too long for that.
    DeviceKeyTooLongForClient {
        /// The characters of the device key.
        length: usize,
    },
    /// A secret.
    Secret(SecretError),
    /// The gateway's address.
    Address(AddressError),
}

impl FieldError {
    /// The sentence to show at the field.
    #[must_use]
    pub fn words(&self, field: Field, mode: SecureMode, language: Language) -> String {
        let name = language.say(field.label(mode));
        let with = |reason: Reason, values: &[&str]| fill(language.say(reason), values);
        match self {
            Self::Name(IdentityFault::Empty) => with(Reason::Empty, &[name]),
            Self::Name(IdentityFault::TooLong { length, limit }) => {
                with(Reason::TooLong, &[name, &length.to_string(), &limit.to_string()])
            }
            Self::Name(IdentityFault::Forbidden { character, position }) => {
                let position = position.to_string();
                if matches!(odd(*character), Some(Odd::Hidden(_) | Odd::Blank))
                    && !matches!(character, '\t' | '\n' | '\r')
                {
                    with(Reason::Unseen, &[name, &code_point(*character), &position])
                } else if character.is_whitespace() || character.is_control() {
                    with(Reason::Space, &[name, &position])
                } else if matches!(field, Field::ClientId) {
                    with(Reason::Bar, &[name, &position])
                } else {
                    with(Reason::Forbidden, &[name, character.encode_utf8(&mut [0; 4]), &position])
                }
            }
            Self::DeviceKeyTooLongForClient { length } => {
                with(Reason::DeviceKeyTooLongForClient, &[&length.to_string(), &ClientId::LIMIT.to_string()])
            }
            Self::Secret(error) => secret_words(*error, mode, language),
            Self::Address(error) => error.words(language),
        }
    }
}

fn secret_words(error: SecretError, mode: SecureMode, language: Language) -> String {
    let with = |reason: Reason, values: &[&str]| fill(language.say(reason), values);
    match (error, mode) {
        (SecretError::Empty, SecureMode::Dynamic) => with(Reason::EmptyProductSecret, &[]),
        (SecretError::Empty, SecureMode::Static) => with(Reason::Empty, &[language.say(Label::DeviceSecret)]),
        (SecretError::TooLong { length }, _) => with(Reason::SecretTooLong, &[&length.to_string()]),
        (SecretError::ControlCharacter { position }, _) => with(Reason::SecretControl, &[&position.to_string()]),
    }
}

#[cfg(test)]
mod tests {
    use enos::DeviceKey;

    use super::*;

    fn english(refusal: &FieldError, field: Field) -> String {
        refusal.words(field, SecureMode::Dynamic, Language::English)
    }

    #[test]
    fn names_the_field_the_character_and_what_to_do() {
        let fault = DeviceKey::parse("dk&1").unwrap_err().fault;
        let words = english(&FieldError::Name(fault), Field::DeviceKey);
        assert_eq!(
            words,
            "Device key must not contain “&” (character 3), because it is part of topics and of the user name. Remove it."
        );
    }

    #[test]
    fn tells_a_space_from_a_letter() {
        let fault = DeviceKey::parse("dk 1").unwrap_err().fault;
        let words = english(&FieldError::Name(fault), Field::DeviceKey);
        assert_eq!(words, "Device key contains a space or line break (character 3). Remove it.");
    }

    #[test]
    fn counts_a_client_id_that_is_too_long() {
        let fault = ClientId::parse(&"x".repeat(65)).unwrap_err().fault;
        let words = english(&FieldError::Name(fault), Field::ClientId);
        assert_eq!(words, "Client ID has 65 characters; the limit is 64. Shorten it.");
    }

    #[test]
    fn names_the_secret_of_the_mode() {
        let refusal = FieldError::Secret(SecretError::Empty);
        let words = |mode| refusal.words(Field::Secret, mode, Language::English);
        assert!(words(SecureMode::Dynamic).starts_with("Product secret is missing"));
        assert!(words(SecureMode::Static).starts_with("Device secret is missing"));
    }
}
