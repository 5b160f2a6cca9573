//! Every known mistake is named from the password it produces. The passwords were made by Python's hashlib and hmac.
#![cfg(test)]

mod pairs;
mod single;
mod times;
mod writing;

use diagnosis::{Finding, Known, Mistake, Sent, find_mistake};
use enos::{ClientId, DeviceKey, Identity, ProductKey, Secret, SecureMode, Timestamp};

const USERNAME: &str = "xGKFwfkEXz&x4jwTsoz";
const TIMESTAMP: u64 = 1_564_988_853_275;

/// The password of that name.
fn vector(name: &str) -> &'static str {
    let mut lines = include_str!("vectors.tsv").lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(key, _)| *key == name).unwrap_or_else(|| panic!("there is no vector {name}")).1
}

/// The vendor's own example (client id `Lx5Q1X6M`), with another client id or timestamp where a test wants one.
fn find_with(client_id: &str, timestamp: &str, password: &str) -> Finding {
    let identity = Identity {
        client_id: ClientId::parse(client_id).unwrap(),
        device_key: DeviceKey::parse("xGKFwfkEXz").unwrap(),
        product_key: ProductKey::parse("x4jwTsoz").unwrap(),
    };
    let (device, product) = (Secret::parse("wNDGE8f0EAdh6i7OzNwk").unwrap(), Secret::parse("pRoDuCt5ecret").unwrap());
    let known = Known {
        identity: &identity,
        secure_mode: SecureMode::Static,
        device_secret: Some(&device),
        product_secret: Some(&product),
        timestamp: Timestamp::from_millis(TIMESTAMP + 86_400_123),
    };
    let whole = format!("{client_id}|securemode=2,signmethod=sha256,timestamp={timestamp}|");
    find_mistake(&Sent { client_id: &whole, username: USERNAME, password }, &known)
}

fn find(name: &str) -> Finding {
    find_with("Lx5Q1X6M", "1564988853275", vector(name))
}

fn is_explained(name: &str, mistakes: &[Mistake]) {
    assert_eq!(find(name), Finding::Explained { mistakes: mistakes.to_vec() }, "{name}");
}
