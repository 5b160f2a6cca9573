//! Packets that break a rule, each refused with its statement.

use mqtt::{ConnackCode, DecodeError, Field, Limits, Packet, PacketKind};

use crate::{decode, hex, refused, refused_by, taken};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A whole packet of each type behind its first byte.
const BODIES: [(PacketKind, &str); 14] = [
    (PacketKind::Connect, "0d 0004 4d515454 04 02 003c 0001 63"),
    (PacketKind::Connack, "02 00 00"),
    (PacketKind::Publish, "05 0001 61 0001"),
    (PacketKind::Puback, "02 0001"),
    (PacketKind::Pubrec, "02 0001"),
    (PacketKind::Pubrel, "02 0001"),
    (PacketKind::Pubcomp, "02 0001"),
    (PacketKind::Subscribe, "06 0001 0001 61 00"),
    (PacketKind::Suback, "03 0001 00"),
    (PacketKind::Unsubscribe, "05 0001 0001 61"),
    (PacketKind::Unsuback, "02 0001"),
    (PacketKind::Pingreq, "00"),
    (PacketKind::Pingresp, "00"),
    (PacketKind::Disconnect, "00"),
];

#[test]
fn mqtt_2_2_2_2_refuses_every_other_flag_of_every_packet() {
    for (kind, body) in BODIES {
        for flags in 0..16 {
            let text = format!("{:01x}{flags:01x} {body}", kind.number());
            match kind.fixed_flags() {
                Some(fixed) if fixed == flags => taken(&text),
                Some(_) => {
                    assert_eq!(refused(&text), DecodeError::ReservedFlags { packet: kind, flags });
                    refused_by(&text, "MQTT-2.2.2-2");
                }
                None if flags & 0b0110 == 0b0110 => refused_by(&text, "MQTT-3.3.1-4"),
                None if flags & 0b1110 == 0b1000 => refused_by(&text, "MQTT-3.3.1-2"),
                None => taken(&text),
            }
        }
    }
}

#[test]
fn refuses_the_reserved_packet_types() {
    for flags in 0..16_u8 {
        for value in [0, 15] {
            let error = refused(&format!("{value:01x}{flags:01x} 00"));
            assert_eq!(error, DecodeError::ReservedType { value });
        }
    }
}

#[test]
fn mqtt_3_3_1_4_refuses_qos_3() {
    for first in ["36", "37", "3e", "3f"] {
        refused_by(&format!("{first} 05 0001 61 0001"), "MQTT-3.3.1-4");
    }
}

#[test]
fn mqtt_3_3_1_2_refuses_dup_with_qos_0() {
    refused_by("38 03 0001 61", "MQTT-3.3.1-2");
    refused_by("39 03 0001 61", "MQTT-3.3.1-2");
}

#[test]
fn mqtt_2_3_1_1_refuses_packet_identifier_0() {
    for text in [
        "32 05 0001 61 0000",
        "34 05 0001 61 0000",
        "3d 05 0001 61 0000",
        "40 02 0000",
        "50 02 0000",
        "62 02 0000",
        "70 02 0000",
        "82 06 0000 0001 61 00",
        "90 03 0000 00",
        "a2 05 0000 0001 61",
        "b0 02 0000",
    ] {
        refused_by(text, "MQTT-2.3.1-1");
    }
}

#[test]
fn what_is_wrong_in_the_fixed_header_is_refused_before_the_rest_has_come() {
    for text in ["00", "f0", "36", "38", "21", "63", "80", "20 03", "d0 01", "30 ff ff ff ff", "c0 80 80 80 80"] {
        assert!(decode(&hex(text)).is_err(), "{text} waits for more");
    }
}

#[test]
fn refuses_a_remaining_length_of_five_bytes() {
    for text in ["30 80 80 80 80 00", "30 ff ff ff ff 7f", "30 83 80 80 80 00 0001 61"] {
        assert_eq!(refused(text), DecodeError::RemainingLength);
    }
}

/// Section 2.2.3 does not ask for the shortest form, as MQTT 5 does.
#[test]
fn takes_a_remaining_length_longer_than_needed() {
    for text in ["d0 80 00", "d0 80 80 00", "d0 80 80 80 00", "40 82 00 0001", "30 83 80 80 00 0001 61"] {
        taken(text);
    }
}

#[test]
fn refuses_a_packet_over_the_limit_as_soon_as_its_length_is_known() {
    let limits = Limits::of(8);
    let error = DecodeError::TooLarge { length: 9, limit: 8 };
    assert_eq!(Packet::decode(&hex("30 07"), limits), Err(error));
    assert_eq!(Packet::decode(&hex("30 06"), limits), Ok(None));
    let error = DecodeError::TooLarge { length: 268_435_460, limit: 262_144 };
    assert_eq!(Packet::decode(&hex("30 ff ff ff 7f"), Limits::default()), Err(error));
    assert_eq!(decode(&hex("30 ff ff ff 7f")), Ok(None));
}

#[test]
fn refuses_bytes_behind_the_last_field() {
    for (kind, text) in [
        (PacketKind::Connect, "10 0e 0004 4d515454 04 02 003c 0001 63 00"),
        (PacketKind::Connack, "20 03 00 00 07"),
        (PacketKind::Puback, "40 03 0001 00"),
        (PacketKind::Pubrec, "50 03 0001 00"),
        (PacketKind::Pubrel, "62 03 0001 00"),
        (PacketKind::Pubcomp, "70 03 0001 00"),
        (PacketKind::Unsuback, "b0 03 0001 00"),
        (PacketKind::Pingreq, "c0 01 00"),
        (PacketKind::Pingresp, "d0 01 00"),
        (PacketKind::Disconnect, "e0 01 00"),
    ] {
        assert_eq!(refused(text), DecodeError::TrailingBytes { packet: kind, count: 1 }, "{text}");
    }
    // A will, a user name and a password whose flags are not set.
    for text in [
        "10 17 0004 4d515454 04 02 003c 0001 63 0003 772f74 0003 627965",
        "10 10 0004 4d515454 04 02 003c 0001 63 0001 75",
        "10 13 0004 4d515454 04 82 003c 0001 63 0001 75 0001 70",
    ] {
        assert!(matches!(refused(text), DecodeError::TrailingBytes { packet: PacketKind::Connect, .. }), "{text}");
    }
}

/// Found by fuzzing: two faults at once, of which the length shows first.
#[test]
fn a_packet_too_long_is_refused_for_its_length_however_it_comes() {
    for (kind, text) in [(PacketKind::Pubrec, "50 03 0000 00"), (PacketKind::Connack, "20 03 02 07 00")] {
        let bytes = hex(text);
        for length in 2..=bytes.len() {
            let error = DecodeError::TrailingBytes { packet: kind, count: 1 };
            assert_eq!(decode(&bytes[..length]), Err(error), "{length} bytes of {text}");
        }
    }
}

/// Every body of every packet, cut short by every number of bytes, with a remaining length that says so.
#[test]
fn refuses_fields_cut_short_within_a_whole_packet() {
    let full = "0004 4d515454 04 ce 003c 0001 63 0001 77 0001 6d 0001 75 0001 70";
    for (first, body) in [
        ("10", full),
        ("20", "00 00"),
        ("32", "0001 61 0001"),
        ("34", "0003 612f62 0001"),
        ("40", "0001"),
        ("50", "0001"),
        ("62", "0001"),
        ("70", "0001"),
        ("82", "0001 0001 61 00"),
        ("90", "0001 00"),
        ("a2", "0001 0001 61"),
        ("b0", "0001"),
    ] {
        let body = hex(body);
        for length in 0..body.len() {
            let mut bytes = hex(first);
            bytes.push(u8::try_from(length).unwrap());
            bytes.extend(&body[..length]);
            let error = decode(&bytes).unwrap_err();
            assert!(
                matches!(error, DecodeError::Truncated { .. } | DecodeError::EmptyList { .. }),
                "{bytes:02x?} is refused because {error}"
            );
        }
    }
    for (text, field) in [
        ("10 01 00", Field::ProtocolName),
        ("10 06 0004 4d515454", Field::ProtocolLevel),
        ("10 07 0004 4d515454 04", Field::ConnectFlags),
        ("10 09 0004 4d515454 04 02 00", Field::KeepAlive),
        ("10 0a 0004 4d515454 04 02 003c", Field::ClientId),
    ] {
        assert_eq!(refused(text), DecodeError::Truncated { packet: PacketKind::Connect, field }, "{text}");
    }
    let error = DecodeError::Truncated { packet: PacketKind::Publish, field: Field::TopicName };
    assert_eq!(refused("30 01 00"), error);
    assert_eq!(refused("30 04 0003 6162"), error);
    assert_eq!(refused("30 00"), error);
}

#[test]
fn mqtt_3_1_2_1_refuses_another_protocol_name() {
    for text in [
        "10 0d 0004 4d717474 04 02 003c 0001 63",
        "10 0f 0006 4d5149736470 03 02 003c 0001 63",
        "10 09 0000 04 02 003c 0001 63",
        "10 0e 0005 4d51545435 04 02 003c 0001 63",
    ] {
        refused_by(text, "MQTT-3.1.2-1");
    }
}

#[test]
fn mqtt_3_1_2_2_refuses_another_protocol_level() {
    for level in [0, 3, 5, 0x84, 0xff] {
        let text = format!("10 0d 0004 4d515454 {level:02x} 02 003c 0001 63");
        assert_eq!(refused(&text), DecodeError::ProtocolLevel { level });
        refused_by(&text, "MQTT-3.1.2-2");
        assert_eq!(refused(&text).connack_code(), Some(ConnackCode::UnacceptableProtocolVersion));
    }
}

#[test]
fn mqtt_3_1_2_3_refuses_a_set_reserved_connect_flag() {
    refused_by("10 0d 0004 4d515454 04 03 003c 0001 63", "MQTT-3.1.2-3");
}

#[test]
fn mqtt_3_1_2_13_refuses_a_will_qos_without_a_will() {
    for flags in ["0a", "12", "1a"] {
        refused_by(&format!("10 0d 0004 4d515454 04 {flags} 003c 0001 63"), "MQTT-3.1.2-13");
    }
}

#[test]
fn mqtt_3_1_2_14_refuses_will_qos_3() {
    refused_by("10 13 0004 4d515454 04 1e 003c 0001 63 0001 77 0001 6d", "MQTT-3.1.2-14");
}

#[test]
fn mqtt_3_1_2_15_refuses_will_retain_without_a_will() {
    refused_by("10 0d 0004 4d515454 04 22 003c 0001 63", "MQTT-3.1.2-15");
}

#[test]
fn mqtt_3_1_2_22_refuses_a_password_without_a_user_name() {
    refused_by("10 10 0004 4d515454 04 42 003c 0001 63 0001 70", "MQTT-3.1.2-22");
}

#[test]
fn mqtt_3_1_3_7_refuses_an_empty_client_identifier_with_a_stored_session() {
    refused_by("10 0c 0004 4d515454 04 00 003c 0000", "MQTT-3.1.3-7");
}

#[test]
fn mqtt_3_1_3_8_a_server_answers_an_empty_client_identifier_with_code_2() {
    let error = refused("10 0c 0004 4d515454 04 00 003c 0000");
    assert_eq!(error.connack_code(), Some(ConnackCode::IdentifierRejected));
    assert_eq!(refused("10 0d 0004 4d515454 04 03 003c 0001 63").connack_code(), None);
}

#[test]
fn refuses_a_connack_with_reserved_flags() {
    for flags in [0x02, 0x03, 0x80, 0xff] {
        for code in [0, 5, 0x87] {
            let error = refused(&format!("20 02 {flags:02x} {code:02x}"));
            assert_eq!(error, DecodeError::ConnackReservedFlags { flags, code });
        }
    }
}

#[test]
fn refuses_a_connack_with_a_reserved_code() {
    for code in [6, 7, 0x7f, 0x80, 0xff] {
        assert_eq!(refused(&format!("20 02 00 {code:02x}")), DecodeError::ConnackCode { code });
    }
}

#[test]
fn knows_a_connack_of_mqtt_5_by_its_properties() {
    let long = format!("20 86 01 00 87 82 01 {}", "1f".repeat(130));
    let (reason, plain) = ("20 08 00 87 05 1f 0002 6e6f", "20 03 00 87 00");
    for (text, code) in [(plain, 0x87), (reason, 0x87), (&*long, 0x87), ("20 03 01 00 00", 0), ("20 03 00 84 00", 0x84)]
    {
        assert_eq!(refused(text), DecodeError::ConnackOfVersion5 { code }, "{text}");
    }
    for text in ["20 03 00 87 01", "20 03 02 87 00", "20 04 00 87 00 00", "20 04 00 87 80 80"] {
        assert!(matches!(refused(text), DecodeError::TrailingBytes { .. }), "{text}");
    }
}

#[test]
fn mqtt_3_2_2_4_refuses_a_refusal_with_a_session_present() {
    for code in 1..=5 {
        refused_by(&format!("20 02 01 {code:02x}"), "MQTT-3.2.2-4");
    }
}
