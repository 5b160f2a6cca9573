//! Good packets in the wrong place: the client closes, and names the packet.

use activation::Cause;
use mqtt::session::{CloseCode, Violation};
use mqtt::{PacketId, PacketKind as Kind};

use crate::entry::{Entry, Expected};
use crate::packets::{CONNACK, SUBACK, packet, publish, push};
use crate::script::Act;
use crate::stage::Stage;

pub(super) fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = all_kinds()
        .into_iter()
        .filter(|(kind, _)| *kind != Kind::Connack)
        .map(|(kind, bytes)| {
            let name = format!("{kind} instead of CONNACK");
            violation(name, "MQTT-3.2.0-1", Stage::Login, bytes, Violation::BeforeConnack(kind))
        })
        .collect();
    let joined = [push(), CONNACK.to_vec()].concat();
    let first = Violation::BeforeConnack(Kind::Publish);
    entries.push(violation("PUBLISH before CONNACK, joined".into(), "MQTT-3.2.0-1", Stage::Login, joined, first));
    let session = Violation::SessionPresent;
    let bytes = vec![0x20, 0x02, 0x01, 0x00];
    entries.push(violation("a session is present".into(), "MQTT-3.2.2-1", Stage::Login, bytes, session));

    for stage in Stage::CONNECTED {
        for (kind, bytes) in all_kinds().into_iter().filter(|(kind, _)| is_for_servers(*kind)) {
            let name = format!("{kind} {}", stage.name());
            entries.push(violation(name, "MQTT-4.8.0-1", stage, bytes, Violation::Unexpected(kind)));
        }
    }
    for (codes, bytes) in [(2, vec![0x90, 0x04, 0x00, 0x01, 0x01, 0x01]), (3, vec![0x90, 0x05, 0x00, 0x01, 0, 1, 0x80])]
    {
        if let Some(id) = PacketId::new(1) {
            let count = Violation::SubackCount { id, filters: 1, codes };
            let name = format!("SUBACK with {codes} codes for one filter");
            entries.push(violation(name, "MQTT-3.8.4-5", Stage::Connected, bytes, count));
        }
    }
    entries.push(behind_a_good_packet());
    entries
}

/// What is good before the violation counts.
fn behind_a_good_packet() -> Entry {
    let mut acts = Stage::Login.acts();
    acts.push(Act::Send([CONNACK.to_vec(), SUBACK.to_vec(), vec![0xc0, 0x00]].concat()));
    let cause = Cause::Violation(Violation::Unexpected(Kind::Pingreq));
    let expected = Expected::closed(Stage::Subscribed, cause, CloseCode::ProtocolError);
    Entry::new("CONNACK, SUBACK and PINGREQ joined", "MQTT-4.8.0-1", acts, expected)
}

fn violation(name: String, statement: &'static str, stage: Stage, bytes: Vec<u8>, violation: Violation) -> Entry {
    let mut acts = stage.acts();
    acts.push(Act::Send(bytes));
    let expected = Expected::closed(stage, Cause::Violation(violation), CloseCode::ProtocolError);
    Entry::new(name, statement, acts, expected)
}

const fn is_for_servers(kind: Kind) -> bool {
    match kind {
        Kind::Connect | Kind::Connack | Kind::Subscribe | Kind::Unsubscribe | Kind::Pingreq | Kind::Disconnect => true,
        Kind::Publish
        | Kind::Puback
        | Kind::Pubrec
        | Kind::Pubrel
        | Kind::Pubcomp
        | Kind::Suback
        | Kind::Unsuback
        | Kind::Pingresp => false,
    }
}

/// One good packet of each kind.
fn all_kinds() -> [(Kind, Vec<u8>); 14] {
    [
        (Kind::Connect, packet(0x10, b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x00")),
        (Kind::Connack, CONNACK.to_vec()),
        (Kind::Publish, publish(0x30, b"a/b", None, b"x")),
        (Kind::Puback, vec![0x40, 0x02, 0x00, 0x09]),
        (Kind::Pubrec, vec![0x50, 0x02, 0x00, 0x09]),
        (Kind::Pubrel, vec![0x62, 0x02, 0x00, 0x09]),
        (Kind::Pubcomp, vec![0x70, 0x02, 0x00, 0x09]),
        (Kind::Subscribe, vec![0x82, 0x06, 0x00, 0x09, 0x00, 0x01, b'a', 0x01]),
        (Kind::Suback, SUBACK.to_vec()),
        (Kind::Unsubscribe, vec![0xa2, 0x05, 0x00, 0x09, 0x00, 0x01, b'a']),
        (Kind::Unsuback, vec![0xb0, 0x02, 0x00, 0x09]),
        (Kind::Pingreq, vec![0xc0, 0x00]),
        (Kind::Pingresp, vec![0xd0, 0x00]),
        (Kind::Disconnect, vec![0xe0, 0x00]),
    ]
}
