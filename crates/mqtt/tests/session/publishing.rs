//! Messages of ours, with QoS 0, 1 and 2.

use mqtt::{
    Qos,
    session::{Ending, Event, Waiting},
};

use crate::{Client, id, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn publish(client: &mut Client, qos: Qos) -> Option<u16> {
    let id = client.session.publish("a", b"x", qos, false, client.now).unwrap();
    client.drain();
    id.map(mqtt::PacketId::get)
}

#[test]
fn mqtt_4_3_1_1_qos_0_is_sent_once_without_identifier_and_dup() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::AtMostOnce), None);
    assert_eq!(client.sent(), ["300400016178"]);
    assert_eq!(client.events(), []);
}

#[test]
fn an_empty_retained_message_can_be_sent() {
    let mut client = Client::connected();
    client.session.publish("a", b"", Qos::AtMostOnce, true, client.now).unwrap();
    client.drain();
    assert_eq!(client.sent(), ["3103000161"]);
}

#[test]
fn mqtt_4_3_2_1_qos_1_keeps_its_identifier_until_puback() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::AtLeastOnce), Some(1));
    assert_eq!(client.sent(), ["3206000161000178"]);
    assert_eq!(client.events(), []);
    client.hex("40 02 0001");
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
    client.hex("40 02 0001");
    assert_eq!(client.events(), []);
}

#[test]
fn mqtt_4_3_3_1_qos_2_goes_publish_pubrec_pubrel_pubcomp() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::ExactlyOnce), Some(1));
    assert_eq!(client.sent(), ["3406000161000178"]);
    client.hex("50 02 0001");
    assert_eq!(client.sent(), ["62020001"]);
    assert_eq!(client.events(), []);
    client.hex("70 02 0001");
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
    assert_eq!(client.sent(), [""; 0]);
}

#[test]
fn a_repeated_pubrec_is_answered_again_and_completes_once() {
    let mut client = Client::connected();
    publish(&mut client, Qos::ExactlyOnce);
    client.sent();
    client.hex("50 02 0001 50 02 0001");
    assert_eq!(client.sent(), ["62020001", "62020001"]);
    client.hex("70 02 0001 70 02 0001");
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
}

#[test]
fn a_pubcomp_before_pubrec_completes_nothing() {
    let mut client = Client::connected();
    publish(&mut client, Qos::ExactlyOnce);
    client.hex("70 02 0001");
    assert_eq!(client.events(), []);
    client.hex("50 02 0001 70 02 0001");
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
}

#[test]
fn mqtt_2_3_1_6_pubrel_repeats_the_identifier_of_pubrec() {
    let mut client = Client::connected();
    for _ in 0..300 {
        publish(&mut client, Qos::ExactlyOnce);
    }
    client.sent();
    client.hex("50 02 0101 50 02 0002");
    assert_eq!(client.sent(), ["62020101", "62020002"]);
}

#[test]
fn mqtt_4_6_0_4_pubrels_go_out_in_the_order_of_the_pubrecs() {
    let mut client = Client::connected();
    for _ in 0..4 {
        publish(&mut client, Qos::ExactlyOnce);
    }
    client.sent();
    client.hex("50 02 0003 50 02 0001 50 02 0004 50 02 0002");
    assert_eq!(client.sent(), ["62020003", "62020001", "62020004", "62020002"]);
}

#[test]
fn mqtt_2_3_1_2_requests_share_one_space_of_identifiers() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::AtLeastOnce), Some(1));
    assert_eq!(client.session.subscribe(&[("a", Qos::AtMostOnce)], client.now), Ok(id(2)));
    assert_eq!(client.session.unsubscribe(&["a"], client.now), Ok(id(3)));
    assert_eq!(publish(&mut client, Qos::ExactlyOnce), Some(4));
}

#[test]
fn mqtt_2_3_1_3_an_identifier_is_free_after_the_last_acknowledgement_only() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::ExactlyOnce), Some(1));
    for number in 2..=65_535 {
        assert_eq!(publish(&mut client, Qos::AtLeastOnce), Some(number));
    }
    client.hex("50 02 0001");
    let refused = client.session.publish("a", b"x", Qos::AtLeastOnce, false, client.now);
    assert_eq!(refused, Err(mqtt::session::CommandError::NoFreePacketId));
    client.hex("70 02 0001");
    assert_eq!(publish(&mut client, Qos::AtLeastOnce), Some(1));
    client.hex("40 02 8000");
    assert_eq!(publish(&mut client, Qos::AtLeastOnce), Some(0x8000));
}

#[test]
fn mqtt_2_3_1_4_both_sides_may_use_the_same_identifier_at_once() {
    let mut client = Client::connected();
    assert_eq!(publish(&mut client, Qos::ExactlyOnce), Some(1));
    client.sent();
    client.hex("34 06 0001 62 0001 79");
    let delivery = client.message().delivery.unwrap();
    client.accept(delivery);
    client.hex("62 02 0001");
    assert_eq!(client.sent(), ["50020001", "70020001"]);
    client.hex("50 02 0001 70 02 0001");
    assert_eq!(client.sent(), ["62020001"]);
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
}

#[test]
fn a_missing_acknowledgement_runs_out_of_time() {
    for (qos, answer, waiting) in [
        (Qos::AtLeastOnce, "", Waiting::Puback(id(1))),
        (Qos::ExactlyOnce, "", Waiting::Pubrec(id(1))),
        (Qos::ExactlyOnce, "50 02 0001", Waiting::Pubcomp(id(1))),
    ] {
        let mut client = Client::connected();
        publish(&mut client, qos);
        client.hex(answer);
        client.pass(seconds(10));
        assert_eq!(client.ending(), Ending::TimedOut(waiting));
    }
}

#[test]
fn each_part_of_the_exchange_has_its_own_time() {
    let mut client = Client::connected();
    publish(&mut client, Qos::ExactlyOnce);
    client.pass(seconds(9));
    client.hex("50 02 0001");
    client.pass(seconds(9));
    assert!(client.is_alive());
    client.hex("70 02 0001");
    assert_eq!(client.events(), [Event::Published { id: id(1) }]);
}
