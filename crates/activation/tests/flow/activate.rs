//! Dynamic activation that succeeds.

use activation::{Evidence, Outcome, SignOff, Step, StepState, Subscription};
use enos::AssetId;
use mqtt::Qos;
use mqtt::session::{CloseCode, Input};

use crate::bench::{Bench, CONNACK, REPLY_TOPIC, SUBACK, TOPIC, message, publish, push, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const PUBACK_7: [u8; 4] = [0x40, 0x02, 0x00, 0x07];
const DISCONNECT: [u8; 2] = [0xE0, 0x00];

#[test]
fn sends_connect_and_subscribe_together_each_in_a_message_of_its_own() {
    let bench = Bench::activate().opened();
    let [connect, subscribe] = &bench.line.sent[..] else { panic!("{:?}", bench.line.sent) };

    // Section 3.1: behind a remaining length of two bytes, protocol name and level, flags for user name, password and clean session, keep alive 60 s.
    assert_eq!(connect[0], 0x10);
    let header = [0x00, 0x04, b'M', b'Q', b'T', b'T', 0x04, 0b1100_0010, 0x00, 60];
    assert_eq!(&connect[3..13], header);
    let text = String::from_utf8_lossy(connect);
    assert!(text.contains("c1|securemode=3,signmethod=sha256,timestamp=1548753362502|"));
    assert!(text.contains("dk1&pk1"));
    // printf 'clientIdc1deviceKeydk1productKeypk1timestamp1548753362502planted-product-secret' | sha256sum
    assert!(text.ends_with("97E15C504593AA856C9CBB9537B1B11D3F93F3FCB2E3775A0B087578C6434C64"));

    // Section 3.8: packet id 1, one filter, QoS 1.
    let mut expected = vec![0x82, 45, 0x00, 0x01, 0x00, 40];
    expected.extend_from_slice(TOPIC.as_bytes());
    expected.push(0x01);
    assert_eq!(subscribe, &expected);
}

#[test]
fn walks_the_whole_road() {
    let mut bench = Bench::activate();
    bench.now = bench.now + seconds(1);
    let mut bench = bench.opened().connected();
    bench.receive(&SUBACK);
    bench.now = bench.now + seconds(2);
    bench.receive(&push("s3cret"));

    assert_eq!(bench.secrets.len(), 1);
    assert_eq!(bench.secrets[0].device_secret.expose(), "s3cret");
    assert_eq!(bench.secrets[0].asset_id, AssetId::Named("a1".into()));
    assert_eq!(bench.line.sent[2], PUBACK_7);
    let reply = &bench.line.sent[3];
    assert_eq!(reply[0], 0x32, "the reply goes out with QoS 1");
    let text = String::from_utf8_lossy(reply);
    assert!(text.contains(REPLY_TOPIC) && text.contains(r#"{"id":"m1","code":200,"#), "{text}");
    assert!(bench.outcome.is_none(), "it waits for the PUBACK of its reply");

    bench.receive(&[0x40, 0x02, 0x00, 0x02]);
    assert_eq!(bench.outcome, Some(Outcome::Activated(SignOff::Acknowledged)));
    assert_eq!(bench.line.sent[4], DISCONNECT);
    assert_eq!(bench.line.closed, Some(CloseCode::Normal));
    let done = |took, evidence| StepState::Done { took: seconds(took), evidence };
    assert_eq!(bench.state(Step::Open), &done(1, Evidence::SubprotocolAccepted));
    assert_eq!(bench.state(Step::Connect), &done(0, Evidence::ConnectionAccepted));
    let granted = Evidence::Subscription(Subscription::Granted(Qos::AtLeastOnce));
    assert_eq!(bench.state(Step::Subscribe), &done(0, granted));
    assert_eq!(bench.state(Step::Secret), &done(2, Evidence::Message { id: Some("m1".into()) }));
    assert_eq!(bench.state(Step::SignOff), &done(0, Evidence::ReplyAcknowledged));
}

#[test]
fn takes_a_secret_that_comes_before_the_suback_and_with_any_qos() {
    for packet_id in [None, Some(7)] {
        let mut bench = Bench::activate().opened().connected();
        bench.receive(&publish(TOPIC, packet_id, &message("m1", "dk1", "s3cret")));
        assert_eq!(bench.secrets.len(), 1);
        bench.receive(&[0x40, 0x02, 0x00, 0x02]);
        assert_eq!(bench.outcome, Some(Outcome::Activated(SignOff::Acknowledged)));
        assert_eq!(bench.state(Step::Subscribe), &StepState::Skipped);
    }
}

#[test]
fn takes_a_secret_in_whatever_pieces_it_comes() {
    let stream = [&CONNACK[..], &SUBACK[..], &push("s3cret")].concat();
    for piece in [1, 2, 3, 7, stream.len()] {
        let mut bench = Bench::activate().opened();
        for bytes in stream.chunks(piece) {
            bench.receive(bytes);
        }
        assert_eq!(bench.secrets.len(), 1, "in pieces of {piece}");
    }
}

#[test]
fn acknowledges_nothing_before_the_secret_is_safe() {
    let mut bench = Bench::activate().opened().connected();
    bench.careful = false;
    bench.receive(&push("s3cret"));
    assert_eq!(bench.secrets.len(), 1);
    assert_eq!(bench.line.sent.len(), 2, "only CONNECT and SUBSCRIBE have gone out");
    bench.wait(seconds(40));
    assert_eq!(bench.line.sent.len(), 2, "however long it takes to make the secret safe");

    bench.secret_is_safe();
    assert_eq!(bench.line.sent[2], PUBACK_7);
    assert_eq!(bench.line.sent.len(), 4, "PUBACK, then the reply");
}

#[test]
fn hands_over_a_second_secret_as_well_for_only_the_newest_is_valid() {
    let mut bench = Bench::activate().opened().connected();
    bench.careful = false;
    let second = publish(TOPIC, Some(8), &message("m2", "dk1", "second"));
    bench.receive(&[push("first"), second].concat());
    let secrets: Vec<_> = bench.secrets.iter().map(|activated| activated.device_secret.expose()).collect();
    assert_eq!(secrets, ["first", "second"]);

    bench.secret_is_safe();
    assert_eq!(bench.line.sent[2..4], [PUBACK_7, [0x40, 0x02, 0x00, 0x08]], "acknowledged in order (MQTT-4.6.0-2)");
    assert!(String::from_utf8_lossy(&bench.line.sent[4]).contains(r#""id":"m2""#));
    bench.receive(&publish(TOPIC, Some(9), &message("m3", "dk1", "third")));
    assert_eq!(bench.secrets.len(), 3, "and one that comes while the reply is under way");
}

#[test]
fn a_refused_subscription_does_not_stop_a_secret() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&[0x90, 0x03, 0x00, 0x01, 0x80]);
    assert!(bench.outcome.is_none());
    bench.receive(&push("s3cret"));
    assert_eq!(bench.secrets.len(), 1);
    let refused = Evidence::Subscription(Subscription::Refused);
    assert_eq!(bench.state(Step::Subscribe), &StepState::Done { took: seconds(0), evidence: refused });
}

#[test]
fn a_right_message_may_still_follow_a_wrong_one() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, Some(6), &message("m0", "dk2", "planted")));
    assert_eq!(bench.line.sent.len(), 2, "it is not acknowledged");
    bench.wait(seconds(1));
    bench.receive(&push("s3cret"));
    assert_eq!(bench.line.sent[2], PUBACK_7, "the right one does not wait for it");
    assert_eq!(bench.secrets[0].device_secret.expose(), "s3cret");
}

#[test]
fn a_message_on_another_topic_is_acknowledged_and_passed_over() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish("/some/where", Some(6), &message("m0", "dk1", "planted")));
    assert!(bench.secrets.is_empty());
    assert_eq!(bench.line.sent.last().unwrap(), &[0x40, 0x02, 0x00, 0x06]);
}

#[test]
fn does_without_an_answer_to_its_reply() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&push("s3cret"));
    bench.wait(seconds(4));
    assert!(bench.outcome.is_none());
    bench.wait(seconds(1));
    assert_eq!(bench.outcome, Some(Outcome::Activated(SignOff::Unanswered)));
    assert_eq!(bench.line.sent.last().unwrap(), &DISCONNECT);
    assert_eq!(bench.line.closed, Some(CloseCode::Normal));
}

#[test]
fn a_late_connack_that_waited_in_the_queue_of_a_hidden_tab_is_taken() {
    let mut bench = Bench::activate().opened();
    bench.now = bench.now + seconds(60);
    bench.receive(&[&CONNACK[..], &push("s3cret")].concat());
    bench.handle(Input::Wake);
    assert_eq!(bench.secrets.len(), 1);
}

#[test]
fn keeps_the_connection_alive_while_it_waits() {
    let mut bench = Bench::activate().opened().connected();
    bench.careful = false;
    bench.receive(&push("s3cret"));
    bench.wait(seconds(60));
    assert_eq!(bench.line.sent.last().unwrap(), &[0xC0, 0x00], "PINGREQ");
}
