//! Packets whose bytes are written from the standard's text, tables and figures, decoded and encoded.

use mqtt::{
    Connack, ConnackCode, EncodeError, Packet, PacketKind, Publish, PublishQos, Qos, Suback, Subscribe,
    SubscribeOutcome, Unsubscribe,
};

use crate::{both_ways, decode, filter, hex, id, taken, topic};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn connack_has_six_return_codes() {
    for (code, number) in ConnackCode::ALL.into_iter().zip(0_u8..) {
        both_ways(&format!("20 02 00 {number:02x}"), &Packet::Connack(Connack { session_present: false, code }));
    }
    let present = Connack { session_present: true, code: ConnackCode::Accepted };
    both_ways("20 02 01 00", &Packet::Connack(present));
}

#[test]
fn mqtt_3_2_2_4_a_refusal_with_a_session_present_is_not_encoded() {
    let connack = Connack { session_present: true, code: ConnackCode::NotAuthorized };
    assert_eq!(Packet::Connack(connack).to_vec(), Err(EncodeError::SessionPresentWithRefusal));
}

/// Figure 3.11: topic name a/b and packet identifier 10.
#[test]
fn mqtt_3_3_2_1_the_topic_name_comes_first_in_publish() {
    let qos = PublishQos::AtLeastOnce { id: id(10), dup: false };
    let publish = Publish { topic: topic("a/b"), payload: b"", retain: false, qos };
    both_ways("32 07 0003 612f62 000a", &Packet::Publish(publish));
}

#[test]
fn mqtt_2_3_1_5_publish_with_qos_0_has_no_identifier() {
    let publish = Publish { topic: topic("a/b"), payload: b"hi", retain: false, qos: PublishQos::AtMostOnce };
    both_ways("30 07 0003 612f62 6869", &Packet::Publish(publish));
}

#[test]
fn mqtt_4_3_1_1_publish_with_qos_0_has_no_dup() {
    let publish = Publish { topic: topic("a"), payload: b"", retain: true, qos: PublishQos::AtMostOnce };
    both_ways("31 03 0001 61", &Packet::Publish(publish));
}

#[test]
fn mqtt_2_3_1_1_publish_with_qos_1_and_2_has_an_identifier() {
    let once = PublishQos::AtLeastOnce { id: id(1), dup: true };
    let publish = Publish { topic: topic("a"), payload: b"\x00", retain: false, qos: once };
    both_ways("3a 06 0001 61 0001 00", &Packet::Publish(publish));
    let exactly = PublishQos::ExactlyOnce { id: id(65_535), dup: false };
    both_ways("35 06 0001 61 ffff 00", &Packet::Publish(Publish { qos: exactly, retain: true, ..publish }));
}

#[test]
fn mqtt_3_3_1_2_dup_goes_with_qos_1_and_2_only() {
    taken("3a 05 0001 61 0001");
    taken("3c 05 0001 61 0001");
    assert!(decode(&hex("38 03 0001 61")).is_err());
}

/// Table 2.2, and the twelve figures of chapter 3 that show a first byte.
#[test]
fn mqtt_2_2_2_1_every_packet_has_the_reserved_flags_of_table_2_2() {
    both_ways("40 02 000a", &Packet::Puback(id(10)));
    both_ways("50 02 0100", &Packet::Pubrec(id(256)));
    both_ways("70 02 ffff", &Packet::Pubcomp(id(65_535)));
    both_ways("b0 02 0001", &Packet::Unsuback(id(1)));
    both_ways("c0 00", &Packet::Pingreq);
    both_ways("d0 00", &Packet::Pingresp);
    assert_eq!(PacketKind::ALL.map(|kind| kind.fixed_flags().unwrap_or(0)), [0, 0, 0, 0, 0, 2, 0, 2, 0, 2, 0, 0, 0, 0]);
}

#[test]
fn mqtt_3_6_1_1_pubrel_has_the_flags_0010() {
    both_ways("62 02 000a", &Packet::Pubrel(id(10)));
}

#[test]
fn mqtt_3_14_1_1_disconnect_has_the_flags_0000() {
    both_ways("e0 00", &Packet::Disconnect);
}

/// Figures 3.21 and 3.23: identifier 10, a/b with QoS 1 and c/d with QoS 2.
#[test]
fn mqtt_3_8_1_1_subscribe_has_the_flags_0010() {
    let list = [(filter("a/b"), Qos::AtLeastOnce), (filter("c/d"), Qos::ExactlyOnce)];
    let subscribe = Subscribe::new(id(10), &list).unwrap();
    both_ways("82 0e 000a 0003 612f62 01 0003 632f64 02", &Packet::Subscribe(subscribe));
    assert_eq!(subscribe.subscriptions().collect::<Vec<_>>(), list);
}

#[test]
fn mqtt_3_8_3_3_subscribe_cannot_be_made_without_a_filter() {
    let none = EncodeError::EmptyList { packet: PacketKind::Subscribe };
    assert_eq!(Subscribe::new(id(1), &[]), Err(none));
}

#[test]
fn mqtt_3_8_3_4_the_requested_qos_is_0_1_or_2() {
    for (qos, byte) in [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce].into_iter().zip(0_u8..) {
        let list = [(filter("#"), qos)];
        let subscribe = Subscribe::new(id(1), &list).unwrap();
        both_ways(&format!("82 06 0001 0001 23 {byte:02x}"), &Packet::Subscribe(subscribe));
    }
}

/// Figure 3.26: QoS 0, QoS 2, failure.
#[test]
fn mqtt_3_9_3_1_suback_keeps_the_order_of_its_return_codes() {
    let list = [
        SubscribeOutcome::Granted(Qos::AtMostOnce),
        SubscribeOutcome::Granted(Qos::ExactlyOnce),
        SubscribeOutcome::Refused,
    ];
    let suback = Suback::new(id(10), &list).unwrap();
    both_ways("90 05 000a 00 02 80", &Packet::Suback(suback));
    let bytes = hex("90 05 000a 00 02 80");
    let Ok(Some((Packet::Suback(decoded), 7))) = decode(&bytes) else { panic!("not a SUBACK") };
    assert_eq!(decoded.outcomes().collect::<Vec<_>>(), list);
    assert_eq!(decoded.outcomes().len(), 3);
}

#[test]
fn a_suback_without_an_outcome_cannot_be_made() {
    assert_eq!(Suback::new(id(1), &[]), Err(EncodeError::EmptyList { packet: PacketKind::Suback }));
}

/// Figures 3.28 and 3.30: identifier 10, a/b and c/d.
#[test]
fn mqtt_3_10_1_1_unsubscribe_has_the_flags_0010() {
    let list = [filter("a/b"), filter("c/d")];
    let unsubscribe = Unsubscribe::new(id(10), &list).unwrap();
    both_ways("a2 0c 000a 0003 612f62 0003 632f64", &Packet::Unsubscribe(unsubscribe));
    assert_eq!(unsubscribe.filters().collect::<Vec<_>>(), list);
}

#[test]
fn mqtt_3_10_3_1_unsubscribe_packs_its_filters() {
    let list = [filter("+/\u{e9}"), filter("#")];
    let unsubscribe = Unsubscribe::new(id(1), &list).unwrap();
    both_ways("a2 0b 0001 0004 2b2fc3a9 0001 23", &Packet::Unsubscribe(unsubscribe));
}

#[test]
fn mqtt_3_10_3_2_unsubscribe_cannot_be_made_without_a_filter() {
    let none = EncodeError::EmptyList { packet: PacketKind::Unsubscribe };
    assert_eq!(Unsubscribe::new(id(1), &[]), Err(none));
}

#[test]
fn lists_from_the_wire_encode_to_the_same_bytes() {
    for text in ["82 0e 000a 0003 612f62 01 0003 632f64 02", "a2 0c 000a 0003 612f62 0003 632f64", "90 04 0001 01 80"] {
        let bytes = hex(text);
        let (packet, _) = decode(&bytes).unwrap().unwrap();
        assert_eq!(packet.to_vec().unwrap(), bytes);
    }
}

/// Table 2.4, and a buffer one byte too small at each border.
#[test]
fn the_remaining_length_has_the_sizes_of_table_2_4() {
    let zeros = vec![0; 2_097_153];
    let borders = [
        (127, &[0x7f][..]),
        (128, &[0x80, 0x01]),
        (321, &[0xc1, 0x02]),
        (16_383, &[0xff, 0x7f]),
        (16_384, &[0x80, 0x80, 0x01]),
        (2_097_151, &[0xff, 0xff, 0x7f]),
        (2_097_152, &[0x80, 0x80, 0x80, 0x01]),
    ];
    for (remaining, digits) in borders {
        let payload = &zeros[..remaining - 3];
        let packet =
            Packet::Publish(Publish { topic: topic("a"), payload, retain: false, qos: PublishQos::AtMostOnce });
        let bytes = packet.to_vec().unwrap();
        assert_eq!(bytes.len(), 1 + digits.len() + remaining);
        assert_eq!(&bytes[1..=digits.len()], digits);
        assert_eq!(decode(&bytes), Ok(Some((packet, bytes.len()))));
        let mut small = vec![0; bytes.len() - 1];
        let error = EncodeError::BufferTooSmall { needed: bytes.len(), available: bytes.len() - 1 };
        assert_eq!(packet.encode(&mut small), Err(error));
    }
}

#[test]
fn a_packet_over_the_highest_remaining_length_is_not_encoded() {
    let payload = vec![0; 268_435_453];
    let publish = Publish { topic: topic("a"), payload: &payload, retain: false, qos: PublishQos::AtMostOnce };
    let error = EncodeError::PacketTooLong { packet: PacketKind::Publish, remaining: 268_435_456 };
    assert_eq!(Packet::Publish(publish).encoded_len(), Err(error));
    let shorter = Publish { payload: &payload[1..], ..publish };
    assert_eq!(Packet::Publish(shorter).encoded_len(), Ok(268_435_460));
}

#[test]
fn bytes_behind_the_packet_are_left_alone() {
    assert_eq!(decode(&hex("d0 00 ff ff")), Ok(Some((Packet::Pingresp, 2))));
    let mut buffer = [0xaa; 6];
    assert_eq!(Packet::Puback(id(1)).encode(&mut buffer), Ok(4));
    assert_eq!(buffer, [0x40, 0x02, 0x00, 0x01, 0xaa, 0xaa]);
}
