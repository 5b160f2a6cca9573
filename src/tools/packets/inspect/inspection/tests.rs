use mqtt::trace::describe;
use mqtt::{Connect, Credentials, DecodeError, PacketId, PacketKind, Publish, PublishQos, Text, Topic};

use super::*;
use crate::i18n::{Language, PacketField};
use crate::tools::packets::inspect::report::report;
use crate::tools::packets::inspect::{Direction, Value};

const SENT: Direction = Direction::Sent;
const RECEIVED: Direction = Direction::Received;

fn inspect(records: &[(Direction, u64, &[u8])], secrets: &[&str]) -> Inspection {
    let secrets: Vec<Secret> = secrets.iter().map(|secret| Secret::parse(secret).unwrap()).collect();
    let records: Vec<Record<'_>> = records
        .iter()
        .map(|(direction, at_ms, bytes)| Record { direction: *direction, at_ms: *at_ms, bytes })
        .collect();
    Inspection::of(&records, &secrets.iter().collect::<Vec<_>>())
}

fn connect(client_id: &str, user_name: &str, password: &[u8]) -> Vec<u8> {
    let credentials = Credentials { user_name: Text::parse(user_name).unwrap(), password: Some(password) };
    let client_id = Text::parse(client_id).unwrap();
    let connect =
        Connect { clean_session: true, keep_alive: 60, client_id, will: None, credentials: Some(credentials) };
    Packet::Connect(connect).to_vec().unwrap()
}

fn publish(topic: &str, payload: &[u8]) -> Vec<u8> {
    let qos = PublishQos::AtLeastOnce { id: PacketId::FIRST, dup: false };
    Packet::Publish(Publish { topic: Topic::parse(topic).unwrap(), payload, retain: false, qos }).to_vec().unwrap()
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<char> = digits.chars().filter(|digit| !digit.is_whitespace()).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(&String::from_iter(pair), 16).unwrap()).collect()
}

/// One packet of each kind: the figures of the standard and what its text says (sections 3.1 to 3.14).
fn one_of_each() -> Vec<Vec<u8>> {
    [
        "10 22 0004 4d515454 04 ce 000a 0002 6331 0003 772f74 0003 627965 0004 6e616d65 0002 00ff",
        "20 02 00 05",
        "3d 09 0003 612f62 000a 6869",
        "40 02 000a",
        "50 02 000a",
        "62 02 000a",
        "70 02 000a",
        "82 0e 000a 0003 612f62 01 0003 632f64 02",
        "90 05 000a 00 02 80",
        "a2 0c 000a 0003 612f62 0003 632f64",
        "b0 02 000a",
        "c0 00",
        "d0 00",
        "e0 00",
    ]
    .map(hex)
    .to_vec()
}

#[test]
fn names_the_fields_that_the_crates_own_description_names() {
    for (bytes, kind) in one_of_each().iter().zip(PacketKind::ALL) {
        let inspection = inspect(&[(SENT, 0, bytes)], &[]);
        let row = &inspection.rows[0];
        assert_eq!(row.name(Language::English), kind.name());
        let described = describe(&Packet::decode(bytes, Limits::default()).unwrap().unwrap().0);
        let names = row.fields().iter().filter(|field| field.name != PacketField::Length);
        // The page writes these out; a trace is one line.
        let short = |name: String| match name.as_str() {
            "packet id" => "id".to_owned(),
            "topic filter" => "filter".to_owned(),
            "result" => "outcome".to_owned(),
            _ => name,
        };
        let names: Vec<String> = names.map(|field| short(Language::English.say(field.name).to_lowercase())).collect();
        let expected: Vec<&str> = described.fields.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, expected, "{kind}");
    }
}

#[test]
fn tells_each_packet_in_one_line() {
    let packets = one_of_each();
    let records: Vec<(Direction, u64, &[u8])> = packets.iter().map(|bytes| (SENT, 0, bytes.as_slice())).collect();
    let summaries = |language| inspect(&records, &[]).rows.iter().map(|row| row.summary(language)).collect::<Vec<_>>();
    assert_eq!(
        summaries(Language::English),
        [
            "c1 · name",
            "5 refused: not authorized",
            "a/b · 2 bytes",
            "packet ID 10",
            "packet ID 10",
            "packet ID 10",
            "packet ID 10",
            "a/b · c/d",
            "granted, QoS 0 · granted, QoS 2 · refused",
            "a/b · c/d",
            "packet ID 10",
            "keep-alive request",
            "keep-alive response",
            "disconnect",
        ]
    );
    assert_eq!(summaries(Language::Chinese)[8], "已同意，QoS 0 · 已同意，QoS 2 · 已拒绝");
}

#[test]
fn shows_the_fields_of_the_standards_connect_without_its_password() {
    let inspection = inspect(&[(SENT, 0, &one_of_each()[0])], &[]);
    let fields: Vec<String> =
        inspection.rows[0].fields().iter().map(|field| field.value.words(Language::English)).collect();
    assert_eq!(fields, ["yes", "10 s", "c1", "w/t", "3 bytes", "1", "no", "name", "2 bytes, hidden"]);
    let lines: Vec<_> = inspection.rows[0].bytes.lines().collect();
    assert_eq!(lines[2].hex, "00 02 •• ••");
    assert_eq!(lines[2].ascii, "..••");
}

#[test]
fn puts_received_packets_together_however_they_were_cut() {
    let stream = [hex("20 02 00 00"), hex("90 03 0001 01"), publish("a/b", b"hello"), hex("d0 00")].concat();
    let whole = inspect(&[(RECEIVED, 5, &stream)], &[]);
    assert_eq!(
        whole.rows.iter().map(|row| row.name(Language::English)).collect::<Vec<_>>(),
        ["CONNACK", "SUBACK", "PUBLISH", "PINGRESP"]
    );
    for cut in 0..=stream.len() {
        let (first, second) = stream.split_at(cut);
        assert_eq!(inspect(&[(RECEIVED, 5, first), (RECEIVED, 5, second)], &[]), whole, "{cut}");
    }
    let singly: Vec<(Direction, u64, &[u8])> = stream.chunks(1).map(|byte| (RECEIVED, 5, byte)).collect();
    assert_eq!(inspect(&singly, &[]), whole);
}

#[test]
fn a_packet_counts_from_the_moment_in_which_it_was_complete() {
    let inspection = inspect(
        &[
            (SENT, 1_000, &hex("c0 00")),
            (RECEIVED, 1_010, &hex("d0")),
            (SENT, 1_020, &hex("e0 00")),
            (RECEIVED, 1_030, &hex("00")),
        ],
        &[],
    );
    let times: Vec<_> =
        inspection.rows.iter().map(|row| (row.after_ms, row.direction, row.name(Language::English))).collect();
    assert_eq!(times, [(0, SENT, "PINGREQ"), (20, SENT, "DISCONNECT"), (30, RECEIVED, "PINGRESP")]);
}

#[test]
fn bytes_that_are_no_mqtt_are_one_row_to_the_end() {
    let inspection =
        inspect(&[(RECEIVED, 0, &hex("d0 00 f1 02")), (SENT, 1, &hex("e0 00")), (RECEIVED, 2, b"HTTP")], &[]);
    let row = &inspection.rows[1];
    assert_eq!(row.content, Content::NotMqtt(DecodeError::ReservedType { value: 15 }));
    assert_eq!(row.summary(Language::English), "not MQTT: packet type 15 is reserved");
    assert_eq!(row.bytes.lines().next().unwrap().ascii, "..HTTP");
    assert_eq!(inspection.rows.len(), 3);
    let flags = inspect(&[(RECEIVED, 0, &hex("61 02 00 01"))], &[]);
    assert_eq!(
        flags.rows[0].summary(Language::Chinese),
        "不是 MQTT：PUBREL cannot have the fixed-header flags 0b0001 [MQTT-2.2.2-2]"
    );
}

#[test]
fn a_packet_that_did_not_end_stands_where_its_last_byte_came() {
    let inspection =
        inspect(&[(RECEIVED, 0, &hex("30 0a 00 01")), (SENT, 5, &hex("c0 00")), (SENT, 9, &hex("e0 00"))], &[]);
    let row = &inspection.rows[0];
    assert_eq!((&row.content, row.after_ms), (&Content::Unfinished, 0));
    assert_eq!(row.summary(Language::English), "4 bytes of an incomplete packet");
    assert_eq!(inspection.rows.len(), 3);
}

#[test]
fn nothing_exchanged_gives_no_rows() {
    assert_eq!(inspect(&[], &[]), Inspection::default());
    assert_eq!(inspect(&[(SENT, 3, b"")], &["s"]), Inspection::default());
}

#[test]
fn takes_so_many_rows_and_so_many_bytes() {
    let pings = hex("c0 00").repeat(Inspection::MOST_ROWS + 3);
    let inspection = inspect(&[(SENT, 0, &pings)], &[]);
    assert_eq!((inspection.rows.len(), inspection.rows_left_out, inspection.bytes_left_out), (200, 3, 0));

    let long = publish("a", &vec![b'x'; 60_000]);
    let inspection = inspect(&[(RECEIVED, 0, &long), (SENT, 1, &long), (SENT, 2, &hex("e0 00"))], &[]);
    let lengths: Vec<_> = inspection.rows.iter().map(|row| row.bytes.length()).collect();
    assert_eq!(lengths, [long.len(), Inspection::MOST_BYTES - long.len()]);
    assert_eq!(inspection.bytes_left_out, 2 * long.len() + 2 - Inspection::MOST_BYTES);
    assert!(report(&inspection, Language::English).ends_with("Not shown: 0 packets and 54484 bytes.\n"));
}

#[test]
fn a_text_from_the_broker_cannot_make_lines_of_its_own() {
    let inspection = inspect(&[(RECEIVED, 0, &publish("a\n\u{202e}b", b"x\r\ny"))], &[]);
    let values: Vec<_> = inspection.rows[0].fields().iter().map(|field| &field.value).collect();
    assert_eq!(values[0], &Value::Text("a⟨LF⟩⟨U+202E⟩b".to_owned()));
    assert_eq!(values[4], &Value::Text("x⟨CR⟩⟨LF⟩y".to_owned()));
}

#[test]
fn bytes_that_are_no_text_are_counted() {
    let inspection = inspect(&[(RECEIVED, 0, &publish("a", b"\xff\x00"))], &[]);
    assert_eq!(inspection.rows[0].fields().last().unwrap().value, Value::Bytes(2));
}

#[test]
fn reports_as_plain_text() {
    let records: [(Direction, u64, &[u8]); 2] =
        [(SENT, 100, &connect("c", "u", b"PASSWORD")), (RECEIVED, 112, &hex("20 02 00 00"))];
    assert_eq!(
        report(&inspect(&records, &[]), Language::English),
        "Packets
Secrets are hidden: • stands for one byte.

0 ms  sent  CONNECT  c · u
    clean session: yes
    keep alive: 60 s
    client ID: c
    user name: u
    password: 8 bytes, hidden
    0000  10 1a 00 04 4d 51 54 54 04 c2 00 3c 00 01 63 00  ....MQTT...<..c.
    0010  01 75 00 08 •• •• •• •• •• •• •• ••              .u..••••••••

12 ms  received  CONNACK  0 accepted
    session present: no
    code: 0 accepted
    0000  20 02 00 00                                       ...
"
    );
}

mod secrets;
