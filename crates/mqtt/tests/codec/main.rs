//! The codec against the standard: what it has to take, and what it has to refuse.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod errors;
mod golden;
mod golden_connect;
mod refusals;
mod refused_lists;
mod stream;
mod text;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

use mqtt::{DecodeError, Limits, Packet, PacketId, Topic, TopicFilter};

/// Bytes written in hex, with white space ignored.
fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| u8::try_from(char::from(byte).to_digit(16).unwrap()).unwrap())
        .collect();
    let (pairs, []) = digits.as_chunks::<2>() else { panic!("half a byte in {text}") };
    pairs.iter().map(|[high, low]| high << 4 | low).collect()
}

fn id(number: u16) -> PacketId {
    PacketId::new(number).unwrap()
}

fn topic(name: &str) -> Topic<'_> {
    Topic::parse(name).unwrap()
}

fn filter(filter: &str) -> TopicFilter<'_> {
    TopicFilter::parse(filter).unwrap()
}

fn decode(bytes: &[u8]) -> Result<Option<(Packet<'_>, usize)>, DecodeError> {
    Packet::decode(bytes, Limits::HIGHEST)
}

/// Decodes to exactly that packet, and encodes to exactly these bytes.
#[track_caller]
fn both_ways(text: &str, packet: &Packet<'_>) {
    let bytes = hex(text);
    assert_eq!(decode(&bytes), Ok(Some((*packet, bytes.len()))), "decoding {text}");
    assert_eq!(packet.to_vec().unwrap(), bytes, "encoding {packet:?}");
    assert_eq!(packet.encoded_len(), Ok(bytes.len()));
}

#[track_caller]
fn refused(text: &str) -> DecodeError {
    match decode(&hex(text)) {
        Err(error) => error,
        Ok(other) => panic!("{text} is taken for {other:?}"),
    }
}

/// Refused, and for breaking that statement.
#[track_caller]
fn refused_by(text: &str, statement: &str) {
    let error = refused(text);
    assert_eq!(error.statement(), Some(statement), "{text} is refused because {error}");
}

#[track_caller]
fn taken(text: &str) {
    let bytes = hex(text);
    match decode(&bytes) {
        Ok(Some((_, length))) => assert_eq!(length, bytes.len(), "{text}"),
        other => panic!("{text} gives {other:?}"),
    }
}
