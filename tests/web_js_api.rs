//! `computeCredentials`, called as JavaScript calls it.

#![cfg(test)]
#![cfg(target_arch = "wasm32")]

#[path = "../src/js_api.rs"]
#[expect(dead_code, reason = "its main belongs to the program")]
mod js_api;

use js_sys::{Error, JSON, Reflect};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use wasm_bindgen::JsValue;

use js_api::compute_credentials;

wasm_bindgen_test_configure!(run_in_browser);

fn call(json: &str) -> Result<JsValue, String> {
    let request = JSON::parse(json).unwrap();
    compute_credentials(request).map_err(|error| Error::from(JsValue::from(error)).message().into())
}

fn field(answer: &JsValue, name: &str) -> String {
    Reflect::get(answer, &name.into()).unwrap().as_string().unwrap()
}

const PUBLISHED: &str = r#"{"mode": "static", "clientId": "123456", "deviceKey": "test", "productKey": "654321",
    "timestamp": 1548753362502, "deviceSecret": "abcdefg"}"#;

#[wasm_bindgen_test]
fn computes_the_vendors_example() {
    let answer = call(PUBLISHED).unwrap();
    assert_eq!(field(&answer, "clientId"), "123456|securemode=2,signmethod=sha256,timestamp=1548753362502|");
    assert_eq!(field(&answer, "username"), "test&654321");
    let digest = "B99032D49C706F7B27B22AB5CD2DD3C56A31E1BCBBC83BA0A2A6BB3272FBB166";
    assert_eq!(field(&answer, "password"), digest);
}

#[wasm_bindgen_test]
fn takes_the_timestamp_as_digits_and_the_other_mode() {
    let request = r#"{"mode": "dynamic", "clientId": "123", "deviceKey": "test", "productKey": "123",
        "timestamp": "1524448722000", "productSecret": "abcdefg"}"#;
    let digest = "A4F9AD91051E3CA89440E0157029DD358C3A2C556D3C543B9FD5A38484785AC9";
    assert_eq!(field(&call(request).unwrap(), "password"), digest);
}

#[wasm_bindgen_test]
fn names_the_field_and_the_reason() {
    let error = |from: &str, to: &str| call(&PUBLISHED.replace(from, to)).unwrap_err();
    assert!(error(r#""mode": "static","#, "").contains("mode"));
    assert!(error("\"static\"", "\"fixed\"").contains("fixed"));
    assert!(error("\"test\"", "7").contains("string"));
    assert!(error("\"test\"", "\"a&b\"").contains("the device key \"a&b\" may not hold '&'"));
    assert!(error("clientId", "clientID").contains("clientId"));
    assert!(error("1548753362502", "\"15x\"").contains("the timestamp holds 'x'"));
    assert!(error("deviceSecret", "productSecret").contains("deviceSecret is missing"));
    let both = error("\"deviceSecret\"", "\"productSecret\": \"x\", \"deviceSecret\"");
    assert!(both.contains("productSecret is not used"));
}

#[wasm_bindgen_test]
fn never_repeats_a_secret() {
    for json in [PUBLISHED.replace("abcdefg", "planted\\n"), PUBLISHED.replace("\"abcdefg\"", "[\"planted\"]")] {
        assert!(!call(&json).unwrap_err().contains("planted"));
    }
}
