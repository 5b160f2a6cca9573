//! Messages that nobody asked for: each is acknowledged as its QoS asks ([MQTT-3.3.4-1], [MQTT-4.5.0-2]), and otherwise
//! without effect.

use crate::entry::{Entry, Expected};
use crate::packets::{PUBACK, PUBCOMP, PUBREC, PUBREL, TOPIC, packet, publish, with_id};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let mut entries = Vec::new();
    for stage in Stage::CONNECTED {
        for (name, statement, acts) in dialogues() {
            let acts = [stage.acts(), acts, stage.rest()].concat();
            entries.push(Entry::new(format!("{name}, {}", stage.name()), statement, acts, Expected::activated()));
        }
    }
    entries
}

type Dialogue = (&'static str, &'static str, Vec<Act>);

fn dialogues() -> Vec<Dialogue> {
    let long = vec![b't'; 65_535];
    let only = |packet: Vec<u8>| vec![Act::Send(packet)];
    let acknowledged = |packet, id| vec![Act::Send(packet), expect(PUBACK, id)];
    let other = b"/some/other/topic";
    vec![
        ("a message of QoS 0", "MQTT-3.3.4-1", only(publish(0x30, other, None, b"x"))),
        ("a retained message of QoS 0", "MQTT-3.3.1-8", only(publish(0x31, other, None, b"x"))),
        ("a message of QoS 1", "MQTT-4.5.0-2", acknowledged(publish(0x32, other, Some(9), b"x"), 9)),
        ("a repeated message of QoS 1", "MQTT-3.3.1-3", acknowledged(publish(0x3a, other, Some(9), b"x"), 9)),
        ("the client's own identifier", "MQTT-2.3.1-4", acknowledged(publish(0x32, other, Some(2), b"x"), 2)),
        ("the highest identifier", "MQTT-2.3.1-6", acknowledged(publish(0x32, other, Some(65_535), b"x"), 65_535)),
        ("an empty message", "MQTT-4.5.0-2", acknowledged(publish(0x33, other, Some(9), b""), 9)),
        ("a message of QoS 2", "MQTT-4.3.3-2", exactly_once()),
        ("a message of QoS 2 three times", "MQTT-4.3.3-2", exactly_once_repeated()),
        ("PUBREL twice", "MQTT-4.3.3-2", [exactly_once(), pubrel()].concat()),
        ("two messages acknowledged in order", "MQTT-4.6.0-2", in_order()),
        (
            "a topic with a byte order mark",
            "MQTT-1.5.3-3",
            acknowledged(publish(0x32, b"\xef\xbb\xbf/x", Some(9), b"x"), 9),
        ),
        ("our topic behind a byte order mark", "MQTT-1.5.3-3", only(marked())),
        ("a topic of one character", "MQTT-4.7.3-1", only(publish(0x30, b"/", None, b"x"))),
        ("a topic of 65,535 bytes", "MQTT-4.7.3-3", acknowledged(publish(0x32, &long, Some(9), b"x"), 9)),
        (
            "a topic of four-byte characters",
            "MQTT-1.5.3-1",
            only(publish(0x30, "\u{10ffff}\u{10000}".as_bytes(), None, b"x")),
        ),
        ("a topic with $", "MQTT-4.7.2-1", only(publish(0x30, b"$SYS/broker/uptime", None, b"7"))),
        ("our topic in other case", "MQTT-4.7.3-4", only(publish(0x30, TOPIC.to_uppercase().as_bytes(), None, b"{}"))),
        (
            "a remaining length longer than need be",
            "section 2.2.3",
            only(vec![0x30, 0x84, 0x80, 0x80, 0x00, 0, 1, b'a', b'x']),
        ),
        ("a packet of exactly 256 KiB", "section 2.2.3", only(largest())),
    ]
}

fn expect(first: u8, id: u16) -> Act {
    Act::Expect(with_id(first, id).to_vec())
}

fn pubrel() -> Vec<Act> {
    vec![Act::Send(with_id(PUBREL, 9).to_vec()), expect(PUBCOMP, 9)]
}

fn exactly_once() -> Vec<Act> {
    let publish = Act::Send(publish(0x34, b"/some/other/topic", Some(9), b"x"));
    [vec![publish, expect(PUBREC, 9)], pubrel()].concat()
}

fn exactly_once_repeated() -> Vec<Act> {
    let again = || [Act::Send(publish(0x3c, b"/some/other/topic", Some(9), b"x")), expect(PUBREC, 9)];
    [again(), again()].concat().into_iter().chain(exactly_once()).collect()
}

fn in_order() -> Vec<Act> {
    let message = |id| publish(0x32, b"/some/other/topic", Some(id), b"x");
    vec![Act::Send([message(30), message(20)].concat()), expect(PUBACK, 30), expect(PUBACK, 20)]
}

/// U+FEFF is a character like any other: this is not our topic.
fn marked() -> Vec<u8> {
    let topic = format!("\u{feff}{TOPIC}");
    publish(0x30, topic.as_bytes(), None, b"{}")
}

/// The fixed header takes four bytes.
fn largest() -> Vec<u8> {
    let mut body = vec![b'x'; 256 * 1024 - 4];
    body.splice(..3, [0, 1, b'a']);
    packet(0x30, &body)
}
