//! Packets and messages are not aligned ([MQTT-6.0.0-2]): joined, split, one byte at a time, in fragments, with pings between.

use crate::entry::{Entry, Expected};
use crate::packets::{CONNACK, PUBACK, PUBLISH_QOS_1, PUSH_ID, REPLY_PUBACK, SUBACK, push, with_id};
use crate::script::Act;
use crate::stage::Stage;

/// RFC 6455, section 5.5.2: a ping with the application data `hi`.
const PING: [u8; 4] = [0x89, 0x02, b'h', b'i'];
/// RFC 6455, section 5.5.3: a pong that nobody asked for.
const PONG: [u8; 2] = [0x8a, 0x00];

/// What the server sends up to the secret.
pub(super) fn stream() -> Vec<u8> {
    [CONNACK.to_vec(), SUBACK.to_vec(), push()].concat()
}

pub(super) fn entries() -> Vec<Entry> {
    let bytes = stream();
    let one_by_one = |bytes: &[u8]| bytes.iter().map(|byte| vec![*byte]).collect::<Vec<_>>();
    let mut entries = vec![
        entry("all packets in one message".into(), vec![Act::Send(bytes.clone())]),
        entry("each byte in a message".into(), one_by_one(&bytes).into_iter().map(Act::Send).collect()),
        entry("each byte in a frame".into(), vec![Act::Fragments(one_by_one(&bytes))]),
        entry("each packet in a frame".into(), vec![Act::Fragments(vec![CONNACK.to_vec(), SUBACK.to_vec(), push()])]),
        entry("empty frames between".into(), vec![Act::Fragments(vec![vec![], bytes.clone(), vec![], vec![]])]),
        entry("empty messages between".into(), empty_messages()),
        entry("pings and pongs between".into(), pings()),
        entry("pings within a message".into(), vec![ping_within()]),
    ];
    for cut in 1..bytes.len() {
        let (front, back) = bytes.split_at(cut);
        let acts = vec![Act::Send(front.to_vec()), Act::Send(back.to_vec())];
        entries.push(entry(format!("cut in two behind byte {cut}"), acts));
    }
    entries
}

fn entry(name: String, middle: Vec<Act>) -> Entry {
    let taken = Act::Expect(with_id(PUBACK, PUSH_ID).to_vec());
    let end = vec![taken, Act::Await(PUBLISH_QOS_1), Act::Send(REPLY_PUBACK.to_vec())];
    Entry::new(name, "MQTT-6.0.0-2", [Stage::Login.acts(), middle, end].concat(), Expected::activated())
}

fn empty_messages() -> Vec<Act> {
    let empty = || Act::Send(Vec::new());
    vec![empty(), Act::Send(CONNACK.to_vec()), empty(), Act::Send(SUBACK.to_vec()), empty(), Act::Send(push()), empty()]
}

fn pings() -> Vec<Act> {
    let asked = || Act::Raw(PING.to_vec());
    let unasked = || Act::Raw(PONG.to_vec());
    vec![
        asked(),
        Act::Send(CONNACK.to_vec()),
        unasked(),
        Act::Send(SUBACK.to_vec()),
        asked(),
        Act::Send(push()),
        unasked(),
    ]
}

/// Control frames may stand between the fragments of a message (RFC 6455, section 5.4).
fn ping_within() -> Act {
    let stream = stream();
    let (front, back) = stream.split_at(6);
    let mut bytes = vec![0x02, 6];
    bytes.extend_from_slice(front);
    bytes.extend(PING);
    // Two bytes of length follow the 126 (RFC 6455, section 5.2).
    bytes.extend([0x80, 126]);
    bytes.extend(u16::try_from(back.len()).unwrap_or_default().to_be_bytes());
    bytes.extend_from_slice(back);
    Act::Raw(bytes)
}
