//! Messages on the activation topic that are not understood, and those that are although they differ.

use activation::{Cause, Outcome, Remedy, SignOff, Step};
use enos::{MessageField, MessageId, Remark};

use crate::bench::{Bench, REPLY_TOPIC, TOPIC, message, publish, push, seconds};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

const BROKEN: &str = "{\"id\": \"m1\", \"params\": {\"deviceSecret\": \"planted\"";

/// The packets behind CONNECT and SUBSCRIBE, by their first byte.
fn answers(bench: &Bench) -> Vec<u8> {
    bench.line.sent[2..].iter().map(|packet| packet[0]).collect()
}

#[test]
fn a_message_that_is_not_understood_is_neither_acknowledged_nor_replied_to() {
    for packet_id in [None, Some(7)] {
        let mut bench = Bench::activate().opened().connected();
        bench.receive(&publish(TOPIC, packet_id, BROKEN));
        bench.wait(seconds(2));
        assert!(matches!(bench.failure().cause, Cause::WrongMessage(_)));
        assert_eq!(answers(&bench), [0xe0], "nothing but DISCONNECT");
        assert_eq!(bench.failure().remedies()[0], Remedy::SendReport);
    }
}

#[test]
fn a_message_of_qos_2_that_is_not_understood_is_not_acknowledged_either() {
    let mut packet = publish(TOPIC, Some(7), BROKEN);
    packet[0] = 0x34;
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&packet);
    bench.receive(&packet);
    bench.wait(seconds(2));
    assert_eq!(answers(&bench), [0xe0]);
    assert_eq!(bench.unread.len(), 2, "what was not received may come once more");
}

#[test]
fn a_message_that_is_not_understood_is_kept_whole_and_shows_itself_to_nobody_by_accident() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, Some(7), BROKEN));
    assert_eq!(bench.unread[0].expose(), BROKEN.as_bytes());
    let text = format!("{:?} {:?}", bench.unread, bench.flow);
    assert!(!text.contains("planted") && !text.contains("112, 108, 97"), "{text}");
}

#[test]
fn the_cause_is_that_of_the_message_that_may_have_been_the_devices_own() {
    let other = message("m0", "dk2", "planted");
    for messages in [[BROKEN, &other], [&other, BROKEN]] {
        let mut bench = Bench::activate().opened().connected();
        for (text, id) in messages.into_iter().zip(6..) {
            bench.receive(&publish(TOPIC, Some(id), text));
        }
        bench.wait(seconds(2));
        let Cause::WrongMessage(error) = &bench.failure().cause else { panic!("{:?}", bench.failure()) };
        assert!(!error.is_for_another_device(), "{error}");
    }
}

#[test]
fn a_message_that_is_not_understood_behind_a_secret_is_told_and_does_not_take_the_secret_back() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&push("s3cret"));
    bench.receive(&publish(TOPIC, Some(8), BROKEN));
    bench.receive(&[0x40, 0x02, 0x00, 0x02]);
    assert_eq!((bench.secrets.len(), bench.unread.len()), (1, 1));
    assert_eq!(bench.outcome, Some(Outcome::Activated(SignOff::Acknowledged)));
    assert_eq!(answers(&bench), [0x40, 0x32, 0xe0], "PUBACK and reply of the secret, DISCONNECT");
}

#[test]
fn a_number_as_id_is_repeated_as_a_number() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, Some(7), &message("m1", "dk1", "s3cret").replace("\"m1\"", "1")));
    assert_eq!(bench.secrets[0].message_id, Some(MessageId::Number("1".into())));
    assert_eq!(bench.secrets[0].remarks, [Remark::OtherType(MessageField::Id)]);
    let reply = String::from_utf8_lossy(&bench.line.sent[3]);
    assert!(reply.contains(REPLY_TOPIC) && reply.contains(r#"{"id":1,"code":200,"#), "{reply}");
}

#[test]
fn marks_around_the_json_do_not_cost_the_secret() {
    for text in ["\u{feff}{}", "{}\0", "\0{}\0", " \r\n{}\n"] {
        let mut bench = Bench::activate().opened().connected();
        bench.receive(&publish(TOPIC, Some(7), &text.replace("{}", &message("m1", "dk1", "s3cret"))));
        assert_eq!(bench.secrets[0].device_secret.expose(), "s3cret");
        assert_eq!(answers(&bench)[0], 0x40);
        assert!(bench.unread.is_empty());
    }
}

#[test]
fn stop_after_a_message_that_is_not_understood_is_a_stop() {
    let mut bench = Bench::activate().opened().connected();
    bench.receive(&publish(TOPIC, Some(7), BROKEN));
    bench.stop();
    assert_eq!((bench.failure().step, &bench.failure().cause), (Step::Secret, &Cause::Stopped));
}
