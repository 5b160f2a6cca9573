//! Commands that are refused leave the session as it was.

use mqtt::{
    EncodeError, PacketKind, Qos, TextError, TopicError,
    session::{CommandError, Event},
};

use crate::{Client, id};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn mqtt_4_7_1_1_publishing_to_a_wildcard_is_refused() {
    let mut client = Client::connected();
    let refused = client.session.publish("a/#", b"x", Qos::AtLeastOnce, false, client.now);
    assert_eq!(refused, Err(CommandError::Topic(TopicError::Wildcard { character: '#' })));
}

#[test]
fn mqtt_3_8_3_3_subscribing_to_nothing_is_refused() {
    let mut client = Client::connected();
    let error = EncodeError::EmptyList { packet: PacketKind::Subscribe };
    assert_eq!(client.session.subscribe(&[], client.now), Err(CommandError::Packet(error)));
    let error = EncodeError::EmptyList { packet: PacketKind::Unsubscribe };
    assert_eq!(client.session.unsubscribe(&[], client.now), Err(CommandError::Packet(error)));
}

#[test]
fn a_refused_command_sends_nothing_and_uses_no_identifier() {
    let mut client = Client::connected();
    assert!(client.session.subscribe(&[("a", Qos::AtMostOnce), ("b#", Qos::AtMostOnce)], client.now).is_err());
    assert!(client.session.subscribe(&[], client.now).is_err());
    client.drain();
    assert_eq!(client.sent(), [""; 0]);
    assert_eq!(client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now), Ok(id(1)));
    client.hex("90 03 0001 00");
    assert!(matches!(client.events()[..], [Event::Subscribed { .. }]));
}

#[test]
fn every_refusal_is_told_in_words() {
    for (error, text) in [
        (CommandError::Ended, "the session has ended"),
        (CommandError::Topic(TopicError::Empty), "the topic: at least one character is needed"),
        (CommandError::Topic(TextError::NullCharacter.into()), "the topic: the character U+0000 is not allowed"),
        (
            CommandError::Packet(EncodeError::EmptyList { packet: PacketKind::Subscribe }),
            "SUBSCRIBE needs at least one entry in its list",
        ),
        (CommandError::NoFreePacketId, "all packet identifiers are in use"),
    ] {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn inputs_and_outputs_show_no_bytes() {
    assert_eq!(format!("{:?}", mqtt::session::Input::Bytes(b"secret")), "Bytes(6 bytes)");
    let mut client = Client::new(&crate::config());
    client.session.handle(mqtt::session::Input::Opened { subprotocol: "mqtt" }, client.now);
    assert_eq!(format!("{:?}", client.session.poll()), "Send(22 bytes)");
    assert_eq!(format!("{:?}", client.session), "Session { has_ended: false, .. }");
}
