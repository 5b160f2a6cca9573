//! The packets that are none, as bytes from the standard.

use mqtt::PacketKind as Kind;
use mqtt::{DecodeError, Field, TextError, TopicError};

use crate::packets::{packet, publish};

/// Bytes that are no packet.
#[derive(Clone)]
pub(super) struct Malformed {
    pub(super) name: String,
    pub(super) statement: &'static str,
    pub(super) bytes: Vec<u8>,
    pub(super) error: DecodeError,
}

pub(super) fn all() -> Vec<Malformed> {
    [first_bytes(), lengths(), too_short(), too_long(), identifiers(), topics(), publishes(), answers()].concat()
}

fn malformed(
    name: impl Into<String>,
    statement: &'static str,
    bytes: impl Into<Vec<u8>>,
    error: DecodeError,
) -> Malformed {
    Malformed { name: name.into(), statement, bytes: bytes.into(), error }
}

/// Table 2.1 and table 2.2.
fn first_bytes() -> Vec<Malformed> {
    let mut list = vec![
        malformed("packet type 0", "section 2.2.1", [0x00, 0x00], DecodeError::ReservedType { value: 0 }),
        malformed("packet type 0 with flags", "section 2.2.1", [0x0f, 0x00], DecodeError::ReservedType { value: 0 }),
        malformed("packet type 15", "section 2.2.1", [0xf0, 0x00], DecodeError::ReservedType { value: 15 }),
        malformed("a line of HTTP", "MQTT-2.2.2-2", *b"HTTP/1.1 200 OK\r\n\r\n", flags(Kind::Puback, 0b1000)),
    ];
    let wrong: [(Kind, &[u8], u8); 14] = [
        (Kind::Connect, &[0x11, 0x0c, 0, 4, b'M', b'Q', b'T', b'T', 4, 2, 0, 60, 0, 0], 0b0001),
        (Kind::Connack, &[0x21, 0x02, 0x00, 0x00], 0b0001),
        (Kind::Puback, &[0x42, 0x02, 0x00, 0x02], 0b0010),
        (Kind::Pubrec, &[0x52, 0x02, 0x00, 0x02], 0b0010),
        (Kind::Pubrel, &[0x60, 0x02, 0x00, 0x02], 0b0000),
        (Kind::Pubrel, &[0x6a, 0x02, 0x00, 0x02], 0b1010),
        (Kind::Pubcomp, &[0x74, 0x02, 0x00, 0x02], 0b0100),
        (Kind::Subscribe, &[0x80, 0x06, 0x00, 0x01, 0x00, 0x01, b'a', 0x00], 0b0000),
        (Kind::Suback, &[0x98, 0x03, 0x00, 0x01, 0x01], 0b1000),
        (Kind::Unsubscribe, &[0xa0, 0x05, 0x00, 0x01, 0x00, 0x01, b'a'], 0b0000),
        (Kind::Unsuback, &[0xb2, 0x02, 0x00, 0x01], 0b0010),
        (Kind::Pingreq, &[0xc1, 0x00], 0b0001),
        (Kind::Pingresp, &[0xd8, 0x00], 0b1000),
        (Kind::Disconnect, &[0xef, 0x00], 0b1111),
    ];
    list.extend(wrong.map(|(kind, bytes, bits)| {
        malformed(format!("{kind} with flags {bits:04b}"), "MQTT-2.2.2-2", bytes, flags(kind, bits))
    }));
    list
}

const fn flags(packet: Kind, flags: u8) -> DecodeError {
    DecodeError::ReservedFlags { packet, flags }
}

/// Section 2.2.3. The default limit is 256 KiB.
fn lengths() -> Vec<Malformed> {
    const LIMIT: u32 = 256 * 1024;
    const SECTION: &str = "section 2.2.3";
    let too_large = |length| DecodeError::TooLarge { length, limit: LIMIT };
    vec![
        malformed(
            "a remaining length of five bytes",
            SECTION,
            [0x30, 0x80, 0x80, 0x80, 0x80, 0x01],
            DecodeError::RemainingLength,
        ),
        malformed(
            "a remaining length that goes on after four",
            SECTION,
            [0x30, 0xff, 0xff, 0xff, 0xff],
            DecodeError::RemainingLength,
        ),
        malformed("the longest PUBLISH, announced", SECTION, [0x30, 0xff, 0xff, 0xff, 0x7f], too_large(268_435_460)),
        malformed("a PUBLISH of a byte over the limit", SECTION, [0x30, 0xfd, 0xff, 0x0f], too_large(LIMIT + 1)),
    ]
}

/// A field is cut off by the end of the packet: refused, and not waited for.
fn too_short() -> Vec<Malformed> {
    const SECTION: &str = "section 2.2.3";
    let cut = |kind: Kind, bytes: &[u8], field: Field| {
        let name = format!("{kind} of {} bytes that ends in its {field}", bytes.len());
        malformed(name, SECTION, bytes, DecodeError::Truncated { packet: kind, field })
    };
    vec![
        cut(Kind::Connack, &[0x20, 0x00], Field::AcknowledgeFlags),
        cut(Kind::Connack, &[0x20, 0x01, 0x00], Field::ReturnCode),
        cut(Kind::Puback, &[0x40, 0x00], Field::PacketId),
        cut(Kind::Puback, &[0x40, 0x01, 0x00], Field::PacketId),
        cut(Kind::Pubrec, &[0x50, 0x01, 0x00], Field::PacketId),
        cut(Kind::Pubrel, &[0x62, 0x01, 0x00], Field::PacketId),
        cut(Kind::Pubcomp, &[0x70, 0x01, 0x00], Field::PacketId),
        cut(Kind::Unsuback, &[0xb0, 0x01, 0x00], Field::PacketId),
        cut(Kind::Suback, &[0x90, 0x00], Field::PacketId),
        cut(Kind::Suback, &[0x90, 0x01, 0x00], Field::PacketId),
        cut(Kind::Publish, &[0x30, 0x00], Field::TopicName),
        cut(Kind::Publish, &[0x30, 0x01, 0x00], Field::TopicName),
        cut(Kind::Publish, &[0x30, 0x03, 0x00, 0x02, b'a'], Field::TopicName),
        cut(Kind::Publish, &[0x30, 0x05, 0xff, 0xff, b'a', b'b', b'c'], Field::TopicName),
        cut(Kind::Publish, &[0x32, 0x03, 0x00, 0x01, b'a'], Field::PacketId),
        cut(Kind::Publish, &[0x34, 0x04, 0x00, 0x01, b'a', 0x00], Field::PacketId),
    ]
}

/// Something is left over behind the last field.
fn too_long() -> Vec<Malformed> {
    let packets: [(Kind, &[u8]); 9] = [
        // With a zero it would be one of MQTT 5.
        (Kind::Connack, &[0x20, 0x03, 0x00, 0x00, 0x07]),
        (Kind::Puback, &[0x40, 0x03, 0x00, 0x02, 0x00]),
        (Kind::Pubrec, &[0x50, 0x03, 0x00, 0x02, 0x00]),
        (Kind::Pubrel, &[0x62, 0x03, 0x00, 0x02, 0x00]),
        (Kind::Pubcomp, &[0x70, 0x03, 0x00, 0x02, 0x00]),
        (Kind::Unsuback, &[0xb0, 0x03, 0x00, 0x01, 0x00]),
        (Kind::Pingreq, &[0xc0, 0x01, 0x00]),
        (Kind::Pingresp, &[0xd0, 0x01, 0x00]),
        (Kind::Disconnect, &[0xe0, 0x01, 0x00]),
    ];
    let one_more = |(packet, bytes): (Kind, &[u8])| {
        malformed(
            format!("{packet} with a byte too many"),
            "section 2.2.3",
            bytes,
            DecodeError::TrailingBytes { packet, count: 1 },
        )
    };
    packets.map(one_more).into()
}

/// Section 2.3.1: an identifier is not 0.
fn identifiers() -> Vec<Malformed> {
    let packets: [(Kind, Vec<u8>); 8] = [
        (Kind::Puback, vec![0x40, 0x02, 0x00, 0x00]),
        (Kind::Pubrec, vec![0x50, 0x02, 0x00, 0x00]),
        (Kind::Pubrel, vec![0x62, 0x02, 0x00, 0x00]),
        (Kind::Pubcomp, vec![0x70, 0x02, 0x00, 0x00]),
        (Kind::Suback, vec![0x90, 0x03, 0x00, 0x00, 0x01]),
        (Kind::Unsuback, vec![0xb0, 0x02, 0x00, 0x00]),
        (Kind::Publish, publish(0x32, b"a/b", Some(0), b"x")),
        (Kind::Publish, publish(0x34, b"a/b/c", Some(0), b"x")),
    ];
    let zero = |(packet, bytes): (Kind, Vec<u8>)| {
        let name = format!("{packet} of {} bytes with identifier 0", bytes.len());
        malformed(name, "MQTT-2.3.1-1", bytes, DecodeError::PacketIdZero { packet })
    };
    packets.map(zero).into()
}

/// Sections 1.5.3 and 4.7.
fn topics() -> Vec<Malformed> {
    let ill_formed: [(&str, &[u8]); 12] = [
        ("the byte ff", b"a\xff"),
        ("the byte fe", b"\xfea"),
        ("a continuation byte alone", b"a\x80b"),
        ("the overlong c0 80", b"a\xc0\x80"),
        ("the overlong c1 bf", b"\xc1\xbf"),
        ("the overlong e0 80 80", b"\xe0\x80\x80"),
        ("the overlong f0 80 80 80", b"\xf0\x80\x80\x80"),
        ("the surrogate d800", b"\xed\xa0\x80"),
        ("the surrogate dfff", b"\xed\xbf\xbf"),
        ("a surrogate pair", b"\xed\xa0\x80\xed\xb0\x80"),
        ("a character above 10ffff", b"\xf4\x90\x80\x80"),
        ("a character cut off", b"a\xe2\x82"),
    ];
    let field = Field::TopicName;
    let mut list: Vec<Malformed> = ill_formed
        .into_iter()
        .map(|(name, topic)| {
            let bytes = publish(0x30, topic, None, b"x");
            malformed(format!("a topic with {name}"), "MQTT-1.5.3-1", bytes, DecodeError::IllFormedText { field })
        })
        .collect();
    let wrong: [(&str, &str, TopicError); 6] = [
        ("an empty topic", "", TopicError::Empty),
        ("a topic with U+0000", "a\0b", TopicError::Text(TextError::NullCharacter)),
        ("the topic #", "#", TopicError::Wildcard { character: '#' }),
        ("a topic with #", "a/#", TopicError::Wildcard { character: '#' }),
        ("the topic +", "+", TopicError::Wildcard { character: '+' }),
        ("a topic with +", "a/+/b", TopicError::Wildcard { character: '+' }),
    ];
    list.extend(wrong.map(|(name, topic, error)| {
        let statement = match error {
            TopicError::Empty => "MQTT-4.7.3-1",
            TopicError::Wildcard { .. } => "MQTT-3.3.2-2",
            TopicError::Text(_) | TopicError::MisplacedHash | TopicError::MisplacedPlus => "MQTT-1.5.3-2",
        };
        let bytes = publish(0x30, topic.as_bytes(), None, b"x");
        malformed(name, statement, bytes, DecodeError::Topic { field, error })
    }));
    list
}

/// Section 3.3.1.
fn publishes() -> Vec<Malformed> {
    vec![
        malformed("QoS 3", "MQTT-3.3.1-4", publish(0x36, b"a", Some(1), b"x"), DecodeError::PublishQos3),
        malformed("QoS 3 with DUP", "MQTT-3.3.1-4", publish(0x3e, b"a", Some(1), b"x"), DecodeError::PublishQos3),
        malformed("DUP with QoS 0", "MQTT-3.3.1-2", publish(0x38, b"a", None, b"x"), DecodeError::DupWithQos0),
        malformed(
            "DUP and RETAIN with QoS 0",
            "MQTT-3.3.1-2",
            publish(0x39, b"a", None, b"x"),
            DecodeError::DupWithQos0,
        ),
    ]
}

/// Sections 3.2.2, 3.9.3 and 3.1.
fn answers() -> Vec<Malformed> {
    const SECTION: &str = "section 3.2.2";
    let connack = |flags, code| [0x20, 0x02, flags, code];
    let mut list = vec![
        malformed(
            "CONNACK with flags 2",
            SECTION,
            connack(2, 0),
            DecodeError::ConnackReservedFlags { flags: 2, code: 0 },
        ),
        malformed(
            "CONNACK with flags 80",
            SECTION,
            connack(0x80, 0),
            DecodeError::ConnackReservedFlags { flags: 0x80, code: 0 },
        ),
        malformed(
            "CONNACK with flags ff",
            SECTION,
            connack(0xff, 0),
            DecodeError::ConnackReservedFlags { flags: 0xff, code: 0 },
        ),
        malformed("CONNACK with code 6", SECTION, connack(0, 6), DecodeError::ConnackCode { code: 6 }),
        malformed("CONNACK with code 87", SECTION, connack(0, 0x87), DecodeError::ConnackCode { code: 0x87 }),
        malformed("CONNACK with code ff", SECTION, connack(0, 0xff), DecodeError::ConnackCode { code: 0xff }),
        malformed(
            "CONNACK of MQTT 5",
            SECTION,
            [0x20, 0x03, 0x00, 0x87, 0x00],
            DecodeError::ConnackOfVersion5 { code: 0x87 },
        ),
        malformed(
            "a refusal with a session",
            "MQTT-3.2.2-4",
            connack(1, 5),
            DecodeError::SessionPresentWithRefusal { code: 5 },
        ),
        malformed(
            "SUBACK without a code",
            "MQTT-3.8.4-5",
            [0x90, 0x02, 0x00, 0x01],
            DecodeError::EmptyList { packet: Kind::Suback },
        ),
    ];
    for code in [0x03, 0x04, 0x7f, 0x81, 0xff] {
        let bytes = [0x90, 0x03, 0x00, 0x01, code];
        let name = format!("SUBACK with code {code:02x}");
        list.push(malformed(name, "MQTT-3.9.3-2", bytes, DecodeError::SubackCode { code }));
    }
    let connect = packet(0x10, b"\x00\x06MQIsdp\x03\x02\x00\x3c\x00\x00");
    list.push(malformed("CONNECT of MQTT 3.1", "MQTT-3.1.2-1", connect, DecodeError::ProtocolName));
    let connect = packet(0x10, b"\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x00");
    list.push(malformed("CONNECT of MQTT 5", "MQTT-3.1.2-2", connect, DecodeError::ProtocolLevel { level: 5 }));
    list
}
