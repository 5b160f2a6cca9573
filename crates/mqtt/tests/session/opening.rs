//! From the open socket to CONNACK.

use mqtt::{
    ConnackCode, DecodeError, PacketKind, Qos,
    session::{CloseCode, Config, ConfigError, Ending, Event, Input, SUBPROTOCOL, Session, Violation, WillMessage},
};

use crate::{CONNACK, Client, config, hex};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const CONNECT: &str = "101400044d51545404c2003c000263310001750001\
                       70";

#[test]
fn mqtt_3_1_0_1_connect_goes_out_first_and_at_once() {
    let mut client = Client::new(&config());
    assert_eq!(client.sent(), [""; 0]);
    client.open();
    assert_eq!(client.sent(), [CONNECT]);
}

#[test]
fn mqtt_3_1_0_1_requests_before_the_opening_go_out_behind_connect() {
    let mut client = Client::new(&config());
    client.session.publish("a", b"x", Qos::AtMostOnce, false, client.now).unwrap();
    client.session.subscribe(&[("b", Qos::AtLeastOnce)], client.now).unwrap();
    client.drain();
    assert_eq!(client.sent(), [""; 0]);
    client.open();
    assert_eq!(
        client.sent(),
        [
            CONNECT,
            "300400016178",
            "820600010001\
        6201"
        ]
    );
}

#[test]
fn mqtt_3_1_0_2_only_one_connect_is_ever_sent() {
    let mut client = Client::opened();
    assert_eq!(client.sent().len(), 1);
    client.open();
    client.bytes(&CONNACK);
    client.open();
    assert_eq!(client.sent(), [""; 0]);
    assert!(client.is_alive());
}

#[test]
fn requests_need_not_wait_for_connack() {
    let mut client = Client::opened();
    client.sent();
    client.session.subscribe(&[("b", Qos::AtMostOnce)], client.now).unwrap();
    client.drain();
    assert_eq!(
        client.sent(),
        ["82060001000162\
        00"]
    );
}

#[test]
fn a_message_right_behind_connack_is_delivered() {
    let mut client = Client::opened();
    client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now).unwrap();
    client.hex("20020000 3004 0001 61 78");
    let events = client.events();
    assert!(matches!(&events[..], [Event::Connected, Event::Message(message)] if &*message.payload == b"x"));
}

#[test]
fn mqtt_3_1_4_4_connack_0_connects() {
    let mut client = Client::opened();
    client.bytes(&CONNACK);
    assert_eq!(client.events(), [Event::Connected]);
    assert!(client.is_alive());
}

#[test]
fn mqtt_3_1_2_2_an_unsupported_level_comes_back_as_a_refusal() {
    let mut client = Client::opened();
    client.hex("20020001");
    let code = ConnackCode::UnacceptableProtocolVersion;
    assert_eq!(client.events(), [Event::Refused(code), Event::Closed(Ending::Refused(code))]);
}

#[test]
fn mqtt_3_1_3_9_a_rejected_identifier_comes_back_as_a_refusal() {
    let mut client = Client::opened();
    client.hex("20020002");
    let code = ConnackCode::IdentifierRejected;
    assert_eq!(client.events(), [Event::Refused(code), Event::Closed(Ending::Refused(code))]);
}

#[test]
fn mqtt_3_1_3_8_an_empty_identifier_goes_with_a_clean_session_only() {
    let mut client = Client::new(&Config::new(""));
    client.open();
    assert_eq!(
        client.sent(),
        ["100c00044d51545404\
        02003c0000"]
    );
}

#[test]
fn mqtt_3_2_2_5_a_refusal_ends_the_session_without_waiting_for_the_close() {
    for code in &ConnackCode::ALL[1..] {
        let mut client = Client::opened();
        client.sent();
        client.bytes(&[0x20, 0x02, 0x00, code.code()]);
        assert_eq!(client.events(), [Event::Refused(*code), Event::Closed(Ending::Refused(*code))]);
        assert_eq!(client.closed_with, Some(CloseCode::Normal));
        assert_eq!(client.wake_at, None);
        assert_eq!(client.sent(), [""; 0]);
    }
}

#[test]
fn mqtt_3_1_4_5_after_a_refusal_nothing_is_done_and_requests_are_lost() {
    let mut client = Client::opened();
    client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now).unwrap();
    client.hex("20020005 9003000100 300400016178");
    let code = ConnackCode::NotAuthorized;
    assert_eq!(client.events(), [Event::Refused(code), Event::Closed(Ending::Refused(code))]);
}

#[test]
fn mqtt_3_2_0_1_anything_before_connack_closes() {
    for (kind, text) in [
        (PacketKind::Publish, "300400016178"),
        (PacketKind::Puback, "40020001"),
        (PacketKind::Pubrec, "50020001"),
        (PacketKind::Pubrel, "62020001"),
        (PacketKind::Pubcomp, "70020001"),
        (PacketKind::Suback, "9003000100"),
        (PacketKind::Unsuback, "b0020001"),
        (PacketKind::Pingresp, "d000"),
        (PacketKind::Disconnect, "e000"),
        (PacketKind::Connect, CONNECT),
    ] {
        let mut client = Client::opened();
        client.sent();
        client.hex(text);
        assert_eq!(client.ending(), Ending::Violation(Violation::BeforeConnack(kind)));
        assert_eq!(client.closed_with, Some(CloseCode::ProtocolError));
        assert_eq!(client.sent(), [""; 0]);
    }
}

#[test]
fn mqtt_3_2_2_1_a_session_present_after_a_clean_start_closes() {
    let mut client = Client::opened();
    client.hex("20020100");
    assert_eq!(client.events(), [Event::Closed(Ending::Violation(Violation::SessionPresent))]);
}

#[test]
fn mqtt_3_2_2_2_a_session_present_is_never_taken_for_one_of_ours() {
    let mut client = Client::opened();
    client.hex("20020100");
    assert_eq!(client.ending(), Ending::Violation(Violation::SessionPresent));
    assert_eq!(Violation::SessionPresent.statement(), Some("MQTT-3.2.2-1"));
}

#[test]
fn mqtt_3_2_2_3_no_session_present_connects_anew() {
    let mut client = Client::opened();
    client.bytes(&CONNACK);
    assert_eq!(client.events(), [Event::Connected]);
    assert_eq!(client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now), Ok(crate::id(1)));
}

#[test]
fn mqtt_3_2_2_4_a_refusal_with_a_session_present_is_malformed() {
    let mut client = Client::opened();
    client.hex("20020105");
    let error = DecodeError::SessionPresentWithRefusal { code: 5 };
    assert_eq!(client.events(), [Event::Closed(Ending::Violation(Violation::Malformed(error)))]);
}

#[test]
fn mqtt_6_0_0_3_the_subprotocol_to_offer_is_mqtt() {
    assert_eq!(SUBPROTOCOL, "mqtt");
}

#[test]
fn mqtt_6_0_0_4_another_subprotocol_closes_before_anything_is_sent() {
    for subprotocol in ["", "mqttv3.1", "MQTT", "mqtt "] {
        let mut client = Client::new(&config());
        client.input(Input::Opened { subprotocol });
        assert_eq!(client.ending(), Ending::SubprotocolRefused { got: subprotocol.into() });
        assert_eq!(client.closed_with, Some(CloseCode::ProtocolError));
        assert_eq!(client.sent(), [""; 0]);
    }
}

#[test]
fn mqtt_3_1_2_6_every_session_is_clean_and_starts_anew() {
    let mut first = Client::connected();
    first.session.publish("a", b"x", Qos::ExactlyOnce, false, first.now).unwrap();
    first.input(Input::Closed(crate::broken()));
    let mut second = Client::new(&config());
    second.open();
    second.bytes(&CONNACK);
    assert_eq!(second.sent(), [CONNECT]);
    assert_eq!(hex(CONNECT)[9] & 0b0000_0010, 0b0000_0010);
}

#[test]
fn mqtt_3_1_2_22_a_password_needs_a_user_name() {
    let config = Config { username: None, ..config() };
    assert_eq!(Session::new(&config).err(), Some(ConfigError::PasswordWithoutUserName));
}

#[test]
fn a_wrong_config_names_the_field() {
    let message = |config: Config| Session::new(&config).err().unwrap().to_string();
    assert_eq!(message(Config::new("a\0")), "the client identifier: the character U+0000 is not allowed");
    assert_eq!(
        message(Config { username: Some("\0".into()), ..config() }),
        "the user name: the character U+0000 is not allowed"
    );
    assert_eq!(message(Config { username: None, ..config() }), "there is a password, but no user name");
    let will = |topic: &str, length| WillMessage {
        topic: topic.into(),
        payload: vec![0; length].into(),
        qos: Qos::AtMostOnce,
        retain: false,
    };
    assert_eq!(
        message(Config { will: Some(will("a/#", 0)), ..config() }),
        "the will topic: the wildcard `#` is not allowed in a topic name"
    );
    assert_eq!(
        message(Config { will: Some(will("a", 65_536)), ..config() }),
        "the will message has 65536 bytes, more than 65535"
    );
}

#[test]
fn a_config_shows_no_password() {
    let shown = format!("{:?}", Config { password: Some(b"hunter2"[..].into()), ..config() });
    assert!(!shown.contains("hunter2") && shown.contains("Payload(7 bytes)"), "{shown}");
}

#[test]
fn mqtt_3_1_2_9_a_will_goes_out_with_connect() {
    let will = WillMessage { topic: "w".into(), payload: b"bye"[..].into(), qos: Qos::AtMostOnce, retain: true };
    let mut client = Client::new(&Config { will: Some(will), ..Config::new("c") });
    client.open();
    assert_eq!(
        client.sent(),
        ["101500044d51545404\
        26003c000163000177\
        0003627965"]
    );
}
