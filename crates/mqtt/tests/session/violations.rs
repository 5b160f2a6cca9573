//! What a server may not do, and what becomes of it.

use mqtt::{
    DecodeError, PacketKind, Qos,
    session::{CloseCode, Config, Ending, Event, Input, Violation},
};

use crate::{CONNACK, Client, config};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn mqtt_4_8_0_1_every_malformed_packet_closes() {
    for text in [
        "00 00",
        "f0 00",
        "d1 00",
        "d0 01 00",
        "36 05 0001 61 0001",
        "38 03 0001 61",
        "30 02 0000",
        "30 03 0001 ff",
        "30 03 0001 00",
        "30 03 0001 23",
        "30 03 0005 61",
        "32 05 0001 61 0000",
        "32 03 0001 61",
        "40 02 0000",
        "40 03 0001 00",
        "41 02 0001",
        "50 01 00",
        "60 02 0001",
        "90 02 0001",
        "90 03 0000 00",
        "90 03 0001 03",
        "b0 00",
        "b2 02 0001",
        "30 ff ff ff ff 01",
        "20 02 02 00",
    ] {
        let mut client = Client::connected();
        client.hex(text);
        assert!(
            matches!(client.events()[..], [Event::Closed(Ending::Violation(Violation::Malformed(_)))]),
            "{text} is survived"
        );
        assert_eq!(client.closed_with, Some(CloseCode::ProtocolError), "{text}");
        assert_eq!(client.sent(), [""; 0]);
        assert_eq!(client.wake_at, None);
    }
}

#[test]
fn mqtt_4_8_0_1_packets_of_a_client_close() {
    for (kind, text) in [
        (PacketKind::Connect, "10 0d 0004 4d515454 04 02 003c 0001 63"),
        (PacketKind::Connack, "20 02 00 00"),
        (PacketKind::Subscribe, "82 06 0001 0001 61 00"),
        (PacketKind::Unsubscribe, "a2 05 0001 0001 61"),
        (PacketKind::Pingreq, "c0 00"),
        (PacketKind::Disconnect, "e0 00"),
    ] {
        let mut client = Client::connected();
        client.hex(text);
        assert_eq!(client.ending(), Ending::Violation(Violation::Unexpected(kind)));
        assert_eq!(client.closed_with, Some(CloseCode::ProtocolError));
    }
}

#[test]
fn what_came_before_the_fault_in_the_same_chunk_counts_and_nothing_after_it() {
    let mut client = Client::connected();
    client.hex("30 04 0001 61 31 d1 00 30 04 0001 61 32");
    let events = client.events();
    assert!(matches!(
        &events[..],
        [Event::Message(message), Event::Closed(Ending::Violation(_))] if &*message.payload == b"1"
    ));
}

#[test]
fn mqtt_4_8_0_2_a_packet_over_the_own_limit_closes_as_too_big() {
    let mut client = Client::connected();
    client.hex("30 ff ff ff 7f");
    let error = DecodeError::TooLarge { length: 268_435_460, limit: 262_144 };
    assert_eq!(client.ending(), Ending::Violation(Violation::Malformed(error)));
    assert_eq!(client.closed_with, Some(CloseCode::TooBig));
}

#[test]
fn the_limit_can_be_set() {
    let mut client = Client::new(&Config { limits: mqtt::Limits::of(5), ..config() });
    client.open();
    client.bytes(&CONNACK);
    client.hex("30 04");
    assert_eq!(client.closed_with, Some(CloseCode::TooBig));
}

#[test]
fn mqtt_6_0_0_1_a_text_message_closes() {
    for mut client in [Client::opened(), Client::connected()] {
        client.input(Input::Text);
        assert_eq!(client.ending(), Ending::Violation(Violation::TextMessage));
        assert_eq!(client.closed_with, Some(CloseCode::TextMessage));
    }
}

#[test]
fn a_message_over_the_limit_closes_without_having_been_read() {
    for mut client in [Client::opened(), Client::connected()] {
        client.input(Input::TooLarge { length: 64 << 20 });
        let Ending::Violation(violation) = client.ending() else { panic!("another ending") };
        assert_eq!(violation.close_code().code(), 1009);
        assert_eq!(client.closed_with, Some(CloseCode::TooBig));
    }
}

#[test]
fn mqtt_6_0_0_2_packets_split_at_every_byte_and_joined_are_the_same() {
    let script = crate::hex("20020000 300400016178 3206000161000578 d000 62020007");
    for cut in 0..=script.len() {
        let mut client = Client::opened();
        client.sent();
        let (front, back) = script.split_at(cut);
        client.bytes(front);
        client.bytes(back);
        assert_eq!(client.events().len(), 3);
        assert_eq!(client.sent(), ["70020007"]);
    }
}

/// Each packet goes out as a message of its own.
#[test]
fn mqtt_6_0_0_2_one_packet_is_sent_per_message() {
    let mut client = Client::opened();
    client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now).unwrap();
    client.session.publish("a", b"x", Qos::AtLeastOnce, false, client.now).unwrap();
    client.drain();
    let firsts: Vec<_> = client.sent().iter().map(|packet| packet[..2].to_string()).collect();
    assert_eq!(firsts, ["10", "82", "32"]);
}

#[test]
fn close_codes_have_a_number_for_each_place() {
    for (code, number, in_browser) in [
        (CloseCode::Normal, 1000, 1000),
        (CloseCode::ProtocolError, 1002, 4002),
        (CloseCode::TextMessage, 1003, 4003),
        (CloseCode::TooBig, 1009, 4009),
        (CloseCode::TimedOut, 4008, 4008),
    ] {
        assert_eq!((code.code(), code.for_browser()), (number, in_browser));
        assert!(in_browser == 1000 || (3000..5000).contains(&in_browser));
    }
}

#[test]
fn violations_tell_their_statement() {
    for (violation, statement) in [
        (Violation::Malformed(DecodeError::PublishQos3), Some("MQTT-3.3.1-4")),
        (Violation::Malformed(DecodeError::RemainingLength), None),
        (Violation::TextMessage, Some("MQTT-6.0.0-1")),
        (Violation::BeforeConnack(PacketKind::Suback), Some("MQTT-3.2.0-1")),
        (Violation::Unexpected(PacketKind::Pingreq), Some("MQTT-4.8.0-1")),
    ] {
        assert_eq!(violation.statement(), statement);
    }
}
