//! SUBSCRIBE, UNSUBSCRIBE and their answers.

use mqtt::{
    Qos, SubscribeOutcome,
    session::{CloseCode, Ending, Event, Violation, Waiting},
};

use crate::{Client, id, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const A: [(&str, Qos); 1] = [("a", Qos::AtLeastOnce)];

fn subscribed() -> Client {
    let mut client = Client::connected();
    client.session.subscribe(&A, client.now).unwrap();
    client.drain();
    assert_eq!(client.sent(), ["8206000100016101"]);
    client
}

#[test]
fn mqtt_3_8_4_1_suback_answers_subscribe() {
    let mut client = subscribed();
    client.hex("90 03 0001 01");
    let granted = vec![SubscribeOutcome::Granted(Qos::AtLeastOnce)];
    assert_eq!(client.events(), [Event::Subscribed { id: id(1), granted }]);
}

#[test]
fn mqtt_3_8_4_1_a_missing_suback_runs_out_of_time() {
    let mut client = subscribed();
    client.pass(seconds(9));
    assert!(client.is_alive());
    client.pass(seconds(1));
    assert_eq!(client.ending(), Ending::TimedOut(Waiting::Suback(id(1))));
    assert_eq!(client.closed_with, Some(CloseCode::TimedOut));
}

#[test]
fn the_time_of_an_early_subscribe_starts_with_connack() {
    let mut client = Client::opened();
    client.session.subscribe(&A, client.now).unwrap();
    client.drain();
    client.pass(seconds(9));
    client.bytes(&crate::CONNACK);
    client.pass(seconds(9));
    assert!(client.is_alive());
    client.pass(seconds(1));
    assert_eq!(client.ending(), Ending::TimedOut(Waiting::Suback(id(1))));
}

#[test]
fn mqtt_3_8_4_2_a_suback_with_another_identifier_completes_nothing() {
    let mut client = subscribed();
    client.hex("90 03 0002 01");
    assert_eq!(client.events(), []);
    client.hex("90 03 0001 01");
    assert!(matches!(client.events()[..], [Event::Subscribed { .. }]));
}

#[test]
fn mqtt_2_3_1_7_an_answer_never_completes_the_wrong_request() {
    let mut client = subscribed();
    client.session.unsubscribe(&["a"], client.now).unwrap();
    client.drain();
    // UNSUBACK for the SUBSCRIBE, SUBACK for the UNSUBSCRIBE, PUBACK and PUBCOMP for either.
    client.hex("b0 02 0001 90 03 0002 00 40 02 0001 70 02 0002");
    assert_eq!(client.events(), []);
    client.hex("b0 02 0002 90 03 0001 01");
    let granted = vec![SubscribeOutcome::Granted(Qos::AtLeastOnce)];
    assert_eq!(client.events(), [Event::Unsubscribed { id: id(2) }, Event::Subscribed { id: id(1), granted }]);
}

#[test]
fn mqtt_3_8_4_5_a_suback_with_another_number_of_codes_closes() {
    for (text, codes) in [("90 04 0001 01 01", 2), ("90 05 0001 00 00 80", 3)] {
        let mut client = subscribed();
        client.hex(text);
        let violation = Violation::SubackCount { id: id(1), filters: 1, codes };
        assert_eq!(client.events(), [Event::Closed(Ending::Violation(violation))]);
        assert_eq!(client.closed_with, Some(CloseCode::ProtocolError));
        assert_eq!(violation.statement(), Some("MQTT-3.8.4-5"));
    }
}

#[test]
fn mqtt_3_8_4_6_the_granted_qos_may_be_lower() {
    let mut client = subscribed();
    client.hex("90 03 0001 00");
    let granted = vec![SubscribeOutcome::Granted(Qos::AtMostOnce)];
    assert_eq!(client.events(), [Event::Subscribed { id: id(1), granted }]);
}

#[test]
fn mqtt_3_9_3_1_outcomes_stand_in_the_order_of_the_filters() {
    let mut client = Client::connected();
    let filters = [("a", Qos::ExactlyOnce), ("b", Qos::AtMostOnce), ("c/#", Qos::AtLeastOnce)];
    client.session.subscribe(&filters, client.now).unwrap();
    client.hex("90 05 0001 02 80 01");
    let granted = vec![
        SubscribeOutcome::Granted(Qos::ExactlyOnce),
        SubscribeOutcome::Refused,
        SubscribeOutcome::Granted(Qos::AtLeastOnce),
    ];
    assert_eq!(client.events(), [Event::Subscribed { id: id(1), granted }]);
}

#[test]
fn mqtt_3_8_3_2_a_refused_filter_is_told_and_survived() {
    let mut client = subscribed();
    client.hex("90 03 0001 80");
    assert_eq!(client.events(), [Event::Subscribed { id: id(1), granted: vec![SubscribeOutcome::Refused] }]);
    assert!(client.is_alive());
}

#[test]
fn mqtt_3_10_4_4_unsuback_answers_unsubscribe() {
    let mut client = Client::connected();
    client.session.unsubscribe(&["a", "b/+"], client.now).unwrap();
    client.drain();
    assert_eq!(client.sent(), ["a20a00010001610003622f2b"]);
    client.hex("b0 02 0002");
    assert_eq!(client.events(), []);
    client.hex("b0 02 0001");
    assert_eq!(client.events(), [Event::Unsubscribed { id: id(1) }]);
}

#[test]
fn mqtt_3_10_4_5_unsuback_comes_for_what_was_never_subscribed() {
    let mut client = Client::connected();
    client.session.unsubscribe(&["never"], client.now).unwrap();
    client.hex("b0 02 0001");
    assert_eq!(client.events(), [Event::Unsubscribed { id: id(1) }]);
    client.session.unsubscribe(&["never"], client.now).unwrap();
    client.drain();
    client.pass(seconds(10));
    assert_eq!(client.ending(), Ending::TimedOut(Waiting::Unsuback(id(2))));
}

#[test]
fn mqtt_3_10_4_3_messages_under_way_are_still_acknowledged_after_unsuback() {
    let mut client = Client::connected();
    client.session.unsubscribe(&["a"], client.now).unwrap();
    client.drain();
    client.sent();
    client.hex("b0 02 0001");
    client.events();
    client.hex("32 06 0001 61 0009 78");
    let delivery = client.message().delivery.unwrap();
    client.accept(delivery);
    assert_eq!(client.sent(), ["40020009"]);
    client.hex("34 06 0001 61 0009 78");
    let delivery = client.message().delivery.unwrap();
    client.accept(delivery);
    client.hex("62 02 0009");
    assert_eq!(client.sent(), ["50020009", "70020009"]);
}

#[test]
fn mqtt_3_10_4_1_filters_are_sent_as_they_are() {
    let mut client = Client::connected();
    client.session.subscribe(&[("e\u{301}", Qos::AtMostOnce)], client.now).unwrap();
    client.session.unsubscribe(&["e\u{301}"], client.now).unwrap();
    client.drain();
    assert_eq!(client.sent(), ["82080001000365cc8100", "a2070002000365cc81"]);
}
