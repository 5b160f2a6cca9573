//! What has to hold for any bytes at all. The fuzz targets feed these properties; here, the bytes that they have found
//! worth keeping are fed again, and as many random ones as time allows.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod framer;
mod packet;
mod session;

use std::{fs, path::Path};

use proptest::{collection::vec, prelude::*, test_runner::Config};

/// Hands every file of a corpus to a property, and tells how many there were.
fn replay(corpus: &str, property: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(corpus);
    let mut files = 0;
    for file in fs::read_dir(&folder).unwrap() {
        property(&fs::read(file.unwrap().path()).unwrap());
        files += 1;
    }
    files
}

#[test]
fn the_corpus_of_the_packet_target_holds() {
    assert!(replay("packet", packet::holds) > 0);
}

#[test]
fn the_corpus_of_the_framer_target_holds() {
    assert!(replay("framer", framer::holds) > 0);
}

#[test]
fn the_corpus_of_the_session_target_holds() {
    assert!(replay("session", session::holds) > 0);
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_bytes_are_decoded_soundly(bytes in vec(any::<u8>(), 0..64)) {
        packet::holds(&bytes);
    }

    #[test]
    fn any_stream_is_framed_soundly(bytes in vec(any::<u8>(), 0..64)) {
        framer::holds(&bytes);
    }

    #[test]
    fn any_operations_keep_the_session_sound(bytes in vec(any::<u8>(), 0..256)) {
        session::holds(&bytes);
    }
}
