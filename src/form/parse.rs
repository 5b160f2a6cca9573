//! The form's contents, understood.

use enos::{AuthMode, ClientId, DeviceKey, Identity, IdentityFault, ProductKey, SecureMode};
use foreign_text::{Hidden, Odd, code_point, first_odd};

use super::{Draft, Field, FieldError, GatewayAddress, PageOrigin, PerField};
use crate::i18n::{Label, Language, fill};

/// A draft without a mistake.
#[derive(Clone, Debug)]
pub struct ParsedForm {
    /// The device.
    pub identity: Identity,
    /// How it logs in, with the secret for that.
    pub mode: AuthMode,
    /// Where the gateway is. Without one when the demo inside the page answers.
    pub gateway: Option<GatewayAddress>,
}

/// Who is to answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndpointKind {
    /// EnOS, or a simulator, behind a gateway.
    #[default]
    Gateway,
    /// The simulated EnOS inside the page.
    Demo,
}

/// Something worth a second look that does not forbid going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldWarning {
    /// A character that keys hardly ever have.
    UnusualCharacter(char),
    /// White space at an end of the secret.
    OuterSpace,
    /// A character that cannot be seen, or that looks like another one.
    Odd {
        /// What is odd about it.
        odd: Odd,
        /// Its place, counted in characters from 1.
        position: usize,
        /// The character, where it may be shown.
        character: Option<char>,
    },
}

impl Draft {
    /// Reads the whole form.
    ///
    /// # Errors
    /// With what is wrong in each field, if anything is.
    pub fn parse(&self, place: EndpointKind, page: &PageOrigin) -> Result<ParsedForm, PerField<Option<FieldError>>> {
        let mut refusals = PerField::default();
        let product_key = keep(&mut refusals, Field::ProductKey, name(ProductKey::parse(&self.product_key)));
        let device_key = keep(&mut refusals, Field::DeviceKey, name(DeviceKey::parse(&self.device_key)));
        let client_id = keep(&mut refusals, Field::ClientId, self.parse_client_id(device_key.is_some()));
        let secret = keep(&mut refusals, Field::Secret, self.secret().parse().map_err(FieldError::Secret));
        let gateway = match place {
            EndpointKind::Demo => Some(None),
            EndpointKind::Gateway => {
                let address = GatewayAddress::parse(&self.gateway, page).map_err(FieldError::Address);
                keep(&mut refusals, Field::Gateway, address).map(Some)
            }
        };
        match (product_key, device_key, client_id.flatten(), secret, gateway) {
            (Some(product_key), Some(device_key), Some(client_id), Some(secret), Some(gateway)) => {
                let mode = match self.mode {
                    SecureMode::Static => AuthMode::Static { device_secret: secret },
                    SecureMode::Dynamic => AuthMode::Dynamic { product_secret: secret },
                };
                Ok(ParsedForm { identity: Identity { client_id, device_key, product_key }, mode, gateway })
            }
            _ => Err(refusals),
        }
    }

    /// The device, if its keys and its client id can be read.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        Some(Identity {
            client_id: ClientId::parse(self.effective_client_id()).ok()?,
            device_key: DeviceKey::parse(&self.device_key).ok()?,
            product_key: ProductKey::parse(&self.product_key).ok()?,
        })
    }

    /// What is worth a second look in a field that is right as far as the page can check.
    #[must_use]
    pub fn remark(&self, field: Field) -> Option<FieldWarning> {
        match field {
            Field::ProductKey => {
                let unusual = ProductKey::parse(&self.product_key).ok()?.unusual_character();
                FieldWarning::from_name(&self.product_key).or_else(|| unusual.map(FieldWarning::UnusualCharacter))
            }
            Field::DeviceKey => {
                let unusual = DeviceKey::parse(&self.device_key).ok()?.unusual_character();
                FieldWarning::from_name(&self.device_key).or_else(|| unusual.map(FieldWarning::UnusualCharacter))
            }
            Field::Secret => {
                let secret = self.secret().parse().ok()?;
                let outer = secret.has_outer_space().then_some(FieldWarning::OuterSpace);
                // A space of another kind at an end is named rather than called a space.
                FieldWarning::for_secret(secret.expose()).or(outer)
            }
            Field::ClientId => FieldWarning::from_name(&self.client_id),
            Field::Gateway => None,
        }
    }

    /// Without a usable device key an empty client id is no mistake of its own: the device key's is enough.
    fn parse_client_id(&self, has_device_key: bool) -> Result<Option<ClientId>, FieldError> {
        let borrowed = self.client_id.is_empty();
        if borrowed && !has_device_key {
            return Ok(None);
        }
        ClientId::parse(self.effective_client_id()).map(Some).map_err(|error| match error.fault {
            IdentityFault::TooLong { length, .. } if borrowed => FieldError::DeviceKeyTooLongForClient { length },
            fault @ (IdentityFault::Empty | IdentityFault::TooLong { .. } | IdentityFault::Forbidden { .. }) => {
                FieldError::Name(fault)
            }
        })
    }
}

impl FieldWarning {
    /// What is odd about a name, which may be in any script.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let (position, character, odd) = first_odd(name)?;
        (odd != Odd::NotAscii).then_some(Self::Odd { odd, position, character: Some(character) })
    }

    /// What is odd about a secret. None of its letters and digits is named.
    #[must_use]
    pub fn for_secret(secret: &str) -> Option<Self> {
        let (position, character, odd) = first_odd(secret)?;
        let is_told = !matches!(odd, Odd::FullWidth | Odd::NotAscii);
        Some(Self::Odd { odd, position, character: is_told.then_some(character) })
    }

    /// The sentence to show at the field.
    #[must_use]
    pub fn words(self, language: Language) -> String {
        match self {
            Self::UnusualCharacter(character) => {
                fill(language.say(Label::UnusualCharacter), &[character.encode_utf8(&mut [0; 4])])
            }
            Self::OuterSpace => language.say(Label::OuterSpace).to_owned(),
            Self::Odd { odd, position, character } => {
                let words = match odd {
                    Odd::Hidden(Hidden::Direction) => Label::OddDirection,
                    Odd::Hidden(Hidden::Control | Hidden::Invisible) => Label::OddInvisible,
                    Odd::Blank => Label::OddBlank,
                    Odd::FullWidth => Label::OddFullWidth,
                    Odd::Dash => Label::OddDash,
                    Odd::Quote => Label::OddQuote,
                    Odd::NotAscii => Label::OddNotAscii,
                };
                let mark = character.map(code_point).unwrap_or_default();
                fill(language.say(words), &[&position.to_string(), &mark])
            }
        }
    }
}

fn name<T>(parsed: Result<T, enos::IdentityError>) -> Result<T, FieldError> {
    parsed.map_err(|error| FieldError::Name(error.fault))
}

fn keep<T>(refusals: &mut PerField<Option<FieldError>>, field: Field, parsed: Result<T, FieldError>) -> Option<T> {
    match parsed {
        Ok(value) => Some(value),
        Err(refusal) => {
            refusals.set(field, Some(refusal));
            None
        }
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
