use mqtt::{DecodeError, Framer, Limits};

/// The first bytes say how the rest is cut: however that is, the same packets and the same error come out.
pub(crate) fn holds(bytes: &[u8]) {
    let (cuts, stream) = bytes.split_at(bytes.len().min(4));
    let limits = Limits::of(1_000);
    let whole = framed(limits, &[stream]);
    let single: Vec<&[u8]> = stream.chunks(1).collect();
    assert_eq!(framed(limits, &single), whole);
    assert_eq!(framed(limits, &cut(cuts, stream)), whole);
}

/// All packets as bytes, and how it ended.
fn framed(limits: Limits, chunks: &[&[u8]]) -> (Vec<Vec<u8>>, Option<DecodeError>) {
    let mut framer = Framer::new(limits);
    let mut packets = Vec::new();
    for mut chunk in chunks.iter().copied() {
        loop {
            match framer.next(&mut chunk) {
                Ok(Some(packet)) => packets.push(packet.to_vec().unwrap()),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(framer.next(&mut chunk), Err(error));
                    return (packets, Some(error));
                }
            }
        }
        assert!(chunk.is_empty());
        assert!(framer.pending() < limits.max_packet());
    }
    (packets, None)
}

fn cut<'a>(cuts: &[u8], mut stream: &'a [u8]) -> Vec<&'a [u8]> {
    let mut chunks = Vec::new();
    for &cut in cuts.iter().cycle().take(stream.len()) {
        let (chunk, rest) = stream.split_at(stream.len().min(usize::from(cut)));
        chunks.push(chunk);
        stream = rest;
    }
    chunks.push(stream);
    chunks
}
