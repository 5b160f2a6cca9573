//! Passwords that somebody else computed.
//!
//! Sources: the first two stand in the vendor's specification as formulas, the last one in the vendor's own SDK documentation with its
//! result; all digests were computed with an independent SHA-256.

#![cfg(test)]

use enos::{AuthMode, ClientId, Credentials, DeviceKey, Identity, ProductKey, Secret, StringToSign, Timestamp};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

struct Answer {
    client_id: &'static str,
    device_key: &'static str,
    product_key: &'static str,
    timestamp: &'static str,
    secret: &'static str,
    digest: &'static str,
}

const ANSWERS: [Answer; 5] = [
    Answer {
        client_id: "123456",
        device_key: "test",
        product_key: "654321",
        timestamp: "1548753362502",
        secret: "abcdefg",
        digest: "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166",
    },
    Answer {
        client_id: "123",
        device_key: "test",
        product_key: "123",
        timestamp: "1524448722000",
        secret: "abcdefg",
        digest: "A4F9AD91051E3CA89440E0157029DD358C3A2C556D3C543B9FD5A38484785AC9",
    },
    Answer {
        client_id: "123456",
        device_key: "tPbZGCdmaE",
        product_key: "KV315idW",
        timestamp: "1548753362502",
        secret: "M3yy874uGY8INjEGddTR",
        digest: "A3C438DDCB6EAA0CF07AD1C36655245CCDD67AA1917E4CC4EFF57BF6F464ABFF",
    },
    Answer {
        client_id: "设备-1",
        device_key: "设备-1",
        product_key: "pK11111",
        timestamp: "1548753362502",
        secret: "abcdefg",
        digest: "AAE10EC843C1B0AED3D63B43D01FAD49B4DEA554A370F79FCBFCF3C6319996FA",
    },
    Answer {
        client_id: "Lx5Q1X6M",
        device_key: "xGKFwfkEXz",
        product_key: "x4jwTsoz",
        timestamp: "1564988853275",
        secret: "wNDGE8f0EAdh6i7OzNwk",
        digest: "C14FC21231E6C44849683CCFB7A2089895A278B37A30C33CCB58D3B8690D16E1",
    },
];

#[test]
fn computes_every_known_password_in_both_modes() {
    for answer in &ANSWERS {
        let identity = identity(answer.client_id, answer.device_key, answer.product_key);
        let timestamp = Timestamp::parse(answer.timestamp).unwrap();
        let secret = Secret::parse(answer.secret).unwrap();
        let modes = [AuthMode::Static { device_secret: secret.clone() }, AuthMode::Dynamic { product_secret: secret }];
        for mode in modes {
            let credentials = Credentials::compute(&identity, &mode, timestamp);
            assert_eq!(credentials.password.expose(), answer.digest, "{}", answer.client_id);
        }
    }
}

#[test]
fn writes_client_id_and_user_name_as_the_specification_does() {
    let static_mode = AuthMode::Static { device_secret: Secret::parse("abcdefg").unwrap() };
    let identity = identity("123456", "test", "654321");
    let credentials = Credentials::compute(&identity, &static_mode, Timestamp::parse("1548753362502").unwrap());
    assert_eq!(credentials.client_id, "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|");
    assert_eq!(credentials.username, "test&654321");

    let dynamic_mode = AuthMode::Dynamic { product_secret: Secret::parse("abcdefg").unwrap() };
    let credentials = Credentials::compute(&identity, &dynamic_mode, Timestamp::parse("1524448722000").unwrap());
    assert_eq!(credentials.client_id, "123456|securemode=3,signmethod=sha256,timestamp=1524448722000|");
}

#[test]
fn shows_the_string_to_sign_in_parts_and_whole() {
    let identity = identity("id123456", "dK987654", "pK11111");
    let mode = AuthMode::Static { device_secret: Secret::parse("planted").unwrap() };
    let string = StringToSign::new(&identity, &mode, Timestamp::from_millis(1_234_567_890));
    assert_eq!(string.content(), "clientIdid123456deviceKeydK987654productKeypK11111timestamp1234567890");
    let names: Vec<_> = string.parts().iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["clientId", "deviceKey", "productKey", "timestamp"]);
    assert!(!format!("{string:?} {mode:?}").contains("planted"));
}

#[test]
fn writes_credentials_as_json() {
    let identity = identity("a\"b\\c", "test", "654321");
    let mode = AuthMode::Static { device_secret: Secret::parse("abcdefg").unwrap() };
    let credentials = Credentials::compute(&identity, &mode, Timestamp::from_millis(1));
    let json: serde_json::Value = serde_json::from_str(&credentials.to_json()).unwrap();
    assert_eq!(json["clientId"], "a\"b\\c|securemode=2,signmethod=sha256,timestamp=1|");
    assert_eq!(json["username"], "test&654321");
    assert_eq!(json["password"], credentials.password.expose());
}

fn identity(client_id: &str, device_key: &str, product_key: &str) -> Identity {
    Identity {
        client_id: ClientId::parse(client_id).unwrap(),
        device_key: DeviceKey::parse(device_key).unwrap(),
        product_key: ProductKey::parse(product_key).unwrap(),
    }
}
