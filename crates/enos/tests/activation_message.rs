//! The activation message: the specification's own, and every way in which one can be wrong.

#![cfg(test)]

use enos::{
    ActivationMessage, AssetId, DeviceKey, JsonProblem, KeyDifference, MessageError, MessageField, MessageId,
    ProductKey, Remark, SecretError,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

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
    assert_eq!(message.id, Some(MessageId::Text("1".into())));
    assert_eq!(message.remarks, []);
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
    assert_eq!(
        error.to_string(),
        "the message is for another device: params.deviceKey is \"deviceKey9999\" and not \"deviceKey1234\""
    );
    let other =
        |field, expected: &str, value: &str| KeyDifference { field, expected: expected.into(), value: value.into() };
    let product = other(MessageField::ProductKey, "1234556554", "1234556555");
    assert_eq!(error_with("1234556554", "1234556555"), MessageError::OtherDevice(vec![product]));
    // Keys that differ in letter case only are those of another device.
    let device = other(MessageField::DeviceKey, "deviceKey1234", "DEVICEKEY1234");
    assert_eq!(error_with("deviceKey1234", "DEVICEKEY1234"), MessageError::OtherDevice(vec![device]));
    // Both at once: they may have been swapped.
    let swapped = SPECIFIED.replace("1234556554", "deviceKey").replace("deviceKey1234\"", "1234556554\"");
    assert_eq!(
        parse(&swapped).unwrap_err(),
        MessageError::OtherDevice(vec![
            other(MessageField::ProductKey, "1234556554", "deviceKey"),
            other(MessageField::DeviceKey, "deviceKey1234", "1234556554"),
        ])
    );
}

#[test]
fn names_each_field_that_matters_and_is_missing_doubled_or_of_the_wrong_type() {
    let fields = [
        ("\"params\"", MessageField::Params),
        ("\"productKey\"", MessageField::ProductKey),
        ("\"deviceKey\"", MessageField::DeviceKey),
        ("\"deviceSecret\"", MessageField::DeviceSecret),
    ];
    for (name, field) in fields {
        assert_eq!(error_with(name, "\"other\""), MessageError::Missing(field));
        assert_eq!(error_with(name, &format!("{name}: null, \"was\"")), MessageError::Missing(field));
        assert_eq!(error_with(name, &format!("{name}: true, \"was\"")), MessageError::WrongType(field));
        assert_eq!(error_with(name, &format!("{name}: [], \"was\"")), MessageError::WrongType(field));
    }
    // A number has lost its leading zeros, if it had any.
    assert_eq!(error_with("\"yourDeviceSecret\"", "7"), MessageError::WrongType(MessageField::DeviceSecret));
    assert_eq!(error_with("\"id\"", "\"version\": \"1\", \"id\""), MessageError::Duplicate(MessageField::Version));
    assert_eq!(error_with("\"params\"", "\"params\": {}, \"params\""), MessageError::Duplicate(MessageField::Params));
    let error = error_with("\"deviceSecret\"", "\"deviceSecret\": \"a\", \"deviceSecret\"");
    assert_eq!(error, MessageError::Duplicate(MessageField::DeviceSecret));
}

/// What comes of the message of the specification when this is put in place of that.
#[track_caller]
fn tolerated(from: &str, to: &str) -> (Option<MessageId>, Vec<Remark>) {
    assert!(SPECIFIED.contains(from));
    let message = parse(&SPECIFIED.replacen(from, to, 1)).unwrap_or_else(|error| panic!("{to}: {error}"));
    assert_eq!(message.device_secret.expose(), "yourDeviceSecret");
    (message.id, message.remarks)
}

#[test]
fn takes_an_id_of_any_kind_and_repeats_only_one_that_can_be_repeated() {
    let number = Some(MessageId::Number("1".into()));
    assert_eq!(tolerated("\"id\": \"1\"", "\"id\": 1"), (number, vec![Remark::OtherType(MessageField::Id)]));
    let ignored = (None, vec![Remark::Ignored(MessageField::Id)]);
    for id in ["true", "{}", "[1]", &format!("\"{}\"", "1".repeat(257)), "\"1\", \"id\": \"2\""] {
        assert_eq!(tolerated("\"id\": \"1\"", &format!("\"id\": {id}")), ignored, "{id}");
    }
    assert_eq!(tolerated("\"id\": \"1\",", ""), (None, vec![Remark::Missing(MessageField::Id)]));
    assert_eq!(tolerated("\"id\": \"1\"", "\"id\": null"), (None, vec![Remark::Missing(MessageField::Id)]));
    assert_eq!(tolerated("\"id\": \"1\"", "\"id\": \"\"").0, Some(MessageId::Text("".into())));
}

#[test]
fn takes_a_message_whose_version_or_method_is_missing_or_written_differently() {
    use MessageField::{Method, Version};
    let cases = [
        ("\"version\": \"1.0\",", "", Remark::Missing(Version)),
        ("\"1.0\"", "null", Remark::Missing(Version)),
        ("\"1.0\"", "1.0", Remark::OtherType(Version)),
        ("\"1.0\"", "1", Remark::OtherType(Version)),
        ("\"1.0\"", "\"1\"", Remark::Spelling(Version)),
        ("\"1.0\"", "\" 1.0\"", Remark::Spelling(Version)),
        ("\"1.0\"", "\"V1.1\"", Remark::Spelling(Version)),
        ("\"method\": \"thing.activate.info\",", "", Remark::Missing(Method)),
        ("\"thing.activate.info\"", "null", Remark::Missing(Method)),
        ("thing.activate.info", "Thing.Activate.Info\\n", Remark::Spelling(Method)),
    ];
    for (from, to, remark) in cases {
        assert_eq!(tolerated(from, to).1, [remark], "{to}");
    }
    for (from, to) in [
        ("\"1.0\"", "2"),
        ("\"1.0\"", "\"11\""),
        ("\"1.0\"", "\"\""),
        ("thing.activate.info", "thing.activate.info_reply"),
        ("thing.activate.info", ""),
    ] {
        assert!(matches!(error_with(from, to), MessageError::Unexpected { .. }), "{to}");
    }
}

#[test]
fn takes_keys_and_a_secret_that_leave_no_doubt() {
    use MessageField::{DeviceKey, DeviceSecret, ProductKey};
    let cases = [
        ("\"1234556554\"", "1234556554", Remark::OtherType(ProductKey)),
        ("\"1234556554\"", "\" 1234556554\\n\"", Remark::Spelling(ProductKey)),
        ("\"deviceKey\"", "\"deviceKey\": \"deviceKey1234\", \"deviceKey\"", Remark::Repeated(DeviceKey)),
        (
            "\"deviceSecret\"",
            "\"deviceSecret\": \"yourDeviceSecret\", \"deviceSecret\"",
            Remark::Repeated(DeviceSecret),
        ),
    ];
    for (from, to, remark) in cases {
        assert_eq!(tolerated(from, to).1, [remark], "{to}");
    }
    assert!(matches!(error_with("\"1234556554\"", "1234556554.0"), MessageError::OtherDevice(_)));
}

#[test]
fn takes_a_message_with_marks_around_it_or_in_a_wrapping() {
    let quoted = serde_json::to_string(SPECIFIED).unwrap();
    let params =
        serde_json::to_string(&SPECIFIED[SPECIFIED.find("{\n        ").unwrap()..SPECIFIED.len() - 2]).unwrap();
    let nested = [&SPECIFIED[..SPECIFIED.find("\"params\":").unwrap() + 9], &params, "}"].concat();
    let utf16 = |mark: &[u8], unit: fn(u16) -> [u8; 2]| {
        [mark, &*SPECIFIED.encode_utf16().flat_map(unit).collect::<Vec<_>>()].concat()
    };
    let cases = [
        (SPECIFIED.as_bytes().to_vec(), None),
        (format!("\r\n {SPECIFIED}\t\n").into_bytes(), None),
        (format!("\u{feff}{SPECIFIED}").into_bytes(), Some(Remark::Padding)),
        (format!("{SPECIFIED}\0\0").into_bytes(), Some(Remark::Padding)),
        (format!("\0{SPECIFIED}\n\0").into_bytes(), Some(Remark::Padding)),
        (format!("\u{a0}\u{200b}{SPECIFIED}\u{1a}").into_bytes(), Some(Remark::Padding)),
        (format!("[{SPECIFIED}]").into_bytes(), Some(Remark::Wrapped)),
        (quoted.into_bytes(), Some(Remark::Wrapped)),
        (nested.into_bytes(), Some(Remark::Wrapped)),
        (utf16(b"", u16::to_le_bytes), Some(Remark::Utf16)),
        (utf16(b"", u16::to_be_bytes), Some(Remark::Utf16)),
    ];
    for (payload, remark) in cases {
        let message = parse_bytes(&payload).unwrap_or_else(|error| panic!("{remark:?}: {error}"));
        assert_eq!(message.device_secret.expose(), "yourDeviceSecret");
        assert_eq!(message.remarks, remark.into_iter().collect::<Vec<_>>());
    }
    for mark in [b"\xff\xfe", b"\xfe\xff"] {
        let unit = if mark[0] == 0xff { u16::to_le_bytes } else { u16::to_be_bytes };
        assert_eq!(parse_bytes(&utf16(mark, unit)).unwrap().remarks, [Remark::Utf16, Remark::Padding]);
    }
}

#[test]
fn refuses_more_than_one_message_and_says_where() {
    assert_eq!(parse(&format!("[{SPECIFIED},{SPECIFIED}]")).unwrap_err(), MessageError::NotAnObject);
    assert_eq!(parse(&format!("[[[{SPECIFIED}]]]")).unwrap_err(), MessageError::NotAnObject);
    assert_eq!(parse("\"no object\"").unwrap_err(), MessageError::NotAnObject);
    let error = parse(&format!("{SPECIFIED}\0{SPECIFIED}")).unwrap_err();
    assert!(matches!(error, MessageError::NotJson(error) if error.position == SPECIFIED.len()), "{error:?}");
    let error = parse("\u{feff}{]").unwrap_err();
    assert!(matches!(error, MessageError::NotJson(error) if error.position == 4), "{error:?}");
    assert_eq!(parse_bytes(&[0xff, 0xfe, 0, 0xd8, b'}', 0]).unwrap_err(), MessageError::NotUtf8 { position: 2 });
}

#[test]
fn an_error_that_repeats_a_value_leaves_the_secret_out() {
    let swapped = SPECIFIED.replace("deviceKey1234", "yourDeviceSecret");
    let mixed = SPECIFIED.replace("thing.activate.info", "was yourDeviceSecret");
    for text in [swapped, mixed] {
        let error = parse(&text).unwrap_err();
        assert!(!format!("{error:?} {error}").contains("yourDeviceSecret"), "{error:?}");
    }
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
    assert_eq!(error_with("1.0", &"1".repeat(257)), MessageError::TooLong(MessageField::Version));
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
