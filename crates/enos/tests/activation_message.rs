//! The activation message: the specification's own, and every way in which one can be wrong.

#![cfg(test)]

use enos::{ActivationMessage, AssetId, DeviceKey, JsonProblem, MessageError, MessageField, ProductKey, SecretError};

/// As it stands in the specification.
const SPECIFIED: &str = r#"{
    "id": "1",
    "version": "1.0",
    "method": "thing.activate.info",
    "params":{
        "assetId": "12344",
        "productKey": "1234556554",
        "deviceKey": "deviceKey1234",
        "deviceSecret": "yourDeviceSecret"
    }
}"#;

fn parse(text: &str) -> Result<ActivationMessage, MessageError> {
    parse_bytes(text.as_bytes())
}

fn parse_bytes(payload: &[u8]) -> Result<ActivationMessage, MessageError> {
    let product_key = ProductKey::parse("1234556554").unwrap();
    let device_key = DeviceKey::parse("deviceKey1234").unwrap();
    ActivationMessage::parse(payload, &product_key, &device_key)
}

#[track_caller]
fn error_with(from: &str, to: &str) -> MessageError {
    assert!(SPECIFIED.contains(from));
    parse(&SPECIFIED.replacen(from, to, 1)).unwrap_err()
}

#[test]
fn reads_the_message_of_the_specification() {
    let message = parse(SPECIFIED).unwrap();
    assert_eq!(&*message.id, "1");
    assert_eq!(message.asset_id, AssetId::Named("12344".into()));
    assert_eq!(message.device_secret.expose(), "yourDeviceSecret");
    assert!(!format!("{message:?}").contains("yourDeviceSecret"));
}

#[test]
fn passes_over_fields_that_are_not_specified() {
    let text = SPECIFIED.replacen("\"id\"", "\"sys\": {\"ack\": [0, null, {}]}, \"id\"", 1);
    let text = text.replacen("\"assetId\"", "\"extra\": \"deviceSecret\", \"assetId\"", 1);
    assert_eq!(parse(&text).unwrap().device_secret.expose(), "yourDeviceSecret");
}

fn asset_with(from: &str, to: &str) -> AssetId {
    assert!(SPECIFIED.contains(from));
    let message = parse(&SPECIFIED.replacen(from, to, 1)).unwrap();
    assert_eq!(message.device_secret.expose(), "yourDeviceSecret");
    message.asset_id
}

#[test]
fn does_without_an_asset_id() {
    assert_eq!(asset_with("\"assetId\": \"12344\",", ""), AssetId::Absent);
    assert_eq!(asset_with("\"12344\"", "null"), AssetId::Absent);
    assert_eq!(asset_with("\"12344\"", "12344"), AssetId::Named("12344".into()));
}

#[test]
fn an_asset_id_with_hidden_characters_is_not_kept_and_costs_no_secret() {
    for asset in [
        r"a1\r\nAT+FACTORYRESET\r\nrm -rf ~ #",
        r"A1 \u202es 80.0",
        r"a\u0000",
        r"\u001b[2J",
        r"\u009b2J",
        r"a\u200bb",
        r"\ufeffa",
        r"\u3164",
        r"\u2066a\u2069",
        r"\u2028",
        r"\udb40\udc41",
        "a\u{202d}b",
    ] {
        assert_eq!(asset_with("12344", asset), AssetId::Unusable, "{asset}");
    }
    assert_eq!(asset_with("12344", "设备 (1)"), AssetId::Named("设备 (1)".into()));
}

#[test]
fn an_asset_id_of_another_kind_or_a_second_one_costs_no_secret() {
    for asset in ["{}", "{\"a\": [1]}", "[1, 2]", "true"] {
        assert_eq!(asset_with("\"12344\"", asset), AssetId::Unusable, "{asset}");
    }
    assert_eq!(asset_with("12344", &"a".repeat(257)), AssetId::Unusable);
    assert_eq!(asset_with("\"assetId\"", "\"assetId\": null, \"assetId\""), AssetId::Unusable);
    assert_eq!(asset_with("\"assetId\"", "\"assetId\": \"other\", \"assetId\""), AssetId::Unusable);
}

#[test]
fn refuses_another_version_or_method() {
    assert_eq!(
        error_with("\"1.0\"", "\"2.0\""),
        MessageError::Unexpected { field: MessageField::Version, value: "2.0".into() }
    );
    assert_eq!(
        error_with("thing.activate.info", "thing.activate.infos").to_string(),
        "method is \"thing.activate.infos\""
    );
}

#[test]
fn refuses_the_message_of_another_device() {
    let error = error_with("deviceKey1234", "deviceKey9999");
    assert_eq!(error.to_string(), "the message is for another device: params.deviceKey is \"deviceKey9999\"");
    assert_eq!(
        error_with("1234556554", "1234556555"),
        MessageError::OtherDevice { field: MessageField::ProductKey, value: "1234556555".into() }
    );
}

#[test]
fn names_each_field_that_is_missing_doubled_or_of_the_wrong_type() {
    let fields = [
        ("\"id\"", MessageField::Id),
        ("\"version\"", MessageField::Version),
        ("\"method\"", MessageField::Method),
        ("\"params\"", MessageField::Params),
        ("\"productKey\"", MessageField::ProductKey),
        ("\"deviceKey\"", MessageField::DeviceKey),
        ("\"deviceSecret\"", MessageField::DeviceSecret),
    ];
    for (name, field) in fields {
        assert_eq!(error_with(name, "\"other\""), MessageError::Missing(field));
        assert_eq!(error_with(name, &format!("{name}: 1, \"was\"")), MessageError::WrongType(field));
    }
    assert_eq!(error_with("\"id\"", "\"id\": \"0\", \"id\""), MessageError::Duplicate(MessageField::Id));
    assert_eq!(error_with("\"params\"", "\"params\": {}, \"params\""), MessageError::Duplicate(MessageField::Params));
    let error = error_with("\"deviceSecret\"", "\"deviceSecret\": \"a\", \"deviceSecret\"");
    assert_eq!(error, MessageError::Duplicate(MessageField::DeviceSecret));
}

#[test]
fn sees_through_escapes_in_names_and_values() {
    let text =
        SPECIFIED.replace("\"deviceSecret\"", r#""device\u0053ecret""#).replace("yourDevice", r"your\u0044evice");
    assert_eq!(parse(&text).unwrap().device_secret.expose(), "yourDeviceSecret");
    let doubled = text.replace("\"assetId\"", "\"deviceSecret\": \"other\", \"assetId\"");
    assert_eq!(parse(&doubled).unwrap_err(), MessageError::Duplicate(MessageField::DeviceSecret));
}

#[test]
fn refuses_what_is_not_json_in_utf8() {
    assert_eq!(parse("").unwrap_err().to_string(), "the message is not JSON at byte 0: the text ends too early");
    assert_eq!(parse("[]").unwrap_err(), MessageError::NotAnObject);
    assert_eq!(parse_bytes(b"{\"a\xff").unwrap_err(), MessageError::NotUtf8 { position: 3 });
    for length in 0..SPECIFIED.len() {
        let error = parse(&SPECIFIED[..length]).unwrap_err();
        assert!(
            matches!(error, MessageError::NotJson(error) if error.problem == JsonProblem::UnexpectedEnd),
            "{length}"
        );
    }
    let error = parse(&format!("{SPECIFIED}x")).unwrap_err();
    assert!(matches!(error, MessageError::NotJson(error) if error.problem == JsonProblem::TrailingText));
}

#[test]
fn refuses_too_much_of_anything() {
    let padded = |length: usize| format!("{SPECIFIED}{}", " ".repeat(length - SPECIFIED.len()));
    assert!(parse(&padded(16 * 1024)).is_ok());
    assert_eq!(parse(&padded(16 * 1024 + 1)).unwrap_err(), MessageError::TooLarge { length: 16 * 1024 + 1 });
    assert_eq!(error_with("\"1\"", &format!("\"{}\"", "1".repeat(257))), MessageError::TooLong(MessageField::Id));
    let error = error_with("yourDeviceSecret", &"x".repeat(1025));
    assert_eq!(error, MessageError::BadSecret(SecretError::TooLong { length: 1025 }));
}

#[test]
fn refuses_a_secret_that_cannot_be_one_and_does_not_repeat_it() {
    assert_eq!(error_with("yourDeviceSecret", ""), MessageError::BadSecret(SecretError::Empty));
    let error = error_with("yourDeviceSecret", "planted\\n");
    assert!(!format!("{error:?} {error}").contains("planted"));
    let error = error_with("\"yourDeviceSecret\"", "\"planted");
    assert!(!format!("{error:?} {error}").contains("planted"));
}
