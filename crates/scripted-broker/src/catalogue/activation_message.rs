//! The activation message itself, in all the ways in which it may come, right and wrong.

use activation::{Cause, Step};
use enos::{KeyDifference, MessageError, MessageField};
use mqtt::session::CloseCode;

use crate::entry::{Closing, Entry, Expected};
use crate::packets::{
    CONNACK, DISCONNECT, PUBACK, PUBCOMP, PUBLISH_QOS_1, PUBREC, PUBREL, PUSH_ID, REPLY_PUBACK, SECRET, SUBACK, TOPIC,
    message, publish, push, push_of, with_id,
};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let good = ways().into_iter().map(|(name, statement, acts)| {
        let acts = [Stage::Login.acts(), vec![Act::Send(CONNACK.to_vec())], acts].concat();
        Entry::new(name, statement, acts, Expected::activated())
    });
    good.chain([a_newer_secret(), the_same_again()]).chain(wrong_ones()).collect()
}

type Way = (&'static str, &'static str, Vec<Act>);

/// Behind CONNACK, to a good end.
fn ways() -> Vec<Way> {
    let suback = |code| Act::Send(vec![0x90, 0x03, 0x00, 0x01, code]);
    let done = || vec![Act::Await(PUBLISH_QOS_1), Act::Send(REPLY_PUBACK.to_vec())];
    let with = |first, id| Act::Send(publish(first, TOPIC.as_bytes(), id, message("dk1", SECRET).as_bytes()));
    let taken = |id| vec![expect(PUBACK, id), Act::Await(PUBLISH_QOS_1), Act::Send(REPLY_PUBACK.to_vec())];
    let twice = |acts: [Act; 2], rest: Vec<Act>| [acts.to_vec(), rest].concat();
    vec![
        ("the secret with QoS 0", "MQTT-3.3.4-1", twice([suback(0), with(0x30, None)], done())),
        ("the secret with QoS 0, retained", "MQTT-3.3.1-8", twice([suback(0), with(0x31, None)], done())),
        ("the secret with QoS 1, repeated", "MQTT-3.3.1-3", twice([suback(1), with(0x3a, Some(7))], taken(7))),
        (
            "the secret with the identifier of the SUBSCRIBE",
            "MQTT-2.3.1-4",
            twice([with(0x32, Some(1)), suback(1)], taken(1)),
        ),
        ("the secret with QoS 2", "MQTT-4.3.3-2", twice([suback(2), with(0x34, Some(7))], exactly_once())),
        (
            "the secret with QoS 2, released early",
            "MQTT-4.3.3-2",
            twice([suback(2), with(0x34, Some(7))], released_early()),
        ),
        ("the secret without a SUBACK", "MQTT-3.8.4-1", [vec![with(0x32, Some(7))], taken(7)].concat()),
        ("the secret before SUBACK", "section 3.8.4", twice([with(0x32, Some(7)), suback(1)], taken(7))),
        ("the secret behind a refused SUBACK", "MQTT-3.9.3-2", twice([suback(0x80), with(0x32, Some(7))], taken(7))),
        ("the secret behind a lower QoS", "MQTT-3.8.4-6", twice([suback(0), with(0x32, Some(7))], taken(7))),
        (
            "the secret behind a wrong message",
            "section 3.3",
            [vec![suback(1), bad(), with(0x32, Some(7))], taken(7)].concat(),
        ),
        (
            "the secret behind a message of QoS 2",
            "MQTT-4.6.0-2",
            twice([other_of_qos_2(), with(0x32, Some(7))], behind_qos_2()),
        ),
    ]
}

fn expect(first: u8, id: u16) -> Act {
    Act::Expect(with_id(first, id).to_vec())
}

fn exactly_once() -> Vec<Act> {
    vec![
        expect(PUBREC, PUSH_ID),
        Act::Await(PUBLISH_QOS_1),
        Act::Send(with_id(PUBREL, PUSH_ID).to_vec()),
        expect(PUBCOMP, PUSH_ID),
        Act::Send(REPLY_PUBACK.to_vec()),
    ]
}

fn released_early() -> Vec<Act> {
    vec![
        expect(PUBREC, PUSH_ID),
        Act::Send(with_id(PUBREL, PUSH_ID).to_vec()),
        Act::Await(PUBLISH_QOS_1),
        expect(PUBCOMP, PUSH_ID),
        Act::Send(REPLY_PUBACK.to_vec()),
    ]
}

fn other_of_qos_2() -> Act {
    Act::Send(publish(0x34, b"/some/other/topic", Some(7), b"x"))
}

fn behind_qos_2() -> Vec<Act> {
    vec![expect(PUBREC, 7), expect(PUBACK, 7), Act::Await(PUBLISH_QOS_1), Act::Send(REPLY_PUBACK.to_vec())]
}

fn bad() -> Act {
    Act::Send(publish(PUBLISH_QOS_1, TOPIC.as_bytes(), Some(5), b"[]"))
}

/// Of two secrets, the one that came last is valid.
fn a_newer_secret() -> Entry {
    let mut acts = Stage::SignOff.acts();
    acts.extend([Act::Send(push_of("newer-secret")), expect(PUBACK, PUSH_ID), Act::Await(PUBLISH_QOS_1)]);
    acts.push(Act::Send(with_id(PUBACK, 3).to_vec()));
    let expected = Expected { secret: Some("newer-secret"), ..Expected::activated() };
    Entry::new("a newer secret behind the first", "MQTT-4.3.2-2", acts, expected)
}

/// After PUBACK, the same identifier is a new message, whatever DUP says.
fn the_same_again() -> Entry {
    let mut acts = Stage::SignOff.acts();
    let mut again = push();
    if let Some(first) = again.first_mut() {
        *first |= 0b1000;
    }
    acts.extend([Act::Send(again), expect(PUBACK, PUSH_ID), Act::Await(PUBLISH_QOS_1)]);
    acts.push(Act::Send(with_id(PUBACK, 3).to_vec()));
    Entry::new("the same secret again, with DUP", "MQTT-4.3.2-2", acts, Expected::activated())
}

/// Nothing of them is taken. A right one may still follow, hence the short patience.
fn wrong_ones() -> Vec<Entry> {
    let other = |field, expected: &str, value: &str| {
        MessageError::OtherDevice(vec![KeyDifference { field, expected: expected.into(), value: value.into() }])
    };
    let good = message("dk1", SECRET);
    let secret = format!("\"{SECRET}\"");
    let method = MessageError::Unexpected { field: MessageField::Method, value: "thing.info".into() };
    let long = vec![b' '; 16 * 1024 + 1];
    let wrong: [(&str, Vec<u8>, MessageError); 7] = [
        ("another device's message", message("dk2", SECRET).into(), other(MessageField::DeviceKey, "dk1", "dk2")),
        (
            "another product's message",
            good.replace("\"pk1\"", "\"pk2\"").into(),
            other(MessageField::ProductKey, "pk1", "pk2"),
        ),
        ("a message that is a list", b"[]".to_vec(), MessageError::NotAnObject),
        ("a message that is not UTF-8", b"{\xff".to_vec(), MessageError::NotUtf8 { position: 1 }),
        (
            "a message without a secret",
            good.replace(",\"deviceSecret\":", ",\"other\":").into(),
            MessageError::Missing(MessageField::DeviceSecret),
        ),
        (
            "a message with a number as secret",
            good.replace(&secret, "7").into(),
            MessageError::WrongType(MessageField::DeviceSecret),
        ),
        ("a message with another method", good.replace("thing.activate.info", "thing.info").into(), method),
    ];
    let too_large = ("a message over 16 KiB", long, MessageError::TooLarge { length: 16 * 1024 + 1 });
    wrong.into_iter().chain([too_large]).map(|(name, payload, error)| wrong_one(name, &payload, error)).collect()
}

fn wrong_one(name: &str, payload: &[u8], error: MessageError) -> Entry {
    let mut acts = Stage::Connected.acts();
    acts.push(Act::Send(SUBACK.to_vec()));
    acts.push(Act::Send(publish(PUBLISH_QOS_1, TOPIC.as_bytes(), Some(PUSH_ID), payload)));
    let expected = Expected {
        closing: Closing::With(CloseCode::Normal),
        late: vec![DISCONNECT],
        ..Expected::ended(Stage::Subscribed, Cause::WrongMessage(Box::new(error)))
    };
    Entry::new(name, "section 3.3", acts, expected).short_at(Step::Secret)
}
