//! Where EnOS sends the secret, and where the device answers.

use alloc::format;
use alloc::string::String;

use crate::{DeviceKey, ProductKey};

/// The topic on which EnOS sends the activation message.
#[must_use]
pub fn activation_topic(product_key: &ProductKey, device_key: &DeviceKey) -> String {
    format!("/ext/session/{product_key}/{device_key}/thing/activate/info")
}

/// The topic on which the device answers it. The vendor's SDKs do; the vendor's page does not mention it.
#[must_use]
pub fn activation_reply_topic(product_key: &ProductKey, device_key: &DeviceKey) -> String {
    format!("/ext/session/{product_key}/{device_key}/thing/activate/info_reply")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_the_product_before_the_device() {
        let (product, device) = (ProductKey::parse("1234556554").unwrap(), DeviceKey::parse("deviceKey1234").unwrap());
        assert_eq!(activation_topic(&product, &device), "/ext/session/1234556554/deviceKey1234/thing/activate/info");
        assert_eq!(
            activation_reply_topic(&product, &device),
            "/ext/session/1234556554/deviceKey1234/thing/activate/info_reply"
        );
    }
}
