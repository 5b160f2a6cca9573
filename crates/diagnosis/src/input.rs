//! What is compared with what.

use core::fmt;

use enos::{Identity, Secret, SecureMode, Timestamp};

/// What a device sends, as it was pasted: any of the three, an empty text for one that is not given.
#[derive(Clone, Copy, Default)]
pub struct Sent<'a> {
    /// MQTT's client id, the bare one with its parameters.
    pub client_id: &'a str,
    /// The user name.
    pub username: &'a str,
    /// The password. It does not expire and is a secret.
    pub password: &'a str,
}

/// One of the three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// MQTT's client id.
    ClientId,
    /// The user name.
    UserName,
    /// The password.
    Password,
}

/// What is known of the device.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its three names.
    pub identity: &'a Identity,
    /// How it is to log in, and so which secret has to sign.
    pub secure_mode: SecureMode,
    /// Its own secret, if that is known.
    pub device_secret: Option<&'a Secret>,
    /// Its product's secret, if that is known.
    pub product_secret: Option<&'a Secret>,
    /// The time to go by when the client id that the device sends is not given or holds none.
    pub timestamp: Timestamp,
}

impl<'a> Known<'a> {
    /// The secret that has to sign.
    pub(crate) fn secret(&self) -> Option<&'a Secret> {
        match self.secure_mode {
            SecureMode::Static => self.device_secret,
            SecureMode::Dynamic => self.product_secret,
        }
    }

    /// The secret that must not.
    pub(crate) fn other_secret(&self) -> Option<&'a Secret> {
        match self.secure_mode {
            SecureMode::Static => self.product_secret,
            SecureMode::Dynamic => self.device_secret,
        }
    }
}

/// The password is left out.
impl fmt::Debug for Sent<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = &mut formatter.debug_struct("Sent");
        sent.field("client_id", &self.client_id).field("username", &self.username).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_shows_the_password() {
        let sent = Sent { client_id: "a", username: "b", password: "planted" };
        assert_eq!(alloc::format!("{sent:?}"), r#"Sent { client_id: "a", username: "b", .. }"#);
    }
}
