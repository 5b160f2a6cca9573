//! Packets in streams that are cut anywhere.

use mqtt::{DecodeError, Framer, Limits, Packet};

use crate::{decode, hex, id};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// One whole packet of each type.
const EACH: [&str; 14] = [
    "10 22 0004 4d515454 04 ce 000a 0002 6331 0003 772f74 0003 627965 0004 6e616d65 0002 00ff",
    "20 02 00 00",
    "34 09 0003 612f62 000a 6869",
    "40 02 0001",
    "50 02 0002",
    "62 02 0003",
    "70 02 0004",
    "82 0e 000a 0003 612f62 01 0003 632f64 02",
    "90 05 000a 00 02 80",
    "a2 0c 000a 0003 612f62 0003 632f64",
    "b0 02 0005",
    "c0 00",
    "d0 80 00",
    "e0 00",
];

/// What a framer makes of the chunks, as bytes again.
fn framed(chunks: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut framer = Framer::new(Limits::default());
    let mut packets = Vec::new();
    for mut chunk in chunks.iter().copied() {
        while let Some(packet) = framer.next(&mut chunk).unwrap() {
            packets.push(packet.to_vec().unwrap());
        }
        assert!(chunk.is_empty());
    }
    packets
}

fn shortest(bytes: &[u8]) -> Vec<u8> {
    decode(bytes).unwrap().unwrap().0.to_vec().unwrap()
}

#[test]
fn every_prefix_of_every_packet_is_incomplete() {
    for text in EACH {
        let bytes = hex(text);
        for length in 0..bytes.len() {
            assert_eq!(decode(&bytes[..length]), Ok(None), "{length} bytes of {text}");
        }
    }
}

#[test]
fn mqtt_6_0_0_2_a_packet_split_at_every_byte_is_the_same_packet() {
    for text in EACH {
        let bytes = hex(text);
        let whole = [shortest(&bytes)];
        for cut in 0..=bytes.len() {
            let (front, back) = bytes.split_at(cut);
            assert_eq!(framed(&[front, back]), whole, "{text} cut at {cut}");
        }
        let single: Vec<&[u8]> = bytes.chunks(1).collect();
        assert_eq!(framed(&single), whole);
    }
}

#[test]
fn mqtt_6_0_0_2_many_packets_in_one_chunk_come_apart() {
    let mut all = Vec::new();
    let mut separate = Vec::new();
    for text in EACH {
        all.extend(hex(text));
        separate.push(shortest(&hex(text)));
    }
    assert_eq!(framed(&[&all]), separate);
    for size in 1..=all.len() {
        let chunks: Vec<&[u8]> = all.chunks(size).collect();
        assert_eq!(framed(&chunks), separate, "in chunks of {size}");
    }
}

#[test]
fn a_packet_whole_within_a_chunk_is_not_copied() {
    let bytes = hex("40 02 0001 30 05 0001 61 6869 40");
    let mut framer = Framer::new(Limits::default());
    let mut chunk = &bytes[..];
    assert_eq!(framer.next(&mut chunk), Ok(Some(Packet::Puback(id(1)))));
    let Ok(Some(Packet::Publish(publish))) = framer.next(&mut chunk) else { panic!("no PUBLISH") };
    assert!(bytes.as_ptr_range().contains(&publish.payload.as_ptr()));
    assert_eq!(framer.next(&mut chunk), Ok(None));
    assert_eq!(framer.pending(), 1);
}

#[test]
fn a_packet_that_starts_in_the_chunk_of_another_is_not_copied_beyond_its_end() {
    let mut framer = Framer::new(Limits::default());
    let mut chunk = &hex("40 02 00")[..];
    assert_eq!(framer.next(&mut chunk), Ok(None));
    let bytes = hex("01 30 05 0001 61 6869");
    let mut chunk = &bytes[..];
    assert_eq!(framer.next(&mut chunk), Ok(Some(Packet::Puback(id(1)))));
    let Ok(Some(Packet::Publish(publish))) = framer.next(&mut chunk) else { panic!("no PUBLISH") };
    assert!(bytes.as_ptr_range().contains(&publish.payload.as_ptr()));
}

#[test]
fn after_an_error_every_call_gives_the_same_error() {
    let mut framer = Framer::new(Limits::default());
    let mut chunk = &hex("d0 00 21 02 00 00 d0 00")[..];
    assert_eq!(framer.next(&mut chunk), Ok(Some(Packet::Pingresp)));
    let error = framer.next(&mut chunk).unwrap_err();
    assert!(matches!(error, DecodeError::ReservedFlags { .. }));
    assert_eq!(framer.next(&mut &hex("d0 00")[..]), Err(error));
    assert_eq!(framer.pending(), 0);
}

#[test]
fn an_error_in_a_packet_of_several_chunks_is_found_when_it_is_whole() {
    let mut framer = Framer::new(Limits::default());
    assert_eq!(framer.next(&mut &hex("40 02 00")[..]), Ok(None));
    assert!(matches!(framer.next(&mut &hex("00")[..]), Err(DecodeError::PacketIdZero { .. })));
}

#[test]
fn refuses_a_packet_over_the_limit_when_its_header_comes_in_pieces() {
    let mut framer = Framer::new(Limits::of(1_000));
    for piece in ["30", "ff"] {
        assert_eq!(framer.next(&mut &hex(piece)[..]), Ok(None));
    }
    let error = DecodeError::TooLarge { length: 16_386, limit: 1_000 };
    assert_eq!(framer.next(&mut &hex("7f")[..]), Err(error));
}
