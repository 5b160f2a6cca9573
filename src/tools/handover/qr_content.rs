//! What goes into a QR code.

use enos::{Fingerprint, Identity, Secret, quote};

use crate::form::TypedSecret;

/// The device's names and its secret's short mark as one JSON object, for a label that anybody may see.
#[must_use]
pub fn identity_text(identity: &Identity, fingerprint: Fingerprint) -> String {
    let fingerprint = quote(&fingerprint.to_string());
    [&names(identity), r#","fingerprint":"#, &fingerprint, "}"].concat()
}

/// The device's names and its secret as one JSON object. Only for somebody who asked for just that.
#[must_use]
pub fn secret_text(identity: &Identity, secret: &Secret) -> TypedSecret {
    let secret = TypedSecret::new(quote(secret.expose()));
    TypedSecret::new([&names(identity), r#","deviceSecret":"#, secret.expose(), "}"].concat())
}

fn names(identity: &Identity) -> String {
    let [product, device, client] =
        [identity.product_key.as_str(), identity.device_key.as_str(), identity.client_id.as_str()].map(quote);
    [r#"{"productKey":"#, &product, r#","deviceKey":"#, &device, r#","clientId":"#, &client].concat()
}

#[cfg(test)]
mod tests {
    use enos::{ClientId, DeviceKey, ProductKey};

    use super::*;

    fn identity() -> Identity {
        Identity {
            client_id: ClientId::parse("c \"1\"").unwrap(),
            device_key: DeviceKey::parse("test").unwrap(),
            product_key: ProductKey::parse("pk1").unwrap(),
        }
    }

    #[test]
    fn by_default_there_is_the_short_mark_and_no_secret() {
        let secret = Secret::parse("abcdefg").unwrap();
        let text = identity_text(&identity(), Fingerprint::of(&identity().device_key, &secret));
        assert_eq!(text, r#"{"productKey":"pk1","deviceKey":"test","clientId":"c \"1\"","fingerprint":"D708-D019"}"#);
    }

    #[test]
    fn on_an_explicit_choice_there_is_the_secret() {
        let text = secret_text(&identity(), &Secret::parse("a\"b\\").unwrap());
        assert_eq!(
            text.expose(),
            r#"{"productKey":"pk1","deviceKey":"test","clientId":"c \"1\"","deviceSecret":"a\"b\\"}"#
        );
    }
}
