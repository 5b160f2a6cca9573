//! The vendor's published example.

use diagnosis::Known;
use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};

pub(crate) const CLIENT_ID: &str = "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|";
/// Published by the vendor, computed with an independent SHA-256.
pub(crate) const PASSWORD: &str = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";

/// Asks with what is known of the example's device at that time.
pub(crate) fn with_known<T>(millis: u64, ask: impl FnOnce(&Known<'_>) -> T) -> T {
    let identity = Identity {
        client_id: ClientId::parse("123456").unwrap(),
        device_key: DeviceKey::parse("test").unwrap(),
        product_key: ProductKey::parse("654321").unwrap(),
    };
    let secret = Secret::parse("abcdefg").unwrap();
    ask(&Known {
        identity: &identity,
        secure_mode: SecureMode::Static,
        device_secret: Some(&secret),
        product_secret: None,
        timestamp: Timestamp::from_millis(millis),
    })
}
