//! Every way in which a session ends.

use mqtt::{
    ConnackCode, DecodeError, PacketKind, Qos,
    session::{CloseCode, CloseInfo, CommandError, Ending, Event, Input, Output, Violation, Waiting},
};

use crate::{Client, broken, config, id, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn mqtt_3_14_4_1_disconnect_closes_the_connection() {
    let mut client = Client::connected();
    client.session.disconnect(client.now);
    assert_eq!(client.session.poll(), Output::Send(vec![0xe0, 0x00]));
    assert_eq!(client.session.poll(), Output::Close(CloseCode::Normal));
    assert_eq!(client.session.poll(), Output::Event(Event::Closed(Ending::ByUs)));
    assert_eq!(client.session.poll(), Output::WakeAt(None));
}

#[test]
fn mqtt_3_14_4_2_nothing_is_sent_after_disconnect() {
    let mut client = Client::connected();
    client.hex("32 06 0001 61 0005 78 34 06 0001 61 0006 78");
    let mut deliveries = Vec::new();
    for event in client.events() {
        if let Event::Message(message) = event {
            deliveries.extend(message.delivery);
        }
    }
    client.session.disconnect(client.now);
    client.drain();
    assert_eq!(client.sent(), ["e000"]);
    client.events();
    for delivery in deliveries {
        client.accept(delivery);
    }
    client.hex("62 02 0006 50 02 0001 34 06 0001 61 0007 78");
    client.pass(seconds(1_000));
    client.input(Input::Wake);
    client.session.disconnect(client.now);
    client.drain();
    assert_eq!(client.sent(), [""; 0]);
    assert_eq!(client.events(), []);
}

#[test]
fn mqtt_3_14_4_2_commands_after_disconnect_are_refused() {
    let mut client = Client::connected();
    client.session.disconnect(client.now);
    client.drain();
    let now = client.now;
    assert_eq!(client.session.publish("a", b"", Qos::AtMostOnce, false, now), Err(CommandError::Ended));
    assert_eq!(client.session.publish("a", b"", Qos::AtLeastOnce, false, now), Err(CommandError::Ended));
    assert_eq!(client.session.subscribe(&[("a", Qos::AtMostOnce)], now), Err(CommandError::Ended));
    assert_eq!(client.session.unsubscribe(&["a"], now), Err(CommandError::Ended));
}

#[test]
fn disconnecting_while_connack_is_awaited_says_goodbye() {
    let mut client = Client::opened();
    client.sent();
    client.session.disconnect(client.now);
    client.drain();
    assert_eq!(client.sent(), ["e000"]);
    assert_eq!(client.ending(), Ending::ByUs);
}

#[test]
fn disconnecting_before_the_opening_sends_nothing() {
    let mut client = Client::new(&config());
    client.session.disconnect(client.now);
    client.drain();
    assert_eq!(client.closed_with, Some(CloseCode::Normal));
    assert_eq!(client.ending(), Ending::ByUs);
    client.open();
    assert_eq!(client.sent(), [""; 0]);
}

#[test]
fn a_connection_that_never_opened_is_told_apart() {
    let mut client = Client::new(&config());
    client.input(Input::Closed(broken()));
    assert_eq!(client.events(), [Event::Closed(Ending::NotOpened(broken()))]);
}

#[test]
fn mqtt_3_1_4_1_a_close_without_connack_is_told_apart() {
    let mut client = Client::opened();
    client.input(Input::Closed(broken()));
    assert_eq!(client.events(), [Event::Closed(Ending::WithoutConnack(broken()))]);
}

#[test]
fn mqtt_3_1_4_2_a_connection_taken_over_is_not_opened_again() {
    let mut client = Client::connected();
    let info = CloseInfo { code: 1000, reason: "taken over".into(), clean: true };
    client.input(Input::Closed(info.clone()));
    assert_eq!(client.events(), [Event::Closed(Ending::ByPeer(info))]);
    assert_eq!(client.wake_at, None);
    client.pass(seconds(1_000));
    client.open();
    assert_eq!(client.sent(), [""; 0]);
    assert_eq!(client.closed_with, None);
}

#[test]
fn a_connection_closed_in_the_middle_of_a_packet_just_ends() {
    let mut client = Client::connected();
    client.hex("30 04 0001");
    client.input(Input::Closed(broken()));
    assert_eq!(client.events(), [Event::Closed(Ending::ByPeer(broken()))]);
}

#[test]
fn a_missing_connack_runs_out_of_time() {
    let mut client = Client::opened();
    client.pass(seconds(9));
    assert!(client.is_alive());
    client.pass(seconds(1));
    assert_eq!(client.events(), [Event::Closed(Ending::TimedOut(Waiting::Connack))]);
    assert_eq!(client.closed_with, Some(CloseCode::TimedOut));
}

#[test]
fn the_close_that_follows_the_end_is_no_second_end() {
    let mut client = Client::connected();
    client.hex("d1 00");
    assert_eq!(client.events().len(), 1);
    client.input(Input::Closed(broken()));
    client.input(Input::Text);
    assert_eq!(client.events(), []);
}

#[test]
fn every_ending_is_told_in_words() {
    let info = CloseInfo { code: 1008, reason: "policy".into(), clean: true };
    for (ending, text) in [
        (Ending::ByUs, "disconnected by this side"),
        (Ending::NotOpened(broken()), "the connection did not open (code 1006)"),
        (Ending::WithoutConnack(broken()), "the connection was closed before CONNACK (code 1006)"),
        (Ending::ByPeer(info), "the connection was closed (code 1008, policy)"),
        (
            Ending::Refused(ConnackCode::BadUserNameOrPassword),
            "the server refused with CONNACK 4: bad user name or password",
        ),
        (Ending::Violation(Violation::Malformed(DecodeError::PublishQos3)), "PUBLISH has QoS 3"),
        (Ending::Violation(Violation::TextMessage), "a text message was received"),
        (Ending::Violation(Violation::BeforeConnack(PacketKind::Suback)), "SUBACK was received before CONNACK"),
        (
            Ending::Violation(Violation::Unexpected(PacketKind::Pingreq)),
            "PINGREQ was received, which is not expected here",
        ),
        (Ending::Violation(Violation::SessionPresent), "CONNACK has a session present, but a clean one was asked for"),
        (
            Ending::Violation(Violation::SubackCount { id: id(3), filters: 1, codes: 2 }),
            "SUBACK 3 has 2 return codes for 1 filters",
        ),
        (Ending::TimedOut(Waiting::Connack), "CONNACK did not come in time"),
        (Ending::TimedOut(Waiting::Pingresp), "PINGRESP did not come in time"),
        (Ending::TimedOut(Waiting::Suback(id(7))), "SUBACK 7 did not come in time"),
        (Ending::TimedOut(Waiting::Unsuback(id(7))), "UNSUBACK 7 did not come in time"),
        (Ending::TimedOut(Waiting::Puback(id(7))), "PUBACK 7 did not come in time"),
        (Ending::TimedOut(Waiting::Pubrec(id(7))), "PUBREC 7 did not come in time"),
        (Ending::TimedOut(Waiting::Pubcomp(id(7))), "PUBCOMP 7 did not come in time"),
        (Ending::SubprotocolRefused { got: String::new() }, "the server did not agree to the subprotocol `mqtt`"),
        (
            Ending::SubprotocolRefused { got: "amqp".into() },
            "the server chose the subprotocol `amqp` instead of `mqtt`",
        ),
    ] {
        assert_eq!(ending.to_string(), text);
    }
}
