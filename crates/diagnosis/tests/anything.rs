//! Whatever is pasted: no panic, bounded work, and the right password is always right.
#![cfg(test)]

use diagnosis::{Finding, Known, Sent, Verdict, compare, find_mistake};
use enos::{AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};
use proptest::prelude::*;

/// What may stand in a paste: all the characters that mean something, and others.
fn pasted() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[|&=, \n]{1,3}",
        "securemode|signmethod|timestamp|sha256|clientId",
        "[0-9]{1,20}",
        "[0-9a-fA-F]{16}",
        "[A-Za-z0-9+/]{11}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn takes_any_paste(client_id in pasted(), username in pasted(), password in pasted(), is_dynamic: bool) {
        let identity = Identity {
            client_id: ClientId::parse("00:1B:44:11:3A:B7").unwrap(),
            device_key: DeviceKey::parse("dk").unwrap(),
            product_key: ProductKey::parse("pk").unwrap(),
        };
        let (device, product) = (Secret::parse(" device ").unwrap(), Secret::parse("product").unwrap());
        let known = Known {
            identity: &identity,
            secure_mode: if is_dynamic { SecureMode::Dynamic } else { SecureMode::Static },
            device_secret: Some(&device),
            product_secret: Some(&product),
            timestamp: Timestamp::from_millis(u64::MAX),
        };
        let sent = Sent { client_id: &client_id, username: &username, password: &password };
        let comparison = compare(&sent, &known);
        let is_empty = [sent.client_id, sent.username, sent.password].iter().all(|text| text.trim().is_empty());
        let is_nothing = [&comparison.client_id, &comparison.username, &comparison.password]
            .into_iter()
            .all(|verdict| *verdict == Verdict::NotGiven);
        if is_empty {
            prop_assert!(is_nothing);
        }
        match find_mistake(&sent, &known) {
            Finding::NothingToCheck => prop_assert_eq!(comparison.password, Verdict::NotGiven),
            Finding::Right | Finding::Explained { .. } | Finding::NotAPassword { .. } => {}
            Finding::Unclear { tried } | Finding::Unexplained { tried } => prop_assert!(tried < 20_000, "{}", tried),
        }
    }

    #[test]
    fn finds_nothing_wrong_with_what_the_right_credentials_are(
        client_id in "[A-Za-z0-9:_-]{1,64}",
        device_key in "[A-Za-z0-9_-]{1,20}",
        product_key in "[A-Za-z0-9_-]{1,20}",
        secret in "[ -~]{1,40}",
        timestamp: u64,
        is_dynamic: bool,
    ) {
        let identity = Identity {
            client_id: ClientId::parse(&client_id).unwrap(),
            device_key: DeviceKey::parse(&device_key).unwrap(),
            product_key: ProductKey::parse(&product_key).unwrap(),
        };
        let secret = Secret::parse(&secret).unwrap();
        let (mode, secure_mode) = if is_dynamic {
            (AuthMode::Dynamic { product_secret: secret.clone() }, SecureMode::Dynamic)
        } else {
            (AuthMode::Static { device_secret: secret.clone() }, SecureMode::Static)
        };
        let credentials = Credentials::compute(&identity, &mode, Timestamp::from_millis(timestamp));
        let known = Known {
            identity: &identity,
            secure_mode,
            device_secret: Some(&secret),
            product_secret: Some(&secret),
            timestamp: Timestamp::from_millis(0),
        };
        let sent = Sent {
            client_id: &credentials.client_id,
            username: &credentials.username,
            password: credentials.password.expose(),
        };
        prop_assert_eq!(find_mistake(&sent, &known), Finding::Right);
        let comparison = compare(&sent, &known);
        for verdict in [comparison.client_id, comparison.username, comparison.password] {
            prop_assert!(matches!(verdict, Verdict::Accepted { .. }), "{:?}", verdict);
        }
    }
}
