//! CONNECT with its bytes written from the standard's text and figures, decoded and encoded.

use mqtt::{Connect, Credentials, EncodeError, Packet, Qos, Text, Will};

use crate::{both_ways, topic};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn text(text: &str) -> Text<'_> {
    Text::parse(text).unwrap()
}

fn plain() -> Connect<'static> {
    Connect { clean_session: true, keep_alive: 60, client_id: text("c1"), will: None, credentials: None }
}

fn will() -> Will<'static> {
    Will { topic: topic("w/t"), message: b"bye", qos: Qos::AtLeastOnce, retain: false }
}

#[test]
fn mqtt_3_1_2_1_connect_names_the_protocol_mqtt() {
    both_ways("10 0e 0004 4d515454 04 02 003c 0002 6331", &Packet::Connect(plain()));
}

#[test]
fn mqtt_3_1_2_2_connect_has_protocol_level_4() {
    let bytes = Packet::Connect(plain()).to_vec().unwrap();
    assert_eq!(bytes[8], 4);
}

#[test]
fn mqtt_3_1_2_3_connect_leaves_the_reserved_flag_0() {
    let full = Connect {
        will: Some(Will { retain: true, qos: Qos::ExactlyOnce, ..will() }),
        credentials: Some(Credentials { user_name: text("u"), password: Some(b"p") }),
        ..plain()
    };
    for connect in [plain(), full] {
        assert_eq!(Packet::Connect(connect).to_vec().unwrap()[9] & 1, 0);
    }
}

/// Figure 3.6 of the standard: flags 1100 1110 and keep alive 10.
#[test]
fn mqtt_3_1_3_1_connect_payload_is_in_the_standards_order() {
    let connect = Connect {
        keep_alive: 10,
        will: Some(will()),
        credentials: Some(Credentials { user_name: text("name"), password: Some(b"\x00\xff") }),
        ..plain()
    };
    both_ways(
        "10 22 0004 4d515454 04 ce 000a 0002 6331 0003 772f74 0003 627965 0004 6e616d65 0002 00ff",
        &Packet::Connect(connect),
    );
}

#[test]
fn mqtt_3_1_2_9_a_will_brings_its_topic_and_message() {
    let connect = Connect { will: Some(will()), ..plain() };
    both_ways("10 18 0004 4d515454 04 0e 003c 0002 6331 0003 772f74 0003 627965", &Packet::Connect(connect));
}

#[test]
fn a_will_may_be_empty_retained_and_of_qos_2() {
    let will = Will { message: b"", qos: Qos::ExactlyOnce, retain: true, ..will() };
    let connect = Connect { will: Some(will), ..plain() };
    both_ways("10 15 0004 4d515454 04 36 003c 0002 6331 0003 772f74 0000", &Packet::Connect(connect));
}

#[test]
fn mqtt_3_1_2_11_without_a_will_its_flags_and_fields_are_absent() {
    let bytes = Packet::Connect(plain()).to_vec().unwrap();
    assert_eq!(bytes[9] & 0b0011_1100, 0);
    assert_eq!(bytes.len(), 16);
}

#[test]
fn mqtt_3_1_2_18_without_a_user_name_there_is_none_in_the_payload() {
    let bytes = Packet::Connect(plain()).to_vec().unwrap();
    assert_eq!(bytes[9] & 0b1000_0000, 0);
    assert!(bytes.ends_with(b"\x00\x02c1"));
}

#[test]
fn mqtt_3_1_2_19_a_user_name_may_be_empty() {
    let credentials = Some(Credentials { user_name: text(""), password: None });
    both_ways("10 10 0004 4d515454 04 82 003c 0002 6331 0000", &Packet::Connect(Connect { credentials, ..plain() }));
}

#[test]
fn mqtt_3_1_2_20_without_a_password_there_is_none_in_the_payload() {
    let credentials = Some(Credentials { user_name: text("u"), password: None });
    both_ways("10 11 0004 4d515454 04 82 003c 0002 6331 0001 75", &Packet::Connect(Connect { credentials, ..plain() }));
}

#[test]
fn mqtt_3_1_2_21_a_password_may_be_empty() {
    let credentials = Some(Credentials { user_name: text("u"), password: Some(b"") });
    both_ways(
        "10 13 0004 4d515454 04 c2 003c 0002 6331 0001 75 0000",
        &Packet::Connect(Connect { credentials, ..plain() }),
    );
}

#[test]
fn mqtt_3_1_3_3_the_client_identifier_comes_first() {
    let credentials = Some(Credentials { user_name: text("u"), password: None });
    let bytes = Packet::Connect(Connect { credentials, will: Some(will()), ..plain() }).to_vec().unwrap();
    assert_eq!(&bytes[12..16], b"\x00\x02c1");
}

#[test]
fn mqtt_3_1_3_7_an_empty_client_identifier_needs_a_clean_session() {
    let connect = Connect { client_id: Text::EMPTY, ..plain() };
    both_ways("10 0c 0004 4d515454 04 02 003c 0000", &Packet::Connect(connect));
    let stored = Packet::Connect(Connect { clean_session: false, ..connect });
    assert_eq!(stored.to_vec(), Err(EncodeError::EmptyClientId));
}

#[test]
fn a_stored_session_may_be_asked_for_by_name() {
    let connect = Connect { clean_session: false, keep_alive: 0, ..plain() };
    both_ways("10 0e 0004 4d515454 04 00 0000 0002 6331", &Packet::Connect(connect));
}

#[test]
fn a_will_message_or_a_password_over_65535_bytes_is_not_encoded() {
    let long = vec![0; 65_536];
    let password = Some(Credentials { user_name: text("u"), password: Some(&long) });
    assert!(matches!(
        Packet::Connect(Connect { credentials: password, ..plain() }).to_vec(),
        Err(EncodeError::FieldTooLong { bytes: 65_536, .. })
    ));
    let will = Some(Will { message: &long, ..will() });
    assert!(matches!(
        Packet::Connect(Connect { will, ..plain() }).to_vec(),
        Err(EncodeError::FieldTooLong { bytes: 65_536, .. })
    ));
}
