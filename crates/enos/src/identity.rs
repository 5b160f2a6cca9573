//! The three names of a device: client id, device key, product key.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use core::fmt;

/// The names under which one device logs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The device's own identifier.
    pub client_id: ClientId,
    /// The device, within its product.
    pub device_key: DeviceKey,
    /// The product.
    pub product_key: ProductKey,
}

/// Names a product in EnOS. At most 256 characters (a guard of ours: EnOS states no limit), none of
/// which may be `& / + # |`, white space or a control character, because the key stands in topics and in
/// the user name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductKey(Box<str>);

/// Names a device within its product. The same rules as for [`ProductKey`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceKey(Box<str>);

/// The device's own identifier, a MAC address or a serial number for instance: at most 64 characters
/// (the vendor's limit), without `|`, without control characters, and without a space at either end.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId(Box<str>);

/// Says which name was refused, and why. Names are not secret: the value may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityError {
    /// The field that was refused.
    pub field: IdentityField,
    /// What was given.
    pub value: Box<str>,
    /// What is wrong with it.
    pub fault: IdentityFault,
}

/// One of the three names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityField {
    /// The product key.
    ProductKey,
    /// The device key.
    DeviceKey,
    /// The client id.
    ClientId,
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityFault {
    /// Nothing was given.
    Empty,
    /// More characters than allowed.
    TooLong {
        /// The characters given.
        length: usize,
        /// The characters allowed.
        limit: usize,
    },
    /// A character that may not stand in this field.
    Forbidden {
        /// The character.
        character: char,
        /// Its place, counted in characters from 1.
        position: usize,
    },
}

impl ProductKey {
    /// Takes a product key.
    ///
    /// # Errors
    /// When it is empty, too long, or holds a character that may not stand in a key.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        parse_key(IdentityField::ProductKey, text).map(Self)
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first character outside `A-Z a-z 0-9 - _`, which is allowed but so unusual that it is worth a second look.
    #[must_use]
    pub fn unusual_character(&self) -> Option<char> {
        unusual_character(&self.0, &[])
    }
}

impl DeviceKey {
    /// Takes a device key.
    ///
    /// # Errors
    /// When it is empty, too long, or holds a character that may not stand in a key.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        parse_key(IdentityField::DeviceKey, text).map(Self)
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first character outside `A-Z a-z 0-9 - _ . :`, which is allowed but so unusual that it is worth a second look. Consoles
    /// up to version 2.2 allow `.` and `:` in device keys, MAC addresses for instance.
    #[must_use]
    pub fn unusual_character(&self) -> Option<char> {
        unusual_character(&self.0, &['.', ':'])
    }
}

impl ClientId {
    /// The most characters that EnOS takes.
    pub const LIMIT: usize = 64;

    /// Takes a client id.
    ///
    /// # Errors
    /// When it is empty, has more than 64 characters, or holds a character that may not stand in it.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        let last = text.chars().count();
        let forbidden = |position: usize, character: char| {
            let outer = position == 1 || position == last;
            character == '|' || character.is_control() || (outer && character.is_whitespace())
        };
        parse_name(IdentityField::ClientId, text, Self::LIMIT, forbidden).map(Self)
    }

    /// The client id as text, without the parameters that MQTT's client id carries behind it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProductKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for DeviceKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl IdentityField {
    /// The field's name in the vendor's words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ProductKey => "product key",
            Self::DeviceKey => "device key",
            Self::ClientId => "client id",
        }
    }
}

impl fmt::Display for IdentityError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (field, value) = (self.field.name(), &self.value);
        match self.fault {
            IdentityFault::Empty => write!(formatter, "the {field} is empty"),
            IdentityFault::TooLong { length, limit } => {
                write!(formatter, "the {field} {value:?} has {length} characters, and at most {limit} are allowed")
            }
            IdentityFault::Forbidden { character, position } => {
                write!(formatter, "the {field} {value:?} must not contain {character:?} (character {position})")
            }
        }
    }
}

impl core::error::Error for IdentityError {}

const KEY_LIMIT: usize = 256;

fn parse_key(field: IdentityField, text: &str) -> Result<Box<str>, IdentityError> {
    parse_name(field, text, KEY_LIMIT, |_, character| {
        matches!(character, '&' | '/' | '+' | '#' | '|') || character.is_whitespace() || character.is_control()
    })
}

fn parse_name(
    field: IdentityField,
    text: &str,
    limit: usize,
    forbidden: impl Fn(usize, char) -> bool,
) -> Result<Box<str>, IdentityError> {
    let length = text.chars().count();
    let fault = if length == 0 {
        Some(IdentityFault::Empty)
    } else if length > limit {
        Some(IdentityFault::TooLong { length, limit })
    } else {
        let mut numbered = (1..).zip(text.chars());
        numbered
            .find(|&(position, character)| forbidden(position, character))
            .map(|(position, character)| IdentityFault::Forbidden { character, position })
    };
    match fault {
        None => Ok(text.into()),
        Some(fault) => Err(IdentityError { field, value: text.to_owned().into_boxed_str(), fault }),
    }
}

fn unusual_character(key: &str, also_usual: &[char]) -> Option<char> {
    let is_usual = |character: &char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '_') || also_usual.contains(character)
    };
    key.chars().find(|character| !is_usual(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn takes_64_characters_in_any_script_and_refuses_the_65th() {
        assert!(ClientId::parse(&"a".repeat(64)).is_ok());
        assert!(ClientId::parse(&"设".repeat(64)).is_ok());
        let error = ClientId::parse(&"设".repeat(65)).unwrap_err();
        assert_eq!(error.fault, IdentityFault::TooLong { length: 65, limit: 64 });
        assert!(error.to_string().ends_with("has 65 characters, and at most 64 are allowed"));
    }

    #[test]
    fn refuses_a_bar_in_the_client_id_and_spaces_around_it() {
        let fault = |text| ClientId::parse(text).unwrap_err().fault;
        assert_eq!(fault("a|b"), IdentityFault::Forbidden { character: '|', position: 2 });
        assert_eq!(fault(" a"), IdentityFault::Forbidden { character: ' ', position: 1 });
        assert_eq!(fault("ab "), IdentityFault::Forbidden { character: ' ', position: 3 });
        assert_eq!(fault("a\u{0}b"), IdentityFault::Forbidden { character: '\0', position: 2 });
        assert!(ClientId::parse("00:1B:44:11:3A:B7 rack 2").is_ok());
    }

    #[test]
    fn refuses_in_a_key_what_would_break_a_topic_or_the_user_name() {
        for character in ['&', '/', '+', '#', '|', ' ', '\t', '\n', '\u{3000}', '\u{0}', '\u{7f}'] {
            let text = alloc::format!("pk{character}1");
            let fault = IdentityFault::Forbidden { character, position: 3 };
            assert_eq!(ProductKey::parse(&text).unwrap_err().fault, fault);
            assert_eq!(DeviceKey::parse(&text).unwrap_err().fault, fault);
        }
    }

    #[test]
    fn names_the_field_the_value_and_the_reason() {
        assert_eq!(ProductKey::parse("").unwrap_err().to_string(), "the product key is empty");
        let error = DeviceKey::parse("a&b").unwrap_err();
        assert_eq!(error.to_string(), "the device key \"a&b\" must not contain '&' (character 2)");
    }

    #[test]
    fn flags_an_unusual_key_without_refusing_it() {
        assert_eq!(DeviceKey::parse("Inv-02_a").unwrap().unusual_character(), None);
        assert_eq!(DeviceKey::parse("设备-1").unwrap().unusual_character(), Some('设'));
    }

    #[test]
    fn flags_no_dot_and_no_colon_in_a_device_key() {
        for key in ["00:1B:44:11:3A:B7", "plant.1:inv-02"] {
            assert_eq!(DeviceKey::parse(key).unwrap().unusual_character(), None, "{key}");
            assert!(ProductKey::parse(key).unwrap().unusual_character().is_some(), "{key}");
        }
    }
}
