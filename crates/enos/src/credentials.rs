//! What goes into the CONNECT packet.

use alloc::format;
use alloc::string::String;

use zeroize::Zeroizing;

use crate::json::quote;
use crate::{AuthMode, Identity, Secret, StringToSign, Timestamp};

/// The three values of an EnOS login.
///
/// EnOS most likely does not check how old a timestamp is, so a computed password does not expire: treat it as a secret.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// MQTT's client id: `{clientId}|securemode={2 or 3},signmethod=sha256,timestamp={ms}|`, without a space.
    pub client_id: String,
    /// `{deviceKey}&{productKey}`
    pub username: String,
    /// 64 upper-case hex digits.
    pub password: Secret,
}

impl Credentials {
    /// Computes them.
    #[must_use]
    pub fn compute(identity: &Identity, mode: &AuthMode, timestamp: Timestamp) -> Self {
        let number = mode.secure_mode().number();
        Self {
            client_id: format!("{}|securemode={number},signmethod=sha256,timestamp={timestamp}|", identity.client_id),
            username: format!("{}&{}", identity.device_key, identity.product_key),
            password: StringToSign::new(identity, mode, timestamp).password(),
        }
    }

    /// One JSON object with `clientId`, `username` and `password`. It holds a secret.
    #[must_use]
    pub fn to_json(&self) -> Zeroizing<String> {
        let (client_id, username, password) = (quote(&self.client_id), quote(&self.username), self.password.expose());
        let pieces =
            [r#"{"clientId":"#, &client_id, r#","username":"#, &username, r#","password":""#, password, r#""}"#];
        // Sized beforehand, so that no copy of the password stays behind in a buffer that was outgrown. The password is hex
        // and needs no quoting.
        let mut json = Zeroizing::new(String::with_capacity(pieces.iter().map(|piece| piece.len()).sum()));
        for piece in pieces {
            json.push_str(piece);
        }
        json
    }
}
