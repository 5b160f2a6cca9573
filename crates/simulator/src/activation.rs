//! The activation message.

use alloc::string::{String, ToString};

use enos::{DeviceKey, ProductKey, Secret, activation_topic, quote};
use zeroize::Zeroizing;

/// What goes out to a device that is being activated.
#[derive(Clone)]
pub struct Activation {
    /// The topic to publish on.
    pub topic: String,
    /// The JSON, wiped on drop, for it holds the device secret.
    pub payload: Zeroizing<String>,
}

impl Activation {
    pub(crate) fn new(number: u32, product_key: &ProductKey, device_key: &DeviceKey, secret: &Secret) -> Self {
        let topic = activation_topic(product_key, device_key);
        Self { topic, payload: payload(&number.to_string(), product_key, device_key, secret) }
    }
}

/// Sized beforehand, so that no copy of the secret stays behind in a buffer that was outgrown.
fn payload(id: &str, product_key: &ProductKey, device_key: &DeviceKey, secret: &Secret) -> Zeroizing<String> {
    let (product, device) = (quote(product_key.as_str()), quote(device_key.as_str()));
    let secret = Zeroizing::new(quote(secret.expose()));
    let pieces = [
        r#"{"id":""#,
        id,
        r#"","version":"1.0","method":"thing.activate.info","params":{"assetId":"sim-"#,
        // EnOS's asset ids are opaque; the device key makes this one recognisable. Its quote is taken from the quoted text.
        device.strip_prefix('"').unwrap_or(&device),
        r#","productKey":"#,
        &product,
        r#","deviceKey":"#,
        &device,
        r#","deviceSecret":"#,
        &secret,
        "}}",
    ];
    let mut json = Zeroizing::new(String::with_capacity(pieces.iter().map(|piece| piece.len()).sum()));
    for piece in pieces {
        json.push_str(piece);
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use enos::ActivationMessage;

    #[test]
    fn is_what_the_vendors_page_shows() {
        let (product, device) = (ProductKey::parse("p").unwrap(), DeviceKey::parse("d").unwrap());
        let activation = Activation::new(7, &product, &device, &Secret::parse("planted").unwrap());
        assert_eq!(activation.topic, "/ext/session/p/d/thing/activate/info");
        assert_eq!(
            *activation.payload,
            r#"{"id":"7","version":"1.0","method":"thing.activate.info","params":{"assetId":"sim-d","productKey":"p","deviceKey":"d","deviceSecret":"planted"}}"#
        );
    }

    #[test]
    fn is_read_by_our_own_device_whatever_the_keys_hold() {
        let (product, device) = (ProductKey::parse("p\"\\").unwrap(), DeviceKey::parse("设备-1").unwrap());
        let activation = Activation::new(1, &product, &device, &Secret::parse("a\"b").unwrap());
        let message = ActivationMessage::parse(activation.payload.as_bytes(), &product, &device).unwrap();
        assert_eq!(message.device_secret.expose(), "a\"b");
    }
}
