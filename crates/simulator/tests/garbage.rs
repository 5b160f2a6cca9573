//! The broker survives whatever a device sends: random bytes, and packets with a few bytes changed.
#![cfg(test)]

mod support;

use simulator::{Output, Transport, repeatable};

use support::Bench;

/// Sends it in random pieces, and checks what holds for every connection.
fn feed(bench: &mut Bench, bytes: &[u8], pieces: usize) {
    let device = bench.broker.open(Transport::Plain, bench.now);
    for chunk in bytes.chunks(pieces.max(1)) {
        bench.receive(device, chunk);
    }
    let mut outputs = bench.drain(device);
    bench.advance(1_000_000);
    outputs.extend(bench.drain(device));
    let closes = outputs.iter().filter(|output| **output == Output::Close).count();
    assert_eq!((closes, outputs.last()), (1, Some(&Output::Close)), "closed once, in the end: {bytes:02x?}");
    assert_eq!(bench.broker.next_wake(), None);
    assert!(bench.broker.cloud().devices().iter().all(|device| device.session().is_none()));
}

#[test]
fn survives_random_bytes() {
    let (mut bench, mut random) = (Bench::new(), repeatable(11));
    for round in 0..5_000 {
        let mut bytes = vec![0; round % 60];
        random(&mut bytes);
        feed(&mut bench, &bytes, round % 7);
    }
}

#[test]
fn survives_packets_with_bytes_changed() {
    let mut random = repeatable(12);
    for round in 0..5_000 {
        let mut bench = Bench::new();
        let mut bytes = bench.connect_packet("INV-0001");
        bytes.extend(support::subscribe_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info"));
        bytes.extend(support::publish_packet("/ext/session/DemoInverter/INV-0001/thing/activate/info_reply", 2));
        bytes.extend([0xc0, 0x00, 0xe0, 0x00]);
        for _ in 0..round % 4 {
            let mut place = [0; 3];
            random(&mut place);
            let index = usize::from(u16::from_le_bytes([place[0], place[1]])) % bytes.len();
            bytes[index] = place[2];
        }
        feed(&mut bench, &bytes, round % 50);
    }
}
