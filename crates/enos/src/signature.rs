//! The string that is hashed into the password, kept in parts so that it can be shown.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};

use crate::digest::sha256;
use crate::{AuthMode, Identity, Secret, Timestamp};

/// The string to sign: name and value of four parts, names in alphabetical order, without separators,
/// and the secret right behind them.
#[derive(Clone, Debug)]
pub struct StringToSign<'a> {
    parts: [Part<'a>; 4],
    secret: &'a Secret,
}

/// One name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The name.
    pub name: PartName,
    /// The value.
    pub value: Cow<'a, str>,
}

/// The names that are signed, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartName {
    /// `clientId`
    ClientId,
    /// `deviceKey`
    DeviceKey,
    /// `productKey`
    ProductKey,
    /// `timestamp`
    Timestamp,
}

impl<'a> StringToSign<'a> {
    /// Puts the parts in order.
    #[must_use]
    pub fn new(identity: &'a Identity, mode: &'a AuthMode, timestamp: Timestamp) -> Self {
        let part = |name, value| Part { name, value };
        Self {
            parts: [
                part(PartName::ClientId, identity.client_id.as_str().into()),
                part(PartName::DeviceKey, identity.device_key.as_str().into()),
                part(PartName::ProductKey, identity.product_key.as_str().into()),
                part(PartName::Timestamp, timestamp.to_string().into()),
            ],
            secret: mode.secret(),
        }
    }

    /// The parts that may be shown.
    #[must_use]
    pub fn parts(&self) -> &[Part<'a>; 4] {
        &self.parts
    }

    /// The secret that stands behind them.
    #[must_use]
    pub fn secret(&self) -> &'a Secret {
        self.secret
    }

    /// The parts as one text, the vendor's `content`, without the secret.
    #[must_use]
    pub fn content(&self) -> String {
        self.parts.iter().flat_map(|part| [part.name.as_str(), &part.value]).collect()
    }

    /// SHA-256 over the parts and the secret, in upper-case hex: the password.
    #[must_use]
    pub fn password(&self) -> Secret {
        let pieces = self.parts.iter().flat_map(|part| [part.name.as_str(), &*part.value]);
        hash(pieces, self.secret)
    }
}

impl PartName {
    /// The name as it is signed.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ClientId => "clientId",
            Self::DeviceKey => "deviceKey",
            Self::ProductKey => "productKey",
            Self::Timestamp => "timestamp",
        }
    }
}

/// Upper-case hex of SHA-256 over the pieces and then the secret. No copy of the secret is made.
pub(crate) fn hash<'a>(pieces: impl Iterator<Item = &'a str>, secret: &'a Secret) -> Secret {
    let digest = sha256(pieces.chain([secret.expose()]).map(str::as_bytes));
    let text = zeroize::Zeroizing::new(hex::encode_upper(*digest));
    Secret::hold(&text)
}
