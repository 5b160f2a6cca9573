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
    compute_credentials(&request).map_err(|error| Error::from(JsValue::from(error)).message().into())
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

fn error(from: &str, to: &str) -> String {
    assert!(PUBLISHED.contains(from));
    call(&PUBLISHED.replacen(from, to, 1)).unwrap_err()
}

/// With a value that JSON cannot write.
fn error_with(field_name: &str, value: &JsValue) -> String {
    let request = JSON::parse(PUBLISHED).unwrap();
    Reflect::set(&request, &field_name.into(), value).unwrap();
    compute_credentials(&request)
        .map(|_| ())
        .map_err(|error| Error::from(JsValue::from(error)).message().into())
        .unwrap_err()
}

#[wasm_bindgen_test]
fn names_the_field_and_the_reason() {
    assert_eq!(error(r#""mode": "static","#, ""), "mode is missing");
    assert_eq!(error("\"static\"", "\"fixed\""), "mode must be \"static\" or \"dynamic\"");
    assert_eq!(
        error("\"static\"", "\"STATIC\""),
        "mode must be \"static\" or \"dynamic\", in lower case and without spaces"
    );
    assert_eq!(error("\"static\"", "2"), "mode must be a string, not a number");
    assert_eq!(error("\"test\"", "7"), "deviceKey must be a string, not a number");
    assert_eq!(error("\"123456\"", "123456"), "clientId must be a string, not a number");
    assert_eq!(error("\"test\"", "null"), "deviceKey must be a string, not null");
    assert_eq!(error("\"654321\"", "[]"), "productKey must be a string, not an array");
    assert_eq!(error("\"654321\"", "\"\""), "productKey is empty");
    assert_eq!(error("\"test\"", "\"a&b\""), "deviceKey must not contain U+0026 (character 2)");
    assert_eq!(error("clientId", "clientID"), "clientId is missing");
    assert_eq!(
        error("deviceSecret", "productSecret"),
        "deviceSecret is missing: static mode signs with the device's secret"
    );
    assert_eq!(error("\"abcdefg\"", "null"), "deviceSecret is missing: static mode signs with the device's secret");
    assert_eq!(error("\"abcdefg\"", "{}"), "deviceSecret must be a string, not an object");
    assert_eq!(error("\"abcdefg\"", "\"\""), "deviceSecret is empty");
    let both = error("\"deviceSecret\"", "\"productSecret\": \"x\", \"deviceSecret\"");
    assert_eq!(both, "productSecret is not used in static mode: leave it out");
}

#[wasm_bindgen_test]
fn names_what_is_wrong_with_the_timestamp() {
    let number = |text: &str| error("1548753362502", text);
    assert_eq!(number("1.5"), "timestamp must be a whole number of milliseconds, without a fraction");
    assert_eq!(number("-1"), "timestamp must not be negative");
    assert!(number("9007199254740992").starts_with("timestamp is larger than 2^53 - 1"));
    assert!(number("1e300").starts_with("timestamp is larger than 2^53 - 1"));
    assert_eq!(number("\"15x\""), "timestamp contains characters other than the digits 0 to 9");
    assert_eq!(number("\"1.5\""), "timestamp contains characters other than the digits 0 to 9");
    assert_eq!(number("\"\""), "timestamp is empty");
    assert_eq!(number("\"012\""), "timestamp starts with a zero, which would not be sent");
    assert_eq!(number("\"99999999999999999999\""), "timestamp is larger than 2^64 - 1");
    assert_eq!(number("null"), "timestamp must be a number or a string of digits, not null");
    assert_eq!(number("true"), "timestamp must be a number or a string of digits, not a boolean");
    assert_eq!(error(r#""timestamp": 1548753362502,"#, ""), "timestamp is missing");
    assert_eq!(error_with("timestamp", &f64::NAN.into()), "timestamp must be a number, and NaN is none");
    assert_eq!(error_with("timestamp", &f64::INFINITY.into()), "timestamp must be finite");
    let big = error_with("timestamp", &js_sys::BigInt::from(1_u64).into());
    assert_eq!(big, "timestamp must be a number or a string of digits, not a bigint");
}

#[wasm_bindgen_test]
fn refuses_what_is_no_object() {
    for (json, kind) in [("null", "null"), ("[]", "an array"), ("1", "a number"), ("\"planted\"", "a string")] {
        assert_eq!(call(json).unwrap_err(), format!("the request must be an object, not {kind}"));
    }
}

/// Both halves would become U+FFFD, and two different secrets would give the same password.
#[wasm_bindgen_test]
fn refuses_half_of_a_surrogate_pair() {
    for from in ["abcdefg", "123456", "654321", "test"] {
        for half in ["\\ud83d", "x\\udd11"] {
            assert!(error(from, half).ends_with("contains half of a surrogate pair, so it is not text"));
        }
    }
    assert!(call(&PUBLISHED.replace("abcdefg", "\\ud83d\\udd11")).is_ok());
}

#[wasm_bindgen_test]
fn never_repeats_a_secret_in_whatever_field_it_stands() {
    let planted =
        ["\"planted&|/\"", "\"planted\\n\"", "[\"planted\"]", "{\"planted\": \"planted\"}", "\"planted\\ud800\""];
    for field in ["\"static\"", "\"123456\"", "\"test\"", "\"654321\"", "1548753362502", "\"abcdefg\""] {
        for value in planted {
            if let Err(message) = call(&PUBLISHED.replacen(field, value, 1)) {
                assert!(!message.contains("planted"), "{message}");
            }
        }
    }
}
