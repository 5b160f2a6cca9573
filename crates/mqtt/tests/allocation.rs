//! Decoding and encoding allocate nothing, and the framer allocates only for bytes that have come.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::wildcard_enum_match_arm, reason = "a test may fail")]

use allocation_counter::{AllocationInfo, measure};
use mqtt::{Framer, Limits, Packet};

/// One packet of each type, and PUBLISH in each QoS.
const EACH: [&[u8]; 16] = [
    b"\x10\x22\x00\x04MQTT\x04\xce\x00\x0a\x00\x02c1\x00\x03w/t\x00\x03bye\x00\x04name\x00\x02\x00\xff",
    b"\x20\x02\x00\x00",
    b"\x30\x07\x00\x03a/bhi",
    b"\x32\x09\x00\x03a/b\x00\x0ahi",
    b"\x34\x09\x00\x03a/b\x00\x0ahi",
    b"\x40\x02\x00\x01",
    b"\x50\x02\x00\x02",
    b"\x62\x02\x00\x03",
    b"\x70\x02\x00\x04",
    b"\x82\x0e\x00\x0a\x00\x03a/b\x01\x00\x03c/d\x02",
    b"\x90\x05\x00\x0a\x00\x02\x80",
    b"\xa2\x0c\x00\x0a\x00\x03a/b\x00\x03c/d",
    b"\xb0\x02\x00\x05",
    b"\xc0\x00",
    b"\xd0\x00",
    b"\xe0\x00",
];

fn allocations(work: impl FnOnce()) -> AllocationInfo {
    measure(work)
}

#[test]
fn decoding_allocates_nothing_for_any_packet() {
    for bytes in EACH {
        let info = allocations(|| {
            let (packet, taken) = Packet::decode(bytes, Limits::default()).unwrap().unwrap();
            assert_eq!(taken, bytes.len());
            match packet {
                Packet::Subscribe(subscribe) => assert_eq!(subscribe.subscriptions().count(), 2),
                Packet::Suback(suback) => assert_eq!(suback.outcomes().count(), 3),
                Packet::Unsubscribe(unsubscribe) => assert_eq!(unsubscribe.filters().count(), 2),
                _ => {}
            }
        });
        assert_eq!(info.count_total, 0, "{bytes:02x?}");
    }
}

#[test]
fn refusing_and_waiting_allocate_nothing() {
    for bytes in EACH {
        let mut wrong = bytes.to_vec();
        wrong[0] ^= 0b0000_0110;
        let info = allocations(|| {
            for end in 0..bytes.len() {
                assert_eq!(Packet::decode(&bytes[..end], Limits::default()), Ok(None));
            }
            let _ = Packet::decode(&wrong, Limits::default());
        });
        assert_eq!(info.count_total, 0, "{bytes:02x?}");
    }
}

#[test]
fn encoding_allocates_nothing_for_any_packet() {
    let mut buffer = [0; 64];
    for bytes in EACH {
        let (packet, _) = Packet::decode(bytes, Limits::default()).unwrap().unwrap();
        let info = allocations(|| {
            let length = packet.encode(&mut buffer).unwrap();
            assert_eq!(&buffer[..length], bytes);
        });
        assert_eq!(info.count_total, 0, "{bytes:02x?}");
    }
}

#[test]
fn a_framer_allocates_nothing_for_packets_whole_within_a_chunk() {
    let joined = EACH.concat();
    let mut framer = Framer::new(Limits::default());
    let info = allocations(|| {
        let mut chunk = &joined[..];
        for _ in EACH {
            assert!(framer.next(&mut chunk).unwrap().is_some());
        }
        assert!(framer.next(&mut chunk).unwrap().is_none());
    });
    assert_eq!(info.count_total, 0);
}

#[test]
fn a_framer_allocates_for_what_has_come_and_not_for_what_is_promised() {
    let mut framer = Framer::new(Limits::HIGHEST);
    let promise_of_256_megabytes = [0x30, 0xff, 0xff, 0xff, 0x7f];
    let info = allocations(|| {
        assert_eq!(framer.next(&mut &promise_of_256_megabytes[..]), Ok(None));
        assert_eq!(framer.next(&mut &[0x00][..]), Ok(None));
    });
    assert!(info.bytes_max < 64, "{info:?}");
}

#[test]
fn a_framer_refuses_a_packet_over_the_limit_without_allocating() {
    let mut framer = Framer::new(Limits::default());
    let info = allocations(|| {
        assert!(framer.next(&mut &[0x30, 0xff, 0xff, 0xff, 0x7f, 0x00][..]).is_err());
    });
    assert_eq!(info.count_total, 0);
}
