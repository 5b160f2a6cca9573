//! Acknowledgements that nothing waits for, and other things that a client lives with: it reaches the secret all the same.

use crate::entry::{Entry, Expected};
use crate::packets::{DISCONNECT, PUBACK, PUBCOMP, PUBREC, PUBREL, REPLY_PUBACK, with_id};
use crate::script::Act;
use crate::stage::Stage;

/// An identifier that nobody uses.
const NOBODYS: u16 = 99;

pub(super) fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> =
        Stage::CONNECTED.into_iter().flat_map(|stage| unsolicited().map(|case| survived(stage, case))).collect();
    entries.extend(for_what_waits_otherwise());
    entries.push(pubrel_with_the_last_puback());
    entries.push(pubrel_behind_disconnect());
    entries
}

struct Case {
    name: &'static str,
    statement: &'static str,
    sent: Vec<u8>,
    answer: Option<[u8; 4]>,
}

fn case(name: &'static str, statement: &'static str, sent: &[u8], answer: Option<[u8; 4]>) -> Case {
    Case { name, statement, sent: sent.to_vec(), answer }
}

fn unsolicited() -> [Case; 10] {
    let id = |first| with_id(first, NOBODYS);
    let pubrel = Some(id(PUBREL));
    let pubcomp = Some(id(PUBCOMP));
    [
        case("a stray PUBACK", "section 4.4", &id(PUBACK), None),
        // The server would ask again and again if it got no answer.
        case("a stray PUBREC", "MQTT-4.3.3-1", &id(PUBREC), pubrel),
        case("a stray PUBREL", "MQTT-4.3.3-2", &id(PUBREL), pubcomp),
        case("a stray PUBCOMP", "section 4.4", &id(PUBCOMP), None),
        case("a stray SUBACK", "MQTT-3.8.4-2", &[0x90, 0x03, 0x00, 99, 0x01], None),
        case("a stray SUBACK with a refusal", "MQTT-3.8.4-2", &[0x90, 0x03, 0x00, 99, 0x80], None),
        case("a stray SUBACK for three filters", "MQTT-3.8.4-2", &[0x90, 0x05, 0x00, 99, 0, 1, 2], None),
        case("a stray UNSUBACK", "MQTT-3.10.4-4", &id(0xb0), None),
        case("a stray PINGRESP", "MQTT-3.12.4-1", &[0xd0, 0x00], None),
        case("an empty message", "MQTT-6.0.0-2", &[], None),
    ]
}

fn survived(stage: Stage, Case { name, statement, sent, answer }: Case) -> Entry {
    let mut acts = stage.acts();
    acts.push(Act::Send(sent));
    acts.extend(answer.map(|answer| Act::Expect(answer.to_vec())));
    acts.extend(stage.rest());
    Entry::new(format!("{name} {}", stage.name()), statement, acts, Expected::activated())
}

/// An identifier is in use, but for something else: the answer is not taken for the right one.
fn for_what_waits_otherwise() -> Vec<Entry> {
    let pubrel = Some(with_id(PUBREL, 1));
    let suback = [
        case("PUBACK for the SUBSCRIBE", "MQTT-2.3.1-6", &with_id(PUBACK, 1), None),
        case("PUBREC for the SUBSCRIBE", "MQTT-2.3.1-6", &with_id(PUBREC, 1), pubrel),
        case("PUBCOMP for the SUBSCRIBE", "MQTT-2.3.1-6", &with_id(PUBCOMP, 1), None),
        case("UNSUBACK for the SUBSCRIBE", "MQTT-2.3.1-7", &with_id(0xb0, 1), None),
    ];
    let pubrel = Some(with_id(PUBREL, 2));
    let puback = [
        case("SUBACK for the reply", "MQTT-2.3.1-7", &[0x90, 0x03, 0x00, 0x02, 0x01], None),
        case("UNSUBACK for the reply", "MQTT-2.3.1-7", &with_id(0xb0, 2), None),
        case("PUBREC for the reply of QoS 1", "MQTT-2.3.1-6", &with_id(PUBREC, 2), pubrel),
        case("PUBCOMP for the reply of QoS 1", "MQTT-2.3.1-6", &with_id(PUBCOMP, 2), None),
        case("a second SUBACK", "MQTT-3.8.4-2", &[0x90, 0x03, 0x00, 0x01, 0x80], None),
    ];
    let waits_for_suback = suback.map(|case| survived(Stage::Connected, case));
    waits_for_suback.into_iter().chain(puback.map(|case| survived(Stage::SignOff, case))).collect()
}

/// PUBREL is answered as long as DISCONNECT has not gone out.
fn pubrel_with_the_last_puback() -> Entry {
    let mut acts = Stage::SignOff.acts();
    acts.push(Act::Send([REPLY_PUBACK, with_id(PUBREL, NOBODYS)].concat()));
    let expected = Expected { late: vec![PUBCOMP, DISCONNECT], ..Expected::activated() };
    Entry::new("PUBREL joined to the last PUBACK", "MQTT-4.3.3-2", acts, expected)
}

fn pubrel_behind_disconnect() -> Entry {
    let mut acts = Stage::Login.acts();
    acts.extend(Stage::Login.rest());
    acts.extend([Act::Await(DISCONNECT), Act::Send(with_id(PUBREL, NOBODYS).to_vec())]);
    let expected = Expected { late: Vec::new(), ..Expected::activated() };
    Entry::new("PUBREL behind DISCONNECT", "MQTT-3.14.4-2", acts, expected)
}
