//! Messages of the server, with QoS 0, 1 and 2.

use mqtt::{
    Qos,
    session::{Event, Message},
};

use crate::{Client, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Hands in a PUBLISH and takes the message out.
fn message(client: &mut Client, text: &str) -> Message {
    client.hex(text);
    client.message()
}

#[test]
fn mqtt_3_3_4_1_each_qos_has_its_answer() {
    let mut client = Client::connected();
    assert_eq!(message(&mut client, "30 04 0001 61 78").delivery, None);
    assert_eq!(client.sent(), [""; 0]);
    let once = message(&mut client, "32 06 0001 61 0005 78").delivery.unwrap();
    client.accept(once);
    assert_eq!(client.sent(), ["40020005"]);
    let exactly = message(&mut client, "34 06 0001 61 0006 78").delivery.unwrap();
    client.accept(exactly);
    assert_eq!(client.sent(), ["50020006"]);
}

#[test]
fn a_message_tells_all_that_its_packet_says() {
    let mut client = Client::connected();
    let message = message(&mut client, "3b 06 0001 61 0005 78");
    assert_eq!((&*message.topic, &*message.payload), ("a", &b"x"[..]));
    assert_eq!((message.qos, message.retain, message.dup), (Qos::AtLeastOnce, true, true));
    assert!(!format!("{message:?}").contains("120"));
}

#[test]
fn mqtt_3_3_1_8_the_retain_flag_is_passed_on() {
    let mut client = Client::connected();
    assert!(message(&mut client, "31 04 0001 61 78").retain);
    assert!(!message(&mut client, "30 04 0001 61 78").retain);
}

#[test]
fn mqtt_4_3_2_2_puback_waits_until_the_message_is_accepted() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "32 06 0001 61 0005 78").delivery.unwrap();
    client.pass(seconds(9));
    assert_eq!(client.sent(), [""; 0]);
    client.accept(delivery);
    assert_eq!(client.sent(), ["40020005"]);
}

#[test]
fn mqtt_4_3_2_2_after_puback_the_same_identifier_is_a_new_message_whatever_dup_says() {
    let mut client = Client::connected();
    for text in ["32 06 0001 61 0005 78", "3a 06 0001 61 0005 78"] {
        let delivery = message(&mut client, text).delivery.unwrap();
        client.accept(delivery);
        assert_eq!(client.sent(), ["40020005"]);
    }
}

#[test]
fn mqtt_3_3_1_3_dup_does_not_make_a_message_a_repeated_one() {
    let mut client = Client::connected();
    assert!(message(&mut client, "3a 06 0001 61 0005 78").dup);
    assert!(message(&mut client, "3c 06 0001 61 0006 78").dup);
}

#[test]
fn mqtt_4_3_3_2_a_repeated_qos_2_message_is_acknowledged_but_not_delivered_again() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "34 06 0001 61 0005 78").delivery.unwrap();
    client.accept(delivery);
    client.hex("3c 06 0001 61 0005 78");
    assert_eq!(client.events(), []);
    assert_eq!(client.sent(), ["50020005", "50020005"]);
    client.hex("62 02 0005");
    assert_eq!(client.sent(), ["70020005"]);
    let again = message(&mut client, "3c 06 0001 61 0005 78").delivery.unwrap();
    client.accept(again);
    assert_eq!(client.sent(), ["50020005"]);
}

#[test]
fn mqtt_4_3_3_2_a_qos_2_message_repeated_before_it_is_accepted_is_answered_twice_after() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "34 06 0001 61 0005 78").delivery.unwrap();
    client.hex("3c 06 0001 61 0005 78");
    assert_eq!(client.events(), []);
    assert_eq!(client.sent(), [""; 0]);
    client.accept(delivery);
    assert_eq!(client.sent(), ["50020005", "50020005"]);
}

#[test]
fn mqtt_4_6_0_2_pubacks_go_out_in_the_order_of_the_messages() {
    let mut client = Client::connected();
    let first = message(&mut client, "32 06 0001 61 0009 78").delivery.unwrap();
    let second = message(&mut client, "32 06 0001 61 0003 78").delivery.unwrap();
    let third = message(&mut client, "32 06 0001 61 0007 78").delivery.unwrap();
    client.accept(third);
    client.accept(second);
    assert_eq!(client.sent(), [""; 0]);
    client.accept(first);
    assert_eq!(client.sent(), ["40020009", "40020003", "40020007"]);
}

#[test]
fn mqtt_4_6_0_3_pubrecs_go_out_in_the_order_of_the_messages() {
    let mut client = Client::connected();
    let first = message(&mut client, "34 06 0001 61 0009 78").delivery.unwrap();
    let second = message(&mut client, "34 06 0001 61 0003 78").delivery.unwrap();
    let between = message(&mut client, "32 06 0001 61 0001 78").delivery.unwrap();
    client.accept(second);
    client.accept(between);
    assert_eq!(client.sent(), ["40020001"]);
    client.accept(first);
    assert_eq!(client.sent(), ["50020009", "50020003"]);
}

#[test]
fn mqtt_2_3_1_6_acknowledgements_repeat_the_identifier_of_their_message() {
    let mut client = Client::connected();
    for (text, answer) in [("32 05 0001 61 ffff", "4002ffff"), ("34 05 0001 61 0100", "50020100")] {
        let delivery = message(&mut client, text).delivery.unwrap();
        client.accept(delivery);
        assert_eq!(client.sent(), [answer]);
    }
}

#[test]
fn mqtt_4_5_0_2_a_message_that_nobody_asked_for_is_delivered_and_acknowledged() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "32 0a 0005 6f74686572 0002 78").delivery.unwrap();
    client.accept(delivery);
    assert_eq!(client.sent(), ["40020002"]);
}

#[test]
fn mqtt_3_3_2_3_overlapping_copies_are_all_delivered() {
    let mut client = Client::connected();
    client.hex("30 04 0001 61 78 30 04 0001 61 78");
    assert_eq!(client.events().len(), 2);
}

#[test]
fn mqtt_4_1_0_1_both_directions_of_the_state_are_kept_side_by_side() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "34 06 0001 61 0001 78").delivery.unwrap();
    client.accept(delivery);
    client.session.publish("a", b"x", Qos::ExactlyOnce, false, client.now).unwrap();
    client.drain();
    client.sent();
    client.hex("50 02 0001 3c 06 0001 61 0001 78 70 02 0001 62 02 0001");
    assert_eq!(client.sent(), ["62020001", "50020001", "70020001"]);
    assert_eq!(client.events(), [Event::Published { id: crate::id(1) }]);
}

#[test]
fn mqtt_4_1_0_2_what_was_received_is_known_as_long_as_the_connection_lasts() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "34 06 0001 61 0005 78").delivery.unwrap();
    client.accept(delivery);
    for _ in 0..100 {
        client.pass(seconds(45));
        client.hex("d0 00");
    }
    client.sent();
    client.hex("3c 06 0001 61 0005 78");
    assert_eq!(client.events(), []);
    assert_eq!(client.sent(), ["50020005"]);
}

#[test]
fn an_unsolicited_pubrec_is_answered_by_pubrel() {
    let mut client = Client::connected();
    client.hex("50 02 0007");
    assert_eq!(client.sent(), ["62020007"]);
    assert!(client.is_alive());
}

#[test]
fn an_unsolicited_pubrel_is_answered_by_pubcomp() {
    let mut client = Client::connected();
    client.hex("62 02 0007");
    assert_eq!(client.sent(), ["70020007"]);
    assert!(client.is_alive());
}

#[test]
fn other_unsolicited_acknowledgements_are_survived_in_silence() {
    let mut client = Client::connected();
    client.hex("40 02 0007 70 02 0007 90 03 0007 00 b0 02 0007 d0 00");
    assert_eq!(client.sent(), [""; 0]);
    assert_eq!(client.events(), []);
    assert!(client.is_alive());
}

#[test]
fn a_pubrel_before_the_message_was_accepted_makes_its_pubrec_needless() {
    let mut client = Client::connected();
    let delivery = message(&mut client, "34 06 0001 61 0005 78").delivery.unwrap();
    client.hex("62 02 0005");
    assert_eq!(client.sent(), ["70020005"]);
    client.accept(delivery);
    assert_eq!(client.sent(), [""; 0]);
}

#[test]
fn messages_of_many_packets_in_one_chunk_come_in_order() {
    let mut client = Client::connected();
    client.hex("30 04 0001 61 31 30 04 0001 61 32 30 04 0001 61 33");
    let payloads: Vec<_> = client
        .events()
        .into_iter()
        .filter_map(|event| if let Event::Message(message) = event { Some(message.payload[0]) } else { None })
        .collect();
    assert_eq!(payloads, *b"123");
}

#[test]
fn a_declined_message_is_never_acknowledged_and_holds_up_nothing() {
    let mut client = Client::connected();
    let first = message(&mut client, "32 06 0001 61 0005 78").delivery.unwrap();
    let second = message(&mut client, "32 06 0001 61 0006 78").delivery.unwrap();
    client.accept(second);
    assert_eq!(client.sent(), [""; 0], "acknowledgements keep their order");
    client.decline(first);
    assert_eq!(client.sent(), ["40020006"]);
    client.pass(seconds(60));
    assert!(!client.sent().contains(&"40020005".to_owned()));
}

#[test]
fn a_declined_message_of_qos_2_is_a_new_one_when_it_comes_again() {
    let mut client = Client::connected();
    let first = message(&mut client, "34 06 0001 61 0005 78").delivery.unwrap();
    client.hex("3c 06 0001 61 0005 78");
    client.decline(first);
    assert_eq!(client.sent(), [""; 0]);
    let again = message(&mut client, "3c 06 0001 61 0005 78").delivery.unwrap();
    client.accept(again);
    assert_eq!(client.sent(), ["50020005"]);
}
