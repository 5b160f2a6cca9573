//! PINGREQ, PINGRESP and the promise that only sent packets keep (section 3.1.2.10).

use mqtt::{
    Qos,
    session::{CloseCode, Config, Ending, Input, Waiting},
};

use crate::{CONNACK, Client, config, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PINGREQ: &str = "c000";

#[test]
fn mqtt_3_1_2_23_an_idle_session_pings_within_the_keep_alive() {
    let mut client = Client::connected();
    client.pass(seconds(44));
    assert_eq!(client.sent(), [""; 0]);
    client.pass(seconds(2));
    assert_eq!(client.sent(), [PINGREQ]);
}

#[test]
fn mqtt_3_1_2_23_received_packets_do_not_count() {
    let mut client = Client::connected();
    for _ in 0..46 {
        client.pass(seconds(1));
        client.hex("30 04 0001 61 78");
    }
    assert_eq!(client.sent(), [PINGREQ]);
}

#[test]
fn mqtt_3_1_2_23_sent_packets_put_the_ping_off() {
    let mut client = Client::connected();
    for _ in 0..3 {
        client.pass(seconds(40));
        client.session.publish("a", b"x", Qos::AtMostOnce, false, client.now).unwrap();
        client.drain();
    }
    assert!(!client.sent().contains(&PINGREQ.to_string()));
}

#[test]
fn mqtt_3_1_2_23_a_gap_between_sent_packets_never_exceeds_the_keep_alive() {
    let mut client = Client::connected();
    let mut quiet = 0;
    for _ in 0..600 {
        client.pass(seconds(1));
        quiet += 1;
        if !client.sent().is_empty() {
            quiet = 0;
            client.hex("d0 00");
        }
        assert!(quiet <= 60);
    }
    assert!(client.is_alive());
}

#[test]
fn mqtt_3_12_4_1_a_missing_pingresp_runs_out_of_time() {
    let mut client = Client::connected();
    client.pass(seconds(45));
    assert_eq!(client.sent(), [PINGREQ]);
    client.pass(seconds(9));
    assert!(client.is_alive());
    client.pass(seconds(1));
    assert_eq!(client.ending(), Ending::TimedOut(Waiting::Pingresp));
    assert_eq!(client.closed_with, Some(CloseCode::TimedOut));
}

#[test]
fn other_packets_do_not_stand_in_for_pingresp() {
    let mut client = Client::connected();
    client.pass(seconds(45));
    for _ in 0..9 {
        client.pass(seconds(1));
        client.hex("30 04 0001 61 78");
    }
    client.pass(seconds(1));
    assert_eq!(client.ending(), Ending::TimedOut(Waiting::Pingresp));
}

#[test]
fn an_answered_ping_goes_on() {
    let mut client = Client::connected();
    for _ in 0..10 {
        client.pass(seconds(45));
        assert_eq!(client.sent(), [PINGREQ]);
        client.hex("d0 00");
    }
    assert!(client.is_alive());
}

#[test]
fn without_a_keep_alive_there_is_no_ping() {
    let mut client = Client::new(&Config { keep_alive_seconds: 0, ..config() });
    client.open();
    client.bytes(&CONNACK);
    client.sent();
    assert_eq!(client.wake_at, None);
    client.pass(seconds(100_000));
    assert_eq!(client.sent(), [""; 0]);
}

#[test]
fn a_late_wake_up_pings_at_once() {
    let mut client = Client::connected();
    client.now = client.now + seconds(200);
    client.input(Input::Wake);
    assert_eq!(client.sent(), [PINGREQ]);
    assert!(client.is_alive());
}

#[test]
fn an_answer_that_waited_in_the_queue_of_a_hidden_page_is_not_too_late() {
    let mut client = Client::connected();
    client.pass(seconds(45));
    client.now = client.now + seconds(60);
    client.hex("d0 00");
    assert!(client.is_alive());
}

#[test]
fn an_early_wake_up_does_nothing() {
    let mut client = Client::connected();
    let wake_at = client.wake_at;
    client.now = client.now + seconds(1);
    client.input(Input::Wake);
    assert_eq!(client.sent(), [""; 0]);
    assert_eq!(client.wake_at, wake_at);
}

#[test]
fn a_short_keep_alive_is_kept_while_connack_is_awaited() {
    let mut client = Client::new(&Config { keep_alive_seconds: 4, ..config() });
    client.open();
    client.sent();
    client.pass(seconds(7));
    assert_eq!(client.sent(), [PINGREQ, PINGREQ]);
    client.bytes(&CONNACK);
    client.hex("d0 00");
    client.pass(seconds(1));
    assert!(client.is_alive());
}
